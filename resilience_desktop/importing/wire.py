"""Say requests and answers as lines of JSON, for the process that reads files.

A request is one line, then as many bytes as it announces: the file. Each answer is one line. What the
process says is believed in nothing but its words: whoever reads it gets a whole value or a ValueError.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any, BinaryIO, TypeAlias

from .. import errors
from ..errors import CannotImport
from ..workbook import Noticed, Outline, Piece, Role, Run
from . import limits

LONGEST_LINE = 16 * 2**20
"""The most bytes of one line; an answer of the most characters and runs is shorter."""

_LONGEST_HEADER = 64 * 1024
_LONGEST_WORDS = 500
_MOST_PAGES = 10**6
_LARGEST_NUMBER = 10**9
_REFUSALS: dict[str, type[CannotImport]] = {
    kind.__name__: kind
    for kind in (
        errors.CannotImport,
        errors.NeedsPassword,
        errors.WrongFilePassword,
        errors.NothingToRead,
        errors.DamagedFile,
        errors.TooMuchToRead,
        errors.UnknownKind,
    )
}
_HALF = re.compile("[\ud800-\udfff]")
_RUN_FLAGS = ("emphasis", "strong", "code")


@dataclass(frozen=True, slots=True)
class Request:
    """Hold a file that is to be understood; ``name`` is only its last part."""

    data: bytes
    name: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Say how many pages the process has read, of how many."""

    number: int
    of: int


Answer: TypeAlias = Page | Outline | CannotImport


def request(data: bytes, name: str, password: str = "") -> bytes:
    """Return what asks for an outline of a file."""
    return _line({"name": name, "password": password, "length": len(data)}) + data


def read_request(stream: BinaryIO) -> Request:
    """Return what ``request`` was given. Raises ValueError for anything else."""
    line = stream.readline(_LONGEST_HEADER)
    said = _object(line, {"name", "password", "length"})
    length = _count(said["length"], limits.LARGEST_FILE + 1)
    data = stream.read(length)
    if len(data) != length:
        raise ValueError("the file ends early")
    if not (isinstance(said["name"], str) and isinstance(said["password"], str)):
        raise ValueError("a name and a password are text")
    return Request(data, said["name"], said["password"])


def page(number: int, of: int) -> bytes:
    """Return the answer that tells how far the process has come."""
    return _line({"is": "page", "page": number, "of": of})


def refused(error: CannotImport) -> bytes:
    """Return the answer that no outline can be made."""
    return _line({"is": "refused", "kind": type(error).__name__, "words": str(error)})


def outline(made: Outline) -> bytes:
    """Return the answer that holds an outline."""
    said = {
        "is": "outline",
        "pieces": [_plain_piece(piece) for piece in made.pieces],
        "language": made.language,
        "language_why": made.language_why,
        "authors": made.authors,
        "source": made.source,
        "license": made.license,
        "notes": made.notes,
    }
    return _line(said)


def next_line(heard: bytearray) -> bytes | None:
    """Take the first whole line out of what was heard, or return None while there is none.

    Raises ValueError when more was heard than any line may hold.
    """
    end = heard.find(b"\n", 0, LONGEST_LINE)
    if end < 0:
        if len(heard) >= LONGEST_LINE:
            raise ValueError("a line without an end")
        return None
    line = bytes(heard[:end])
    del heard[: end + 1]
    return line


def read_answer(line: bytes) -> Answer:
    """Return what an answer says. Raises ValueError for anything that is none."""
    said = _object(line)
    kind = said.pop("is", None)
    if kind == "page":
        _only(said, {"page", "of"})
        of = _count(said["of"], _MOST_PAGES)
        return Page(_count(said["page"], of), of)
    if kind == "refused":
        return _refusal(said)
    if kind == "outline":
        return _bounded(_outline(said))
    raise ValueError("no answer of ours")


def read_kept(line: bytes) -> Outline:
    """Return an outline that was kept as ``outline`` says it; what a person made of it knows no bounds.

    Raises ValueError for anything else.
    """
    said = _object(line)
    if said.pop("is", None) != "outline":
        raise ValueError("no outline")
    return _outline(said)


def _refusal(said: dict[str, Any]) -> CannotImport:
    _only(said, {"kind", "words"})
    kind = _REFUSALS.get(said["kind"]) if isinstance(said["kind"], str) else None
    words = _text(said["words"], _LONGEST_WORDS)
    if kind is None or not words.isprintable():
        raise ValueError("no refusal of ours")
    return kind(words)


