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


CASES = (
    Case("en-boundaries", "office", "docx"),
    Case("en-boundaries", "office", "odt"),
    Case("en-boundaries", "office", "pdf"),
    Case("en-boundaries", "office", "html"),
    Case("en-boundaries", "typst-plain", "pdf"),
    Case("en-boundaries", "web-print", "pdf"),
    Case("en-boundaries", "web-saved", "html", is_messy=True),
    Case("en-boundaries", "plain-wrapped", "txt"),
    Case("en-boundaries", "plain-markdown", "md"),
    Case("en-boundaries", "typst-sidebar", "pdf", is_messy=True),
    Case("en-listening", "office-by-hand", "docx", is_messy=True),
    Case("en-listening", "office", "odt"),
    Case("en-listening", "office-furniture", "pdf", is_messy=True),
    Case("en-listening", "typst-columns", "pdf", is_messy=True),
    Case("en-listening", "web-columns", "pdf", is_messy=True),
    Case("en-listening", "plain-airy", "txt", is_messy=True),
    Case("en-listening", "plain-paged", "txt", is_messy=True),
    Case("en-listening", "plain-paragraphs", "txt", encoding="cp1252"),
    Case("en-listening", "plain-markdown", "md"),
    Case("en-rest", "office-by-hand", "odt", is_messy=True),
    Case("en-rest", "typst-indented", "pdf"),
    Case("en-rest", "plain-paragraphs", "txt"),
    Case("en-resistance", "plain-title-last", "txt", is_messy=True),
    Case("en-resistance", "typst-title-last", "pdf", is_messy=True),
    Case("en-worry", "office", "docx"),
    Case("en-worry", "plain-paragraphs", "txt"),
    Case("en-worry", "typst-plain", "pdf"),
    Case("en-worry", "plain-airy", "txt", is_messy=True),
    Case("en-worry", "office-by-hand", "odt", is_messy=True),
    Case("en-team", "office-by-hand", "docx", is_messy=True),
    Case("en-team", "web-saved", "html", is_messy=True),
    Case("en-team", "typst-columns", "pdf", is_messy=True),
    Case("en-team", "office", "odt"),
    Case("en-team", "plain-paragraphs", "txt"),
    Case("en-boundaries", "typst-brochure", "pdf", is_messy=True),
    Case("fr-fatigue", "typst-brochure", "pdf", is_messy=True),
    Case("de-grenzen", "web-columns", "pdf", is_messy=True),
    Case("pt-limites", "typst-poster", "pdf", is_messy=True),
    Case("zh-ziwo", "typst-columns", "pdf", is_messy=True),
    Case("he-gvulot", "typst-columns", "pdf", is_messy=True),
    Case("ja-yohaku", "typst-brochure", "pdf", is_messy=True),
    Case("en-team", "plain-paged", "txt", is_messy=True),
    Case("en-oneline", "plain-wrapped", "txt"),
    Case("en-oneline", "web-print", "pdf"),
    Case("en-worksheet", "office", "docx", is_messy=True),
    Case("en-worksheet", "typst-plain", "pdf", is_messy=True),
    Case("en-worksheet", "plain-wrapped", "txt", is_messy=True),
    Case("en-worksheet", "web-print", "pdf", is_messy=True),
    Case("en-resistance", "typst-poster", "pdf", is_messy=True),
    Case("en-listening", "typst-poster", "pdf", is_messy=True),
    Case("de-arbeitsblatt", "typst-poster", "pdf", is_messy=True),
    Case("de-arbeitsblatt", "office", "odt"),
    Case("de-arbeitsblatt", "office-furniture", "pdf", is_messy=True),
    Case("de-arbeitsblatt", "plain-airy", "txt", is_messy=True),
    Case("de-arbeitsblatt", "plain-markdown", "md"),
    Case("de-grenzen", "office", "docx"),
    Case("de-grenzen", "office-furniture", "pdf", is_messy=True),
    Case("de-grenzen", "typst-columns", "pdf", is_messy=True),
    Case("de-grenzen", "plain-wrapped", "txt", encoding="cp1252"),
    Case("fr-fatigue", "office", "odt"),
    Case("fr-fatigue", "web-print", "pdf"),
    Case("fr-fatigue", "plain-airy", "txt", is_messy=True),
    Case("fr-lettre", "office", "docx"),
    Case("fr-lettre", "typst-indented", "pdf"),
    Case("fr-lettre", "plain-wrapped", "txt"),
    Case("fr-lettre", "web-saved", "html", is_messy=True),
    Case("sv-andrum", "office", "odt"),
    Case("sv-andrum", "plain-airy", "txt", is_messy=True),
    Case("ru-tishina", "office", "docx"),
    Case("ru-tishina", "typst-columns", "pdf", is_messy=True),
    Case("ru-tishina", "plain-wrapped", "txt", encoding="cp1251"),
    Case("es-pausa", "office", "docx"),
    Case("es-pausa", "typst-plain", "pdf"),
    Case("es-pausa", "web-saved", "html", is_messy=True),
    Case("pt-limites", "office", "odt"),
    Case("pt-limites", "web-columns", "pdf", is_messy=True),
    Case("it-gentilezza", "typst-indented", "pdf"),
    Case("it-gentilezza", "office-by-hand", "docx", is_messy=True),
    Case("nl-rust", "plain-airy", "txt", is_messy=True),
    Case("nl-rust", "web-page", "html"),
    Case("pl-uwaga", "office", "docx"),
    Case("pl-uwaga", "typst-columns", "pdf", is_messy=True),
    Case("pl-uwaga", "plain-paragraphs", "txt", encoding="cp1250"),
    Case("ar-raha", "office", "docx"),
    Case("ar-raha", "typst-plain", "pdf"),
    Case("ar-raha", "web-columns", "pdf", is_messy=True),
    Case("ar-raha", "plain-paragraphs", "txt", encoding="cp1256"),
    Case("he-gvulot", "office", "odt"),
    Case("he-gvulot", "office", "pdf"),
    Case("he-gvulot", "web-saved", "html", is_messy=True),
    Case("zh-ziwo", "office", "docx"),
    Case("zh-ziwo", "typst-plain", "pdf"),
    Case("zh-ziwo", "plain-wrapped", "txt", encoding="gb18030"),
    Case("ja-yohaku", "web-page", "html"),
    Case("ja-yohaku", "web-print", "pdf"),
    Case("ja-yohaku", "plain-paragraphs", "txt", encoding="shift_jis"),
    Case("ja-yohaku", "plain-airy", "txt", is_messy=True, encoding="utf-16"),
)
