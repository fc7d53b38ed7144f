"""Lead from the list of letters to one of them, to its pages, and to the list of what left the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Letter
from ui.desk import Visit
from ui.letter_keeping import Draft
from ui.letters.ledger import LedgerPage
from ui.letters.shelf import ShelfPage
from ui.letters.writing import LetterState, WritingPage

if TYPE_CHECKING:
    from ui.parts import Parts


class LettersScreen(QStackedWidget):
    """Show one page at a time; a letter stays as it is, undo and all, while its pages are looked at."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._shelf = ShelfPage(parts.session)
        self._writing: WritingPage | None = None
        self.addWidget(self._shelf)
        self.setFocusProxy(self._shelf)
        self._shelf.begun.connect(lambda: self._write(LetterState(parts.clock())))
        self._shelf.opened.connect(self._open)
        self._shelf.ledger_asked.connect(self._show_ledger)
        if isinstance(parts.state, LetterState):
            self._write(parts.state)
        elif isinstance(parts.state, int):  # the id of a letter to open
            self._open(parts.state)
        else:
            self._shelf.refresh()

    def unsaved(self) -> Visit | None:
        """Return what of the letter in hand is not known to be in the vault."""
        return self._writing.unsaved() if self._writing else None

    def step_back(self) -> bool:
        """Go back one page; tell whether there was one."""
        current = self.currentWidget()
        if current is None or current is self._shelf:
            return False
        if current is self._writing:
            self._leave_letter()
        else:
            self._drop(current)
            self._show(self._writing or self._shelf)
        return True

    def _open(self, number: int) -> None:
        session = self._parts.session
        session.ask(lambda vault: vault.letters.find(number), self._write_on, self._shelf.tell, self)

    def _write_on(self, letter: Letter) -> None:
        self._write(LetterState(letter.begun, Draft(letter.id), letter.to, letter.body))

    def _write(self, state: LetterState) -> None:
        self._writing = WritingPage(self._parts, state)
        self._writing.left.connect(self._leave_letter)
        self._writing.printed.connect(self._print)
        self.addWidget(self._writing)
        self._show(self._writing)

    def _leave_letter(self) -> None:
        """Save what the letter holds, then show the list; if it cannot be saved, it stays.

        Until then it takes no keys: what they would write stood in no save.
        """
        unsaved = self.unsaved()
        if unsaved is None or self._writing is None:
            self._to_shelf()
        else:
            self._writing.setEnabled(False)
            self._parts.session.ask(unsaved.save, lambda _: self._to_shelf(), self._stay, self)

    def _to_shelf(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            self._drop(writing)
        self._shelf.refresh()
        self._show(self._shelf)

    def _stay(self, error: ResilienceError) -> None:
        if self._writing is not None:
            self._writing.setEnabled(True)
            self._writing.setFocus(Qt.FocusReason.OtherFocusReason)
            self._writing.tell(error)

    def _print(self, letter: Letter) -> None:
        from ui.letters.printed import PrintedPage  # it starts a process

        parts = self._parts
        page = PrintedPage(parts.session, parts.look, parts.preferences, letter, parts.page.reading.language)
        page.left.connect(self.step_back)
        self.addWidget(page)
        self._show(page)

    def _show_ledger(self) -> None:
        page = LedgerPage(self._parts.session)
        page.left.connect(self.step_back)
        page.refresh()
        self.addWidget(page)
        self._show(page)

    def _show(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.deleteLater()
