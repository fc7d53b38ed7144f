"""Show what leaves the vault as the very pages that will be written, and write them where asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.export.document import Choice, Document
from resilience_desktop.export.layout import Face, Layout, Paper, TextSize
from resilience_desktop.workbook import Reading, Reflection, ReflectionSummary
from ui import selection
from ui.desk import Page, Saved
from ui.dialogs import ask_save_path, cloud_of, confirm_cloud, confirm_replace, documents
from ui.pdf_process import Pages, PdfProcess
from ui.preferences import Preferences
from ui.session import Session, Target
from ui.theme import Look
from ui.widgets.export_form import Scope
from ui.widgets.export_side import ExportSide
from ui.widgets.preview_column import PreviewColumn

WIDTH, SHARE = 440, 0.6
"""The form's width in pixels at the usual text size, and the most of the window that it may take."""

PASSWORD_MS = 400
"""From the last key of a password to the pages that it locks, in milliseconds."""

NOTHING_YET = (
    "Nothing is written here yet. When something is, it can leave as a PDF. "
    "Until then, a blank worksheet can go with you on paper."
)
NONE_CHOSEN = "Please choose a reflection from the list."
NO_ANSWER = "Nothing is chosen to stand on the pages. Please check an answer."
NO_PASSWORD = "Please type the password for the file, or uncheck it."  # noqa: S105  # a sentence
STOPPED = "Stopped. The newest pages are not prepared."


