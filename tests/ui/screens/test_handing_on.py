"""A reading is handed on from the export page: in all its languages, and with none of the person's words."""

import pytest
from PySide6.QtWidgets import QPushButton

from resilience_desktop.errors import NotAllowed
from resilience_desktop.readings.travelling import unpack
from tests.ui.screens.export_steps import WORDS, press_button, says, wait_for_pages
from ui import desk
from ui.tour.player import named

SAVE = "Save this reading as a file…"


@pytest.fixture
def pause(qtbot, session, opened):
    """Return the page of the reading that came in two languages."""
    with qtbot.waitSignal(session.page_opened) as turned:
        session.open_reading("self-compassion-break", pytest.fail)
    return turned.args[0].page


def test_a_reading_in_one_language_is_saved_as_its_pack(qtbot, show, write, paper, session):
    page = write(WORDS)
    screen = show(page)
    press_button(screen, SAVE)
    qtbot.waitUntil(lambda: says(screen, "Reading saved: meeting-resistance.md"))
    assert (paper / "meeting-resistance.md").read_bytes() == page.reading.markdown.encode()


def test_a_reading_in_several_languages_is_saved_with_all_of_them(qtbot, show, pause, paper, session):
    screen = show(pause)
    press_button(screen, SAVE)
    qtbot.waitUntil(lambda: says(screen, "Reading saved: self-compassion-break.reading"))
    editions = unpack((paper / "self-compassion-break.reading").read_bytes())
    assert [each.language for each in editions] == ["en-GB", "de"]


def test_nothing_of_the_person_is_in_it_and_the_ledger_hears_nothing(qtbot, show, write, paper, kept):
    screen = show(write(WORDS))
    press_button(screen, SAVE)
    qtbot.waitUntil(lambda: says(screen, "Reading saved"))
    (path,) = paper.iterdir()
    assert b"merger" not in path.read_bytes()
    assert kept(lambda vault: vault.ledger.entries()) == ()


def test_an_edition_that_is_not_on_the_shelf_any_more_is_saved_as_it_was_read(
    qtbot, show, write, paper, session
):
    page = write(WORDS)
    session.library = lambda: ()
    screen = show(page)
    press_button(screen, SAVE)
    qtbot.waitUntil(lambda: says(screen, "Reading saved"))
    assert (paper / "meeting-resistance.md").read_bytes() == page.reading.markdown.encode()


def test_why_it_could_not_be_saved_is_said(qtbot, show, write, paper, monkeypatch):
    def refuse(*_, **__):
        raise NotAllowed

    monkeypatch.setattr(desk, "write_atomically", refuse)
    screen = show(write(WORDS))
    press_button(screen, SAVE)
    qtbot.waitUntil(lambda: says(screen, "This folder may not be written to."))


def test_the_keyboard_reaches_it_before_the_two_ways_on(qtbot, show, write):
    screen = show(write(WORDS))
    wait_for_pages(qtbot, screen)
    hand_on, cancel = (named(words, QPushButton, screen) for words in (SAVE, "Cancel"))
    following = hand_on.nextInFocusChain()
    while not (following.isVisible() and following.focusPolicy().value & 1):
        following = following.nextInFocusChain()
    assert following is cancel
