"""Describe what was written before: in earlier rounds, in earlier versions, and what lies in the bin."""

from __future__ import annotations

from dataclasses import dataclass

from .moment import Moment
from .reflection import Answer, ReflectionSummary


@dataclass(frozen=True, slots=True)
class Earlier:
    """Hold the answer that an earlier round gave to a prompt; ``begun`` dates the round."""

    reflection_id: int
    begun: Moment
    answer: Answer


@dataclass(frozen=True, slots=True)
class Version:
    """Name an earlier version of an answer; ``changed`` is when its last word was written."""

    id: int
    changed: Moment


@dataclass(frozen=True, slots=True)
class Binned:
    """Hold a reflection that lies in the bin, and since when."""

    summary: ReflectionSummary
    binned: Moment
