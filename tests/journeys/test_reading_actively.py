"""Mark a passage, note beside it, quote it; lock in the middle, come back, find it, and take it along."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QTextEdit

from tests.journeys.steps import CONTROL, SLOW, editor, lock, open_vault
from tests.ui.screens.export_steps import text_of
from tests.ui.screens.marking_steps import OTHER, PASSAGE, highlighted, reading_in, select
from ui import file_saving
from ui.tour.player import click, named, press, said, shown, type_text
from ui.widgets.found_list import FoundList

SHIFTED = CONTROL | Qt.KeyboardModifier.ShiftModifier
NOTE = f"Note beside “{PASSAGE}”"


def words(program):
    return " ".join(part.toPlainText() for part in program.window.findChildren(QTextEdit))


def test_a_passage_is_marked_noted_quoted_locked_found_and_exported(
    qtbot, start, vault, tmp_path, monkeypatch
):
    program = start()
    open_vault(qtbot, program)
    view = reading_in(program.window)
    select(view, OTHER)
    press(view, Qt.Key.Key_H, SHIFTED)
    select(view, PASSAGE)
    press(view, Qt.Key.Key_Q, SHIFTED)
    assert QApplication.focusWidget() is editor(program, 1)
    type_text(editor(program, 1), "so true")
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, SHIFTED)
    type_text(named(NOTE, QTextEdit, program.window), "exactly me, at thr")
    lock(qtbot, program)
    assert "exactly" not in words(program)
    assert "so true" not in words(program)

    open_vault(qtbot, program)
    view = reading_in(program.window)
    assert highlighted(view) == PASSAGE + OTHER
    qtbot.waitUntil(shown(NOTE, QTextEdit))
    area = named(NOTE, QTextEdit, program.window)
    assert QApplication.focusWidget() is area
    assert (area.toPlainText(), area.textCursor().position()) == ("exactly me, at thr", 18)
    assert editor(program, 1).toPlainText() == f"“{PASSAGE}”\nso true"

    press(program.window, Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(shown("Search", QLineEdit))
    field = named("Search", QLineEdit, program.window)
    type_text(field, '"exactly me" thr')
    found = program.window.findChild(FoundList)
    qtbot.waitUntil(lambda: found.count == 1, **SLOW)
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(shown(NOTE, QTextEdit))
    view = reading_in(program.window)
    assert view.selected() == PASSAGE
    area = named(NOTE, QTextEdit, program.window)
    area.setFocus()
    press(area, Qt.Key.Key_End, CONTROL)
    type_text(area, "ee")

    monkeypatch.setattr(file_saving, "ask_save_path", lambda *_: tmp_path / "pages.pdf")
    press(program.window, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(shown("Highlights and notes", QCheckBox))
    named("Highlights and notes", QCheckBox, program.window).click()
    screen = program.window.centralWidget()._content.currentWidget()
    qtbot.waitUntil(lambda: screen.ready and named("Save PDF…", QPushButton).isEnabled(), **SLOW)
    click(named("Save PDF…", QPushButton, program.window))
    qtbot.waitUntil(said("PDF saved"), **SLOW)
    text = text_of(tmp_path / "pages.pdf")
    assert "exactly me, at three" in text
    assert OTHER in text
