"""Do on the export page what a person does, and look at what it says."""

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel

from ui.tour.player import click, named
from ui.widgets.page_preview import PagePreview

WORDS = "The winter of the merger.\n\tWe were told that it would help us too."
LONG = "Then something softer that I did not expect. " * 8_000
SLOW = {"timeout": 30_000}


def pages_of(screen):
    return screen.findChild(PagePreview)


def wait_for_pages(qtbot, screen, pages=None):
    qtbot.waitUntil(lambda: screen.ready and (pages is None or pages_of(screen).count == pages), **SLOW)


def says(screen, words):
    return any(words in label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def box(screen, words):
    return named(words, QCheckBox, screen)


def press_button(screen, words):
    click(named(words, QAbstractButton, screen))


def child_of(screen):
    return screen._process.pid


def wait_until_under_way(qtbot, screen):
    qtbot.waitUntil(lambda: screen._wanted is not None and child_of(screen) != 0)
    assert not screen.ready


def text_of(path, password=""):
    from pypdfium2 import PdfDocument

    with PdfDocument(path, password=password or None) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def save_pdf(qtbot, screen, saved="PDF saved"):
    press_button(screen, "Save PDF…")
    qtbot.waitUntil(lambda: says(screen, saved), **SLOW)
