"""Lead a person through their first start: welcome, passphrase, recovery code."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from resilience_desktop.errors import ResilienceError
from ui.passphrase_form import PassphraseForm
from ui.session import Session
from ui.widgets.buttons import flat_button, primary_button, secondary_button
from ui.widgets.centered import CenteredPage, action_row
from ui.widgets.code_page import CodePage, CodeWords
from ui.widgets.labels import body, note, title

WIDTH = 520
RECOVERY = CodeWords(
    "Step 3 of 3",
    "Keep a recovery code",
    "If you forget your passphrase, this code opens your vault. Write it on paper and keep it "
    "somewhere safe, away from this laptop. Whoever holds it can read what you wrote.",
    "Create my vault",
)


class CreateScreen(QStackedWidget):
    """Show the three steps; the vault is made at the end of the last one."""

    vaults_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._secret = session.new_secret()
        self._welcome = WelcomePage()
        self._passphrase = PassphrasePage(session)
        self._recovery = CodePage(self._secret.code(), RECOVERY, WIDTH)
        for page in (self._welcome, self._passphrase, self._recovery):
            self.addWidget(page)
        self._welcome.continued.connect(lambda: self._go(self._passphrase))
        self._passphrase.left.connect(lambda: self._go(self._welcome))
        self._passphrase.continued.connect(lambda: self._go(self._recovery))
        self._recovery.left.connect(lambda: self._go(self._passphrase))
        self._recovery.decided.connect(self._create)
        self._welcome.vaults_asked.connect(self.vaults_asked)

    def begin(self) -> None:
        """Put the keyboard where the first step goes on."""
        self._welcome.begin()

    def _go(self, page: WelcomePage | PassphrasePage | CodePage) -> None:
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
    vaults_asked = Signal()

    def __init__(self) -> None:
        super().__init__(WIDTH)
        self._others = flat_button("I have a vault already…")
        self._others.clicked.connect(self.vaults_asked)
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
        column.addLayout(action_row(self._others, self._next))

    def begin(self) -> None:
        """Put the keyboard on the one action."""
        self._next.setFocus()


class PassphrasePage(CenteredPage):
    """Take a new passphrase, twice, and say how strong it is."""

    continued = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(WIDTH)
        self._fields = PassphraseForm(session)
        self._back, self._next = secondary_button("Back"), primary_button("Continue")
        self._lay_out()
        self._fields.submitted.connect(self._fields.submit)
        self._fields.chosen.connect(self.continued)
        self._back.clicked.connect(self.left)
        self._next.clicked.connect(self._fields.submit)

    def begin(self) -> None:
        """Put the keyboard where the passphrase goes."""
        self._fields.setFocus()

    def text(self) -> str:
        """Return the passphrase."""
        return self._fields.text()

    def _lay_out(self) -> None:
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
        column.addWidget(self._fields)
        column.addSpacing(12)
        column.addLayout(action_row(self._fields.suggest, self._back, self._next))
        for first, second in pairwise((*self._fields.stops, self._back, self._next)):
            QWidget.setTabOrder(first, second)
