"""What the tests of pages share: a document around one answer, and the text that a PDF gives back."""

import pypdfium2
import pytest

from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.export.pdf import Layout, render
from resilience_desktop.workbook import Edition, Moment

WHEN = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")
"""The evening of 22 November 2026."""
EDITION = Edition(1, "letting-go", "1", "en", "Letting go", "")


def page_of(answer, language="en"):
    entry = Entry(1, "Why?", "", answer)
    return Document("Title", language, (Section("Title", language, entries=(entry,)),))


def lines_of(data):
    """Return the lines of a PDF's text, as a person who copies it would have them."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [line for page in pdf for line in page.get_textpage().get_text_range().split("\r\n")]


@pytest.fixture
def page():
    """Return a function that puts an answer on a page."""
    return page_of


@pytest.fixture
def copied():
    """Return a function that gives the lines of an answer as they are copied out of its PDF."""

    def copy(answer, layout=None):
        title, ask, *lines, _number = lines_of(render(page_of(answer), layout or Layout()).data)
        assert (title, ask) == ("Title", "1 Why?")
        return [line.replace("\xa0", " ") for line in lines]

    return copy
