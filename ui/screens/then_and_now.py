"""Show one prompt across all rounds of a reading, and the path from closed to open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import EarlierAnswer, Path, Place, Prompt, Reading, Step
from ui.session import Session
from ui.theme import Look
from ui.widgets.answer_columns import AnswerColumns
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import body, note, title
from ui.widgets.path_part import PathPart
from ui.widgets.prompt_chooser import PromptChooser

NAME = "Then and now"
TOO_EARLY = "When you have reflected twice, you will see here what moved."
NO_ANSWER = "What you write for this prompt will stand here, one date beside the other."
CLOCK = "Some dates run backwards, because this computer’s clock was changed. All stand in the order written."

FIRST = 8
"""How many answers come with the first look; more follow as they come into view."""

LOW = 680
"""Below this height in pixels the line takes less of it."""

_DAY_MS = 86_400_000


class ThenAndNowScreen(QScrollArea):
    """Look back over a reading; nothing here can be changed, and every date opens its reflection."""

    def __init__(
        self, session: Session, look: Look, reading: Reading, open_place: Callable[[Place], None]
    ) -> None:
        super().__init__()
        self._session = session
        self._open_place = open_place
        self._reading_id = reading.id
        self._prompt: Prompt | None = None
        self._page = QWidget()
        self._subtitle = body("")
        self._readings = ChoiceBox()
        self._message = note("", "danger")
        self._path = PathPart(look)
        self._clock = note(CLOCK)
        self._chooser = PromptChooser()
        self._nothing = body("")
        self._columns = AnswerColumns(look)
        self._lay_out()
        self._connect()
        self._look_up(self._reading_id, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more height to the answers where there is little."""
        super().resizeEvent(event)
        self._path.set_low(self.height() < LOW)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._subtitle, 1)
        row.addWidget(self._readings)
        self._readings.setAccessibleName("Reading")
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(40, 36, 40, 20)
        layout.setSpacing(4)
        layout.addWidget(title(NAME))
        layout.addLayout(row)
        layout.addWidget(self._message)
        layout.addSpacing(20)
        layout.addWidget(self._path)
        layout.addWidget(self._clock)
        layout.addSpacing(12)
        layout.addWidget(self._chooser)
        layout.addSpacing(12)
        layout.addWidget(self._nothing)
        layout.addWidget(self._columns, 1)
        layout.addStretch(0)
        for part in (self._readings, self._message, self._path, self._clock, self._chooser, self._nothing):
            part.hide()
        self.setAccessibleName(NAME)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page)

    def _connect(self) -> None:
        self._readings.activated.connect(lambda at: self._look_up(self._readings.itemData(at), ""))
        self._chooser.prompt_chosen.connect(lambda prompt: self._look_up(self._reading_id, prompt.id))
        self._chooser.month_chosen.connect(self._columns.go_to_row)
        self._path.opened.connect(self._open)
        self._path.reached.connect(lambda step: self._columns.go_to(step.reflection_id))
        self._columns.opened.connect(self._open)
        self._columns.wanted.connect(self._fetch)
        self._columns.fitted.connect(self._offer_months)

    def _look_up(self, reading_id: str, prompt_id: str) -> None:
        """Find the path of a reading and the newest answers to a prompt, the first one unless named."""
        asked = {reading.id: reading.prompts for reading in self._session.shown}
        self._session.ask(
            lambda vault: vault.across.path(reading_id, prompt_id, asked, FIRST),
            self._show,
            self._tell,
            self,
        )

    def _show(self, path: Path) -> None:
        self._message.hide()
        self._reading_id = path.reading_id
        self._prompt = path.prompt
        self._name(path)
        several = len(path.steps) > 1
        self._path.setVisible(several)
        self._path.set_steps(path.steps if several else ())
        self._clock.setVisible(several and _runs_backwards(path.steps))
        self._chooser.setVisible(bool(path.steps))
        self._chooser.set_prompts(path.prompts, path.numbered, path.prompt.id if path.prompt else "")
        self._nothing.setText(NO_ANSWER if several else TOO_EARLY)
        self._nothing.setVisible(not several or not path.answered)
        self._columns.setVisible(bool(path.answered))
        steps = {step.reflection_id: step for step in path.steps}
        asked_now = path.prompt.ask if path.prompt else ""
        self._columns.set_steps([steps[each] for each in path.answered], asked_now, path.answers)
        QTimer.singleShot(0, self, self._name_months)  # after the first paint

    def _name(self, path: Path) -> None:
        short = {reading.id: reading.name() for reading in self._session.shown}
        names = {each: " ".join(short.get(each, words).split()) for each, words in path.readings}
        name = names.get(path.reading_id, short.get(path.reading_id, ""))
        since = f" · since {path.steps[-1].begun.day()}" if path.steps else ""
        self._subtitle.setText(f"{name}{since}")
        self._readings.clear()
        for reading_id, words in names.items():
            self._readings.addItem(words, reading_id)
        self._readings.setCurrentIndex(self._readings.findData(path.reading_id))
        self._readings.setVisible(len(path.readings) > 1)

    def _name_months(self) -> None:
        self._chooser.set_months(self._columns.steps)
        self._offer_months()

    def _offer_months(self) -> None:
        self._chooser.show_months(not self._columns.all_in_view)

    def _fetch(self, ids: tuple[int, ...]) -> None:
        prompt = self._prompt
        if prompt is not None:
            self._session.ask(
                lambda vault: vault.across.answers(prompt.id, ids),
                lambda answers: self._take(prompt, answers),
                self._tell,
                self,
            )

    def _take(self, prompt: Prompt, answers: Sequence[EarlierAnswer]) -> None:
        if prompt == self._prompt:  # another one may be shown by now
            self._columns.give(answers)

    def _open(self, step: Step) -> None:
        self._open_place(
            Place(self._reading_id, step.reflection_id, self._prompt.id if self._prompt else None)
        )

    def _tell(self, error: ResilienceError) -> None:
        self._message.show()
        self._message.tell(str(error), "danger")


def _runs_backwards(steps: Sequence[Step]) -> bool:
    """Tell whether a round begins a day or more before one that was written earlier."""
    return any(older.begun.utc_ms - newer.begun.utc_ms >= _DAY_MS for newer, older in pairwise(steps))
