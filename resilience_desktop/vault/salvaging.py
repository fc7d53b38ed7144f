"""Save what can still be read of a damaged vault into a new one; the damaged files are only read."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from resilience_desktop.errors import Damaged, NoVault, ResilienceError, WrongRecoveryCode
from resilience_desktop.files import PRIVATE_FOLDER, new_file
from resilience_desktop.workbook import Clock, Moment, now

from . import backups, connection, keyfile, layout, proof, rebuilding
from .connection import SALT_BYTES, Database, Row
from .keyfile import RootSecret
from .leaves import PAGE, Scratch
from .rebuilding import Saved

_JOURNAL = f"{layout.DATABASE}-journal"
_NOTHING = (
    "Nothing could be read from the damaged file. It was left as it is. Please restore a backup, or keep "
    "the file for someone who can look into it."
)
_GONE = "The vault's database (vault.db) is missing from its folder, so nothing can be saved from it."
_OTHER_CODE = "With that recovery code, nothing can be read in the damaged file. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Say what was saved, and where the damaged vault lies now."""

    saved: Saved
    moved_aside: Path | None


def salvage(folder: Path, secret: RootSecret, *, clock: Clock = now) -> Salvaged:
    """Put a vault with all that can be read in the place of the damaged one, which is moved aside whole.

    It opens with the same passphrase and recovery code. Raises Damaged or WrongRecoveryCode when nothing
    can be read, NoVault, OpenElsewhere, NotAllowed, DiskFull; then everything is as it was.
    """
    connection.refuse_if_open(folder / layout.DATABASE)
    own = [copy for copy in keyfile.read_copies(folder) if copy.fits(secret)]
    with layout.workplace(folder) as work:
        made = work / "made"
        made.mkdir(PRIVATE_FOLDER)
        damaged = _copied(folder, work)
        vault_id = own[0].vault_id if own else _first_bytes(damaged)
        last = backups.newest(backups.place_beside(folder), vault_id)
        generation = last.counts.generation if last and last.counts else 0
        saved = _rebuild(damaged, made / layout.DATABASE, secret, vault_id, clock(), generation)
        if not (saved.reflections or saved.others) and saved.answers_before != 0:
            raise Damaged(_NOTHING) if own else WrongRecoveryCode(_OTHER_CODE)
        if own:
            keyfile.write_copies(made, own[0].data)
        return Salvaged(saved, layout.take_place(made, folder))


def _rebuild(
    damaged: Path, made: Path, secret: RootSecret, vault_id: bytes, at: Moment, generation: int
) -> Saved:
    """Read a copy of the damaged database and fill a new one, which is then proved."""
    key = secret.data_key(vault_id)
    known_facts = _facts(damaged, key, vault_id)
    rows = list(Scratch(damaged.with_name("scratch.db"), damaged, key, vault_id).rows())
    with closing(connection.create(made, key, vault_id)) as database:
        saved = rebuilding.fill(database, vault_id, rows, at, generation)
        with database.transaction():
            for name, value in known_facts:
                database.rows("INSERT INTO facts (name, value) VALUES (?, ?)", (name, value))
    proof.prove(made, secret, vault_id)
    return saved


def _facts(damaged: Path, key: bytes, vault_id: bytes) -> list[Row]:
    """Return the private facts, as far as the damaged database can be opened and still knows them.

    A save that was cut off is taken back by opening it, as in a sound vault.
    """
    with suppress(ResilienceError), closing(Database(damaged, key, vault_id)) as database:
        return database.rows("SELECT name, value FROM facts")
    return []


def _copied(folder: Path, work: Path) -> Path:
    """Copy the database, and what a cut-off save left beside it; a page the disk cannot read is empty."""
    for name in (_JOURNAL, layout.DATABASE):
        source = folder / name
        if source.exists():
            _copy(source, work / name)
    if not (work / layout.DATABASE).exists():
        raise Damaged(_GONE) if layout.exists(folder) else NoVault
    return work / layout.DATABASE


def _copy(source: Path, target: Path) -> None:
    size = source.stat().st_size
    with source.open("rb", buffering=0) as file, new_file(target) as copy:
        for start in range(0, size, PAGE):
            try:
                file.seek(start)
                piece = file.read(PAGE)
            except OSError:
                piece = b""
            copy.write(piece.ljust(min(PAGE, size - start), b"\0"))


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SALT_BYTES)
