"""Kill a process that saves, backs up and changes its passphrase, at moments that chance decides."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from resilience_desktop.vault import connection

from . import acts, ledger, world
from .acts import Tell
from .child import CRASHED, Child
from .ledger import Ledger, Lost
from .part import Outcome, Part, Task

LONGEST_S = 0.06
"""A child lives no longer than this after it was let go: a few saves, or a backup and a half."""

CONTROLS = 40
"""How many times the control is killed at most until something is lost."""


def run(task: Task) -> Outcome:
    with world.unburdened(), world.memory(task.folder) as place:
        failures, midway = _kill(task.own_count, place / "home", task.chances(), _work)
        lost, _ = _kill(CONTROLS, place / "control", task.chances(), _boast)
    return Outcome(task.own_count, tuple(failures), len(lost), {"killed in the middle of something": midway})


def _kill(
    times: int, home: Path, chances: random.Random, work: Callable[[Path, int, Tell], None]
) -> tuple[list[str], int]:
    """Let a process work on one home and kill it, again and again; stop at the first loss."""
    world.lay(home)
    kept = Ledger(ledger.first_entries())
    midway = 0
    for _ in range(times):
        last, seed = int(kept.acknowledged["number"]), chances.random()
        child = Child(lambda tell, last=last, seed=seed: work(home, last, seed, tell))
        child.go()
        time.sleep(chances.uniform(0, LONGEST_S))
        child.kill()
        ended = child.end()
        if ended.status == CRASHED or ended.complaint:
            return [f"ended by itself: {ended.complaint}"], midway
        for line in ended.told:
            kept.hear(line)
        midway += bool(kept.begun)
        try:
            ledger.examine(home, kept)
        except Lost as lost:
            return [f"after “{ended.told[-1] if ended.told else 'nothing'}”: {lost}"], midway
        _settle(home)
    return [], midway


def _work(home: Path, last: int, seed: float, tell: Tell) -> None:
    connection.SETTINGS = world.SETTINGS  # the program's own, all of them
    chances = random.Random(seed)  # noqa: S311  no key comes of it
    with acts.opened(home) as vault:
        for number in count(last + 1):
            what = chances.random()
            if what < 0.15:
                acts.back_up(vault, tell, chances.choice((None, home / "stick")))
            elif what < 0.25:
                acts.change_passphrase(vault, f"{world.PASSPHRASE} {number}", tell)
            else:
                acts.save_one(vault, number, tell)


def _boast(home: Path, last: int, _seed: float, tell: Tell) -> None:
    """Acknowledge each save before it is made."""
    with acts.opened(home) as vault:
        for number in count(last + 1):
            tell(f"begin number {number}")
            tell("done number")
            vault.save(1, dict.fromkeys(world.PROMPTS, world.words(number)))


def _settle(home: Path) -> None:
    """Finish, as the next opening does, what a change of the passphrase left undone."""
    with acts.opened(home) as vault:
        if vault.settle([home / "stick"]):
            raise RuntimeError("some backups keep a former passphrase")


PART = Part(
    "kills",
    "A process that is killed at any moment loses nothing that it acknowledged.",
    "a process that acknowledges too early loses something",
    full=2_000,
    sample=10,
    run=run,
)
