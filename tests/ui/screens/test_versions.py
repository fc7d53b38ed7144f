"""What an answer was before can be looked at, compared in words, and brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault.history import History
from resilience_desktop.workbook.comparison import Fate, Stretch
from tests.ui.screens.test_looking_back import area, button, is_there, said, show, shown, two
from ui.tour.player import click, named, press
from ui.widgets.comparison_text import ComparisonText, in_words

__all__ = ["show", "shown", "two"]

LONG = "what is now, and a good deal more of it"


@pytest.fixture
def versions(qtbot, shown, two, show, session):
    """Return the window on the versions of an answer that was cut."""
    show(two[1])
    answer = area(shown, two[1])
    for text in (LONG, "what is now"):
        answer.replace_with(text)
        with qtbot.waitSignal(session.saved):
            shown.centralWidget().flush()
    click(button(shown, f"Earlier versions: {two[1].reading.prompts[0].label}"))
    qtbot.waitUntil(lambda: is_there(shown, "Bring this back"))
    qtbot.waitUntil(button(shown, "Bring this back").isEnabled)
    return shown


def test_an_answer_that_never_changed_offers_no_versions(shown, two, show):
    show(two[0])
    assert not is_there(shown, f"Earlier versions: {two[0].reading.prompts[0].label}")


def test_a_version_is_compared_by_more_than_colour_and_told_in_words(versions, look):
    assert said(versions, "Struck through: gone since then.")
    assert named("Earlier versions", QListWidget, versions).hasFocus()
    text = named("Comparison", ComparisonText, versions)
    assert text.toPlainText().startswith("what is ")
    assert "Gone since then: now, and a good deal more of it" in text.accessibleDescription()
    assert text.isReadOnly()
    look.choose("evening")
    shapes = [piece.fragment().charFormat() for piece in text.document().begin()]
    assert [shape.fontStrikeOut() for shape in shapes] == [False, True, False, False]
    assert [shape.fontUnderline() for shape in shapes] == [False, False, False, True]


def test_bringing_back_keeps_the_present_words_and_can_be_undone(qtbot, versions, two, kept, session):
    click(button(versions, "Bring this back"))
    qtbot.waitUntil(lambda: not is_there(versions, "Bring this back"))
    answer = area(versions, two[1])
    assert answer.toPlainText() == LONG
    qtbot.waitUntil(answer.hasFocus)
    with qtbot.waitSignal(session.saved):
        versions.centralWidget().flush()
    number, prompt_id = two[1].reflection_id, two[1].reading.prompts[0].id
    found = kept(lambda vault: [vault.history.text(v.id) for v in vault.history.versions(number, prompt_id)])
    assert found[0] == "what is now"
    assert kept(lambda vault: vault.reflection(number)).text(prompt_id) == LONG
    press(answer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answer.toPlainText() == "what is now"
    with qtbot.waitSignal(session.saved):
        versions.centralWidget().flush()


def test_what_cannot_be_kept_is_not_replaced(qtbot, versions, two, monkeypatch):
    def refuse(*_):
        raise DiskFull

    monkeypatch.setattr(History, "keep_before_bringing_back", refuse)
    click(button(versions, "Bring this back"))
    qtbot.waitUntil(lambda: said(versions, str(DiskFull())))
    assert is_there(versions, "Bring this back")
    press(versions, Qt.Key.Key_Escape)
    assert area(versions, two[1]).toPlainText() == "what is now"


def test_a_version_of_a_page_in_the_bin_is_only_shown(qtbot, versions, two):
    press(versions, Qt.Key.Key_Escape)
    button(versions, "Move to the bin").click()
    qtbot.waitUntil(lambda: said(versions, "In the bin."))
    click(button(versions, f"Earlier versions: {two[1].reading.prompts[0].label}"))
    qtbot.waitUntil(lambda: said(versions, "Struck through"))
    assert not is_there(versions, "Bring this back")


def test_many_and_long_changes_are_told_briefly():
    changes = [Stretch(fate, "word " * 100) for fate in (Fate.GONE, Fate.STAYED, Fate.NEW) * 20]
    told = in_words(changes)
    assert told.count("since then") == 12
    assert len(told) < 12 * 160
    assert in_words([Stretch(Fate.STAYED, "x")]) == "The same words as now"
