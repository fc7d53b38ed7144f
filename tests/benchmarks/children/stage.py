"""Do what a person does in a window, and watch what it costs; the program and its floors share this."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QScrollBar, QWidget

from tests.benchmarks.children import clock

LETTERS = "what stays with me is how quiet it was and that nobody asked for more than i had to give today\n"
"""Typed over and over; each time round ends a paragraph, so that lines wrap and the text grows."""

BEAT_MS = 1


def end(pipe: int, told: Any) -> NoReturn:
    """Tell what was measured, and go without tidying up."""
    os.write(pipe, json.dumps(told).encode())
    os._exit(0)


def turn(*, wait: bool = False) -> bool:
    """Let the window work for one turn of its loop, and tell whether there was anything to do.

    The loop itself is what is measured here: a figure ends with the very turn that made its fact true. A
    signal to wait for would end a loop within the loop, and stand in the figure with turns of its own.
    """
    flags = QEventLoop.ProcessEventsFlag
    dispatcher = QAbstractEventDispatcher.instance()
    return dispatcher.processEvents(flags.WaitForMoreEvents if wait else flags.AllEvents)


def rest(fact: Callable[[], bool]) -> int:
    """Let the window work until the fact is true and nothing is left to do; return the time."""
    reach(fact)
    while turn():
        pass
    return clock.now_ns()


def reach(fact: Callable[[], bool]) -> int:
    """Let the window work until the fact is true, and no longer; return the time."""
    while not fact():
        turn(wait=True)
    return clock.now_ns()


class Paints(QObject):
    """Count the paint events of one widget; what was seen has been carried out by the next turn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.Paint
        return False


def painted(paints: Paints, act: Callable[[], object]) -> float:
    """Return the milliseconds from an act to the end of the turn in which its widget was painted."""
    seen, began = paints.seen, clock.now_ns()
    act()
    while paints.seen == seen:
        turn()
    return (clock.now_ns() - began) / 1e6


def scroll(bar: QScrollBar, paints: Paints, step: int, count: int) -> list[float]:
    """Scroll so many times by a step; return for each the milliseconds until it was painted."""
    return [painted(paints, lambda: bar.setValue(bar.value() + step)) for _ in range(count)]


def press(window: QWidget, letter: str) -> None:
    """Press and let go of a key, as the system tells Qt of it."""
    from PySide6.QtTest import QTest  # not for those who measure memory

    QTest.keyClick(window.windowHandle(), _key(letter))


def type_keys(window: QWidget, viewport: QWidget, count: int, before: Callable[[int], None]) -> list[float]:
    """Type that many keys into what has the focus; return for each the milliseconds until it was painted.

    ``before`` is told the number of each key, and whatever it causes is done before the key is pressed.
    """
    from PySide6.QtTest import QTest

    paints = Paints(viewport)
    took = []
    for number in range(count):
        before(number)
        rest(lambda: True)
        key = _key(LETTERS[number % len(LETTERS)])
        took.append(painted(paints, partial(QTest.keyPress, window.windowHandle(), key)))
        QTest.keyRelease(window.windowHandle(), key)
    return took


def longest_busy(fact: Callable[[], bool]) -> float:
    """Return the longest time in milliseconds for which the window's thread did not answer until the fact."""
    longest, last = 0, clock.now_ns()

    def beat() -> None:
        nonlocal longest, last
        now = clock.now_ns()
        longest, last = max(longest, now - last), now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    rest(fact)
    beat()
    timer.stop()
    return max(0.0, longest / 1e6 - BEAT_MS)


def pss() -> int:
    """Return the bytes of memory that this process uses, shared ones in proportion.

    What lies in the virtual environment or in Python itself is counted in full, as where no other
    program uses it: else whoever runs Python beside this would make both figures smaller.
    """
    whole = 0
    own = False
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        name, *values = line.split()
        if not name.endswith(":"):
            own = values[-1].startswith((sys.prefix, sys.base_prefix))
        elif name == ("Rss:" if own else "Pss:"):
            whole += 1024 * int(values[0])
    return whole


def _key(letter: str) -> Qt.Key:
    return Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter.upper()))


def middle_and_end(count: int, go_to: Callable[[bool], None]) -> Callable[[int], None]:
    """Return what puts the caret into the middle of the text for one half of the keys, then at its end."""

    def before(number: int) -> None:
        if number in (0, count // 2):
            go_to(number > 0)

    return before
