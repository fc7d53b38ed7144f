"""Write a letter beside the answers that passages are copied from; keep it on its way to the vault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.export import letter as letters
from resilience_desktop.workbook import (
    Answer,
    Body,
    Form,
    Letter,
    Moment,
    Reading,
    Reflection,
    ReflectionSummary,
    Source,
)
from resilience_desktop.workbook.answers import in_words
from ui.autosave import Autosave
from ui.desk import Visit
from ui.dialogs import confirm_delete_letter
from ui.file_saving import FileSaving
from ui.letter_keeping import Draft, note_copy, remove, save
from ui.widgets.guarded_text import copy_guarded
from ui.widgets.letter_editor import LetterEditor
from ui.widgets.source_pane import SourcePane
from ui.widgets.source_text import Shown
from ui.widgets.starting_point import StartingPoint
from ui.widgets.two_columns import TwoColumns

from .printed import file_name

if TYPE_CHECKING:
    from ui.parts import Parts

KEY = "letters"
SHARE = 0.4
"""The answers' part of the width: 430 of the 1,072 pixels beside the navigation at 1280."""

EMPTY = "The letter is empty, so there is nothing to copy or save yet."
COPIED = "Copied. It can be pasted where you write to them."
UNNOTED = "It is copied, but the list of what left this vault could not be written."
_LETTER = "letter"


@dataclass(frozen=True, slots=True)
class LetterState:
    """Hold a letter as it stands in the window; ``unsaved`` tells that the vault has not all of it."""

    begun: Moment
    draft: Draft = field(default_factory=Draft)
    to: str = ""
    body: Body = field(default_factory=Body)
    unsaved: bool = False


