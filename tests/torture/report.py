"""Say plainly what was tried, on what, and what came out."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from resilience_desktop.files import write_atomically

from .part import Outcome, Part

FAILURES_SHOWN = 20


@dataclass(frozen=True)
class Beginning:
    """Hold how a run was asked for, and when."""

    scale: float
    seed: int
    jobs: int
    at: str = field(default_factory=lambda: time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime()))
    clock: float = field(default_factory=time.monotonic)
    machine: dict[str, str] = field(default_factory=lambda: machine())


@dataclass(frozen=True)
class Entry:
    """Hold what came out of one part, or why nothing did."""

    part: Part
    outcome: Outcome | None
    complaint: str
    seconds: float

    @property
    def holds(self) -> bool:
        return bool(self.outcome and self.outcome.holds and not self.complaint)

    @property
    def verdict(self) -> str:
        if self.outcome is None:
            return self.complaint
        if self.outcome.failures:
            return f"FAILED, {len(self.outcome.failures):,} times"
        return "holds" if self.outcome.holds else "shows nothing: none was tried, or its control found none"

    def line(self) -> str:
        count = f"{self.outcome.count:,}" if self.outcome else "0"
        return f"{self.part.name}: {count} in {self.seconds:.0f} s: {self.verdict}"


def write(path: Path, began: Beginning, entries: Sequence[Entry]) -> None:
    write_atomically(path, ("\n".join(_lines(began, entries)) + "\n").encode())
    path.chmod(0o644)  # nothing private stands in it


def _lines(began: Beginning, entries: Sequence[Entry]) -> Iterator[str]:
    yield "# What the torture of the vault showed"
    yield ""
    took = (time.monotonic() - began.clock) / 60
    counts = "in full" if began.scale == 1 else f"with {began.scale:g} of the full counts"
    yield f"Run {counts} on {began.at}, in {took:.0f} minutes, {began.jobs} processes at a time, "
    yield f"seed {began.seed}. `make torture` writes this file."
    yield ""
    yield from (f"- {name}: {told}" for name, told in began.machine.items())
    yield ""
    yield "| part | tried | lost or let through | control found | time | |"
    yield "|---|---:|---:|---:|---:|---|"
    yield from map(_row, entries)
    for entry in entries:
        yield from _chapter(entry)


def _row(entry: Entry) -> str:
    tried, lost, control = "0", "", ""
    if entry.outcome:
        tried, control = f"{entry.outcome.count:,}", f"{entry.outcome.control:,}"
        lost = f"{len(entry.outcome.failures):,}"
    return f"| {entry.part.name} | {tried} | {lost} | {control} | {entry.seconds:,.0f} s | {entry.verdict} |"


def _chapter(entry: Entry) -> Iterator[str]:
    yield ""
    yield f"## {entry.part.name}"
    yield ""
    yield entry.part.shows
    yield f"Control: {entry.part.controlled}."
    if entry.outcome is None:
        return
    yield ""
    yield from (f"- {name}: {number:,}" for name, number in entry.outcome.figures.items())
    yield from (f"- {name}: {value:,.2f}" for name, value in entry.outcome.most.items())
    yield from (f"- LOST: {failure}" for failure in entry.outcome.failures[:FAILURES_SHOWN])


def machine() -> dict[str, str]:
    """Return what the run took place on: the system, and each library that a promise rests on."""
    from PySide6.QtCore import qVersion
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}, {_distribution()}",
        "processors": f"{os.cpu_count()}, load {os.getloadavg()[0]:.1f} at the start",
        "Python": platform.python_version(),
        "SQLCipher": cipher,
        "SQLite": dbapi2.sqlite_version,
        "libsodium": f"the one within PyNaCl {version('PyNaCl')}, which does not tell its own version",
        "Qt": f"{qVersion()} (PySide6 {version('PySide6_Essentials')})",
    }


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "unknown")
    except OSError:
        return "unknown"
