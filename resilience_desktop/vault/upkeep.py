"""Keep a vault's backups up to date: in its own place, and in a second one that the person chose.

The second place is a private fact of the vault, so that its path stands nowhere outside.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from resilience_desktop.errors import ResilienceError
from resilience_desktop.files import is_folder
from resilience_desktop.workbook import Clock

from . import backups, facts, schema
from .backups import Backup
from .connection import Database
from .keyfile import RootSecret

SECOND_PLACE = "second-place"
"""The fact that holds the folder for further backups, empty where there is none."""

_NOTHING_IS_KEPT = """SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM reflections)
    AND NOT EXISTS (SELECT 1 FROM letters)
    AND NOT EXISTS (SELECT 1 FROM sittings) AND NOT EXISTS (SELECT 1 FROM own_words)"""
"""Finds nothing as soon as a person has made something; what the program notes by itself does not count."""

NOT_CONNECTED = "The second place for backups is not connected, so the backup lies on this laptop alone."
_OWN_PLACE = "Backups are kept in that folder already. Please choose another one, best on another disk."
_IN_VAULT = "That folder is the vault itself. Please choose another one, best on another disk."
_NO_FOLDER = "There is no such folder. Please choose one that is there."


@dataclass(frozen=True, slots=True)
class BackupState:
    """Say which backups there are: in the vault's own place and, where one was chosen, in the second.

    ``second_newest`` is None when the second place is not there or has none of this vault.
    """

    place: Path
    every: tuple[Backup, ...]
    second: Path | None
    second_is_there: bool
    second_newest: Backup | None


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Look after the backups of one open vault."""

    folder: Path
    secret: RootSecret
    database: Database
    clock: Clock

    @property
    def second_place(self) -> Path | None:
        """Return the second folder for backups, connected or not, or None."""
        written = facts.fact(self.database, SECOND_PLACE)
        return Path(written) if written else None

    @property
    def others(self) -> tuple[Path, ...]:
        """Return the places beside the vault's own, connected or not."""
        second = self.second_place
        return (second,) if second else ()

    def choose_second(self, place: Path | None) -> None:
        """Keep backups in this folder too, with None no more. Raises ResilienceError where it will not do."""
        if place is not None:
            self._check(place)
        with schema.changing(self.database):
            facts.set_fact(self.database, SECOND_PLACE, str(place or ""))

    def is_due(self) -> bool:
        """Tell whether a backup should be made by itself; of an empty vault none is."""
        return bool(self._due_places())

    def steps(self, *, anyway: bool = False) -> Iterator[str]:
        """Make the backups that are due, or ``anyway`` all, in steps between which the vault may be changed.

        Yields a sentence when there is something to say, else an empty text. A second place that is not
        connected is passed over. Raises Damaged, DiskFull, NotAllowed.
        """
        second = self.second_place
        places = self._places() if anyway else self._due_places()
        for place in places:
            for _ in backups.keep_in_steps(self.folder, self.secret, self.database, self.clock(), place):
                yield ""
        if anyway and second and not is_folder(second):
            yield NOT_CONNECTED

    def state(self) -> BackupState:
        """Return which backups there are now."""
        second, vault_id = self.second_place, self.database.salt
        there = second is not None and is_folder(second)
        return BackupState(
            backups.place_beside(self.folder),
            backups.every(backups.place_beside(self.folder), vault_id),
            second,
            there,
            backups.newest(second, vault_id) if second and there else None,
        )

    def _places(self) -> tuple[Path | None, ...]:
        second = self.second_place
        return (None, second) if second and is_folder(second) else (None,)

    def _due_places(self) -> tuple[Path | None, ...]:
        if self.database.rows(_NOTHING_IS_KEPT):
            return ()
        counts = schema.count(self.database)
        at, vault_id = self.clock(), self.database.salt
        own = backups.place_beside(self.folder)
        return tuple(
            place
            for place in self._places()
            if backups.is_due(backups.newest(place or own, vault_id), counts, at)
        )

    def _check(self, place: Path) -> None:
        real, vault = Path(os.path.realpath(place)), Path(os.path.realpath(self.folder))
        if not is_folder(real):
            raise ResilienceError(_NO_FOLDER)
        if real == backups.place_beside(vault):
            raise ResilienceError(_OWN_PLACE)
        if real == vault or vault in real.parents:
            raise ResilienceError(_IN_VAULT)
