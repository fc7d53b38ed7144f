"""Show pages on a real session, as the window does."""

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from shiboken6 import delete, isValid

from tests.ui.screens.export_steps import LONG, says
from tests.ui.screens.letter_steps import ANSWER, new_letter
from ui import file_saving
from ui.desk import Drafts
from ui.parts import Parts
from ui.screens.export import ExportScreen
from ui.screens.letters import LettersScreen
from ui.tour.player import press


@pytest.fixture
def paper(tmp_path, monkeypatch):
    """Return the folder to save in; the dialog for it answers the name it proposes, in that folder."""
    folder = tmp_path / "paper"
    folder.mkdir()
    monkeypatch.setattr(file_saving, "ask_save_path", lambda _, __, proposed, ___: folder / proposed.name)
    return folder


@pytest.fixture
def show(qtbot, session, look, preferences):
    """Return a function that shows the export of a page; its child goes with it."""
    made = []

    def begin(page, size=(1280, 800)):
        screen = ExportScreen(session, look, preferences, page)
        made.append(screen)
        screen.resize(*size)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        return screen

    yield begin
    for screen in made:
        if isValid(screen):
            delete(screen)


@pytest.fixture
def write(qtbot, session, opened):
    """Return a function that writes answers into a new round, and returns its page."""

    def save(*answers, check_in=None):
        with qtbot.waitSignal(session.page_opened) as turned:
            session.reflect_again(opened.page.reading.id, pytest.fail)
        page = turned.args[0].page
        drafts = Drafts(dict(zip(page.reading.prompts, answers, strict=False)), check_in)
        with qtbot.waitSignal(session.summaries_changed):
            session.save(page, drafts)
        return page

    return save


@pytest.fixture
def slow_pages(monkeypatch):
    """Have the bar come at once, so that a test need not outlast the patience of a person."""
    monkeypatch.setattr("ui.widgets.preview_column.LONG_MS", 0)


@pytest.fixture
def window(open_window, opened_at, write):
    """Return a window on the open vault, its export page shown while long pages are prepared."""
    made = open_window(opened_at(write(LONG)))
    press(made, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    return made


@pytest.fixture
def letters_window(qtbot, open_window, opened_at, write):
    """Return a function that writes answers, then shows the window with the list of letters."""

    def show(*answers):
        window = open_window(opened_at(write(*answers)))
        window.centralWidget().visit("letters")
        qtbot.waitUntil(lambda: says(window, "There is no letter yet"))
        return window

    return show


@pytest.fixture
def letters_screen(qtbot, session, look, preferences, clock, write):
    """Return a function that writes answers, then shows the list of letters by itself."""
    made = []

    def show(*answers):
        known = {"session": session, "look": look, "preferences": preferences, "clock": clock}
        known["page"] = write(*answers)
        parts = Parts(**{field.name: known.get(field.name) for field in fields(Parts)})
        shown_alone = LettersScreen(parts)
        made.append(shown_alone)
        shown_alone.resize(1072, 740)
        with qtbot.waitExposed(shown_alone):
            shown_alone.show()
        shown_alone.activateWindow()
        qtbot.waitUntil(lambda: shown_alone.isActiveWindow() and says(shown_alone, "There is no letter yet"))
        return shown_alone

    yield show
    for each in made:
        delete(each)


@pytest.fixture
def letter(qtbot, letters_screen):
    """Return the screen with a new letter beside an answer."""
    return new_letter(qtbot, letters_screen("", ANSWER))


@pytest.fixture
def letter_window(qtbot, letters_window):
    """Return a whole window with a new letter beside an answer."""
    return new_letter(qtbot, letters_window("", ANSWER))


@pytest.fixture
def kept(qtbot, session):
    """Return a function that fetches something of the vault, after all that was asked for before."""

    def fetch(work):
        found = []
        session.ask(work, found.append, pytest.fail, session)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return fetch
