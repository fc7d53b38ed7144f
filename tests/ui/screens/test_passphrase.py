"""A new passphrase: the present one or the code comes first, and at any moment one of both opens."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from shiboken6 import delete

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault import MINIMUM, Vault, backups_beside, every_backup, unlock_secret
from resilience_desktop.vault.restoration import unlock_backup
from tests.ui.conftest import PASSPHRASE
from ui.autolock import AutoLock
from ui.main_window import MainWindow
from ui.tour.player import press, said, shown

from .keys_steps import (
    NEW,
    SLOW,
    Gate,
    button,
    lock,
    opens,
    press_button,
    show_page,
    tab_to,
    type_into,
)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr("resilience_desktop.vault.keyfile.calibrate", lambda: MINIMUM)


@pytest.fixture
def window(open_window, opened):
    return open_window(opened)


@pytest.fixture
def page(qtbot, window):
    """Return the window with the page for a new passphrase in it."""
    show_page(qtbot, window, "passphrase", "Present passphrase")
    return window


def fill(present=PASSPHRASE, new=NEW):
    type_into("Present passphrase", present)
    type_into("New passphrase", new)
    type_into("Once more", new)
    press_button("Change passphrase")


def test_the_whole_change_by_keyboard_from_settings_and_back(qtbot, window, session):
    window.centralWidget().visit("settings")
    qtbot.waitUntil(shown("Change passphrase…", QPushButton))
    press_button("Change passphrase…")
    qtbot.waitUntil(shown("Present passphrase", QLineEdit))
    fill()
    qtbot.waitUntil(said("Changing…"))
    qtbot.waitUntil(said("The backups on this laptop open with it too."), **SLOW)
    assert said("Your passphrase is changed. Your recovery code stays the same.")()  # in the footer
    qtbot.waitUntil(lambda: QApplication.focusWidget() is button("Back to Settings", window))
    press_button("Back to Settings")
    qtbot.waitUntil(shown("Change passphrase…", QPushButton))
    lock(qtbot, window, session)
    assert opens(session.folder, NEW)
    assert not opens(session.folder, PASSPHRASE)
    (backup,) = every_backup(backups_beside(session.folder))
    assert unlock_backup(backup.path, NEW) == unlock_secret(session.folder, NEW)


def test_a_wrong_present_passphrase_changes_nothing_and_is_told_where_it_stands(qtbot, page, session):
    before = (session.folder / "vault.keys").read_bytes()
    fill(present="not this one")
    qtbot.waitUntil(said("does not open this vault. Nothing was changed."), **SLOW)
    assert QApplication.focusWidget().accessibleName() == "Present passphrase"
    assert (session.folder / "vault.keys").read_bytes() == before
    assert not said("Changing…")()


def test_who_forgot_the_passphrase_uses_the_recovery_code(qtbot, page, session):
    code = _code(session)
    press_button("Use recovery code")
    type_into("Recovery code", code.lower())
    type_into("New passphrase", NEW)
    type_into("Once more", NEW)
    press_button("Change passphrase")
    qtbot.waitUntil(shown("Back to Settings", QPushButton), **SLOW)
    lock(qtbot, page, session)
    assert opens(session.folder, NEW)


def test_nothing_is_asked_of_the_worker_before_both_are_typed(qtbot, page, session, monkeypatch):
    monkeypatch.setattr(session, "ask", pytest.fail)
    press_button("Change passphrase")
    assert said("Please type what opens the vault now.")()
    fill(new="")
    assert said("Please choose a passphrase first.")()


def test_what_the_former_passphrase_still_opens_is_named(qtbot, page, session):
    session.ask(Vault.back_up, lambda _: None, pytest.fail, session)
    made = []
    session.ask(lambda vault: every_backup(backups_beside(vault.folder)), made.extend, pytest.fail, session)
    qtbot.waitUntil(lambda: bool(made))
    data = bytearray(made[0].path.read_bytes())
    data[6000] ^= 1
    made[0].path.write_bytes(data)
    fill()
    qtbot.waitUntil(said(str(made[0].path)), **SLOW)
    assert said("These still open with the former one:")()
    press(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(shown("Change passphrase…", QPushButton))
    qtbot.waitUntil(said(str(made[0].path)), **SLOW)  # Settings goes on saying so


def test_a_full_disk_is_told_and_the_old_passphrase_stays(qtbot, page, session, monkeypatch):
    def full(*_, **__):
        raise DiskFull

    monkeypatch.setattr(Vault, "change_passphrase", full)
    fill()
    qtbot.waitUntil(said(str(DiskFull())), **SLOW)
    assert QApplication.focusWidget().text() == "Change passphrase"
    lock(qtbot, page, session)
    assert opens(session.folder, PASSPHRASE)


def test_leaving_waits_for_a_change_that_is_under_way_and_the_result_is_told(
    qtbot, page, session, monkeypatch
):
    gate = Gate(monkeypatch)
    fill()
    qtbot.waitUntil(gate.reached.is_set, **SLOW)
    press(page, Qt.Key.Key_Escape)
    assert said("Changing…")()
    gate.open.set()
    qtbot.waitUntil(shown("Change passphrase…", QPushButton), **SLOW)
    assert said("Your passphrase is changed. Your recovery code stays the same.")()


def test_locked_in_the_middle_of_a_change_the_vault_opens_with_the_new_passphrase(
    qtbot, page, session, monkeypatch
):
    gate = Gate(monkeypatch)
    fill()
    qtbot.waitUntil(gate.reached.is_set, **SLOW)
    with qtbot.waitSignal(session.locked, **SLOW):
        page.lock()
        assert not shown("Present passphrase", QLineEdit)()
        gate.open.set()
    assert opens(session.folder, NEW)
    assert not opens(session.folder, PASSPHRASE)


class TestAfterTheRecoveryCode:
    """Opened by its code, the vault offers a new passphrase at once."""

    @pytest.fixture
    def window(self, qtbot, session, look, preferences, clock):
        made = MainWindow(session, look, preferences, AutoLock(QApplication.instance(), 5), clock, "refused")
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        vault = Vault.open(session.folder, unlock_secret(session.folder, PASSPHRASE))
        code = vault.recovery_code()
        vault.close()
        with qtbot.waitSignal(session.unlocked, **SLOW):
            session.unlock_with_code(code, pytest.fail)
        qtbot.waitUntil(lambda: QApplication.focusWidget().accessibleName() == "New passphrase")
        yield made
        made._autolock.stop()
        delete(made)

    def test_a_new_passphrase_is_chosen_without_the_old_one(self, qtbot, window, session):
        type_into("New passphrase", NEW)
        type_into("Once more", NEW)
        press_button("Change passphrase")
        qtbot.waitUntil(shown("Continue", QPushButton), **SLOW)
        press_button("Continue")
        assert not shown("Continue", QPushButton)()
        lock(qtbot, window, session)
        assert opens(session.folder, NEW)

    def test_not_now_leads_to_today_and_changes_nothing(self, qtbot, window, session):
        tab_to("Not now")
        press_button("Not now")
        assert not shown("New passphrase", QLineEdit)()
        lock(qtbot, window, session)
        assert opens(session.folder, PASSPHRASE)


def _code(session):
    """Return the code of the vault that the session holds open."""
    return session._desk.recovery_code()
