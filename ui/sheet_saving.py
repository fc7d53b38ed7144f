"""Save the recovery sheet: warn, ask where, have the page made by the child, write it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resilience_desktop.export.layout import Layout
from resilience_desktop.export.sheet import Sheet
from resilience_desktop.workbook import Form, Kind, Leaving

from .dialogs import confirm_sheet
from .file_saving import FileSaving
from .pdf_process import PdfProcess
from .session import Session

NAME = "Recovery sheet.pdf"
LEAVING = Leaving(Kind.SHEET, Form.PDF)


class SheetSaving(QObject):
    """Save one sheet at a time; ``begun`` comes once a place was chosen, then one of the others."""

    begun = Signal()
    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._process = PdfProcess(self)
        self._saving = FileSaving(session, page)
        self._process.rendered.connect(lambda _: self._process.fetch())
        self._process.fetched.connect(self._saving.write)
        self._process.failed.connect(self._fail)
        self._saving.saved.connect(self.saved)
        self._saving.refused.connect(self.refused)
        self._saving.unnoted.connect(self.refused)

    def ask(self, sheet: Sheet, layout: Layout) -> None:
        """Warn and ask where; nothing of the page may be touched after this, for it may be gone."""
        if self._saving.waiting or not confirm_sheet(self._page) or not self._saving.ask(NAME, LEAVING):
            return
        self.begun.emit()
        self._process.render_sheet(sheet, layout)

    def _fail(self, sentence: str) -> None:
        self._saving.give_up()
        self.refused.emit(sentence)
