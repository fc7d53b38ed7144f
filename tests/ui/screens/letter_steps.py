"""Do with a letter what a person does."""

from PySide6.QtGui import QTextCursor

from resilience_desktop.errors import DiskFull
from tests.ui.screens.export_steps import press_button
from ui.widgets.letter_text import LetterText
from ui.widgets.source_text import SourceText

PASSPHRASE = "otter lantern quiet harbour"
ANSWER = "It would help to know that cover is planned, and that Gudrun is kind."


def area_of(window):
    return window.findChild(LetterText)


def select(area, words):
    text = area.toPlainText()
    cursor = area.textCursor()
    cursor.setPosition(text.index(words))
    cursor.setPosition(text.index(words) + len(words), QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)


def quote(window, words):
    select(window.findChild(SourceText), words)
    press_button(window, "Copy selection into the letter")


def black_out(window, words):
    select(area_of(window), words)
    press_button(window, "Black out")


def letters_of(vault):
    return [vault.letters.find(each.id) for each in vault.letters.summaries()]


def entries_of(vault):
    return vault.ledger.entries()


def refuse(*_):
    raise DiskFull


def new_letter(qtbot, shown_there):
    """Begin a letter, and return where once its answers are there."""
    press_button(shown_there, "New letter")
    qtbot.waitUntil(lambda: bool(shown_there.findChildren(SourceText)))
    return shown_there
