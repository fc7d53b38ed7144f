"""Take one line of private words; unlike Qt's own field, it gives no selection to X11."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from .exact_text import as_qt_takes_it, read_exactly
from .field_frame import FieldFrame
from .guarded_text import GuardedText

LIMIT = 1_000
"""The most characters of a line; a name is shorter."""


class GuardedLine(GuardedText):
    """Hold one line; Enter goes on to the next control."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._loading = False
        self.setTabChangesFocus(True)
        self.setLineWrapMode(GuardedText.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._tell)

    def text(self) -> str:
        """Return what stands in the line."""
        return read_exactly(self.document())

    def set_text(self, text: str) -> None:
        """Show a text without telling ``edited``."""
        self._loading = True
        self.setPlainText(as_qt_takes_it(text))
        self._loading = False

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        height = round(QFontMetricsF(self.font()).height()) + 2
        return QSize(80, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on for Enter; take no more than fits."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.text().isprintable() and event.text() and self._room() < len(event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept text alone."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop text as one line, all of it or none."""
        line = " ".join(source.text().split())
        if len(line) <= self._room():
            self.textCursor().insertText(as_qt_takes_it(line))

    def changeEvent(self, event: QEvent) -> None:
        """Keep the height of one line at another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _room(self) -> int:
        cursor = self.textCursor()
        selected = cursor.selectionEnd() - cursor.selectionStart()
        return LIMIT - (self.document().characterCount() - 1 - selected)

    def _tell(self) -> None:
        if not self._loading:
            self.edited.emit()


class LineFrame(FieldFrame):
    """Hold a line in a frame of its own."""

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.line = GuardedLine()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.hold(self.line)
        self.setFocusProxy(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(11, 9, 11, 9)
        layout.addWidget(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
