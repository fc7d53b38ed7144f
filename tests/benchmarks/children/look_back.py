"""Play the scenes of looking back: the page's first paint, and its frames while it is scrolled."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton

from tests.benchmarks.children import clock, scenes, stage
from ui.tour.player import named

STEP = 60
"""Pixels that one notch of a fine wheel scrolls."""


def look_back(program: Any, _: int) -> float:
    """Return the milliseconds from the press on its name to the page painted with its answers."""
    scenes._get_ready(program)
    scenes._open_today(program)
    began = clock.now_ns()
    return (_open(program)[1] - began) / 1e6


def scroll(program: Any, count: int) -> list[float]:
    """Return the milliseconds from each step of the columns to its paint."""
    scenes._get_ready(program)
    scenes._open_today(program)
    columns, _ = _open(program)
    paints = stage.Paints(columns.viewport())
    return stage.scroll(columns.horizontalScrollBar(), paints, STEP, count)


def _open(program: Any) -> tuple[Any, int]:
    from ui.widgets.answer_columns import AnswerColumns

    window = program.window
    named("Then and now", QPushButton, window).click()
    (columns,) = window.findChildren(AnswerColumns)
    paints = stage.Paints(columns.viewport())

    def painted() -> bool:
        shown = columns.columns and columns.columns[0].text()
        if not shown:
            paints.seen = 0
        return bool(shown) and paints.seen > 0

    return columns, stage.reach(painted)
