"""Describe a letter: plain text, passages copied from answers, and what of it is blacked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .moment import Moment


@dataclass(frozen=True, slots=True)
class Source:
    """Say which answer a passage was copied from, and when that answer had last been changed."""

    reflection_id: int
    prompt_id: str
    written: Moment


@dataclass(frozen=True, slots=True)
class Passage:
    """Mark paragraphs ``first`` to ``last`` of a letter, counted from 0, as copied from an answer."""

    first: int
    last: int
    source: Source


@dataclass(frozen=True, slots=True)
class Body:
    """Hold what stands in a letter.

    A line feed ends each paragraph of ``text`` but the last. ``passages`` stand in order and share
    no paragraph. ``hidden`` are the stretches that are blacked out, from a character up to another
    (code points, counted from 0), in order and apart.
    """

    text: str = ""
    passages: tuple[Passage, ...] = ()
    hidden: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold one letter; ``to`` is whom it is for, in the person's own words."""

    id: int
    to: str
    begun: Moment
    changed: Moment
    body: Body = Body()


@dataclass(frozen=True, slots=True)
class LetterSummary:
    """Hold a line in the list of letters."""

    id: int
    to: str
    begun: Moment
    changed: Moment


def marks(body: Body) -> dict[str, Any]:
    """Return what a body holds beside its text, as JSON has it."""
    passages = [
        {
            "first": each.first,
            "last": each.last,
            "reflection": each.source.reflection_id,
            "prompt": each.source.prompt_id,
            "written": each.source.written.iso(),
        }
        for each in body.passages
    ]
    return {"passages": passages, "hidden": [list(stretch) for stretch in body.hidden]}


def marked(text: str, found: Any) -> Body:  # noqa: ANN401 - any JSON
    """Return the body that has this text and what ``marks`` returned.

    Raises ValueError, KeyError, TypeError or AttributeError for anything else.
    """
    passages = tuple(
        Passage(
            _count(one["first"]),
            _count(one["last"]),
            Source(_count(one["reflection"]), str(one["prompt"]), Moment.parse(one["written"])),
        )
        for one in found["passages"]
    )
    return Body(text, passages, tuple((_count(start), _count(end)) for start, end in found["hidden"]))


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("no count stands where one belongs")
    return value
