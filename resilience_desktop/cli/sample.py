"""Make a vault of invented reflections, to try the program with years of use."""

from __future__ import annotations

import argparse
import sys

from .. import paths, readings, sample
from ..errors import PackError, ResilienceError, VaultExists
from ..vault import exists
from ..workbook import now
from . import terminal

_READING = "meeting-resistance"
_NOTHING_TYPED = "No passphrase was given. Nothing was made."
_NOT_THE_SAME = "The two passphrases are not the same. Nothing was made."


def make(request: argparse.Namespace) -> int:
    """Make a vault whose reflections end yesterday; nothing in it is anyone's.

    Raises VaultExists before a passphrase is asked for, NotAllowed, DiskFull, and ResilienceError
    when the folder holds other files or no passphrase is given; then there is no new vault.
    """
    folder = request.vault.absolute()
    if exists(folder):
        raise VaultExists
    pack = paths.assets() / "readings" / _READING / "pack.md"
    reading, _problems = readings.load(pack)
    if reading is None:
        raise PackError
    counts = sample.make(
        folder,
        _passphrase(request),
        reading,
        sample.Span(now(), request.years, request.rounds),
        progress=_say_progress,
    )
    made = f"The sample vault is made: {folder}"
    terminal.show((made, f"Reflections: {counts.reflections}. Answers: {counts.answers}."))
    return 0


def _passphrase(request: argparse.Namespace) -> str:
    passphrase = terminal.passphrase(request.passphrase_fd)
    if not passphrase:
        raise ResilienceError(_NOTHING_TYPED)
    if request.passphrase_fd is None and terminal.passphrase(None, "Once more: ") != passphrase:
        raise ResilienceError(_NOT_THE_SAME)
    return passphrase


def _say_progress(done: int, of: int) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        terminal.say(f"{done} of {of} reflections are written.")
