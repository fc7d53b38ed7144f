"""Lead a person through their first start: welcome, passphrase, recovery code."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from resilience_desktop import passphrases
from resilience_desktop.errors import ResilienceError
from ui.session import Session
from ui.widgets.buttons import flat_button, primary_button, secondary_button
from ui.widgets.centered import CenteredPage
from ui.widgets.code_field import CodeField
from ui.widgets.labels import body, note, title
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.strength_meter import StrengthMeter

JUDGE_AFTER_MS = 150
"""From the last key to the judgement of the passphrase, in milliseconds."""

WIDTH = 520


class CreateScreen(QStackedWidget):
    """Show the three steps; the vault is made at the end of the last one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._secret = session.new_secret()
        self._welcome = WelcomePage()
        self._passphrase = PassphrasePage(session)
        self._recovery = RecoveryPage(self._secret.code())
        for page in (self._welcome, self._passphrase, self._recovery):
            self.addWidget(page)
        self._welcome.continued.connect(lambda: self._go(self._passphrase))
        self._passphrase.left.connect(lambda: self._go(self._welcome))
        self._passphrase.continued.connect(lambda: self._go(self._recovery))
        self._recovery.left.connect(lambda: self._go(self._passphrase))
        self._recovery.decided.connect(self._create)

    def begin(self) -> None:
        """Put the keyboard where the first step goes on."""
        self._welcome.begin()

    def _go(self, page: WelcomePage | PassphrasePage | RecoveryPage) -> None:
        self.setCurrentWidget(page)
        page.begin()

    def _create(self, proved: bool) -> None:
        self._recovery.set_busy("Making your vault…")
        self._session.create(self._passphrase.text(), self._secret, proved, self._tell)

    def _tell(self, error: ResilienceError) -> None:
        self._recovery.set_busy("")
        self._recovery.tell(str(error))


class WelcomePage(CenteredPage):
    """Say what the program is, and what it promises."""

    continued = Signal()

    def __init__(self) -> None:
        super().__init__(WIDTH)
        self._next = primary_button("Continue")
        self._next.clicked.connect(self.continued)
        column = self.column
        column.addWidget(note("Step 1 of 3"))
        column.addWidget(title("A quiet place to reflect"))
        for text in (
            "Read a short text. Answer its questions in your own words. Come back in a few weeks, "
            "and see what has moved.",
            "What you write is for you. It stays on this laptop, encrypted with a passphrase that only "
            "you know, and this program never uses the network.",
            "Next you choose that passphrase, and note a recovery code in case you forget it.",
        ):
            column.addWidget(body(text))
            column.addSpacing(4)
        column.addSpacing(16)
        column.addLayout(_row(None, self._next))

    def begin(self) -> None:
        """Put the keyboard on the one action."""
        self._next.setFocus()


