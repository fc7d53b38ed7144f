"""Let a person see their recovery code, and check the note that they made of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel

from resilience_desktop.errors import ResilienceError
from ui.session import Session
from ui.widgets.buttons import secondary_button
from ui.widgets.code_field import CodeField
from ui.widgets.labels import body, note

from .section import Section


class RecoverySection(Section):
    """Show the code only when asked for; typing it back is remembered."""

    def __init__(self, session: Session) -> None:
        super().__init__("Recovery code")
        self._session = session
        self._code = ""
        self._proved = body("")
        self._result = note("")
        self._shown = QLabel()
        self._field = CodeField("Type it back from your note")
        self._show = secondary_button("Show my recovery code")
        self._check = secondary_button("Check it")
        self._lay_out()
        session.recovery(self._take_recovery, self._tell, self)

    def _lay_out(self) -> None:
        column = self.column
        self._shown.setObjectName("code")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._proved)
        for widget in (self._shown, self._field, self._check, self._result):
            widget.hide()
        row = QHBoxLayout()
        row.addWidget(self._show)
        row.addWidget(self._check)
        row.addStretch(1)
        column.addWidget(self._shown)
        column.addWidget(self._field)
        column.addWidget(self._result)
        column.addLayout(row)
        self._show.clicked.connect(self._reveal)
        self._check.clicked.connect(self._compare)
        self._field.submitted.connect(self._compare)

    def _take_recovery(self, found: tuple[str, str | None]) -> None:
        self._code, proved = found
        self._proved.setText(
            f"You last had it at hand on {proved}."
            if proved
            else "You have not typed it back yet. When there is a quiet minute, write it down and check it "
            "here."
        )

    def _reveal(self) -> None:
        self._shown.setText(self._code)
        self._shown.setAccessibleName("Recovery code: " + " ".join(self._code))
        for widget in (self._shown, self._field, self._check, self._result):
            widget.show()
        self._show.hide()
        self._field.setFocus()

    def _compare(self) -> None:
        if not self._field.matches(self._code):
            self._say("This is not the same code yet. Please compare it letter by letter.", "caution")
            self._field.setFocus()
            return
        self._session.prove_recovery(self._proved_now, self._tell, self)

    def _proved_now(self, _: None) -> None:
        self._say("That is it. Your note opens this vault.", "quiet")
        for widget in (self._shown, self._field, self._check):
            widget.hide()
        self._show.show()
        self._session.recovery(self._take_recovery, self._tell, self)

    def _tell(self, error: ResilienceError) -> None:
        self._say(str(error), "caution")

    def _say(self, sentence: str, tone: str) -> None:
        self._result.show()
        self._result.tell(sentence, tone)
