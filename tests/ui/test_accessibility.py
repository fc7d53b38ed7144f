"""What speaks for a scrolling page stands still while its scroll bars come and go."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import accessibility


def test_a_scroll_bar_that_goes_leaves_no_gap_for_a_screen_reader(qtbot):
    accessibility.install()
    area, page = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    area.setAccessibleName("Help")
    area.setWidgetResizable(True)
    area.setWidget(page)
    page.setMinimumHeight(10_000)
    area.show()
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    spoken = QAccessible.queryAccessibleInterface(area)
    counted = spoken.childCount()
    page.setMinimumHeight(0)
    qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())
    assert spoken.text(QAccessible.Text.Name) == "Help"
    assert spoken.childCount() == counted
    assert spoken.child(counted - 1) is not None
    assert spoken.child(counted) is None
