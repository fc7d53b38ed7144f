"""Change what opens the vault; each function is the work of one item on the worker's thread."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_desktop.errors import ResilienceError

from . import rehearsal

if TYPE_CHECKING:
    from resilience_desktop.vault import RootSecret, Vault
    from resilience_desktop.workbook import Moment


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what a person typed to show that the vault is theirs."""

    text: str = field(repr=False)
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class NewKeys:
    """Hold what is to open the vault from now on, and what becomes of its backups.

    ``secret`` has been shown as a code, ``proved`` tells whether it was typed back.
    """

    passphrase: str = field(repr=False)
    secret: RootSecret
    proved: bool
    keep_backups: bool


def check(vault: Vault, known: Known) -> None:
    """Raise WrongPassphrase or WrongRecoveryCode unless this opens the vault."""
    if known.is_code:
        vault.check_code(known.text)
    else:
        vault.check_passphrase(known.text)


def change_passphrase(vault: Vault, known: Known | None, passphrase: str) -> tuple[Path, ...]:
    """Let a new passphrase open the vault and its backups; return what still opens with the former one.

    Without ``known``, the vault was opened with its recovery code just now. Raises WrongPassphrase,
    WrongRecoveryCode, and as ``Vault.change_passphrase``; then nothing was changed.
    """
    if known is not None:
        check(vault, known)
    return vault.change_passphrase(passphrase)


def replace_secret(vault: Vault, new: NewKeys, now: Moment) -> tuple[Path, ...]:
    """Write the vault anew under new keys; return what the former ones still open.

    Raises as ``Vault.replace_secret``; then nothing was changed.
    """
    before = rehearsal.remembered(vault)
    rehearsal.begin(vault, now, proved=False)  # first: the former code's proof never counts for the new
    try:
        left = vault.replace_secret(new.passphrase, new.secret, keep_backups=new.keep_backups)
    except ResilienceError:
        with suppress(ResilienceError):
            rehearsal.restore(vault, before)
        raise
    if new.proved:
        with suppress(ResilienceError):
            rehearsal.begin(vault, now, proved=True)
    return left


def settle(vault: Vault) -> tuple[Path, ...]:
    """Finish what a change left to do; return the backups that may still open with a former key."""
    return vault.settle() if vault.is_unsettled else ()
