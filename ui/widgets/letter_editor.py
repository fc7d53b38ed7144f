"""Hold the letter itself: whom it is for, its page, what can be blacked out, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resilience_desktop.workbook import Body, Source
from ui.theme import Look

from .answer_text import MARGIN
from .buttons import flat_button, primary_button, secondary_button
from .field_frame import FieldFrame
from .guarded_line import LineFrame
from .label import Label
from .labels import note
from .letter_text import LetterText

PROMISE = "This page is all that the letter will hold. Your answers stay in the vault."
BARRED = "These words are blacked out. They will not be in what leaves; a bar stands in their place."
HELP = (
    "Select words and black them out to keep them out of what leaves. Tab goes on to the next control. "
    "Ctrl+Tab writes a tab."
)
DESCRIPTION = "What is blacked out is told when the caret is in it."
_MARGIN = 36
ROOMY, USUAL = 560, 124
"""The width in pixels from which words stand beside the buttons, and that of the last button then."""


class LetterEditor(QWidget):
    """Edit one letter; ``copy``, ``save_text`` and ``save_pdf`` are the buttons of what leaves."""

    to_edited = Signal()
    text_edited = Signal()
    refused = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._to = LineFrame("To", "the facilitator")
        self.area = LetterText(look)
        self._frame = FieldFrame()
        self._page = QScrollArea()
        self._bar = flat_button("Black out", small=True)
        self._unbar = flat_button("Show again", small=True)
        self._status = note("")
        self._barred = note(BARRED)
        self._said = note("")
        self.copy = secondary_button("Copy")
        self.save_text = secondary_button("Save as text…")
        self.save_pdf = primary_button("Save as PDF…")
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._set_up()
        self._lay_out()
        self._connect()

    @property
    def to(self) -> str:
        """Return whom the letter is for."""
        return self._to.line.text()

    def show_letter(self, to: str, body: Body) -> None:
        """Show a letter; nothing is told of it."""
        self._to.line.set_text(to)
        self.area.set_body(body)

    def quote(self, text: str, source: Source) -> bool:
        """Put words in as a passage at the caret; tell whether there was room."""
        return self.area.quote(text, source)

    def finish_composing(self) -> None:
        """Take what an input method has proposed so far, in the letter or beside whom it is for."""
        self._to.line.finish_composing()
        self.area.finish_composing()

    def set_status(self, words: str, tone: str = "quiet") -> None:
        """Say how the letter is kept, such as ``Saving…`` or ``Saved 20:41``."""
        self._status.set_tone(tone)
        if words.endswith("…"):
            self._status.setText(words)
        elif words != self._status.text():
            self._status.tell(words, tone)

    def say(self, words: str, tone: str = "quiet") -> None:
        """Say what happened to what leaves, also to a screen reader; empty words take it back."""
        self._said.setVisible(bool(words))
        self._said.tell(words, tone)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits, as the eye does."""
        return self._to.line, self.area, self._bar, self._unbar, self.copy, self.save_text, self.save_pdf

    def _set_up(self) -> None:
        self.area.setAccessibleName("Letter")
        self.area.setWhatsThis(HELP)
        self.area.setAccessibleDescription(DESCRIPTION)
        self.area.setPlaceholderText("Write here")
        self._barred.hide()
        self._said.hide()
        self._frame.hold(self.area)
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setWidgetResizable(True)

    def _lay_out(self) -> None:
        inside = QWidget()
        words = QVBoxLayout(inside)
        words.setContentsMargins(26 - MARGIN, 22 - MARGIN, 18 - MARGIN, 22 - MARGIN)
        words.addWidget(self.area)
        words.addStretch(1)
        self._page.setWidget(inside)
        framed = QVBoxLayout(self._frame)
        framed.setContentsMargins(2, 2, 2, 2)
        framed.addWidget(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 24, _MARGIN, 20)
        layout.setSpacing(10)
        layout.addLayout(self._lay_out_to())
        layout.addWidget(self._frame, 1)
        layout.addLayout(self._lay_out_tools())
        layout.addWidget(self._barred)
        layout.addWidget(self._said)
        self._lay_out_ways()
        layout.addLayout(self._ways)

    def _lay_out_to(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        words = Label("To", "label")
        words.setBuddy(self._to.line)
        row.addWidget(words)
        row.addWidget(self._to, 1)
        return row

    def _lay_out_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._bar)
        row.addWidget(self._unbar)
        row.addStretch(1)
        row.addWidget(self._status)
        return row

    def _lay_out_ways(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self.copy, self.save_text, self.save_pdf):
            buttons.addWidget(button)
        self._ways.setSpacing(10)
        self._ways.addWidget(note(PROMISE), 1)
        self._ways.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the last words above the buttons where there is no room beside them."""
        super().resizeEvent(event)
        beside = self.width() >= ROOMY * max(1.0, self.save_pdf.sizeHint().width() / USUAL)
        ways = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._ways.setDirection(ways)

    def _connect(self) -> None:
        self._to.line.edited.connect(self.to_edited)
        self.area.edited.connect(self.text_edited)
        self.area.refused.connect(self.refused)
        self.area.state_changed.connect(self._offer)
        self._bar.clicked.connect(self._black_out)
        self._unbar.clicked.connect(self._show_again)
        self._offer()

    def _offer(self) -> None:
        """Offer what the caret's place allows, and say where words are blacked out."""
        barred = self.area.can_show_again()
        self._bar.setEnabled(self.area.can_black_out())
        self._unbar.setEnabled(barred)
        if barred == self._barred.isHidden():
            self._barred.setVisible(barred)
            self._barred.tell(BARRED if barred else "")

    def _black_out(self) -> None:
        self.area.black_out()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_again(self) -> None:
        self.area.show_again()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)
