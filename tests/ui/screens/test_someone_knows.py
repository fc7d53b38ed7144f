"""Somebody knows the passphrase: everything that opens the vault becomes new, or nothing does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QRadioButton

from resilience_desktop.errors import DiskFull, WrongPassphrase, WrongRecoveryCode
from resilience_desktop.vault import MINIMUM, Vault, backups_beside, every_backup, rekey, secret_from_code
from resilience_desktop.vault.restoration import unlock_backup
from tests.conftest import PASSPHRASE
from ui import rehearsal
from ui.tour.player import press, said, shown

from .keys_steps import (
    NEW,
    SLOW,
    Gate,
    lock,
    opens,
    press_button,
    show_page,
    type_into,
    unlock_with,
)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr("resilience_desktop.vault.keyfile.calibrate", lambda: MINIMUM)


@pytest.fixture
def window(qtbot, open_window, opened):
    made = open_window(opened)
    show_page(qtbot, made, "someone-knows", "Present passphrase")
    return made


def new_code(qtbot, window):
    """Go through the first step by keyboard; return the code that the second one shows."""
    type_into("Present passphrase", PASSPHRASE)
    type_into("New passphrase", NEW)
    type_into("Once more", NEW)
    press_button("Continue")
    qtbot.waitUntil(shown("Type it back from your note", QLineEdit), **SLOW)
    return next(c.text() for c in window.findChildren(QLabel, "code") if c.isVisible())


def code_opens(folder, code):
    try:
        Vault.open(folder, secret_from_code(code)).close()
    except WrongRecoveryCode:
        return False
    return True


def facts(qtbot, session):
    found = []
    session.ask(rehearsal.remembered, found.append, pytest.fail, session)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.mark.parametrize("keep", [True, False], ids=["re-sealed", "removed"])
def test_all_three_steps_by_keyboard_keep_out_who_knew_either(qtbot, window, session, clock, keep):
    former = session._desk.recovery_code()
    code = new_code(qtbot, window)
    type_into("Type it back from your note", code.lower())
    press_button("Continue")
    qtbot.waitUntil(lambda: QApplication.focusWidget().isVisible() and _radio().isChecked())
    if not keep:
        press(QApplication.focusWidget(), Qt.Key.Key_Down)
    press_button("Change everything")
    qtbot.waitUntil(said("open neither the vault nor any backup"), **SLOW)
    qtbot.waitUntil(lambda: QApplication.focusWidget().text() == "Back to Settings")
    assert facts(qtbot, session)[rehearsal.PROVED] == clock().iso()
    lock(qtbot, window, session)
    assert opens(session.folder, NEW)
    assert not opens(session.folder, PASSPHRASE)
    assert code_opens(session.folder, code)
    assert not code_opens(session.folder, former)
    (left,) = every_backup(backups_beside(session.folder))
    assert (left.sequence == 1) is keep  # the one that was made before the change
    assert unlock_backup(left.path, NEW) == secret_from_code(code)


def _radio():
    return next(r for r in QApplication.allWidgets() if isinstance(r, QRadioButton) and r.hasFocus())


def test_a_wrong_present_passphrase_goes_no_further(qtbot, window):
    type_into("Present passphrase", "not this one")
    type_into("New passphrase", NEW)
    type_into("Once more", NEW)
    press_button("Continue")
    qtbot.waitUntil(said("does not open this vault. Nothing was changed."), **SLOW)
    assert QApplication.focusWidget().accessibleName() == "Present passphrase"


def test_a_full_disk_leaves_everything_as_it_was_and_is_told(qtbot, window, session, clock, monkeypatch):
    session.ask(lambda v: rehearsal.prove(v, clock()), lambda _: None, pytest.fail, session)
    before = facts(qtbot, session)

    def full(*_, **__):
        raise DiskFull

    code = new_code(qtbot, window)
    press_button("Not now")
    monkeypatch.setattr(rekey, "write_anew", full)
    press_button("Change everything")
    qtbot.waitUntil(said("The former passphrase and code still open the vault."), **SLOW)
    assert facts(qtbot, session) == before
    assert QApplication.focusWidget().text() == "Change everything"
    lock(qtbot, window, session)
    assert opens(session.folder, PASSPHRASE)
    assert not code_opens(session.folder, code)


def test_locked_in_the_middle_the_new_keys_open_and_opening_finishes_the_rest(
    qtbot, window, session, monkeypatch
):
    monkeypatch.setattr("ui.main_window.SETTLE_AFTER_MS", 0)
    code = new_code(qtbot, window)
    press_button("Not now")
    gate = Gate(monkeypatch)
    with monkeypatch.context() as cut_short:  # as if the program had died after the step that counts
        cut_short.setattr(rekey, "finish", lambda *_: ())
        press_button("Change everything")
        qtbot.waitUntil(gate.reached.is_set, **SLOW)
        with qtbot.waitSignal(session.locked, **SLOW):
            window.lock()
            assert not shown("Change everything", QPushButton)()
            gate.open.set()
    assert not opens(session.folder, PASSPHRASE)
    assert code_opens(session.folder, code)
    (backup,) = every_backup(backups_beside(session.folder))
    assert unlock_backup(backup.path, PASSPHRASE)  # left as it was
    unlock_with(qtbot, session, NEW)
    qtbot.waitUntil(lambda: _opens_with_new(backup.path, code), **SLOW)
    assert facts(qtbot, session)[rehearsal.PROVED] == ""


def _opens_with_new(path, code):
    try:
        return unlock_backup(path, NEW) == secret_from_code(code)
    except WrongPassphrase:  # it is still the former one
        return False
