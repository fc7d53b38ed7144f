"""A reading is set as calmly as designed, keeps its place, and can be read by keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QTextCharFormat, QWheelEvent
from PySide6.QtTest import QTest

from resilience_desktop.workbook import (
    Footnote,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Reading,
    Rule,
    Run,
)
from ui.widgets.reading_view import MEASURE, ReadingView

CTRL = Qt.KeyboardModifier.ControlModifier
SENTENCE = (
    "Compassion can be trained, the way a body can; after a long illness one begins gently, "
    "little by little, and it still tires. "
)


def paragraph(*runs):
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs))


def reading(*blocks, **more):
    return Reading("r", "1", "A title", "en", tuple(blocks), (), **more)


RICH = reading(
    paragraph(
        "First, ", Run("soft", emphasis=True), " and ", Run("loud", strong=True), ".", Run("", footnote=1)
    ),
    Heading(2, (Run("Between"),)),
    Listing(0, ((paragraph("apple"),), (paragraph("pear"), Listing(4, ((paragraph("core"),),))))),
    Quote((paragraph("said before"),)),
    Rule(),
    paragraph("<b>not markup</b> &amp; * _ #"),
    footnotes=(Footnote(1, (paragraph("A source."),)),),
    series="A series",
    care="You may stop here.",
)
LONG = reading(*(paragraph(SENTENCE * 4) for _ in range(40)))


@pytest.fixture
def view(look, stand):
    return stand(ReadingView(look), 500, 600)


def blocks(view):
    block = view.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def block_of(view, text):
    return next(block for block in blocks(view) if text in block.text())


def piece(view, text):
    """Return the format of the first stretch with this text."""
    for block in blocks(view):
        for fragment in block:
            if text in fragment.fragment().text():
                return fragment.fragment().charFormat()
    raise AssertionError(text)


def lines(view):
    for block in blocks(view):
        layout = block.layout()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            yield block.text()[line.textStart() : line.textStart() + line.textLength()].rstrip()


def test_everything_stands_in_the_order_of_the_page(view):
    view.set_reading(RICH)
    assert view.toPlainText().split("\n") == [
        "A series",
        "A title",
        "First, soft and loud.1",
        "Between",
        "•\tapple",
        "•\tpear",
        "4.\tcore",
        "said before",
        "",
        "<b>not markup</b> &amp; * _ #",
        "You may stop here.",
        "",
        "1\u2002A source.",
    ]


def test_emphasis_and_footnote_marks_are_seen(view):
    view.set_reading(RICH)
    assert piece(view, "soft").font().italic()
    assert piece(view, "loud").font().weight() == QFont.Weight.DemiBold
    first = block_of(view, "First")
    mark = [fragment.fragment() for fragment in first][-1]
    assert mark.text() == "1"
    assert mark.charFormat().verticalAlignment() == QTextCharFormat.VerticalAlignment.AlignSuperScript


def test_paragraphs_stand_on_28_pixels_16_apart(view):
    view.set_reading(LONG)
    layout = view.document().documentLayout()
    one, two = block_of(view, "Compassion"), block_of(view, "Compassion").next()
    gap = layout.blockBoundingRect(two).top() - layout.blockBoundingRect(one).bottom()
    height = layout.blockBoundingRect(one).height()
    assert one.layout().lineCount() > 3
    assert height == pytest.approx(one.layout().lineCount() * 28, abs=3)
    assert gap == pytest.approx(16, abs=3)


@pytest.mark.parametrize("width", [420, 900, 1600])
@pytest.mark.parametrize("face", ["literata", "atkinson"])
def test_no_line_is_longer_than_the_measure(look, stand, width, face):
    look.set_face(face)
    view = stand(ReadingView(look), width, 600)
    view.set_reading(LONG)
    assert max(len(line) for line in lines(view)) <= MEASURE


@pytest.mark.parametrize("zoom", [80, 250])
def test_the_measure_holds_at_each_zoom(look, stand, zoom):
    look.set_zoom(zoom)
    view = stand(ReadingView(look), 1600, 600)
    view.set_reading(LONG)
    longest = max(len(line) for line in lines(view))
    assert longest <= MEASURE
    assert zoom == 250 or longest > MEASURE * 0.8
    assert view.horizontalScrollBar().maximum() == 0


def test_the_place_is_kept_through_zoom_theme_and_width(view, look):
    view.set_reading(LONG)
    view.scroll_fraction = 0.5
    look.set_zoom(160)
    look.choose("evening")
    view.window().resize(900, 500)
    bar = view.verticalScrollBar()
    assert view.scroll_fraction == pytest.approx(0.5, abs=0.01)
    assert bar.value() / bar.maximum() == pytest.approx(0.5, abs=0.01)


def test_what_is_selected_stays_selected_through_zoom_and_theme(view, look):
    view.set_reading(RICH)
    view.setTextCursor(view.document().find("loud"))
    look.set_zoom(160)
    look.choose("evening")
    assert view.selected() == "loud"


def test_a_place_can_be_set_before_the_window_is_there(look, stand):
    view = ReadingView(look)
    view.set_reading(LONG)
    view.scroll_fraction = 0.7
    assert view.scroll_fraction == 0.7
    stand(view, 500, 400)
    bar = view.verticalScrollBar()
    assert bar.maximum() > 1000
    assert bar.value() / bar.maximum() == pytest.approx(0.7, abs=0.01)


def test_another_reading_begins_at_its_start(view):
    view.set_reading(LONG)
    view.scroll_fraction = 0.9
    view.set_reading(LONG)
    assert view.scroll_fraction == 0.0
    view.set_reading(None)
    assert view.toPlainText() == ""
    assert view.reading is None


def test_the_keyboard_scrolls_and_moves_a_caret(view):
    view.set_reading(LONG)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.textCursor().position() > 0
    QTest.keyClick(view, Qt.Key.Key_End, CTRL)
    assert view.scroll_fraction == pytest.approx(1.0, abs=0.05)
    QTest.keyClick(view, Qt.Key.Key_Home, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.scroll_fraction > 0


def test_nothing_can_be_written_into_it(view):
    view.set_reading(LONG)
    before = view.toPlainText()
    view.setFocus()
    QTest.keyClicks(view, "x")
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert view.toPlainText() == before


def test_a_copy_is_plain_text_and_a_selection_gives_nothing_away(view):
    view.set_reading(RICH)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    assert view.createMimeDataFromSelection().formats() == []
    QTest.keyClick(view, Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert "4.\tcore\nsaid before" in data.text()
    assert not data.hasHtml()


def test_ctrl_and_the_wheel_zoom_the_whole_look(view, look):
    view.set_reading(LONG)

    def wheel(way):
        middle = QPointF(100, 100)
        event = QWheelEvent(
            middle, middle, QPoint(), QPoint(0, way), Qt.MouseButton.NoButton, CTRL,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QGuiApplication.sendEvent(view.viewport(), event)

    wheel(120)
    assert look.zoom == 110
    wheel(-120)
    wheel(-120)
    assert look.zoom == 90


def test_a_screen_reader_hears_a_name(view):
    assert view.accessibleName() == "Reading"


def test_right_to_left_paragraphs_run_right_to_left(view):
    view.set_reading(reading(paragraph("שלום עולם"), paragraph("hello")))
    assert block_of(view, "שלום").textDirection() == Qt.LayoutDirection.RightToLeft
    assert block_of(view, "hello").textDirection() == Qt.LayoutDirection.LeftToRight