class ExportScreen(QWidget):
    """Choose at the left, see the pages at the right; no file is written before "Save PDF…"."""

    left = Signal()

    def __init__(
        self,
        session: Session,
        look: Look,
        preferences: Preferences,
        page: Page,
        summaries: Sequence[ReflectionSummary],
    ) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._preferences = preferences
        self._page = page
        self._summaries = tuple(summaries)
        self._reflections: tuple[Reflection, ...] = ()
        self._readings: Mapping[int, Reading] = {}
        self._wanted: tuple[Document, Layout, str] | None = None
        self._ready = False
        self._target: Target | None = None
        self._process = PdfProcess(self)
        self._side = ExportSide(look, preferences.now.paper, preferences.now.text_size)
        self._form = self._side.form
        self._column = PreviewColumn(look)
        self._typed = QTimer(self, singleShot=True, interval=PASSWORD_MS)
        self._lay_out()
        self._connect()
        self._process.start()
        session.rounds(self._list, self._tell, self)

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

    def _connect(self) -> None:
        form, process, column = self._form, self._process, self._column
        form.scope_changed.connect(self._collect)
        form.changed.connect(self._changed)
        form.password_edited.connect(self._typed.start)
        self._typed.timeout.connect(self._render)
        process.rendered.connect(self._show)
        process.image_ready.connect(column.pages.take)
        process.fetched.connect(self._write)
        process.failed.connect(self._not_prepared)
        process.undrawn.connect(self._side.say)
        process.progress.connect(column.show_stage)
        column.pages.wanted.connect(process.image)
        column.stop_asked.connect(self._stop)
        column.again_asked.connect(self._render)
        column.worksheet_asked.connect(form.take_worksheet)
        self._session.saved.connect(self._saved)
        self._session.save_failed.connect(self._not_saved)
        self._session.summaries_changed.connect(self._list)
        self._look.changed.connect(self._fit)
        self._side.leave.clicked.connect(self.left)
        self._side.save.clicked.connect(self._ask_where)

    def _list(self, summaries: tuple[ReflectionSummary, ...]) -> None:
        self._summaries = summaries
        rounds = [(s.id, f"{s.begun.day()}, {s.begun.time()}") for s in summaries]
        self._form.set_rounds(rounds, self._page.reflection_id)
        self._collect()

    def _collect(self) -> None:
        self._session.collect(self._ids(), self._take, self._tell, self)

    def _ids(self) -> tuple[int, ...]:
        """Return the reflections meant, the oldest first."""
        this = self._page.reflection_id
        if self._form.scope is Scope.THIS:
            return () if this is None else (this,)
        ids = self._form.chosen if self._form.scope is Scope.CHOSEN else (s.id for s in self._summaries)
        return tuple(sorted(ids))

    def _take(self, found: tuple[tuple[Reflection, ...], dict[int, Reading]]) -> None:
        if tuple(r.id for r in found[0]) != self._ids():
            return  # others are meant by now, and on their way
        self._reflections, self._readings = found
        blank = self._form.scope is Scope.THIS and not self._reflections
        self._form.set_answers(
            selection.blank_lines(self._page.reading) if blank else selection.lines(*found)
        )
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

    def _render(self) -> None:
        """Have the pages prepared for what is chosen now, unless they are here or on their way."""
        self._typed.stop()
        form = self._form
        self._side.warn()
        document = self._document()
        self._side.save.setEnabled(document is not None)
        if document is None:
            self._show_nothing()
            return
        wanted = (document, self._layout(), form.password)
        if wanted != self._wanted:
            self._wanted, self._ready = wanted, False
            self._column.show_preparing()
            self._process.render(*wanted)

    def _document(self) -> Document | None:
        form = self._form
        choice = Choice(reading=form.reading, dates=form.dates, check_ins=form.check_ins)
        if form.worksheet:
            return selection.worksheet(self._page.reading, choice)
        return selection.document(self._reflections, self._readings, choice, form.left_out)

    def _layout(self) -> Layout:
        paper, size = Paper[self._form.paper.upper()], TextSize[self._form.text_size.upper()]
        return Layout(paper, size, Face(self._preferences.now.face))

    def _show_nothing(self) -> None:
        self._forget()
        self._side.name_missing(())
        chosen = self._form.scope is Scope.CHOSEN and not self._reflections
        unwritten = not any(a.text.strip() for r in self._reflections for a in r.answers)
        sentence = NONE_CHOSEN if chosen else NOTHING_YET if unwritten else NO_ANSWER
        self._column.show_nothing(sentence, offer=sentence is NOTHING_YET)

    def _show(self, pages: Pages) -> None:
        if self._wanted is None:
            return
        self._ready = True
        _, width, height = self._wanted[1].paper.value
        self._column.show_pages(pages.count, (width, height))
        self._side.name_missing(pages.missing)
        if self._target is not None:
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
        self._finish()

    def _ask_where(self) -> None:
        if self._target is not None:
            return
        if self._form.protected and not self._form.password:
            self._side.say(NO_PASSWORD, "caution")
            self._form.ask_password()
            return
        self._side.say("")
        self._render()  # with the last keys of the password
        target = _ask_target(self, self._proposed(), private=not self._form.worksheet)
        if target is None:
            return  # touching nothing: the vault may have been locked meanwhile
        self._target = target
        self._form.setEnabled(False)
        if self._ready:
            self._process.fetch()
        else:
            self._render()

    def _proposed(self) -> str:
        if self._form.worksheet:
            return "Worksheet.pdf"
        if len(self._reflections) == 1:
            return f"Reflection {self._reflections[0].begun.local():%Y-%m-%d}.pdf"
        return "Reflections.pdf"

    def _write(self, data: bytes) -> None:
        if self._target is not None:
            self._session.write_file(self._target, data, self._written, self._not_written, self)

    def _written(self, _: None) -> None:
        if self._target is not None:
            self._side.say(f"PDF saved: {self._target.path.name}", "accent")
        self._side.leave.setText("Back to Today")
        self._finish()

    def _not_written(self, error: ResilienceError) -> None:
        self._finish()
        self._side.say(str(error), "danger")

    def _finish(self) -> None:
        self._target = None
        self._form.setEnabled(True)

    def _saved(self, saved: Saved) -> None:
        if saved.page is self._page and saved.drafts and self._page.reflection_id in self._ids():
            self._collect()

    def _not_saved(self, sentence: str) -> None:
        self._side.say(
            f"Your newest words are not on these pages, because they are not saved yet. {sentence}"
        )

    def _tell(self, error: ResilienceError) -> None:
        self._side.say(str(error), "danger")

    def _fit(self) -> None:
        most = max(WIDTH, round(self.width() * SHARE))
        self._side.setFixedWidth(min(self._look.scaled(WIDTH), most))


def _ask_target(parent: QWidget, name: str, *, private: bool) -> Target | None:
    """Ask where to save, and again where that is unsafe; None when the person thinks better of it."""
    path = ask_save_path(parent, "Save PDF", documents() / name, "pdf")
    if path is None:
        return None
    cloud = cloud_of(path.parent) if private else ""
    if cloud and not confirm_cloud(parent, cloud):
        return None
    there = path.exists() or path.is_symlink()
    return None if there and not confirm_replace(parent, path.name) else Target(path, there)
