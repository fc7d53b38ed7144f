"""Find the packs in folders and load them; a broken one is listed with its problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..workbook import Reading
from .limits import LONGEST_FILE, TOO_LONG
from .parser import parse
from .problem import Problem


@dataclass(frozen=True, slots=True)
class Shelf:
    """Hold one pack file: its reading, or None where there is an error, and its problems."""

    path: Path
    reading: Reading | None
    problems: tuple[Problem, ...]


def load(path: Path) -> tuple[Reading | None, tuple[Problem, ...]]:
    """Return the reading in a file, or None where there is an error, and every problem.

    Nothing is raised for a file that is broken, unreadable or not there. At most 256 KiB are read.
    """
    name = str(path)
    try:
        # Opening a pipe would wait for its other end.
        if not path.is_file():
            return None, (Problem(name, 1, "There is no file of this name."),)
        with path.open("rb") as file:
            data = file.read(LONGEST_FILE + 1)
    except OSError:
        return None, (Problem(name, 1, "This file could not be read. Please check its rights and the disk."),)
    return read(data, name)


def read(data: bytes, name: str) -> tuple[Reading | None, tuple[Problem, ...]]:
    """Return the reading in the bytes of a pack, or None where there is an error, and every problem."""
    if len(data) > LONGEST_FILE:
        return None, (Problem(name, 1, TOO_LONG),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (Problem(name, line, "This file is not UTF-8. Please save it as UTF-8 text."),)
    return parse(text, name)


def library(folders: Iterable[Path]) -> tuple[Shelf, ...]:
    """Return every ``*/pack.md`` and ``*/pack.LANG.md`` below the folders, in their order.

    In one folder ``pack.md`` comes first. When two files hold the same reading in the same
    language, the first one counts, and the second is listed with a problem.
    """
    shelves: list[Shelf] = []
    seen: set[tuple[str, str]] = set()
    for path in (path for folder in folders for path in _packs(folder)):
        shelf = Shelf(path, *load(path))
        if shelf.reading:
            edition = (shelf.reading.id, shelf.reading.language.casefold())
            shelf = _set_aside(shelf) if edition in seen else shelf
            seen.add(edition)
        shelves.append(shelf)
    return tuple(shelves)


def _packs(folder: Path) -> list[Path]:
    try:
        packs = [*folder.glob("*/pack.md"), *folder.glob("*/pack.*.md")]
    except OSError:
        return []
    return sorted(packs, key=lambda path: (path.parent, path.name != "pack.md", path.name))


def _set_aside(shelf: Shelf) -> Shelf:
    problem = Problem(str(shelf.path), 1, "Another pack holds this reading already, so this one is left out.")
    return replace(shelf, reading=None, problems=(problem, *shelf.problems))
