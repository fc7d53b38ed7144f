"""Find what can help a closed vault, without its key."""

from __future__ import annotations

from pathlib import Path

from resilience_desktop.errors import ResilienceError

from . import backups, layout
from .backups import Backup


def newest_backup(folder: Path) -> Backup | None:
    """Return the newest proved backup in the vault's own place, or None.

    Where the vault's file is too damaged to say which vault it is, the newest of any counts.
    """
    place = backups.place_beside(folder)
    try:
        return backups.newest(place, _vault_id(folder)) or backups.newest(place)
    except ResilienceError:
        return None


def every_backup(folder: Path) -> tuple[Backup, ...]:
    """Return the proved backups in the vault's own place, the newest first. Raises NotAllowed."""
    return tuple(backup for backup in backups.every(backups.place_beside(folder)) if backup.proved)


def _vault_id(folder: Path) -> bytes | None:
    try:
        return layout.vault_id(folder)
    except ResilienceError:
        return None
