"""Look into a backup without changing anything, and put it in the place of a vault that is moved aside."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from resilience_desktop.errors import BackupDamaged, Damaged, KeyFileDamaged, WrongRecoveryCode
from resilience_desktop.workbook import Moment, Reflection, ReflectionSummary

from . import connection, container, keyfile, layout, proof, reflections, schema
from .connection import Database
from .container import Contents
from .keyfile import RootSecret
from .schema import Counts

_NO_KEYS = (
    "This backup was made when the vault's key file was missing or damaged. Your passphrase is not the "
    "problem: your recovery code opens it."
)
_OTHER_CODE = (
    "That recovery code does not open this backup; it belongs to another vault. Nothing was changed."
)


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what a proved backup has in it: when it was made, how much, and each reflection, newest first."""

    made: Moment
    counts: Counts
    summaries: tuple[ReflectionSummary, ...]
    reflections: tuple[Reflection, ...] = field(repr=False)


def unlock_backup(path: Path, passphrase: str) -> RootSecret:
    """Return the secret that the passphrase opens; takes 0.5 to 1 s by intent.

    Raises WrongPassphrase, KeyFileDamaged, BackupDamaged, NoBackup, NewerVersion, NotAllowed.
    """
    contents = container.check(path)
    if not contents.keys:
        raise KeyFileDamaged(_NO_KEYS)
    copy = keyfile.parse(contents.keys)
    if copy.vault_id != contents.vault_id:
        raise BackupDamaged
    return keyfile.unlock((copy,), passphrase)


def verify_backup(path: Path, secret: RootSecret, folder: Path) -> Contents:
    """Prove a backup once more, in a private place beside ``folder``, and return what stands on it.

    Raises BackupDamaged, WrongRecoveryCode when the secret does not fit, NoBackup, NewerVersion,
    NotAllowed, DiskFull.
    """
    with layout.workplace(folder) as aside:
        return _extract(path, aside / layout.DATABASE, secret)


def look_into(path: Path, secret: RootSecret, folder: Path) -> Look:
    """Prove a backup and tell what is in it; neither the backup nor the vault in ``folder`` is touched.

    Raises as ``verify_backup`` does.
    """
    with layout.workplace(folder) as aside:
        copy = aside / layout.DATABASE
        contents = _extract(path, copy, secret)
        vault_id = contents.vault_id
        with closing(Database(copy, secret.data_key(vault_id), vault_id)) as database:
            schema.admit(database, vault_id, before_migration=lambda: None)  # this copy may change
            summaries = reflections.summaries(database)
            whole = tuple(reflections.find(database, summary.id) for summary in summaries)
            return Look(contents.label.made, contents.label.counts, summaries, whole)


def restore(path: Path, folder: Path, secret: RootSecret) -> Path | None:
    """Put the vault that a backup holds in the place of the one in ``folder``, which is moved aside whole.

    It opens with what opens the backup. No backup is removed. Returns where the former vault lies
    now, None where there was none. Raises OpenElsewhere while that is open, ResilienceError when the
    folder holds other files, and as ``verify_backup`` does; then everything is as it was.
    """
    with layout.workplace(folder) as aside:
        layout.check_no_strangers(folder)
        connection.refuse_if_open(folder / layout.DATABASE)
        contents = _extract(path, aside / layout.DATABASE, secret)
        if contents.keys:
            keyfile.write_copies(aside, contents.keys)
        return layout.take_place(aside, folder)


def _extract(path: Path, database: Path, secret: RootSecret) -> Contents:
    """Write the database of a backup to a new file and prove it."""
    contents = container.extract(path, database)
    try:
        counts = proof.prove(database, secret, contents.vault_id)
    except connection.KeyRefused as error:
        raise _why_refused(contents, secret) from error
    except Damaged as error:
        raise BackupDamaged from error
    if counts != contents.label.counts:
        raise BackupDamaged
    return contents


def _why_refused(contents: Contents, secret: RootSecret) -> BackupDamaged | WrongRecoveryCode:
    """Tell a damaged first page, packed as it was, from a secret that is not this vault's."""
    fits = contents.keys and keyfile.parse(contents.keys).fits(secret)
    return BackupDamaged() if fits else WrongRecoveryCode(_OTHER_CODE)
