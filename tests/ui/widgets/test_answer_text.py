"""An answer is kept exactly as typed, and never more of it than fits."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QScrollArea, QVBoxLayout, QWidget

from resilience_desktop.workbook import ANSWER_LIMIT
from ui.widgets.answer_text import FULL, MARGIN, PASTE_REFUSED, AnswerText
from ui.widgets.exact_text import as_qt_takes_it

KEYS = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
AWKWARD = (
    "",
    "two  spaces\tand a tab\n\nand an empty line\n",
    "\ufeffa mark before and after\ufeff",
    "\ufffeswapped",
    "no\u00a0break, soft\u2028break, narrow\u202fspace",
    "nul\0inside",
    "lone \ud800 and \udfff halves",
    "\ud83d\ude00 a pair in two pieces",
    "carriage\r\nreturns\rand\u2029paragraphs \ufdd0\ufdd1\ufdd2\ufffc\uffff",
    "smile 😀 family 👨‍👩‍👧 é e\u0301",
    "שלום\nhello\nمرحبا",
)
any_text = st.text(st.characters(exclude_categories=()), max_size=40)


def reading_surrogates_as_one_pair(text):
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def paste(area, text, html=""):
    data = QMimeData()
    data.setText(as_qt_takes_it(text))
    if html:
        data.setHtml(html)
    area.insertFromMimeData(data)


@pytest.fixture
def refusals(area):
    heard = []
    area.refused.connect(heard.append)
    return heard


@pytest.mark.parametrize("text", AWKWARD)
def test_what_was_set_comes_back_character_for_character(area, text):
    area.set_text(text)
    assert area.text() == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=any_text)
def test_any_text_comes_back_as_it_was_set(area, text):
    area.set_text(text)
    assert area.text() == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=any_text)
def test_typing_changes_nothing_but_what_is_typed(area, text):
    area.set_text(text)
    area.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(area, "x")
    kept = text.replace("\r\n", "\n")
    for separator in "\r\u2029\ufdd0\ufdd1":
        kept = kept.replace(separator, "\n")
    assert area.text() == reading_surrogates_as_one_pair(kept) + "x"


def test_undoing_an_edit_gives_back_even_what_qt_cannot_hold(area):
    area.set_text("carriage\r\nreturn")
    QTest.keyClicks(area, "x")
    assert area.text() == "carriage\nreturnx"
    QTest.keyClick(area, KEYS.Key_Z, CTRL)
    assert area.text() == "carriage\r\nreturn"


def test_keys_write_and_are_told(area, edits):
    QTest.keyClicks(area, "So")
    assert edits == ["S", "So"]


def test_setting_and_restyling_are_no_edits(area, edits, look):
    area.set_text("from the vault")
    look.set_zoom(150)
    look.choose("evening")
    look.set_face("atkinson")
    area.caret = 3
    assert edits == []
    assert area.text() == "from the vault"


def test_undo_and_redo_are_edits(area, edits):
    QTest.keyClicks(area, "a")
    QTest.keyClick(area, KEYS.Key_Z, CTRL)
    QTest.keyClick(area, KEYS.Key_Z, CTRL | SHIFT)
    assert edits == ["a", "", "a"]


def test_undo_does_not_reach_before_the_text_was_set(area):
    area.set_text("from the vault")
    QTest.keyClick(area, KEYS.Key_Z, CTRL)
    assert area.text() == "from the vault"


def test_undo_survives_zoom_and_theme(area, look):
    area.set_text("kept")
    area.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(area, "x")
    look.set_zoom(180)
    look.choose("evening")
    QTest.keyClick(area, KEYS.Key_Z, CTRL)
    assert area.text() == "kept"


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_enter_begins_a_plain_new_line(area, modifier):
    QTest.keyClicks(area, "a")
    QTest.keyClick(area, KEYS.Key_Return, modifier)
    QTest.keyClicks(area, "b")
    assert area.text() == "a\nb"


def test_tab_goes_on_and_ctrl_tab_writes_a_tab(look, stand):
    page, area, after = QWidget(), AnswerText(look), QLineEdit()
    rows = QVBoxLayout(page)
    rows.addWidget(area)
    rows.addWidget(after)
    stand(page)
    area.setFocus()
    QTest.keyClick(area, KEYS.Key_Tab, CTRL)
    assert area.text() == "\t"
    QTest.keyClick(area, KEYS.Key_Tab)
    assert after.hasFocus()


def test_pasting_brings_plain_text(area, edits):
    paste(area, "bold\ttext\nsecond", html="<b>bold</b><img src='x'>")
    assert area.text() == "bold\ttext\nsecond"
    assert len(edits) == 1
    block = area.document().begin().next()
    assert not block.charFormat().font().bold()


def test_a_paste_keeps_its_first_character_whatever_it_is(area):
    paste(area, "\ufeffmarked")
    assert area.text() == "\ufeffmarked"


def test_a_picture_cannot_be_pasted(area):
    data = QMimeData()
    data.setData("image/png", b"x")
    assert not area.canInsertFromMimeData(data)


def test_a_paste_beyond_the_limit_is_refused_whole(area, edits, refusals):
    QTest.keyClicks(area, "first")
    paste(area, "x" * (ANSWER_LIMIT - 4))
    assert refusals == [PASTE_REFUSED]
    assert area.text() == "first"
    assert len(edits) == 5


def test_an_answer_can_be_filled_to_the_last_character(area, refusals):
    lines = "0123456789" * 7 + "\n"
    paste(area, (lines * (ANSWER_LIMIT // len(lines) + 1))[: ANSWER_LIMIT - 1])
    area.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(area, "xy")
    assert refusals == [FULL]
    assert len(area.text()) == ANSWER_LIMIT
    event = QInputMethodEvent()
    event.setCommitString("字")
    QGuiApplication.sendEvent(area, event)
    QTest.keyClick(area, KEYS.Key_Return)
    QTest.keyClick(area, KEYS.Key_Return, SHIFT)
    QTest.keyClick(area, KEYS.Key_Tab, CTRL)
    assert len(area.text()) == ANSWER_LIMIT
    assert refusals == [FULL] * 5
    QTest.keyClick(area, KEYS.Key_Backspace)
    QTest.keyClicks(area, "z")
    assert area.text().endswith("z")


def test_the_limit_counts_characters_and_not_their_halves(area, refusals):
    line = "😀" * 99 + "\n"
    area.set_text((line * (ANSWER_LIMIT // 100))[:-1])
    paste(area, "😀")
    assert refusals == []
    assert len(area.text()) == ANSWER_LIMIT
    paste(area, "😀")
    assert refusals == [PASTE_REFUSED]


def test_an_input_method_is_heard_when_it_commits(area, edits):
    QGuiApplication.sendEvent(area, QInputMethodEvent("に", []))
    assert edits == []
    event = QInputMethodEvent()
    event.setCommitString("日本")
    QGuiApplication.sendEvent(area, event)
    assert edits == ["日本"]


def test_the_candidate_window_stands_under_the_caret(area):
    area.set_text("one\ntwo\nthree")
    area.moveCursor(QTextCursor.MoveOperation.End)
    rect = area.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    inside = area.cursorRect()
    assert area.viewport().pos() == QPoint(0, 0)
    assert rect.toRect().topLeft() == inside.topLeft()
    assert 2 * 24 <= rect.center().y() <= 3 * 24 + MARGIN


def test_the_caret_counts_characters_and_not_their_halves(area):
    area.set_text("😀a😀b")
    area.caret = 3
    assert area.textCursor().position() == 5
    assert area.caret == 3
    QTest.keyClicks(area, "x")
    assert area.text() == "😀a😀xb"
    area.caret = 999
    assert area.caret == 5


def test_the_field_grows_and_shrinks_with_its_text(area):
    one = area.height()
    assert one == 24 + 2 * MARGIN
    for _ in range(4):
        QTest.keyClick(area, KEYS.Key_Return)
    assert area.height() == 5 * 24 + 2 * MARGIN
    area.set_text("")
    assert area.height() == one
    assert not area.verticalScrollBar().isVisible()
    assert area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("face", ["literata", "atkinson"])
def test_lines_stand_24_pixels_apart_however_they_came(area, look, face):
    look.set_face(face)
    area.set_text("set\nset")
    area.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(area, KEYS.Key_Return)
    QTest.keyClicks(area, "typed")
    paste(area, "\npasted\npasted")
    assert area.height() == 5 * 24 + 2 * MARGIN


@pytest.mark.parametrize("zoom", [80, 150, 250])
def test_lines_keep_their_share_at_each_zoom(area, look, zoom):
    area.set_text("\n".join("abcde"))
    look.set_zoom(zoom)
    assert area.height() == pytest.approx(5 * look.line_height("answer"), rel=0.06)


def test_each_paragraph_runs_the_way_of_its_first_letter(area):
    area.set_text("שלום עולם\nhello שלום")
    first = area.document().begin()
    assert first.textDirection() == Qt.LayoutDirection.RightToLeft
    assert first.next().textDirection() == Qt.LayoutDirection.LeftToRight


def caret_in_view(area):
    page = area.parentWidget()
    while not isinstance(page, QScrollArea):
        page = page.parentWidget()
    corner = area.mapTo(page.viewport(), area.cursorRect().bottomLeft())
    return 0 <= corner.y() <= page.viewport().height()


def test_the_page_follows_the_caret(area, qtbot):
    for _ in range(40):
        QTest.keyClick(area, KEYS.Key_Return)
    qtbot.waitUntil(lambda: caret_in_view(area))
    QTest.keyClick(area, KEYS.Key_Home, CTRL)
    qtbot.waitUntil(lambda: caret_in_view(area))


def test_page_keys_move_by_what_is_seen(area, qtbot):
    area.set_text("\n".join(str(n) for n in range(200)))
    area.caret = 0
    QTest.keyClick(area, KEYS.Key_PageDown)
    line = area.textCursor().blockNumber()
    assert 10 <= line <= 20
    qtbot.waitUntil(lambda: caret_in_view(area))
    QTest.keyClick(area, KEYS.Key_PageUp, SHIFT)
    assert area.textCursor().blockNumber() <= 1
    assert area.textCursor().hasSelection()


def test_coming_and_going_are_told(look, stand):
    page, area, after = QWidget(), AnswerText(look), QLineEdit()
    rows = QVBoxLayout(page)
    rows.addWidget(area)
    rows.addWidget(after)
    heard = []
    area.focused.connect(lambda: heard.append("focused"))
    area.left.connect(lambda: heard.append("left"))
    stand(page)
    after.setFocus()
    heard.clear()
    area.setFocus()
    after.setFocus()
    assert heard == ["focused", "left"]


def test_the_menu_offers_what_can_be_done(area):
    area.set_text("words")
    area.selectAll()
    menu = QMenu()
    area._fill(menu)
    offered = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert offered["Undo"] is False
    assert offered["Copy"] is True
    assert list(offered) == ["Undo", "Redo", "Cut", "Copy", "Paste", "Select all"]


def test_another_text_takes_its_place_as_one_edit_that_can_be_undone(area):
    for text in ("one\r\n\ud800", "two\0\nthree"):
        area.set_text("first \udfff\r")
        area.replace_with(text)
        assert area.text() == text
        area.undo()
        assert area.text() == "first \udfff\r"
        area.redo()
        assert area.text() == text


def test_what_is_read_alone_cannot_be_changed_and_keeps_its_caret(area):
    area.set_text("as written")
    area.caret = 3
    area.set_read_only(True)
    for key in (Qt.Key.Key_X, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        QTest.keyClick(area, key)
    assert (area.text(), area.caret) == ("as written", 3)
    QTest.keyClick(area, Qt.Key.Key_Right)
    assert area.caret == 4
    area.set_read_only(False)
    QTest.keyClick(area, Qt.Key.Key_X)
    assert area.text() == "as wxritten"


def test_what_an_empty_answer_says_is_as_large_as_what_is_written(area, look):
    for zoom in (220, 100):
        look.set_zoom(zoom)
        assert area.viewport().font().pixelSize() == look.font("answer").pixelSize()
