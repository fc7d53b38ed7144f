"""Find the secret that a passphrase or a recovery code stands for, and say why one does not fit."""

from __future__ import annotations

from pathlib import Path

from resilience_desktop.errors import Damaged, KeyFileDamaged, ResilienceError, WrongRecoveryCode

from . import keyfile, layout
from .keyfile import RootSecret

_STRANGERS = (
    "The key file and the database in this folder do not belong together, or the beginning of the "
    "database is damaged. Your passphrase is not the problem. Nothing was changed."
)
_UNSURE = (
    "That recovery code does not open this vault. Either it belongs to another vault, or the "
    "beginning of this vault's file is damaged; without its key file the two look alike. Nothing was changed."
)
_KEYS_LOST = (
    "The vault's key file is missing or damaged, in both of its copies. Your passphrase is not the "
    "problem: your recovery code still opens the vault."
)


def unlock_secret(folder: Path, passphrase: str) -> RootSecret:
    """Return the secret that the passphrase opens; takes 0.5 to 1 s by intent.

    Raises WrongPassphrase, KeyFileDamaged, Damaged, NewerVersion, NoVault, NotAllowed.
    """
    vault_id = layout.vault_id(folder)
    copies = keyfile.read_copies(folder)
    if not copies:
        raise KeyFileDamaged(_KEYS_LOST)
    own = tuple(copy for copy in copies if copy.vault_id == vault_id)
    if not own:
        raise Damaged(_STRANGERS)
    return keyfile.unlock(own, passphrase)


def unlock_keys(folder: Path, passphrase: str) -> RootSecret:
    """Return the secret from the key file alone, whatever the state of the database beside it.

    Raises WrongPassphrase, KeyFileDamaged, NewerVersion.
    """
    copies = keyfile.read_copies(folder)
    if not copies:
        raise KeyFileDamaged(_KEYS_LOST)
    return keyfile.unlock(copies, passphrase)


def secret_from_code(code: str) -> RootSecret:
    """Return the secret that a recovery code stands for. Raises WrongRecoveryCode."""
    return keyfile.from_code(code)


def why_refused(folder: Path, secret: RootSecret, vault_id: bytes) -> ResilienceError:
    """Tell a wrong secret from a damaged first page, as far as the key file lets it be told."""
    copies = keyfile.read_copies(folder)
    if any(copy.vault_id == vault_id and copy.fits(secret) for copy in copies):
        return Damaged()
    if not copies:
        return WrongRecoveryCode(_UNSURE)
    if all(copy.vault_id != vault_id for copy in copies):
        return Damaged(_STRANGERS)
    return WrongRecoveryCode()
