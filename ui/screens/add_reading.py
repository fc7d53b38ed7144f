"""Lead from a file that somebody has to a reading on the shelf."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from resilience_desktop.errors import CannotImport, NeedsPassword, ResilienceError, WrongFilePassword
from resilience_desktop.readings.travelling import is_pack
from resilience_desktop.workbook import Outline
from ui import dialogs
from ui import import_keeping as keeping
from ui.desk import Visit
from ui.import_keeping import Draft
from ui.import_process import ImportProcess
from ui.importing import incoming
from ui.importing.first import STOPPED, FirstPage
from ui.importing.incoming import Incoming
from ui.importing.shaping import ShapingPage

if TYPE_CHECKING:
    from ui.parts import Parts

ADDED = "Reading added"


class AddReadingScreen(QStackedWidget):
    """Show the ways in, then the page where a file takes shape; a draft is kept until it is added."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._first = FirstPage()
        self._process = ImportProcess(self)
        self._shaping: ShapingPage | None = None
        self._kept: Draft | None = None
        self._wanted: Incoming | None = None
        self.addWidget(self._first)
        self.setFocusProxy(self._first)
        self._connect()
        if isinstance(parts.state, Draft):
            self._shape(parts.state, is_kept=False)
        else:
            take = partial(self._begin, parts.state if isinstance(parts.state, Path) else None)
            parts.session.ask(keeping.kept, take, self._tell, self)

    def unsaved(self) -> Visit | None:
        """Return what of the draft in hand is not known to be in the vault."""
        return self._shaping.unsaved() if self._shaping else None

    def step_back(self) -> bool:
        """Go back to the ways in, or stop reading; tell whether there was anything to go back from."""
        if not self.isEnabled():  # it is being added
            return True
        if self._shaping is not None:
            self._leave_draft()
            return True
        if self._process.pid:
            self._stop()
            return True
        return False

    def _connect(self) -> None:
        first, process = self._first, self._process
        first.file_asked.connect(self._ask_file)
        first.paste_asked.connect(self._paste)
        first.stop_asked.connect(self._stop)
        first.password_given.connect(self._read)
        first.go_on_asked.connect(self._go_on)
        first.instead_asked.connect(self._read)
        first.drop_asked.connect(self._let_go)
        process.page_reached.connect(first.show_page)
        process.understood.connect(self._understood)
        process.refused.connect(self._refused)

    def _begin(self, path: Path | None, kept: Draft | None) -> None:
        """Go on where one was, or with the file that was dropped."""
        self._kept = kept
        if path is not None:
            self._take_file(path)
        elif kept is not None:
            self._shape(kept, is_kept=True)

    def _ask_file(self) -> None:
        path = dialogs.ask_handout(self, dialogs.documents())
        if path is not None:
            self._take_file(path)

    def _take_file(self, path: Path) -> None:
        self._take(partial(incoming.from_file, path, self._parts.session.holds))

    def _paste(self) -> None:
        self._take(partial(incoming.from_clipboard, QGuiApplication.clipboard().mimeData()))

    def _take(self, fetch: Callable[[], Incoming]) -> None:
        """Read what is fetched; where that would take the place of what a person changed, ask first."""
        try:
            self._wanted = fetch()
        except ResilienceError as error:
            self._first.show_ways(str(error), "caution")
            return
        if is_pack(self._wanted.data, self._wanted.file_name):
            self._parts.take_reading(self._wanted.data)
        elif self._kept is not None and self._kept.edited:
            self._first.show_kept(self._kept.name, self._wanted.name)
        else:
            self._read()

    def _read(self, password: str = "") -> None:
        if self._wanted is None:
            return
        self._first.show_kept("")
        self._first.show_reading(self._wanted.name)
        self._process.read(self._wanted.data, self._wanted.file_name, password)

    def _understood(self, outline: Outline) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._shape(Draft(wanted.title, outline, edited=wanted.is_pasted), is_kept=False)

    def _refused(self, error: CannotImport) -> None:
        if isinstance(error, NeedsPassword | WrongFilePassword):
            self._first.ask_password(str(error))
        else:
            self._offer_again(str(error), "caution")

    def _stop(self) -> None:
        self._process.stop()
        self._offer_again(STOPPED)

    def _offer_again(self, said: str, tone: str = "quiet") -> None:
        """Offer every way in anew, the draft in hand among them, and say what became of the last one."""
        self._first.show_ways(said, tone)
        self._first.show_kept(self._kept.name if self._kept else "")
        self._first.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        if self._kept is not None:
            self._shape(self._kept, is_kept=True)

    def _let_go(self) -> None:
        self._kept = None
        self._first.show_kept("")
        self._first.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._parts.session.ask(partial(keeping.keep, None), lambda _: None, self._tell, self)

    def _shape(self, draft: Draft, *, is_kept: bool) -> None:
        session, look = self._parts.session, self._parts.look
        self._shaping = page = ShapingPage(session, look, draft, is_kept=is_kept)
        page.left.connect(self._leave_draft)
        page.added.connect(self._added)
        page.adding.connect(self.setDisabled)
        self.addWidget(page)
        self._show(page)

    def _leave_draft(self) -> None:
        """Save the draft, then show the ways in; if it cannot be saved, it stays."""
        unsaved = self.unsaved()
        if self._shaping is None:
            return
        if unsaved is None:
            self._to_first(None)
        else:
            self._shaping.setEnabled(False)
            self._parts.session.ask(unsaved.save, self._to_first, self._stay, self)

    def _to_first(self, _: object) -> None:
        shaping, self._shaping = self._shaping, None
        if shaping is None:
            return
        self._kept = shaping.draft
        self._first.show_ways("")
        self._show(self._first)
        self._first.show_kept(self._kept.name)
        self.removeWidget(shaping)
        shaping.deleteLater()

    def _stay(self, error: ResilienceError) -> None:
        if self._shaping is not None:
            self._shaping.setEnabled(True)
            self._shaping.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell(error)

    def _added(self, reading_id: str) -> None:
        self._parts.session.list_again()
        self._parts.visit(f"reading:{reading_id}")
        self._parts.tell(ADDED)

    def _tell(self, error: ResilienceError) -> None:
        self._parts.tell(str(error))

    def _show(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
