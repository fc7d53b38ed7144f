"""A list to choose from: the wheel passes by, and the rows of what it opens are as high as they should be."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

from ui.widgets.choice_box import ChoiceBox


@pytest.fixture
def box(stand_in_page, look):
    """Return a box of three choices on a page that scrolls, the second one chosen."""
    made = ChoiceBox()
    made.addItems(["Never", "Every week", "Every month"])
    made.setCurrentIndex(1)
    stand_in_page(made)
    return made


def test_the_wheel_scrolls_the_page_and_chooses_nothing(box):
    box.clearFocus()
    for way in (120, -120):
        middle = QPointF(20, 10)
        event = QWheelEvent(
            middle, box.mapToGlobal(middle), QPoint(), QPoint(0, way), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QGuiApplication.sendEvent(box, event)
        assert not event.isAccepted()
    assert box.currentText() == "Every week"
    assert not box.hasFocus()


def test_a_choice_that_is_longer_than_the_box_ends_in_an_ellipsis(box):
    def drawn():
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        return option.currentText

    assert drawn() == "Every week"
    box.setFixedWidth(box.fontMetrics().horizontalAdvance("Every week"))
    assert drawn().endswith("…")
    assert box.currentText() == "Every week"


def test_the_keys_still_choose(box):
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Every month"


def test_the_list_that_opens_has_rows_as_high_as_the_look_wants_them(box):
    box.view().ensurePolished()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)  # a menu would have a height of its own
    assert not box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, option, box)
    assert all(box.view().sizeHintForRow(row) >= 28 for row in range(box.count()))
