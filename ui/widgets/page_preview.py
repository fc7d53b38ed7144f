"""Show finished pages on the ground, and ask only for those that can be seen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ui.theme import Look

TOP, BELOW, SIDE, GAP = 40, 28, 32, 40
"""Pixels above the first page, below the last, beside each, and between two."""

_NARROWEST = 260
_SHADOW = range(20, 0, -2)
"""How far the layers of a page's shadow reach, in pixels; each darkens by the least that can be."""

_KEPT = 3
"""Pages whose images are kept above and below those that can be seen."""


class PagePreview(QAbstractScrollArea):
    """Show pages of one size under each other, each as high as the room allows.

    ``wanted`` asks for the image of a page (from 0) at a width in device pixels; the answer goes
    to ``take``. Until it comes, the image that was there before stays, or the blank sheet.
    """

    wanted = Signal(int, int)
    turned = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count = 0
        self._paper = (210.0, 297.0)
        self._images: dict[int, QImage] = {}
        self._drawn: dict[int, int] = {}
        self._asked: dict[int, int] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._turned)
        self._name()

    @property
    def count(self) -> int:
        """Return the number of pages."""
        return self._count

    @property
    def page(self) -> int:
        """Return the page in the middle of the view, counted from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2 - TOP
        return min(max(int(middle / self._step()), 0), max(self._count - 1, 0))

    @property
    def blank(self) -> bool:
        """Tell whether no page is drawn yet."""
        return not self._images

    @property
    def complete(self) -> bool:
        """Tell whether each page that can be seen shows its newest image, as crisp as the screen can."""
        return all(self._fresh(page) for page in self._visible())

    def show_pages(self, count: int, paper: tuple[float, float]) -> None:
        """Announce new pages on paper of this width and height (any unit); their images are asked for."""
        if paper != self._paper:
            self._images.clear()
        self._count, self._paper = count, paper
        self._images = {page: image for page, image in self._images.items() if page < count}
        self._drawn.clear()
        self._asked.clear()
        self._name()
        self._arrange()

    def take(self, page: int, image: QImage) -> None:
        """Show a page's image; it is asked for again where the room changed meanwhile."""
        width = self._asked.pop(page, 0)
        if page < self._count:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._images[page] = image
            self._drawn[page] = width
            self._turned()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the room."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what was not asked for while nobody could see it."""
        super().showEvent(event)
        self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first or the last page too; the other keys scroll as everywhere."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        end = ends.get(Qt.Key(event.key()))
        if end is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(end)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that can be seen, and a ring while the keyboard is here."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._visible():
            self._draw(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def _draw(self, painter: QPainter, page: int) -> None:
        sheet = self._place(page)
        self._draw_shadow(painter, QRectF(sheet))
        painter.fillRect(sheet, Qt.GlobalColor.white)
        image = self._images.get(page)
        if image is not None:
            crisp = self._drawn.get(page) == self._device_width()
            painter.drawImage(sheet.topLeft() if crisp else sheet, image)
        if self._look.theme.contrast:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawRect(sheet.adjusted(-1, -1, 0, 0))

    def _draw_shadow(self, painter: QPainter, sheet: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 1))
        for spread in _SHADOW:
            painter.drawRoundedRect(sheet.adjusted(-spread, 6 - spread, spread, 6 + spread), spread, spread)
        painter.setBrush(QColor(0, 0, 0, 24))
        painter.drawRoundedRect(sheet.adjusted(-0.5, 0, 0.5, 1.5), 1, 1)
        painter.restore()

    def _sheet(self) -> QSize:
        width, height = self._paper
        room = self.viewport().size()
        fitting = min(room.width() - 2 * SIDE, int((room.height() - TOP - BELOW) * width / height))
        wide = max(fitting, _NARROWEST)
        return QSize(wide, round(wide * height / width))

    def _step(self) -> int:
        return self._sheet().height() + GAP

    def _place(self, page: int) -> QRect:
        sheet = self._sheet()
        left = max((self.viewport().width() - sheet.width()) // 2, 0)
        return QRect(
            left, TOP + page * self._step() - self.verticalScrollBar().value(), sheet.width(), sheet.height()
        )

    def _visible(self) -> range:
        top, step = self.verticalScrollBar().value() - TOP, self._step()
        first = max(top // step, 0)
        last = (top + self.viewport().height()) // step
        return range(min(first, self._count), min(last + 1, self._count))

    def _device_width(self) -> int:
        return round(self._sheet().width() * self.devicePixelRatioF())

    def _arrange(self) -> None:
        """Fit the scroll bar, staying at the same page, and look what has to be drawn."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        whole = TOP + self._count * self._step() - GAP + BELOW
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        bar.setRange(0, max(whole - room, 0))
        bar.setPageStep(self._step())
        bar.setSingleStep(48)
        bar.setValue(round(share * bar.maximum()))
        self._turned()

    def _turned(self) -> None:
        self.viewport().update()
        self._soon.start()
        self.turned.emit()

    def _ask(self) -> None:
        """Ask for what can be seen and is not here, and let go of what is far away."""
        if not self.isVisible():
            return
        seen = self._visible()
        near = range(seen.start - _KEPT, seen.stop + _KEPT)
        self._images = {page: image for page, image in self._images.items() if page in near}
        for page in seen:
            if page not in self._asked and not self._fresh(page):
                self._asked[page] = self._device_width()
                self.wanted.emit(page, self._asked[page])

    def _fresh(self, page: int) -> bool:
        return page in self._images and self._drawn.get(page) == self._device_width()

    def _name(self) -> None:
        pages = f"{self._count} page" + "s" * (self._count != 1)
        self.setAccessibleName(f"Preview of the PDF, {pages}")