class WritingPage(QWidget):
    """Show one letter; ``left`` asks for the list, ``printed`` for the pages of the letter as it stands."""

    left = Signal()
    printed = Signal(object)

    def __init__(self, parts: Parts, state: LetterState) -> None:
        super().__init__()
        self._session = parts.session
        self._clock = parts.clock
        self._page = parts.page
        self._draft, self._begun = state.draft, state.begun
        self._removed = False
        self._sources = SourcePane(parts.look)
        self._editor = LetterEditor(parts.look)
        self._columns = TwoColumns(parts.look, (self._sources, self._editor), ("Answers", "Letter"), SHARE)
        self._autosave = Autosave(self._save, self)
        self._saving = FileSaving(parts.session, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._columns)
        StartingPoint(self, self._editor.area)
        self._columns.show_page(1)
        self._editor.show_letter(state.to, state.body)
        self._sources.set_to(state.to)
        self._connect()
        self._order_keys()
        if state.unsaved:
            self._edited()
        self._session.rounds(self._list, self.tell, self)

    def letter(self) -> Letter:
        """Return the letter as it stands here."""
        body = self._editor.area.body()
        return Letter(self._draft.id or 0, self._editor.to, self._begun, self._clock(), body)

    def unsaved(self) -> Visit | None:
        """Return what is not known to be in the vault, with what an input method is composing."""
        QGuiApplication.inputMethod().commit()
        self._editor.finish_composing()
        if self._removed or not self._autosave.unsaved:
            return None
        to, body = self._editor.to, self._editor.area.body()
        state = LetterState(self._begun, self._draft, to, body, unsaved=True)
        return Visit(KEY, partial(save, self._draft, to, body), state)

    def minimumSizeHint(self) -> QSize:
        """Let the window be as narrow as it wants: words wrap and pages scroll."""
        return QSize(0, 0)

    def _connect(self) -> None:
        editor, sources = self._editor, self._sources
        editor.text_edited.connect(self._edited)
        editor.to_edited.connect(self._edited)
        editor.to_edited.connect(lambda: sources.set_to(editor.to))
        editor.refused.connect(partial(editor.set_status, tone="caution"))
        editor.copy.clicked.connect(self._copy)
        editor.save_text.clicked.connect(self._save_text)
        editor.save_pdf.clicked.connect(lambda: self.printed.emit(self.letter()))
        sources.copied.connect(self._quote)
        sources.round_chosen.connect(self._choose)
        sources.back.clicked.connect(self.left)
        sources.delete.clicked.connect(self._delete)
        self._saving.saved.connect(lambda name: editor.say(f"Text saved: {name}", "accent"))
        self._saving.refused.connect(partial(editor.say, tone="danger"))
        self._saving.unnoted.connect(partial(editor.say, tone="caution"))

    def _order_keys(self) -> None:
        for one, other in pairwise((*self._editor.stops, *self._sources.stops)):
            self.setTabOrder(one, other)

    def _edited(self) -> None:
        self._editor.say("")
        self._editor.set_status("Saving…")
        self._autosave.touch(_LETTER)

    def _save(self, _: frozenset[str]) -> None:
        if self._removed:  # saving it would bring it back
            self._autosave.fail()
            return
        work = partial(save, self._draft, self._editor.to, self._editor.area.body())
        self._session.ask(work, self._saved, self._not_saved, self)

    def _saved(self, letter: Letter) -> None:
        self._begun = letter.begun
        if self._autosave.confirm():
            self._editor.set_status(f"Saved {letter.changed.time()}")

    def _not_saved(self, error: ResilienceError) -> None:
        self._autosave.fail()
        self._editor.set_status(f"Not saved yet. {error}", "caution")

    def _list(self, summaries: tuple[ReflectionSummary, ...]) -> None:
        rounds = [(each.id, f"{each.begun.day()}, {each.begun.time()} · {each.title}") for each in summaries]
        here = self._page.reflection_id
        chosen = here if here in dict(rounds) else next(iter(dict(rounds)), None)
        self._sources.set_rounds(rounds, chosen)
        if chosen is not None:
            self._choose(chosen)

    def _choose(self, number: int) -> None:
        self._session.collect([number], self._show, self.tell, self)

    def _show(self, found: tuple[tuple[Reflection, ...], Mapping[int, Reading]]) -> None:
        (reflection,), readings = found
        self._sources.set_answers(shown(reflection, readings.get(reflection.edition.id)))
        self._order_keys()

    def _quote(self, text: str, source: Source) -> None:
        if self._editor.quote(text, source):
            self._sources.tell("Copied into the letter.")

    def _copy(self) -> None:
        letter = self.letter()
        if not letter.body.text.strip():
            self._editor.say(EMPTY, "caution")
            return
        text = letters.text(letter)
        copy_guarded(text)
        note = partial(note_copy, letter, text.encode())
        self._session.ask(note, lambda _: self._editor.say(COPIED, "accent"), self._not_noted, self)

    def _not_noted(self, error: ResilienceError) -> None:
        self._editor.say(f"{UNNOTED} {error}", "caution")

    def _save_text(self) -> None:
        letter = self.letter()
        if not letter.body.text.strip():
            self._editor.say(EMPTY, "caution")
        elif self._saving.ask(file_name(letter, "txt"), letters.leaving(letter, Form.TEXT)):
            self._saving.write(f"{letters.text(letter)}\n".encode())

    def _delete(self) -> None:
        if confirm_delete_letter(self):
            self._removed = True
            self.setEnabled(False)
            self._session.ask(partial(remove, self._draft), lambda _: self.left.emit(), self._kept, self)

    def _kept(self, error: ResilienceError) -> None:
        self._removed = False
        self.setEnabled(True)
        self.tell(error)

    def tell(self, error: ResilienceError) -> None:
        """Say what went wrong."""
        self._editor.say(str(error), "danger")


def shown(reflection: Reflection, reading: Reading | None) -> list[Shown]:
    """Return the answers of a round that hold words, the one changed last first."""
    numbers = {prompt.id: n for n, prompt in enumerate(reading.prompts if reading else (), 1)}
    written = [answer for answer in reflection.answers if answer.text.strip()]
    written.sort(key=lambda a: (a.changed.utc_ms, numbers.get(a.prompt.id, 0)), reverse=True)
    return [
        Shown(
            _heading(answer, numbers.get(answer.prompt.id, 0)),
            answer.prompt.ask,
            in_words(answer.prompt, answer.text, bullet=""),
            Source(reflection.id, answer.prompt.id, answer.changed),
        )
        for answer in written
    ]


def _heading(answer: Answer, number: int) -> str:
    name = f"{number} {answer.prompt.label}" if number else answer.prompt.label
    return f"{name} · {answer.changed.day()}"
