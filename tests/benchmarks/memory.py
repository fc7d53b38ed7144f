"""Memory with Today open beside a bare window, as PSS, which counts shared pages in proportion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import child, world
from .figure import Figure, middle

MOST_TIMES = 1.7
MIB = 1024 * 1024


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    environment = world.make_home(folder, 300)
    ours, bare = [], []
    for _ in range(runs):
        ours.append(child.run(child.PROGRAM, ["memory", 0], environment).told / MIB)
        bare.append(child.run(child.floor("bare_memory"), [], environment).told / MIB)
    yield Figure("memory with Today open (PSS)", "MiB", middle(ours), middle(bare), most_times=MOST_TIMES)
