"""Play a script in a real window as a person would: find by name, press keys, wait for facts."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from types import GeneratorType
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from resilience_desktop.errors import ResilienceError

Condition: TypeAlias = Callable[[], bool]
Script: TypeAlias = Generator[Condition, None, None]
W = TypeVar("W", bound=QWidget)

LOOK_EVERY_MS = 10
GIVE_UP_MS = 60_000
"""How long a fact may take to become true, in milliseconds; a slow machine derives a key in seconds."""


class TourStopped(ResilienceError):
    """Something that the script waited for did not come."""


class Player(QObject):
    """Run a script: each condition that it yields is waited for before it goes on.

    It rides on a timer, so dialogs and background work run as they would for a person.
    """

    def __init__(self, script: Script, done: Callable[[Exception | None], None], parent: QObject) -> None:
        super().__init__(parent)
        self._script = script
        self._done = done
        self._condition: Condition = lambda: True
        self._waited = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to play."""
        self._waited.start()
        self._timer.start(0)

    def _look(self) -> None:
        try:
            if self._condition():
                self._condition = next(self._script)
                self._waited.start()
            elif self._waited.elapsed() > GIVE_UP_MS:
                raise TourStopped(f"The tour waited in vain at {self._where()} of its script.")
            self._timer.start(LOOK_EVERY_MS)
        except StopIteration:
            self._finish(None)
        except (ResilienceError, OSError) as error:
            self._finish(error)

    def _where(self) -> str:
        """Return the line of each act that is being played."""
        lines, act = [], self._script if isinstance(self._script, GeneratorType) else None
        while act is not None and act.gi_frame is not None:
            lines.append(str(act.gi_frame.f_lineno))
            act = act.gi_yieldfrom if isinstance(act.gi_yieldfrom, GeneratorType) else None
        return "line " + ", then ".join(lines)

    def _finish(self, error: Exception | None) -> None:
        self._timer.stop()
        self._done(error)


def named(name: str, kind: type[W], root: QWidget | None = None) -> W:
    """Return the visible widget with this accessible name, or this text where it has none.

    Raises TourStopped when there is none.
    """
    roots = [root] if root else [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for each in roots:
        for widget in (each, *each.findChildren(kind)):
            if isinstance(widget, kind) and widget.isVisible() and name in _names(widget):
                return widget
    raise TourStopped(f"The tour found nothing called “{name}”.")


def shown(name: str, kind: type[QWidget] = QWidget) -> Condition:
    """Return a condition: something of this name can be seen and used."""

    def look() -> bool:
        try:
            return named(name, kind).isEnabled()
        except TourStopped:
            return False

    return look


def said(words: str) -> Condition:
    """Return a condition: some line of the program says these words."""
    return lambda: any(
        words in label.text()
        for window in QApplication.topLevelWidgets()
        for label in window.findChildren(QLabel)
        if label.isVisible()
    )


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_later(widget: QWidget) -> None:
    """Click once the script has yielded: what opens a dialog returns only when that is closed."""
    QTimer.singleShot(0, widget, lambda: click(widget))


def type_text(widget: QWidget, text: str) -> None:
    """Type a text key by key."""
    QTest.keyClicks(widget, text)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press one key."""
    QTest.keyClick(widget, key, modifier)


def keep_picture(widget: QWidget, path: Path) -> None:
    """Write what a widget shows to a PNG file."""
    if not widget.grab().save(str(path), "PNG"):
        raise TourStopped("A picture could not be written. Please check the folder, then try again.")


def _names(widget: QWidget) -> tuple[str, ...]:
    text = getattr(widget, "text", None)
    return (widget.accessibleName() or (str(text()) if callable(text) else ""),)
