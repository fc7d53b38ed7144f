"""List the files of the corpus: of which text each is made, how, and whether it is a messy one.

Messy is what a person would sigh at: columns, headers and numbers on each page, words broken at line ends, an
empty line after every line, odd encodings, a title that stands last, a page full of buttons.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FILES = Path(__file__).parent / "files"


@dataclass(frozen=True)
class Case:
    """Hold one file of the corpus; ``how`` is a program or "plain", and which of its ways."""

    text: str
    how: str
    ending: str
    is_messy: bool = False
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        encoding = "" if self.encoding == "utf-8" else f".{self.encoding}"
        return f"{self.text}.{self.how}{encoding}.{self.ending}"

    @property
    def path(self) -> Path:
        return FILES / self.name


CLEAN = {
    "en-boundaries": "office.docx office.odt office.pdf office.html "
    "typst-plain.pdf web-print.pdf plain-wrapped.txt plain-markdown.md",
    "en-listening": "office.odt plain-paragraphs.cp1252.txt plain-markdown.md",
    "en-rest": "typst-indented.pdf plain-paragraphs.txt",
    "en-worry": "office.docx plain-paragraphs.txt typst-plain.pdf",
    "en-team": "office.odt plain-paragraphs.txt",
    "en-oneline": "plain-wrapped.txt web-print.pdf",
    "de-arbeitsblatt": "office.odt plain-markdown.md",
    "de-grenzen": "office.docx plain-wrapped.cp1252.txt",
    "fr-fatigue": "office.odt web-print.pdf",
    "fr-lettre": "office.docx typst-indented.pdf plain-wrapped.txt",
    "sv-andrum": "office.odt",
    "ru-tishina": "office.docx plain-wrapped.cp1251.txt",
    "es-pausa": "office.docx typst-plain.pdf",
    "pt-limites": "office.odt",
    "it-gentilezza": "typst-indented.pdf",
    "nl-rust": "web-page.html",
    "pl-uwaga": "office.docx plain-paragraphs.cp1250.txt",
    "ar-raha": "office.docx typst-plain.pdf plain-paragraphs.cp1256.txt",
    "he-gvulot": "office.odt office.pdf",
    "zh-ziwo": "office.docx typst-plain.pdf plain-wrapped.gb18030.txt",
    "ja-yohaku": "web-page.html web-print.pdf plain-paragraphs.shift_jis.txt",
}
"""How a text was made, and the ending of the file; between them the encoding, where it is not UTF-8."""

MESSY = {
    "en-boundaries": "web-saved.html typst-sidebar.pdf typst-brochure.pdf",
    "en-listening": "office-by-hand.docx office-furniture.pdf typst-columns.pdf web-columns.pdf "
    "plain-airy.txt plain-paged.txt typst-poster.pdf",
    "en-rest": "office-by-hand.odt",
    "en-resistance": "plain-title-last.txt typst-title-last.pdf typst-poster.pdf",
    "en-worry": "plain-airy.txt office-by-hand.odt",
    "en-team": "office-by-hand.docx web-saved.html typst-columns.pdf plain-paged.txt",
    "fr-fatigue": "typst-brochure.pdf plain-airy.txt",
    "de-grenzen": "web-columns.pdf office-furniture.pdf typst-columns.pdf",
    "pt-limites": "typst-poster.pdf web-columns.pdf",
    "zh-ziwo": "typst-columns.pdf",
    "he-gvulot": "typst-columns.pdf web-saved.html",
    "ja-yohaku": "typst-brochure.pdf plain-airy.utf-16.txt",
    "en-worksheet": "office.docx typst-plain.pdf plain-wrapped.txt web-print.pdf",
    "de-arbeitsblatt": "typst-poster.pdf office-furniture.pdf plain-airy.txt",
    "fr-lettre": "web-saved.html",
    "sv-andrum": "plain-airy.txt",
    "ru-tishina": "typst-columns.pdf",
    "es-pausa": "web-saved.html",
    "it-gentilezza": "office-by-hand.docx",
    "nl-rust": "plain-airy.txt",
    "pl-uwaga": "typst-columns.pdf",
    "ar-raha": "web-columns.pdf",
}


def _case(text: str, made: str, *, is_messy: bool) -> Case:
    how, *encoding, ending = made.split(".")
    return Case(text, how, ending, is_messy, *encoding)


CASES = tuple(
    _case(text, made, is_messy=is_messy)
    for is_messy, table in ((False, CLEAN), (True, MESSY))
    for text, all_made in table.items()
    for made in all_made.split()
)
