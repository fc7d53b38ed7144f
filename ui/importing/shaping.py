"""Turn what was understood of a file into a reading: the paragraphs at the left, the reading at the right."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from ui import import_keeping as keeping
from ui.autosave import Autosave
from ui.desk import Visit
from ui.import_keeping import Draft
from ui.session import Session
from ui.theme import Look
from ui.widgets.starting_point import StartingPoint
from ui.widgets.two_columns import TwoColumns

from .outline_column import OutlineColumn
from .result import ResultColumn

KEY = "add-reading"
ADDING = "Adding…"
SHARE = 0.5
SHOW_AFTER_MS = 120
"""From a change to the result of it, in milliseconds; for a long reading, as long as the last one took."""

_PIECE = "draft"


class ShapingPage(QWidget):
    """Show a draft; ``left`` asks for the page before, ``added`` names the reading that was added.

    ``adding`` tells that it is on its way to the shelf, or is not any more since it could not be added.
    """

    left = Signal()
    added = Signal(str)
    adding = Signal(bool)

    def __init__(self, session: Session, look: Look, draft: Draft, *, is_kept: bool) -> None:
        super().__init__()
        self._session = session
        self._name, self._edited = draft.name, draft.edited
        self._done = False
        self._outline = OutlineColumn(look, draft.name, draft.outline)
        self._result = ResultColumn(look)
        names = ("Paragraphs", "As it will look")
        self._columns = TwoColumns(look, (self._outline, self._result), names, SHARE)
        self._autosave = Autosave(self._save, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._lay_out()
        self._outline.changed.connect(self._changed)
        self._outline.left.connect(self.left)
        self._result.facts.title_edited.connect(self._outline.set_title)
        self._result.facts.facts_edited.connect(self._outline.set_facts)
        self._result.add.clicked.connect(self._add)
        self._soon.timeout.connect(self._show_result)
        self._show_result()
        if not is_kept:
            self._autosave.touch(_PIECE)

    @property
    def draft(self) -> Draft:
        """Return what was understood and changed so far."""
        return Draft(self._name, self._outline.outline, self._edited)

    def unsaved(self) -> Visit | None:
        """Return what is not known to be in the vault, with what an input method is composing."""
        self._finish_composing()
        if self._done or not self._autosave.unsaved:
            return None
        return Visit(KEY, partial(keeping.keep, self.draft), self.draft)

    def minimumSizeHint(self) -> QSize:
        """Let the window be as narrow as it wants: words wrap and columns scroll."""
        return QSize(0, 0)

    def _finish_composing(self) -> None:
        QGuiApplication.inputMethod().commit()
        for field in (self._outline.pane.text, *self._result.facts.lines):
            field.finish_composing()

    def _changed(self) -> None:
        self._edited = True
        self._autosave.touch(_PIECE)
        self._result.facts.show_outline(self._outline.outline)
        if not self._soon.isActive():
            self._soon.start(max(SHOW_AFTER_MS, self._soon.interval()))

    def _show_result(self) -> None:
        took = QElapsedTimer()
        took.start()
        self._result.facts.show_outline(self._outline.outline)
        try:
            self._result.show_reading(keeping.read_back(self.draft, "reading"))
        except ResilienceError as error:
            self._result.refuse(str(error))
        self._soon.setInterval(int(took.elapsed()))

    def _save(self, _: frozenset[str]) -> None:
        if self._done:  # it stands on the shelf by now
            self._autosave.fail()
            return
        keep = partial(keeping.keep, self.draft)
        self._session.ask(keep, self._saved, self._not_saved, self)

    def _saved(self, _: None) -> None:
        self._autosave.confirm()

    def _not_saved(self, error: ResilienceError) -> None:
        self._autosave.fail()
        self._result.say(f"Your changes are not kept yet. {error}", "caution")

    def _add(self) -> None:
        self._finish_composing()
        self._done = True
        self._result.say(ADDING)
        self.adding.emit(True)
        add = partial(keeping.add, self._session.library, self.draft)
        self._session.ask(add, self.added.emit, self._not_added, self)

    def _not_added(self, error: ResilienceError) -> None:
        self._done = False
        self.adding.emit(False)
        self._result.add.setFocus()
        self._result.say(f"The reading was not added. {error}", "danger")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._columns)
        StartingPoint(self, self._outline.list)
        pane, facts = self._outline.pane, self._result.facts
        first = (
            self._outline.another,
            self._outline.list,
            pane.undo,
            pane.redo,
            *pane.chips.chips,
            pane.text,
        )
        actions = (pane.split, pane.merge, pane.up, pane.down, pane.everyone)
        for one, other in pairwise((*first, *actions, self._result.view, *facts.stops, self._result.add)):
            self.setTabOrder(one, other)
