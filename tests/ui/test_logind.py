"""What the session manager says, from a fake one on a bus of the test's own."""

import pytest
from PySide6.QtDBus import QDBusConnection

from tests.live.logind import fake_logind
from ui import logind
from ui.logind import Logind

pytestmark = pytest.mark.bus


@pytest.fixture(scope="module")
def fake(tmp_path_factory, bus_tools):
    """Return the fake manager."""
    with fake_logind(tmp_path_factory.mktemp("logind")) as made:
        yield made


@pytest.fixture
def ours(qapp, fake, monkeypatch):
    """Return our own listener, not yet at work."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", fake.address)
    monkeypatch.setattr(logind, "LISTEN_AFTER_MS", 0)
    made = Logind(qapp)
    made.heard = []
    made.left.connect(lambda: made.heard.append("left"))
    yield made
    made.stop()
    made.setParent(None)
    QDBusConnection.disconnectFromBus(logind.CONNECTION)


@pytest.fixture
def at_work(qtbot, ours, fake):
    ours.start()
    qtbot.waitUntil(lambda: fake.was_told("session auto"))
    qtbot.waitUntil(lambda: fake.was_told("inhibited sleep delay"))
    qtbot.waitUntil(lambda: ours._delay >= 0)
    yield ours
    if ours._delay >= 0:
        ours.stop()
        qtbot.waitUntil(lambda: fake.was_told("released"))


@pytest.mark.parametrize("happening", ["sleep begins", "lock", "Active false", "LockedHint true"])
def test_it_says_when_the_person_leaves(qtbot, at_work, fake, happening):
    with qtbot.waitSignal(at_work.left):
        fake.happen(happening)


def test_what_is_no_reason_to_lock_is_not_said(qtbot, at_work, fake):
    for harmless in ("sleep ends", "Active true", "LockedHint false", "IdleHint true"):
        fake.happen(harmless)
    with qtbot.waitSignal(at_work.left):
        fake.happen("lock")
    assert at_work.heard == ["left"]


def test_sleep_waits_until_it_stops(qtbot, at_work, fake):
    with qtbot.waitSignal(at_work.left):
        fake.happen("sleep begins")
    assert not fake.was_told("released")
    at_work.stop()
    qtbot.waitUntil(lambda: fake.was_told("released"))
    at_work._sleep(True)
    at_work._lock()
    assert at_work.heard == ["left"]


def test_started_again_it_delays_the_next_sleep(qtbot, at_work, fake):
    at_work.stop()
    qtbot.waitUntil(lambda: fake.was_told("released"))
    at_work.start()
    qtbot.waitUntil(lambda: fake.was_told("inhibited sleep delay"))
    with qtbot.waitSignal(at_work.left):
        fake.happen("lock")


def test_a_delay_that_comes_too_late_is_given_back(qtbot, ours, fake):
    ours.start()
    ours._begin()
    ours.stop()
    qtbot.waitUntil(lambda: fake.was_told("released"))


def test_a_delay_that_was_refused_is_asked_for_again_after_the_sleep(qtbot, at_work, fake):
    at_work._let_sleep()
    qtbot.waitUntil(lambda: fake.was_told("released"))
    fake.happen("sleep ends")
    qtbot.waitUntil(lambda: fake.was_told("inhibited sleep delay"))


@pytest.mark.parametrize("address", ["unix:path=/nowhere", "tcp:host=localhost,port=1", "nonsense"])
def test_without_a_bus_it_is_quiet(qapp, monkeypatch, address):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    alone = Logind(qapp)
    alone.start()
    alone._begin()
    alone.stop()
    alone.setParent(None)
    QDBusConnection.disconnectFromBus(logind.CONNECTION)


def test_on_a_bus_without_a_session_manager_it_is_quiet(qtbot, ours, fake, monkeypatch):
    monkeypatch.setattr(logind, "SERVICE", "org.example.nobody")
    refused = []
    monkeypatch.setattr(ours.__class__, "_refuse", lambda _, error: refused.append(error.type()))
    ours.start()
    qtbot.waitUntil(lambda: len(refused) == 2)
    assert ours.heard == []
