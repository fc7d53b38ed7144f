"""Show how two editions of a reading differ: what is new, what is worded anew, what is asked no longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor

from resilience_desktop.workbook.comparison import Fate, Stretch
from ui.fonts import Role
from ui.theme import Look

from .comparison_text import in_words
from .exact_text import as_qt_takes_it
from .guarded_text import GuardedText

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_GAP, _WITHIN, _BREAK = 28, 14, 6


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one wording: stretches of text, and a word such as “Now” that stands before them.

    ``role`` is answer, prompt or help; the latter is set quietly.
    """

    stretches: tuple[Stretch, ...]
    lead: str = ""
    role: Role = "answer"


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a heading, a quiet word below it, and entries in groups, such as the two wordings of a prompt."""

    heading: str
    groups: tuple[tuple[Entry, ...], ...] = ()
    said: str = ""


class DifferenceText(GuardedText):
    """Show parts one below the other, to be read with the arrow keys and copied.

    Where what is gone and what is new stand in one wording, its description tells them apart in words.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._parts: tuple[Part, ...] = ()
        self._is_empty = True
        flags = Qt.TextInteractionFlag
        self.setReadOnly(True)
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setAccessibleName("What changes")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        look.changed.connect(self._lay)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts from their beginning."""
        self._parts = tuple(parts)
        entries = (entry for part in parts for group in part.groups for entry in group)
        self.setAccessibleDescription(". ".join(in_words(e.stretches) for e in entries if _tells_both(e)))
        self._lay()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _lay(self) -> None:
        place, caret = self.verticalScrollBar().value(), self.textCursor().position()
        self.clear()
        self._is_empty = True
        cursor = self.textCursor()
        for part in self._parts:
            self._begin(cursor, "heading", _GAP)
            cursor.insertText(part.heading, self._style("heading"))
            if part.said:
                self._begin(cursor, "help", _BREAK)
                cursor.insertText(part.said, self._style("help", quiet=True))
            for group in part.groups:
                for number, entry in enumerate(group):
                    self._write(cursor, entry, _BREAK if number else _WITHIN)
        cursor.setPosition(min(caret, cursor.position()))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)

    def _write(self, cursor: QTextCursor, entry: Entry, above: int) -> None:
        self._begin(cursor, entry.role, above)
        if entry.lead:
            cursor.insertText(f"{entry.lead}: ", self._style("help", quiet=True))
        before = ""
        for stretch in entry.stretches:
            text = " […] " if stretch.fate is Fate.LEFT_OUT else stretch.text
            if stretch.fate is Fate.NEW and before and not before[-1].isspace():
                cursor.insertText(" ", self._style(entry.role))  # or what is gone runs into what is new
            before = text if stretch.fate is Fate.GONE else ""
            is_quiet = entry.role == "help" or stretch.fate in (Fate.GONE, Fate.LEFT_OUT)
            shape = self._style(entry.role, quiet=is_quiet)
            shape.setFontStrikeOut(stretch.fate is Fate.GONE)
            if stretch.fate is Fate.NEW:
                shape.setFontUnderline(True)
                shape.setBackground(QColor(self._look.theme.accent_soft))
            # a line within one wording stays in its paragraph
            cursor.insertText(as_qt_takes_it(text).replace("\n", "\u2028"), shape)

    def _begin(self, cursor: QTextCursor, role: Role, above: int) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(0 if self._is_empty else self._look.scaled(above))
        shape.setLineHeight(self._look.line_height(role), _FIXED)
        if self._is_empty:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape, QTextCharFormat())
        self._is_empty = False

    def _style(self, role: Role, *, quiet: bool = False) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFont(self._look.font(role))
        style.setForeground(QColor(self._look.theme.quiet if quiet else self._look.theme.ink))
        return style


def _tells_both(entry: Entry) -> bool:
    return not entry.lead and any(stretch.fate is not Fate.STAYED for stretch in entry.stretches)
