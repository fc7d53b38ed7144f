"""Steps of the tests that mark passages of a reading."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton, QWidget

from resilience_desktop.workbook import Mark
from ui.widgets.exact_text import read_exactly
from ui.widgets.laid_marks import MARKED
from ui.widgets.markable_reading import MarkableReading

PASSAGE = "Fighting wakefulness keeps us awake;"
OTHER = "tired, unsure, cross if need be"


def reading_in(window: QWidget) -> MarkableReading:
    """Return the reading of the page that is shown."""
    return window.centralWidget()._today._column.reading


def select(view: MarkableReading, words: str) -> None:
    """Select the first place of these words."""
    start = read_exactly(view.document()).index(words)
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def highlighted(view: MarkableReading) -> str:
    """Return the letters that stand on the ground of a highlight."""
    text, found = read_exactly(view.document()), []
    cursor = view.textCursor()
    for position, letter in enumerate(text):
        cursor.setPosition(position + 1)
        if cursor.charFormat().hasProperty(MARKED) and letter != "\n":
            found.append(letter)
    return "".join(found)


def marks_of(kept, page) -> tuple[Mark, ...]:
    """Return what the vault holds, after all that was asked for before."""
    return kept(lambda vault: vault.reflection(page.reflection_id).marks)


def offered(view: MarkableReading) -> list[str]:
    """Return the words on the bar beside the selection, as far as they can be seen."""
    return [button.text() for button in view.findChildren(QPushButton) if button.isVisible()]
