"""Keep what a person writes: encrypted, whole, and openable with a passphrase or a recovery code."""

from .backups import Backup
from .backups import every as every_backup
from .backups import newest as newest_backup
from .backups import place_beside as backups_beside
from .keyfile import MINIMUM, Cost, RootSecret, calibrate, new_secret
from .layout import exists
from .rebuilding import Saved
from .restoration import Look, look_into, restore, unlock_backup, verify_backup
from .salvaging import Salvaged, salvage
from .schema import Counts
from .unlocking import secret_from_code, unlock_keys, unlock_secret
from .vault import Vault

__all__ = [
    "MINIMUM",
    "Backup",
    "Cost",
    "Counts",
    "Look",
    "RootSecret",
    "Salvaged",
    "Saved",
    "Vault",
    "backups_beside",
    "calibrate",
    "every_backup",
    "exists",
    "look_into",
    "new_secret",
    "newest_backup",
    "restore",
    "salvage",
    "secret_from_code",
    "unlock_backup",
    "unlock_keys",
    "unlock_secret",
    "verify_backup",
]
