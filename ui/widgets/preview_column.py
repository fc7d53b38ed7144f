"""Stand the pages beside the form, with a quiet word about them; say so kindly where there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import Look

from .buttons import flat_button, secondary_button
from .centered import CenteredPage
from .labels import body, note
from .page_preview import PagePreview

QUIET_MS = 250
"""How long pages may take before a word is said about it, in milliseconds."""

LONG_MS = 1_200
"""How long pages may take before a bar and a way to stop appear, in milliseconds."""

PREPARING = "Preparing the pages…"
STAGES = {"fonts": "Looking for letters in other fonts…", "password": "Locking the pages…"}
_READABLE = 360


class PreviewColumn(QWidget):
    """Show pages, or that they are being prepared, or why there are none."""

    stop_asked = Signal()
    again_asked = Signal()
    worksheet_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.pages = PagePreview(look)
        self._stack = QStackedWidget()
        self._nothing = body("")
        self._offer = secondary_button("Show a worksheet")
        self._status = note("")
        self._bar = QProgressBar()
        self._telling = False
        self._stage = PREPARING
        self._stop = flat_button("Stop", small=True)
        self._again = flat_button("Prepare them now", small=True)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._long = QTimer(self, singleShot=True, interval=LONG_MS)
        self._lay_out()
        self._quiet.timeout.connect(lambda: self._say(self._stage))
        self._long.timeout.connect(lambda: self._show_bar(True))
        self._stop.clicked.connect(self.stop_asked)
        self._again.clicked.connect(self.again_asked)
        self._offer.clicked.connect(self.worksheet_asked)
        self.pages.turned.connect(self._count)

    def show_preparing(self) -> None:
        """Say, unless it is over in a moment, that pages are on their way; the last ones stay."""
        self._settle()
        self._stage = PREPARING
        self._stack.setCurrentWidget(self.pages)
        self._quiet.start()
        self._long.start()

    def show_stage(self, stage: str) -> None:
        """Say what is done to the pages just now: "pages", "fonts" or "password"."""
        self._stage = STAGES.get(stage, PREPARING)
        if self._status.text() in (PREPARING, *STAGES.values()):
            self._say(self._stage)

    def show_pages(self, count: int, paper: tuple[float, float]) -> None:
        """Show so many pages on paper of this width and height."""
        self._settle()
        self._stack.setCurrentWidget(self.pages)
        self.pages.show_pages(count, paper)

    def show_stopped(self, sentence: str) -> None:
        """Say why there are no newer pages, and offer to prepare them after all."""
        self._settle()
        self._say(sentence)
        self._again.show()

    def show_nothing(self, sentence: str, *, offer: bool) -> None:
        """Say why there is nothing to show; ``offer`` a blank worksheet."""
        self._settle()
        self._say("")
        self._nothing.setText(sentence)
        self._offer.setVisible(offer)
        self._stack.setCurrentIndex(1)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.pages)
        self._stack.addWidget(self._empty_page())
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(PREPARING)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._again.hide()
        self._show_bar(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 8)
        foot.setSpacing(12)
        foot.addStretch(1)
        for widget in (self._status, self._stop, self._again):
            foot.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
        layout.addWidget(self._bar)

    def _empty_page(self) -> QWidget:
        page = CenteredPage(_READABLE)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        page.column.setSpacing(16)
        page.column.addWidget(self._nothing)
        page.column.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignHCenter)
        return page

    def _settle(self) -> None:
        for timer in (self._quiet, self._long):
            timer.stop()
        self._telling = False
        self._again.hide()
        self._show_bar(False)
        self._count()

    def _show_bar(self, on: bool) -> None:
        self._bar.setVisible(on)
        self._stop.setVisible(on)

    def _say(self, words: str) -> None:
        self._telling = True
        self._status.setText(words)

    def _count(self) -> None:
        """Say how many pages there are, unless there is something else to say."""
        if not self._telling:
            count = self.pages.count
            several = f"Page {self.pages.page + 1} of {count}" if count > 1 else "1 page"
            self._status.setText("" if self.pages.blank else several)
