"""From exec to the lock screen painted, beside a bare window with one label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from . import child, world
from .figure import Figure, middle

MOST_TIMES = 1.4


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    environment = world.make_home(folder, 300)
    yield _compare("start, offscreen", runs, environment)
    with world.virtual_screen() as screen:
        if screen:
            yield _compare("start, on X11", runs, environment | screen)


def _compare(name: str, runs: int, environment: Mapping[str, str]) -> Figure:
    ours, bare = [], []
    for _ in range(runs + 1):  # the first warms up
        ours.append(child.run(child.PROGRAM, ["start", 0], environment))
        bare.append(child.run(child.BARE_WINDOW, [], environment))
    took = [middle([(one.told - one.started_ns) / 1e6 for one in heard[1:]]) for heard in (ours, bare)]
    return Figure(name, "ms", *took, most_times=MOST_TIMES)
