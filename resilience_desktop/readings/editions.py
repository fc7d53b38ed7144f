"""Say how two editions of a reading differ, and which of them is the newer one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from ..workbook import Prompt, Reading

_NUMBERS = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


class Standing(Enum):
    """Say how an edition that arrives stands to the one that is there."""

    NEW = "new"
    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    CLASH = "clash"
    """It calls itself by the same version, and holds other words."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """Hold a prompt as it was and as it is now."""

    before: Prompt
    now: Prompt


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold what becomes of each prompt from one edition to the next, in the order of the prompts.

    ``text_changed`` is true when anything beside the prompts and the version is not as it was.
    """

    new: tuple[Prompt, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    retired: tuple[Prompt, ...] = ()
    unchanged: tuple[Prompt, ...] = ()
    text_changed: bool = False


def difference(old: Reading, new: Reading) -> Difference:
    """Return how a new edition differs from an old one; prompts are told apart by their permanent ids."""
    before = {prompt.id: prompt for prompt in old.prompts}
    kept = [prompt for prompt in new.prompts if prompt.id in before]
    same = {prompt.id for prompt in kept if _is_same(before[prompt.id], prompt)}
    here = {prompt.id for prompt in new.prompts}
    return Difference(
        new=tuple(prompt for prompt in new.prompts if prompt.id not in before),
        reworded=tuple(Reworded(before[p.id], p) for p in kept if p.id not in same),
        retired=tuple(prompt for prompt in old.prompts if prompt.id not in here),
        unchanged=tuple(prompt for prompt in kept if prompt.id in same),
        text_changed=_without_prompts(old) != _without_prompts(new),
    )


def standing(old: Reading | None, new: Reading) -> Standing:
    """Return how a new edition stands to the one of the same reading and language that is there."""
    if old is None:
        return Standing.NEW
    if old.markdown == new.markdown:
        return Standing.SAME
    one, other = order(old.version), order(new.version)
    return Standing.CLASH if one == other else Standing.NEWER if other > one else Standing.OLDER


def order(version: str) -> tuple[tuple[tuple[int, str], ...], bool, str]:
    """Return what versions are compared by: numbers one by one, so that 1.10 comes after 1.9.

    1 and 1.0 are the same; words behind the numbers make it a draft, which comes before what has none.
    """
    found = _NUMBERS.match(version)
    numbers = [number.lstrip("0") for number in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        numbers.pop()
    rest = version[found.end() :] if found else version
    return tuple((len(number), number) for number in numbers), not rest, rest


def _is_same(one: Prompt, other: Prompt) -> bool:
    # A content note is no part of the wording that is answered, but of what a person sees.
    return one == other and one.note == other.note


def _without_prompts(reading: Reading) -> Reading:
    return replace(reading, version="", prompts=(), markdown="")
