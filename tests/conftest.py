"""Give every test a home of its own, a fixed place and time, and a world where silence is expected."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from resilience_desktop.vault import connection
from resilience_desktop.workbook import Moment

PASSPHRASE = "otter lantern quiet harbour"
ROOT = Path(__file__).resolve().parent.parent

# Before Qt is loaded: no window of a test shows itself, and no screen, bus or taste of the person comes in.
for name in [name for name in os.environ if name.startswith(("QT_", "LC_", "XDG_", "DBUS_SESSION"))]:
    if name != "QT_QPA_PLATFORM":
        del os.environ[name]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(LANG="C.UTF-8", TZ="Europe/Berlin")
if hasattr(time, "tzset"):
    time.tzset()


def _move_in(folder: Path, setenv: Callable[[str, str], None]) -> None:
    setenv("HOME", str(folder))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        inside = folder / name.lower()
        inside.mkdir(mode=0o700)
        setenv(name, str(inside))


# SQLCipher locks and wipes each piece of memory, which takes most of the time and touches no file. It heeds
# this only in a process that never opened a vault before. The programs that tests start keep it on.
connection.SETTINGS = tuple(
    (name, "OFF", "0") if name == "cipher_memory_security" else (name, value, answer)
    for name, value, answer in connection.SETTINGS
)

_WORLD = tempfile.TemporaryDirectory(prefix="resilience-tests-")
_move_in(Path(_WORLD.name), os.environ.__setitem__)  # for Qt's application, which outlives each test

set_hypothesis_home_dir(_WORLD.name)
settings.register_profile(
    "ours", deadline=None, max_examples=50, database=None, print_blob=True, derandomize="CI" in os.environ
)
settings.load_profile("ours")


class FrozenClock:
    """Stand still until told otherwise; called, it says the moment, as ``workbook.now`` does."""

    def __init__(self) -> None:
        self.moment = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")  # 22 November 2026, 20:41

    def __call__(self) -> Moment:
        return self.moment

    def advance(self, *, seconds: float = 0, minutes: float = 0, days: float = 0) -> Moment:
        """Let time pass (or, negative, turn the clock back) and return the new moment."""
        passed = round((seconds + 60 * minutes + 86_400 * days) * 1000)
        self.moment = Moment(self.moment.utc_ms + passed, self.moment.zone)
        return self.moment


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def sealed_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new vault that is made once and never opened: each test that wants one takes a copy."""
    from resilience_desktop.vault import MINIMUM, Vault

    folder = tmp_path_factory.mktemp("sealed") / "vault"
    Vault.create(folder, PASSPHRASE, clock=FrozenClock(), cost=MINIMUM).close()
    return folder


@pytest.fixture
def root() -> Path:
    """Return the folder of the sources."""
    return ROOT


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a fresh, empty home, which is also where the test stands."""
    folder = tmp_path_factory.mktemp("home")
    _move_in(folder, monkeypatch.setenv)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(autouse=True)
def _silence(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which anything was logged as a warning or worse."""
    yield
    said = [r for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.WARNING]
    assert not said, f"unexpected log lines: {[record.getMessage() for record in said]}"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--leave-nothing", action="store_true", help="fail when files are left in the checkout")


def pytest_sessionstart(session: pytest.Session) -> None:
    session.stash[_BEFORE] = _files()


def pytest_sessionfinish(session: pytest.Session) -> None:
    _empty_clipboard()
    if hasattr(session.config, "workerinput") or not session.config.getoption("--leave-nothing"):
        return
    left = _files() - session.stash[_BEFORE]
    if left:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print(f"\nThe tests left files in the checkout: {', '.join(sorted(left))}")  # noqa: T201


def _empty_clipboard() -> None:
    """Qt's offscreen clipboard outlives Python, and would crash over what Python laid there."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui and gui.QGuiApplication.instance():
        gui.QGuiApplication.clipboard().clear()


_BEFORE = pytest.StashKey[set[str]]()
_NOT_OURS = {".git", ".venv", "build", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}


def _files() -> set[str]:
    found = set()
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in _NOT_OURS]
        found.update(str(Path(folder, name).relative_to(ROOT)) for name in files)
    return found
