"""Say what paper, text size and typeface the pages have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Paper(Enum):
    """Hold a sheet's name for Typst and its width and height in millimetres (ISO 216, ANSI Y14.1)."""

    A4 = ("a4", 210.0, 297.0)
    LETTER = ("us-letter", 215.9, 279.4)


class TextSize(Enum):
    """Hold a text size in points and the side margin, in millimetres, that keeps lines readable.

    Large print starts at 18 points (RNIB Clear Print guidelines: 16 to 18 and above).
    """

    COMPACT = (10.5, 32.0)
    COMFORTABLE = (12.5, 27.0)
    LARGE = (19.0, 22.0)


class Face(StrEnum):
    """Name the typeface of the pages."""

    LITERATA = "literata"
    ATKINSON = "atkinson"


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold how the pages look."""

    paper: Paper = Paper.A4
    size: TextSize = TextSize.COMFORTABLE
    face: Face = Face.LITERATA

    @property
    def measure(self) -> float:
        """Return the width of a line in em, the unit of the text size."""
        points, margin = self.size.value
        return (self.paper.value[1] - 2 * margin) / 25.4 * 72 / points
