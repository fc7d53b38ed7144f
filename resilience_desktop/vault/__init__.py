"""Keep what a person writes: encrypted, whole, and openable with a passphrase or a recovery code.

``restoration`` and ``salvaging`` are for bad days; whoever needs them imports them then.
"""

from .backups import Backup
from .backups import every as every_backup
from .backups import newest as newest_backup
from .backups import place_beside as backups_beside
from .keyfile import MINIMUM, Cost, RootSecret, calibrate, new_secret
from .layout import exists
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
