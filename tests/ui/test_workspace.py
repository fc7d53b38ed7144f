"""Visiting pages from Today: what a visited page holds is saved before it goes, or it stays."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget
from shiboken6 import delete

from resilience_desktop.errors import DiskFull
from resilience_desktop.workbook import Place
from ui import pages, workspace
from ui.autolock import AutoLock
from ui.desk import Visit
from ui.main_window import MainWindow
from ui.session import State
from ui.tour.player import named, type_text

NAME = "own words"


class Notes(QLineEdit):
    """Stand for any page that keeps words: it saves them as a private fact."""

    def __init__(self, parts):
        super().__init__(str(parts.state or ""))
        self.setAccessibleName("Notes")

    def unsaved(self):
        text = self.text()
        return Visit("notes", lambda vault: vault.set_fact(NAME, text), text) if self.isModified() else None


@pytest.fixture
def window(qtbot, monkeypatch, session, look, preferences, clock, opened):
    kinds = (*pages.KINDS, pages.PageKind("notes", "Notes", Notes))
    monkeypatch.setattr(workspace, "KINDS", kinds)
    made = MainWindow(session, look, preferences, AutoLock(QApplication.instance(), 5), clock, "refused")
    session.unlocked.emit(opened)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made._autolock.stop()
    delete(made)


@pytest.fixture
def notes(qtbot, window):
    window.centralWidget().visit("notes")
    field = named("Notes", QLineEdit, window)
    qtbot.waitUntil(field.isVisible)
    field.insert("what nobody knows")
    field.setModified(True)
    return field


@pytest.fixture
def kept(qtbot, session):
    """Return a function that tells what the vault keeps of the notes."""

    def fetch():
        found = []
        session.ask(lambda vault: vault.fact(NAME), found.append, pytest.fail, session)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return fetch


def refuse(*_):
    raise DiskFull


def test_leaving_a_page_saves_what_it_holds(qtbot, window, notes, kept):
    assert window.centralWidget().leave()
    qtbot.waitUntil(lambda: not _is_shown(window))
    assert kept() == "what nobody knows"


def test_going_to_a_prompt_by_its_key_saves_what_a_page_holds(qtbot, window, notes, kept, opened):
    window.centralWidget().go_to_prompt(2)
    asked = opened.page.reading.prompts[1].ask
    qtbot.waitUntil(lambda: not _is_shown(window) and named(asked, QTextEdit, window).isVisible())
    assert kept() == "what nobody knows"


def test_a_page_that_cannot_be_saved_stays_and_says_why(qtbot, window, notes, monkeypatch):
    monkeypatch.setattr("resilience_desktop.vault.Vault.set_fact", refuse)
    window.centralWidget().leave()
    qtbot.waitUntil(lambda: any(str(DiskFull()) in label.text() for label in window.findChildren(QLabel)))
    assert _is_shown(window)
    assert notes.text() == "what nobody knows"


def test_locking_saves_a_visited_page(qtbot, window, notes, session, kept, opened):
    with qtbot.waitSignal(session.locked):
        window.lock()
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock("otter lantern quiet harbour", pytest.fail)
    assert kept() == "what nobody knows"


def test_a_lock_on_a_full_disk_brings_the_page_back_with_its_words(
    qtbot, window, notes, session, monkeypatch
):
    with monkeypatch.context() as full:
        full.setattr("resilience_desktop.vault.Vault.set_fact", refuse)
        with qtbot.waitSignal(session.covered):
            window.lock()
        assert session.state is State.COVERED
        with qtbot.waitSignal(session.unlocked, timeout=20_000):
            session.unlock("otter lantern quiet harbour", pytest.fail)
    qtbot.waitUntil(lambda: _is_shown(window))
    assert named("Notes", QLineEdit, window).text() == "what nobody knows"


def test_a_page_can_lead_to_a_place_in_a_reflection(qtbot, window, session, opened):
    prompt = opened.page.reading.prompts[1]
    page = opened.page
    type_text(named(prompt.ask, QTextEdit, window), "a word to find")
    with qtbot.waitSignal(session.saved):
        window.centralWidget().flush()
    window.centralWidget().visit("settings")
    with qtbot.waitSignal(session.page_opened) as turned:
        window.centralWidget()._open_place(Place(page.reading.id, page.reflection_id, prompt.id, 7))
    assert turned.args[0].place.caret == 7


@pytest.mark.parametrize(
    ("wish", "shown"), [("visit", "settings"), ("show_export", "export")], ids=["a page", "export"]
)
def test_what_is_asked_for_while_another_reading_opens_comes_once_it_is_there(
    qtbot, window, session, opened, wish, shown
):
    workspace = window.centralWidget()
    other = next(reading for reading in session.shown if reading.id != opened.page.reading.id)
    workspace._choose(f"reading:{other.id}")
    getattr(workspace, wish)(*(["settings"] if wish == "visit" else []))
    qtbot.waitUntil(lambda: any(page.isVisible() for page in workspace.findChildren(QWidget, shown)))
    assert workspace.page.reading.id == other.id


def test_what_waits_for_a_page_that_does_not_come_is_let_go(qtbot, window, session, monkeypatch):
    workspace = window.centralWidget()
    monkeypatch.setattr("ui.desk.Desk.reflect_again", refuse)
    workspace._choose("again")
    workspace.visit("settings")
    qtbot.waitUntil(lambda: any(str(DiskFull()) in label.text() for label in window.findChildren(QLabel)))
    monkeypatch.undo()
    with qtbot.waitSignal(session.page_opened):
        workspace._choose("again")
    assert workspace.findChildren(QWidget, "settings") == []


def test_what_is_asked_for_while_a_page_is_saved_comes_after_it(qtbot, window, notes, kept):
    workspace = window.centralWidget()
    workspace.leave()
    workspace.visit("settings")
    qtbot.waitUntil(lambda: any(page.isVisible() for page in workspace.findChildren(QWidget, "settings")))
    assert kept() == "what nobody knows"


def test_only_today_counts_its_prompts(qtbot, window):
    def says(words):
        return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisible())

    qtbot.waitUntil(lambda: says("4 prompts, 0 answered · locks after 5 min"))
    window.centralWidget().visit("settings")
    qtbot.waitUntil(lambda: not says("answered"))
    assert says("locks after 5 min")
    window.centralWidget().leave()
    qtbot.waitUntil(lambda: says("0 answered"))


def _is_shown(window):
    return any(f.accessibleName() == "Notes" and f.isVisible() for f in window.findChildren(QLineEdit))


@pytest.mark.parametrize("keys", [["F1"], ["F9"], ["F1", "F9"]])
def test_help_and_pause_lead_back_to_the_page_below_them(qtbot, window, keys):
    workspace = window.centralWidget()
    workspace.visit("settings")
    named("Change passphrase…", QPushButton, window).setFocus()
    for key in keys:
        {"F1": workspace.show_help, "F9": workspace.pause}[key]()
    qtbot.waitUntil(lambda: workspace.findChildren(QWidget, "settings") == [])
    workspace.leave()
    qtbot.waitUntil(named("Change passphrase…", QPushButton, window).hasFocus)
    workspace.leave()
    workspace.show_help()
    assert workspace.leave()
    assert not workspace.leave()


def test_settings_are_found_again_where_a_page_under_them_was_asked_for(qtbot, window):
    workspace = window.centralWidget()
    workspace.visit("settings")
    asked = named("Change passphrase…", QPushButton, window)
    asked.setFocus()
    asked.click()
    qtbot.waitUntil(lambda: workspace.findChildren(QWidget, "passphrase") != [])
    workspace.leave()
    back = named("Change passphrase…", QPushButton, window)
    assert back is not asked
    qtbot.waitUntil(back.hasFocus)
    qtbot.waitUntil(lambda: not back.visibleRegion().isEmpty())
