"""Ask what goes into a PDF and how it looks; know nothing of reflections but what is handed in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import IntEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Look

from .chips import ChipRow
from .choice_list import AnswerChoice, ChoiceList, Line
from .label import Label
from .labels import title
from .passphrase_field import PassphraseField

PAPERS = (("A4", "a4"), ("Letter", "letter"))
SIZES = (("Compact", "compact"), ("Comfortable", "comfortable"), ("Large print", "large"))
_LEFT = Qt.AlignmentFlag.AlignLeft
_MARGIN, _PART, _INNER = 36, 16, 8
_RING = 4
"""The pixels at the left of a box that are kept for the ring of the keyboard."""


class Scope(IntEnum):
    """Say which reflections are meant; the values are the chips' places."""

    THIS = 0
    CHOSEN = 1
    ALL = 2


class ExportForm(QScrollArea):
    """Hold every choice of an export.

    ``scope_changed`` tells that other reflections are meant, ``changed`` any other choice,
    ``password_edited`` each key in the password's field.
    """

    scope_changed = Signal()
    changed = Signal()
    password_edited = Signal()

    def __init__(self, look: Look, paper: str, text_size: str) -> None:
        super().__init__()
        self._page = QWidget()
        self._scope = Scope.THIS
        self._chips = ChipRow(["This one", "Choose…", "All"])
        self._rounds = ChoiceList("Reflections to choose from")
        self._answers = AnswerChoice()
        self._reading = QCheckBox("The reading")
        self._dates = QCheckBox("Dates")
        self._check_ins = QCheckBox("Where I was: closed to open")
        self._worksheet = QCheckBox("A blank worksheet instead")
        self._paper = _combo("Paper", PAPERS, paper)
        self._size = _combo("Text size", SIZES, text_size)
        self._protect = QCheckBox("Protect with a password")
        self._password = PassphraseField("Password", kind="password", labelled=False)
        self._lay_out()
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits, as the eye does."""
        also = (self._reading, self._dates, self._check_ins, self._worksheet)
        fields = (self._paper, self._size, self._protect, *self._password.stops)
        return *self._chips.chips, self._rounds, *self._answers.boxes, *also, *fields

    @property
    def scope(self) -> Scope:
        """Return which reflections are meant."""
        return self._scope

    @property
    def chosen(self) -> tuple[int, ...]:
        """Return the ids of the reflections checked in the list."""
        return self._rounds.chosen

    @property
    def left_out(self) -> frozenset[Hashable]:
        """Return the keys of the answers that were unchecked."""
        return self._answers.left_out

    @property
    def reading(self) -> bool:
        """Tell whether the reading is wanted."""
        return self._reading.isChecked()

    @property
    def dates(self) -> bool:
        """Tell whether dates are wanted."""
        return self._dates.isChecked()

    @property
    def check_ins(self) -> bool:
        """Tell whether the check-ins are wanted."""
        return self._check_ins.isChecked()

    @property
    def worksheet(self) -> bool:
        """Tell whether a blank worksheet is wanted instead of answers."""
        return self._worksheet.isChecked()

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

    def take_worksheet(self) -> None:
        """Check the blank worksheet."""
        self._worksheet.setChecked(True)

    def set_rounds(self, rounds: Sequence[tuple[int, str]], this: int | None) -> None:
        """Offer these reflections, newest first, by id and words; what was checked stays checked."""
        self._rounds.set_lines(rounds, self._rounds.chosen if self._rounds.count() else (this,))
        every = self._chips.chips[Scope.ALL]
        every.setText(f"All {len(rounds)}")
        every.updateGeometry()
        for chip in self._chips.chips[Scope.CHOSEN :]:
            chip.setVisible(bool(rounds) and (len(rounds) > 1 or this is None))

    def set_answers(self, lines: Sequence[Line]) -> None:
        """Offer these answers."""
        self._answers.set_lines(lines)

    def changeEvent(self, event: QEvent) -> None:
        """Show each control whole at another text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._page.updateGeometry()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._page)
        column.setContentsMargins(_MARGIN - _RING, _MARGIN, _MARGIN, _PART)
        column.setSpacing(_PART)
        column.addWidget(_indented(title("Export a PDF")))
        column.addLayout(_part("Reflections", self._chips, self._rounds))
        column.addLayout(_part("Answers", self._answers, boxes=True))
        also = (self._reading, self._dates, self._check_ins, self._worksheet)
        column.addLayout(_part("Also include", *also, boxes=True))
        column.addLayout(self._lay_out_paper())
        protect = _part("", self._protect, boxes=True)
        protect.addLayout(_part("", self._password))
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

    def _connect(self) -> None:
        self._chips.chosen = (Scope.THIS,)
        self._dates.setChecked(True)
        self._rounds.hide()
        self._password.hide()
        self._chips.changed.connect(self._choose_scope)
        self._rounds.changed.connect(self.scope_changed)
        self._answers.changed.connect(self.changed)
        for box in (self._reading, self._dates, self._check_ins):
            box.toggled.connect(lambda _: self.changed.emit())
        self._worksheet.toggled.connect(self._choose_worksheet)
        self._paper.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._size.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._protect.toggled.connect(self._choose_protection)
        self._password.edited.connect(self.password_edited)

    def _choose_scope(self) -> None:
        chosen = self._chips.chosen
        self._chips.chosen = (Scope(chosen[0]) if chosen else self._scope,)
        scope = Scope(self._chips.chosen[0])
        if scope is not self._scope:
            self._scope = scope
            self._rounds.setVisible(scope is Scope.CHOSEN)
            self.scope_changed.emit()

    def _choose_worksheet(self, on: bool) -> None:
        for choice in (self._chips, self._rounds, self._answers):
            choice.setEnabled(not on)
        self.changed.emit()

    def _choose_protection(self, on: bool) -> None:
        self._password.setVisible(on)
        if on:
            self.ask_password()
        else:
            self._password.clear()
        self.changed.emit()


def _part(name: str, *widgets: QWidget, boxes: bool = False) -> QVBoxLayout:
    """Return a label above widgets; ``boxes`` stand close together and bring their own margin."""
    part, below = QVBoxLayout(), QVBoxLayout()
    part.setSpacing(6)
    below.setSpacing(0 if boxes else _INNER)
    below.setContentsMargins(0 if boxes else _RING, 0, 0, 0)
    if name:
        part.addWidget(_indented(Label(name, "label")))
    for widget in widgets:
        # the ring around a focused box ends where its words end
        below.addWidget(widget, 0, _LEFT if isinstance(widget, QCheckBox) else Qt.AlignmentFlag(0))
    part.addLayout(below)
    return part


def _indented(label: Label) -> Label:
    label.setContentsMargins(_RING, 0, 0, 0)
    return label


def _combo(name: str, choices: tuple[tuple[str, str], ...], value: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for words, data in choices:
        box.addItem(words, data)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(5)
    box.setCurrentIndex(max(box.findData(value), 0))
    return box
