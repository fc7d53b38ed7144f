"""Cut the power at every step of real acts, in thousands of ways, and open what may be left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import TypeAlias

from resilience_desktop.vault import connection

from . import acts, ledger, recording, world
from .acts import Act
from .child import DONE, Child, traced
from .disk import Disk, fingerprint, lay_down
from .ledger import Lost
from .part import Outcome, Part, Task
from .recording import Step, Told

CONTROLS = 400
"""How many states each control tries at most until something is lost."""

IN_A_ROW = 4
"""How many states are made at a step before the next one."""

Crash: TypeAlias = tuple[dict[str, bytes | None], tuple[str, ...]]
"""A home that may be found, and what was told until then."""


def run(task: Task) -> Outcome:
    tried, failures = 0, []
    figures: dict[str, int] = {}
    with world.unburdened(), world.memory(task.folder) as place:
        every = acts.chosen(task)
        for act in reversed(every):  # saves last: they make up for acts that leave few states
            wanted = max(task.of, task.count // (2 * len(every)))
            if act is every[0]:
                wanted = max(wanted, task.count - tried * task.of)
            done, lost = states(act, place, replace(task, count=wanted))
            figures[f"states of “{act.name}”"] = done
            tried += done
            failures += lost
        control = replace(task, count=CONTROLS, index=0, of=1)
        found = [bool(states(_named(name), place, control, spoil)[1]) for name, spoil in CARELESS.items()]
    return Outcome(tried, tuple(failures), all(found) * len(found), figures)


def states(
    act: Act, place: Path, task: Task, spoil: Callable[[], None] | None = None
) -> tuple[int, list[str]]:
    """Record an act, try this many states that a loss of power may leave, and tell what was lost.

    Where the act is spoiled, the first loss is enough.
    """
    home = place / "home"
    shutil.rmtree(home, ignore_errors=True)
    act.lay(home)
    tree = recording.numbered(home)
    disk = Disk(home, tree)
    steps = record(lambda tell: _as_itself(act, home, spoil, tell), home, tree)
    shutil.rmtree(home)
    failures: list[str] = []
    tried = 0
    for state, told in islice(_different(_crashes(disk, steps, task)), task.own_count):
        tried += 1
        lay_down(state, home)
        try:
            ledger.examine(home, act.ledger(told), backups=act.backups)
        except Lost as lost:
            failures.append(f"{act.name}, after “{told[-1] if told else 'nothing'}”: {lost}")
        shutil.rmtree(home)
        if failures and spoil:
            break
    return tried, failures


def _different(crashes: Iterator[Crash | None]) -> Iterator[Crash]:
    """Yield each state once, until a whole round through the steps has brought no new one."""
    seen: set[bytes] = set()
    before = -1
    for crash in crashes:
        if crash:
            mark = fingerprint(crash[0]) + repr(crash[1]).encode()
            if mark not in seen:
                seen.add(mark)
                yield crash
        elif len(seen) == before:
            return
        else:
            before = len(seen)


def _as_itself(act: Act, home: Path, spoil: Callable[[], None] | None, tell: acts.Tell) -> None:
    """Act with the program's own settings, all of them."""
    connection.SETTINGS = world.SETTINGS
    if spoil:
        spoil()
    act.run(home, tell)


def _named(name: str) -> Act:
    return next(act for act in acts.ALL if act.name == name)


def record(act: Callable[[acts.Tell], None], home: Path, tree: dict[str, int]) -> list[Step]:
    child = Child(act)
    log = home.with_name("log")
    with traced(child, recording.OPTIONS, log):
        ended = child.end()
    if ended.status != DONE:
        raise RuntimeError(ended.complaint)
    steps = list(recording.read(log, home, tree))
    told = tuple(step.line for step in steps if isinstance(step, Told))
    if told != ended.told:
        raise RuntimeError("the log does not hold what was told")
    return steps


def _crashes(disk: Disk, steps: list[Step], task: Task) -> Iterator[Crash | None]:
    """Yield states without end and None after each round through the steps; shares take turns at these."""
    chances = task.chances()
    visited = min(1.0, 2 * task.own_count * task.of / (IN_A_ROW * len(steps)))
    for round_ in count():
        now, told = deepcopy(disk), ()
        for number, step in enumerate(steps):
            now.follow(step)
            if isinstance(step, Told):
                told = (*told, step.line)
            if number % task.of == task.index and chances.random() < visited:
                tries = IN_A_ROW if not now.is_at_rest else int(round_ == 0)
                yield from ((now.after_crash(chances), told) for _ in range(tries))
        yield None


def _sync_no_database() -> None:
    careless = {"synchronous": ("synchronous", "OFF", "0")}
    connection.SETTINGS = tuple(careless.get(setting[0], setting) for setting in world.SETTINGS)


def _sync_no_file() -> None:
    os.fsync = lambda _handle: None


CARELESS = {"save": _sync_no_database, "export": _sync_no_file}
"""Acts that are spoiled, each in a process of its own, so that something has to be lost."""

PART = Part(
    "power-loss",
    "No state that a loss of power may leave loses what was acknowledged, or anything that was there.",
    "the same acts without syncing lose something",
    full=50_000,
    sample=60,
    run=run,
)
