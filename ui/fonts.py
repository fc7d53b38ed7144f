"""Make the bundled typefaces known to Qt, each file once and only when it is needed."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from PySide6.QtGui import QFont, QFontDatabase

from resilience_desktop.paths import assets

Face: TypeAlias = Literal["literata", "atkinson"]
Role: TypeAlias = Literal[
    "reading",
    "title",
    "heading",
    "page",
    "section",
    "prompt",
    "help",
    "answer",
    "control",
    "label",
    "status",
    "brand",
    "sentence",
]

_ATKINSON = "Atkinson Hyperlegible Next"
_UPRIGHT = {
    "literata": ("Literata_400Regular", "Literata_600SemiBold", "Inter_400Regular", "Inter_500Medium"),
    "atkinson": ("AtkinsonHyperlegibleNext_400Regular", "AtkinsonHyperlegibleNext_600SemiBold"),
}
_SLANTED = {
    "literata": ("Literata_400Regular_Italic", "Literata_600SemiBold_Italic"),
    "atkinson": ("AtkinsonHyperlegibleNext_400Regular_Italic", "AtkinsonHyperlegibleNext_600SemiBold_Italic"),
}


class TypeStyle(NamedTuple):
    """Say how one role is set: size and line in pixels at 100 %, weight, family, what scales it."""

    size: int
    line: int
    weight: QFont.Weight = QFont.Weight.Normal
    prose: bool = True
    zooms: bool = True


STYLES: dict[Role, TypeStyle] = {
    "reading": TypeStyle(17, 28),
    "title": TypeStyle(26, 34, QFont.Weight.DemiBold),
    "heading": TypeStyle(17, 26, QFont.Weight.DemiBold),
    "page": TypeStyle(26, 34, QFont.Weight.DemiBold, zooms=False),
    "section": TypeStyle(17, 26, QFont.Weight.DemiBold, zooms=False),
    "prompt": TypeStyle(16, 24, QFont.Weight.DemiBold),
    "help": TypeStyle(14, 20, prose=False),
    "answer": TypeStyle(15, 24),
    "control": TypeStyle(14, 20, prose=False, zooms=False),
    "label": TypeStyle(14, 20, QFont.Weight.Medium, prose=False, zooms=False),
    "status": TypeStyle(12, 16, prose=False, zooms=False),
    "sentence": TypeStyle(26, 36),
    "brand": TypeStyle(16, 20, QFont.Weight.DemiBold, zooms=False),
}


def family(face: Face, *, prose: bool) -> str:
    """Return the family that a face uses for prose or for controls."""
    if face == "atkinson":
        return _ATKINSON
    return "Literata" if prose else "Inter"


def register(face: Face) -> None:
    """Make the upright faces known that every screen needs."""
    for name in _UPRIGHT[face]:
        _add(name)


def register_slanted(face: Face) -> None:
    """Make the italics known that only a reading needs."""
    for name in _SLANTED[face]:
        _add(name)


@cache
def _add(name: str) -> None:
    QFontDatabase.addApplicationFont(str(assets() / "fonts" / f"{name}.ttf"))
