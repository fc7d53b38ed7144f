"""Answer by choosing from options, and in words of one's own where the prompt lets them stand beside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resilience_desktop.workbook import Choices, Prompt
from resilience_desktop.workbook.answers import Chosen, carried, read_choice, write_choice
from ui.theme import Look

from .buttons import FlatButton
from .form_field import FormField
from .option_list import OptionList


class ChoiceField(FormField[Chosen]):
    """Show every option; words that are none of them are kept and shown below."""

    own_words = "In your own words"

    def __init__(self, prompt: Prompt, choices: Choices, look: Look) -> None:
        super().__init__(prompt, look, has_own=choices.own)
        self._choices = choices
        self.options = OptionList(choices.options, look, several=choices.several)
        self._take_back = FlatButton("Take back", small=True, quiet=True)
        self._lay_out()
        how = "Choose any" if choices.several else "Choose one; Space again takes it back"
        for button in self.options.buttons:
            self._watch(button)
            button.setAccessibleDescription(
                "; ".join(part for part in (prompt.ask, how, prompt.help) if part)
            )
        self._stand_at(self.options.buttons[0])
        self._show_own("")
        self.options.changed.connect(self._changed)
        self.options.changed.connect(self._offer_to_take_back)
        self._take_back.clicked.connect(self._take_it_back)
        self._before = self._form()

    def set_answer(self, text: str, asked: Prompt) -> None:
        """Show an answer; what was chosen in another language is chosen in this one."""
        then = asked.choices
        if then is None or then.options == self._choices.options:
            self.set_text(text)
        else:
            self._set(carried(text, then, self._choices), text)

    def _lay_out(self) -> None:
        self._take_back.setAccessibleName(f"Take back: {self._prompt.label}")
        self._take_back.hide()
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._status)
        below.addStretch(1)
        below.addWidget(self._take_back)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(self.options)
        self._layout.addLayout(self._place_of_own)
        self._layout.addLayout(below)

    def _controls(self) -> tuple[QWidget, ...]:
        return self.options.buttons

    def _read(self, text: str) -> Chosen:
        return read_choice(text, self._choices)

    def _write(self, form: Chosen) -> str:
        return write_choice(form)

    def _form(self) -> Chosen:
        return Chosen(self.options.chosen, self.words)

    def _most_chosen(self) -> int:
        return sum(len(option) + 1 for option in self._choices.options)

    def _show(self, form: Chosen) -> None:
        self.options.chosen = form.options
        self._offer_to_take_back()
        first = self.options.button_of(form.options[0]) if form.options else None
        if first is not None and not self.hasFocus():
            self._stand_at(first)

    def _freeze(self, read_only: bool) -> None:
        self.options.set_read_only(read_only)
        self._offer_to_take_back()

    def _offer_to_take_back(self) -> None:
        """Of several, each is taken back as it was chosen; of one alone, nobody would guess how."""
        chosen = bool(self.options.chosen) and not self._choices.several
        self._take_back.setVisible(chosen and not self._read_only)

    def _take_it_back(self) -> None:
        chosen = self.options.button_of(self.options.chosen[0])
        (chosen or self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.options.take_back()

    def _control_of(self, line: str) -> QWidget | None:
        return self.options.button_of(line)

    def _stand_at(self, control: QWidget) -> None:
        super()._stand_at(control)
        if control in self.options.buttons:
            self.options.stand_at(control)
