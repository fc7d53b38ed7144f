"""Make backups that are proved before they count, and know those that were made.

A backup is one file (container.py). It lies in a folder beside the vault, or in another place that the
person chose, under a number: ``resilience-000012.backup``. The number is higher than that of every
backup there before it; no clock has a say in what is newer. Several vaults may share a place.

The live vault is copied to a temporary file; that is opened to read only, checked and counted; it is
packed, synced and read back; only then it gets its name, and only then older ones may go, unless
a page of the live vault is damaged. A file that has its name was therefore proved when it was made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from resilience_desktop.errors import BackupDamaged, Damaged, ResilienceError
from resilience_desktop.files import PRIVATE_FOLDER, in_words, made_aside
from resilience_desktop.workbook import Moment

from . import container, keyfile, layout, proof, rotation, schema
from .connection import Database
from .container import Label
from .keyfile import RootSecret
from .schema import Counts

_NUMBERED = re.compile(r"resilience-(\d{6,20})\.backup")
_UNREACHABLE = 10**12
_DAY_MS = 24 * 60 * 60 * 1000

_SAVED_FROM_DAMAGE = (
    "The vault's file is damaged on the disk. Everything could still be read from memory, and a whole "
    "backup was made of it just now. Please restore that backup."
)
_NO_PLACE = "The folder for backups is not there. Please choose another one, or connect its disk."
_CHANGED = "The backup did not hold what the vault holds, so it was not kept. Please try again."


@dataclass(frozen=True, slots=True)
class Backup:
    """Say what is known of a backup without its key; one that cannot be read has no date and no counts."""

    path: Path
    sequence: int
    made: Moment | None = None
    counts: Counts | None = None
    vault_id: bytes = b""

    @property
    def proved(self) -> bool:
        """Tell whether it was proved when it was made and has kept its shape since."""
        return self.counts is not None


def place_beside(folder: Path) -> Path:
    """Return the folder that keeps a vault's own backups, whether it is there yet or not."""
    folder = folder.resolve()
    return folder.with_name(f"{folder.name} backups")


def every(place: Path, vault_id: bytes | None = None) -> tuple[Backup, ...]:
    """Return the backups in a folder, the newest first; of one vault when its id is given.

    Files that cannot be read as backups are listed too, unless an id is given. Raises NotAllowed.
    """
    try:
        paths = [path for path in place.iterdir() if path.name.endswith(container.SUFFIX)]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise in_words(error) from error
    found = [_known(path) for path in paths if not path.name.startswith(".")]
    wanted = (backup for backup in found if vault_id in (None, backup.vault_id))
    return tuple(sorted(wanted, key=lambda backup: (-backup.sequence, backup.path.name)))


def newest(place: Path, vault_id: bytes | None = None) -> Backup | None:
    """Return the newest proved backup in a folder, or None."""
    return next((backup for backup in every(place, vault_id) if backup.proved), None)


def is_due(last: Backup | None, counts: Counts, at: Moment) -> bool:
    """Tell whether a vault that holds this much now should be backed up.

    It should when something changed and the last backup is a day old. One made in the future shows
    that a clock was wrong, and is no reason to wait.
    """
    if last is None or last.made is None:
        return True
    return last.counts != counts and not 0 <= at.utc_ms - last.made.utc_ms < _DAY_MS


def keep(
    folder: Path, secret: RootSecret, database: Database, at: Moment, place: Path | None = None
) -> Backup:
    """Back up an open vault under the next number in a place, then remove what rotation lets go.

    The place is the vault's own folder for backups, or one that is there already. Raises DiskFull,
    NotAllowed, Damaged, and ResilienceError when the place is not there; then none was removed.
    """
    return _last(keep_in_steps(folder, secret, database, at, place))


