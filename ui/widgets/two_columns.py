"""Stand two pages beside each other, or, where the window is narrow, behind two tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from ui.theme import Look

NARROW = 900
"""Below this window width the columns become tabs: pixels at up to 120 % zoom and the usual text size."""

_ROOM = 1.3
"""By how much the system's text may be larger before the columns need a wider window."""

QWIDGETSIZE_MAX = 16_777_215
"""Qt's own bound on a width, which PySide does not name."""


def needs_tabs(window: QWidget, look: Look) -> bool:
    """Tell whether two columns are too much for a window at this size of text."""
    larger = max(1.0, look.zoom / 120, look.text_scale / _ROOM)
    return window.width() < NARROW * larger


class TwoColumns(QWidget):
    """Hold a left and a right page, each named for its tab; the left one takes ``share`` of the width."""

    def __init__(
        self, look: Look, pages: tuple[QWidget, QWidget], names: tuple[str, str], share: float
    ) -> None:
        super().__init__()
        self._look = look
        self._pages = pages
        self._share = share
        self._tabs = QTabBar()
        self._line = QFrame()
        self._lay_out(names)
        self._tabs.currentChanged.connect(lambda _: self._arrange())
        look.changed.connect(self._arrange)

    @property
    def narrow(self) -> bool:
        """Tell whether one page stands behind the other."""
        return self._tabs.isVisibleTo(self)

    def show_page(self, place: int) -> None:
        """Bring the left (0) or right (1) page to the front."""
        self._tabs.setCurrentIndex(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between columns and tabs."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self, names: tuple[str, str]) -> None:
        self._tabs.setAccessibleName(f"{names[0]} or {names[1].lower()}")
        for name in names:
            self._tabs.addTab(name)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._line.setObjectName("hairline")
        self._line.setFixedWidth(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeft)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self._pages[0])
        columns.addWidget(self._line)
        columns.addWidget(self._pages[1], 1)
        layout.addLayout(columns, 1)

    def _arrange(self) -> None:
        narrow = needs_tabs(self.window(), self._look)
        self._tabs.setVisible(narrow)
        self._line.setVisible(not narrow)
        for place, page in enumerate(self._pages):
            page.setVisible(not narrow or self._tabs.currentIndex() == place)
        share = round(self.width() * self._share)
        self._pages[0].setMinimumWidth(0 if narrow else share)
        self._pages[0].setMaximumWidth(QWIDGETSIZE_MAX if narrow else share)
