"""Make files and outlines for tests in a line each."""

from __future__ import annotations

from resilience_desktop.importing.raw import RawFile, RawParagraph
from resilience_desktop.importing.understanding import understand
from resilience_desktop.workbook import Outline, Role, Run

LONG = (
    "When the week has been long, even a friendly voice can sound like one more task. Nothing is wrong with "
    "you then; a mind that is tired guards its door. It opens again when it has slept."
)
"""A paragraph of text that asks nothing."""


def para(said: str, **facts) -> RawParagraph:
    return RawParagraph((Run(said),), **facts)


def items(*said: str, numbered: bool = False) -> list[RawParagraph]:
    return [para(one, item=number if numbered else 0) for number, one in enumerate(said, 1)]


def outline(*said: str | RawParagraph, **facts) -> Outline:
    """Return the outline of a file with these paragraphs, which has no layout but what they say."""
    known = (one if isinstance(one, RawParagraph) else para(one) for one in said)
    return understand(RawFile(tuple(known), **facts))


def taken(made: Outline, role: Role) -> list[str]:
    """Return the words of the pieces of one role."""
    return [piece.text for piece in made.pieces if piece.role is role]
