"""Change what opens a vault: its passphrase, or the root secret itself; and the backups along with it.

A new passphrase is a new slot in the key file, which is small: the vault's two copies are rewritten, then
the key file within each backup. Each file is replaced in one step, so it opens with the old passphrase or
with the new one at any moment; and since the vault's own copies come first, whoever opens the
vault next can finish: the backups whose slot has a lower sequence number are the ones that are left.

A new root secret means a new vault id, a new data key and a database written anew. The step that
counts is the one that gives the new database its name: the key file for it lies in the second
copy's place by then, the one for the former database in the first's, and a copy counts only beside the
database that it names. The former secret stays in the new vault as a private fact until each
backup was sealed anew or removed, as the person chose; so this, too, the next one can finish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from resilience_desktop.errors import BackupDamaged, KeyFileDamaged, NoBackup, ResilienceError
from resilience_desktop.files import is_folder, made_aside, sync_folder, write_atomically
from resilience_desktop.workbook import Moment

from . import backups, connection, container, facts, keyfile, layout, proof, schema
from .connection import Database
from .keyfile import Cost, RootSecret

_FORMER = "former-secret"
_CHOICE = "former-backups"
_PENDING = "keys-pending"
_YES = "yes"
_RESEAL, _REMOVE = "re-seal", "remove"
_CHANGED = "The new file did not hold what the vault holds, so the vault was left as it is. Please try again."


def change_passphrase(
    folder: Path, secret: RootSecret, database: Database, passphrase: str, cost: Cost, others: Iterable[Path]
) -> tuple[Path, ...]:
    """Let this passphrase alone open the vault, its backups, and those in other places.

    Returns the files that still open with the former passphrase, and places that are not there. Raises
    DiskFull, NotAllowed; then the former passphrase opens everything.
    """
    others, vault_id = tuple(others), database.salt
    with database.transaction():
        facts.set_fact(database, _PENDING, _YES)
    sequence = 1 + max(_sequences(folder, secret, vault_id, others), default=0)
    keys = secret.seal(vault_id, passphrase, cost, sequence)
    first, second = (folder / name for name in keyfile.NAMES)
    write_atomically(first, keys)
    left = _each([second], lambda path: write_atomically(path, keys))
    left += pass_on_keys(folder, secret, vault_id, others)
    _settled(database, left)
    return left


def is_weak(folder: Path, secret: RootSecret, vault_id: bytes) -> bool:
    """Tell whether a guess at the passphrase costs less than in a vault that is made today."""
    keys = keyfile.newest_own(folder, secret, vault_id)
    floor = keyfile.MODERATE
    return keys is not None and (keys.cost.ops < floor.ops or keys.cost.mem_bytes < floor.mem_bytes)


def is_pending(database: Database) -> bool:
    """Tell whether a change of passphrase or secret may have left a backup as it was."""
    return any(facts.fact(database, name) for name in (_PENDING, _FORMER))


def pass_on_keys(
    folder: Path, secret: RootSecret, vault_id: bytes, others: Iterable[Path]
) -> tuple[Path, ...]:
    """Give the vault's key file to each backup that has an older one; return those where it failed."""
    keys = keyfile.newest_own(folder, secret, vault_id)

    def rewrite(path: Path) -> None:
        contents = container.read(path)
        if contents.vault_id == vault_id and keys and _sequence(contents.keys, secret) < keys.sequence:
            with made_aside(path) as aside:
                container.write_with_keys(aside, path, keys.data)

    return _in_each(folder, others, rewrite)


def write_anew(
    folder: Path,
    former: RootSecret,
    database: Database,
    secret: RootSecret,
    keys_for: Callable[[bytes], bytes],
    keep_backups: bool,
) -> None:
    """Put a database under another secret and id in the place of this one, which is closed.

    ``keys_for`` makes the key file for the new id. Raises DiskFull, NotAllowed, Damaged; then the
    former database is in its place, open or closed.
    """
    vault_id = keyfile.new_vault_id()
    keys = keys_for(vault_id)
    spare, other = _spare_copy_first(folder)
    with layout.workplace(folder) as aside:
        fresh = aside / layout.DATABASE
        with closing(connection.create(fresh, secret.data_key(vault_id), vault_id)) as target:
            database.copy_into(target)
            schema.set_vault_id(target, vault_id)
            _remember(target, f"{database.salt.hex()} {former.code()}", keep_backups)
        if proof.prove(fresh, secret, vault_id) != schema.count(database):
            raise ResilienceError(_CHANGED)
        write_atomically(spare, keys)
        database.close()
        fresh.replace(folder / layout.DATABASE)
    with suppress(OSError, ResilienceError):  # it is done; opening the vault mends what fails here
        sync_folder(folder)
        write_atomically(other, keys)


