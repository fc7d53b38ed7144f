"""Show what is in a backup, only to be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook import Reflection
from resilience_desktop.workbook.answers import in_words

from .buttons import primary_button, secondary_button
from .centered import action_row
from .guarded_text import GuardedText
from .labels import body, note, title
from .plain_list import PlainList

MARKED = "Highlights and notes"
NOTHING = "Nothing is written in it."
ONLY_READ = "It can only be read here: nothing is changed by looking."


class BackupReader(QWidget):
    """List a backup's reflections beside the text of the one that is chosen."""

    left = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reflections: tuple[Reflection, ...] = ()
        self._title = title("")
        self._holds = body("")
        self._list = PlainList("Reflections in this backup")
        self._text = GuardedText()
        self._message = note("", "caution")
        self._back = secondary_button("Back")
        self._restore = primary_button("Put this backup in the vault's place…")
        self._lay_out()
        self.setFocusProxy(self._list)
        self._list.currentRowChanged.connect(self._show)
        self._back.clicked.connect(self.left)
        self._restore.clicked.connect(self.chosen)

    def show_backup(self, name: str, holds: str, reflections: Sequence[Reflection]) -> None:
        """Show these reflections under a backup's name."""
        self._reflections = tuple(reflections)
        self._title.setText(name)
        self._holds.setText(f"{holds} {ONLY_READ}")
        self._list.set_lines([_line(reflection) for reflection in reflections])
        self.set_busy("")
        self._show(0)

    def blank(self) -> None:
        """Take every word away."""
        self.show_backup("", "", ())
        self._text.clear()

    def set_busy(self, sentence: str) -> None:
        """Say what is going on, and take no more clicks until it is over."""
        for widget in (self._back, self._restore):
            widget.setEnabled(not sentence)
        self.tell(sentence, "quiet")

    def tell(self, sentence: str, tone: str = "caution") -> None:
        """Say what happened."""
        self._message.tell(sentence, tone)

    def _lay_out(self) -> None:
        self._text.setReadOnly(True)
        self._text.setAccessibleName("What was written")
        self._text.setTabChangesFocus(True)
        self._text.setObjectName("backupText")
        self._text.document().setDocumentMargin(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 36, 40, 28)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._holds)
        column.addSpacing(8)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(self._list, 2)
        both.addWidget(self._text, 5)
        column.addLayout(both, 1)
        column.addWidget(self._message)
        column.addLayout(action_row(None, self._back, self._restore))

    def _show(self, row: int) -> None:
        self._text.clear()
        if not 0 <= row < len(self._reflections):
            self._text.setPlainText(NOTHING if self._title.text() else "")
            return
        strong, plain = QTextCharFormat(), QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        cursor = self._text.textCursor()
        for answer in self._reflections[row].answers:
            if answer.text:
                cursor.insertText(f"{answer.prompt.ask or answer.prompt.label}\n", strong)
                cursor.insertText(f"{in_words(answer.prompt, answer.text)}\n\n", plain)
        for number, mark in enumerate(self._reflections[row].marks):
            if number == 0:
                cursor.insertText(f"{MARKED}\n", strong)
            cursor.insertText(f"“{mark.passage}”\n" + (f"{mark.note}\n" if mark.note else "") + "\n", plain)
        cursor.movePosition(cursor.MoveOperation.Start)
        self._text.setTextCursor(cursor)


def _line(reflection: Reflection) -> str:
    number = sum(1 for answer in reflection.answers if answer.text)
    held = f"{number} answer" + "s" * (number != 1)
    return f"{reflection.begun.day()}: {held}\n{reflection.edition.title}"
