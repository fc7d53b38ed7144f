"""Show what leaves the vault as the very pages that will be written, and write them where asked."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resilience_desktop.export.document import Document
from resilience_desktop.export.layout import Face, Layout, Paper, TextSize
from ui.desk import Page
from ui.file_saving import FileSaving
from ui.pdf_process import Pages, PdfProcess
from ui.preferences import Preferences
from ui.selection import NOTHING_YET, Selection
from ui.session import Session
from ui.theme import Look
from ui.widgets.export_side import ExportSide
from ui.widgets.preview_column import PreviewColumn

WIDTH, SHARE = 440, 0.6
"""The form's width in pixels at the usual text size, and the most of the window that it may take."""

PASSWORD_MS = 400
"""From the last key of a password to the pages that it locks, in milliseconds."""

NO_PASSWORD = "Please type the password for the file, or uncheck it."  # noqa: S105  # a sentence
STOPPED = "Stopped. The newest pages are not prepared."


class ExportScreen(QWidget):
    """Choose at the left, see the pages at the right; no file is written before "Save PDF…"."""

    left = Signal()

    def __init__(self, session: Session, look: Look, preferences: Preferences, page: Page) -> None:
        super().__init__()
        self._look = look
        self._preferences = preferences
        self._wanted: tuple[Document, Layout, str] | None = None
        self._ready = False
        self._process = PdfProcess(self)
        self._saving = FileSaving(session, self)
        self._side = ExportSide(look, preferences.now.paper, preferences.now.text_size)
        self._form = self._side.form
        self._selection = Selection(session, page, self._form, self)
        self._column = PreviewColumn(look)
        self._typed = QTimer(self, singleShot=True, interval=PASSWORD_MS)
        self._lay_out()
        self._connect(session)
        self._process.start()

    @property
    def ready(self) -> bool:
        """Tell whether the newest pages stand there, drawn as crisply as the screen can."""
        return self._ready and self._column.pages.complete

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the form and the pages."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addWidget(self._column, 1)
        self._side.save.setEnabled(False)
        self.setFocusProxy(self._form.stops[0])

    def _connect(self, session: Session) -> None:
        form, process, column = self._form, self._process, self._column
        self._selection.fetched.connect(self._offer)
        self._selection.failed.connect(partial(self._side.say, tone="danger"))
        form.changed.connect(self._changed)
        form.password_edited.connect(self._type)
        self._typed.timeout.connect(self._render)
        process.rendered.connect(self._show)
        process.image_ready.connect(column.pages.take)
        process.fetched.connect(self._saving.write)
        process.failed.connect(self._not_prepared)
        process.undrawn.connect(self._side.say)
        process.progress.connect(column.show_stage)
        column.pages.wanted.connect(process.image)
        column.stop_asked.connect(self._stop)
        column.again_asked.connect(self._render)
        column.worksheet_asked.connect(form.take_worksheet)
        session.save_failed.connect(self._not_saved)
        self._look.changed.connect(self._fit)
        self._saving.saved.connect(self._written)
        self._saving.refused.connect(self._not_written)
        self._side.leave.clicked.connect(self.left)
        self._side.save.clicked.connect(self._ask_where)

    def _offer(self) -> None:
        self._order_keys()
        self._render()

    def _order_keys(self) -> None:
        """Have the Tab key follow the eye; boxes that came last would be visited last."""
        stops = (*self._form.stops, self._side.leave, self._side.save, self._column.pages)
        for one, other in pairwise(stops):
            self.setTabOrder(one, other)

    def _changed(self) -> None:
        self._side.say("")
        self._preferences.change(paper=self._form.paper, text_size=self._form.text_size)
        self._render()

    def _type(self) -> None:
        self._side.say("")
        self._typed.start()

    def _render(self) -> None:
        """Have the pages prepared for what is chosen now, unless they are here or on their way."""
        self._typed.stop()
        form = self._form
        self._side.warn()
        document = self._selection.document
        self._side.save.setEnabled(document is not None)
        if document is None:
            self._show_nothing()
            return
        wanted = (document, self._layout(), form.password)
        if wanted != self._wanted:
            self._wanted, self._ready = wanted, False
            self._column.show_preparing()
            self._process.render(*wanted)

    def _layout(self) -> Layout:
        paper, size = Paper[self._form.paper.upper()], TextSize[self._form.text_size.upper()]
        return Layout(paper, size, Face(self._preferences.now.face))

    def _show_nothing(self) -> None:
        self._forget()
        self._side.name_missing(())
        why = self._selection.why_blank
        self._column.show_nothing(why, offer=why == NOTHING_YET)

    def _show(self, pages: Pages) -> None:
        if self._wanted is None:
            return
        self._ready = True
        _, width, height = self._wanted[1].paper.value
        self._column.show_pages(pages.count, (width, height))
        self._side.name_missing(pages.missing)
        if self._saving.waiting:
            self._process.fetch()

    def _stop(self) -> None:
        self._process.cancel()
        self._forget()
        self._column.show_stopped(STOPPED)

    def _not_prepared(self, sentence: str) -> None:
        self._forget()
        self._column.show_stopped("These are not the newest pages." if self._column.pages.count else "")
        self._side.say(sentence, "danger")

    def _forget(self) -> None:
        """Want no pages, and no file of them, until something is chosen again."""
        self._wanted, self._ready = None, False
        self._saving.give_up()
        self._form.setEnabled(True)

    def _ask_where(self) -> None:
        if self._saving.waiting:
            return
        if self._form.protected and not self._form.password:
            self._side.say(NO_PASSWORD, "caution")
            self._form.ask_password()
            return
        self._side.say("")
        self._render()  # with the last keys of the password
        if not self._saving.ask(self._selection.file_name, private=not self._form.worksheet):
            return  # touching nothing: the page may be gone
        self._form.setEnabled(False)
        if self._ready:
            self._process.fetch()
        else:
            self._render()

    def _written(self, name: str) -> None:
        self._side.say(f"PDF saved: {name}", "accent")
        self._side.leave.setText("Back to Today")
        self._form.setEnabled(True)

    def _not_written(self, sentence: str) -> None:
        self._side.say(sentence, "danger")
        self._form.setEnabled(True)

    def _not_saved(self, sentence: str) -> None:
        self._side.say(
            f"Your newest words are not on these pages, because they are not saved yet. {sentence}"
        )

    def _fit(self) -> None:
        most = max(WIDTH, round(self.width() * SHARE))
        self._side.setFixedWidth(min(self._look.scaled(WIDTH), most))
