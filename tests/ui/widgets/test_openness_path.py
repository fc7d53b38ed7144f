"""The path is a line whose every point the keyboard reaches, names and opens; or a table."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from resilience_desktop.workbook import CheckIn, Moment, Noticed, Step
from ui.widgets.openness_path import OpennessPath
from ui.widgets.path_part import AS_LINE, AS_TABLE, INVITATION, PathPart
from ui.widgets.path_table import PathTable

KEYS = Qt.Key
DAY = 86_400_000
NOW = 1_795_376_460_000  # 22 November 2026


def step(number, before=None, after=None, *, days=0, noticed=None):
    return Step(number, Moment(NOW + days * DAY), CheckIn(before, after, noticed))


THREE = (step(3, 5, 7), step(2, 3, 4, days=-14), step(1, None, 2, days=-28))
MANY = tuple(step(n, n % 11, (n + 1) % 11, days=n - 10_000) for n in range(10_000, 0, -1))


@pytest.fixture
def path(look, stand):
    made = OpennessPath(look)
    made.set_steps(THREE)
    return stand(made, 900, made.sizeHint().height())


@pytest.fixture
def point(path):
    path.setFocus()
    return path.focusProxy()


def test_each_point_has_a_name_and_opens_its_reflection(path, point):
    opened = []
    path.opened.connect(lambda each: opened.append(each.reflection_id))
    names = []
    for key in (KEYS.Key_End, KEYS.Key_Left, KEYS.Key_Left, KEYS.Key_Left):
        QTest.keyClick(point, key)
        names.append(point.accessibleName())
        QTest.keyClick(point, KEYS.Key_Return)
    assert names == [
        "22 November 2026, before 5, after 7",
        "8 November 2026, before 3, after 4",
        "25 October 2026, after 2",
        "25 October 2026, after 2",
    ]
    assert opened == [3, 2, 1, 1]
    QTest.keyClick(point, KEYS.Key_Home)
    QTest.keyClick(point, KEYS.Key_Right)
    QTest.keyClick(point, KEYS.Key_Space)
    assert opened[-1] == 2


def test_higher_on_the_page_is_more_open_and_later_is_to_the_right(path, point):
    QTest.keyClick(point, KEYS.Key_Home)
    places = []
    for _ in range(3):
        places.append(point.geometry().center())
        QTest.keyClick(point, KEYS.Key_Right)
    assert places[0].x() < places[1].x() < places[2].x()
    assert places[0].y() > places[1].y() > places[2].y()
    assert places[1].x() - places[0].x() == pytest.approx(places[2].x() - places[1].x(), abs=1)


def test_a_press_on_a_point_opens_it_and_elsewhere_nothing(path, point):
    opened = []
    path.opened.connect(opened.append)
    QTest.mouseClick(path, Qt.MouseButton.LeftButton, pos=path.rect().topRight())
    QTest.mouseClick(path, Qt.MouseButton.LeftButton, pos=point.geometry().center())
    assert opened == [THREE[0]]


def test_each_of_ten_thousand_points_is_reached(look, stand):
    path = OpennessPath(look)
    path.set_steps(MANY)
    stand(path, 900, path.sizeHint().height())
    path.setFocus()
    point = path.focusProxy()
    for key, number in (
        (KEYS.Key_Home, 1),
        (KEYS.Key_Right, 2),
        (KEYS.Key_PageDown, 1002),
        (KEYS.Key_End, 10_000),
        (KEYS.Key_PageUp, 9000),
    ):
        QTest.keyClick(point, key)
        assert path.here.reflection_id == number
    assert len(path._line()) < 300
    path.grab()


@pytest.mark.parametrize("width", [200, 500, 1200])
@pytest.mark.parametrize("steps", [THREE, MANY[:40], MANY], ids=["3", "40", "10000"])
def test_dates_never_overlap(look, stand, width, steps):
    from PySide6.QtGui import QFontMetrics

    path = OpennessPath(look)
    path.set_steps(steps)
    stand(path, width, path.sizeHint().height())
    metrics = QFontMetrics(look.font("status"))
    halves = [(path._x(n), metrics.horizontalAdvance(words) / 2) for n, words in path._dates(metrics)]
    ends = [(x - half, x + half) for x, half in halves]
    assert ends
    assert all(one[1] < other[0] for one, other in pairwise(ends))
    if len(ends) > 1:
        assert [index for index, _ in path._dates(metrics)][-1] == len(steps) - 1


def test_rounds_in_which_nothing_was_said_have_no_point(look):
    path = OpennessPath(look)
    path.set_steps((step(2), step(1, 4)))
    assert [each.reflection_id for each in path.steps] == [1]
    path.set_steps(())
    assert path.here is None


@pytest.fixture
def part(look, stand):
    made = PathPart(look)
    made.set_steps(THREE)
    return stand(made, 900, 400)


def test_the_same_data_stands_in_a_table(part):
    button = next(each for each in part.findChildren(QPushButton) if each.text() == AS_TABLE)
    line, table = part.findChild(OpennessPath), part.findChild(PathTable)
    assert (line.isVisible(), table.isVisible()) == (True, False)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (line.isVisible(), table.isVisible(), button.text()) == (False, True, AS_LINE)
    model = table.model()
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(3)]
    assert rows == [
        ["22 November 2026", "5", "7", ""],
        ["8 November 2026", "3", "4", ""],
        ["25 October 2026", "", "2", ""],
    ]
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in range(3)] == ["Date", "Before", "After"]
    opened = []
    part.opened.connect(lambda each: opened.append(each.reflection_id))
    table.setFocus()
    QTest.keyClick(table, KEYS.Key_Down)
    QTest.keyClick(table, KEYS.Key_Return)
    assert opened == [2]


def test_what_was_noticed_stands_in_the_table_too(look):
    table = PathTable(look)
    table.set_steps((step(2, noticed=Noticed.BOTH), step(1)))
    assert table.model().rowCount() == 1
    assert table.model().index(0, 3).data() == "some of both"


def test_without_any_openness_there_is_an_invitation(part):
    from ui.widgets.label import Label

    part.set_steps((step(2), step(1)))
    assert [each.text() for each in part.findChildren(Label) if each.isVisible()] == [INVITATION]
    assert not part.findChild(OpennessPath).isVisible()
