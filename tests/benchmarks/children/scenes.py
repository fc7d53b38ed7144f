"""Play a scene in the running program and tell what was measured; the process ends with the scene."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTextEdit

from tests.benchmarks.children import clock, stage
from tests.benchmarks.words import PASSPHRASE

BEFORE_TYPING_MS = 1_000
"""From the lock screen to the first key; until then the program may load ahead."""

HOUR_MS = 3_600_000


def play(scene: str, count: int, app: Any, pipe: int) -> None:
    """Have the scene played once the program stands; called before the program is built."""
    from tests.benchmarks.children import look_back  # it knows this module

    acts: dict[str, Callable[[Any, int], Any]] = {
        "unlock": _unlock,
        "keys": _keys,
        "autosave": _autosave,
        "durable": _durable,
        "memory": _memory,
        "look back": look_back.look_back,
        "scroll": look_back.scroll,
    }

    from ui import main_window

    class Watched(app.Program):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            QTimer.singleShot(0, lambda: _perform(pipe, lambda: acts[scene](self, count)))

    app.Program = Watched
    main_window.SETTLE_AFTER_MS = HOUR_MS  # vaults that are cheap to open would be mended meanwhile


def _perform(pipe: int, act: Callable[[], Any]) -> None:
    try:
        stage.end(pipe, act())
    finally:  # only after an error: the loop would go on without it
        traceback.print_exc()
        os._exit(1)


def _unlock(program: Any, _: int) -> float:
    """Return the milliseconds from the known key to Today painted and at rest."""
    _get_ready(program)
    from ui import desk

    secret = desk.unlock_secret(program.session.folder, PASSPHRASE)
    known: list[int] = []

    def at_once(*_: object) -> Any:
        known.append(clock.now_ns())
        return secret

    desk.unlock_secret = at_once
    return (_open_today(program) - known[0]) / 1e6


def _keys(program: Any, count: int) -> list[float]:
    """Return the milliseconds from each key to its paint, in the middle of the answer and at its end."""
    _get_ready(program)
    _open_today(program)
    editor = _editor()

    def go_to(end: bool) -> None:
        cursor = editor.textCursor()
        cursor.setPosition(
            editor.document().characterCount() - 1 if end else editor.document().characterCount() // 2
        )
        editor.setTextCursor(cursor)

    return stage.type_keys(program.window, editor.viewport(), count, stage.middle_and_end(count, go_to))


def _autosave(program: Any, count: int) -> list[float]:
    """Return for each of some autosaves the longest time for which the window did not answer."""
    _get_ready(program)
    _open_today(program)
    longest = []
    for _ in range(count):
        arrived: list[object] = []
        program.session.saved.connect(arrived.append)
        stage.type_keys(program.window, _editor().viewport(), 1, lambda _: None)
        longest.append(stage.longest_busy(lambda heard=arrived: bool(heard)))
        program.session.saved.disconnect(arrived.append)
    return longest


def _durable(program: Any, count: int) -> list[float]:
    """Return for each of some keys the milliseconds from its press until it is known to be on the disk."""
    _get_ready(program)
    _open_today(program)
    took = []
    for _ in range(count):
        arrived: list[int] = []
        keep = partial(_note_time, arrived)
        program.session.saved.connect(keep)
        began = clock.now_ns()
        stage.type_keys(program.window, _editor().viewport(), 1, lambda _: None)
        stage.reach(lambda heard=arrived: bool(heard))
        took.append((arrived[0] - began) / 1e6)
        program.session.saved.disconnect(keep)
    return took


def _note_time(times: list[int], _: object) -> None:
    times.append(clock.now_ns())


def _memory(program: Any, _: int) -> int:
    _get_ready(program)
    paints = _watch_today(program)
    program.session.unlock(PASSPHRASE, lambda error: None)
    stage.rest(lambda: bool(paints) and paints[0].seen > 0)
    return stage.pss()


def _get_ready(program: Any) -> None:
    """Wait until the window has the keyboard, and then as long as a person takes to begin typing."""
    stage.rest(lambda: QApplication.focusWidget() is not None)
    passed: list[object] = []
    QTimer.singleShot(BEFORE_TYPING_MS, lambda: passed.append(True))
    stage.rest(lambda: bool(passed))
    program.worker.run(lambda: None, passed.append, passed.append, program.worker)
    stage.rest(lambda: len(passed) > 1)


def _open_today(program: Any) -> int:
    """Type the passphrase; return when Today stood painted and at rest, in nanoseconds."""
    paints = _watch_today(program)
    for letter in PASSPHRASE:
        stage.press(program.window, letter)
    stage.press(program.window, "\n")
    return stage.rest(lambda: bool(paints) and paints[0].seen > 0)


def _watch_today(program: Any) -> list[stage.Paints]:
    """Return a list that will hold the paints of what stands in the window after the vault was opened."""
    paints: list[stage.Paints] = []
    program.session.unlocked.connect(lambda _: paints.append(stage.Paints(program.window.centralWidget())))
    return paints


def _editor() -> QTextEdit:
    widget = QApplication.focusWidget()
    if not isinstance(widget, QTextEdit):
        raise TypeError("the keyboard is not in an answer")
    return widget
