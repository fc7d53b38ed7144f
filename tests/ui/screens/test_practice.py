"""The practice: minutes to choose, Space and Esc, and only what the person says is kept."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QSlider, QTextEdit

from resilience_desktop.workbook.practice import OwnWords
from ui.pages import KINDS
from ui.screens import practice as practice_screen
from ui.screens.pause import PauseScreen
from ui.screens.practice import HINT, SENTENCE, PracticeScreen, Stage
from ui.tour.player import click, named, press, type_text
from ui.widgets.breathing import BreathingCircle
from ui.widgets.fleeting_text import FleetingText


class Seconds:
    """Stand for the time that passes."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def screen(qtbot, session, opened, look, preferences, clock, seconds):
    made = PracticeScreen(session, look, preferences, clock, seconds)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def says(root, words):
    return any(words in label.text() for label in root.findChildren(QLabel) if label.isVisible())


def test_it_begins_with_three_minutes_and_another_length_can_be_chosen(screen, seconds):
    click(named("1 min", QPushButton, screen))
    click(named("1 min", QPushButton, screen))  # pressing it again leaves no practice without a length
    click(named("5 min", QPushButton, screen))
    click(named("Begin", QPushButton, screen))
    assert says(screen, "5:00 left · Space pauses · Esc ends")
    seconds.now += 61
    screen.look()
    assert says(screen, "3:59 left")


