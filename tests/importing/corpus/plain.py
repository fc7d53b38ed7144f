"""Write the texts of the corpus as plain text, in the ways in which people and programs do."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable

from resilience_desktop.workbook import Role

from .source import MARK, Block, Text

_WIDTH = 72


def paragraphs(text: Text, bullet: str = "-") -> str:
    """Return each paragraph as one line, with an empty line between two; notes stand last."""
    return "\n\n".join([*(_line(block, bullet) for block in text.body), *_notes(text)]) + "\n"


def wrapped(text: Text, width: int = _WIDTH, bullet: str = "*") -> str:
    """Return lines broken at a width; the title is underlined, headings stand in capitals."""
    made = []
    for block in text.body:
        line = _line(block, bullet)
        if block.role is Role.TITLE:
            made.append("\n".join(_rows(line, width)) + "\n" + "=" * min(len(line), width))
        elif block.role is Role.HEADING:
            made.append(line.upper())
        else:
            made.append("\n".join(_rows(line, width, "  " if block.item is not None else "")))
    notes = ["\n".join(_rows(note, width)) for note in _notes(text)]
    return "\n\n".join([*made, *notes]) + "\n"


def airy(text: Text, width: int = 60) -> str:
    """Return lines broken at a width, with an empty line after every line, as some programs copy a page."""
    return "\n".join(_airy_rows(text.body, width)) + "\n \n"


def title_last(text: Text) -> str:
    """Return the text as a page of two columns may be copied: the title and the introduction last."""
    title, intro, *rest = text.body
    first, _, second = title.words.partition(": ")
    front = [Block(Role.TITLE, f"{first}:"), Block(Role.TITLE, second)]
    return "\n".join([*_airy_rows(rest, 58), *_airy_rows(front, 58), *_airy_rows([intro], 128)]) + "\n \n"


def paged(text: Text, width: int = 66, lines: int = 34) -> str:
    """Return pages as a printer gets them: form feeds, a line above each page and its number below."""
    rows = wrapped(text, width, "o").split("\n")
    pages = [rows[at : at + lines] for at in range(0, len(rows), lines)]
    head = text.title.upper()[:40].center(width).rstrip()
    return "\f".join(
        "\n".join([head, "", *page, "", f"- {number} -".center(width).rstrip(), ""])
        for number, page in enumerate(pages, 1)
    )


def markdown(text: Text) -> str:
    """Return Markdown with footnotes."""
    made = []
    for block in text.blocks:
        words = MARK.sub(r"[^\1]", block.words)
        sign = {Role.TITLE: "# ", Role.HEADING: "## "}.get(block.role, "")
        if block.role is Role.FOOTNOTE:
            sign = f"[^{block.number}]: "
        elif block.item is not None:
            sign = f"{block.item}. " if block.item else "- "
        elif block.is_quote:
            sign = "> "
        made.append(sign + words)
    return "\n\n".join(made) + "\n"


def _line(block: Block, bullet: str) -> str:
    words = MARK.sub(r"\1", block.words)
    if block.item is None:
        return words
    return f"{block.item}. {words}" if block.item else f"{bullet} {words}"


def _notes(text: Text) -> list[str]:
    return [f"{number} {words}" for number, words in text.notes.items()]


def _airy_rows(blocks: list[Block] | tuple[Block, ...], width: int) -> list[str]:
    made: list[str] = []
    for block in blocks:
        *first, last = _rows(_line(block, "•"), width)
        made += [piece for row in first for piece in (f"{row} ", " ")]
        made += [last, " "]
    return made


def _rows(words: str, width: int, hang: str = "") -> list[str]:
    if any(unicodedata.east_asian_width(letter) == "W" for letter in words):
        step = width // 2
        return [words[at : at + step] for at in range(0, len(words), step)]
    return textwrap.wrap(words, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)


STYLES: dict[str, Callable[[Text], str]] = {
    "paragraphs": paragraphs,
    "wrapped": wrapped,
    "airy": airy,
    "title-last": title_last,
    "paged": paged,
    "markdown": markdown,
}
