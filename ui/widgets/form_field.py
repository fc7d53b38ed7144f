"""Answer with controls, and with words below them where there are any or may be some."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop.workbook import ANSWER_LIMIT, Prompt
from resilience_desktop.workbook.answers import Chosen, Rated
from ui.theme import Look

from .answer_field import AnswerField
from .answer_text import MARGIN, AnswerText
from .field_frame import FieldFrame

MOST_STEPS = 200
"""How many steps can be undone at the most."""


S = TypeVar("S", Rated, Chosen)


class OwnWords(FieldFrame):
    """Hold words that stand below the controls; ``name`` is what a screen reader hears."""

    def __init__(self, name: str, prompt: Prompt, look: Look) -> None:
        super().__init__()
        self.area = AnswerText(look)
        self.area.setAccessibleName(name)
        self.area.setAccessibleDescription(prompt.ask)
        self.area.setPlaceholderText(name)
        self.hold(self.area)
        self.setFocusProxy(self.area)
        layout = QVBoxLayout(self)
        side = 13 - MARGIN
        layout.setContentsMargins(side, 11 - MARGIN, side, 11 - MARGIN)
        layout.addWidget(self.area)

    def set_read_only(self, read_only: bool) -> None:
        """Show the words alone, or let them be written."""
        self.area.set_read_only(read_only)
        self.quiet = read_only
        self.update()


class FormField(AnswerField, Generic[S]):
    """Keep what the controls say and the words below as one text.

    As long as they say what was set, the text is the one that was set, to the letter. The controls have
    an undo of their own, and the words have theirs.
    """

    own_words = "In words"
    """What is asked of the words below."""

    def __init__(self, prompt: Prompt, look: Look, *, has_own: bool) -> None:
        super().__init__()
        self.quiet = True
        self._prompt = prompt
        self._look = look
        self._has_own = has_own
        self._read_only = False
        self._own: OwnWords | None = None
        self._originals: list[tuple[S, str]] = []
        self._before: S | None = None
        self._past: list[tuple[S, bool]] = []
        self._future: list[tuple[S, bool]] = []
        self._here: QWidget | None = None
        self._putting = False
        self._place_of_own = QVBoxLayout()
        self._place_of_own.setContentsMargins(0, 0, 0, 0)

    @abstractmethod
    def _controls(self) -> tuple[QWidget, ...]:
        """Return what the keyboard can come to, but for the words."""

    @abstractmethod
    def _read(self, text: str) -> S:
        """Return what a text says."""

    @abstractmethod
    def _write(self, form: S) -> str:
        """Return the text that says it."""

    @abstractmethod
    def _form(self) -> S:
        """Return what the controls and the words say."""

    @abstractmethod
    def _show(self, form: S) -> None:
        """Have the controls say it; ``edited`` is not emitted."""

    @property
    def words(self) -> str:
        """Return the words below the controls."""
        return self._own.area.text() if self._own else ""

    @property
    def caret(self) -> int:
        """Return where the keyboard is or was: each control counts as one, then the characters of words."""
        controls = self._controls()
        if self._own and self._here is self._own.area:
            return len(controls) + self._own.area.caret
        return controls.index(self._here) if self._here in controls else 0

    @caret.setter
    def caret(self, characters: int) -> None:
        controls = self._controls()
        if characters < len(controls):
            self._stand_at(controls[max(characters, 0)])
        elif self._own:
            self._own.area.caret = characters - len(controls)
            self._stand_at(self._own.area)

    def text(self) -> str:
        """Return the answer; as long as it says what was set, to the letter as it was set."""
        form = self._form()
        return next((text for seen, text in self._originals if seen == form), self._write(form))

    def set_text(self, text: str) -> None:
        """Show an answer from the vault; ``edited`` is not emitted, and the undo history begins anew."""
        self._set(self._read(text), text)

    def _set(self, form: S, text: str) -> None:
        """Show an answer that the vault has in these words."""
        self._originals = [(form, text)]
        self._past.clear()
        self._future.clear()
        self._show(form)
        self._show_own(form.words)
        if self._own:
            self._own.area.set_text(form.words)
        self._before = self._form()
        self._count_words()
        self.loaded.emit()

    def replace_with(self, text: str) -> None:
        """Put another answer in the place of this one, as one edit that can be undone."""
        form = self._read(text)
        self._remember(self._form(), whole=True)
        self._originals.insert(0, (form, text))
        self._put(form, whole=True)

    def select_found(self, sought: str, characters: int) -> None:
        """Go to what a search found: select it in the words, or stand at the control that says it."""
        text, form = self.text(), self._form()
        control = self._control_of(text.split("\n")[text[: max(characters, 0)].count("\n")])
        if control is not None or self._own is None:
            self._stand_at(control or self._controls()[0])
            return
        self._stand_at(self._own.area)
        self._own.area.select_found(sought, max(0, characters - (len(text) - len(form.words))))

    def insert_quote(self, passage: str) -> None:
        """Write a passage of the reading into the words, where there were none too."""
        own = self._shown_own()
        own.setFocus()
        own.area.insert_quote(passage)

    def finish_composing(self) -> None:
        """Take what an input method has proposed so far."""
        if self._own:
            self._own.area.finish_composing()

    def set_read_only(self, read_only: bool) -> None:
        """Show the answer alone, or let it be changed; the keyboard can come here all the same."""
        self._read_only = read_only
        self._freeze(read_only)
        self._show_own(self.words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell where the keyboard is; undo and redo what the controls say."""
        if isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            self._note_focus(watched, event)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                self._step(
                    *((self._past, self._future) if event.matches(keys.Undo) else (self._future, self._past))
                )
                return True
        return super().eventFilter(watched, event)

    @abstractmethod
    def _most_chosen(self) -> int:
        """Return how many characters of the text the controls may take."""

    def _watch(self, control: QWidget) -> None:
        control.installEventFilter(self)

    def _freeze(self, read_only: bool) -> None:
        """Let the controls only be looked at, or used again."""

    def _control_of(self, line: str) -> QWidget | None:
        """Return the control that says a line of the text, or None where it is words."""
        return None

    def _changed(self) -> None:
        """Note that the person used a control."""
        if self._before is not None:
            self._remember(self._before, whole=False)
        self._before = self._form()
        self.edited.emit()

    def _remember(self, form: S, *, whole: bool) -> None:
        self._past.append((form if whole else replace(form, words=""), whole))  # words may be long
        del self._past[:-MOST_STEPS]
        self._future.clear()

    def _step(self, from_here: list[tuple[S, bool]], to_there: list[tuple[S, bool]]) -> None:
        if from_here and not self._read_only:
            form, whole = from_here.pop()
            present = self._form()
            to_there.append((present if whole else replace(present, words=""), whole))
            self._put(form, whole=whole)

    def _put(self, form: S, *, whole: bool) -> None:
        """Show another answer as an edit; its words only where they were put there together with it."""
        self._show(form)
        if whole:
            self._show_own(form.words)
            if self._own:
                self._putting = True
                self._own.area.replace_with(form.words)
                self._putting = False
        self._before = self._form()
        self.edited.emit()

    def _show_own(self, words: str) -> None:
        """Show the field for words where there are some, or where some may be written."""
        if words or (self._has_own and not self._read_only):
            self._shown_own()
        elif self._own:
            self._own.hide()
        if self._own:
            self._own.set_read_only(self._read_only)

    def _shown_own(self) -> OwnWords:
        if self._own is None:
            self._own = self._made_own()
        self._own.show()
        return self._own

    def _made_own(self) -> OwnWords:
        own = OwnWords(self.own_words, self._prompt, self._look)
        own.area.limit = ANSWER_LIMIT - self._most_chosen()
        self._place_of_own.setContentsMargins(0, 8, 0, 0)
        self._place_of_own.addWidget(own)
        self.setTabOrder(self._controls()[-1], own.area)  # what comes late would be visited last
        own.area.edited.connect(self._note_words)
        own.area.refused.connect(self.refused)
        own.area.left.connect(self.left)
        own.area.focused.connect(lambda: self._note_own(own.area))
        return own

    def _note_words(self) -> None:
        if not self._putting:
            self.edited.emit()

    def _note_own(self, area: AnswerText) -> None:
        self._stand_at(area)
        self.focused.emit()

    def _note_focus(self, control: QWidget, event: QFocusEvent) -> None:
        if event.gotFocus():
            self._stand_at(control)
            self.focused.emit()
        else:
            from PySide6.QtCore import Qt  # see qt_names

            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.left.emit()

    def _stand_at(self, control: QWidget) -> None:
        self._here = control
        self.setFocusProxy(control)

    def _counted(self) -> str:
        return self.words

    def _speaker(self) -> QWidget:
        return self._here or self._controls()[0]
