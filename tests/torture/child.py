"""Run an act in a process of its own: to be traced, hindered or killed; and hear what it tells."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from resilience_desktop.errors import ResilienceError

from .part import CannotRun

DONE, REFUSED, CRASHED = 0, 3, 1
_PR_SET_PTRACER, _ANY = 0x59616D61, -1
LONGEST_LINE = 64 * 1024


@dataclass(frozen=True)
class Ended:
    """Say how a child ended, each line that it told, and what it complained about."""

    status: int
    told: tuple[str, ...]
    complaint: str = ""


class Child:
    """Hold a forked process that waits to be let go."""

    def __init__(self, act: Callable[[Callable[[str], None]], None]) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: it starts none
            self.pid = os.fork()
        if self.pid == 0:
            self._ours.close()
            _live(act, theirs)
        theirs.close()
        os.waitpid(self.pid, os.WUNTRACED)

    def go(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def hear(self) -> str:
        """Return the next line, or nothing when the child has ended."""
        return self._ours.recv(LONGEST_LINE).decode()

    def end(self) -> Ended:
        """Wait for the end of the child."""
        lines = list(iter(self.hear, ""))
        self._ours.close()
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        told = tuple(line for line in lines if not line.startswith("!"))
        return Ended(status, told, "".join(line for line in lines if line.startswith("!")))


def _live(act: Callable[[Callable[[str], None]], None], line: socket.socket) -> None:
    """Be the child: tell through a socket, because no step on the disk is taken through one."""
    status = CRASHED

    def tell(words: str) -> None:
        line.send(words.encode())

    try:
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_long(_ANY), 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        act(tell)
        status = DONE
    except ResilienceError as error:
        tell(f"! {type(error).__name__}: {error}")
        status = REFUSED
    except BaseException as error:
        places = traceback.extract_tb(error.__traceback__)
        way = " > ".join(f"{Path(place.filename).name}:{place.lineno}" for place in places[-8:])
        tell(f"! {error!r} at {way}")
    finally:
        os._exit(status)


def need(program: str) -> str:
    """Return where a program lies. Raises CannotRun."""
    found = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if found is None:
        raise CannotRun(f"{program} is not installed")
    return found


@contextmanager
def traced(child: Child, options: Sequence[str], log: Path) -> Iterator[None]:
    """Let a child go under strace, whose log is complete when the block has ended. Raises CannotRun."""
    command = [need("strace"), "-xx", *options, "-o", str(log), "-p", str(child.pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        said = tracer.stderr.readline()
        if "attached" not in said:
            child.kill()
            child.end()
            raise CannotRun(f"no process may be traced here: {said.strip()}")
        child.go()
        yield
    # leaving the block has waited for strace, which ends with its child
