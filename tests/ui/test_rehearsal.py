"""Rehearse the recovery code: once, after a week, never in the way, whatever the clock does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from shiboken6 import delete

from resilience_desktop.errors import WrongRecoveryCode
from resilience_desktop.vault import MINIMUM, Vault, new_secret
from ui import recovery_offer, rehearsal
from ui.autolock import AutoLock
from ui.main_window import MainWindow
from ui.tour.player import press, said, shown

from .screens.keys_steps import press_button, type_into


@pytest.fixture
def vault(tmp_path, clock):
    made = Vault.create(tmp_path / "vault", "x", clock=clock, cost=MINIMUM)
    rehearsal.begin(made, clock(), proved=False)
    yield made
    made.close()


def due(vault, clock):
    return rehearsal.is_due(vault, clock())


def test_it_is_due_after_a_week_and_not_before(vault, clock):
    assert not due(vault, clock)
    clock.advance(days=6.9)
    assert not due(vault, clock)
    clock.advance(days=0.2)
    assert due(vault, clock)
    assert due(vault, clock)


def test_not_now_puts_it_off_by_a_week_each_time(vault, clock):
    for _ in range(3):
        clock.advance(days=8)
        assert due(vault, clock)
        rehearsal.put_off(vault, clock())
        assert not due(vault, clock)


def test_once_proved_it_is_never_asked_for_again(vault, clock):
    clock.advance(days=8)
    rehearsal.prove_by(vault, vault.recovery_code().lower(), clock())
    clock.advance(days=800)
    assert not due(vault, clock)
    assert vault.fact(rehearsal.PROVED) == clock.advance(days=-800).iso()


def test_another_code_proves_nothing(vault, clock):
    with pytest.raises(WrongRecoveryCode):
        rehearsal.prove_by(vault, new_secret().code(), clock())
    assert not vault.fact(rehearsal.PROVED)


def test_a_clock_set_back_asks_later_and_never_more_than_a_week_late(vault, clock):
    clock.advance(days=-3000)
    assert not due(vault, clock)
    clock.advance(days=6.9)
    assert not due(vault, clock)
    clock.advance(days=0.2)
    assert due(vault, clock)


@pytest.mark.parametrize("written", [None, "", "tomorrow"])
def test_a_vault_that_knows_no_time_asks_in_a_week(vault, clock, written):
    vault.set_fact("recovery-rehearsal", written or "")
    assert not due(vault, clock)
    clock.advance(days=7.1)
    assert due(vault, clock)


@pytest.fixture
def window(qtbot, monkeypatch, session, look, preferences, clock, opened):
    monkeypatch.setattr(recovery_offer, "LOOK_AFTER_MS", 0)
    made_at = clock()
    session.ask(lambda v: rehearsal.begin(v, made_at, proved=False), lambda _: None, pytest.fail, session)
    clock.advance(days=8)
    made = MainWindow(session, look, preferences, AutoLock(QApplication.instance(), 5), clock, "refused")
    session.unlocked.emit(opened)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(shown("Type it back", QPushButton))
    yield made
    made._autolock.stop()
    delete(made)


def _is_due(qtbot, session, clock):
    answers = []
    session.ask(lambda vault: rehearsal.is_due(vault, clock()), answers.append, pytest.fail, session)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_the_offer_leaves_the_keyboard_alone_and_not_now_is_remembered(qtbot, window, session, clock):
    assert said(recovery_offer.SENTENCE)()
    assert QApplication.focusWidget().accessibleName() == "Reading"
    press_offered("Not now", window)
    assert not shown("Type it back", QPushButton)()
    assert not _is_due(qtbot, session, clock)
    clock.advance(days=7.1)
    assert _is_due(qtbot, session, clock)


def press_offered(name, window):
    window._workspace._offer.findChildren(QPushButton)[0].setFocus()
    press_button(name)


def test_the_code_is_typed_back_by_keyboard(qtbot, window, session, clock):
    press_offered("Type it back", window)
    qtbot.waitUntil(shown("Type it back from your note", QLineEdit))
    assert not said(recovery_offer.SENTENCE)()
    type_into("Type it back from your note", "something else")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(said("letters and digits"))
    type_into("Type it back from your note", session._desk.recovery_code().lower())  # over what is selected
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(said("That is it. Your note opens this vault."))
    press_button("Back to Today")
    assert not shown("Type it back", QPushButton)()
    clock.advance(days=30)
    assert not _is_due(qtbot, session, clock)
