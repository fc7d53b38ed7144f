"""Draw the frame that a text field and what belongs to it share."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

RADIUS = 8


class FieldFrame(QWidget):
    """Show a surface with a hairline; a ring stands around it while ``editor`` has the keyboard.

    While it is ``quiet``, there is only the ring.
    """

    def __init__(self) -> None:
        super().__init__()
        self.quiet = False
        self._editor: QWidget | None = None

    def hold(self, editor: QWidget) -> None:
        """Take the widget whose keyboard focus the frame shows; a click on the frame gives it focus."""
        self._editor = editor
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the ring anew when the keyboard comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the keyboard to the field when its margin is clicked."""
        if self._editor is not None:
            from PySide6.QtCore import Qt  # see qt_names

            self._editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface, and the hairline or the ring."""
        focused = self._editor is not None and self._editor.hasFocus()
        roles = QPalette.ColorRole
        width = 2.0 if focused else 1.0
        inset = width / 2
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # with brushes and a path, because setPen and setBrush need the names of Qt (see qt_names)
        if not self.quiet:
            painter.fillPath(outline, self.palette().brush(roles.Base))
        if focused or not self.quiet:
            pen = QPen(self.palette().brush(roles.Highlight if focused else roles.Mid), width)
            painter.strokePath(outline, pen)
