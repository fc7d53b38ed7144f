"""Have a file understood by a process of its own and wait for it, for those who have no window."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from .. import children
from ..errors import CannotImport, DamagedFile, TooMuchToRead
from ..workbook import Outline
from . import limits, wire

SECONDS = 60.0
"""How long a file may take before it counts as too much to read."""

_LAST_SECONDS = 2.0  # from the end of what it says to its own end

_OUT_OF_TIME = -signal.SIGXCPU if sys.platform != "win32" else None

ROLE = "import-worker"
"""What main.py is told, so that it becomes the process that reads files."""


def understand_file(data: bytes, name: str, password: str = "", *, seconds: float = SECONDS) -> Outline:
    """Return the outline of a file whose last part of the name is ``name``.

    Raises CannotImport: TooMuchToRead after so many seconds, DamagedFile when the process fell over it.
    """
    limits.check_size(data)
    request = wire.request(data, name, password)
    with _started() as child, _ending(child, seconds) as late, _fed(child, request):
        try:
            answer = _heard(_open(child.stdout))
        except ValueError as error:
            raise _fallen(child, late) from error
    if isinstance(answer, CannotImport):
        raise answer
    return answer


def _fallen(child: subprocess.Popen[bytes], late: threading.Event) -> CannotImport:
    """Return what it means that a process ended, or talked nonsense, before its answer was whole."""
    status = None
    with suppress(subprocess.TimeoutExpired):
        status = child.wait(_LAST_SECONDS)
    out_of_time = late.is_set() or status == _OUT_OF_TIME
    return TooMuchToRead() if out_of_time else DamagedFile()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program, and nothing of the person's in its command
        children.command(ROLE),
        env=children.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def _ending(child: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the child at the end of the block, or when it is too late, which the event tells."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        child.kill()


@contextmanager
def _fed(child: subprocess.Popen[bytes], request: bytes) -> Iterator[None]:
    """Hand the request over while its answers are read: either side may have to wait for the other."""
    stream = _open(child.stdin)

    def feed() -> None:
        with suppress(OSError), stream:  # it may end before it has heard everything
            stream.write(request)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    try:
        yield
    finally:
        child.kill()
        feeder.join()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # it was asked for above
        raise DamagedFile
    return stream


def _heard(stream: IO[bytes]) -> Outline | CannotImport:
    """Return the answer that ends the talk. Raises ValueError when there is none."""
    while True:
        answer = wire.read_answer(stream.readline(wire.LONGEST_LINE))
        if not isinstance(answer, wire.Page):
            return answer
