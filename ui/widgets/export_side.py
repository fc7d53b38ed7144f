"""Frame the form of an export with what a person should know before they save, and the two ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from .buttons import primary_button, secondary_button
from .labels import note
from .pages_form import PagesForm

NAMED = 6
"""The most missing characters that are named one by one."""

OPEN = "The file leaves your vault: whoever holds it can read it."
PROTECTED = "The file leaves your vault: whoever holds it and its password can read it."
BLANK = "The worksheet holds none of your words."


class ExportSide(QFrame):
    """Hold the ``form``, which scrolls; below it the words and the buttons ``leave`` and ``save`` stay.

    ``done`` is what ``leave`` is called once a file is saved.
    """

    def __init__(self, form: PagesForm, done: str) -> None:
        super().__init__()
        self.form = form
        self.done = done
        self.leave = secondary_button("Cancel")
        self.save = primary_button("Save PDF…")
        self._edge = QFrame(self)  # a widget of its own would take the keyboard for a moment
        self._missing = note("", "caution")
        self._caution = note(OPEN, "caution")
        self._message = note("")
        self.setObjectName("exportSide")
        self._set_up_edge()
        self._lay_out()
        for words in (self._missing, self._message):
            words.hide()

    @property
    def message(self) -> str:
        """Return what was said last, empty when nothing is."""
        return self._message.text()

    def say(self, sentence: str, tone: str = "caution") -> None:
        """Say what happened, also to a screen reader; an empty sentence takes it back."""
        self._message.set_tone(tone)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))
        if sentence and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._message, sentence))

    def name_missing(self, names: Sequence[str]) -> None:
        """Name the characters that the paper lacks, or nothing where it lacks none."""
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        self._missing.setText(
            f"No font here can show {', '.join(names[:NAMED])}{more}. A sign stands in the place of each; "
            "everything else is as you wrote it."
        )
        self._missing.setVisible(bool(names))

    def warn(self) -> None:
        """Say who will be able to read the file that the form describes."""
        blank = self.form.worksheet
        self._caution.setText(BLANK if blank else PROTECTED if self.form.protected else OPEN)
        self._caution.set_tone("quiet" if blank else "caution")

    def _set_up_edge(self) -> None:
        """Draw a hairline where the form goes on below, without moving anything when it comes."""
        self._edge.setObjectName("hairline")
        self._edge.setFixedHeight(1)
        policy = self._edge.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._edge.setSizePolicy(policy)
        self._edge.hide()
        bar = self.form.verticalScrollBar()
        bar.rangeChanged.connect(lambda _, most: self._edge.setVisible(most > 0))

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(10)
        actions.addStretch(1)
        actions.addWidget(self.leave)
        actions.addWidget(self.save)
        foot = QVBoxLayout()
        foot.setContentsMargins(36, 12, 36, 36)
        foot.setSpacing(8)
        for words in (self._missing, self._caution, self._message):
            foot.addWidget(words)
        foot.addSpacing(8)
        foot.addLayout(actions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form, 1)
        layout.addWidget(self._edge)
        layout.addLayout(foot)