def test_space_pauses_and_goes_on_and_the_pause_does_not_count(screen, seconds):
    press(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert screen.stage is Stage.RUNNING
    seconds.now += 10
    press(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert screen.stage is Stage.PAUSED
    seconds.now += 1000
    press(screen, Qt.Key.Key_Space)
    screen.look()
    assert says(screen, "2:50 left")


def test_it_ends_in_time(screen, seconds):
    press(screen, Qt.Key.Key_Space)
    seconds.now += 180
    screen.look()
    assert screen.stage is Stage.ENDED
    assert says(screen, "That was it.")
    assert not screen._timer.isActive()


def test_escape_ends_it_first_and_leaves_it_then(screen):
    press(screen, Qt.Key.Key_Space)
    assert screen.step_back()
    assert screen.stage is Stage.ENDED
    assert not screen.step_back()


def test_nothing_is_kept_of_a_practice_of_which_nothing_was_said(screen, seconds):
    press(screen, Qt.Key.Key_Space)
    seconds.now += 30
    screen.step_back()
    assert screen.unsaved() is None


def test_openness_before_and_after_is_kept(screen, seconds, kept):
    slider = named("Openness", QSlider, screen)
    press(slider, Qt.Key.Key_Left)
    press(screen, Qt.Key.Key_Space)
    seconds.now += 45
    screen.step_back()
    press(slider, Qt.Key.Key_Right)
    kept(screen.unsaved().save)
    (sitting,) = kept(lambda vault: vault.practice.sittings())
    assert (sitting.seconds, sitting.before, sitting.after) == (45, 4, 6)


def test_a_lock_in_the_middle_keeps_what_was_said_before(screen, seconds, kept):
    press(named("Openness", QSlider, screen), Qt.Key.Key_Left)
    press(screen, Qt.Key.Key_Space)
    seconds.now += 45
    kept(screen.unsaved().save)
    (sitting,) = kept(lambda vault: vault.practice.sittings())
    assert (sitting.seconds, sitting.before, sitting.after) == (45, 4, None)


def test_what_a_full_disk_refused_is_brought_back_and_kept_once(screen, seconds, parts, kept):
    press(named("Openness", QSlider, screen), Qt.Key.Key_Left)
    press(screen, Qt.Key.Key_Space)
    seconds.now += 45
    kind = next(kind for kind in KINDS if kind.key == practice_screen.KEY)
    again = kind.make(replace(parts, state=screen.unsaved().state))
    for _ in range(2):
        kept(again.unsaved().save)
    assert len(kept(lambda vault: vault.practice.sittings())) == 1


def test_own_words_stand_in_place_of_the_sentence_and_are_kept(qtbot, screen, kept):
    assert says(screen, SENTENCE)
    click(named("Use my own words", QPushButton, screen))
    type_text(named("Your own words for the sentence", QLineEdit, screen), "So it is.")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert says(screen, "So it is.")
    kept(screen.unsaved().save)
    assert kept(lambda vault: vault.practice.own_words()) == OwnWords("So it is.")


def test_a_practice_under_way_is_no_idle_time(qtbot, screen, seconds):
    press(screen, Qt.Key.Key_Space)
    seconds.now += practice_screen.STAY_S
    with qtbot.waitSignal(screen.touched):
        screen.look()


def test_nothing_moves_for_someone_who_asks_for_stillness(
    qtbot, session, opened, look, preferences, clock, seconds
):
    preferences.change(motion="still")
    made = PracticeScreen(session, look, preferences, clock, seconds)
    qtbot.addWidget(made)
    assert made.findChild(BreathingCircle).still


@pytest.fixture
def window(open_window, opened):
    return open_window(opened)


def test_escape_goes_from_the_practice_to_today_and_what_was_said_is_kept(qtbot, window, kept):
    click(named("Practice", QPushButton, window))
    qtbot.waitUntil(lambda: says(window, HINT))
    assert not says(window, "Encrypted on this laptop only")
    press(named("Openness", QSlider, window), Qt.Key.Key_Left)
    press(named("Begin", QPushButton, window), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.findChild(PracticeScreen)._elapsed() > 0)
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: says(window, "Encrypted on this laptop only"))
    assert len(kept(lambda vault: vault.practice.sittings())) == 1


def test_words_to_let_go_of_are_gone_and_never_were_in_the_vault(qtbot, window, vault_folder, kept):
    click(named("Practice", QPushButton, window))
    qtbot.waitUntil(lambda: says(window, HINT))
    click(named("Write something to let go of", QPushButton, window))
    text = named("Something to let go of", QTextEdit, window)
    assert isinstance(text, FleetingText)
    type_text(text, "marrowbone")
    press(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert text.toPlainText() == ""
    qtbot.waitUntil(lambda: says(window, "It is gone."))
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_index%'"
    kept = kept(
        lambda vault: [
            row
            for (name,) in vault._database.rows(tables)
            for row in vault._database.rows(f"SELECT * FROM {name}")  # noqa: S608  names of ours
        ]
    )
    assert kept
    assert not any(b"marrowbone" in bytes(str(value), "utf-8") for row in kept for value in row)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(FleetingText) is None)


def test_pause_covers_everything_and_comes_back(qtbot, window, opened, kept):
    kept(lambda vault: vault.practice.set_support("Mia, 0123"))
    prompt = opened.page.reading.prompts[0]
    editor = named(prompt.ask, QTextEdit, window)
    editor.setFocus()
    type_text(editor, "what nobody knows")
    press(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: says(window, "Mia, 0123"))
    assert says(window, opened.page.reading.grounding[0])
    for kind in (QTextEdit, QLabel, QPushButton):
        shown = [w for w in window.findChildren(kind) if w.isVisible()]
        assert not any("nobody knows" in (w.toPlainText() if kind is QTextEdit else w.text()) for w in shown)
    assert [a.text for a in kept(lambda v: v.reflection(opened.page.reflection_id)).answers] == [
        "what nobody knows"
    ]
    people = next(label for label in window.findChildren(QLabel) if label.text() == "Mia, 0123")
    press(people, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(people, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().mimeData()
    assert copied.text() == "Mia, 0123"
    assert copied.data("x-kde-passwordManagerHint") == b"secret"
    press(window, Qt.Key.Key_F9)
    qtbot.waitUntil(editor.hasFocus)


def test_the_way_back_from_a_pause_is_in_view_however_large_the_words(qtbot, session, opened, look):
    look.set_zoom(250)
    screen = PauseScreen(session, ("Feel both feet on the floor, and look around you. " * 4,))
    qtbot.addWidget(screen)
    screen.resize(640, 480)
    with qtbot.waitExposed(screen):
        screen.show()
    back = named("Come back", QPushButton, screen)
    assert screen.rect().contains(back.geometry())
    assert not back.visibleRegion().isEmpty()


def test_the_action_of_the_practice_is_in_view_however_large_the_words(qtbot, look, screen):
    look.set_zoom(250)
    screen.resize(640, 480)
    act = named("Begin", QPushButton, screen)
    qtbot.waitUntil(lambda: act.visibleRegion().boundingRect().height() == act.height())


def test_pause_can_lock(qtbot, window, session):
    press(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.findChild(PauseScreen) is not None)
    with qtbot.waitSignal(session.locked):
        click(named("Lock now", QPushButton, window.findChild(PauseScreen)))


def test_pause_offers_another_sentence_only_where_there_is_one(qtbot, session, opened):
    screen = PauseScreen(session, ("One.", "Two."))
    qtbot.addWidget(screen)
    screen.show()
    click(named("Another sentence", QPushButton, screen))
    assert says(screen, "Two.")
    click(named("Another sentence", QPushButton, screen))
    assert says(screen, "One.")
