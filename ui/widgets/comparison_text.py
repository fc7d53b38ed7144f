"""Show what became of an earlier text: struck through what is gone, underlined what is new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QTextBlockFormat, QTextCharFormat, QTextCursor

from resilience_desktop.workbook.comparison import Fate, Stretch
from ui.theme import Look

from .exact_text import as_qt_takes_it
from .guarded_text import GuardedText

SAID = 12
"""The most changes that are told in words."""

_CUT = 120
_WIDTH = 720


class ComparisonText(GuardedText):
    """Show the stretches of a comparison to be read and copied; its description tells them in words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._stretches: tuple[Stretch, ...] = ()
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setAccessibleName("Comparison")
        self.setTabChangesFocus(True)
        self.setMaximumWidth(_WIDTH)
        self.document().setDocumentMargin(2)
        look.changed.connect(self._lay)

    def compare(self, stretches: Sequence[Stretch]) -> None:
        """Show these stretches, from their beginning."""
        self._stretches = tuple(stretches)
        self.setAccessibleDescription(in_words(stretches))
        self._lay()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _lay(self) -> None:
        self.setFont(self._look.font("answer"))
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = self.textCursor()
        shape = QTextBlockFormat()
        line = float(self._look.line_height("answer"))
        shape.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(shape)
        before = ""
        for stretch in self._stretches:
            text = " […] " if stretch.fate is Fate.LEFT_OUT else stretch.text
            if stretch.fate is Fate.NEW and before and not before[-1].isspace():
                cursor.insertText(" ", self._shape(Fate.STAYED))  # or what is gone runs into what is new
            cursor.insertText(as_qt_takes_it(text), self._shape(stretch.fate))
            before = text if stretch.fate is Fate.GONE else ""
        self.verticalScrollBar().setValue(place)

    def _shape(self, fate: Fate) -> QTextCharFormat:
        theme, shape = self._look.theme, QTextCharFormat()
        if fate is Fate.NEW:
            shape.setFontUnderline(True)
            shape.setBackground(QBrush(QColor(theme.accent_soft)))
        elif fate is not Fate.STAYED:
            shape.setForeground(QBrush(QColor(theme.quiet)))
            shape.setFontStrikeOut(fate is Fate.GONE)
        return shape


def in_words(stretches: Sequence[Stretch]) -> str:
    """Return the first changes as a person would say them."""
    names = {Fate.GONE: "Gone since then", Fate.NEW: "New since then"}
    said = [f"{names[s.fate]}: {_cut(s.text)}" for s in stretches if s.fate in names]
    return ". ".join(said[:SAID]) if said else "The same words as now"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _CUT else f"{words[:_CUT]}…"
