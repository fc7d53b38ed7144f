"""Make the recovery sheet: one page with the code, a QR code of it, and what to do with both."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass, field

from . import pdf
from .layout import Layout
from .typeset import FACES

_QUIET_ZONE = 4  # modules of white around the code (ISO/IEC 18004, 6.3.8)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the code, and the day on which the sheet is made, which tells a former code from the present one.

    Nothing else of the vault stands on the sheet: even the name of its folder is the person's own.
    """

    code: str = field(repr=False)
    day: str


def render(sheet: Sheet, layout: Layout) -> pdf.Pdf:
    """Return the sheet as a tagged PDF of one page; the text size is the sheet's own. Raises ExportFailed."""
    rest = {"paper": layout.paper.value[0], "face": FACES[layout.face], "qr": _qr(sheet.code)}
    return pdf.fill("recovery-sheet", json.dumps(asdict(sheet) | rest))


def _qr(code: str) -> str:
    """Return the QR code as SVG, readable with up to 30 % of it gone (level H), as paper gets in a drawer."""
    import segno

    drawing = io.BytesIO()
    made = segno.make(code, error="h", boost_error=False, micro=False)
    made.save(drawing, kind="svg", border=_QUIET_ZONE, xmldecl=False, omitsize=True)
    return drawing.getvalue().decode("ascii")
