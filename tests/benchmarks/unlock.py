"""From the known key to Today painted, beside the same file read by hand into a bare editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import child, world
from .figure import Figure, middle

MOST_MS = 120


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    environment = world.make_home(folder, 300)
    ours, bare = [], []
    for _ in range(runs + 1):  # the first warms up
        ours.append(child.run(child.PROGRAM, ["unlock", 0], environment).told)
        bare.append(child.run(child.floor("bare_vault"), [], environment).told)
    yield Figure("unlock, key known to Today painted", "ms", middle(ours[1:]), middle(bare[1:]), most=MOST_MS)
