"""Make a backup, look into one, check one, and put one in a vault's place."""

from __future__ import annotations

import argparse
from contextlib import closing
from functools import partial

from ..vault import Counts, RootSecret, container
from ..vault.restoration import Look, look_into, restore, unlock_backup, verify_backup
from ..workbook import Moment
from . import commands, terminal


def backup(request: argparse.Namespace) -> int:
    """Back up the vault into the folder for its backups, another folder, or one file.

    Raises AlreadyThere, DiskFull, NotAllowed, Damaged, ResilienceError when it would lie in the vault
    itself, and all that opening raises.
    """
    if request.out is not None:
        commands.refuse_to_replace(request)
    with closing(commands.open_vault(request)) as vault:
        if request.out is None or request.out.is_dir():
            made = vault.back_up(request.out)
        else:
            made = vault.back_up_to(request.out, replace=request.replace)
        counts = vault.counts()
    terminal.show((f"The backup is made and proved: {made.path}", _holds(counts)))
    return 0


def restore_backup(request: argparse.Namespace) -> int:
    """Show what a backup holds, then put it in the vault's place, unless only a look was asked for.

    Raises BackupDamaged, NoBackup, OpenElsewhere, DiskFull, NotAllowed and all that unlocking raises;
    then the vault is as it was.
    """
    folder = commands.vault_folder(request)
    secret = _secret(request)
    made, *rounds = _lines(look_into(request.backup, secret, folder))
    terminal.show((made, *(rounds if request.look else ())))
    if request.look:
        return 0
    moved = restore(request.backup, folder, secret)
    terminal.say(f"The backup is restored: {folder}")
    if moved:
        terminal.say(f"The vault that was there is kept: {moved}")
    return 0


def verify(request: argparse.Namespace) -> int:
    """Check every page of the vault, or of a backup when one is named. Raises Damaged and its kin."""
    if request.backup is None:
        return commands.verify(request)
    label = verify_backup(request.backup, _secret(request), commands.vault_folder(request)).label
    terminal.show((f"The backup is whole. {_made(label.made)} {_holds(label.counts)}",))
    return 0


def _secret(request: argparse.Namespace) -> RootSecret:
    container.check(request.backup)  # nothing is asked for where there is nothing to open
    return commands.ask_secret(request, partial(unlock_backup, request.backup))


def _lines(look: Look) -> tuple[str, ...]:
    rounds = (f"  {s.begun.day()}: {s.title}. Answers: {s.answered}." for s in look.summaries)
    return (f"{_made(look.made)} {_holds(look.counts)}", *rounds)


def _made(made: Moment) -> str:
    return f"Made on {made.day()} at {made.time()}."


def _holds(counts: Counts) -> str:
    return f"Reflections: {counts.reflections}. Answers: {counts.answers}."
