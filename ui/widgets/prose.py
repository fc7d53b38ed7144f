"""Write a reading's blocks into a document, in the look's type and colours, without any markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from resilience_desktop.workbook import Block, Heading, Listing, Paragraph, Quote, Reading, Rule, Run
from ui.fonts import Role
from ui.theme import Look

from .exact_text import as_qt_takes_it

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_HANG = 24
_SMALL = 13 / 17
"""Footnotes beside the reading's 17 pixels."""


class ProseWriter:
    """Fill an empty document from its start; each block knows its place from the one before.

    ``pieces`` are the reading's own words, each with the place in the document at which it stands; what
    the page adds (list marks, footnote marks, the numbers of footnotes) is not among them.
    """

    def __init__(self, document: QTextDocument, look: Look) -> None:
        self._look = look
        self._cursor = QTextCursor(document)
        self._factor = look.line_height("reading") / 28
        self._started = False
        self.pieces: list[tuple[int, str]] = []
        document.setIndentWidth(self._scaled(_HANG))

    def write(self, reading: Reading) -> None:
        """Write the whole reading: series, title, text, care, footnotes."""
        if reading.series:
            self._words(reading.series, "status", 0)
        self._words(reading.title, "title", 6, is_text=True)
        self._blocks(reading.body, "reading")
        if reading.care:
            self._words(reading.care, "reading", 28, quiet=True)
        if reading.footnotes:
            self._rule()
        for note in reading.footnotes:
            first, *others = note.blocks or (Paragraph(()),)
            runs = first.runs if isinstance(first, Paragraph) else ()
            self._paragraph(runs, "note", 8, lead=f"{note.number}\u2002")
            self._blocks(others if isinstance(first, Paragraph) else note.blocks, "note")

    def write_below(self, heading: str, passages: Iterable[str]) -> list[tuple[int, int]]:
        """Write passages under the whole, below a quiet line; return from where to where each stands."""
        self._rule()
        self._words(heading, "status", 8)
        stretches = []
        for passage in passages:
            self._begin(12, self._line("reading"))
            start = self._cursor.position()
            self._cursor.insertText(
                as_qt_takes_it(passage.replace("\n", "\u2028")),
                self._style(Run(passage), "reading", quiet=False, small=False),
            )
            stretches.append((start, self._cursor.position()))
        return stretches

    def _blocks(self, blocks: Iterable[Block], kind: str, indent: int = 0) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block.runs, kind, 16, indent)
            elif isinstance(block, Heading):
                self._paragraph(block.runs, "heading", 28, indent)
            elif isinstance(block, Quote):
                self._blocks(block.blocks, "quote" if kind == "reading" else kind, indent + 1)
            elif isinstance(block, Listing):
                self._listing(block, kind, indent)
            elif isinstance(block, Rule):
                self._rule()

    def _listing(self, listing: Listing, kind: str, indent: int) -> None:
        """Write the marks as text, so that they are copied and read aloud with their items."""
        for place, item in enumerate(listing.items):
            mark = f"{listing.start + place}." if listing.start else "•"
            first, *others = item or (Paragraph(()),)
            runs = first.runs if isinstance(first, Paragraph) else ()
            self._paragraph(runs, kind, 8 if place else 16, indent + 1, lead=f"{mark}\t")
            self._hang()
            self._blocks(others if isinstance(first, Paragraph) else item, kind, indent + 1)

    def _hang(self) -> None:
        shape = self._cursor.blockFormat()
        shape.setTextIndent(-self._scaled(_HANG))
        shape.setTabPositions([QTextOption.Tab(self._scaled(_HANG), QTextOption.TabType.LeftTab)])
        self._cursor.setBlockFormat(shape)

    def _words(
        self, text: str, role: Role, above: int, *, quiet: bool = False, is_text: bool = False
    ) -> None:
        style = QTextCharFormat()
        style.setFont(self._font(role))
        if quiet or role == "status":
            style.setForeground(QColor(self._look.theme.quiet))
        self._begin(above, self._line(role))
        if is_text:
            self.pieces.append((self._cursor.position(), text))
        self._cursor.insertText(as_qt_takes_it(text), style)

    def _paragraph(
        self, runs: Sequence[Run], kind: str, above: int, indent: int = 0, *, lead: str = ""
    ) -> None:
        heading, small = kind == "heading", kind == "note"
        role: Role = "heading" if heading else "reading"
        line = self._line(role)
        self._begin(above, round(line * 5 / 7) if small else line, indent)
        quiet = kind in ("note", "quote")
        if lead:
            self._cursor.insertText(lead, self._style(Run(lead), role, quiet=quiet, small=small))
        for run in runs:
            style = self._style(run, role, quiet=quiet, small=small)
            text = str(run.footnote) if run.footnote else run.text
            if not run.footnote:
                self.pieces.append((self._cursor.position(), text))
            self._cursor.insertText(as_qt_takes_it(text), style)

    def _style(self, run: Run, role: Role, *, quiet: bool, small: bool) -> QTextCharFormat:
        font = self._font(role)
        if small:
            font.setPixelSize(round(font.pixelSize() * _SMALL))
        if run.emphasis:
            font.setItalic(True)
        if run.strong:
            font.setWeight(QFont.Weight.DemiBold)
        if run.code:
            font.setFamily(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family())
        style = QTextCharFormat()
        style.setFont(font)
        if run.footnote:
            style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        theme = self._look.theme
        style.setForeground(QColor(theme.quiet if quiet or run.footnote else theme.ink))
        return style

    def _rule(self) -> None:
        shape = self._begin(20, self._scaled(8))
        shape.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, self._scaled(64))
        shape.setBackground(QColor(self._look.theme.line))
        self._cursor.setBlockFormat(shape)

    def _begin(self, above: int, line: float, indent: int = 0) -> QTextBlockFormat:
        """Open a block with this space above and this line height; both are in pixels, the first at 100 %."""
        shape = QTextBlockFormat()
        shape.setTopMargin(self._scaled(above))
        shape.setLineHeight(line, _FIXED)
        shape.setIndent(indent)
        if self._started:
            self._cursor.insertBlock(shape, QTextCharFormat())
        else:
            self._cursor.setBlockFormat(shape)
            self._started = True
        return shape

    def _font(self, role: Role) -> QFont:
        font = self._look.font(role)
        if role == "status":  # here it belongs to the text, which is zoomed
            font.setPixelSize(self._scaled(12))
        return font

    def _line(self, role: Role) -> int:
        return self._scaled(16) if role == "status" else self._look.line_height(role)

    def _scaled(self, pixels: int) -> int:
        return round(pixels * self._factor)
