"""From the key that locks to the moment in which nothing is in memory, beside a bare window that execs."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.live import Live
from tests.live.outside import PATIENCE_S, surroundings

from .child import ROOT
from .figure import Figure, middle

MOST_MS = 1000


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    """Words are typed just before, so that they are saved on the way."""
    home = folder / "bare"
    home.mkdir()
    environment = surroundings(home)
    ours, bare = [], []
    with Live.with_vault(folder) as live:
        for _ in range(runs + 1):  # the first warms up
            live.unlock()
            live.go_to_prompt(1)
            live.type("a few words ")
            ours.append(1000 * live.lock())
            bare.append(1000 * _bare(environment))
    yield Figure("Ctrl+L to no text in memory", "ms", middle(ours[1:]), middle(bare[1:]))
    yield Figure("Ctrl+L to no text in memory, slowest", "ms", max(ours[1:]), max(bare[1:]), most=MOST_MS)


def _bare(environment: dict[str, str]) -> float:
    """Return the seconds from asking a bare window to its end by exec, which closes its end of a pipe."""
    here, there = socket.socketpair()
    here.settimeout(PATIENCE_S)
    command = [sys.executable, "tests/benchmarks/children/bare_exec.py", str(there.fileno())]
    process = subprocess.Popen(
        command, pass_fds=[there.fileno()], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL
    )
    there.close()
    here.recv(64)
    began = time.monotonic()
    here.send(b"now")
    while here.recv(64):
        pass
    took = time.monotonic() - began
    here.close()
    process.wait(PATIENCE_S)
    return took
