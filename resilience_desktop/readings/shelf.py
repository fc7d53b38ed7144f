"""Find the packs in folders and load them; a broken one is listed with its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..workbook import Reading
from .editions import order
from .limits import LONGEST_FILE, TOO_LONG
from .parser import parse
from .problem import Problem

IsHeld = Callable[[Path], bool]
"""Tell whether this process holds a file open by which it locks others out, as it does the vault's."""

_HELD = (
    "This is another name of the vault that is open. Please remove it here, or lay a copy of the pack here."
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Hold one pack file: its reading, or None where it is not shown, and its problems.

    ``outdone`` is the reading of a pack that is sound, and is not shown because a newer edition stands
    elsewhere.
    """

    path: Path
    reading: Reading | None
    problems: tuple[Problem, ...]
    outdone: Reading | None = None

    @property
    def is_broken(self) -> bool:
        """Tell whether the reading is not shown because something is wrong with the pack."""
        return self.reading is None and self.outdone is None


def load(path: Path, is_held: IsHeld | None = None) -> tuple[Reading | None, tuple[Problem, ...]]:
    """Return the reading in a file, or None where there is an error, and every problem.

    Nothing is raised for a file that is broken, unreadable or not there. At most 256 KiB are read. What
    ``is_held`` tells of is not opened.
    """
    name = str(path)
    try:
        # Opening a pipe would wait for its other end.
        if not path.is_file():
            return None, (Problem(name, 1, "There is no file of this name."),)
        # A pack may well be a link, to a folder under version control for instance. But closing any handle to
        # the open vault would drop its lock.
        if is_held and is_held(path):
            return None, (Problem(name, 1, _HELD),)
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


def library(folders: Iterable[Path], is_held: IsHeld | None = None) -> tuple[Shelf, ...]:
    """Return every ``*/pack.md`` and ``*/pack.LANG.md`` below the folders, in their order.

    In one folder ``pack.md`` comes first. When two files hold the same reading in the same language, the
    newer edition counts, in the place of the first one; of the same version, the first. The other one is
    listed with a problem.
    """
    shelves: list[Shelf] = []
    places: dict[tuple[str, str], int] = {}
    for path in (path for folder in folders for path in _packs(folder)):
        shelf = Shelf(path, *load(path, is_held))
        if shelf.reading:
            place = places.setdefault(_key(shelf.reading), len(shelves))
            if place < len(shelves):
                shelves[place], shelf = _newer_first(shelves[place], shelf)
        shelves.append(shelf)
    return tuple(shelves)


def one_of_each(shelves: Iterable[Shelf], chosen: Mapping[str, str]) -> tuple[Reading, ...]:
    """Return each reading once, in the order of the shelves.

    ``chosen`` names languages by the readings' ids; the first language stands for what is not named there.
    """
    shown: dict[str, Reading] = {}
    for reading in (shelf.reading for shelf in shelves):
        if reading and (reading.id not in shown or reading.language == chosen.get(reading.id)):
            shown[reading.id] = reading
    return tuple(shown.values())


def in_each_language(shelves: Iterable[Shelf], reading_id: str) -> tuple[Reading, ...]:
    """Return one reading in every language that it is there in, the one to be shown by itself first."""
    found = (shelf.reading for shelf in shelves)
    return tuple(reading for reading in found if reading and reading.id == reading_id)


def _packs(folder: Path) -> list[Path]:
    try:
        packs = [*folder.glob("*/pack.md"), *folder.glob("*/pack.*.md")]
    except OSError:
        return []
    return sorted(packs, key=lambda path: (path.parent, path.name != "pack.md", path.name))


def _key(reading: Reading) -> tuple[str, str]:
    return reading.id, reading.language.casefold()


def _newer_first(shown: Shelf, other: Shelf) -> tuple[Shelf, Shelf]:
    """Return two packs of one reading and language: the one that counts, and the other set aside."""
    if not shown.reading or not other.reading:
        return shown, other
    kept, later = order(shown.reading.version), order(other.reading.version)
    if later > kept:
        return other, _outdone(shown, other)
    return (shown, _outdone(other, shown)) if kept > later else (shown, _set_aside(other))


def _set_aside(shelf: Shelf) -> Shelf:
    problem = Problem(str(shelf.path), 1, "Another pack holds this reading already, so this one is left out.")
    return replace(shelf, reading=None, problems=(problem, *shelf.problems))


def _outdone(shelf: Shelf, by: Shelf) -> Shelf:
    sentence = f"A newer edition of this reading is shown instead, and this one is left out: {by.path}"
    problem = Problem(str(shelf.path), 1, sentence, is_error=False)
    return replace(shelf, reading=None, problems=(problem, *shelf.problems), outdone=shelf.reading)
