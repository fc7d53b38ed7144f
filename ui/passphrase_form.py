"""Take a new passphrase, twice, and say how strong it is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop import passphrases

from .session import Session
from .widgets.buttons import flat_button
from .widgets.labels import note
from .widgets.passphrase_field import PassphraseField
from .widgets.strength_meter import StrengthMeter

JUDGE_AFTER_MS = 150
"""From the last key to the judgement of the passphrase, in milliseconds."""


class PassphraseForm(QWidget):
    """Hold both fields, the meter and a line of words; ``suggest`` is a button for the page to place.

    ``chosen`` follows ``submit`` once the passphrase is strong enough and the same in both fields.
    """

    chosen = Signal()
    submitted = Signal()

    def __init__(self, session: Session, name: str = "Passphrase") -> None:
        super().__init__()
        self._session = session
        self._field = PassphraseField(name)
        self._meter = StrengthMeter()
        self._again = PassphraseField("Once more")
        self._message = note("", "caution")
        self.suggest = flat_button("Suggest four words")
        self._judged: passphrases.Strength | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(JUDGE_AFTER_MS)
        self._timer.timeout.connect(self._judge)
        self._lay_out()
        self.setFocusProxy(self._field)
        self._field.edited.connect(self._edited)
        self._again.edited.connect(lambda: self._message.clear())
        self._field.submitted.connect(self._again.setFocus)
        self._again.submitted.connect(self.submitted)
        self.suggest.clicked.connect(self._suggest)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits, in this order: what is typed comes before how it is shown.

        What holds the second field comes just before it: later in the chain it would lead back to it.
        """
        (first, show_first), (second, show_second) = self._field.stops, self._again.stops
        return first, self._again, second, show_first, show_second, self.suggest

    def text(self) -> str:
        """Return the passphrase."""
        return self._field.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self._timer.stop()
        for field in (self._field, self._again):
            field.clear()
        self._judged = None
        self._meter.set_score(None, "")

    def tell(self, sentence: str, tone: str = "caution") -> None:
        """Say something below the fields."""
        self._message.tell(sentence, tone)

    def submit(self) -> None:
        """Say ``chosen``, or what is still missing."""
        text = self._field.text()
        if not text:
            self._ask(self._field, "Please choose a passphrase first.")
        elif text != self._again.text():
            self._ask(self._again, "The two are not the same yet. Please type it once more.")
        elif self._judged is None:
            self._session.judge(text, lambda strength: self._decide(text, strength), self)
        else:
            self._decide(text, self._judged)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._field)
        column.addWidget(self._meter)
        column.addSpacing(12)
        column.addWidget(self._again)
        column.addWidget(self._message)

    def _suggest(self) -> None:
        self._field.set_text(passphrases.suggest())
        self._field.reveal()
        self._again.clear()
        self._again.setFocus()
        self._edited()

    def _edited(self) -> None:
        self._message.clear()
        self._judged = None
        self._timer.start()

    def _judge(self) -> None:
        text = self._field.text()
        if not text:
            self._meter.set_score(None, "")
            return
        self._session.judge(text, lambda strength: self._show(text, strength), self)

    def _show(self, text: str, strength: passphrases.Strength) -> None:
        if text == self._field.text():
            self._judged = strength
            self._meter.set_score(strength.score, strength.sentence)

    def _decide(self, text: str, strength: passphrases.Strength) -> None:
        self._show(text, strength)
        if text != self._field.text():
            return
        if strength.score < passphrases.LEAST_SCORE:
            self._ask(self._field, "This one could be guessed. Please add another word or two.")
        else:
            self.chosen.emit()

    def _ask(self, field: PassphraseField, sentence: str) -> None:
        self.tell(sentence)
        field.setFocus()
