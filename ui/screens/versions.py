"""Show what an answer was before, beside what it is now, and bring an earlier version back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Prompt, Version
from resilience_desktop.workbook.answers import in_words
from resilience_desktop.workbook.comparison import Fate, Stretch, compare
from ui.session import Session
from ui.theme import Look
from ui.widgets.buttons import primary_button
from ui.widgets.comparison_text import ComparisonText
from ui.widgets.label import Label
from ui.widgets.labels import note, title
from ui.widgets.quiet_list import QuietList

NAME = "Earlier versions"
LEGEND = "Struck through: gone since then. Underlined: new since then."
SAME = "These are the same words as now."
_LIST_WIDTH = 224


class VersionsScreen(QWidget):
    """List the versions of one answer, the newest first, and compare the chosen one with the present text."""

    brought_back = Signal(str, str)

    def __init__(
        self, session: Session, look: Look, reflection_id: int, prompt: Prompt, present: str
    ) -> None:
        super().__init__()
        self._session = session
        self._reflection_id = reflection_id
        self._prompt = prompt
        self._present = present
        self._list = QuietList(NAME)
        self._legend = note("")
        self._text = ComparisonText(look)
        self._back = primary_button("Bring this back")
        self._message = note("", "danger")
        self._lay_out()
        self._list.currentRowChanged.connect(lambda _: self._compare())
        self._back.clicked.connect(self._bring_back)
        self._ask_for_list()

    def forbid_bringing_back(self) -> None:
        """Only show the versions, because the page lies in the bin."""
        self._back.hide()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._legend)
        right.addWidget(self._text, 1)
        right.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._message)
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self._list)
        row.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 36, 40, 24)
        layout.setSpacing(8)
        layout.addWidget(title(NAME))
        layout.addWidget(Label(self._prompt.ask, "help", "quiet"))
        layout.addSpacing(12)
        layout.addLayout(row, 1)
        self._list.setFixedWidth(_LIST_WIDTH)
        self._message.hide()
        self._back.setEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._list)

    def _ask_for_list(self) -> None:
        number, prompt_id = self._reflection_id, self._prompt.id
        self._session.ask(
            lambda vault: vault.history.versions(number, prompt_id), self._show, self._tell, self
        )

    def _show(self, versions: tuple[Version, ...]) -> None:
        self._list.set_lines([(v.id, f"{v.changed.day()}, {v.changed.time()}") for v in versions])

    def _compare(self) -> None:
        number, prompt = self._list.chosen, self._prompt
        present = in_words(prompt, self._present)
        self._back.setEnabled(False)
        if number is not None:
            self._session.ask(
                lambda vault: compare(in_words(prompt, vault.history.text(number)), present),
                partial(self._show_comparison, number),
                self._tell,
                self,
            )

    def _show_comparison(self, number: int, stretches: tuple[Stretch, ...]) -> None:
        if number != self._list.chosen:  # another one was chosen meanwhile
            return
        is_same = all(stretch.fate in (Fate.STAYED, Fate.LEFT_OUT) for stretch in stretches)
        self._text.compare(stretches)
        self._legend.tell(SAME if is_same else LEGEND)
        self._back.setEnabled(not is_same)

    def _bring_back(self) -> None:
        version, number, asked, present = (
            self._list.chosen,
            self._reflection_id,
            self._prompt.id,
            self._present,
        )
        if version is not None:
            self._back.setEnabled(False)
            self._session.ask(
                lambda vault: vault.history.bring_back(version, number, asked, present),
                partial(self.brought_back.emit, asked),
                self._tell,
                self,
            )

    def _tell(self, error: ResilienceError) -> None:
        self._message.show()
        self._message.tell(str(error), "danger")
        self._back.setEnabled(True)
