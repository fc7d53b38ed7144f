"""The letter's editor: words exactly as typed, passages, and what is blacked out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest

from resilience_desktop.workbook import ANSWER_LIMIT, Body, Moment, Passage, Source
from ui.widgets.letter_text import LetterText

SOURCE, OTHER = Source(7, "open", Moment(5)), Source(8, "\ud800", Moment(6, "+01:00"))
KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def area(qtbot, look):
    made = LetterText(look)
    qtbot.addWidget(made)
    return made


def select(area, start, end):
    cursor = area.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)


def put_caret(area, place):
    select(area, place, place)


LINE = st.text(st.characters(exclude_categories=(), exclude_characters="\n"), max_size=6)


@st.composite
def bodies(draw):
    """Return bodies as the editor makes them: stretches within paragraphs, apart, never empty."""
    lines = draw(st.lists(LINE, min_size=1, max_size=6))
    passages, hidden, at, number = [], [], 0, 0
    while number < len(lines):
        last = draw(st.integers(number, len(lines) - 1))
        if draw(st.booleans()):
            passages.append(Passage(number, last, draw(st.sampled_from([SOURCE, OTHER]))))
        number = last + 1
    for line in lines:
        cuts = sorted(draw(st.sets(st.integers(0, len(line)), max_size=4)))
        hidden += [(at + one, at + other) for one, other in zip(cuts[::2], cuts[1::2], strict=False)]
        at += len(line) + 1
    return Body("\n".join(lines), tuple(passages), tuple(hidden))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies())
def test_every_letter_comes_back_as_it_was_set(area, body):
    area.set_body(body)
    assert area.body() == body


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies(), st.data())
def test_every_letter_comes_back_from_the_document_itself(area, body, data):
    """An edit that is taken back leaves what Qt kept, not what was set."""
    kept = bodies_of_what_qt_keeps(body)
    area.set_body(kept)
    put_caret(area, data.draw(st.integers(0, area.document().characterCount() - 1)))
    QTest.keyClicks(area, "x")
    area.undo()
    assert area._shown() == kept


def bodies_of_what_qt_keeps(body):
    """Return a body without the few characters that Qt itself changes, each replaced by another one."""
    kept = "".join("y" if c in "\r\u2029\ufdd0\ufdd1" or "\ud800" <= c <= "\udfff" else c for c in body.text)
    return Body(kept, body.passages, body.hidden)


def test_a_quote_stands_in_a_paragraph_of_its_own_with_the_caret_below(area):
    area.set_body(Body("before and after"))
    put_caret(area, 6)
    assert area.quote("words\nof mine 😀", SOURCE)
    assert area.body() == Body("before\nwords\nof mine 😀\n and after", (Passage(1, 2, SOURCE),))
    QTest.keyClicks(area, "then")
    assert area.body().text == "before\nwords\nof mine 😀\nthen and after"


@pytest.mark.parametrize(
    ("text", "caret", "expected"),
    [
        ("", 0, Body("q\n", (Passage(0, 0, SOURCE),))),
        ("a", 0, Body("q\na", (Passage(0, 0, SOURCE),))),
        ("a", 1, Body("a\nq\n", (Passage(1, 1, SOURCE),))),
        ("a\n\nb", 2, Body("a\nq\nb", (Passage(1, 1, SOURCE),))),
    ],
)
def test_a_quote_needs_no_more_room_than_it_takes(area, text, caret, expected):
    area.set_body(Body(text))
    put_caret(area, caret)
    area.quote("q", SOURCE)
    assert area.body() == expected


def test_a_quote_into_a_passage_stands_below_its_paragraph(area):
    area.set_body(Body("one\ntwo", (Passage(0, 1, SOURCE),)))
    put_caret(area, 1)
    area.quote("new", OTHER)
    quoted = area.body()
    assert quoted.text.startswith("one\nnew\n")
    assert quoted.passages[:2] == (Passage(0, 0, SOURCE), Passage(1, 1, OTHER))


def test_a_quote_is_one_step_to_take_back(area):
    area.set_body(Body("a letter"))
    area.quote("words", SOURCE)
    quoted = area.body()
    area.undo()
    assert area.body() == Body("a letter")
    area.redo()
    assert area.body() == quoted


def test_a_quote_that_would_be_too_much_is_refused_whole(qtbot, area):
    area.set_body(Body("x" * (ANSWER_LIMIT - 2)))
    with qtbot.waitSignal(area.refused):
        assert not area.quote("word", SOURCE)
    assert area.body() == Body("x" * (ANSWER_LIMIT - 2))


def test_enter_on_an_empty_line_ends_a_passage(area):
    area.set_body(Body("quoted", (Passage(0, 0, SOURCE),)))
    put_caret(area, 6)
    QTest.keyClick(area, KEYS.Key_Return)
    assert area.body() == Body("quoted\n", (Passage(0, 1, SOURCE),))
    QTest.keyClick(area, KEYS.Key_Return)
    assert area.body() == Body("quoted\n", (Passage(0, 0, SOURCE),))


def test_backspace_at_the_start_of_a_passage_makes_it_plain(area):
    area.set_body(Body("a\nquoted", (Passage(1, 1, SOURCE),)))
    put_caret(area, 2)
    QTest.keyClick(area, KEYS.Key_Backspace)
    assert area.body() == Body("a\nquoted")
    QTest.keyClick(area, KEYS.Key_Backspace)
    assert area.body() == Body("aquoted")


def test_words_are_blacked_out_and_shown_again(qtbot, area):
    area.set_body(Body("ask Gudrun today"))
    select(area, 4, 10)
    assert area.can_black_out()
    assert not area.can_show_again()
    with qtbot.waitSignal(area.edited):
        area.black_out()
    assert area.body() == Body("ask Gudrun today", (), ((4, 10),))
    put_caret(area, 6)
    assert area.can_show_again()
    area.show_again()
    assert area.body() == Body("ask Gudrun today")
    area.undo()
    assert area.body().hidden == ((4, 10),)


def test_a_passage_is_blacked_out_whole_without_a_selection(area):
    area.set_body(Body("a\none\ntwo\nb", (Passage(1, 2, SOURCE),)))
    put_caret(area, 3)
    area.black_out()
    assert area.body().hidden == ((2, 5), (6, 9))
    put_caret(area, 0)
    assert not area.can_black_out()


def test_what_is_typed_beside_a_bar_is_seen_and_within_it_is_not(area):
    area.set_body(Body("ask Gudrun today", (), ((4, 10),)))
    put_caret(area, 10)
    QTest.keyClicks(area, "!")
    put_caret(area, 4)
    QTest.keyClicks(area, "(")
    put_caret(area, 7)
    QTest.keyClicks(area, "xy")
    assert area.body() == Body("ask (Guxydrun! today", (), ((5, 13),))


def test_what_replaces_hidden_words_does_not_take_on_their_bar(area):
    area.set_body(Body("ask Gudrun today", (), ((4, 10),)))
    select(area, 4, 10)
    QTest.keyClicks(area, "her")
    assert area.body() == Body("ask her today")
    area.undo()
    while area.body().text != "ask Gudrun today":
        area.undo()
    assert area.body().hidden == ((4, 10),)


def test_pasted_words_are_plain_and_follow_the_same_rule(area):
    data = QMimeData()
    data.setText("one\ntwo")
    data.setHtml("<b>one</b>")
    area.set_body(Body("ab", (), ((0, 1),)))
    put_caret(area, 1)
    area.insertFromMimeData(data)
    assert area.body() == Body("aone\ntwob", (), ((0, 1),))
    area.set_body(Body("ab", (), ((0, 2),)))
    put_caret(area, 1)
    area.insertFromMimeData(data)
    assert area.body() == Body("aone\ntwob", (), ((0, 4), (5, 9)))


def test_an_input_method_writes_within_a_bar_too(area):
    area.set_body(Body("ab", (), ((0, 2),)))
    put_caret(area, 1)
    proposed = QInputMethodEvent("に", [])
    area.inputMethodEvent(proposed)
    assert area.body().text == "ab"
    committed = QInputMethodEvent()
    committed.setCommitString("日")
    area.inputMethodEvent(committed)
    assert area.body() == Body("a日b", (), ((0, 3),))


def test_zoom_and_typeface_change_nothing_in_the_letter(area, look):
    body = Body("a\nquoted\nhidden", (Passage(1, 1, SOURCE),), ((9, 15),))
    area.set_body(body)
    look.set_zoom(200)
    assert area.document().indentWidth() == 30
    look.set_face("atkinson")
    assert area.body() == body
    look.set_zoom(100)
    look.set_face("literata")
    assert area._shown() == body


@pytest.mark.parametrize(("words", "right"), [("quoted", False), ("מלים של ציטוט", True)])
def test_the_bar_stands_at_the_side_where_the_words_begin(qtbot, area, look, words, right):
    area.set_body(Body(words, (Passage(0, 0, SOURCE),)))
    area.resize(400, area.height())
    with qtbot.waitExposed(area):
        area.show()
    seen = area.viewport().grab().toImage()
    places = [QPoint(3, 12), QPoint(396, 12)]
    accents = [seen.pixelColor(place).name().upper() == look.theme.accent for place in places]
    assert accents == ([False, True] if right else [True, False])


def test_a_copy_within_the_letter_is_marked_as_private(area):
    area.set_body(Body("words", (), ((0, 5),)))
    area.selectAll()
    QTest.keyClick(area, KEYS.Key_C, CTRL)
    assert QGuiApplication.clipboard().mimeData().hasFormat("x-kde-passwordManagerHint")
