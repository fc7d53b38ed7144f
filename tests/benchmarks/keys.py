"""From a key press to its paint, in a short answer and in a very long one, beside a bare editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import child, world
from .figure import Figure, percentile

MOST_MS = 4
KEYS = 240


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    for words in (300, 20_000):
        environment = world.make_home(folder / str(words), words)
        ours: list[float] = []
        bare: list[float] = []
        for _ in range(runs):
            ours += child.run(child.PROGRAM, ["keys", KEYS], environment).told
            bare += child.run(child.floor("bare_editor"), [words, KEYS], environment).told
        for share, most in ((0.5, None), (0.99, MOST_MS if words == 20_000 else None)):
            name = f"key to paint in {words:,} words, p{100 * share:.0f}"
            yield Figure(name, "ms", percentile(ours, share), percentile(bare, share), most=most)
