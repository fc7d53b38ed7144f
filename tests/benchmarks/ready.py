"""What make run takes to see that all is set up, before the program starts, beside a bare Python."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from .figure import Figure, middle
from .words import ROOT

MOST_MS = 1000
SECOND = ("sh", "packaging/bootstrap.sh", "run")
FLOOR = ("python3", "-c", "pass")


def measure(_folder: Path, runs: int) -> Iterator[Figure]:
    ours, bare = [], []
    for _ in range(runs + 1):  # the first may have something to set up
        ours.append(_milliseconds(SECOND))
        bare.append(_milliseconds(FLOOR))
    yield Figure("make run a second time, set-up", "ms", middle(ours[1:]), middle(bare[1:]), most=MOST_MS)


def _milliseconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return 1000 * (time.perf_counter() - began)
