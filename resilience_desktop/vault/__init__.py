"""Keep what a person writes: encrypted, whole, and openable with a passphrase or a recovery code."""

from .keyfile import MINIMUM, Cost, RootSecret, calibrate, new_secret
from .layout import exists
from .schema import Counts
from .vault import Vault, secret_from_code, unlock_secret

__all__ = [
    "MINIMUM",
    "Cost",
    "Counts",
    "RootSecret",
    "Vault",
    "calibrate",
    "exists",
    "new_secret",
    "secret_from_code",
    "unlock_secret",
]
