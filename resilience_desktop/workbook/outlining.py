"""Change an outline as a person asks; each change returns a new one, and no word is lost on the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import groupby

from .outline import Outline, Piece, Role
from .prose import Run

_UNSPACED = ("W", "F")
"""East Asian widths of letters that are written without a space between words."""


def set_role(outline: Outline, places: Collection[int], role: Role) -> Outline:
    """Take the pieces at these places as something else; a reading has one title, so an older one is text."""

    def changed(at: int, piece: Piece) -> Piece:
        if at in places:
            return piece if piece.role is role else replace(piece, role=role, why="", when=None)
        if role is Role.TITLE and piece.role is Role.TITLE:
            return replace(piece, role=Role.TEXT, why="")
        return piece

    if role is Role.TITLE:
        places = sorted(places)[:1]
    return replace(outline, pieces=tuple(changed(at, piece) for at, piece in enumerate(outline.pieces)))


def ask_everyone(outline: Outline, at: int) -> Outline:
    """Let a prompt speak to everyone, whatever they noticed in themselves."""
    piece = outline.pieces[at]
    return outline if piece.when is None else _with(outline, at, at + 1, replace(piece, when=None, why=""))


def merge(outline: Outline, at: int) -> Outline:
    """Join a piece to the one before, which keeps its role; the first piece has none before it."""
    if not 0 < at < len(outline.pieces):
        return outline
    before, piece = outline.pieces[at - 1], outline.pieces[at]
    runs = joined((*before.runs, *_between(before.text, piece.text), *piece.runs))
    return _with(outline, at - 1, at + 1, replace(before, runs=runs))


def split(outline: Outline, at: int, offset: int) -> Outline:
    """Part a piece in two after so many characters of its text; the space around the cut goes.

    A mark of a footnote stays with the word before it. A title goes on as text, as does a footnote.
    """
    piece = outline.pieces[at]
    first, second = (_trimmed(side) for side in _cut(piece.runs, offset))
    if not _says(first) or not _says(second):
        return outline
    ends = piece.role in (Role.TITLE, Role.FOOTNOTE)
    item = piece.item + 1 if piece.item else piece.item
    rest = replace(piece, runs=second, item=item, number=0, role=Role.TEXT if ends else piece.role)
    return _with(outline, at, at + 1, replace(piece, runs=first), rest)


def move(outline: Outline, at: int, step: int) -> Outline:
    """Let a piece go up (-1) or down (1) past its neighbour, as far as there is one."""
    other = at + step
    if not (0 <= at < len(outline.pieces) and 0 <= other < len(outline.pieces)):
        return outline
    pieces = list(outline.pieces)
    pieces[at], pieces[other] = pieces[other], pieces[at]
    return replace(outline, pieces=tuple(pieces))


def write(outline: Outline, at: int, text: str) -> Outline:
    """Let a piece say something else; what stayed the same keeps its style, and every mark stays."""
    piece = outline.pieces[at]
    old = piece.text
    if text == old:
        return outline
    start = _alike(old, text)
    end = _alike(old[start:][::-1], text[start:][::-1])
    before, rest = _cut(piece.runs, start)
    gone, after = _cut(rest, len(old) - end - start)
    style = next((run for run in (*reversed(before), *gone, *after) if not run.footnote), Run(""))
    marks = tuple(run for run in gone if run.footnote)
    new = replace(style, text=text[start : len(text) - end])
    return _with(outline, at, at + 1, replace(piece, runs=joined((*before, new, *marks, *after))))


def set_title(outline: Outline, title: str) -> Outline:
    """Give the reading a title: in the first piece that is taken as one, or in a new one above all others.

    A title that stood in several pieces stands in one from then on.
    """
    places = [at for at, piece in enumerate(outline.pieces) if piece.role is Role.TITLE]
    if not places:
        return (
            replace(outline, pieces=(Piece((Run(title),), Role.TITLE), *outline.pieces)) if title else outline
        )
    others = places[1:]
    written = write(outline, places[0], title)
    if not others:
        return written
    kept = tuple(piece for at, piece in enumerate(written.pieces) if at not in others)
    return replace(written, pieces=kept)


def titles(outline: Outline) -> tuple[str, ...]:
    """Return the words of each piece that is taken as a title: none, the title, or its parts."""
    return tuple(piece.text for piece in outline.pieces if piece.role is Role.TITLE)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs without empty ones, neighbours of the same style as one; a mark is never joined."""
    kept = [run for run in runs if run.text or run.footnote]
    same = groupby(enumerate(kept), lambda pair: (pair[1].footnote and pair[0], replace(pair[1], text="")))
    return tuple(replace(style, text="".join(run.text for _, run in group)) for (_, style), group in same)


def _with(outline: Outline, start: int, end: int, *pieces: Piece) -> Outline:
    return replace(outline, pieces=(*outline.pieces[:start], *pieces, *outline.pieces[end:]))


def _between(one: str, other: str) -> tuple[Run, ...]:
    """Return the space that parts two texts, where their letters want one."""
    if not one or not other or one[-1].isspace() or other[0].isspace():
        return ()
    if all(unicodedata.east_asian_width(letter) in _UNSPACED for letter in (one[-1], other[0])):
        return ()
    return (Run(" "),)


def _cut(runs: Iterable[Run], offset: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Part runs after so many characters; a mark that stands there belongs to the first part."""
    first: list[Run] = []
    second: list[Run] = []
    for run in runs:
        length = len(run.text)
        if offset >= length and not second:
            first.append(run)
        elif offset > 0:
            first.append(replace(run, text=run.text[:offset]))
            second.append(replace(run, text=run.text[offset:]))
        else:
            second.append(run)
        offset -= length
    return tuple(first), tuple(second)


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without the space at their ends."""
    text = "".join(run.text for run in runs)
    lead = len(text) - len(text.lstrip())
    _, rest = _cut_before(runs, lead)
    kept, tail = _cut(rest, len(text.strip()))
    return joined((*kept, *(run for run in tail if run.footnote)))


def _cut_before(runs: tuple[Run, ...], offset: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Part runs as ``_cut`` does, but leave the marks that stand there to the second part."""
    first, second = _cut(runs, offset)
    marks = tuple(run for run in first if run.footnote)
    return tuple(run for run in first if not run.footnote), (*marks, *second)


def _says(runs: tuple[Run, ...]) -> bool:
    return any(run.text for run in runs)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)
