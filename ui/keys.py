"""Change what opens the vault; each function is the work of one item on the worker's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resilience_desktop.vault import Vault


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what a person typed to show that the vault is theirs."""

    text: str = field(repr=False)
    is_code: bool = False


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


def settle(vault: Vault) -> tuple[Path, ...]:
    """Finish what a change left to do; return the backups that may still open with a former key."""
    return vault.settle() if vault.is_unsettled else ()
