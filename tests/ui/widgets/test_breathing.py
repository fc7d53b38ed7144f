"""The breathing circle: it fills and empties at the pace of a slow breath, or stands as words."""

import pytest

from ui.widgets.breathing import IN_S, OUT_S, WORDS, BreathingCircle


@pytest.fixture
def circle(qtbot, look):
    made = BreathingCircle(look)
    qtbot.addWidget(made)
    made.resize(300, 300)
    return made


def test_it_is_empty_full_and_empty_again_within_a_breath(circle):
    fullness = []
    for seconds in (0, IN_S / 2, IN_S, IN_S + OUT_S / 2, IN_S + OUT_S):
        circle.show_at(seconds)
        fullness.append(round(circle.fullness, 6))
    assert fullness == [0, 0.5, 1, 0.5, 0]


def test_stillness_shows_words_that_do_not_move(circle):
    circle.show_at(IN_S)
    moving = circle.grab().toImage()
    circle.set_still(True)
    still = circle.grab().toImage()
    assert still != moving
    circle.show_at(0)
    assert circle.grab().toImage() == still


def test_a_screen_reader_hears_what_to_do(circle):
    assert circle.accessibleName() == WORDS.replace("\n", " ")
