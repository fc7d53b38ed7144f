"""Know the files of a vault's folder, and make a new one whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from resilience_desktop.errors import Damaged, NoVault, ResilienceError, VaultExists
from resilience_desktop.files import PRIVATE_FOLDER, in_words, sync_folder

DATABASE = "vault.db"
KEY_FILES = ("vault.keys", "vault.keys.2")
_UNFINISHED = ".part"
_READY = ".ready"

_LOST = "The vault's database (vault.db) is missing from its folder. Your passphrase is not the problem."
_EMPTY = "The vault's file is empty or cut short. Your passphrase is not the problem. Nothing was changed."
_PLAIN = "The file vault.db in this folder is not encrypted, so it is no vault. Nothing was changed."
_OCCUPIED = "This folder holds other files already. Please choose a new or an empty folder."


def vault_id(folder: Path) -> bytes:
    """Return the first 16 bytes of the database, which name the vault and salt its key.

    Raises NoVault, NotAllowed, or Damaged when they cannot be those of a vault.
    """
    from .connection import PLAIN_MAGIC, SALT_BYTES, first_bytes  # not for those who ask ``exists`` alone

    try:
        _finish_taking_place(folder)
        head = first_bytes(folder / DATABASE)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Damaged(_LOST) if exists(folder) else NoVault from error
    except OSError as error:
        raise in_words(error) from error
    if len(head) < SALT_BYTES:
        raise Damaged(_EMPTY)
    if head == PLAIN_MAGIC:
        raise Damaged(_PLAIN)
    return head


def exists(folder: Path) -> bool:
    """Tell whether any file of a vault lies in this folder, sound or not.

    Where the folder may not be looked into there may be one: opening it says in words what is wrong.
    """
    try:
        _finish_taking_place(folder)
        return any((folder / name).exists() for name in (DATABASE, *KEY_FILES))
    except OSError:
        return True


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """Yield a private folder beside ``folder``, which is gone when the block ends.

    What a killed program left there is removed first; so one such block may not hold another for
    the same folder. Raises NotAllowed, DiskFull.
    """
    folder = folder.resolve()
    try:
        folder.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        _sweep(folder)
        aside = _beside(folder, _UNFINISHED)
        aside.mkdir(PRIVATE_FOLDER)
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise in_words(error) from error


@contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """Yield a private folder beside ``folder`` that takes its place when the block succeeds.

    On an error, or when the program is killed, ``folder`` stays as it was; what a killed program
    left beside it is removed at the next call. Raises VaultExists, NotAllowed, DiskFull, and
    ResilienceError when the folder holds other files.
    """
    try:
        if exists(folder):
            raise VaultExists
        check_no_strangers(folder)
    except OSError as error:
        raise in_words(error) from error
    with workplace(folder) as aside:
        yield aside
        take_place(aside, folder)


def check_no_strangers(folder: Path) -> None:
    """Raise ResilienceError when a folder that holds no vault holds other files. Raises OSError."""
    if not exists(folder) and folder.exists() and any(folder.iterdir()):
        raise ResilienceError(_OCCUPIED)


def take_place(made: Path, folder: Path) -> Path | None:
    """Put a folder that is whole in the place of ``folder``; return where that went, None if it was empty.

    Nothing is overwritten or removed. A program killed between the two steps leaves a folder that
    the next look for a vault puts in its place. Raises OSError; then ``folder`` is as it was.
    """
    folder = folder.resolve()
    with suppress(OSError):
        folder.rmdir()  # succeeds only if it is empty
    if not folder.exists():
        made.rename(folder)
        sync_folder(folder.parent)
        return None
    sync_folder(made)
    ready = made.rename(_beside(folder, _READY))
    try:
        moved = folder.rename(free_name(folder))
        try:
            ready.rename(folder)
        except BaseException:
            moved.rename(folder)
            raise
    except BaseException:
        shutil.rmtree(ready, ignore_errors=True)
        raise
    sync_folder(folder.parent)
    return moved


def _finish_taking_place(folder: Path) -> None:
    """Do the last step of ``take_place`` where a program was killed just before it."""
    if folder.exists():
        return
    with suppress(OSError):
        for ready in _left_beside(folder.resolve(), _READY):
            ready.rename(folder.resolve())


def free_name(folder: Path) -> Path:
    """Return a name beside a folder that nothing has, for the folder when it is moved aside."""
    names = (folder.with_name(f"{folder.name} (moved aside {number})") for number in count(1))
    return next(name for name in names if not name.exists())


def _beside(folder: Path, ending: str) -> Path:
    return folder.with_name(f".{folder.name}.{os.urandom(8).hex()}{ending}")


def _left_beside(folder: Path, ending: str) -> list[Path]:
    """Return what ``_beside`` named for this very folder; "a.b" beside "a" has other names."""
    named = re.compile(rf"\.{re.escape(folder.name)}\.[0-9a-f]+{re.escape(ending)}")
    return [entry for entry in folder.parent.iterdir() if named.fullmatch(entry.name)]


def _sweep(folder: Path) -> None:
    """Remove what a killed program left; each is renamed first, so that a living one fails whole."""
    _finish_taking_place(folder)
    for entry in _left_beside(folder, _UNFINISHED) + _left_beside(folder, _READY):
        doomed = _beside(folder, _UNFINISHED)
        with suppress(FileNotFoundError):
            entry.rename(doomed)
            shutil.rmtree(doomed)
