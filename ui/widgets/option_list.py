"""Offer options one below the other, of which one or several can be chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui.theme import Look

from .label import Label

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_TAKE_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Option(QWidget):
    """Show a box or a circle, and its words beside it, which wrap.

    The button is alone in here: so Qt lets a circle be taken back, and a screen reader hears what it is.
    """

    def __init__(self, words: str, look: Look, *, several: bool) -> None:
        super().__init__()
        self.words = words
        self.button: QAbstractButton = QCheckBox() if several else QRadioButton()
        self.button.setAccessibleName(words)
        self._look = look
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(Label(words, "answer"), 1, Qt.AlignmentFlag.AlignTop)
        look.changed.connect(self._fit)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click on the words for one on the box."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()

    def _fit(self) -> None:
        """Let the box grow with the words, in the middle of their first line."""
        line = self._look.line_height("answer")
        box, dot = round(14 * line / 24), round(6 * line / 24)
        ring = (box + 2 - dot) // 2
        radii = (box + 2) // 2, ring + dot // 2
        self.button.setStyleSheet(
            f"QCheckBox::indicator, QRadioButton::indicator {{ width: {box}px; height: {box}px; }}"
            f"QRadioButton::indicator {{ border-radius: {radii[0]}px; }}"
            "QRadioButton::indicator:checked "
            f"{{ width: {dot}px; height: {dot}px; border-width: {ring}px; border-radius: {radii[1]}px; }}"
        )
        self.button.setFixedHeight(max(line, self.button.sizeHint().height()))


class OptionList(QWidget):
    """Be one stop of the Tab key, with the arrow keys from option to option; ``changed`` tells of the person.

    Of options that are not ``several``, choosing one takes the other back. Delete takes back all.
    """

    changed = Signal()

    def __init__(self, options: Sequence[str], look: Look, *, several: bool) -> None:
        super().__init__()
        self._several = several
        self._read_only = False
        self._options = tuple(Option(words, look, several=several) for words in options)
        self.buttons = tuple(option.button for option in self._options)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for option in self._options:
            rows.addWidget(option)
            option.button.installEventFilter(self)
            option.button.clicked.connect(lambda _=False, pressed=option.button: self._pressed(pressed))
        self._here: QWidget = self.buttons[0]
        self.stand_at(self._here)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the options chosen, in their order."""
        return tuple(option.words for option in self._options if option.button.isChecked())

    @chosen.setter
    def chosen(self, words: Sequence[str]) -> None:
        for option in self._options:
            option.button.setChecked(option.words in words)
        self.stand_at(self._here)  # Qt lets the Tab key come to what was chosen, too

    def button_of(self, words: str) -> QAbstractButton | None:
        """Return the button of an option that is chosen."""
        found = (each.button for each in self._options if each.words == words and each.button.isChecked())
        return next(found, None)

    def set_read_only(self, read_only: bool) -> None:
        """Show what was chosen alone, or let it be chosen; the keyboard can come here all the same."""
        self._read_only = read_only

    def stand_at(self, here: QWidget) -> None:
        """Let the Tab key come to this option, and pass the others by."""
        self._here = here
        for button in self.buttons:
            by_tab = Qt.FocusPolicy.StrongFocus if button is here else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(by_tab)

    def take_back(self) -> None:
        """Choose none, as the person asked to."""
        if self.chosen:
            self.chosen = ()
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list before the buttons do."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._walk(_STEPS[key])
                return True
            if key in _TAKE_BACK and not self._read_only:
                self.take_back()
                return True
        return super().eventFilter(watched, event)

    def _walk(self, step: int) -> None:
        here = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), 0)
        there = self.buttons[min(max(here + step, 0), len(self.buttons) - 1)]
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self, pressed: QAbstractButton) -> None:
        if self._read_only:
            pressed.setChecked(not pressed.isChecked())
            return
        if pressed.isChecked() and not self._several:
            for button in self.buttons:
                button.setChecked(button is pressed)
        self.changed.emit()
