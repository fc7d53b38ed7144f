"""Lay the pieces of an outline out as the blocks of a pack's text, and its footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..workbook import Piece, Role, Run
from . import markup
from .limits import LONGEST_PASSAGE

_LONGEST = LONGEST_PASSAGE // 2
"""The most characters of Markdown in one paragraph; the indents of a list or quote need some room, too."""

_LARGEST_NUMBER = 999_999_999 - 1  # CommonMark 5.2: nine digits at most
_BODY = (Role.HEADING, Role.TEXT)
_SENTENCE_END = re.compile(r"[.!?…][)\]”»’\"']*\s+|[。！？]")
_BLANK = re.compile(r"\s+")
_LAST_SIGNS = re.compile(r"(?<!\\)#(?=#*$)")


def tidied(piece: Piece) -> Iterator[Piece]:
    """Yield a piece as it can be shown: none without words, several where one paragraph is too long."""
    runs = markup.tidy(piece.runs)
    if not runs or piece.role is Role.LEFT_OUT:
        return
    if piece.role in (Role.TITLE, Role.PROMPT) or markup.length(runs) <= _LONGEST:
        yield replace(piece, runs=runs)
        return
    role = Role.TEXT if piece.role is Role.HEADING else piece.role
    for place, part in enumerate(_broken_up(runs)):
        yield replace(piece, runs=part, role=role, item=None if place else piece.item)


def linked(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Return the text and the footnotes; one that no mark points to gets a mark at the end of the text."""
    body = [piece for piece in pieces if piece.role in _BODY]
    notes = [piece for piece in pieces if piece.role is Role.FOOTNOTE]
    if not body:  # nothing that a mark could stand in
        return [replace(note, role=Role.TEXT, runs=_without_marks(note.runs)) for note in notes], []
    known = _marks(body)
    while more := _marks(note for note in notes if note.number in known) - known:
        known |= more
    free = max(known | {note.number for note in notes}, default=0) + 1
    for place, note in enumerate(notes):
        if note.number > 0 and note.number in known:
            continue
        number = note.number if note.number > 0 else free
        free += number == free
        known |= {number} | _marks([note])
        notes[place] = replace(note, number=number)
        body[-1] = replace(body[-1], runs=(*body[-1].runs, Run("", footnote=number)))
    return body, notes


def blocks(body: Sequence[Piece]) -> Iterator[str]:
    """Yield the blocks of the text as Markdown, to be parted by empty lines."""
    for is_quote, group in groupby(body, lambda piece: piece.is_quote and piece.role is Role.TEXT):
        if is_quote:
            yield from _quoted(list(_plain_blocks(list(group))))
        else:
            yield from _plain_blocks(list(group))


def footnotes(body: Sequence[Piece], notes: Sequence[Piece]) -> Iterator[str]:
    """Yield each footnote that a mark points to; one without a text stands there empty."""
    texts: dict[int, list[str]] = {number: [] for number in sorted(_marks([*body, *notes]))}
    for note in notes:
        texts[note.number].append(markup.inline(note.runs))
    for number, paragraphs in texts.items():
        yield _indented(f"[^{number}]: ", "\n\n".join(paragraphs), 4).rstrip()


def _marks(pieces: Iterator[Piece] | Sequence[Piece]) -> set[int]:
    return {run.footnote for piece in pieces for run in piece.runs if run.footnote}


def _without_marks(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(run for run in runs if not run.footnote)


def _plain_blocks(pieces: Sequence[Piece]) -> Iterator[str]:
    lists = 0
    for kind, group in groupby(enumerate(pieces), lambda each: _list_of(each[0], each[1])):
        members = [piece for _, piece in group]
        if kind is None:
            lists = 0
            yield from map(_block, members)
        else:
            yield _listing(members, lists % 2)
            lists += 1


def _list_of(place: int, piece: Piece) -> str | int | None:
    """Return what the items of one list share: if numbered, how far the number is ahead of the place."""
    if piece.item is None or piece.role is not Role.TEXT or not 0 <= piece.item < _LARGEST_NUMBER:
        return None
    return piece.item - place if piece.item else "bulleted"


def _block(piece: Piece) -> str:
    if piece.role is Role.HEADING:
        line = tuple(replace(run, text=run.text.replace("\n", " "), code=False) for run in piece.runs)
        words = _LAST_SIGNS.sub(
            r"\\#", markup.inline(line)
        )  # the last signs of a heading would be taken away
        return f"{'#' * min(max(piece.level, 1), 6)} {words}"
    number = f"{piece.item}. " if piece.item else ""
    return markup.inline((Run(number), *piece.runs) if number else piece.runs)


def _listing(items: Sequence[Piece], turn: int) -> str:
    """Return a list; ``turn`` tells it from the list just before it, which would else go on."""
    sign, point = "-*"[turn], ".)"[turn]
    lines = []
    for item in items:
        mark = f"{item.item}{point} " if item.item else f"{sign} "
        lines.append(_indented(mark, markup.inline(item.runs), len(mark)))
    is_long = sum(map(len, lines)) > _LONGEST
    return ("\n\n" if is_long else "\n").join(lines)


def _quoted(inner: Sequence[str]) -> Iterator[str]:
    """Yield one quote; several where it would be long, because a quote holds no empty line."""
    whole = "\n\n".join(inner)
    for part in [whole] if len(whole) <= _LONGEST else whole.split("\n\n"):
        yield "\n".join(f"> {line}".rstrip() for line in part.split("\n"))


def _indented(mark: str, text: str, width: int) -> str:
    return mark + "\n".join(
        f"{' ' * width}{line}" if line and place else line for place, line in enumerate(text.split("\n"))
    )


def _broken_up(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    text = "".join(run.text for run in runs)
    if markup.length(runs) <= _LONGEST or len(text) < 2:
        if tidy := markup.tidy(runs):
            yield tidy
        return
    cut = _near_middle(text)
    first: list[Run] = []
    for place, run in enumerate(runs):
        if len(run.text) > cut:
            yield from _broken_up((*first, replace(run, text=run.text[:cut])))
            yield from _broken_up((replace(run, text=run.text[cut:]), *runs[place + 1 :]))
            return
        cut -= len(run.text)
        first.append(run)


def _near_middle(text: str) -> int:
    """Return where to break a text in two: at the end of a sentence, else between words, else anywhere."""
    middle = len(text) // 2
    for boundary in (_SENTENCE_END, _BLANK):
        ends = [match.end() for match in boundary.finditer(text, len(text) // 4, 3 * len(text) // 4)]
        if ends:
            return min(ends, key=lambda end: abs(end - middle))
    return middle
