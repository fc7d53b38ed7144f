"""Marks belong to their round: they begin one, are read in an older one, and are found again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit

from resilience_desktop.workbook import Moment, Place
from resilience_desktop.workbook.mark import marked, words_of
from tests.ui.screens.marking_steps import (
    CTRL,
    OTHER,
    PASSAGE,
    SHIFT,
    button,
    highlight,
    highlighted,
    marks_of,
    note_area,
    offered,
    reading_in,
    select,
    today,
)
from ui.desk import Drafts
from ui.tour.player import TourStopped, click, named, press
from ui.widgets.marked_reading import LOST


def test_marking_begins_a_round_as_a_first_answer_does(qtbot, session, shown, write, page, kept):
    with qtbot.waitSignal(session.page_opened):
        session.reflect_again(page.reading.id, pytest.fail)
    view = reading_in(shown)
    highlight(view)
    with qtbot.waitSignal(session.summaries_changed):
        today(shown).flush()
    number = today(shown).page.reflection_id
    assert number is not None
    assert number != page.reflection_id
    assert [mark.passage for mark in marks_of(kept, today(shown).page)] == [PASSAGE]


def test_an_older_round_shows_its_marks_to_be_read_alone_until_it_is_continued(
    open_window, opened_at, page, write, kept
):
    words = words_of(page.reading)
    start = words.index(PASSAGE)
    mark = replace(marked(words, 1, start, start + len(PASSAGE), Moment(0)), note="from then")
    kept(lambda vault: vault.save(page.reflection_id, marked={1: mark}))
    write("newer")
    shown = open_window(opened_at(page))
    view = reading_in(shown)
    assert highlighted(view) == PASSAGE
    select(view, OTHER)
    assert offered(view) == []
    press(view, Qt.Key.Key_H, CTRL | SHIFT)
    assert highlighted(view) == PASSAGE
    view.setFocus()
    view.go_to(1)
    assert offered(view) == ["Open the note"]
    click(button(view, "Open the note"))
    assert note_area(shown).isReadOnly()
    with pytest.raises(TourStopped):
        button(shown, "Remove highlight")
    click(button(shown, "Continue writing"))
    assert not note_area(shown).isReadOnly()
    view.setFocus()
    select(view, OTHER)
    assert offered(view) == ["Highlight", "Add a note…", "Quote in my answer"]


def test_a_search_opens_the_reading_at_the_highlight_with_its_note(
    qtbot, session, open_window, opened_at, page, write, kept
):
    words = words_of(page.reading)
    start = words.index(OTHER)
    mark = replace(marked(words, 3, start, start + len(OTHER), Moment(0)), note="tired as well")
    kept(lambda vault: vault.save(page.reflection_id, marked={3: mark}))
    shown = open_window(opened_at(write("newer")))
    place = Place(page.reading.id, page.reflection_id, mark=3, sought="tired")
    with qtbot.waitSignal(session.page_opened):
        session.open_reflection(page.reflection_id, pytest.fail, place)
    view = reading_in(shown)
    qtbot.waitUntil(lambda: view.selected() == OTHER)
    assert named(f"Note beside “{OTHER}”", QTextEdit, shown).toPlainText() == "tired as well"
    assert QApplication.focusWidget() is view


def test_what_was_marked_in_another_language_waits_below_the_reading(
    qtbot, session, open_window, opened, opened_at
):
    with qtbot.waitSignal(session.page_opened) as turned:
        session.open_reading("self-compassion-break", pytest.fail)
    page = turned.args[0].page
    each = {shelf.reading.language: shelf.reading for shelf in session.readings if shelf.reading}
    words = words_of(page.reading)
    mark = marked(words, 1, 0, words.index("\n"), Moment(0))
    with qtbot.waitSignal(session.saved):
        session.save(page, Drafts(marks={1: mark}))
    shown = open_window(opened_at(page))
    languages = [each["de"], page.reading]
    for reading in languages:
        with qtbot.waitSignal(session.page_opened):
            session.read_in(today(shown).page, reading, Place(page.reading.id), pytest.fail)
        view = reading_in(shown)
        assert highlighted(view) == mark.passage
        assert (LOST in view.toPlainText()) == (reading.language == "de")
