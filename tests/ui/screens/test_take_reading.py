"""A reading that arrives is shown with what it changes, and taken only on a yes; no answer is ever lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTextEdit

from resilience_desktop import readings
from resilience_desktop.errors import DiskFull
from resilience_desktop.paths import assets, find
from resilience_desktop.readings import taking as core
from resilience_desktop.readings.travelling import pack
from tests.ui.screens.test_looking_back import button, is_there, said
from ui import dialogs
from ui.library import Library
from ui.screens.take_reading import ADDED, OPENING, REFUSED, TAKEN, TakeReadingScreen
from ui.session import Session
from ui.taking import AROUND, CHANGED, KEPT, LEGEND, NO_CHANGE, UNCHANGED
from ui.tour.player import click, named, press, type_text
from ui.widgets.difference_text import DifferenceText

BUNDLED = (assets() / "readings/protecting-compassion/pack.md").read_text(encoding="utf-8")
ASK = "Where in your days do you give in a way that leaves you empty?"
OTHER_ASK = "Where do you give in a way that leaves you empty?"
NEWER = (
    BUNDLED.replace('"1.0"', '"1.1"')
    .replace(ASK, OTHER_ASK)
    .replace("id: if-guilt-comes", "id: who-helps")
    .replace(
        "If guilt or fear comes along with it, what would you like to say to that feeling?", "Who helps?"
    )
)


def edition(text):
    reading, problems = readings.parse(text)
    assert reading, problems
    return reading


@pytest.fixture
def own(tmp_path):
    """Return the folder of the person's own readings."""
    return find(tmp_path / "data").readings


@pytest.fixture
def session(vault_folder, clock, worker, tmp_path):
    made = Session(vault_folder, Library(find(tmp_path / "data")), clock, worker)
    yield made
    made._retry.stop()  # the worker is about to stop


@pytest.fixture
def window(open_window, opened):
    return open_window(opened)


@pytest.fixture
def arrive(qtbot, window):
    """Return a function that brings a file; it returns what is shown of it once it is opened."""

    def bring(data):
        window.centralWidget().visit("take-reading", data if isinstance(data, bytes) else data.encode())
        qtbot.waitUntil(lambda: screens(window) and not said(window, OPENING))
        (screen,) = screens(window)
        return screen

    return bring


def screens(window):
    return [screen for screen in window.findChildren(TakeReadingScreen) if screen.isVisible()]


def changes(window):
    return named("What changes", DifferenceText, window).toPlainText()


def page(window):
    return window.centralWidget().page


def take(qtbot, session, window, words):
    with qtbot.waitSignal(session.page_opened):
        click(button(window, words))
    qtbot.waitUntil(lambda: not screens(window))


def test_a_new_edition_shows_each_kind_of_change_with_both_wordings(arrive, window):
    arrive(NEWER)
    assert said(window, "A new edition")
    assert said(window, "You read “Boundaries that protect compassion” in edition 1.0. This is edition 1.1.")
    text = changes(window)
    new, reworded, retired = (
        text.index(heading)
        for heading in ("New questions", "Questions in other words", "Questions that are not asked any more")
    )
    assert new < text.index("Who helps?") < reworded
    assert reworded < text.index(f"Until now: {ASK}") < text.index(f"Now: {OTHER_ASK}") < retired
    assert text.index(KEPT) > retired
    assert text.index("If guilt or fear comes along with it") > retired


def test_the_tab_key_comes_to_the_changes_before_the_answers(arrive, window):
    arrive(NEWER)
    lock = named("Lock now", QPushButton, window)
    lock.setFocus()
    press(lock, Qt.Key.Key_Tab)
    assert named("What changes", DifferenceText, window).hasFocus()


def test_what_is_gone_and_new_is_told_by_more_than_colour(arrive, window):
    arrive(NEWER.replace("leaves you empty?", "leaves you quite empty?", 1))
    block = named("What changes", DifferenceText, window).document().begin()
    shapes = []
    while block.isValid():
        shapes += [(piece.fragment().text(), piece.fragment().charFormat()) for piece in block]
        block = block.next()
    assert [text.strip() for text, shape in shapes if shape.fontStrikeOut()] == ["in your days"]
    assert [text.strip() for text, shape in shapes if shape.fontUnderline()] == ["quite"]


def test_what_is_changed_around_the_text_alone_is_told(arrive, window):
    arrive(BUNDLED.replace('"1.0"', '"1.1"').replace("authors: The", "authors: All the"))
    assert AROUND in changes(window)
    arrive(BUNDLED.replace('"1.0"', '"1.1"'))
    assert f"{UNCHANGED} {NO_CHANGE}" in changes(window)


def test_the_text_can_be_read_before_it_is_taken(arrive, window):
    arrive(NEWER.replace("There is an old picture", "There is a very old picture"))
    text = changes(window)
    assert text.index(CHANGED) < text.index("New questions") < text.index(LEGEND)
    assert "There is an a very old picture" in text
    told = named("What changes", DifferenceText, window).accessibleDescription()
    assert told == "Gone since then: an. New since then: a very"
    assert "There is a very old picture" in named("Reading", QTextEdit, window).toPlainText()


def test_keeping_mine_changes_nothing(qtbot, arrive, window, own, session):
    arrive(NEWER)
    click(button(window, "Keep mine"))
    qtbot.waitUntil(lambda: not screens(window))
    assert not own.exists()
    assert [r.version for r in session.shown if r.id == "protecting-compassion"] == ["1.0"]


