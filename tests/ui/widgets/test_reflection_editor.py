"""The frame around an answer says how it is kept, and shows where the keyboard is."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from resilience_desktop.workbook import Prompt
from ui.widgets.reflection_editor import ReflectionEditor

ASK, HELP = "Which experiences of yours shaped that reaction?", "A few words are enough."


@pytest.fixture
def editor(look, stand_in_page):
    return stand_in_page(ReflectionEditor(Prompt("p", "Experiences", ASK, HELP), look))


def test_a_screen_reader_hears_the_question_and_its_help(editor):
    assert editor.area.accessibleName() == ASK
    assert editor.area.accessibleDescription() == HELP
    assert "Ctrl+Tab" in editor.area.whatsThis()


def test_an_empty_answer_is_asked_for_kindly_and_says_no_status(editor):
    assert editor.area.placeholderText() == "Write here"
    assert editor.status == ""
    assert editor.height() == 46


def test_the_status_names_the_words_after_a_pause(editor, qtbot):
    editor.set_status("Saved 20:41")
    editor.setFocus()
    QTest.keyClicks(editor.area, "two words")
    assert editor.status == "Saved 20:41"
    qtbot.waitUntil(lambda: editor.status == "Saved 20:41 · 2 words")


def test_what_is_under_way_stands_alone(editor):
    editor.set_text("one")
    assert editor.status == "1 word"
    editor.set_status("Saving…")
    assert editor.status == "Saving…"
    editor.set_status("Saved 20:42")
    assert editor.status == "Saved 20:42 · 1 word"


@pytest.mark.parametrize("zoom", [100, 200])
def test_how_an_answer_is_kept_stays_in_view_while_it_grows(editor, look, qtbot, zoom):
    look.set_zoom(zoom)
    page = editor.parentWidget().parentWidget()
    editor.edited.connect(lambda: editor.set_status("Saving…"))
    editor.setFocus()
    for _ in range(30):
        QTest.keyClick(editor.area, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.height() > page.height())
    qtbot.waitUntil(lambda: editor.mapTo(page, QPoint(0, editor.height())).y() <= page.height())


def test_a_long_answer_is_counted_in_thousands(editor):
    editor.set_text("word " * 20_000)
    assert editor.status == "20,000 words"


def test_a_failed_save_is_told_in_the_tone_of_a_warning(editor, look):
    editor.set_status("Not saved yet. The disk is full.", "caution")
    colours = {
        editor._status.grab().toImage().pixelColor(x, y).name().upper()
        for x in range(editor._status.width())
        for y in range(editor._status.height())
    }
    assert look.theme.caution in colours


def test_a_status_leaves_text_caret_and_undo_alone(editor):
    editor.set_text("kept")
    editor.setFocus()
    QTest.keyClicks(editor.area, "x")
    editor.set_status("Saving…")
    editor.set_status("Saved 20:41")
    assert editor.caret == 5
    QTest.keyClick(editor.area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.text() == "kept"


def edge(editor):
    return editor.grab().toImage().pixelColor(editor.width() // 2, 1).name().upper()


def test_the_ring_stands_around_the_whole_frame_while_the_keyboard_is_here(editor, look):
    assert edge(editor) == look.theme.surface
    editor.setFocus()
    assert edge(editor) == look.theme.accent
    editor.area.clearFocus()
    assert edge(editor) == look.theme.surface


def test_a_click_on_the_frame_gives_it_the_keyboard(editor):
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert editor.area.hasFocus()


def test_what_the_person_does_is_passed_on(editor):
    heard = []
    editor.edited.connect(lambda: heard.append("edited"))
    editor.focused.connect(lambda: heard.append("focused"))
    editor.left.connect(lambda: heard.append("left"))
    editor.refused.connect(heard.append)
    editor.set_text("set")
    assert heard == []
    editor.setFocus()
    QTest.keyClicks(editor.area, "x")
    editor.area.clearFocus()
    assert heard == ["focused", "edited", "left"]


def test_the_frame_grows_with_the_text(editor):
    editor.set_text("one")
    one = editor.sizeHint().height()
    editor.set_text("one\ntwo\nthree")
    assert editor.sizeHint().height() == one + 2 * 24


def test_the_caret_can_be_put_back(editor):
    editor.set_text("a😀b")
    editor.caret = 2
    assert editor.caret == 2
