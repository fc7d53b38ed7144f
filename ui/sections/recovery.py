"""Let a person see their recovery code, and check the note that they made of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from resilience_desktop.errors import ResilienceError
from ui.preferences import Preferences
from ui.session import Session
from ui.widgets.buttons import secondary_button
from ui.widgets.code_field import CodeField
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import body, note

from .section import Section

if TYPE_CHECKING:
    from ui.sheet_saving import SheetSaving

SAVED = "PDF saved: {}. Once it is printed, please remove the file."

SHOW, HIDE = "Show my recovery code", "Hide my recovery code"


class RecoverySection(Section):
    """Show the code only when asked for; typing it back is remembered."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__("Recovery code")
        self._session = session
        self._preferences = preferences
        self._code = ""
        self._proved = body("")
        self._result = note("")
        self._shown = QLabel()
        self._field = CodeField("Type it back from your note")
        self._show = secondary_button(SHOW)
        self._check = secondary_button("Check it")
        self._sheet = secondary_button("Save a recovery sheet…")
        self._lay_out()
        session.recovery(self._take_recovery, self._tell, self)

    def _lay_out(self) -> None:
        column = self.column
        self._shown.setObjectName("code")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._proved)
        for widget in (self._shown, self._field, self._check, self._result):
            widget.hide()
        row = FlowLayout()
        row.addWidget(self._show)
        row.addWidget(self._check)
        row.addWidget(self._sheet)
        column.addWidget(self._shown)
        column.addWidget(self._field)
        column.addWidget(self._result)
        column.addLayout(row)
        self._show.clicked.connect(self._reveal)
        self._check.clicked.connect(self._compare)
        self._sheet.clicked.connect(self._save_sheet)
        self._sheet.setEnabled(False)
        self._field.submitted.connect(self._compare)

    def _take_recovery(self, found: tuple[str, str | None]) -> None:
        self._code, proved = found
        self._sheet.setEnabled(True)
        self._proved.setText(
            f"You last typed it back on {proved}."
            if proved
            else "You have not typed it back yet. When there is a quiet minute, write it down and check it "
            "here."
        )

    def _reveal(self) -> None:
        if self._shown.isVisible():
            self._hide_code()
            return
        self._show.setText(HIDE)
        self._show.setAccessibleName(HIDE)
        self._shown.setText(self._code)
        self._shown.setAccessibleName("Recovery code: " + " ".join(self._code))
        for widget in (self._shown, self._field, self._check, self._result):
            widget.show()
        self._field.setFocus()

    def _hide_code(self) -> None:
        for widget in (self._shown, self._field, self._check):
            widget.hide()
        self._shown.clear()
        self._field.clear()
        self._show.setText(SHOW)
        self._show.setAccessibleName(SHOW)

    def _compare(self) -> None:
        if not self._field.matches(self._code):
            self._say("This is not the same code yet. Please compare it letter by letter.", "caution")
            self._field.setFocus()
            return
        self._session.prove_recovery(self._proved_now, self._tell, self)

    def _proved_now(self, _: None) -> None:
        self._say("That is it. Your note opens this vault.", "quiet")
        self._hide_code()
        self._session.recovery(self._take_recovery, self._tell, self)

    @cached_property
    def _saving(self) -> SheetSaving:
        from ui.sheet_saving import SheetSaving  # needed seldom

        saving = SheetSaving(self._session, self)
        saving.begun.connect(lambda: self._say("Making the sheet…", "quiet"))
        saving.saved.connect(lambda name: self._say(SAVED.format(name), "accent"))
        saving.refused.connect(lambda sentence: self._say(sentence, "danger"))
        return saving

    def _save_sheet(self) -> None:
        from resilience_desktop.export.layout import Face, Layout, Paper
        from resilience_desktop.export.sheet import Sheet

        now = self._preferences.now
        layout = Layout(Paper[now.paper.upper()], face=Face(now.face))
        self._saving.ask(Sheet(self._code, self._session.today), layout)

    def _tell(self, error: ResilienceError) -> None:
        self._say(str(error), "caution")

    def _say(self, sentence: str, tone: str) -> None:
        self._result.show()
        self._result.tell(sentence, tone)