def test_an_answer_keeps_its_wording_when_a_new_edition_is_taken(qtbot, arrive, window, session):
    with qtbot.waitSignal(session.page_opened):
        session.open_reading("protecting-compassion", pytest.fail)
    old = page(window)
    for place, words in ((0, "at night"), (4, "hello, guilt")):
        type_text(named(old.reading.prompts[place].ask, QTextEdit, window), words)
    with qtbot.waitSignal(session.summaries_changed):
        window.centralWidget().flush()
    arrive(NEWER)
    take(qtbot, session, window, "Take this edition")
    assert said(window, TAKEN)
    assert said(window, "From an earlier edition of this reading.")
    assert named(ASK, QTextEdit, window).toPlainText() == "at night"
    with qtbot.waitSignal(session.page_opened):
        click(button(window, "Reflect again"))
    assert page(window).reading.version == "1.1"
    assert named(OTHER_ASK, QTextEdit, window).toPlainText() == ""
    with qtbot.waitSignal(session.page_opened) as turned:
        session.open_reflection(old.reflection_id, pytest.fail)
    kept = {answer.prompt.ask: answer.text for answer in turned.args[0].reflection.answers}
    assert kept == {ASK: "at night", old.reading.prompts[4].ask: "hello, guilt"}


def test_a_new_reading_in_two_languages_is_added_and_opened(qtbot, arrive, window, session, own):
    english = BUNDLED.replace("protecting-compassion", "my-own").replace("short: Boundaries", "short: Mine")
    german = english.replace("language: en-GB", "language: de").replace("short: Mine", "short: Meins")
    arrive(pack([edition(english), edition(german)]))
    assert said(window, "A new reading")
    assert "Its questions" in changes(window)
    qtbot.waitUntil(lambda: is_there(window, "Deutsch"))
    click(button(window, "Deutsch"))
    qtbot.waitUntil(lambda: named("Reading", QTextEdit, window).locale().name() == "de_DE")
    take(qtbot, session, window, "Add this reading")
    assert said(window, ADDED)
    assert page(window).reading.id == "my-own"
    assert sorted(path.name for path in (own / "my-own").iterdir()) == ["pack.de.md", "pack.md"]
    qtbot.waitUntil(lambda: is_there(window, "Deutsch"))
    assert len([b for b in window.findChildren(QPushButton) if b.text() == "Mine" and b.isVisible()]) == 1


def test_another_language_of_a_reading_is_called_that(arrive, window):
    arrive(BUNDLED.replace("language: en-GB", "language: nl"))
    assert said(window, "Another language")
    assert is_there(window, "Add this language")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BUNDLED, "You have this edition already"),
        (BUNDLED.replace("caring", "loving"), "Another edition"),
        (BUNDLED.replace('"1.0"', '"0.9"'), "An older edition"),
    ],
    ids=["same", "clash", "older"],
)
def test_what_came_with_the_program_stays_and_it_is_said_why(arrive, window, text, words):
    arrive(text)
    assert said(window, words)
    assert is_there(window, "Back")
    assert not is_there(window, "Take this edition")


def test_going_back_to_an_older_edition_of_ones_own_is_said_plainly(qtbot, arrive, window, session):
    arrive(NEWER)
    take(qtbot, session, window, "Take this edition")
    older = NEWER.replace('"1.1"', '"1.0.5"')
    arrive(older)
    assert said(window, "Taking this one goes back.")
    take(qtbot, session, window, "Take this edition")
    assert page(window).reading.version == "1.0.5"


def test_a_file_that_cannot_be_opened_is_told_and_leads_back(qtbot, arrive, window, own):
    arrive(b"PK\x03\x04 nothing of the kind")
    assert said(window, REFUSED)
    assert said(window, "This file is damaged")
    assert button(window, "Back").hasFocus()
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not screens(window))
    assert not own.exists()


def test_a_full_disk_is_told_and_the_page_stays(qtbot, arrive, window, session, monkeypatch):
    def full(*_):
        raise DiskFull

    arrive(NEWER)
    with monkeypatch.context() as patched:
        patched.setattr(core, "take", full)
        click(button(window, "Take this edition"))
        qtbot.waitUntil(lambda: said(window, "The disk is full."))
    take(qtbot, session, window, "Take this edition")
    assert said(window, TAKEN)


def test_the_keyboard_reads_the_changes_first_and_reaches_both_answers(arrive, window):
    arrive(NEWER)
    text = named("What changes", DifferenceText, window)
    assert text.hasFocus()
    press(text, Qt.Key.Key_Tab)
    assert button(window, "Take this edition").hasFocus()
    press(button(window, "Take this edition"), Qt.Key.Key_Tab)
    assert button(window, "Keep mine").hasFocus()


def test_choosing_a_pack_as_a_file_leads_here(qtbot, window, tmp_path, monkeypatch):
    path = tmp_path / "from a colleague.md"
    path.write_text(NEWER, encoding="utf-8")
    monkeypatch.setattr(dialogs, "ask_handout", lambda *_: path)
    window.centralWidget().visit("add-reading")
    qtbot.waitUntil(lambda: is_there(window, "Choose a file…"))
    click(button(window, "Choose a file…"))
    qtbot.waitUntil(lambda: is_there(window, "Take this edition"))


def test_nothing_of_it_is_in_the_title_of_the_window(arrive, window):
    arrive(NEWER)
    assert "Boundaries" not in window.windowTitle()
