"""Keep a file that is on its way to becoming a reading; everything here runs on the worker's thread."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count

from resilience_desktop import readings
from resilience_desktop.errors import PackError, ResilienceError
from resilience_desktop.importing import wire
from resilience_desktop.readings import writing
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import Outline, Reading

from .library import Library

FACT = "reading in hand"
"""The fact that holds a reading that is not added yet: in the vault, since it may hold what was pasted."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what was understood of a file so far; ``edited`` tells that a person changed it."""

    name: str
    outline: Outline
    edited: bool = False


def keep(draft: Draft | None, vault: Vault) -> None:
    """Keep a draft in the place of an earlier one, or none."""
    if draft is None:
        vault.set_fact(FACT, "")
        return
    head = json.dumps({"name": draft.name, "edited": draft.edited})
    vault.set_fact(FACT, f"{head}\n{wire.outline(draft.outline).decode('ascii')}")


def kept(vault: Vault) -> Draft | None:
    """Return the draft that was kept, or None; one of a later version of the program counts as none."""
    head, _, line = (vault.fact(FACT) or "").partition("\n")
    try:
        said, outline = json.loads(head), wire.read_kept(line.encode("ascii"))
        return Draft(str(said["name"]), outline, bool(said["edited"]))
    except (ValueError, LookupError, TypeError):
        return None


def read_back(draft: Draft, reading_id: str) -> Reading:
    """Return the reading that a draft comes to; raises ReadingEmpty, ReadingTooLong, PackError."""
    text = writing.pack_text(draft.outline, id=reading_id, name=draft.name)
    reading, problems = readings.parse(text)
    if reading is None:
        raise PackError(f"This cannot become a reading as it is: {problems[0].message}")
    return reading


def add(library: Library, draft: Draft, vault: Vault) -> str:
    """Lay the reading on the shelf and keep no draft any more; return its id.

    Raises as ``read_back`` does, and DiskFull, NotAllowed.
    """
    reading = read_back(draft, "reading")
    keep(draft, vault)  # a lock may follow at once, and then nobody is left to hold what could not be added
    known = {found.id for shelf in library() if (found := shelf.reading or shelf.outdone)}
    known.update(edition.reading_id for edition in vault.editions())  # answers hang on an id for good
    wanted = writing.suggest_id(reading.title)
    names = chain((wanted,), (f"{wanted}-{number}" for number in count(2)))
    name = next(each for each in names if each not in known)
    library.take(library.arrivals((read_back(draft, name),)))
    with suppress(ResilienceError):  # it is added; a draft that stays behind can be let go of
        keep(None, vault)
    return name
