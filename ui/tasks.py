"""Run vault work on the one thread that owns the connection, and bring results back to the window."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from resilience_desktop.errors import ResilienceError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

TIDY_MS = 1_000
"""How often the window's thread looks whether Python's garbage is to be collected, in milliseconds."""


class _Wanted(NamedTuple):
    success: Callable[[Any], None]
    failure: Callable[[ResilienceError], None]
    context: QObject


class Worker(QObject):
    """Do one piece of work after the other, in the order asked for, off the window's thread.

    Qt's objects die on the thread that they live on. So no callback ever travels to the worker, and
    while it lives Python's cyclic garbage, in which widgets are, is collected on the window's thread alone.
    """

    _finished = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count()
        self._wanted: dict[int, _Wanted] = {}
        gc.disable()
        self._tidy = QTimer(self)
        self._tidy.setInterval(TIDY_MS)
        self._tidy.timeout.connect(collect_if_due)
        self._tidy.start()

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # the lock screen stands before it is needed

        from PySide6.QtCore import Qt

        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")

    def run(
        self,
        op: Callable[[], T],
        success: Callable[[T], None],
        failure: Callable[[ResilienceError], None],
        context: QObject,
    ) -> None:
        """Run ``op`` on the worker; then call one of the others on the window's thread.

        Both calls are dropped when ``context`` has been destroyed meanwhile. An error that is not
        a ResilienceError is a mistake of the program: ``failure`` hears of it too, and it is raised on
        the window's thread.
        """
        number = next(self._numbers)
        self._wanted[number] = _Wanted(success, failure, context)
        self._thread.submit(op).add_done_callback(partial(self._report, number))

    def stop(self) -> None:
        """Finish what was asked for, then end the thread."""
        self._thread.shutdown(wait=True)
        self._tidy.stop()
        gc.enable()

    def _report(self, number: int, future: Future[Any]) -> None:
        if isValid(self):
            self._finished.emit(number, future)

    def _deliver(self, number: int, future: Future[Any]) -> None:
        wanted = self._wanted.pop(number)
        if not isValid(wanted.context):
            return
        error = future.exception()
        if error is None:
            wanted.success(future.result())
        elif isinstance(error, ResilienceError):
            wanted.failure(error)
        else:
            wanted.failure(ResilienceError())  # so that nobody waits for ever
            raise error


def collect_if_due() -> None:
    """Collect the oldest generation of garbage whose count passed Python's own threshold."""
    due = [
        n
        for n, (have, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if have > most
    ]
    if due:
        gc.collect(due[-1])
