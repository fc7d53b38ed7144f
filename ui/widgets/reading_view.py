"""Show a reading: one calm column of text, as far as the person has read."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)

from resilience_desktop.workbook import Reading
from ui import fonts
from ui.theme import Look

from .exact_text import read_exactly
from .guarded_text import select_found
from .prose import ProseWriter
from .ringed_text import RingedText
from .scrolling import ScrollFraction

MEASURE = 66
"""The most characters on a line of the reading."""

_SIDE, _TOP = 40, 36
_PLAIN_ENGLISH = "the quiet of the morning holds what we are not yet ready to say aloud"
_TIGHT = 0.9
"""A line of narrow letters holds more than the average one; this share keeps it to MEASURE too."""


class ReadingView(RingedText):
    """Show one reading at a time; arrow keys move a caret, so that a screen reader reads along."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._reading: Reading | None = None
        self._fraction = ScrollFraction(self.verticalScrollBar())
        self._page: QTextDocument | None = None
        self._set_up()
        look.changed.connect(self._show)

    @property
    def reading(self) -> Reading | None:
        """Return the reading that is shown."""
        return self._reading

    def set_reading(self, reading: Reading | None) -> None:
        """Show a reading from its start, or nothing."""
        self._reading = reading
        if reading is not None:
            self.setLocale(QLocale(reading.language))  # a screen reader may then speak it as it is spoken
        self._show()
        self.scroll_fraction = 0.0

    @property
    def scroll_fraction(self) -> float:
        """Return how far down the reading is scrolled, from 0.0 to 1.0."""
        return self._fraction.value

    @scroll_fraction.setter
    def scroll_fraction(self, fraction: float) -> None:
        self._fraction.value = fraction

    def select_found(self, sought: str) -> None:
        """Select the first place of the reading that a search found, and show it."""
        if sought and select_found(self, read_exactly(self.document()), sought):
            self.ensureCursorVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl zoom the look: Qt would zoom this text alone."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        way = event.angleDelta().y()
        self._look.set_zoom(self._look.zoom + (10 if way > 0 else -10 if way < 0 else 0))
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the place: Qt scrolls to the caret when a text is first shown."""
        fraction = self.scroll_fraction
        super().showEvent(event)
        self.scroll_fraction = fraction

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at its measure, and the place in it."""
        fraction = self.scroll_fraction
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_column()
            self.scroll_fraction = fraction

    def _set_up(self) -> None:
        flags = Qt.TextInteractionFlag
        self.setReadOnly(True)
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Reading")

    def _show(self) -> None:
        fraction = self.scroll_fraction
        anchor, caret = self.textCursor().anchor(), self.textCursor().position()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._look.font("reading"))
        if self._reading is not None:
            fonts.register_slanted(self._look.face)
            self._write(ProseWriter(document, self._look), self._reading)
        self.setDocument(document)
        if self._page is not None:
            self._page.deleteLater()
        self._page = document
        self._fit_column()
        cursor, end = self.textCursor(), document.characterCount() - 1
        cursor.setPosition(min(anchor, end))
        cursor.setPosition(min(caret, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.scroll_fraction = fraction

    def _write(self, writer: ProseWriter, reading: Reading) -> None:
        writer.write(reading)

    def _fit_column(self) -> None:
        room = self.viewport().width() - 2 * _SIDE
        metrics = QFontMetricsF(self._look.font("reading"))
        letter = metrics.horizontalAdvance(_PLAIN_ENGLISH) / len(_PLAIN_ENGLISH)
        spare = max(0.0, room - letter * MEASURE * _TIGHT)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setTopMargin(_TOP)
        shape.setBottomMargin(_TOP)
        shape.setLeftMargin(_SIDE + spare / 2)
        shape.setRightMargin(_SIDE + spare / 2)
        frame.setFrameFormat(shape)
