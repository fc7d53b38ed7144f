"""Let a person note whom they can turn to; the Pause page shows it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook.practice import OwnWords
from ui.autosave import Autosave
from ui.desk import Visit
from ui.session import Session
from ui.theme import Look
from ui.widgets.answer_text import AnswerText
from ui.widgets.field_frame import FieldFrame
from ui.widgets.labels import body, note

from .section import Section

NAME = "People you can turn to"
_PIECE = "support"


class SupportSection(Section):
    """Edit a few lines that are saved by themselves, in the vault."""

    def __init__(self, session: Session, look: Look, key: str) -> None:
        super().__init__(NAME)
        self._session = session
        self._key = key
        self._text = AnswerText(look)
        self._status = note("")
        self._autosave = Autosave(lambda _: self._save(), self)
        frame = FieldFrame()
        frame.hold(self._text)
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(11, 9, 11, 9)
        inside.addWidget(self._text)
        self._text.setAccessibleName(NAME)
        self._text.setPlaceholderText("A friend, a colleague, a helpline: names and numbers")
        self.column.addWidget(body("Pause (F9) shows them. They are kept in your vault, like all you write."))
        self.column.addWidget(frame)
        self.column.addWidget(self._status)
        self._text.edited.connect(self._edited)
        self._text.left.connect(self._autosave.flush)
        session.ask(lambda vault: vault.practice.own_words(), self._take, self._tell, self)

    def unsaved(self) -> Visit | None:
        """Return what is not known to be in the vault, or None."""
        if not self._autosave.unsaved:
            return None
        text = self._text.text()
        return Visit(self._key, lambda vault: vault.practice.set_support(text), text)

    def show_again(self, text: str) -> None:
        """Show words that were not saved yet."""
        self._text.set_text(text)
        self._edited()

    def _take(self, own: OwnWords) -> None:
        if not self._autosave.unsaved:
            self._text.set_text(own.support)

    def _edited(self) -> None:
        self._autosave.touch(_PIECE)
        self._status.setText("Saving…")

    def _save(self) -> None:
        text = self._text.text()
        self._session.ask(lambda vault: vault.practice.set_support(text), self._saved, self._not_saved, self)

    def _saved(self, _: None) -> None:
        if self._autosave.confirm():
            self._status.tell("Saved")

    def _not_saved(self, error: ResilienceError) -> None:
        self._autosave.fail()
        self._tell(error)

    def _tell(self, error: ResilienceError) -> None:
        self._status.tell(str(error), "caution")