def keep_in_steps(
    folder: Path, secret: RootSecret, database: Database, at: Moment, place: Path | None = None
) -> Iterator[Backup | None]:
    """Do what ``keep`` does, yielding None after each step and the backup at the end.

    Between two steps the vault may be changed: the backup holds what was there at the first.
    """
    own, place = place is None, place or place_beside(folder)

    def named() -> tuple[Path, int]:
        if own:
            place.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        elif not place.is_dir():
            raise ResilienceError(_NO_PLACE)
        _sweep(place, database.salt)
        number = _next_number(place)
        return place / f"resilience-{number:06}{container.SUFFIX}", number

    for made in _steps(folder, secret, database, at, named):
        if made is None:
            yield None
        else:
            _prune(place, database.salt)
            yield made


def write_to(
    path: Path, folder: Path, secret: RootSecret, database: Database, at: Moment, *, replace: bool = False
) -> Backup:
    """Back up an open vault into one file.

    Raises AlreadyThere when it is there and may not be replaced, DiskFull, NotAllowed, Damaged.
    """

    def named() -> tuple[Path, int]:
        return path, _next_number(place_beside(folder))

    return _last(_steps(folder, secret, database, at, named, replace=replace))


def _steps(
    folder: Path,
    secret: RootSecret,
    database: Database,
    at: Moment,
    named: Callable[[], tuple[Path, int]],
    *,
    replace: bool = False,
) -> Iterator[Backup | None]:
    """Copy the vault, prove the copy, write it under a name and number, look at the live vault's pages."""
    with layout.workplace(place_beside(folder)) as aside:
        copy = aside / layout.DATABASE
        counts = schema.count(database)
        proof.write(database, copy, secret, database.salt)
        yield None
        if proof.prove(copy, secret, database.salt) != counts:
            raise ResilienceError(_CHANGED)
        yield None
        path, number = named()
        try:
            with made_aside(path, replace=replace, mark=_mark(database.salt)) as written:
                container.write(written, Label(number, at, counts), _keys(folder, secret, database), copy)
        except BackupDamaged as error:
            raise ResilienceError(_CHANGED) from error
    yield None
    _check_live(database)
    yield _known(path)


def _last(steps: Iterator[Backup | None]) -> Backup:
    return next(made for made in steps if made)


def _keys(folder: Path, secret: RootSecret, database: Database) -> bytes:
    found = keyfile.newest_own(folder, secret, database.salt)
    return found.data if found else b""


def _check_live(database: Database) -> None:
    """Raise Damaged when a page on the disk is, though a sound copy was made from what is in memory."""
    try:
        schema.check_pages(database)
    except Damaged as error:
        raise Damaged(_SAVED_FROM_DAMAGE) from error


def _known(path: Path) -> Backup:
    try:
        contents = container.read(path)
    except ResilienceError:
        return Backup(path, _number_in(path))
    label = contents.label
    return Backup(path, label.sequence, label.made, label.counts, contents.vault_id)


def _next_number(place: Path) -> int:
    """Return a number above all that are there; one that no counting reaches is somebody's odd file."""
    numbers = (number for backup in every(place) for number in (backup.sequence, _number_in(backup.path)))
    return 1 + max((number for number in numbers if number < _UNREACHABLE), default=0)


def _number_in(path: Path) -> int:
    named = _NUMBERED.fullmatch(path.name)
    return int(named[1]) if named else 0


def _prune(place: Path, vault_id: bytes) -> None:
    own = [backup for backup in every(place, vault_id) if _NUMBERED.fullmatch(backup.path.name)]
    staying = rotation.kept({backup.sequence: backup.made for backup in own if backup.made})
    for backup in own:
        if backup.sequence not in staying:
            with suppress(OSError):  # one too many does no harm
                backup.path.unlink()


def _sweep(place: Path, vault_id: bytes) -> None:
    """Remove what a killed program left; no other program can have this vault open now."""
    for path in place.glob(f".{_mark(vault_id)}*.part"):
        with suppress(OSError):
            path.unlink()


def _mark(vault_id: bytes) -> str:
    return f"resilience-{vault_id[:4].hex()}-"
