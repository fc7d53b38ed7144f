"""From exec to the lock screen painted, beside a bare window with one label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from . import child, world
from .figure import Figure, middle

MOST_TIMES = 1.4
OFTEN = 3
"""A start is short and varies by some percent: so many more of them give a steady middle."""


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    environment = world.make_home(folder, 300)
    yield from _compare("start, offscreen", runs, environment)
    with world.virtual_screen() as screen:
        if screen:
            yield from _compare("start, on X11", runs, environment | screen)


def _compare(name: str, runs: int, environment: Mapping[str, str]) -> Iterator[Figure]:
    ours, bare, aligned = [], [], []
    for _ in range(OFTEN * runs + 1):  # the first warms up
        ours.append(child.run(child.PROGRAM, ["start", 0], environment))
        bare.append(child.run(child.BARE_WINDOW, [], environment))
        aligned.append(child.run(child.BARE_WINDOW, ["aligned"], environment))
    took = [_milliseconds(heard[1:]) for heard in (ours, bare, aligned)]
    yield Figure(name, "ms", took[0], took[1], most_times=MOST_TIMES)
    yield Figure(f"{name}, beside a label that is aligned", "ms", took[0], took[2])


def _milliseconds(heard: Sequence[child.Heard]) -> float:
    return middle([(one.told - one.started_ns) / 1e6 for one in heard])