class PassphrasePage(CenteredPage):
    """Take a new passphrase, twice, and say how strong it is."""

    continued = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(WIDTH)
        self._session = session
        self._field = PassphraseField("Passphrase")
        self._meter = StrengthMeter()
        self._again = PassphraseField("Once more")
        self._message = note("", "caution")
        self._judged: passphrases.Strength | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(JUDGE_AFTER_MS)
        self._timer.timeout.connect(self._judge)
        self._lay_out()
        self._field.edited.connect(self._edited)
        self._again.edited.connect(lambda: self._message.clear())
        self._field.submitted.connect(self._again.setFocus)
        self._again.submitted.connect(self._continue)

    def begin(self) -> None:
        """Put the keyboard where the passphrase goes."""
        self._field.setFocus()

    def text(self) -> str:
        """Return the passphrase."""
        return self._field.text()

    def _lay_out(self) -> None:
        suggest, back = flat_button("Suggest four words"), secondary_button("Back")
        proceed = primary_button("Continue")
        suggest.clicked.connect(self._suggest)
        back.clicked.connect(self.left)
        proceed.clicked.connect(self._continue)
        column = self.column
        column.addWidget(note("Step 2 of 3"))
        column.addWidget(title("Choose a passphrase"))
        column.addWidget(
            body(
                "It encrypts everything that you write. It is never stored and never sent, so nobody can "
                "reset it for you. A few unrelated words are easier to remember than symbols."
            )
        )
        column.addSpacing(16)
        column.addWidget(self._field)
        column.addWidget(self._meter)
        column.addSpacing(12)
        column.addWidget(self._again)
        column.addWidget(self._message)
        column.addSpacing(12)
        column.addLayout(_row(suggest, back, proceed))
        for first, second in pairwise((self._field, self._again, suggest, back, proceed)):
            QWidget.setTabOrder(first, second)

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

    def _continue(self) -> None:
        text = self._field.text()
        if not text:
            self._tell("Please choose a passphrase first.", self._field)
        elif text != self._again.text():
            self._tell("The two are not the same yet. Please type it once more.", self._again)
        elif self._judged is None:
            self._session.judge(text, lambda strength: self._decide(text, strength), self)
        else:
            self._decide(text, self._judged)

    def _decide(self, text: str, strength: passphrases.Strength) -> None:
        self._show(text, strength)
        if strength.score < passphrases.LEAST_SCORE:
            self._tell("This one could be guessed. Please add another word or two.", self._field)
        else:
            self.continued.emit()

    def _tell(self, sentence: str, field: PassphraseField) -> None:
        self._message.tell(sentence, "caution")
        field.setFocus()


class RecoveryPage(CenteredPage):
    """Show the recovery code, and take it back as a proof, or not now."""

    decided = Signal(bool)
    left = Signal()

    def __init__(self, code: str) -> None:
        super().__init__(WIDTH)
        self._code = code
        self._shown = QLabel(code)
        self._shown.setObjectName("code")
        self._shown.setAccessibleName("Recovery code: " + " ".join(code))
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field = CodeField("Type it back from your note")
        self._message = note("", "caution")
        self._later, self._back = flat_button("Not now"), secondary_button("Back")
        self._create = primary_button("Create my vault")
        self._lay_out()
        self._later.clicked.connect(lambda: self.decided.emit(False))
        self._back.clicked.connect(self.left)
        self._create.clicked.connect(self._compare)
        self._field.submitted.connect(self._compare)
        self._field.edited.connect(self._message.clear)

    def begin(self) -> None:
        """Put the keyboard where the code is typed back."""
        self._field.setFocus()

    def set_busy(self, sentence: str) -> None:
        """Say what is going on, and take no more clicks until it is over."""
        for widget in (self._field, self._later, self._back, self._create):
            widget.setEnabled(not sentence)
        self.tell(sentence, "quiet")

    def tell(self, sentence: str, tone: str = "caution") -> None:
        """Show a sentence below the field."""
        self._message.tell(sentence, tone)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(note("Step 3 of 3"))
        column.addWidget(title("Keep a recovery code"))
        column.addWidget(
            body(
                "If you forget your passphrase, this code opens your vault. Write it on paper and keep it "
                "somewhere safe, away from this laptop. Whoever holds it can read what you wrote."
            )
        )
        column.addSpacing(12)
        column.addWidget(self._shown)
        column.addSpacing(12)
        for widget in (self._field, self._message):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addLayout(_row(self._later, self._back, self._create))
        column.addSpacing(8)
        column.addWidget(
            note("“Not now” is fine: Settings shows the code again whenever your vault is open.")
        )

    def _compare(self) -> None:
        if self._field.matches(self._code):
            self.decided.emit(True)
        else:
            self.tell("This is not the same code yet. Please compare it with your note, letter by letter.")
            self._field.setFocus()


def _row(first: QWidget | None, *last: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    if first:
        row.addWidget(first)
    row.addStretch(1)
    for widget in last:
        row.addWidget(widget)
    return row