def finish(
    folder: Path, secret: RootSecret, database: Database, at: Moment, others: Iterable[Path]
) -> tuple[Path, ...]:
    """Do to the backups what an earlier change of passphrase or secret left to do; return what is left.

    Those are files that open with the former passphrase or secret, and places that are not there.
    """
    others = tuple(others)
    former = facts.fact(database, _FORMER)
    left: tuple[Path, ...] = ()
    if former:
        left = _leave_former(folder, secret, database, at, others)
        if not left:
            with suppress(ResilienceError):  # what cannot be written down is looked at once more
                _remember(database, "", keep_backups=True)
    left = tuple(dict.fromkeys(left + pass_on_keys(folder, secret, database.salt, others)))
    _settled(database, left)
    return left


def _leave_former(
    folder: Path, secret: RootSecret, database: Database, at: Moment, others: tuple[Path, ...]
) -> tuple[Path, ...]:
    written_id, code = (facts.fact(database, _FORMER) or "").split()
    former_id, former = bytes.fromhex(written_id), keyfile.from_code(code)
    reseals = facts.fact(database, _CHOICE) == _RESEAL

    def leave(path: Path) -> None:
        if container.read(path).vault_id != former_id:
            return
        if reseals:
            _reseal(path, folder, former, secret, database.salt)
            return
        if backups.newest(backups.place_beside(folder), database.salt) is None:
            backups.keep(folder, secret, database, at)
        path.unlink()

    return _in_each(folder, others, leave)


def _reseal(path: Path, folder: Path, former: RootSecret, secret: RootSecret, vault_id: bytes) -> None:
    """Replace a backup by one that holds the same under another secret and id. Raises Damaged, DiskFull."""
    with layout.workplace(folder) as aside:
        contents = container.extract(path, aside / "former.db")
        key = former.data_key(contents.vault_id)
        with closing(Database(aside / "former.db", key, contents.vault_id, read_only=True)) as database:
            counts = proof.copy(database, aside / layout.DATABASE, secret, vault_id)
        if counts != contents.label.counts:
            raise BackupDamaged
        keys = keyfile.newest_own(folder, secret, vault_id)
        with made_aside(path) as written:
            container.write(written, contents.label, keys.data if keys else b"", aside / layout.DATABASE)


def _remember(database: Database, former: str, keep_backups: bool) -> None:
    with database.transaction():
        facts.set_fact(database, _FORMER, former)
        facts.set_fact(database, _CHOICE, _RESEAL if keep_backups else _REMOVE)


def _settled(database: Database, left: tuple[Path, ...]) -> None:
    """Remember that nothing is left to do, if so; where that cannot be written, it is looked at once more."""
    if not left and facts.fact(database, _PENDING):
        with suppress(ResilienceError), database.transaction():
            facts.set_fact(database, _PENDING, "")


def _spare_copy_first(folder: Path) -> tuple[Path, Path]:
    """Return the copy of the key file that may be overwritten first, because the other one is sound."""
    first, second = (folder / name for name in keyfile.NAMES)
    return (second, first) if keyfile.is_sound(first) else (first, second)


def _sequences(folder: Path, secret: RootSecret, vault_id: bytes, others: tuple[Path, ...]) -> Iterator[int]:
    """Yield the sequence number of each key file that this secret wrote for this vault."""
    keys = keyfile.newest_own(folder, secret, vault_id)
    yield keys.sequence if keys else 0
    for place in (backups.place_beside(folder), *others):
        with suppress(ResilienceError):  # a place that cannot be read is told as left in the end
            for backup in backups.every(place, vault_id):
                with suppress(ResilienceError):
                    yield _sequence(container.read(backup.path).keys, secret)


def _sequence(keys: bytes, secret: RootSecret) -> int:
    """Return a key file's sequence number, 0 where its owner did not write it. Raises NewerVersion."""
    try:
        copy = keyfile.parse(keys)
    except KeyFileDamaged:
        return 0
    return copy.sequence if copy.fits(secret) else 0


def _in_each(folder: Path, others: Iterable[Path], act: Callable[[Path], None]) -> tuple[Path, ...]:
    """Do something to each backup; return those where it failed, and the other places that are not there."""
    left: list[Path] = []
    for place in (backups.place_beside(folder), *others):
        try:
            left += _each([backup.path for backup in backups.every(place)], act)
        except ResilienceError:
            left.append(place)
    return (*left, *(place for place in others if place not in left and not is_folder(place)))


def _each(paths: Iterable[Path], act: Callable[[Path], None]) -> tuple[Path, ...]:
    left = []
    for path in paths:
        try:
            act(path)
        except NoBackup:
            continue  # a stranger's file with the same ending
        except (ResilienceError, OSError):
            left.append(path)
    return tuple(left)
