"""With thousands of reflections the window lists the newest ones, and all of them on a page."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import delete

from resilience_desktop.vault import Vault, unlock_secret
from ui.autolock import AutoLock
from ui.desk import LISTED
from ui.main_window import MainWindow
from ui.tour.player import named
from ui.widgets.round_list import RoundList

from .conftest import PASSPHRASE


@pytest.fixture
def many(vault_folder, clock, reading):
    """Put some more rounds into the vault than the navigation lists."""
    vault = Vault.open(vault_folder, unlock_secret(vault_folder, PASSPHRASE), clock=clock)
    with vault.together():
        edition = vault.keep_edition(reading)
        for _ in range(LISTED + 3):
            vault.save(vault.begin(edition).id, {reading.prompts[0]: "a word"})
            clock.advance(days=1)
    vault.close()


@pytest.fixture
def window(qtbot, session, look, preferences, clock, many, opened):
    made = MainWindow(session, look, preferences, AutoLock(QApplication.instance(), 5), clock, "refused")
    session.unlocked.emit(opened)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made._autolock.stop()
    delete(made)


def entries(window):
    return [b.accessibleName() for b in window.findChildren(QPushButton) if b.accessibleName()]


def test_the_vault_is_asked_for_no_more_than_is_listed(opened_many):
    assert [each.id for each in opened_many.summaries] == list(range(LISTED + 3, 2, -1))


@pytest.fixture
def opened_many(many, opened):
    return opened


def test_the_newest_are_listed_and_the_others_are_on_a_page(qtbot, window, session, opened):
    days = [each.begun.day() for each in opened.summaries]
    listed = entries(window)
    assert listed[listed.index(days[0]) :][: LISTED + 1] == [*days[:LISTED], "Earlier reflections…"]
    named("Earlier reflections…", QPushButton, window).click()
    rounds = named("All reflections", RoundList, window)
    qtbot.waitUntil(lambda: rounds.model() is not None)
    assert rounds.hasFocus()
    oldest = rounds.model().index(rounds.model().rowCount() - 1)
    with qtbot.waitSignal(session.page_opened) as turned:
        rounds.clicked.emit(oldest)
    assert turned.args[0].reflection.id == 1


def test_few_reflections_need_no_other_page(qtbot, session, look, preferences, clock, opened):
    made = MainWindow(session, look, preferences, AutoLock(QApplication.instance(), 5), clock, "refused")
    session.unlocked.emit(opened)
    assert "Earlier reflections…" not in entries(made)
    made._autolock.stop()
    delete(made)
