"""A real vault, a real worker and a real session for the window's tests."""

import shutil

import pytest

from resilience_desktop import readings
from resilience_desktop.paths import assets
from tests.conftest import PASSPHRASE
from ui.preferences import Preferences
from ui.session import Session, State
from ui.tasks import Worker
from ui.theme import Look


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
    return Session(vault_folder, lambda: shelves, clock, worker)


@pytest.fixture
def opened(qtbot, session):
    """Unlock the session, and return what it opened."""
    with qtbot.waitSignal(session.unlocked, timeout=20_000) as heard:
        session.unlock(PASSPHRASE, pytest.fail)
    assert session.state is State.OPEN
    return heard.args[0]
