"""Run every part in full, and write what came out to tests/torture/REPORT.md."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from . import report
from .part import CannotRun, Outcome, Part, Task, together
from .parts import PARTS

HERE = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 when every part ran and holds, 1 otherwise."""
    wanted = _arguments(arguments)
    entries = []
    began = report.Beginning(wanted.scale, wanted.seed, wanted.jobs)
    with tempfile.TemporaryDirectory(prefix="resilience-torture-") as folder:
        for part in PARTS:
            if wanted.only and part.name not in wanted.only:
                continue
            place = Path(folder, part.name)
            place.mkdir()
            entries.append(_run(part, place, wanted))
            sys.stderr.write(f"{entries[-1].line()}\n")
            report.write(wanted.out, began, entries)  # now: a later part may be stopped
    return 0 if entries and all(entry.holds for entry in entries) else 1


def _run(part: Part, folder: Path, wanted: argparse.Namespace) -> report.Entry:
    began = time.monotonic()
    of = wanted.jobs if part.divisible else 1
    count = max(of, round(part.full * wanted.scale))
    tasks = []
    for index in range(of):
        place = folder / str(index)
        place.mkdir()
        tasks.append(Task(count, place, wanted.seed, index, of, scale=wanted.scale))
    outcome, complaint = None, ""
    try:
        outcome = together(_shares(part, tasks))
    except CannotRun as missing:
        complaint = f"not run: {missing}"
    except Exception as error:  # whatever it is, the other parts run, and the report says it
        complaint = f"broke off: {error!r}"
    return report.Entry(part, outcome, complaint, time.monotonic() - began)


def _shares(part: Part, tasks: Sequence[Task]) -> list[Outcome]:
    if len(tasks) == 1:
        return [part.run(tasks[0])]
    with ProcessPoolExecutor(len(tasks)) as pool:
        return list(pool.map(part.run, tasks))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    names = [part.name for part in PARTS]
    parser.add_argument("--only", action="append", choices=names, help="run this part alone")
    parser.add_argument("--scale", type=float, default=1.0, help="this share of the full counts")
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(10**6), help="to repeat a run's chances"
    )
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes at a time")
    parser.add_argument("--out", type=Path, default=HERE / "REPORT.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
