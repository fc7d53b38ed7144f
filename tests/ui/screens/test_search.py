"""The search page: it looks while one types, and Enter opens the place with the words selected."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit

from resilience_desktop.workbook import Body, Mark, Moment, Place
from ui.finder import PAGE
from ui.screens.search import HINT, NOTHING, SearchScreen
from ui.tour.player import named, press, type_text
from ui.widgets.found_list import FoundList


@pytest.fixture
def asked():
    return []


@pytest.fixture
def screen(qtbot, session, look, write, asked):
    write("Tired, first. Another programme, I thought.", "The winter of the merger.")
    write("Less angry. I was tired before I was annoyed.\nTired, all the same.")
    made = SearchScreen(session, look, asked.append, asked.append)
    qtbot.addWidget(made)
    made.resize(900, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def field(screen):
    return named("Search", QLineEdit, screen)


def lines(screen):
    model = screen.findChild(FoundList).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def says(screen, words):
    return any(words in label.text() for label in screen.findChildren(QLabel) if not label.isHidden())


def look_for(qtbot, screen, typed):
    field(screen).clear()
    with qtbot.waitSignal(
        screen._finder.found, check_params_cb=lambda found: found.typed == typed and found.whole
    ):
        type_text(field(screen), typed)
    return lines(screen)


def test_it_says_what_can_be_looked_for_until_something_is_typed(screen):
    assert says(screen, HINT)
    assert not screen.findChild(FoundList).isVisible()


def test_what_is_found_comes_newest_first_with_its_day_its_prompt_and_the_words_around_it(qtbot, screen):
    found = look_for(qtbot, screen, "tired")
    assert [line.count("Reaction") for line in found[:3]] == [1, 1, 1]
    assert "Less angry. I was tired before" in found[0]
    assert "22 November 2026" in found[0]
    assert "Tired, first." in found[2]


def test_readings_are_found_too(qtbot, screen):
    assert any(line.startswith("Readings, ") for line in look_for(qtbot, screen, "exercise"))


def test_when_nothing_is_found_it_says_so(qtbot, screen):
    assert look_for(qtbot, screen, "zebra") == []
    assert says(screen, NOTHING)


def test_enter_opens_the_first_place_and_arrows_choose_another(qtbot, screen, asked):
    look_for(qtbot, screen, "tired")
    press(field(screen), Qt.Key.Key_Return)
    press(field(screen), Qt.Key.Key_Down)
    qtbot.waitUntil(screen.findChild(FoundList).hasFocus)
    press(screen.findChild(FoundList), Qt.Key.Key_Down)
    press(screen.findChild(FoundList), Qt.Key.Key_Return)
    assert [(place.caret, place.sought) for place in asked] == [(18, "tired"), (46, "tired")]
    assert all(isinstance(place, Place) and place.scroll is None for place in asked)


def test_enter_pressed_before_anything_is_found_opens_it_once_it_is(qtbot, screen, asked):
    look_for(qtbot, screen, "winter")
    field(screen).selectAll()
    type_text(field(screen), "tired")
    press(field(screen), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked))
    assert [place.sought for place in asked] == ["tired"]


def test_enter_is_forgotten_when_one_types_on(qtbot, screen, asked):
    type_text(field(screen), "win")
    press(field(screen), Qt.Key.Key_Return)
    type_text(field(screen), "ter")
    with qtbot.waitSignal(screen._finder.found, check_params_cb=lambda found: found.typed == "winter"):
        pass
    assert asked == []


def test_up_from_the_first_line_goes_back_to_the_field_and_letters_go_there(qtbot, screen):
    look_for(qtbot, screen, "tired")
    results = screen.findChild(FoundList)
    press(field(screen), Qt.Key.Key_Down)
    qtbot.waitUntil(results.hasFocus)
    press(results, Qt.Key.Key_Up)
    qtbot.waitUntil(field(screen).hasFocus)
    press(field(screen), Qt.Key.Key_Down)
    qtbot.waitUntil(results.hasFocus)
    type_text(results, "x")
    assert field(screen).text() == "tiredx"


def test_the_newest_words_win_when_one_types_on(qtbot, screen):
    type_text(field(screen), "winter")
    screen._search()
    type_text(field(screen), " zebra")
    with qtbot.waitSignal(screen._finder.found, check_params_cb=lambda found: found.typed == "winter zebra"):
        screen._search()
    assert lines(screen) == []


def test_a_long_list_is_fetched_page_by_page(qtbot, screen, write):
    for _ in range(PAGE):
        write("a heron by the river")
    assert len(look_for(qtbot, screen, "heron")) == PAGE
    write("a heron, again")
    assert len(look_for(qtbot, screen, "heron ")) == PAGE
    with qtbot.waitSignal(screen._finder.found):
        screen.findChild(FoundList).more_wanted.emit()
    assert len(lines(screen)) == PAGE + 1


def test_a_selection_in_the_field_reaches_no_other_program(screen):
    type_text(field(screen), "tired")
    field(screen).selectAll()
    press(field(screen), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == ""


def test_letters_are_found_and_open(qtbot, session, screen, asked):
    saved = []
    session.ask(
        lambda vault: vault.letters.save(None, "Mia", Body("a heron")), saved.append, pytest.fail, screen
    )
    qtbot.waitUntil(lambda: bool(saved))
    assert look_for(qtbot, screen, "heron")[0].startswith("Letters, Mia · 22 November 2026: ")
    press(field(screen), Qt.Key.Key_Return)
    assert asked == [saved[0].id]


@pytest.fixture
def window(open_window, opened_at, write):
    write("🙂 Tired, first. Another programme, I thought.", "The winter of the merger.")
    return open_window(opened_at(write("Nothing of it here.")))


def test_a_place_opens_with_the_words_selected(qtbot, window):
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    screen = window.findChild(SearchScreen)
    look_for(qtbot, screen, "tired pro")
    press(field(screen), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _selected() == "Tired")


def test_a_reading_opens_with_the_words_selected(qtbot, window):
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    screen = window.findChild(SearchScreen)
    qtbot.waitUntil(screen.isVisible)
    look_for(qtbot, screen, "exercise ")
    press(field(screen), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _selected() == "exercise")


def _selected():
    focused = QApplication.focusWidget()
    return focused.textCursor().selectedText() if isinstance(focused, QTextEdit) else ""


def test_highlights_come_with_their_reflection_and_lead_to_their_place(qtbot, screen, asked, kept):
    older, newer = (kept(lambda vault: vault.summaries())[place].id for place in (1, 0))
    notes = {1: "", 2: "tired of the water"}
    marks = {n: Mark(n, n, "tired stones", "", "", note, Moment(0), Moment(0)) for n, note in notes.items()}
    kept(lambda vault: vault.save(older, marked={2: replace(marks[2], passage="water")}))
    kept(lambda vault: vault.save(newer, marked={1: marks[1]}))
    model = screen.findChild(FoundList).model()
    look_for(qtbot, screen, "tired ")
    labels = [model.index(row, 0).data(Qt.ItemDataRole.UserRole).label for row in range(5)]
    assert labels == ["Reaction", "Reaction", "Highlight", "Reaction", "Note beside the reading"]
    assert len({model.index(row, 0).data(Qt.ItemDataRole.UserRole).group for row in range(5)}) == 1
    assert lines(screen)[4].endswith("water · tired of the water")
    assert [model.index(row, 0).data(Qt.ItemDataRole.UserRole + 1) for row in (1, 2)] == [False, False]
    screen.findChild(FoundList).setCurrentIndex(model.index(4, 0))
    press(field(screen), Qt.Key.Key_Return)
    assert [(place.reflection_id, place.mark, place.sought) for place in asked] == [(older, 2, "tired ")]


def test_highlights_of_older_reflections_wait_for_the_answers_before_them(
    qtbot, session, screen, write, kept
):
    oldest = kept(lambda vault: vault.summaries())[-1].id
    mark = Mark(1, 0, "circle", "", "", "", Moment(0), Moment(0))
    for _ in range(PAGE + 5):
        write("the circle")
    kept(lambda vault: vault.save(oldest, marked={1: mark}))
    first = look_for(qtbot, screen, "circle ")
    assert not any("Highlight" in line for line in first)
    with qtbot.waitSignal(screen._finder.found):
        screen._finder.fetch_more()
    assert "Highlight" in lines(screen)[-1]
    assert lines(screen)[: len(first)] == first
