"""Ask for a file or for pasted text, show how far reading it has come, and say what stands in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import FlatButton, primary_button, secondary_button
from ui.widgets.centered import CenteredPage
from ui.widgets.label import Label
from ui.widgets.labels import body, note

WIDTH = 560
WHAT = (
    "A handout that you have as a file becomes a quiet page with prompts: PDF, Word (.docx), OpenDocument "
    "(.odt), a saved web page, Markdown or plain text. So does a reading that someone handed on to you. You "
    "look it through before it is added."
)
HERE = "Or drop a file anywhere on this window. It is read on this laptop; nothing of it is sent anywhere."
READING = "Reading “{name}”…"
PAGE = "Reading page {page} of {of}…"
KEPT = "“{name}” is not added yet. It is kept as you left it, encrypted."
STOPPED = "Stopped. Nothing was added."


class FirstPage(CenteredPage):
    """Hold the ways in; each is only told, and begun elsewhere."""

    file_asked = Signal()
    paste_asked = Signal()
    stop_asked = Signal()
    password_given = Signal(str)
    go_on_asked = Signal()
    instead_asked = Signal()
    drop_asked = Signal()

    def __init__(self) -> None:
        super().__init__(WIDTH)
        self.choose = primary_button("Choose a file…")
        self.paste = secondary_button("Paste text")
        self.stop = secondary_button("Stop")
        self._said = Label("", "control", "quiet")
        self._password = QLineEdit()
        self._open = secondary_button("Open the file")
        self._in_hand = body("")
        self.go_on = secondary_button("Go on with it")
        self.instead = secondary_button("Read the other file")
        self.let_go = FlatButton("Do not add it", quiet=True)
        self._asking, self._kept_row = QWidget(), QWidget()
        self._lay_out()
        self.choose.clicked.connect(self.file_asked)
        self.paste.clicked.connect(self.paste_asked)
        self.stop.clicked.connect(self.stop_asked)
        self._open.clicked.connect(self._give)
        self._password.returnPressed.connect(self._give)
        self.go_on.clicked.connect(self.go_on_asked)
        self.instead.clicked.connect(self.instead_asked)
        self.let_go.clicked.connect(self.drop_asked)
        self.show_ways("")

    def show_ways(self, said: str, tone: str = "quiet") -> None:
        """Offer the ways in, and say something below them."""
        self._show(busy=False, asking=False)
        self._say(said, tone)

    def show_reading(self, name: str) -> None:
        """Say that a file is being read, and offer to stop."""
        self._show(busy=True, asking=False)
        self._say(READING.format(name=name))
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: int, of: int) -> None:
        """Say how far reading it has come; that of a single page needs no counting."""
        if of > 1:
            self._said.setText(PAGE.format(page=page, of=of))

    def ask_password(self, words: str) -> None:
        """Ask for the password of the file, and say why."""
        self._show(busy=False, asking=True)
        self._say(words, "caution")
        self._password.clear()
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_kept(self, name: str, instead: str = "") -> None:
        """Tell of a reading that is not added yet, or, without a name, of none; offer a file in its place."""
        other = f" Reading “{instead}” would take its place." if instead else ""
        self._in_hand.setText(KEPT.format(name=name) + other)
        self._kept_row.setVisible(bool(name))
        self.instead.setVisible(bool(instead))
        if name:
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste with the usual keys too."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.paste.isVisible():
            self.paste_asked.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        password = self._password.text()
        self._password.clear()
        if password:
            self.password_given.emit(password)

    def _show(self, *, busy: bool, asking: bool) -> None:
        for widget, is_shown in (
            (self.choose, not busy),
            (self.paste, not busy),
            (self.stop, busy),
            (self._asking, asking),
        ):
            widget.setVisible(is_shown)

    def _say(self, words: str, tone: str = "quiet") -> None:
        self._said.tell(words, tone)
        self._said.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._password.setAccessibleName("Password of the file")
        self._password.setPlaceholderText("Password of the file")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self.setFocusProxy(self.choose)
        asking = QHBoxLayout(self._asking)
        kept = QVBoxLayout(self._kept_row)
        for inside in (asking, kept):
            inside.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self._password, 1)
        asking.addWidget(self._open)
        kept.setSpacing(8)
        kept.addWidget(self._in_hand)
        kept.addLayout(_row(self.go_on, self.instead, self.let_go))
        column = self.column
        column.addWidget(Label("Add a reading", "title"))
        column.addWidget(body(WHAT))
        column.addSpacing(16)
        column.addWidget(self._kept_row)
        column.addSpacing(8)
        column.addLayout(_row(self.choose, self.paste, self.stop))
        column.addSpacing(8)
        column.addWidget(self._said)
        column.addWidget(self._asking)
        column.addSpacing(8)
        column.addWidget(note(HERE))
        self._kept_row.hide()


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
