"""Lead through a few minutes of letting something be what it is, for now."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from resilience_desktop.workbook import Clock
from resilience_desktop.workbook.practice import OwnWords, Sitting
from ui.desk import Visit
from ui.motion import Motion
from ui.preferences import Preferences
from ui.session import Session
from ui.theme import Look
from ui.widgets.breathing import BreathingCircle
from ui.widgets.buttons import flat_button, primary_button
from ui.widgets.centered import CenteredPage
from ui.widgets.chips import ChipRow
from ui.widgets.label import Label
from ui.widgets.labels import body, note
from ui.widgets.openness import QUESTION, OpennessSlider
from ui.widgets.passphrase_field import SecretLine
from ui.widgets.starting_point import StartingPoint

KEY = "practice"
SENTENCE = "This is what is, for now."
HINT = "Breathe in. Name what you notice. You need not change it."
ENDED = "That was it. Stay a little, if you like."
MINUTES = (1, 3, 5)
WIDTH = 560
FRAME_MS, STILL_FRAME_MS = 33, 250
"""Between two looks at the clock, in milliseconds: while the circle moves, and while it stands still."""

STAY_S = 30
"""How often a practice under way counts as a touch of the program, in seconds."""


class Stage(Enum):
    """Say where the practice stands."""

    READY = auto()
    RUNNING = auto()
    PAUSED = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True)
class PracticeState:
    """Hold what the vault may not have of a practice: the person's sentence, and the times they spoke of."""

    words: str
    sittings: tuple[Sitting, ...] = ()


