"""Say how strong a passphrase is: four bars and a sentence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from .label import Label

SENTENCES = (
    "Easy to guess. A few more unrelated words would help.",
    "Still easy to guess. Another unrelated word would help.",
    "Fair. One more word would make it strong.",
    "Strong. Guessing it would take centuries on today’s machines.",
    "Very strong. Guessing it would take longer than anyone will wait.",
)
"""One kind sentence for each score from 0 to 4 (the scores of zxcvbn)."""


class StrengthMeter(QWidget):
    """Show a score from 0 to 4; without one it keeps its place and says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = _Bars()
        self._sentence = Label("", "status", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._bars)
        layout.addWidget(self._sentence)

    @property
    def sentence(self) -> str:
        """Return what is said below the bars."""
        return self._sentence.text()

    def set_score(self, score: int | None, sentence: str = "") -> None:
        """Show a score from 0 to 4, or none; an empty sentence stands for the usual one."""
        usual = "" if score is None else SENTENCES[min(max(score, 0), 4)]
        self._bars.show_score(score)
        self._sentence.setText(sentence or usual)


class _Bars(QWidget):
    """Draw four bars; a score of 3 fills three, and even the weakest passphrase gets one."""

    def __init__(self) -> None:
        super().__init__()
        self._filled = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_score(self, score: int | None) -> None:
        """Fill as many bars as the score says."""
        self._filled = 0 if score is None else min(max(score, 1), 4)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a bar."""
        return QSize(160, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - 3 * 4) / 4
        for index in range(4):
            role = QPalette.ColorRole.Highlight if index < self._filled else QPalette.ColorRole.Mid
            painter.setBrush(self.palette().color(role))
            painter.drawRoundedRect(QRectF(index * (width + 4), 0, width, 4), 2, 2)
