"""Write a pack from an outline: what ``parse`` reads back with the same words and no problem."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from ..errors import ReadingEmpty, ReadingTooLong
from ..workbook import Noticed, Outline, Piece, Role
from . import layout, markup, naming
from .front_matter import FORMAT
from .limits import LONGEST_FILE, LONGEST_PASSAGE
from .naming import suggest_id
from .prompts import MOST_PROMPTS

__all__ = ["pack_text", "suggest_id"]

LONGEST_QUESTION = 10_000
"""The most characters in a question: a block of a pack has twice as many at most, signs of YAML included."""

_TITLE_WORDS = 8
_LONGEST_TITLE = 60
_PLAIN = re.compile(r"[^\W\d_](?:[^:#\"\\]|:(?=\S))*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ENDS_OPEN = re.compile(r"[\w)\]”»’']$")
_UNKNOWN = "und"  # what BCP 47 calls a language that is not determined

_TOO_MANY = (
    f"A reading asks at most {MOST_PROMPTS} questions. Please make some of them text, or make two readings."
)
_LONG_QUESTION = "One of the questions is as long as a text. Please make it text, or split it."
_LONG_HEAD = "The title, the authors, the source or the licence is far too long. Please shorten it."


def pack_text(outline: Outline, *, id: str, version: str = "1.0", name: str = "") -> str:
    """Return the pack of an outline, as ``pack.md`` holds it.

    ``name`` is the title where no piece is one; without it the text's first words are. Pieces that are left
    out stay out. Raises ReadingEmpty where nothing is kept, ReadingTooLong where it is more than a pack
    may hold. Takes a few milliseconds for some pages, so that it can serve a preview.
    """
    pieces = [tidied for piece in outline.pieces for tidied in layout.tidied(piece)]
    if not any(piece.text.strip() for piece in pieces):
        raise ReadingEmpty
    body, notes = layout.linked(pieces)
    parts = [
        _head(outline, {"format": FORMAT, "id": id, "version": version, "title": _title(pieces, name)}),
        *layout.blocks(body),
        *layout.footnotes(body, notes),
        *_prompts([piece for piece in pieces if piece.role is Role.PROMPT], outline.language),
    ]
    text = "\n\n".join(parts) + "\n"
    if len(text.encode("utf-8")) > LONGEST_FILE:
        raise ReadingTooLong
    return text


def _head(outline: Outline, facts: dict[str, str]) -> str:
    language = outline.language if _LANGUAGE.fullmatch(outline.language) else _UNKNOWN
    authors = [author for each in outline.authors if (author := markup.in_a_line(each))]
    facts |= {"short": naming.short_for(facts["title"]), "language": language}
    facts |= {"license": outline.license, "source": outline.source}
    lines = [f"{key}: {_value(value, key)}" for key, value in facts.items() if value.strip()]
    if authors:
        lines.append(f"authors: {json.dumps(authors, ensure_ascii=False)}")
    head = "\n".join(["---", *lines, "---"])
    if len(head) > LONGEST_PASSAGE:
        raise ReadingTooLong(_LONG_HEAD)
    return head


def _value(text: str, key: str = "") -> str:
    """Return a value as YAML; a version is quoted always, because YAML would take it for a number."""
    line = markup.in_a_line(text)
    if key == "format" or (key != "version" and _PLAIN.fullmatch(line)):
        return line
    return json.dumps(line, ensure_ascii=False)


def _title(pieces: Sequence[Piece], name: str) -> str:
    title = ""
    for line in (markup.in_a_line(piece.text) for piece in pieces if piece.role is Role.TITLE):
        between = ": " if _ENDS_OPEN.search(title) else " "
        title = f"{title}{between}{line}" if title else line
    return title or markup.in_a_line(name) or _first_words(pieces)


def _first_words(pieces: Sequence[Piece]) -> str:
    text = next(line for piece in pieces if (line := markup.in_a_line(piece.text)))
    words = " ".join(text.split(" ")[:_TITLE_WORDS])[:_LONGEST_TITLE].rstrip()
    return words if words == text else f"{words}…"


def _prompts(pieces: Sequence[Piece], language: str) -> Iterator[str]:
    asked = [(ask, piece.when) for piece in pieces if (ask := markup.in_a_line(piece.text))]
    if len(asked) > MOST_PROMPTS:
        raise ReadingTooLong(_TOO_MANY)
    if any(len(ask) > LONGEST_QUESTION for ask, _ in asked):
        raise ReadingTooLong(_LONG_QUESTION)
    names = naming.name_prompts((ask for ask, _ in asked), language)
    for (ask, when), (id_, label) in zip(asked, names, strict=True):
        lines = [f"id: {id_}", f"label: {_value(label)}", f"ask: {_value(ask)}"]
        if when in (Noticed.RESISTANCE, Noticed.ALL_IN):
            lines.append(f"when: {when}")
        yield "\n".join(["```prompt", *lines, "```"])
