"""Run a command on a screen and a session bus of its own, and leave no process behind.

    stage.py COMMAND …

It adopts whatever its children leave (bus daemons do), ends with its parent, and ends everything
after DEADLINE_S seconds. The exit status is the command's.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

DEADLINE_S = 120
PATIENCE_S = 5
"""How long a process may take to end when asked, in seconds; then it is made to."""

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36  # linux/prctl.h
_SCREEN = ("Xvfb", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset")


class Stopped(BaseException):
    """The time is over, or the parent is."""


def main(command):
    """Run the command between a screen's beginning and the end of everything."""
    prctl = ctypes.CDLL(None).prctl
    prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, _stop)
    signal.alarm(DEADLINE_S)
    try:
        os.environ["DISPLAY"] = _start_screen()
        return subprocess.run(("dbus-run-session", "--", *command), check=False).returncode
    finally:
        for number in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_IGN)
        _end_everyone()


def _stop(number, frame):
    raise Stopped(signal.Signals(number).name)


def _start_screen():
    """Start an X server on a number that it finds free itself, and return the display's name."""
    ours, its = os.pipe()
    subprocess.Popen((*_SCREEN, "-displayfd", str(its)), pass_fds=(its,), stderr=subprocess.DEVNULL)
    os.close(its)
    with os.fdopen(ours) as told:
        number = told.readline().strip()
    if not number:
        raise SystemExit("Xvfb did not start.")
    return f":{number}"


def _end_everyone():
    """Ask each descendant to end, then make it; return once there is none."""
    ends = {signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)  # none is missed before it is waited for
    patience = time.monotonic() + PATIENCE_S
    while True:
        left = patience - time.monotonic()
        for pid in _descendants():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM if left > 0 else signal.SIGKILL)
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                signal.sigtimedwait(ends, left if left > 0 else PATIENCE_S)
        except ChildProcessError:
            return


def _descendants():
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = stat.read_text(errors="replace").rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(stat.parent.name))
    found, waiting = [], [os.getpid()]
    while waiting:
        born = children.get(waiting.pop(), [])
        found += born
        waiting += born
    return found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
