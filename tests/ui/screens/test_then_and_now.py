"""Then and now: what was answered over time, side by side, read again and opened again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from resilience_desktop.workbook import CheckIn
from ui.screens.then_and_now import CLOCK, NO_ANSWER, TOO_EARLY, ThenAndNowScreen
from ui.widgets.answer_columns import AnswerColumns
from ui.widgets.chips import Chip
from ui.widgets.label import Label
from ui.widgets.openness_path import OpennessPath


@pytest.fixture
def fill(qtbot, session, opened, clock):
    """Return a function that writes rounds a fortnight apart; of each the answers and where one stood."""

    def write(*rounds, days=14):
        def save(vault):
            edition = vault.keep_edition(opened.page.reading)
            for answers, stood in rounds:
                asked = dict(zip(opened.page.reading.prompts, answers, strict=False))
                number = vault.begin(edition).id
                vault.save(number, {p: t for p, t in asked.items() if t}, check_in=stood)
                clock.advance(days=days)

        done = []
        session.ask(save, lambda _: done.append(True), pytest.fail, session)
        qtbot.waitUntil(lambda: bool(done))

    return write


@pytest.fixture
def show(qtbot, session, look, opened):
    """Return a function that shows the page, once it has looked into the vault."""
    places = []

    def begin(size=(1000, 760)):
        screen = ThenAndNowScreen(session, look, opened.page.reading, places.append)
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        qtbot.waitUntil(
            lambda: any(chip.isVisible() for chip in screen.findChildren(Chip)) or TOO_EARLY in said(screen)
        )
        return screen, places

    return begin


THREE = (
    (("rolled my eyes", "the merger"), CheckIn(1, 2)),
    (("less angry", ""), CheckIn(3, 4)),
    (("tired, first", "years ago"), CheckIn(5, 7)),
)

MANY = tuple(((f"answer {n}",), CheckIn(n % 11, n % 11)) for n in range(40))


def said(screen):
    return [label.text() for label in screen.findChildren(Label) if label.isVisible()]


def columns(screen):
    return [(c.step.begun.day(), c.text()) for c in screen.findChild(AnswerColumns).columns if c.isVisible()]


def test_answers_stand_side_by_side_the_newest_first(fill, show):
    fill(*THREE)
    screen, _ = show()
    assert columns(screen) == [
        ("20 December 2026", "tired, first"),
        ("6 December 2026", "less angry"),
        ("22 November 2026", "rolled my eyes"),
    ]
    assert "Meeting resistance · since 22 November 2026" in said(screen)
    chips = [chip.text() for chip in screen.findChildren(Chip) if chip.isVisible()]
    assert chips[0] == "1 Reaction"


def test_another_prompt_shows_its_own_answers_and_one_is_always_chosen(qtbot, fill, show):
    fill(*THREE)
    screen, _ = show()
    QTest.mouseClick(_chip(screen, "2 Experiences"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [text for _, text in columns(screen)] == ["years ago", "the merger"])
    QTest.mouseClick(_chip(screen, "2 Experiences"), Qt.MouseButton.LeftButton)
    assert _chip(screen, "2 Experiences").isChecked()
    QTest.mouseClick(_chip(screen, "4 All in"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: NO_ANSWER in said(screen))


def test_dates_and_points_open_their_reflection_at_the_prompt(fill, show):
    fill(*THREE)
    screen, places = show()
    path = screen.findChild(OpennessPath)
    path.setFocus()
    QTest.keyClick(path.focusProxy(), Qt.Key.Key_Left)
    QTest.keyClick(path.focusProxy(), Qt.Key.Key_Return)
    date = next(b for b in screen.findChildren(QPushButton) if b.text() == "22 November 2026")
    QTest.mouseClick(date, Qt.MouseButton.LeftButton)
    assert [(p.reflection_id, p.prompt_id) for p in places] == [(2, "reaction"), (1, "reaction")]


@pytest.mark.parametrize("rounds", [(), THREE[:1]], ids=["none", "one"])
def test_too_early_there_is_an_invitation_and_no_line(fill, show, rounds):
    fill(*rounds)
    screen, _ = show()
    assert TOO_EARLY in said(screen)
    assert not screen.findChild(OpennessPath).isVisible()
    assert [text for _, text in columns(screen)] == [answers[0] for answers, _ in rounds]


def test_a_month_far_away_is_one_choice_away(qtbot, fill, show):
    fill(*MANY)
    screen, _ = show()
    months = next(b for b in screen.findChildren(QComboBox) if b.accessibleName() == "Go to")
    qtbot.waitUntil(months.isVisible)
    assert months.itemText(months.count() - 1) == "November 2026"
    months.activated.emit(months.count() - 1)
    qtbot.waitUntil(lambda: ("22 November 2026", "answer 0") in columns(screen))


def test_the_line_brings_its_column_into_view(qtbot, fill, show):
    fill(*MANY)
    screen, _ = show()
    path = screen.findChild(OpennessPath)
    path.setFocus()
    QTest.keyClick(path.focusProxy(), Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: ("22 November 2026", "answer 0") in columns(screen))


def test_a_clock_that_was_set_back_is_told_kindly(fill, show):
    fill(*THREE, days=-30)
    screen, _ = show()
    assert CLOCK in said(screen)
    assert [text for _, text in columns(screen)] == ["tired, first", "less angry", "rolled my eyes"]


def test_a_locked_vault_is_told_in_words(qtbot, session, look, opened):
    with qtbot.waitSignal(session.locked):
        session.lock(None, None)
    screen = ThenAndNowScreen(session, look, opened.page.reading, print)
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: any("locked" in label.text() for label in screen.findChildren(Label)))


def _chip(screen, label):
    return next(chip for chip in screen.findChildren(Chip) if chip.text() == label and chip.isVisible())
