"""Say how the program starts a process of its own, and what that may know of this one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

HANDED_ON = (
    # where fonts and the folder for temporary files are, and how text is read: nothing else is needed
    *("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE"),
    *("SYSTEMROOT", "WINDIR", "LOCALAPPDATA", "APPDATA", "USERPROFILE", "TEMP", "TMP"),
    *("PYTHONUTF8", "PYTHONDONTWRITEBYTECODE"),
)
"""The variables that a child may know of."""


def command(role: str) -> tuple[str, ...]:
    """Return what starts a child in this role: the frozen program itself, or Python alone with main.py."""
    if getattr(sys, "frozen", False):
        return sys.executable, role
    alone = ("-E", "-s", "-B") if sys.dont_write_bytecode else ("-E", "-s")
    return sys.executable, *alone, str(Path(__file__).resolve().parent.parent / "main.py"), role


def environment() -> dict[str, str]:
    """Return the few variables that a child is handed."""
    return {name: os.environ[name] for name in HANDED_ON if name in os.environ}
