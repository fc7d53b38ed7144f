"""Show what leaves the vault as the very pages that will be written, and write them where asked."""

from __future__ import annotations

from functools import partial

from ui.desk import Page
from ui.file_saving import FileSaving
from ui.page_making import PageMaking, Wanted
from ui.preferences import Preferences
from ui.selection import NOTHING_YET, Selection
from ui.session import Session
from ui.theme import Look
from ui.widgets.export_form import ExportForm
from ui.widgets.export_side import ExportSide


class ExportScreen(PageMaking):
    """Choose reflections and answers at the left, see the pages at the right."""

    def __init__(self, session: Session, look: Look, preferences: Preferences, page: Page) -> None:
        self._form = ExportForm(preferences.now.paper, preferences.now.text_size)
        super().__init__(session, look, preferences, ExportSide(self._form, done="Back to Today"))
        self._selection = Selection(session, page, self._form, self)
        self._selection.fetched.connect(self._offer)
        self._selection.failed.connect(partial(self._side.say, tone="danger"))
        self._column.worksheet_asked.connect(self._form.take_worksheet)
        session.save_failed.connect(self._not_saved)
        self._editions = session.languages_of(page.reading) or (page.reading,)
        self._handing_on = FileSaving(session, self)
        self._form.reading_asked.connect(self._hand_on)
        self._handing_on.saved.connect(lambda name: self._side.say(f"Reading saved: {name}", "accent"))
        self._handing_on.refused.connect(partial(self._side.say, tone="danger"))

    def wanted(self) -> Wanted | None:
        """Return the document of what is chosen."""
        chosen, document = self._selection, self._selection.document
        return Wanted(document, chosen.file_name, chosen.leaving) if document else None

    def why_blank(self) -> tuple[str, bool]:
        """Return why nothing is chosen."""
        why = self._selection.why_blank
        return why, why == NOTHING_YET

    def _offer(self) -> None:
        self.order_keys()
        self.render_pages()

    def _hand_on(self) -> None:
        """Save the reading, in every language that it is there in, where the person wants it."""
        from resilience_desktop.readings.travelling import file_name, pack

        if self._handing_on.ask(file_name(self._editions), None):
            self._handing_on.write(pack(self._editions))

    def _not_saved(self, sentence: str) -> None:
        self._side.say(
            f"Your newest words are not on these pages, because they are not saved yet. {sentence}"
        )
