"""The commands: what a vault is, whether it is whole, all of it as one file, whether a pack is sound."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from .. import paths, settings
from ..errors import KeyFileDamaged, NewerVersion, ResilienceError
from ..readings import travelling
from ..vault import RootSecret, Vault, keyfile, layout, secret_from_code, unlock_secret
from . import terminal

_NO_FILE = "There is no file of this name. Please look at how it is written."
_ITS_OWN = "That file would lie in the vault itself, so it was not made. Please choose another folder."


def info(request: argparse.Namespace) -> int:
    """Show what anyone may know who sees the folder; nothing is decrypted, nothing is changed.

    Raises NoVault, and Damaged or NewerVersion when the vault cannot be opened as it is.
    """
    folder = vault_folder(request)
    layout.vault_id(folder)
    terminal.show(
        (
            f"Folder:    {folder}",
            f"Database:  {layout.DATABASE}, {(folder / layout.DATABASE).stat().st_size:,} bytes, encrypted",
            *(f"Key file:  {name}, {_state(folder / name)}" for name in keyfile.NAMES),
        )
    )
    if not keyfile.read_copies(folder):
        raise KeyFileDamaged
    return 0


def verify(request: argparse.Namespace) -> int:
    """Open the vault and check every page of it. Raises Damaged, and all that opening raises."""
    with closing(open_vault(request)) as vault:
        counts = vault.verify()
    terminal.show((f"The vault is whole. Reflections: {counts.reflections}. Answers: {counts.answers}.",))
    return 0


def check_readings(request: argparse.Namespace) -> int:
    """Show each problem of the packs, also of those in a container; return 1 when one cannot be used."""
    problems = [problem for file in request.files for problem in travelling.check(file)]
    terminal.show(map(str, problems))
    if not problems:
        terminal.say("No problems were found.")
    return int(any(problem.is_error for problem in problems))


def open_vault(request: argparse.Namespace) -> Vault:
    """Ask for the passphrase and open the vault. Raises what Vault.open and terminal.passphrase raise."""
    folder = vault_folder(request)
    layout.vault_id(folder)  # no passphrase is asked for where there is nothing to open
    return Vault.open(folder, ask_secret(request, partial(unlock_secret, folder)))


def ask_secret(request: argparse.Namespace, unlock: Callable[[str], RootSecret]) -> RootSecret:
    """Ask for the passphrase, which ``unlock`` turns into the secret, or for the recovery code instead.

    Raises WrongRecoveryCode, and what ``unlock`` and terminal.passphrase raise.
    """
    if request.recovery_code:
        return secret_from_code(terminal.passphrase(request.passphrase_fd, "Recovery code: "))
    return unlock(terminal.passphrase(request.passphrase_fd))


def vault_folder(request: argparse.Namespace) -> Path:
    """Return the folder asked for, else the one used last, else the first vault's."""
    if request.vault is not None:
        return Path(request.vault).absolute()
    places = paths.find(request.data_dir)
    return settings.load(places.settings).last_vault or places.default_vault


def refuse_to_replace(request: argparse.Namespace) -> None:
    """Raise ResilienceError when the file to be written would lie among those that make up the vault."""
    if request.out.resolve().parent == vault_folder(request).resolve():
        raise ResilienceError(_ITS_OWN)


def file_bytes(path: Path, most: int) -> bytes:
    """Return a file's bytes, ``most`` of them at the most.

    Raises ResilienceError when it is not there, OSError.
    """
    if not path.is_file():  # opening a pipe would wait for its other end
        raise ResilienceError(_NO_FILE)
    with path.open("rb") as file:
        return file.read(most)


def _state(copy: Path) -> str:
    try:
        found = keyfile.parse(copy.read_bytes()[: keyfile.LARGEST + 1])
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"
    except KeyFileDamaged:
        return "damaged"
    except NewerVersion:
        return "of a newer version"
    return f"sound; format 1, Argon2id with {found.cost.mem_bytes // 2**20} MiB and {found.cost.ops} passes"
