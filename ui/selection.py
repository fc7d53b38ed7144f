"""Find what a person means to export: which reflections, which answers, and the document of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from resilience_desktop.errors import ResilienceError
from resilience_desktop.export import then_and_now
from resilience_desktop.export.document import Choice, Document, build, holds_something
from resilience_desktop.workbook import (
    Form,
    Kind,
    Leaving,
    PromptType,
    Reading,
    Reflection,
    ReflectionSummary,
)

from .desk import Page, Saved
from .session import Session
from .widgets.choice_list import Line
from .widgets.export_form import ExportForm, Scope

NOTHING_YET = (
    "Nothing is written here yet. When something is, it can leave as a PDF. "
    "Until then, a blank worksheet can go with you on paper."
)
NONE_CHOSEN = "Please choose a reflection from the list."
NO_ANSWER = "Nothing is chosen to stand on the pages. Please check an answer."


class Selection(QObject):
    """Fetch the reflections that a form means, keep up with what is written, make the document of them.

    ``fetched`` tells that there may be another document; ``failed`` holds words for the person.
    """

    fetched = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, page: Page, form: ExportForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._form = form
        self._summaries: tuple[ReflectionSummary, ...] = ()
        self._reflections: tuple[Reflection, ...] = ()
        self._readings: Mapping[int, Reading] = {}
        form.scope_changed.connect(self._collect)
        session.saved.connect(self._saved)
        session.summaries_changed.connect(lambda _: self._fetch())
        self._fetch()

    @property
    def document(self) -> Document | None:
        """Return what the form describes, None while that is blank."""
        form = self._form
        choice = Choice(reading=form.reading, dates=form.dates, check_ins=form.check_ins, marks=form.marks)
        if form.worksheet:
            return worksheet(self._page.reading, choice)
        make = then_and_now.build if form.across else build
        return document(self._reflections, self._readings, choice, form.left_out, make)

    @property
    def file_name(self) -> str:
        """Return a name for the file that holds no word of the person."""
        if self._form.worksheet:
            return "Worksheet.pdf"
        if len(self._reflections) == 1:
            return f"Reflection {self._reflections[0].begun.local():%Y-%m-%d}.pdf"
        return "Reflections.pdf"

    @property
    def leaving(self) -> Leaving:
        """Return what the ledger says of the document."""
        if self._form.worksheet:
            return Leaving(Kind.WORKSHEET, Form.PDF)
        left_out = self._form.left_out
        answers = [
            (r.id, a.prompt.id)
            for r in self._reflections
            for a in r.answers
            if a.text.strip() and (r.edition.reading_id, a.prompt.id) not in left_out
        ]
        return Leaving(Kind.REFLECTIONS, Form.PDF, answers=tuple(answers))

    @property
    def why_blank(self) -> str:
        """Return why there is no document: NONE_CHOSEN, NOTHING_YET or NO_ANSWER."""
        if self._form.scope is Scope.CHOSEN and not self._reflections:
            return NONE_CHOSEN
        written = any(a.text.strip() for r in self._reflections for a in r.answers)
        return NO_ANSWER if written else NOTHING_YET

    def _fetch(self) -> None:
        self._session.rounds(self._list, self._tell, self)

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
        self._form.set_answers(blank_lines(self._page.reading) if blank else lines(*found))
        self.fetched.emit()

    def _saved(self, saved: Saved) -> None:
        if saved.page is self._page and saved.drafts and self._page.reflection_id in self._ids():
            self._collect()

    def _tell(self, error: ResilienceError) -> None:
        self.failed.emit(str(error))


def lines(reflections: Sequence[Reflection], readings: Mapping[int, Reading]) -> list[Line]:
    """Return a line for each prompt of the reflections' readings, in the wording of the newest edition.

    The key is (reading id, prompt id), so that one line stands for the same prompt of every round.
    """
    newest = {r.edition.reading_id: readings[r.edition.id] for r in reflections if r.edition.id in readings}
    made: list[Line] = []
    for reading_id in dict.fromkeys(r.edition.reading_id for r in reflections):
        rounds = [r for r in reflections if r.edition.reading_id == reading_id]
        made += _of_reading(reading_id, newest.get(reading_id), rounds)
    return made


def blank_lines(reading: Reading) -> list[Line]:
    """Return a line for each prompt of a reading that has no answers yet."""
    return _of_reading(reading.id, reading, ())


def document(
    reflections: Sequence[Reflection],
    readings: Mapping[int, Reading],
    choice: Choice,
    left_out: Collection[Hashable],
    make: Callable[[Sequence[Reflection], Mapping[int, Reading], Choice], Document] = build,
) -> Document | None:
    """Return the document of these reflections without the lines left out, or None where it is blank."""
    pairs = frozenset(
        (r.id, a.prompt.id)
        for r in reflections
        for a in r.answers
        if (r.edition.reading_id, a.prompt.id) not in left_out
    )
    made = make(reflections, readings, replace(choice, prompts=pairs))
    return made if any(map(holds_something, made.sections)) else None


def worksheet(reading: Reading, choice: Choice) -> Document:
    """Return the prompts of a reading with lines to write on."""
    return build((), {0: reading}, replace(choice, worksheet=True))


def _of_reading(reading_id: str, reading: Reading | None, rounds: Sequence[Reflection]) -> list[Line]:
    answered = {a.prompt.id: a.prompt for r in rounds for a in r.answers if a.text.strip()}
    known = reading.prompts if reading else ()
    ids = {prompt.id for prompt in known}
    group = reading.name() if reading else rounds[-1].edition.title
    made = [
        Line((reading_id, p.id), f"{number} {p.label}", group, p.id not in answered)
        for number, p in enumerate(known, 1)
        if p.kind is not PromptType.RELEASE or p.id in answered
    ]
    return made + [
        Line((reading_id, p.id), p.label, group, False) for p in answered.values() if p.id not in ids
    ]