def _outline(said: dict[str, Any]) -> Outline:
    _only(said, {"pieces", "language", "language_why", "authors", "source", "license", "notes"})
    return Outline(
        _list(said["pieces"], _piece),
        language=_text(said["language"]),
        language_why=_text(said["language_why"]),
        authors=_list(said["authors"], _text),
        source=_text(said["source"]),
        license=_text(said["license"]),
        notes=_list(said["notes"], _text),
    )


def _bounded(made: Outline) -> Outline:
    """Return an outline that is no larger than a file may make it. Raises ValueError for any other."""
    runs = [run for piece in made.pieces for run in piece.runs]
    lists = (made.pieces, made.authors, made.notes)
    texts = (made.language, made.language_why, made.source, made.license, *made.authors, *made.notes)
    numbers = (number for piece in made.pieces for number in (piece.item or 0, piece.number, piece.page))
    if len(runs) > limits.MOST_RUNS or max(map(len, lists)) > limits.MOST_PARAGRAPHS:
        raise ValueError("a list is too long")
    for text in (*texts, *(piece.why for piece in made.pieces), *(run.text for run in runs)):
        _text(text, limits.MOST_CHARACTERS)
    for number in (*numbers, *(run.footnote for run in runs)):
        _count(number, _LARGEST_NUMBER)
    if any(piece.page > _MOST_PAGES for piece in made.pieces):
        raise ValueError("a number is out of bounds")
    return made


def _plain_piece(piece: Piece) -> dict[str, Any]:
    return {
        "runs": [_plain_run(run) for run in piece.runs],
        "role": piece.role,
        "why": piece.why,
        "item": piece.item,
        "quote": piece.is_quote,
        "level": piece.level,
        "number": piece.number,
        "when": piece.when,
        "page": piece.page,
    }


def _plain_run(run: Run) -> list[Any]:
    """Return text, footnote and the styles that are on: short, since there are many."""
    return [run.text, run.footnote, *(flag for flag in _RUN_FLAGS if getattr(run, flag))]


def _piece(said: Any) -> Piece:  # noqa: ANN401 - whatever JSON holds
    fields = {"runs", "role", "why", "item", "quote", "level", "number", "when", "page"}
    if not isinstance(said, dict):
        raise ValueError("a piece is an object")
    _only(said, fields)
    if not isinstance(said["quote"], bool):
        raise ValueError("a quotation is one or is none")
    return Piece(
        _list(said["runs"], _run),
        role=Role(said["role"]),
        why=_text(said["why"]),
        item=None if said["item"] is None else _count(said["item"]),
        is_quote=said["quote"],
        level=_count(said["level"], 6, least=1),
        number=_count(said["number"]),
        when=None if said["when"] is None else Noticed(said["when"]),
        page=_count(said["page"]),
    )


def _run(said: Any) -> Run:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(said, list) or not 2 <= len(said) <= 2 + len(_RUN_FLAGS):
        raise ValueError("a run is text, footnote and styles")
    text, footnote, *flags = said
    if any(flag not in _RUN_FLAGS for flag in flags) or len(set(flags)) < len(flags):
        raise ValueError("an unknown style")
    return Run(_text(text), footnote=_count(footnote), **dict.fromkeys(flags, True))


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said).encode("ascii") + b"\n"


def _object(line: bytes, names: set[str] | None = None) -> dict[str, Any]:
    try:
        said = json.loads(line.decode("ascii"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(said, dict):
        raise ValueError("a line is an object")
    if names is not None:
        _only(said, names)
    return said


def _only(said: dict[str, Any], names: set[str]) -> None:
    if said.keys() != names:
        raise ValueError("other fields than these")


def _text(value: Any, longest: float = inf) -> str:  # noqa: ANN401
    if not isinstance(value, str) or len(value) > longest or _HALF.search(value):
        raise ValueError("a text is too long, or none")
    return value


def _count(value: Any, most: float = inf, *, least: int = 0) -> int:  # noqa: ANN401
    if type(value) is not int or not least <= value <= most:
        raise ValueError("a number is out of bounds, or none")
    return value


def _list(value: Any, read: Callable[[Any], Any]) -> tuple[Any, ...]:  # noqa: ANN401
    if not isinstance(value, list):
        raise ValueError("a list is none")
    return tuple(map(read, value))
