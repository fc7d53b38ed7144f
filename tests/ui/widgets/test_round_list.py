"""Ten thousand reflections stand in one list under their years; one of them is opened by mouse or key."""

from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resilience_desktop.workbook import Moment, ReflectionSummary
from ui.widgets.round_list import RoundList, RoundModel

DAY = 86_400_000
NOW = 1_795_376_460_000  # 22 November 2026, 19:41 in UTC
KEYS = Qt.Key


def summary(number, ms, reading="gentle", title="Gently"):
    return ReflectionSummary(number, reading, title, Moment(ms), Moment(ms), 4)


MANY = tuple(summary(10_000 - back, NOW - back * DAY) for back in range(10_000))


@pytest.fixture
def rounds(stand):
    made = RoundList("All reflections")
    made.set_summaries(MANY)
    return stand(made, 600, 500)


@pytest.fixture
def chosen(rounds):
    heard = []
    rounds.chosen.connect(lambda each: heard.append(each.id))
    return heard


def words(rounds):
    model = rounds.model()
    return [model.index(row).data() for row in range(model.rowCount())]


def test_years_stand_above_their_rounds_newest_first(rounds):
    shown = words(rounds)
    assert shown[:3] == ["2026", "22 November 2026, 19:41", "21 November 2026, 19:41"]
    assert len(shown) == 10_000 + len({each.begun.local().year for each in MANY})
    assert shown[shown.index("2025") - 1 :][:3] == [
        "1 January 2026, 19:41",
        "2025",
        "31 December 2025, 19:41",
    ]


class Counted(RoundModel):
    """Remember which rows were asked for."""

    asked: ClassVar[set] = set()

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        self.asked.add(index.row())
        return super().data(index, role)


def test_only_what_is_in_view_is_looked_at(stand):
    made = stand(RoundList("All reflections"), 600, 500)
    made.setModel(Counted(MANY))
    made.scrollToBottom()
    made.grab()
    assert 5 < len(Counted.asked) < 100


def test_the_keyboard_skips_the_years_and_opens_a_round(rounds, chosen):
    rounds.setFocus()
    QTest.keyClick(rounds, KEYS.Key_Return)
    for _ in range(326):  # the days of 2026 until then
        QTest.keyClick(rounds, KEYS.Key_Down)
    QTest.keyClick(rounds, KEYS.Key_Space)
    QTest.keyClick(rounds, KEYS.Key_End)
    QTest.keyClick(rounds, KEYS.Key_Return)
    assert chosen == [10_000, 9_674, 1]
    assert rounds.currentIndex().data() == words(rounds)[-1]


def test_a_click_opens_a_round_and_a_year_does_nothing(rounds, chosen):
    for row in (0, 2):
        place = rounds.visualRect(rounds.model().index(row)).center()
        QTest.mouseClick(rounds.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [9_999]


def test_with_several_readings_each_line_names_its_own(stand):
    made = RoundList("All reflections")
    made.set_summaries((summary(2, NOW, "tea", "A slow\ncup"), summary(1, NOW - 400 * DAY)))
    assert words(made) == [
        "2026",
        "22 November 2026, 19:41 · A slow cup",
        "2025",
        "18 October 2025, 19:41 · Gently",
    ]


def test_rounds_written_while_the_clock_was_wrong_keep_their_order(stand):
    made = RoundList("All reflections")
    made.set_summaries((summary(3, NOW), summary(2, NOW - 4000 * DAY), summary(1, NOW - DAY)))
    assert [each[-11:-7] if ":" in each else each for each in words(made)] == [
        "2026", "2026", "2015", "2015", "2026", "2026",
    ]  # fmt: skip
    assert [made.model().summary(row).id for row in (1, 3, 5)] == [3, 2, 1]


def test_an_empty_list_takes_keys_too(stand):
    made = stand(RoundList("All reflections"), 300, 300)
    made.set_summaries(())
    QTest.keyClick(made, KEYS.Key_Return)
    assert words(made) == []
