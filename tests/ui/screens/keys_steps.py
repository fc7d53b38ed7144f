"""Walk through the pages that change keys as a person would, in a real window on a real vault."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from resilience_desktop.errors import WrongPassphrase
from resilience_desktop.vault import MINIMUM, Vault, unlock_secret
from ui.tour.player import named, press, shown, type_text

NEW = "granite teapot ninety swallow"
SLOW = {"timeout": 20_000}


def tab_to(name, most=12):
    """Press Tab until the keyboard is on the control with this name, and return it."""
    for _ in range(most):
        widget = QApplication.focusWidget()
        if name in (widget.accessibleName(), getattr(widget, "text", str)()):
            return widget
        press(widget, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def type_into(name, text):
    type_text(tab_to(name), text)


def press_button(name):
    press(tab_to(name), Qt.Key.Key_Space)


def show_page(qtbot, window, key, first):
    """Show a page, and wait until the keyboard is on the control named ``first``."""
    window.centralWidget().visit(key)
    qtbot.waitUntil(shown(first))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is named(first, QLineEdit, window))


def opens(folder, passphrase):
    """Tell whether a passphrase opens the vault, all the way; nobody may hold it open."""
    try:
        Vault.open(folder, unlock_secret(folder, passphrase)).close()
    except WrongPassphrase:
        return False
    return True


def lock(qtbot, window, session):
    with qtbot.waitSignal(session.locked, **SLOW):
        window.lock()


def unlock_with(qtbot, session, passphrase):
    with qtbot.waitSignal(session.unlocked, **SLOW):
        session.unlock(passphrase, lambda error: None)


def button(name, window):
    return named(name, QPushButton, window)


class Gate:
    """Hold the worker back in the middle of a change, until the test lets it go on."""

    def __init__(self, monkeypatch):
        self.reached, self.open = threading.Event(), threading.Event()
        monkeypatch.setattr("resilience_desktop.vault.keyfile.calibrate", self._wait)

    def _wait(self):
        self.reached.set()
        assert self.open.wait(20)
        return MINIMUM
