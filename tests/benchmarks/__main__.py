"""Take every figure, print the table, write build/bench.json."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from . import (
    backups,
    figure,
    imports,
    keys,
    lock,
    machine,
    memory,
    pages,
    ready,
    save,
    search,
    start,
    unlock,
    years,
)

ROOT = Path(__file__).resolve().parent.parent.parent
BENCHMARKS = {
    "ready": (ready.measure, 5),
    "start": (start.measure, 15),
    "unlock": (unlock.measure, 7),
    "lock": (lock.measure, 7),
    "keys": (keys.measure, 3),
    "save": (save.measure, 2),
    "backups": (backups.measure, 3),
    "pages": (pages.measure, 3),
    "memory": (memory.measure, 5),
    "years": (years.measure, 5),
    "search": (search.measure, 2),
    "imports": (imports.measure, 5),
}
"""By name: what takes the figures, and how many times program and floor take turns."""


def main() -> int:
    wanted = _arguments()
    figures = []
    with tempfile.TemporaryDirectory(prefix="resilience-bench-") as folder:
        for name in wanted.only or BENCHMARKS:
            measure, usual = BENCHMARKS[name]
            began = time.monotonic()
            place = Path(folder, name)
            place.mkdir()
            figures += measure(place, wanted.runs or usual)
            _say(f"{name}: {time.monotonic() - began:.0f} s\n", sys.stderr)
    told = machine.describe()
    _say(figure.table(figures) + "\n\n" + ", ".join(f"{k} {v}" for k, v in told.items()) + "\n")
    figure.write_json(wanted.out, figures, told, wanted.runs)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="take these figures alone")
    parser.add_argument("--runs", type=_positive, help="how many times program and floor take turns")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    return parser.parse_args()


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("a count is a number from 1")
    return int(text)


def _say(text: str, where=None) -> None:
    (where or sys.stdout).write(text)


if __name__ == "__main__":
    raise SystemExit(main())
