"""Keep what a person writes: encrypted, whole, and openable with a passphrase or a recovery code.

Each name is loaded at its first use, because the lock screen stands before a key or a database is
needed. ``restoration`` and ``salvaging`` are for bad days; whoever needs them imports them then.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .layout import exists

if TYPE_CHECKING:
    from .backups import Backup
    from .backups import every as every_backup
    from .backups import newest as newest_backup
    from .backups import place_beside as backups_beside
    from .keyfile import MINIMUM, Cost, RootSecret, calibrate, new_secret
    from .schema import Counts
    from .unlocking import secret_from_code, unlock_keys, unlock_secret
    from .vault import Vault

__all__ = [
    "MINIMUM",
    "Backup",
    "Cost",
    "Counts",
    "RootSecret",
    "Vault",
    "backups_beside",
    "calibrate",
    "every_backup",
    "exists",
    "new_secret",
    "newest_backup",
    "secret_from_code",
    "unlock_keys",
    "unlock_secret",
]

_PLACES = {
    "MINIMUM": "keyfile.MINIMUM",
    "Backup": "backups.Backup",
    "Cost": "keyfile.Cost",
    "Counts": "schema.Counts",
    "RootSecret": "keyfile.RootSecret",
    "Vault": "vault.Vault",
    "backups_beside": "backups.place_beside",
    "calibrate": "keyfile.calibrate",
    "every_backup": "backups.every",
    "new_secret": "keyfile.new_secret",
    "newest_backup": "backups.newest",
    "secret_from_code": "unlocking.secret_from_code",
    "unlock_keys": "unlocking.unlock_keys",
    "unlock_secret": "unlocking.unlock_secret",
}


def __getattr__(name: str) -> object:
    """Load what this package offers under a name (PEP 562)."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, member = _PLACES[name].partition(".")
    return getattr(import_module(f".{module}", __name__), member)
