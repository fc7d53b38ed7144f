"""Answer with a place on a scale, or with none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resilience_desktop.workbook import Prompt, Scale
from resilience_desktop.workbook.answers import Rated, read_rating, write_rating
from ui.theme import Look

from .buttons import FlatButton
from .form_field import FormField
from .label import Label
from .scale_slider import ScaleSlider

UNSAID = "no answer yet"


class ScaleField(FormField[Rated]):
    """Show the scale with its ends; words that stand below the number are kept and shown."""

    def __init__(self, prompt: Prompt, scale: Scale, look: Look) -> None:
        super().__init__(prompt, look, has_own=False)
        self._scale = scale
        self.slider = ScaleSlider(scale.low, scale.high)
        self._number = Label("", "answer")
        self._take_back = FlatButton("Take back", small=True, quiet=True)
        self._lay_out()
        self._watch(self.slider)
        self._stand_at(self.slider)
        self.slider.moved.connect(self._moved)
        self._take_back.clicked.connect(self._take_it_back)
        self._before = self._form()
        self._tell()

    def _lay_out(self) -> None:
        self.slider.setAccessibleName(self._prompt.ask)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._take_back.setAccessibleName(f"Take back: {self._prompt.label}")
        line, ends, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self.slider, 1)
        line.addWidget(self._number)
        ends.setSpacing(24)
        low, high = (Label(words, "help", "quiet") for words in _ends(self._scale))
        high.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        low.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        ends.addWidget(low, 1)
        ends.addWidget(high, 1)
        below.setSpacing(16)
        below.addWidget(self._status)
        below.addStretch(1)
        below.addWidget(self._take_back)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addLayout(line)
        self._layout.addLayout(ends)
        self._layout.addLayout(self._place_of_own)
        self._layout.addLayout(below)

    def _controls(self) -> tuple[QWidget, ...]:
        return (self.slider,)

    def _read(self, text: str) -> Rated:
        return read_rating(text, self._scale)

    def _write(self, form: Rated) -> str:
        return write_rating(form)

    def _form(self) -> Rated:
        return Rated(self.slider.chosen, self.words)

    def _most_chosen(self) -> int:
        return len(f"{max(map(abs, (self._scale.low, self._scale.high)))}") + 2  # its sign, and a line feed

    def _show(self, form: Rated) -> None:
        self.slider.show_chosen(form.value)
        self._tell()

    def _control_of(self, line: str) -> QWidget | None:
        return self.slider if line == str(self.slider.chosen) else None

    def _freeze(self, read_only: bool) -> None:
        self.slider.set_read_only(read_only)
        self._tell()

    def _moved(self) -> None:
        self._tell()
        if self.slider.dragged:  # the way of the mouse is one step
            self._before = self._form()
            self.edited.emit()
        else:
            self._changed()

    def _take_it_back(self) -> None:
        self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self.slider.take_back()

    def _tell(self) -> None:
        said = self.slider.chosen
        self._number.setText(UNSAID if said is None else str(said))
        self._number.set_role("status" if said is None else "answer")
        self._number.set_tone("quiet" if said is None else "ink")
        self._take_back.setVisible(said is not None and not self._read_only)
        described = (self._scale.words(), self.slider.hint, self._prompt.help)
        self.slider.setAccessibleDescription("; ".join(part for part in described if part))


def _ends(scale: Scale) -> tuple[str, str]:
    low, high = (
        f"{number} · {label}" if label else str(number)
        for number, label in ((scale.low, scale.low_label), (scale.high, scale.high_label))
    )
    return low, high
