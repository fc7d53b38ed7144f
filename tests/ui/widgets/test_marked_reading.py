"""Highlights stand on their letters through every change of the look; none is dropped in silence."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QTextFormat

from resilience_desktop.workbook import Moment, Paragraph, Reading, Run
from resilience_desktop.workbook.mark import marked, words_of
from tests.ui.screens.marking_steps import highlighted
from ui.widgets.laid_marks import MARKED
from ui.widgets.marked_reading import LOST, MarkedReading


def reading(*paragraphs):
    blocks = tuple(
        Paragraph((Run(start), Run(middle, emphasis=True), Run(end))) for start, middle, end in paragraphs
    )
    return Reading("r", "1", "Still water", "en", blocks, ())


PLAIN = reading(("The water is ", "very", " quiet."), ("The stone ", "", "is warm."))
LONG = reading(*(("word " * 90, "soft", " more " * 90) for _ in range(9)))


def mark(of, passage, number=1, note=""):
    words = words_of(of)
    start = words.index(passage)
    return replace(marked(words, number, start, start + len(passage), Moment(0)), note=note)


@pytest.fixture
def view(look, stand):
    made = stand(MarkedReading(look), 500, 600)
    made.set_reading(PLAIN)
    return made


def formats(view):
    block = view.document().begin()
    while block.isValid():
        for fragment in block:
            yield fragment.fragment().text(), fragment.fragment().charFormat()
        block = block.next()


def test_a_passage_is_marked_across_styles_and_paragraphs(view, look):
    view.set_marks([mark(PLAIN, "very quiet.\nThe stone")])
    assert highlighted(view) == "very quiet.The stone"
    shapes = [(text, shape) for text, shape in formats(view) if shape.hasProperty(MARKED)]
    assert all(shape.background().color() == QColor(look.theme.mark) for _, shape in shapes)
    assert [text for text, shape in shapes if shape.fontItalic()] == ["very"]


@pytest.mark.parametrize("theme", ["evening", "contrast", "day"])
def test_highlights_are_there_in_every_look_with_a_second_sign_where_colours_may_not_be_seen(
    view, look, theme
):
    view.set_marks([mark(PLAIN, "quiet")])
    look.choose("evening" if theme == "day" else "day")
    look.choose(theme)
    look.set_zoom(150)
    assert highlighted(view) == "quiet"
    (shape,) = [shape for _, shape in formats(view) if shape.hasProperty(MARKED)]
    assert shape.background().color() == QColor(look.theme.mark)
    assert shape.fontUnderline() == (theme == "contrast")


@pytest.mark.parametrize("theme", ["day", "contrast"])
def test_what_is_marked_no_more_looks_as_before(view, look, theme):
    look.choose(theme)
    before = list(formats(view))
    one, other = mark(PLAIN, "water is very"), mark(PLAIN, "very quiet", 2)
    view.set_marks([one, other])
    view.set_marks([other])
    assert highlighted(view) == "very quiet"
    view.set_marks([])
    assert highlighted(view) == ""
    after = [(text, shape) for text, shape in formats(view)]
    assert "".join(text for text, _ in after) == "".join(text for text, _ in before)
    assert not any(shape.hasProperty(QTextFormat.Property.BackgroundBrush) for _, shape in after)
    assert not any(shape.fontUnderline() for _, shape in after)


def test_marks_come_and_go_without_moving_the_page(view):
    view.set_reading(LONG)
    view.scroll_fraction = 0.5
    view.set_marks([mark(LONG, "soft")])
    view.set_marks([])
    assert view.scroll_fraction == pytest.approx(0.5, abs=0.01)


def test_a_passage_that_is_not_in_this_edition_stands_below_and_can_be_gone_to(view):
    lost, found = mark(LONG, "word soft more", 4, "a note"), mark(PLAIN, "quiet", 5)
    view.set_marks([lost, found])
    assert view.toPlainText().endswith(f"\n{LOST}\nword soft more")
    assert highlighted(view) == "quietword soft more"
    assert view.go_to(4)
    assert view.selected() == "word soft more"
    assert view.mark_at_caret == lost
    assert view.next_mark() == found
    view.set_marks([found])
    assert LOST not in view.toPlainText()
    assert highlighted(view) == "quiet"


def test_a_passage_that_moved_is_marked_where_it_stands_now(view):
    later = reading(("Something new. ", "", ""), ("The water is ", "very", " quiet."))
    view.set_reading(later)
    view.set_marks([mark(PLAIN, "very quiet")])
    assert highlighted(view) == "very quiet"
    assert LOST not in view.toPlainText()


def test_of_two_marks_the_shorter_one_is_meant(view):
    whole, part = mark(PLAIN, "water is very quiet"), mark(PLAIN, "very", 2)
    view.set_marks([whole, part])
    view.go_to(2)
    assert view.mark_at_caret == part
    view.go_to(1)
    assert view.mark_at_caret == whole


def test_the_sign_of_a_note_stands_in_the_margin_beside_its_line_and_only_there(view):
    view.set_marks([mark(PLAIN, "warm")])

    def ink_in_the_margin():
        image = view.viewport().grab().toImage()
        left = round(view.document().rootFrame().frameFormat().leftMargin())
        rows = range(4, image.height() - 4)  # within the ring of the keyboard
        return {y for y in rows for x in range(4, left - 4) if image.pixelColor(x, y).lightness() < 200}

    assert ink_in_the_margin() == set()
    view.set_marks([mark(PLAIN, "warm", note="a word")])
    box = view._around_sign(view._placed[0])
    rows = ink_in_the_margin()
    assert rows
    assert rows <= set(range(box.top(), box.bottom()))


def test_a_key_in_a_note_lays_no_mark_again(view, monkeypatch):
    first, other = mark(PLAIN, "quiet"), mark(PLAIN, "stone", 2)
    view.set_marks([first, other])
    monkeypatch.setattr("ui.widgets.marked_reading.lay", lambda *_: pytest.fail("laid again"))
    view.set_marks([first, replace(other, note="w")])
    view.go_to(2)
    assert view.mark_at_caret.note == "w"
    monkeypatch.undo()
    view.set_marks([first])
    assert highlighted(view) == "quiet"
