"""Stillness: asked of the desktop's portal, and quiet where nobody answers."""

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

from tests.live.logind import fake_service
from ui import motion
from ui.motion import KEYS, Motion


@pytest.fixture
def asks(qapp):
    made = Motion(qapp)
    made.heard = []
    made.still.connect(lambda: made.heard.append("still"))
    yield made
    made.setParent(None)
    QDBusConnection.disconnectFromBus(motion.CONNECTION)


@pytest.mark.bus
@pytest.mark.usefixtures("bus_tools")
@pytest.mark.parametrize(("key", "value"), [(KEYS[0], "1"), (KEYS[1], "false")])
def test_the_portal_is_asked(qtbot, asks, tmp_path, monkeypatch, key, value):
    with fake_service(tmp_path, "fake_portal.py", *key, value) as portal:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", portal.address)
        with qtbot.waitSignal(asks.still):
            asks.ask()


@pytest.mark.parametrize(("answer", "heard"), [(0, []), (1, ["still"]), (True, []), (False, ["still"])])
def test_only_stillness_is_said(asks, answer, heard):
    call = QDBusMessage.createMethodCall(motion.SERVICE, motion.PATH, motion.INTERFACE, "ReadOne")
    asks._hear(call.createReply(QDBusVariant(answer)))
    assert asks.heard == heard


def test_without_a_bus_nothing_is_said(asks, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    asks.ask()
    assert asks.heard == []


def test_a_bus_that_is_gone_is_no_matter(asks, monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    asks.ask()
    assert asks.heard == []
