"""Let the prompts show what was written before, and a page be continued, binned or put back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Reflection

from .desk import Opened, Saved
from .session import Session
from .widgets.earlier_answers import AT_ONCE
from .widgets.prompt_pane import PromptPane

FORMER = "From an earlier edition of this reading."
BINNED = "In the bin. It stays there for thirty days, and can be put back."


class LookingBack(QObject):
    """Stand between a page's prompts and the vault for everything that is not being written now.

    The newest round of a reading can be written on at once: it is today's work. An older one is shown
    as it was written until the person continues it; one in the bin, until it is put back.
    """

    versions_asked = Signal(str)
    state_changed = Signal()

    def __init__(
        self, session: Session, pane: PromptPane, opened: Opened, flush: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pane = pane
        self._page = opened.page
        self._reflection = opened.reflection
        self._flush = flush
        pane.show_traces(opened.traces.earlier, opened.traces.versions)
        pane.earlier_wanted.connect(self._fetch)
        pane.versions_wanted.connect(self.versions_asked)
        pane.bin_wanted.connect(self._move_to_bin)
        pane.line.pressed.connect(self._act)
        self._show_state()

    @property
    def is_read_only(self) -> bool:
        """Tell whether the page is shown as it was written."""
        return self._page.as_written or self._page.binned

    def note_saved(self, saved: Saved) -> None:
        """Offer the versions that a save kept; a page that has begun can be moved to the bin."""
        self._pane.show_traces((), saved.versions)
        self._pane.offer_bin(self._page.reflection_id is not None and not self._page.binned)

    def continue_writing(self) -> None:
        """Let an older round be written on, and remember it."""
        self._page.as_written = False
        if self._page.reflection_id is not None:
            self._session.continue_writing(self._page.reflection_id)
        self._show_state()

    def _act(self) -> None:
        if self._page.binned:
            self._put_back()
        else:
            self.continue_writing()
            self._pane.take_keyboard()

    def _show_state(self) -> None:
        page = self._page
        if page.binned:
            self._pane.line.show_words(BINNED, "Put back")
        elif page.as_written and self._reflection:
            self._pane.line.show_words(_written(self._reflection, former=page.former), "Continue writing")
        else:
            self._pane.line.show_words(FORMER if page.former else "")
        self._pane.set_as_written(self.is_read_only)
        self._pane.offer_bin(page.reflection_id is not None and not page.binned)
        self.state_changed.emit()

    def _fetch(self, prompt_id: str, before: int | None) -> None:
        reading_id, edge = self._page.reading.id, self._page.reflection_id if before is None else before
        self._session.ask(
            lambda vault: vault.history.earlier(reading_id, prompt_id, edge, AT_ONCE + 1),
            partial(self._pane.add_earlier, prompt_id),
            lambda error: self._pane.tell_earlier(prompt_id, str(error)),
            self,
        )

    def _move_to_bin(self) -> None:
        number = self._page.reflection_id
        if number is not None:
            self._flush()
            done = partial(self._binned, True)
            self._session.ask(lambda vault: vault.bin.put_in(number), done, self._tell, self)
            self._session.list_again()

    def _put_back(self) -> None:
        number = self._page.reflection_id
        if number is not None:
            done = partial(self._binned, False)
            self._session.ask(lambda vault: vault.bin.put_back(number), done, self._tell, self)
            self._session.list_again()

    def _binned(self, binned: bool, _: None) -> None:
        self._page.binned = binned
        self._show_state()
        if binned:
            self._pane.scroll_fraction = 0.0  # where the line stands that says so
            self._pane.line.action.setFocus()

    def _tell(self, error: ResilienceError) -> None:
        self._pane.line.show_words(str(error))


def _written(reflection: Reflection, *, former: bool) -> str:
    words = f"Written on {reflection.begun.day()}"
    return f"{words}, from an earlier edition of this reading" if former else words
