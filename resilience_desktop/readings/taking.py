"""Compare a reading that arrives with the one that is there, and lay it among the person's own readings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from ..errors import ResilienceError
from ..files import PRIVATE_FOLDER, in_words, write_atomically
from ..workbook import Reading
from .editions import Difference, Standing, difference, standing
from .shelf import Shelf

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What cannot be the name of a folder on Windows."""

_TOO_OLD = (Standing.OLDER, Standing.CLASH)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Hold one language of a reading that arrives, beside the edition that is shown now, if there is one.

    ``is_own`` is true where that one lies among the person's own readings; ``path`` is the pack there that
    would be replaced, shown or not. ``is_known`` is true where the reading is there in any language.
    """

    reading: Reading
    present: Reading | None = None
    is_own: bool = False
    is_known: bool = False
    path: Path | None = None

    @property
    def standing(self) -> Standing:
        """Return how it stands to the edition that is there."""
        return standing(self.present, self.reading)

    @property
    def difference(self) -> Difference:
        """Return what becomes of each prompt; of a reading that was not there, all of them are new."""
        if self.present is None:
            return Difference(new=self.reading.prompts)
        return difference(self.present, self.reading)

    @property
    def can_be_taken(self) -> bool:
        """Tell whether taking it would change anything.

        What came with the program gives way to newer editions alone, so that its own newest is never hidden.
        """
        at = self.standing
        return at in (Standing.NEW, Standing.NEWER) or (at in _TOO_OLD and self.is_own)


def arrivals(shelves: Sequence[Shelf], own: Path, editions: Sequence[Reading]) -> tuple[Arrival, ...]:
    """Return each language that arrives with the edition on the shelves that it would stand for."""
    return tuple(_arrival(shelves, own, edition) for edition in editions)


def take(shelves: Sequence[Shelf], own: Path, arriving: Sequence[Arrival]) -> None:
    """Lay what can be taken of it among the person's own readings.

    A pack that is replaced is kept beside the new one, as ``former-pack.md``. Raises AlreadyThere, DiskFull,
    NotAllowed; what is new is then removed again, and each pack that was there is whole.
    """
    wanted = [each for each in arriving if each.can_be_taken]
    fresh = [each.reading for each in wanted if each.path is None]
    made: list[Path] = []
    try:
        if fresh:
            _lay(_folder(shelves, own, fresh[0].id), fresh, made)
        for each in wanted:
            if each.path:
                write_atomically(each.path.with_name(f"former-{each.path.name}"), each.path.read_bytes())
                write_atomically(each.path, each.reading.markdown.encode())
    except (OSError, ResilienceError) as error:
        _remove(made)
        raise in_words(error) if isinstance(error, OSError) else error from None


def _arrival(shelves: Sequence[Shelf], own: Path, edition: Reading) -> Arrival:
    there = [shelf for shelf in shelves if _is_same(shelf.reading or shelf.outdone, edition)]
    shown = next((shelf for shelf in there if shelf.reading), None)
    of_own = [shelf for shelf in there if own in shelf.path.parents]
    return Arrival(
        edition,
        shown.reading if shown else None,
        is_own=shown in of_own,
        is_known=any(shelf.reading and shelf.reading.id == edition.id for shelf in shelves),
        path=next((shelf.path for shelf in of_own), None),
    )


def _lay(folder: Path, editions: Sequence[Reading], made: list[Path]) -> None:
    if not folder.exists():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True)
        made.append(folder)
    for edition in editions:
        path = folder / "pack.md"
        if path.exists():
            path = folder / f"pack.{edition.language}.md"
        write_atomically(path, edition.markdown.encode(), replace=False)
        made.append(path)


def _remove(made: Sequence[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)


def _folder(shelves: Sequence[Shelf], own: Path, reading_id: str) -> Path:
    """Return the person's folder of a reading, or one for it that is not there yet."""
    for shelf in shelves:
        known = shelf.reading or shelf.outdone
        if known and known.id == reading_id and own in shelf.path.parents:
            return shelf.path.parent
    name = reading_id.strip(".") if not _RESERVED.fullmatch(reading_id) else f"reading-{reading_id}"
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    return next(own / each for each in names if not (own / each).exists())


def _is_same(one: Reading | None, other: Reading) -> bool:
    return one is not None and one.id == other.id and one.language.casefold() == other.language.casefold()
