"""Know the files of a vault's folder, and make a new one whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resilience_desktop.errors import Damaged, NoVault, ResilienceError, VaultExists
from resilience_desktop.files import PRIVATE_FOLDER, in_words, sync_folder

from . import keyfile
from .connection import PLAIN_MAGIC, SALT_BYTES, first_bytes

DATABASE = "vault.db"

_LOST = "The vault's database (vault.db) is missing from its folder. Your passphrase is not the problem."
_EMPTY = "The vault's file is empty or cut short. Your passphrase is not the problem. Nothing was changed."
_PLAIN = "The file vault.db in this folder is not encrypted, so it is no vault. Nothing was changed."
_OCCUPIED = "This folder holds other files already. Please choose a new or an empty folder."


def vault_id(folder: Path) -> bytes:
    """Return the first 16 bytes of the database, which name the vault and salt its key.

    Raises NoVault, NotAllowed, or Damaged when they cannot be those of a vault.
    """
    try:
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
    """Tell whether any file of a vault lies in this folder, sound or not."""
    return any((folder / name).exists() for name in (DATABASE, *keyfile.NAMES))


@contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """Yield a private folder beside ``folder`` that takes its place when the block succeeds.

    On an error, or when the program is killed, ``folder`` stays as it was; what a killed program
    left beside it is removed at the next call. Raises VaultExists, NotAllowed, DiskFull, and
    ResilienceError when the folder holds other files.
    """
    folder = folder.resolve()
    try:
        _check_free(folder)
        folder.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        _sweep(folder)
        aside = _beside(folder)
        aside.mkdir(PRIVATE_FOLDER)
        try:
            yield aside
            with suppress(FileNotFoundError):
                folder.rmdir()
            aside.rename(folder)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        sync_folder(folder.parent)
    except OSError as error:
        raise in_words(error) from error


def _check_free(folder: Path) -> None:
    if exists(folder):
        raise VaultExists
    if folder.exists() and any(folder.iterdir()):
        raise ResilienceError(_OCCUPIED)


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.{secrets.token_hex(8)}.part")


def _sweep(folder: Path) -> None:
    """Remove what a killed creation left; each is renamed first, so that a living one fails whole."""
    for entry in list(folder.parent.iterdir()):
        if entry.name.startswith(f".{folder.name}.") and entry.name.endswith(".part"):
            doomed = _beside(folder)
            with suppress(FileNotFoundError):
                entry.rename(doomed)
                shutil.rmtree(doomed)
