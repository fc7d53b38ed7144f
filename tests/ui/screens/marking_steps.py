"""Steps of the tests that mark passages of a reading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit, QWidget

from resilience_desktop.workbook import Mark
from ui.screens.today import TodayScreen
from ui.tour.player import named, press
from ui.widgets.exact_text import read_exactly
from ui.widgets.laid_marks import MARKED
from ui.widgets.markable_reading import MarkableReading

PASSAGE = "Fighting wakefulness keeps us awake;"
OTHER = "tired, unsure, cross if need be"
NOTE_NAME = f"Note beside “{PASSAGE}”"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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


def today(window: QWidget) -> TodayScreen:
    """Return the page with the reading and the prompts."""
    return window.centralWidget()._today


def note_area(window: QWidget) -> QTextEdit:
    """Return where the note beside the passage is written."""
    return named(NOTE_NAME, QTextEdit, window)


def button(window: QWidget, words: str) -> QPushButton:
    """Return the button with these words."""
    return named(words, QPushButton, window)


def said(window: QWidget, words: str) -> bool:
    """Tell whether these words stand somewhere in the window."""
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisible())


def highlight(view: MarkableReading, words: str = PASSAGE) -> None:
    """Highlight the first place of these words by the keyboard."""
    select(view, words)
    press(view, Qt.Key.Key_H, CTRL | SHIFT)


def all_saved(qtbot, window: QWidget) -> None:
    """Save what is not saved yet, and wait until it is."""
    today(window).flush()
    qtbot.waitUntil(lambda: not today(window).drafts())
