"""Show a letter as the very pages that will be written."""

from __future__ import annotations

from resilience_desktop.export import letter as letters
from resilience_desktop.workbook import Form, Letter
from ui.page_making import PageMaking, Wanted
from ui.preferences import Preferences
from ui.session import Session
from ui.theme import Look
from ui.widgets.export_side import ExportSide
from ui.widgets.pages_form import PagesForm

NOTHING = "The letter is empty, so there is no page to save."


def file_name(letter: Letter, suffix: str) -> str:
    """Return a name for a file that holds no word of the person."""
    return f"Letter {letter.begun.local():%Y-%m-%d}.{suffix}"


class PrintedPage(PageMaking):
    """Choose paper and password at the left, see the pages at the right."""

    form_width = 360

    def __init__(
        self, session: Session, look: Look, preferences: Preferences, letter: Letter, language: str
    ) -> None:
        now = preferences.now
        side = ExportSide(PagesForm("Save the letter", now.paper, now.text_size), done="Back to the letter")
        side.leave.setText("Back to the letter")
        super().__init__(session, look, preferences, side)
        self._letter = letter
        self._language = language
        self.order_keys()
        self.render_pages()

    def wanted(self) -> Wanted | None:
        """Return the letter's document."""
        if not self._letter.body.text.strip():
            return None
        document = letters.document(self._letter, self._language)
        return Wanted(document, file_name(self._letter, "pdf"), letters.leaving(self._letter, Form.PDF))

    def why_blank(self) -> tuple[str, bool]:
        """Return that the letter is empty."""
        return NOTHING, False
