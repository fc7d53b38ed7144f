"""Make the three kinds of button: the one action, the others beside it, and quiet words to press.

The words are set apart: given to QPushButton's constructor, they have PySide look at all that icons can be.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QWidget


class PrimaryButton(QPushButton):
    """Carry out the one action of a page; Enter presses it too while it has the keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAutoDefault(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and inside it the ring of the keyboard: outside, both would be one colour."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QGuiApplication.palette().color(QPalette.ColorRole.HighlightedText), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 5, 5)


class SecondaryButton(QPushButton):
    """Offer another action, with an outline."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAutoDefault(True)


class FlatButton(QPushButton):
    """Offer an action in words alone; ``small`` sets it as a status, ``quiet`` without the accent."""

    def __init__(self, text: str, *, small: bool = False, quiet: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self.setAutoDefault(True)
        self.setProperty("small", small)
        self.setProperty("quiet", quiet)


def primary_button(text: str) -> PrimaryButton:
    """Return the button of a page's one action."""
    return PrimaryButton(text)


def secondary_button(text: str) -> SecondaryButton:
    """Return an outlined button."""
    return SecondaryButton(text)


def flat_button(text: str, *, small: bool = False) -> FlatButton:
    """Return a button of words alone; ``small`` sets it like a status."""
    return FlatButton(text, small=small)
