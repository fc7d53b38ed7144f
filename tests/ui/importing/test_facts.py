"""What is known of the whole reading is seen, changed and kept as its paragraphs are."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QPushButton,
    QStyleOptionComboBox,
    QTextEdit,
)

from resilience_desktop.workbook import Outline, Piece, Role, Run
from tests.conftest import PASSPHRASE
from tests.ui.adding_steps import CONTROL, DRAFT, OUTLINE, SLOW, result, texts
from ui.import_keeping import Draft
from ui.importing.result import ResultColumn
from ui.session import State
from ui.tour.player import click, named, press, said, type_text


def test_title_language_source_and_licence_are_written_into_the_reading(
    qtbot, window, shape, library, session
):
    listing = shape()
    title = named("Title", QTextEdit, window)
    title.selectAll()
    type_text(title, "Tea")
    assert texts(listing)[0] == ("Tea", Role.TITLE)
    type_text(named("Source", QTextEdit, window), "What my grandmother did")
    type_text(named("Licence", QTextEdit, window), "CC0-1.0")
    language = named("Language", QComboBox, window)
    language.setCurrentIndex(language.findText("German"))
    language.activated.emit(language.currentIndex())
    click(named("Add this reading", QPushButton, window))
    qtbot.waitUntil(said("Reading added"), **SLOW)
    reading = next(s.reading for s in library() if s.reading and s.reading.id == "tea")
    assert (reading.title, reading.language) == ("Tea", "de")
    assert (reading.source, reading.license) == ("What my grandmother did", "CC0-1.0")


def test_a_title_in_parts_is_shown_whole_and_is_one_once_it_is_changed(qtbot, window, shape):
    parts = (Piece((Run("Self-care:"),), Role.TITLE), Piece((Run("Let go"),), Role.TITLE))
    listing = shape(Draft("tea", Outline((*parts, *OUTLINE.pieces[1:]))))
    title = named("Title", QTextEdit, window)
    assert title.toPlainText() == "Self-care: Let go"
    press(title, Qt.Key.Key_End, CONTROL)
    type_text(title, ", slowly")
    assert texts(listing)[0] == ("Self-care: Let go, slowly", Role.TITLE)
    assert texts(listing)[1][1] is Role.TEXT
    qtbot.waitUntil(lambda: result(window).startswith("Self-care: Let go, slowly"))


def test_the_smallest_window_shows_the_language_whole_and_nothing_beside_the_edge(qtbot, window, shape):
    shape(replace(DRAFT, outline=replace(OUTLINE, language="en-US")))
    window.resize(900, 640)
    column = window.findChild(ResultColumn)
    box = named("Language", QComboBox, window)

    def drawn():
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        return option.currentText

    qtbot.waitUntil(lambda: column.width() < 360 and drawn() == "English (US)")
    assert column.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("name", ["Title", "Source", "Licence"])
def test_a_word_that_is_being_composed_beside_the_reading_is_kept_by_a_lock(
    qtbot, window, session, shape, kept_draft, name
):
    shape()
    line = named(name, QTextEdit, window)
    line.selectAll()
    QApplication.sendEvent(line, QInputMethodEvent("茶", []))
    window.lock()
    qtbot.waitUntil(lambda: session.state is State.LOCKED, **SLOW)
    session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(lambda: session.state is State.OPEN, **SLOW)
    outline = kept_draft().outline
    assert "茶" in (outline.pieces[0].text, outline.source, outline.license)
