"""Kill or hinder a process of its own at each step that it takes on the disk, one after the other."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from itertools import count

from resilience_desktop.errors import ResilienceError

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}
REFUSED = 3


def killed_at_each(prepare: Callable[[], Callable[[], object]], at_least: int) -> Iterator[None]:
    """Yield after each kill, just before the 1st, 2nd … step, until an act runs to its end.

    ``prepare`` makes everything anew and returns the act. Before the last yield nothing was killed. Fails
    unless there are more than ``at_least`` steps.
    """
    return _each(prepare, at_least, lambda: os.kill(os.getpid(), signal.SIGKILL))


def hindered_at_each(prepare: Callable[[], Callable[[], object]], at_least: int) -> Iterator[None]:
    """Yield after each act in which the 1st, 2nd … step alone met a full disk; lastly, none did."""

    def fail() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return _each(prepare, at_least, fail)


def _each(
    prepare: Callable[[], Callable[[], object]], at_least: int, interfere: Callable[[], None]
) -> Iterator[None]:
    for step in count(1):
        act = prepare()
        reached = _run(act, step, interfere)
        yield
        if not reached:
            assert step > at_least, "there were fewer steps than there should be"
            return


def _run(act: Callable[[], object], step: int, interfere: Callable[[], None]) -> bool:
    """Run the act in a child; tell whether it came as far as this step."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # of forking beside threads: this child starts none
        child = os.fork()
    if child == 0:
        _act(act, step, interfere, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        reached = pipe.read() == "reached"
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, REFUSED, -signal.SIGKILL), status
    assert reached or status == 0
    return reached


def _act(act: Callable[[], object], step: int, interfere: Callable[[], None], writing: int) -> None:
    steps = 0

    def notice(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and int(arguments[2]) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in CHANGES or writes or event == "fsync":
            steps += 1
            if steps == step:
                os.write(writing, b"reached")
                interfere()

    def fsync(handle: int) -> None:
        notice("fsync", ())
        synced(handle)

    synced, os.fsync = os.fsync, fsync
    status = 1
    try:
        sys.addaudithook(notice)
        act()
        status = 0
    except ResilienceError:
        status = REFUSED
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)
