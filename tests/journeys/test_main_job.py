"""First start, writing, locking and coming back, in the real window by real keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QSlider, QTextEdit

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault import Vault, secret_from_code, unlock_secret
from tests.journeys.steps import CONTROL, SLOW
from tests.journeys.steps import editor as _editor
from tests.journeys.steps import lock as _lock
from tests.journeys.steps import open_vault as _open
from tests.journeys.steps import prompt as _prompt
from tests.journeys.steps import unlock as _unlock
from tests.ui.conftest import PASSPHRASE
from ui.session import State
from ui.tour.player import click, named, press, said, shown, type_text


def _words(program):
    """Return every word that any part of the window could still show."""
    parts = program.window.findChildren(QTextEdit)
    return " ".join(p.toPlainText() for p in parts)


def _answers(paths):
    vault = Vault.open(paths.default_vault, unlock_secret(paths.default_vault, PASSPHRASE))
    try:
        return {a.prompt.id: a.text for s in vault.summaries() for a in vault.reflection(s.id).answers}
    finally:
        vault.close()


def test_the_first_start_leads_to_today_and_the_code_opens_the_vault(qtbot, start, paths):
    program = start()
    click(named("Continue", QPushButton))
    type_text(named("Passphrase", QLineEdit), PASSPHRASE)
    type_text(named("Once more", QLineEdit), PASSPHRASE)
    click(named("Continue", QPushButton))
    qtbot.waitUntil(shown("Create my vault", QPushButton), **SLOW)
    code = next(c.text() for c in program.window.findChildren(QLabel, "code") if c.isVisible())
    assert not paths.default_vault.exists()
    type_text(named("Type it back from your note", QLineEdit), code.replace("-", " ").lower())
    click(named("Create my vault", QPushButton))
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    assert secret_from_code(code) == unlock_secret(paths.default_vault, PASSPHRASE)


def test_two_different_passphrases_are_told_and_nothing_is_made(qtbot, start, paths):
    start()
    click(named("Continue", QPushButton))
    type_text(named("Passphrase", QLineEdit), PASSPHRASE)
    type_text(named("Once more", QLineEdit), PASSPHRASE + "s")
    click(named("Continue", QPushButton))
    qtbot.waitUntil(said("not the same yet"))
    assert not paths.default_vault.exists()


def _names_by_tab(number):
    """Press the Tab key so many times, and return what had the keyboard before each."""
    names = []
    for _ in range(number):
        focused = QApplication.focusWidget()
        names.append(focused.accessibleName() or focused.text())
        press(focused, Qt.Key.Key_Tab)
    return names


def test_the_tab_key_follows_the_eye_where_a_passphrase_is_chosen(qtbot, start):
    start()
    click(named("Continue", QPushButton))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is named("Passphrase", QLineEdit))
    fields = ["Passphrase", "Once more", "Show", "Show", "Suggest four words", "Back", "Continue"]
    assert _names_by_tab(8) == [*fields, "Passphrase"]


def test_the_tab_key_follows_the_eye_on_the_lock_screen(qtbot, start, vault):
    start()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is named("Passphrase", QLineEdit))
    order = ["Passphrase", "Show", "Unlock", "Use recovery code", "Open another…", "Backups…"]
    assert _names_by_tab(7) == [*order, "Passphrase"]


def test_a_passphrase_that_could_be_guessed_is_told_kindly(qtbot, start):
    start()
    click(named("Continue", QPushButton))
    type_text(named("Passphrase", QLineEdit), "password1")
    type_text(named("Once more", QLineEdit), "password1")
    click(named("Continue", QPushButton))
    qtbot.waitUntil(said("could be guessed"), **SLOW)


def test_not_now_is_an_answer_and_is_remembered_kindly(qtbot, start):
    program = start()
    click(named("Continue", QPushButton))
    click(named("Suggest four words", QPushButton))
    type_text(named("Once more", QLineEdit), named("Passphrase", QLineEdit).text())
    click(named("Continue", QPushButton))
    qtbot.waitUntil(shown("Not now", QPushButton), **SLOW)
    click(named("Not now", QPushButton))
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    click(named("Settings", QPushButton, program.window))
    qtbot.waitUntil(said("have not typed it back yet"))


def test_words_come_back_in_the_same_place_after_locking(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    slider = named("Openness", QSlider)
    slider.setFocus()
    press(slider, Qt.Key.Key_Right)
    click(named("I noticed resistance", QPushButton))
    press(program.window, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: _editor(program, 3).hasFocus())
    type_text(_editor(program, 3), "in the middle of a wo")
    for _ in range(4):
        press(_editor(program, 3), Qt.Key.Key_Left)
    _lock(qtbot, program)
    assert "middle" not in _words(program)
    _open(qtbot, program)
    qtbot.waitUntil(lambda: _editor(program, 3).hasFocus())
    assert _editor(program, 3).toPlainText() == "in the middle of a wo"
    assert _editor(program, 3).textCursor().position() == 17
    assert named("Openness", QSlider).value() != 0
    type_text(_editor(program, 3), "X")
    assert _editor(program, 3).toPlainText() == "in the middle of Xa wo"


def test_an_autosave_reaches_the_vault_without_anyone_asking(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    type_text(_editor(program, 1), "nobody presses save")
    qtbot.waitUntil(said("Saved 20:41"), **SLOW)
    kept = []
    qtbot.waitUntil(lambda: bool(program.window._workspace.summaries))
    ids = [summary.id for summary in program.window._workspace.summaries]
    program.session.collect(ids, kept.append, pytest.fail, program.window)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept[0][0][0].text(_prompt(program, 1).id) == "nobody presses save"


def test_going_to_another_prompt_saves_the_one_that_was_left_at_once(qtbot, start, vault, monkeypatch):
    monkeypatch.setattr("ui.autosave.DELAY_MS", 3_600_000)
    program = start()
    _open(qtbot, program)
    press(program.window, Qt.Key.Key_1, CONTROL)
    qtbot.waitUntil(_editor(program, 1).hasFocus)
    type_text(_editor(program, 1), "and on to the next one")
    press(program.window, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(said("Saved 20:41"), **SLOW)


def test_undo_reaches_back_across_an_autosave(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    editor = _editor(program, 1)
    editor.setFocus()
    type_text(editor, "one")
    qtbot.waitUntil(said("Saved 20:41"), **SLOW)
    press(editor, Qt.Key.Key_Return)
    type_text(editor, "two")
    qtbot.waitUntil(lambda: not said("Saving…")(), **SLOW)
    while editor.document().isUndoAvailable():
        press(editor, Qt.Key.Key_Z, CONTROL)
    assert editor.toPlainText() == ""
    while editor.document().isRedoAvailable():
        press(editor, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.toPlainText() == "one\ntwo"


def test_closing_the_window_saves_locks_and_quits(qtbot, start, vault, paths):
    program = start()
    _open(qtbot, program)
    type_text(_editor(program, 2), "typed just before closing")
    program.window.close()
    assert program.window.isVisible()
    qtbot.waitUntil(lambda: not program.window.isVisible(), **SLOW)
    program.stop()
    assert _answers(paths) == {_prompt(program, 2).id: "typed just before closing"}


def test_a_window_does_not_close_while_words_cannot_be_saved(qtbot, start, vault, paths, monkeypatch):
    program = start()
    _open(qtbot, program)
    type_text(_editor(program, 2), "the disk is full")
    monkeypatch.setattr(Vault, "begin", lambda *_: (_ for _ in ()).throw(DiskFull()))
    program.window.close()
    qtbot.waitUntil(said("is kept here, behind the lock"))
    assert program.window.isVisible()
    assert "the disk" not in _words(program)
    monkeypatch.undo()
    program.window.close()
    program.session.try_again()
    qtbot.waitUntil(lambda: not program.window.isVisible(), **SLOW)
    program.stop()
    assert _answers(paths) == {_prompt(program, 2).id: "the disk is full"}


def test_a_full_disk_is_told_beside_the_words_and_they_are_saved_later(qtbot, start, vault, monkeypatch):
    program = start()
    _open(qtbot, program)
    monkeypatch.setattr(Vault, "begin", lambda *_: (_ for _ in ()).throw(DiskFull()))
    type_text(_editor(program, 1), "held")
    qtbot.waitUntil(said("Not saved yet. The disk is full"), **SLOW)
    monkeypatch.undo()
    _editor(program, 2).setFocus()
    program.window._workspace.flush()
    qtbot.waitUntil(said("Saved 20:41"), **SLOW)


def test_a_wrong_passphrase_is_told_and_the_right_one_still_opens(qtbot, start, vault):
    program = start()
    _unlock(qtbot, program, "not this one")
    qtbot.waitUntil(said("does not open this vault"), **SLOW)
    _open(qtbot, program)


def test_the_recovery_code_opens_the_vault_in_the_window(qtbot, start, vault):
    start()
    opened = Vault.open(vault, unlock_secret(vault, PASSPHRASE))
    code = opened.recovery_code()
    opened.close()
    click(named("Use recovery code", QPushButton))
    type_text(named("Recovery code", QLineEdit), code)
    click(named("Unlock", QPushButton))
    qtbot.waitUntil(shown("New passphrase", QLineEdit), **SLOW)
    click(named("Not now", QPushButton))
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)


def test_a_vault_that_is_open_elsewhere_is_told(qtbot, start, vault):
    other = Vault.open(vault, unlock_secret(vault, PASSPHRASE))
    program = start()
    _unlock(qtbot, program)
    qtbot.waitUntil(said("open in another window"), **SLOW)
    other.close()
    _open(qtbot, program)


def test_idleness_locks(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    type_text(_editor(program, 1), "left alone")
    program.autolock.idled.emit()
    qtbot.waitUntil(lambda: program.session.state is State.LOCKED)
    _open(qtbot, program)
    assert _editor(program, 1).toPlainText() == "left alone"


def test_a_second_round_leaves_the_first_as_it_was(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    type_text(_editor(program, 1), "first round")
    click(named("Reflect again", QPushButton, program.window))
    qtbot.waitUntil(lambda: _editor(program, 1).toPlainText() == "")
    type_text(_editor(program, 1), "second round")
    qtbot.waitUntil(lambda: len(program.window._workspace.summaries) == 2, **SLOW)
    first = program.window._workspace.summaries[-1]
    program.window._workspace._choose(f"reflection:{first.id}")
    qtbot.waitUntil(lambda: _editor(program, 1).toPlainText() == "first round")


def test_prompts_that_do_not_apply_fold_but_open_anyway(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    click(named("I noticed resistance", QPushButton))
    fourth = _prompt(program, 4)
    assert not shown(fourth.ask, QTextEdit)()
    click(named(f"Open anyway: {fourth.label}", QPushButton))
    assert shown(fourth.ask, QTextEdit)()


def test_text_from_an_input_method_is_kept(qtbot, start, vault, paths):
    program = start()
    _open(qtbot, program)
    editor = _editor(program, 1)
    editor.setFocus()
    QApplication.sendEvent(editor, QInputMethodEvent("に", []))
    commit = QInputMethodEvent()
    commit.setCommitString("日本")
    QApplication.sendEvent(editor, commit)
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), **SLOW)
    program.stop()
    assert _answers(paths) == {_prompt(program, 1).id: "日本"}


def test_zoom_and_theme_are_remembered(qtbot, start, vault):
    program = start()
    qtbot.waitUntil(program.window.isActiveWindow)
    for _ in range(3):
        press(program.window, Qt.Key.Key_Plus, CONTROL)
    assert program.look.zoom == 130
    again = start()
    assert again.look.zoom == 130


def test_what_was_copied_from_an_answer_leaves_the_clipboard_at_lock(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    editor = _editor(program, 1)
    editor.setFocus()
    type_text(editor, "copied")
    press(editor, Qt.Key.Key_A, CONTROL)
    press(editor, Qt.Key.Key_C, CONTROL)
    clipboard = QApplication.clipboard()
    assert clipboard.text() == "copied"
    _lock(qtbot, program)
    assert clipboard.text() == ""


def test_what_another_program_copied_stays_at_lock(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    QApplication.clipboard().setText("a recipe")
    _lock(qtbot, program)
    assert QApplication.clipboard().text() == "a recipe"
    QApplication.clipboard().clear()


def test_what_an_input_method_still_composes_is_kept_at_lock(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    editor = _editor(program, 1)
    editor.setFocus()
    type_text(editor, "abc ")
    QApplication.sendEvent(editor, QInputMethodEvent("にほ", []))
    _lock(qtbot, program)
    _open(qtbot, program)
    assert _editor(program, 1).toPlainText() == "abc にほ"


def test_closing_while_a_wrong_passphrase_is_tried_closes(qtbot, start, vault):
    program = start()
    _unlock(qtbot, program, "not this one")
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), **SLOW)


def test_a_page_turn_right_after_a_key_takes_the_key_along(qtbot, start, vault):
    program = start()
    _open(qtbot, program)
    type_text(_editor(program, 1), "first")
    program.window._workspace.flush()
    type_text(_editor(program, 1), " and more")
    click(named("Reflect again", QPushButton, program.window))
    qtbot.waitUntil(lambda: _editor(program, 1).toPlainText() == "")
    assert not said("could not be saved yet")()
    (only,) = program.window._workspace.summaries
    program.window._workspace._choose(f"reflection:{only.id}")
    qtbot.waitUntil(lambda: _editor(program, 1).toPlainText() == "first and more")


def test_another_vault_cannot_be_chosen_while_words_wait_behind_the_lock(
    qtbot, start, vault, tmp_path, monkeypatch
):
    program = start()
    _open(qtbot, program)
    type_text(_editor(program, 2), "kept")
    monkeypatch.setattr(Vault, "begin", lambda *_: (_ for _ in ()).throw(DiskFull()))
    press(program.window, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(said("is kept here, behind the lock"))
    assert not named("Open another…", QPushButton).isEnabled()
    program.window._change_vault(tmp_path)
    assert program.session.folder == vault
    monkeypatch.undo()
    program.session.try_again()
    qtbot.waitUntil(lambda: program.session.state is State.LOCKED, **SLOW)
