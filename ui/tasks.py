"""Run vault work on the one thread that owns the connection, and bring results back to the window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from resilience_desktop.errors import ResilienceError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Finished:
    future: Future[Any]
    success: Callable[[Any], None]
    failure: Callable[[ResilienceError], None]
    context: QObject


class Worker(QObject):
    """Do one piece of work after the other, in the order asked for, off the window's thread."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        op: Callable[[], T],
        success: Callable[[T], None],
        failure: Callable[[ResilienceError], None],
        context: QObject,
    ) -> None:
        """Run ``op`` on the worker; then call one of the others on the window's thread.

        Both calls are dropped when ``context`` has been destroyed meanwhile. An error that is not
        a ResilienceError is a mistake of the program: it is raised on the window's thread.
        """
        future = self._thread.submit(op)
        future.add_done_callback(lambda done: self._report(_Finished(done, success, failure, context)))

    def stop(self) -> None:
        """Finish what was asked for, then end the thread."""
        self._thread.shutdown(wait=True)

    def _report(self, finished: _Finished) -> None:
        if isValid(self):
            self._finished.emit(finished)

    def _deliver(self, finished: _Finished) -> None:
        if not isValid(finished.context):
            return
        error = finished.future.exception()
        if error is None:
            finished.success(finished.future.result())
        elif isinstance(error, ResilienceError):
            finished.failure(error)
        else:
            raise error
