"""Describe what is kept of the practice of letting something be."""

from __future__ import annotations

from dataclasses import dataclass

from .moment import Moment


@dataclass(frozen=True, slots=True)
class Sitting:
    """Hold one time of practice: how long, in seconds, and openness 0 to 10 before and after it."""

    begun: Moment
    seconds: int
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Hold the person's own sentence for the practice, and the people whom they can turn to."""

    sentence: str = ""
    support: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold all that a vault keeps of the practice; ``sittings`` stand in their order."""

    own: OwnWords = OwnWords()
    sittings: tuple[Sitting, ...] = ()
