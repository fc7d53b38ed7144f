"""Hold what a part of the torture is, what it is asked for, and what came out of it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

EVERY = 10**9
"""The full count where there is an end to what may be tried: more than there is."""


class CannotRun(Exception):
    """What a part needs is not on this machine; the text says what."""


@dataclass(frozen=True)
class Task:
    """Ask for one share of a part: its count, a folder of its own, and where its chances come from.

    A part is done in ``of`` shares, each with an ``index`` from 0; ``count`` is that of all shares together.
    A ``quick`` task leaves out what takes long to prepare. Where there is an end to what may be tried,
    ``scale`` is the part of it that is asked for.
    """

    count: int
    folder: Path
    seed: int
    index: int = 0
    of: int = 1
    quick: bool = False
    scale: float = 1.0

    @property
    def own_count(self) -> int:
        """Return how many of the count are this share's."""
        return len(range(self.index, self.count, self.of))

    def some_of(self, every: int) -> int:
        """Return how many are asked for where there are ``every`` at most."""
        return min(self.count, math.ceil(every * self.scale))

    def chances(self, *, shared: bool = False) -> random.Random:
        """Return the same chances each time: this share's own, or those that all shares have in common."""
        return random.Random(f"{self.seed} {'' if shared else self.index}")  # noqa: S311  no key comes of it


@dataclass(frozen=True)
class Outcome:
    """Hold how often a part tried, what went against the promise, and what its control found.

    ``control`` counts what was found where something had to be found: without it the part shows nothing.
    ``figures`` are further counts, which are added up over the shares, ``most`` are maxima.
    """

    count: int
    failures: tuple[str, ...]
    control: int
    figures: dict[str, int] = field(default_factory=dict)
    most: dict[str, float] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return self.count > 0 and not self.failures and self.control > 0


@dataclass(frozen=True)
class Part:
    """Say what a part shows, how often it tries in full and in a sample, and what does it.

    ``controlled`` says what the control is. ``divisible`` parts may be done in several shares.
    """

    name: str
    shows: str
    controlled: str
    full: int
    sample: int
    run: Callable[[Task], Outcome]
    divisible: bool = True


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of all shares; a control has to have found something in each."""
    outcomes = tuple(outcomes)
    figures: dict[str, int] = {}
    most: dict[str, float] = {}
    for outcome in outcomes:
        for name, number in outcome.figures.items():
            figures[name] = figures.get(name, 0) + number
        for name, value in outcome.most.items():
            most[name] = max(most.get(name, value), value)
    controls = [outcome.control for outcome in outcomes]
    return Outcome(
        sum(outcome.count for outcome in outcomes),
        tuple(failure for outcome in outcomes for failure in outcome.failures),
        sum(controls) if all(controls) else 0,
        figures,
        most,
    )
