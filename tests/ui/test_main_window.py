"""The window itself: how it stands, and that it stands so again after a lock."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from shiboken6 import delete

from ui import app
from ui.autolock import AutoLock
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.session import State

SHOWN = {"nothing": "showNormal", "desktop": "showMaximized", "screen": "showFullScreen"}


@pytest.fixture
def make(qapp, session, look, preferences, clock):
    """Return a function that makes a window on these settings."""
    made = []

    def begin(settings=preferences):
        autolock = AutoLock(qapp, 5)
        window = MainWindow(session, look, settings, autolock, clock, "refused")
        made.append((window, autolock))
        return window

    yield begin
    for window, autolock in made:
        autolock.stop()
        delete(window)


@pytest.fixture
def window(qtbot, make, session, opened):
    """Return a window on the open vault."""
    made = make()
    made.show()
    session.unlocked.emit(opened)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _standing(qtbot, window):
    """Lock, and return how the window says that it stood."""
    with qtbot.waitSignal(window.emptied) as said:
        window.lock()
    return said.args[0]


@pytest.mark.parametrize("fills", SHOWN)
def test_a_window_comes_back_as_large_as_it_was(qtbot, make, session, preferences, tmp_path, fills):
    window = make()
    window.setGeometry(30, 40, 900, 700)
    window.show()
    getattr(window, SHOWN[fills])()
    session.locked.emit()
    again = make(Preferences(tmp_path / "settings.json"))
    again.show()
    assert (again.isMaximized(), again.isFullScreen()) == (fills == "desktop", fills == "screen")
    again.showNormal()
    qtbot.waitUntil(lambda: again.geometry().getRect() == (30, 40, 900, 700))


@pytest.mark.parametrize("place", [(9_000, 40, 900, 700), (-32_768, 0, 640, 480), (0, 0, 32_767, 32_767)])
def test_a_window_whose_screen_is_gone_comes_back_where_it_can_be_seen(qapp, make, preferences, place):
    preferences.change(window=place)
    screen = qapp.primaryScreen().geometry()
    assert screen.contains(make().geometry())


def test_it_tells_that_it_had_the_keyboard(qtbot, window):
    assert _standing(qtbot, window) == "front"


def test_it_tells_that_something_else_had_the_keyboard(qtbot, window, monkeypatch):
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    assert _standing(qtbot, window) == "behind"


def test_it_tells_that_it_was_put_away(qtbot, window):
    window.showMinimized()
    assert _standing(qtbot, window) == "minimized"


@pytest.mark.parametrize("standing", ["front", "behind", "minimized"])
def test_it_is_shown_as_it_stood(make, standing, monkeypatch):
    quiet = []
    monkeypatch.setattr(MainWindow, "showEvent", lambda self, _: quiet.append(_is_quiet(self)))
    window = make()
    app._show(window, standing)
    assert window.isMinimized() == (standing == "minimized")
    assert quiet == [standing == "behind"]
    assert not _is_quiet(window)


def _is_quiet(window):
    return window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_menu_that_is_open_goes_with_the_lock(qtbot, window, session):
    menu = QMenu(window)
    menu.addAction("Paste")
    menu.popup(window.pos())
    window.lock()
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(lambda: session.state is State.LOCKED)
