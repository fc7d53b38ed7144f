"""A damaged vault, and every backup: what helps is offered, looked at first, and nothing is overwritten."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QPushButton, QTextEdit

from resilience_desktop import readings
from resilience_desktop.errors import DiskFull
from resilience_desktop.paths import assets
from resilience_desktop.vault import Vault, backups_beside, unlock_secret
from tests.ui.conftest import PASSPHRASE
from ui.screens.unlock import UnlockScreen
from ui.session import State
from ui.tour.player import named, press, said, shown, type_text

SLOW = {"timeout": 20_000}
WORDS = "The winter of the merger."
LATER = "What came a day later."
PUT = "Put this backup in the vault's place…"
LOOK = "Look at the backup of 22 November 2026"


@pytest.fixture(scope="module")
def reading():
    return readings.library((assets() / "readings",))[0].reading


@pytest.fixture
def written(vault, clock, reading):
    """Return a closed vault with an answer, a backup, and a second answer that the backup has not."""
    opened = Vault.open(vault, unlock_secret(vault, PASSPHRASE), clock=clock)
    number = opened.begin(opened.keep_edition(reading)).id
    opened.save(number, {reading.prompts[0]: WORDS})
    opened.back_up()
    opened.save(number, {reading.prompts[1]: LATER})
    opened.close()
    return vault


@pytest.fixture
def damaged(written):
    path = written / "vault.db"
    data = bytearray(path.read_bytes())
    data[500] ^= 1
    path.write_bytes(data)
    return written


@pytest.fixture
def answers(monkeypatch):
    """Answer each box that asks or tells with this button, and keep what it said."""
    heard, wanted = [], {"Continue", "Put it there"}

    def look():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.isVisible():
            heard.append(box.text())
            next(b for b in box.findChildren(QPushButton) if b.text() in wanted).click()

    timer = QTimer(QApplication.instance(), interval=5)
    timer.timeout.connect(look)
    timer.start()
    yield heard
    timer.stop()


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def push(name):
    button = named(name, QPushButton)
    button.setFocus()
    press(button, Qt.Key.Key_Space)


def try_passphrase(text=PASSPHRASE):
    field = named("Passphrase", QLineEdit)
    type_text(field, text)
    press(field, Qt.Key.Key_Return)


def read():
    return named("What was written", QTextEdit).toPlainText()


def words_of(prompt):
    return named(prompt.ask, QTextEdit).toPlainText()


def look_into(qtbot):
    qtbot.waitUntil(shown("Look into it", QPushButton), **SLOW)
    qtbot.waitUntil(lambda: named("Backup", QComboBox).count() == 1)
    try_passphrase()
    qtbot.waitUntil(shown(PUT, QPushButton), **SLOW)


def test_a_damaged_vault_leads_to_its_backup_which_is_read_first_and_then_put_in_place(
    qtbot, start, damaged, reading, answers
):
    program = start()
    before, kept = contents(damaged), contents(backups_beside(damaged))
    try_passphrase()
    qtbot.waitUntil(shown(LOOK, QPushButton), **SLOW)
    push(LOOK)
    look_into(qtbot)
    assert WORDS in read()
    assert LATER not in read()
    assert named("What was written", QTextEdit).isReadOnly()
    assert contents(damaged) == before
    push(PUT)
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert "The backup of 22 November 2026, 20:41, is in the vault's place now." in answers[1]
    assert "“My reflections (moved aside 1)”" in answers[1]
    assert words_of(reading.prompts[0]) == WORDS
    assert words_of(reading.prompts[1]) == ""
    aside = damaged.with_name("My reflections (moved aside 1)")
    assert contents(aside) == before
    assert contents(backups_beside(damaged)) == kept
    assert aside in program.preferences.now.vaults


def test_a_damaged_vault_can_be_saved_page_by_page_and_the_report_is_in_words(
    qtbot, start, damaged, reading, answers
):
    start()
    before = contents(damaged)
    try_passphrase()
    qtbot.waitUntil(shown("Save what can be read…", QPushButton), **SLOW)
    push("Save what can be read…")
    qtbot.waitUntil(shown("Save what can be read", QPushButton))
    push("Save what can be read")
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert answers[0].startswith("Saved: 1 reflection and 2 answers.")
    assert "“My reflections (moved aside 1)”" in answers[0]
    assert words_of(reading.prompts[1]) == LATER
    assert contents(damaged.with_name("My reflections (moved aside 1)")) == before


def test_a_wrong_passphrase_is_offered_no_rescue(qtbot, start, written):
    program = start()
    try_passphrase("not the one")
    qtbot.waitUntil(said("does not open this vault"), **SLOW)
    assert not any("Look at" in b.text() and b.isVisible() for b in program.window.findChildren(QPushButton))
    assert not shown("Save what can be read…", QPushButton)()


def test_broken_key_files_lead_to_the_recovery_code(qtbot, start, written):
    for name in ("vault.keys", "vault.keys.2"):
        (written / name).write_bytes(b"nonsense")
    start()
    try_passphrase()
    qtbot.waitUntil(shown("Recovery code", QLineEdit), **SLOW)
    assert said("your recovery code still opens the vault")()
    assert named("Recovery code", QLineEdit).hasFocus()


def test_a_wrong_passphrase_and_a_file_that_is_no_backup_are_told_and_escape_leads_back(
    qtbot, start, written, tmp_path, monkeypatch
):
    other = tmp_path / "words.backup"
    other.write_bytes(b"nothing of the kind")
    monkeypatch.setattr("ui.screens.rescue.ask_backup", lambda _: other)
    program = start()
    push("Backups…")
    qtbot.waitUntil(shown("Look into it", QPushButton), **SLOW)
    qtbot.waitUntil(lambda: named("Backup", QComboBox).count() == 1)
    try_passphrase("not the one")
    qtbot.waitUntil(said("does not open this vault"), **SLOW)
    assert named("Passphrase", QLineEdit).hasFocus()
    named("Passphrase", QLineEdit).clear()
    look_into(qtbot)
    press(program.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(shown("Look into it", QPushButton))
    assert named("Passphrase", QLineEdit).text() == ""
    push("Choose a file…")
    try_passphrase()
    qtbot.waitUntil(said("no backup of a vault"), **SLOW)
    press(program.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(shown("Unlock", QPushButton))


def test_locking_takes_away_what_was_read_and_begins_the_process_anew(qtbot, start, written):
    program = start()
    push("Backups…")
    with qtbot.waitSignal(program.window.backup_shown, **SLOW):  # from then on, sleep waits for the lock
        look_into(qtbot)
    named("What was written", QTextEdit).selectAll()
    named("What was written", QTextEdit).copy()
    assert WORDS in QApplication.clipboard().text()
    with qtbot.waitSignal(program.window.emptied):
        program.autolock.idled.emit()
    assert isinstance(program.window.centralWidget(), UnlockScreen)
    assert WORDS not in QApplication.clipboard().text()
    assert program.session.state is State.LOCKED


@pytest.fixture
def settings(qtbot, start, written, reading):
    """Return the program with its vault open on the page that looks into backups, reached by Settings."""
    program = start()
    try_passphrase()
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    program.window.centralWidget().visit("settings")
    qtbot.waitUntil(shown("Look into a backup…", QPushButton), **SLOW)
    push("Look into a backup…")
    qtbot.waitUntil(shown("Look into it", QPushButton), **SLOW)
    qtbot.waitUntil(lambda: named("Backup", QComboBox).count() == 1)
    return program


def test_an_open_vault_needs_no_passphrase_to_go_back_to_a_backup(qtbot, settings, reading, answers, written):
    push("Look into it")
    qtbot.waitUntil(shown(PUT, QPushButton), **SLOW)
    assert WORDS in read()
    push(PUT)
    qtbot.waitUntil(lambda: len(answers) == 2, **SLOW)
    assert words_of(reading.prompts[0]) == WORDS
    assert words_of(reading.prompts[1]) == ""
    former = Vault.open(aside := written.with_name("My reflections (moved aside 1)"),
                        unlock_secret(aside, PASSPHRASE))  # fmt: skip
    assert former.reflection(1).text(reading.prompts[1].id) == LATER
    former.close()


def test_where_a_backup_cannot_be_put_in_place_the_vault_stays_open(
    qtbot, settings, reading, answers, monkeypatch
):
    def full(*_):
        raise DiskFull

    push("Look into it")
    qtbot.waitUntil(shown(PUT, QPushButton), **SLOW)
    monkeypatch.setattr("ui.rescue.restore", full)
    push(PUT)
    qtbot.waitUntil(said("The disk is full."), **SLOW)
    assert settings.session.state is State.OPEN
    settings.window.centralWidget().leave()
    settings.window.centralWidget().leave()
    qtbot.waitUntil(shown("Reading", QTextEdit))
    assert words_of(reading.prompts[1]) == LATER


def test_a_failure_that_closes_the_vault_leads_to_the_lock_screen(
    qtbot, settings, answers, monkeypatch, written
):
    def lose(path, folder, secret):
        (folder / "vault.db").rename(folder / "gone")
        raise DiskFull

    push("Look into it")
    qtbot.waitUntil(shown(PUT, QPushButton), **SLOW)
    monkeypatch.setattr("ui.rescue.restore", lose)
    push(PUT)
    qtbot.waitUntil(shown("Unlock", QPushButton), **SLOW)
    assert settings.session.state is State.LOCKED
