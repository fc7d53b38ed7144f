"""A real vault, a real worker and a real session for the window's tests."""

import runpy
import shutil

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import delete

from resilience_desktop import children, readings
from resilience_desktop.paths import assets, find
from resilience_desktop.vault import MINIMUM
from tests.conftest import PASSPHRASE, ROOT
from tests.ui.adding_steps import DRAFT
from tests.ui.child_steps import saying
from ui import dialogs
from ui import import_keeping as keeping
from ui.autolock import AutoLock
from ui.library import Library
from ui.main_window import MainWindow
from ui.parts import Parts
from ui.preferences import Preferences
from ui.session import Session, State
from ui.tasks import Worker
from ui.theme import Look
from ui.tour.player import click, named, shown
from ui.upkeep import Upkeep
from ui.widgets.piece_list import PieceList


@pytest.fixture(autouse=True)
def _cheap_is_enough(monkeypatch):
    """Have vaults that are cheap to open count as made today."""
    monkeypatch.setattr("resilience_desktop.vault.keyfile.MODERATE", MINIMUM)


@pytest.fixture(scope="session")
def bus_tools():
    """Skip where a package is missing that only a fake on a bus needs."""
    missing = runpy.run_path(str(ROOT / "packaging" / "needs.py"))["for_the_tests"]()
    if missing:
        pytest.skip(f"needs the packages {', '.join(sorted(missing))}")


@pytest.fixture
def look(qapp):
    made = Look(qapp, "day")
    yield made
    made.setParent(None)


@pytest.fixture(scope="session")
def shelves():
    return readings.library((assets() / "readings",))


@pytest.fixture
def reading(shelves):
    return shelves[0].reading


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def parts(session, look, preferences, clock, opened):
    """Return what a visited page may be made of; what it asks of the window is left alone."""

    def leave_alone(*_):
        return None

    names = ("open_place", "open_letter", "visit", "take_reading", "tell", "drafts", "leave", "lock", "touch")
    asked = dict.fromkeys(names, leave_alone)
    upkeep = Upkeep(session, session)
    return Parts(
        session, look, preferences, clock, "refused by the kernel", opened.page, upkeep=upkeep, **asked
    )


@pytest.fixture
def vault_folder(tmp_path, sealed_vault):
    folder = tmp_path / "My reflections"
    shutil.copytree(sealed_vault, folder)
    return folder


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.stop()


@pytest.fixture
def session(vault_folder, shelves, clock, worker):
    made = Session(vault_folder, lambda: shelves, clock, worker)
    yield made
    made._retry.stop()  # the worker is about to stop


@pytest.fixture
def opened(qtbot, session):
    """Unlock the session, and return what it opened."""
    with qtbot.waitSignal(session.unlocked, timeout=20_000) as heard:
        session.unlock(PASSPHRASE, pytest.fail)
    assert session.state is State.OPEN
    return heard.args[0]


@pytest.fixture
def open_window(qtbot, session, look, preferences, clock):
    """Return a function that shows a window on what was opened, and gives it the keyboard."""
    made = []

    def show(opened):
        window = MainWindow(
            session, look, preferences, AutoLock(QApplication.instance(), 5), clock, "refused"
        )
        made.append(window)
        session.unlocked.emit(opened)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    for window in made:
        window._autolock.stop()
        delete(window)


@pytest.fixture
def opened_at(qtbot, session):
    """Return a function that opens the round of a page, and returns what was opened."""

    def turn(page):
        with qtbot.waitSignal(session.page_opened) as turned:
            session.open_reflection(page.reflection_id, pytest.fail)
        return turned.args[0]

    return turn


@pytest.fixture
def paths(tmp_path):
    return find(tmp_path / "data")


@pytest.fixture
def library(session, paths):
    """Have the session read its shelf from a folder, to which a reading can be added."""
    session.library = Library(paths)
    return session.library


@pytest.fixture
def shape(qtbot, window):
    """Return a function that shows a draft as it is brought back."""

    def show(draft=DRAFT):
        window.centralWidget().visit("add-reading", draft)
        qtbot.waitUntil(shown("Paragraphs", PieceList))
        return named("Paragraphs", PieceList, window)

    return show


@pytest.fixture
def kept_draft(qtbot, session):
    """Return a function that fetches the draft that the vault keeps."""

    def fetch():
        found = []
        session.ask(keeping.kept, found.append, pytest.fail, session)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return fetch


@pytest.fixture
def child(monkeypatch):
    """Return a function that has the child that reads answer what it is given, then end or wait."""

    def answer(*answers, then="pass"):
        command = saying(*answers, then=then)
        monkeypatch.setattr(children, "command", lambda _: command)

    return answer


@pytest.fixture
def choose(window, monkeypatch, tmp_path):
    """Return a function that chooses a file of these bytes."""

    def pick(name="tea.txt", data=b"words"):
        path = tmp_path / name
        path.write_bytes(data)
        monkeypatch.setattr(dialogs, "ask_handout", lambda *_: path)
        if not shown("Choose a file…", QPushButton)():
            click(named("Add a reading…", QPushButton, window))
        click(named("Choose a file…", QPushButton, window))

    return pick
