"""Ask how pages look and whether a password locks them; other choices may stand above."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from .choice_box import ChoiceBox
from .label import Label
from .labels import title
from .passphrase_field import PassphraseField

PAPERS = (("A4", "a4"), ("Letter", "letter"))
SIZES = (("Compact", "compact"), ("Comfortable", "comfortable"), ("Large print", "large"))
_LEFT = Qt.AlignmentFlag.AlignLeft
_MARGIN, _PART, _INNER = 36, 16, 8
_RING = 4
"""The pixels at the left of a box that are kept for the ring of the keyboard."""


class PagesForm(QScrollArea):
    """Hold paper, text size and password below a title; ``column`` takes further parts from place 1 on.

    ``changed`` tells of a choice, ``password_edited`` of each key in the password's field.
    """

    changed = Signal()
    password_edited = Signal()

    def __init__(self, name: str, paper: str, text_size: str) -> None:
        super().__init__()
        self._page = QWidget()
        self.column = QVBoxLayout(self._page)
        self._paper = _combo("Paper", PAPERS, paper)
        self._size = _combo("Text size", SIZES, text_size)
        self._protect = QCheckBox("Protect with a password")
        self._password = PassphraseField("Password", kind="password", labelled=False)
        self._lay_out_form(name)
        self._password.hide()
        self._paper.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._size.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._protect.toggled.connect(self._choose_protection)
        self._password.edited.connect(self.password_edited)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits, as the eye does."""
        return self._paper, self._size, self._protect, *self._password.stops

    @property
    def worksheet(self) -> bool:
        """Tell whether a blank worksheet is wanted instead of the person's words."""
        return False

    @property
    def paper(self) -> str:
        """Return "a4" or "letter"."""
        return str(self._paper.currentData())

    @property
    def text_size(self) -> str:
        """Return "compact", "comfortable" or "large"."""
        return str(self._size.currentData())

    @property
    def protected(self) -> bool:
        """Tell whether a password is wanted."""
        return self._protect.isChecked()

    @property
    def password(self) -> str:
        """Return the password wanted, empty where none is."""
        return self._password.text() if self.protected else ""

    def ask_password(self) -> None:
        """Put the caret into the password's field."""
        self._password.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Show each control whole at another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._page.updateGeometry()

    def _lay_out_form(self, name: str) -> None:
        column = self.column
        column.setContentsMargins(_MARGIN - _RING, _MARGIN, _MARGIN, _PART)
        column.setSpacing(_PART)
        column.addWidget(_indented(title(name)))
        column.addLayout(self._lay_out_paper())
        protect = part("", self._protect, boxes=True)
        protect.addLayout(part("", self._password))
        column.addLayout(protect)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self._page)

    def _lay_out_paper(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(_RING, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for at, (name, box) in enumerate((("Paper", self._paper), ("Text size", self._size))):
            words = Label(name, "label")
            words.setBuddy(box)  # on Linux it is by this that a screen reader knows what a box is for
            grid.addWidget(words, 0, at)
            grid.addWidget(box, 1, at)
            grid.setColumnStretch(at, 1)
        return grid

    def _choose_protection(self, on: bool) -> None:
        self._password.setVisible(on)
        if on:
            self.ask_password()
        else:
            self._password.clear()
        self.changed.emit()


def part(name: str, *widgets: QWidget, boxes: bool = False) -> QVBoxLayout:
    """Return a label above widgets; ``boxes`` stand close together and bring their own margin."""
    part, below = QVBoxLayout(), QVBoxLayout()
    part.setSpacing(6)
    below.setSpacing(0 if boxes else _INNER)
    below.setContentsMargins(0 if boxes else _RING, 0, 0, 0)
    if name:
        part.addWidget(_indented(Label(name, "label")))
    for widget in widgets:
        # the ring around a focused box, or a button, ends where its words end
        hugs = isinstance(widget, QCheckBox | QPushButton)
        below.addWidget(widget, 0, _LEFT if hugs else Qt.AlignmentFlag(0))
    part.addLayout(below)
    return part


def _indented(label: Label) -> Label:
    label.setContentsMargins(_RING, 0, 0, 0)
    return label


def _combo(name: str, choices: tuple[tuple[str, str], ...], value: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    for words, data in choices:
        box.addItem(words, data)
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(5)
    box.setCurrentIndex(max(box.findData(value), 0))
    return box
