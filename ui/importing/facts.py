"""Ask what a reading says of itself: its title, its language, its source and its licence."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from resilience_desktop.workbook import Outline, outlining
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.guarded_line import GuardedLine, LineFrame
from ui.widgets.labels import note

from .languages import offered


class FactsForm(QWidget):
    """Show four fields; ``title_edited`` and ``facts_edited`` tell that a person changed one."""

    title_edited = Signal(str)
    facts_edited = Signal(str, str, str)
    """The language's tag, the source and the licence."""

    def __init__(self) -> None:
        super().__init__()
        self.title = LineFrame("Title", "")
        self.language = ChoiceBox()
        self.source = LineFrame("Source", "Where it is from")
        self.license = LineFrame("Licence", "What others may do with it")
        self._guessed = note("")
        self._is_in_parts = False
        self._lay_out()
        self.title.line.edited.connect(lambda: self.title_edited.emit(self.title.line.text()))
        self.source.line.edited.connect(self._tell)
        self.license.line.edited.connect(self._tell)
        self.language.activated.connect(lambda _: self._tell())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what takes the keyboard, in order."""
        return self.title.line, self.language, self.source.line, self.license.line

    @property
    def lines(self) -> tuple[GuardedLine, ...]:
        """Return the fields that are written in."""
        return self.title.line, self.source.line, self.license.line

    def show_outline(self, outline: Outline) -> None:
        """Show what an outline says; a field that says it already keeps its caret."""
        self._guessed.setText(outline.language_why)
        self._guessed.setVisible(bool(outline.language_why))
        titles = outlining.titles(outline)
        self._is_in_parts = len(titles) > 1
        if not self._is_in_parts:
            _put(self.title.line, "".join(titles))
        _put(self.source.line, outline.source)
        _put(self.license.line, outline.license)
        if self.language.currentData() != outline.language:
            self.language.clear()
            for tag, name in offered(outline.language):
                self.language.addItem(name, tag)
            self.language.setCurrentIndex(self.language.findData(outline.language))

    def show_title(self, title: str) -> None:
        """Say which title the reading gets where none is written, or where its parts stand one by one."""
        self.title.line.setPlaceholderText(title)
        if self._is_in_parts:
            _put(self.title.line, title)

    def _tell(self) -> None:
        self.facts_edited.emit(self.language.currentData(), self.source.line.text(), self.license.line.text())

    def _lay_out(self) -> None:
        self.language.setAccessibleName("Language")
        self.language.setMinimumContentsLength(4)
        self.language.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        cells = {
            (0, 0): (self.title, "Title"),
            (0, 1): (self.language, "Language"),
            (3, 0): (self.source, "Source"),
            (3, 1): (self.license, "Licence"),
        }
        for (row, column), (field, name) in cells.items():
            label = note(name)
            label.setBuddy(field)  # of a list, a screen reader hears the choice, and its name by the label
            grid.addWidget(label, row, column)
            grid.addWidget(field, row + 1, column)
        grid.addWidget(self._guessed, 2, 1)
        for column, share in enumerate((4, 5)):  # a language's whole name, in the smallest window
            grid.setColumnStretch(column, share)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


def _put(line: GuardedLine, words: str) -> None:
    """Show words in a line; where they stand there already, the caret stays too."""
    if line.text().split() != words.split():
        line.set_text(" ".join(words.split()))
