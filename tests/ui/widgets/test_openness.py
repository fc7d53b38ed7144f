"""The check-in says only what the person said, by mouse or by keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from resilience_desktop.workbook import CheckIn, Noticed
from ui.widgets.openness import OpennessPanel

KEYS = Qt.Key


@pytest.fixture
def panel(look, stand):
    return stand(OpennessPanel(), 540, 200)


@pytest.fixture
def changes(panel):
    heard = []
    panel.changed.connect(lambda: heard.append(panel.check_in))
    return heard


def press(panel, label):
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == label)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_is_said_until_the_person_says_it(panel, changes):
    assert panel.check_in == CheckIn()
    assert panel.slider.openness is None
    assert changes == []


def test_showing_a_check_in_is_no_change(panel, changes):
    shown = CheckIn(before=3, after=7, noticed=Noticed.BOTH)
    panel.check_in = CheckIn(before=3)
    assert panel.slider.value() == 3
    panel.check_in = shown
    assert panel.check_in == shown
    assert panel.slider.value() == 7  # where they said last that they were
    assert changes == []
    panel.check_in = CheckIn()
    assert panel.check_in == CheckIn()
    assert panel.chips.chosen == ()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([KEYS.Key_Right], 6),
        ([KEYS.Key_Left], 4),
        ([KEYS.Key_Home], 0),
        ([KEYS.Key_End], 10),
        ([KEYS.Key_PageUp], 7),
        ([KEYS.Key_Space], 5),
        ([KEYS.Key_Home, KEYS.Key_Left], 0),
        ([KEYS.Key_Right, KEYS.Key_Delete], None),
    ],
)
def test_the_slider_is_moved_by_keys(panel, changes, keys, said):
    panel.slider.setFocus()
    for key in keys:
        QTest.keyClick(panel.slider, key)
    assert panel.check_in == CheckIn(before=said)
    assert changes[-1] == panel.check_in


@pytest.mark.parametrize("said", [0, 4, 10])
def test_the_slider_goes_where_it_is_pressed(panel, changes, said):
    slider = panel.slider
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider._x(said)), 10))
    assert panel.check_in.before == said
    assert changes == [CheckIn(before=said)]


def test_the_slider_can_be_dragged(panel):
    slider = panel.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider._x(2)), 10))
    QTest.mouseMove(slider, QPoint(round(slider._x(8)), 10))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider._x(8)), 10))
    assert panel.check_in.before in (2, 8)


def test_after_is_said_apart_from_before(panel, changes):
    panel.check_in = CheckIn(before=3)
    press(panel, "After")
    assert panel.slider.openness is None
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, KEYS.Key_End)
    assert panel.check_in == CheckIn(before=3, after=10)
    press(panel, "Before")
    assert panel.slider.openness == 3
    assert changes == [CheckIn(before=3, after=10)]


def test_chips_exclude_each_other_and_can_be_taken_back(panel, changes):
    press(panel, "I noticed resistance")
    press(panel, "Some of both")
    press(panel, "Some of both")
    assert [each.noticed for each in changes] == [Noticed.RESISTANCE, Noticed.BOTH, None]


def test_chips_are_pressed_and_changed_by_keys(panel):
    first, second, third = panel.chips.chips
    first.setFocus()
    QTest.keyClick(first, KEYS.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, KEYS.Key_Space)
    assert panel.check_in.noticed is Noticed.ALL_IN
    QTest.keyClick(second, KEYS.Key_Left)
    QTest.keyClick(first, KEYS.Key_Left)
    assert third.hasFocus()


def test_a_screen_reader_hears_name_value_and_whether_it_was_said(panel):
    heard = QAccessible.queryAccessibleInterface(panel.slider)
    assert panel.slider.accessibleName() == "Openness"
    assert "not said yet" in panel.slider.accessibleDescription()
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, KEYS.Key_Right)
    assert heard.valueInterface().currentValue() == 6
    assert "not said yet" not in panel.slider.accessibleDescription()


def test_an_unsaid_handle_is_quiet_and_a_said_one_has_the_accent(panel, look):
    def colours():
        image = panel.slider.grab().toImage()
        row = image.height() // 2
        return {image.pixelColor(x, row).name().upper() for x in range(image.width())}

    assert look.theme.accent not in colours()
    panel.check_in = CheckIn(before=6)
    assert look.theme.accent in colours()


def test_a_value_does_not_change_in_passing(panel, changes, qapp):
    middle = QPointF(20, 10)
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    qapp.sendEvent(panel.slider, event)
    assert changes == []
    assert not event.isAccepted()


def test_chips_go_on_in_another_row_where_the_width_runs_out(look, stand):
    panel = stand(OpennessPanel(), 240, 400)
    tops = {chip.y() for chip in panel.chips.chips}
    assert len(tops) > 1
    assert all(chip.geometry().right() < panel.chips.width() for chip in panel.chips.chips)
    assert panel.chips.height() >= max(chip.geometry().bottom() for chip in panel.chips.chips)
