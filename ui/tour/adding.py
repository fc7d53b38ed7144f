"""Tell the tour's act in which a handout becomes a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QTextEdit

from ui.widgets.piece_list import PieceList

from .player import Script, TourStopped, click, named, press, said, shown

if TYPE_CHECKING:
    from .stage import Stage

TITLE = "Rest before you are tired"
ASKED = "When did you last rest before you were tired? What made it possible?"
HANDOUT = f"""{TITLE}

Rest is often kept for the end, as a prize for work that is finished. Where work is never finished, it
then never comes.

A heart rests between two beats for about as long as it works, and nobody calls it lazy. What was learned
in the day is put in order at night.

Coffee and cake are waiting for you in the staff room.

Reflection

1. {ASKED}
2. Which sentence about rest did you grow up with, and whose voice do you hear it in?
3. What is the smallest rest that your next week has room for?

Staff wellbeing programme, page 1 of 1
"""
"""A handout as people copy it out of a page, with a foot that is left out by itself."""

_INVITATION = 3  # where it stands among the paragraphs: only a person can tell that it is no part of the text


def add_a_reading(stage: Stage) -> Script:
    """Paste a handout, look it through, add it, and come back to the first reading."""
    window, look = stage.window, stage.program.look
    click(named("Add a reading…", QPushButton, window))
    yield shown("Choose a file…", QPushButton)
    yield from stage.picture("add-reading")
    QApplication.clipboard().setText(HANDOUT)
    click(named("Paste text", QPushButton, window))
    yield shown("Paragraphs", PieceList)
    QApplication.clipboard().clear()
    paragraphs = named("Paragraphs", PieceList, window)
    paragraphs.setFocus()
    press(paragraphs, Qt.Key.Key_Home)
    for _ in range(_INVITATION):
        press(paragraphs, Qt.Key.Key_Down)
    click(named("Leave out", QRadioButton, window))
    paragraphs.setFocus()
    for _ in range(2):
        press(paragraphs, Qt.Key.Key_Down)
    if named("Words of the paragraph", QTextEdit, window).toPlainText() != ASKED:
        raise TourStopped("A question of the handout was not where it should be.")
    yield from stage.picture("reading-in-hand")
    window.resize(900, 640)
    yield from stage.picture("reading-in-hand-small")
    look.set_zoom(200)
    yield from stage.picture("reading-in-hand-200-percent-small")
    look.set_zoom(100)
    window.resize(1280, 800)
    click(named("Add this reading", QPushButton, window))
    yield said("Reading added")
    yield shown(ASKED, QTextEdit)
    yield from stage.picture("reading-added")
    click(named("Meeting resistance", QPushButton, window))
    yield lambda: TITLE not in named("Reading", QTextEdit, window).toPlainText()
