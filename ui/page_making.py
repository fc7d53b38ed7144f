"""Have pages prepared for a form beside them, and written as a PDF where asked."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resilience_desktop.export.document import Document
from resilience_desktop.export.layout import Face, Layout, Paper, TextSize
from resilience_desktop.workbook import Form, Leaving

from .file_saving import FileSaving
from .pdf_process import Pages, PdfProcess
from .preferences import Preferences
from .session import Session
from .theme import Look
from .widgets.export_side import ExportSide
from .widgets.pages_form import PagesForm
from .widgets.preview_column import PreviewColumn

SHARE = 0.6
"""The most of the page that the form may take."""

PASSWORD_MS = 400
"""From the last key of a password to the pages that it locks, in milliseconds."""

NO_PASSWORD = "Please type the password for the file, or uncheck it."  # noqa: S105  # a sentence
STOPPED = "Stopped. The newest pages are not prepared."


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold what pages are to be made of, a name for their file, and what the ledger says of it.

    The ledger's form is set by whether there is a password.
    """

    document: Document
    name: str
    leaving: Leaving


class PageMaking(QWidget):
    """Choose at the left, see the pages at the right; no file is written before "Save PDF…".

    ``wanted`` and ``why_blank`` say what the pages are made of; ``render`` looks again.
    """

    left = Signal()

    form_width = 440
    """The form's width in pixels at the usual text size."""

    def __init__(self, session: Session, look: Look, preferences: Preferences, side: ExportSide) -> None:
        super().__init__()
        self._look = look
        self._preferences = preferences
        self._wanted: tuple[Wanted, Layout, str] | None = None
        self._ready = False
        self._process = PdfProcess(self)
        self._saving = FileSaving(session, self)
        self._side = side
        self._pages_form: PagesForm = side.form
        self._column = PreviewColumn(look)
        self._typed = QTimer(self, singleShot=True, interval=PASSWORD_MS)
        self._lay_out()
        self._connect()
        self._process.start()

    @property
    def ready(self) -> bool:
        """Tell whether the newest pages stand there, drawn as crisply as the screen can."""
        return self._ready and self._column.pages.complete

    @abstractmethod
    def wanted(self) -> Wanted | None:
        """Return what the pages are to be made of, None while there is nothing."""

    @abstractmethod
    def why_blank(self) -> tuple[str, bool]:
        """Return why there is nothing, and whether a worksheet is offered instead."""

    def render_pages(self) -> None:
        """Have the pages prepared for what is chosen now, unless they are here or on their way."""
        self._typed.stop()
        self._side.warn()
        found = self.wanted()
        self._side.save.setEnabled(found is not None)
        if found is None:
            self._show_nothing()
            return
        wanted = (found, self._layout(), self._pages_form.password)
        if wanted != self._wanted:
            self._wanted, self._ready = wanted, False
            self._column.show_preparing()
            self._process.render(found.document, *wanted[1:])

    def order_keys(self) -> None:
        """Have the Tab key follow the eye; boxes that came last would be visited last."""
        stops = (*self._pages_form.stops, self._side.leave, self._side.save, self._column.pages)
        for one, other in pairwise(stops):
            self.setTabOrder(one, other)

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
        self.setFocusProxy(self._pages_form.stops[0])

    def _connect(self) -> None:
        form, process, column = self._pages_form, self._process, self._column
        form.changed.connect(self._changed)
        form.password_edited.connect(self._type)
        self._typed.timeout.connect(self.render_pages)
        process.rendered.connect(self._show)
        process.image_ready.connect(column.pages.take)
        process.fetched.connect(self._saving.write)
        process.failed.connect(self._not_prepared)
        process.undrawn.connect(self._not_drawn)
        process.progress.connect(column.show_stage)
        column.pages.wanted.connect(process.image)
        column.stop_asked.connect(self._stop)
        column.again_asked.connect(self.render_pages)
        self._look.changed.connect(self._fit)
        self._saving.saved.connect(self._written)
        self._saving.refused.connect(self._not_written)
        self._saving.unnoted.connect(partial(self._side.say, tone="caution"))
        self._side.leave.clicked.connect(self.left)
        self._side.save.clicked.connect(self._ask_where)

    def _changed(self) -> None:
        self._side.say("")
        self._preferences.change(paper=self._pages_form.paper, text_size=self._pages_form.text_size)
        self.render_pages()

    def _type(self) -> None:
        self._side.say("")
        self._typed.start()

    def _layout(self) -> Layout:
        form = self._pages_form
        paper, size = Paper[form.paper.upper()], TextSize[form.text_size.upper()]
        return Layout(paper, size, Face(self._preferences.now.face))

    def _show_nothing(self) -> None:
        self._forget()
        self._side.name_missing(())
        why, offer = self.why_blank()
        self._column.show_nothing(why, offer=offer)

    def _show(self, pages: Pages) -> None:
        if self._wanted is None:
            return
        self._ready = True
        _, width, height = self._wanted[1].paper.value
        self._column.show_pages(pages.count, (width, height))
        self._side.name_missing(pages.missing)
        if self._saving.waiting:
            self._fetch()

    def _stop(self) -> None:
        self._process.cancel()
        self._forget()
        self._column.show_stopped(STOPPED)

    def _not_prepared(self, sentence: str) -> None:
        self._forget()
        self._column.show_stopped("These are not the newest pages." if self._column.pages.count else "")
        self._side.say(sentence, "danger")

    def _not_drawn(self, sentence: str) -> None:
        """Say that the pages cannot be seen, unless they are not wanted any more and it is said why."""
        if self._wanted is not None:
            self._side.say(sentence)

    def _forget(self) -> None:
        """Want no pages, and no file of them, until something is chosen again."""
        self._wanted, self._ready = None, False
        self._saving.give_up()
        self._pages_form.setEnabled(True)

    def _ask_where(self) -> None:
        form = self._pages_form
        if self._saving.waiting:
            return
        if form.protected and not form.password:
            self._side.say(NO_PASSWORD, "caution")
            form.ask_password()
            return
        self._side.say("")
        self.render_pages()  # with the last keys of the password
        if self._wanted is None or not self._saving.ask(self._wanted[0].name, self._leaving()):
            return  # touching nothing: the page may be gone
        form.setEnabled(False)
        if self._ready:
            self._fetch()
        else:
            self.render_pages()

    def _fetch(self) -> None:
        self._saving.call(self._leaving())  # of these very pages
        self._process.fetch()

    def _leaving(self) -> Leaving:
        if self._wanted is None:
            raise RuntimeError("nothing is wanted")
        found, _, password = self._wanted
        return replace(found.leaving, form=Form.LOCKED_PDF if password else Form.PDF)

    def _written(self, name: str) -> None:
        self._side.say(f"PDF saved: {name}", "accent")
        self._side.leave.setText(self._side.done)
        self._pages_form.setEnabled(True)

    def _not_written(self, sentence: str) -> None:
        self._side.say(sentence, "danger")
        self._pages_form.setEnabled(True)

    def _fit(self) -> None:
        most = max(self.form_width, round(self.width() * SHARE))
        self._side.setFixedWidth(min(self._look.scaled(self.form_width), most))