class PracticeScreen(CenteredPage):
    """Run a practice; only what the person says of it is kept, and only if they say it."""

    left = Signal()
    let_go_asked = Signal()
    touched = Signal()

    _unkept: tuple[Sitting, ...] = ()

    def __init__(
        self,
        session: Session,
        look: Look,
        preferences: Preferences,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(WIDTH)
        self._session, self._clock, self._monotonic = session, clock, monotonic
        self.stage = Stage.READY
        self._begun = clock()
        self._passed, self._since, self._stayed = 0.0, 0.0, 0.0
        self._before: int | None = None
        self._after: int | None = None
        self._kept_words, self._words = "", ""
        self._circle = BreathingCircle(look)
        self._sentence = Label(SENTENCE, "sentence")
        self._hint = body(HINT)
        self._own = SecretLine("Your own words for the sentence")
        self._minutes = ChipRow([f"{minutes} min" for minutes in MINUTES])
        self._time = note("")
        self._question = body(QUESTION)
        self._slider = OpennessSlider()
        self._scale = QWidget()
        self._act = primary_button("Begin")
        self._reword = flat_button("Use my own words", small=True)
        self._let_go = flat_button("Write something to let go of", small=True)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._settled = QTimer(self, singleShot=True, interval=0)  # once the page is laid out
        self._lay_out()
        self._connect()
        self._show_stage()
        self._keep_still_if_asked(preferences)
        session.ask(lambda vault: vault.practice.own_words(), self._take_words, lambda _: None, self)

    def _keep_still_if_asked(self, preferences: Preferences) -> None:
        if preferences.now.motion == "still":
            self._circle.set_still(True)
            return
        motion = Motion(self)
        motion.still.connect(lambda: self._circle.set_still(True))
        motion.ask()

    def unsaved(self) -> Visit | None:
        """Return what the person said of this practice, and their new sentence, until these are kept."""
        words = self._words if self._words != self._kept_words else None
        sittings, passed = self._unkept, self._elapsed()
        if passed > 0 and (self._before, self._after) != (None, None):
            sittings = (*sittings, Sitting(self._begun, round(passed), self._before, self._after))
        if words is None and not sittings:
            return None
        state = PracticeState(self._words, sittings)
        return Visit(KEY, lambda vault: vault.practice.keep(words, *sittings), state)

    def bring_back(self, state: PracticeState) -> None:
        """Take what was not saved yet when the vault was locked."""
        self.set_words(state.words)
        self._unkept = state.sittings

    def step_back(self) -> bool:
        """End a practice that is under way; tell whether there was one."""
        if self.stage in (Stage.RUNNING, Stage.PAUSED):
            self._end()
            return True
        return False

    def look(self) -> None:
        """Look at the clock: move the circle, say what is left, end in time."""
        passed = self._elapsed()
        self._circle.show_at(passed)
        if passed - self._stayed >= STAY_S:
            self._stayed = passed
            self.touched.emit()
        if passed >= self._length:
            self._end()
        else:
            self._say_time()

    def _lay_out(self) -> None:
        column = self.column
        column.setSpacing(0)
        column.addWidget(self._circle)
        column.addSpacing(18)
        self._own.setEchoMode(QLineEdit.EchoMode.Normal)
        self._own.setFrame(True)
        self._own.setMaxLength(200)
        self._own.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._own.hide()
        for label in (self._sentence, self._hint, self._time, self._question):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget, space in (
            (self._sentence, 8),
            (self._own, 8),
            (self._hint, 26),
            (_centred(self._minutes), 18),
            (self._question, 8),
            (self._scale, 22),
            (_centred(self._act), 14),
            (self._time, 14),
            (_centred(self._reword, self._let_go), 0),
        ):
            column.addWidget(widget)
            column.addSpacing(space)
        for widget in (self._minutes, self._question, self._scale, self._reword, self._let_go):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # so that the circle stands where it stood
            widget.setSizePolicy(policy)
        row = QHBoxLayout(self._scale)
        row.setContentsMargins(40, 0, 40, 0)
        row.setSpacing(12)
        row.addWidget(Label("closed", "status", "quiet"))
        row.addWidget(self._slider, 1)
        row.addWidget(Label("open", "status", "quiet"))
        self._minutes.chosen = (1,)
        StartingPoint(self, self._act)
        stops = (self._own, *self._minutes.chips, self._slider, self._act, self._reword, self._let_go)
        for one, other in pairwise(stops):  # as the eye goes
            self.setTabOrder(one, other)

    def _connect(self) -> None:
        self._settled.timeout.connect(lambda: self.ensureWidgetVisible(self._act, 0, 24))
        self._act.clicked.connect(self._go)
        self._minutes.changed.connect(self._choose_length)
        self._slider.moved.connect(self._said)
        self._reword.clicked.connect(self._edit_words)
        self._own.returnPressed.connect(self._edit_words)
        self._own.textEdited.connect(self._reworded)
        self._let_go.clicked.connect(self.let_go_asked)

    @property
    def _length(self) -> float:
        return MINUTES[self._minutes.chosen[0]] * 60.0

    def _elapsed(self) -> float:
        running = self._monotonic() - self._since if self.stage is Stage.RUNNING else 0.0
        return self._passed + running

    def _go(self) -> None:
        if self.stage is Stage.RUNNING:
            self._passed, self.stage = self._elapsed(), Stage.PAUSED
        elif self.stage is Stage.ENDED:
            self.left.emit()
            return
        else:
            if self.stage is Stage.READY:
                self._begun = self._clock()
            self._since, self.stage = self._monotonic(), Stage.RUNNING
        self._show_stage()

    def _end(self) -> None:
        self._passed = min(self._elapsed(), self._length)
        self.stage = Stage.ENDED
        self._show_stage()

    def _show_stage(self) -> None:
        stage = self.stage
        under_way = stage in (Stage.RUNNING, Stage.PAUSED)
        if stage is Stage.RUNNING:
            self._timer.start(STILL_FRAME_MS if self._circle.still else FRAME_MS)
        else:
            self._timer.stop()
        words = {Stage.READY: "Begin", Stage.RUNNING: "Pause", Stage.PAUSED: "Go on", Stage.ENDED: "Done"}
        self._act.setText(words[stage])
        self._act.setAccessibleName(words[stage])
        for widget in (self._question, self._scale):
            widget.setVisible(not under_way)
        for widget in (self._minutes, self._reword, self._let_go):
            widget.setVisible(stage is Stage.READY)
        if under_way and self._own.isVisible():
            self._edit_words()
        self._hint.tell(ENDED if stage is Stage.ENDED else HINT)
        self._slider.show_openness(self._after if stage is Stage.ENDED else self._before)
        self._slider.describe("after" if stage is Stage.ENDED else "before")
        self._say_time()
        self._act.setFocus()
        self._settled.start()

    def _say_time(self) -> None:
        left = max(0, round(self._length - self._elapsed()))
        clock = f"{left // 60}:{left % 60:02}"
        words = {
            Stage.READY: "If you like, say where you are. Esc leaves",
            Stage.RUNNING: f"{clock} left · Space pauses · Esc ends",
            Stage.PAUSED: f"Paused · {clock} left · Space goes on · Esc ends",
            Stage.ENDED: "If you like, say where you are now",
        }
        self._time.setText(words[self.stage])

    def _choose_length(self) -> None:
        if not self._minutes.chosen:  # a length is always chosen
            self._minutes.chosen = (1,)

    def _said(self, openness: int | None) -> None:
        if self.stage is Stage.ENDED:
            self._after = openness
        else:
            self._before = openness

    def _take_words(self, own: OwnWords) -> None:
        self._kept_words = own.sentence
        if not self._words:
            self.set_words(own.sentence)

    def set_words(self, words: str) -> None:
        """Show the person's own sentence, or the usual one for an empty text."""
        self._words = words
        self._sentence.setText(words.strip() or SENTENCE)

    def _edit_words(self) -> None:
        editing = self._own.isHidden()
        self._own.setVisible(editing)
        self._sentence.setVisible(not editing)
        self._reword.setText("Keep these words" if editing else "Use my own words")
        self._reword.setAccessibleName(self._reword.text())
        if editing:
            self._own.setText(self._words)
            self._own.setFocus()
        else:
            self._act.setFocus()

    def _reworded(self, words: str) -> None:
        self.set_words(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the circle leave room for the words."""
        super().resizeEvent(event)
        self._circle.fit(self.height())
        self._settled.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin, pause and go on with Space, wherever the keyboard is on this page."""
        if event.key() == Qt.Key.Key_Space and self.stage is not Stage.ENDED:
            self._go()
        else:
            super().keyPressEvent(event)


def _centred(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(20)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
