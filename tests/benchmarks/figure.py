"""Hold what was measured, and say it in a table and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HEAD = ("figure", "program", "floor", "ratio", "target", "reached")


@dataclass(frozen=True)
class Figure:
    """Hold one figure of the program beside its floor, both in ``unit``.

    ``most_times`` limits the ratio of the two, ``most`` and ``least`` the figure itself; a figure with none
    of them is for information. ``floor`` is None where nothing comparable exists.
    """

    name: str
    unit: str
    program: float
    floor: float | None
    most_times: float | None = None
    most: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.program / self.floor if self.floor else None

    @property
    def reached(self) -> bool | None:
        if self.least is not None:
            return self.program >= self.least
        if self.most is not None:
            return self.program <= self.most
        if self.most_times is not None and self.ratio is not None:
            return self.ratio <= self.most_times
        return None

    @property
    def target(self) -> str:
        if self.least is not None:
            return f"≥ {self.least:g} {self.unit}"
        if self.most is not None:
            return f"≤ {self.most:g} {self.unit}"
        return "" if self.most_times is None else f"≤ {self.most_times:g} ×"

    def cells(self) -> tuple[str, ...]:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} ×"
        reached = {True: "yes", False: "NO", None: ""}[self.reached]
        return (self.name, self._said(self.program), self._said(self.floor), ratio, self.target, reached)

    def _said(self, value: float | None) -> str:
        return (
            "" if value is None else f"{value:,.{0 if value >= 100 and self.unit != '%' else 2}f} {self.unit}"
        )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def middle(values: Sequence[float]) -> float:
    return median(values)


def table(figures: Sequence[Figure]) -> str:
    rows = [HEAD, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(_aligned(row, widths)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def write_json(path: Path, figures: Sequence[Figure], machine: dict[str, str | int], runs: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            "figure": figure.name,
            "unit": figure.unit,
            "program": round(figure.program, 4),
            "floor": None if figure.floor is None else round(figure.floor, 4),
            "ratio": None if figure.ratio is None else round(figure.ratio, 4),
            "target": figure.target or None,
            "reached": figure.reached,
        }
        for figure in figures
    ]
    data = {"version": 1, "machine": machine, "runs": runs, "figures": rows}
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    figures = range(1, 4)
    return [
        cell.rjust(width) if index in figures else cell.ljust(width)
        for index, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
