"""Let a person set how the window looks."""

from __future__ import annotations

from ui.preferences import Preferences

from .choices import ChoiceGrid
from .section import Section

THEMES = (("System", "system"), ("Day", "day"), ("Evening", "evening"), ("High contrast", "contrast"))
FACES = (("Literata", "literata"), ("Atkinson Hyperlegible", "atkinson"))
MOTIONS = (("As the system says", "system"), ("Keep still", "still"))
ZOOMS = tuple((f"{z} %", z) for z in range(80, 260, 10))


class LookSection(Section):
    """Choose theme, text size, typeface, and whether anything moves."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("How it looks")
        grid = ChoiceGrid(preferences)
        self.setFocusProxy(grid.add("Theme", THEMES, "theme"))
        grid.add("Text size", ZOOMS, "zoom")
        grid.add("Typeface", FACES, "face")
        grid.add("Motion", MOTIONS, "motion")
        self.column.addLayout(grid)
