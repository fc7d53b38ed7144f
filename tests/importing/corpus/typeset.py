"""Set the texts of the corpus with Typst, as PDFs that tell a program nothing of their structure."""

from __future__ import annotations

import json
import re
from pathlib import Path

import typst

from resilience_desktop.paths import assets
from resilience_desktop.workbook import Role

from .source import MARK, Block, Text

_FONTS = {
    "ar": "Noto Naskh Arabic",
    "he": "Noto Serif Hebrew",
    "zh": "Noto Serif CJK SC",
    "ja": "Noto Serif CJK JP",
}

_SET = """
#set page(width: {width}, height: {height}, margin: {margin}, columns: {columns})
#set page(header: {header}, footer: {footer})
#set text(font: "{font}", size: {size}, lang: "{language}", hyphenate: {hyphenate})
#set par(justify: {justify}, leading: {leading}, spacing: {spacing}, first-line-indent: {indent})
#show heading: set text(size: {heading})
"""
_DEFAULTS = {
    "width": "148mm", "height": "210mm", "margin": "18mm", "columns": "1", "header": "none", "footer": "none",
    "size": "10pt", "hyphenate": "false", "justify": "false", "leading": "0.65em", "spacing": "1.1em",
    "indent": "0pt", "heading": "13pt",
}  # fmt: skip

_HEADER = "[#text(size: 8pt)[A handbook for teams #h(1fr) Winter 2026]]"
_FOOTER = "context [#text(size: 8pt)[#h(1fr) Page #counter(page).display() of 3 #h(1fr)]]"

_BANNER = '[#text(size: 11pt, weight: "semibold", fill: rgb("#557799"))[CARE FOR CARERS #h(1fr) Sheet 4]]'
_IMPRINT = "[#text(size: 7.5pt)[© 2026 Willow House, all rights shared #h(1fr) willow.example/care]]"

LAYOUTS: dict[str, dict[str, str]] = {
    "plain": {},
    "indented": {"justify": "true", "indent": "1.2em", "spacing": "0.65em", "footer": _FOOTER},
    "columns": {
        "width": "210mm", "height": "148mm", "columns": "2", "size": "9.5pt",
        "justify": "true", "hyphenate": "true", "header": _HEADER, "footer": _FOOTER,
    },
    "sidebar": {},
    "brochure": {
        "width": "297mm", "height": "210mm", "margin": "12mm", "columns": "3", "size": "9pt",
        "justify": "true", "hyphenate": "true", "heading": "11pt",
    },
    "poster": {
        "width": "216mm", "height": "279mm", "columns": "2", "size": "10.5pt",
        "header": _BANNER, "footer": _IMPRINT,
    },
    "title-last": {"width": "216mm", "height": "279mm"},
}  # fmt: skip
"""By name, what a layout sets differently."""


def make(text: Text, layout: str, target: Path) -> None:
    """Write a text as a PDF in one of the layouts."""
    facts = _DEFAULTS | LAYOUTS[layout]
    font = _FONTS.get(text.language, "Literata")
    facts |= {"font": font, "language": text.language}
    body = {"sidebar": _sidebar, "title-last": _title_last, "poster": _poster}.get(layout, _plain)(text)
    source = _SET.format(**facts) + body
    made = typst.compile(source.encode(), font_paths=_fonts(), format="pdf", pdf_tags=False)
    assert isinstance(made, bytes)
    target.write_bytes(made)


def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=True, font_paths=[assets() / "fonts"]
    )


def _plain(text: Text) -> str:
    return "\n\n".join(_block(text, block) for block in text.body) + "\n"


def _sidebar(text: Text) -> str:
    """Return the text with a narrow grey box beside its first paragraphs, which is read behind them."""
    title, *rest = text.body
    cut = next(at for at, block in enumerate(rest) if block.role is Role.HEADING)
    beside = next(at for at, block in enumerate(rest) if at > cut and block.role is Role.HEADING)
    first = "\n\n".join(_block(text, block) for block in rest[:cut])
    box = "\n\n".join(_block(text, block) for block in rest[cut:beside])
    after = "\n\n".join(_block(text, block) for block in rest[beside:])
    return (
        f"{_block(text, title)}\n\n#grid(columns: (1fr, 42mm), gutter: 8mm, [{first}], "
        f"block(fill: luma(235), inset: 3mm)[#set text(size: 8.5pt)\n{box}])\n\n{after}\n"
    )


def _poster(text: Text) -> str:
    """Return a page whose title and first paragraph span both of its columns."""
    title, intro, *rest = text.body
    front = f"{_block(text, title)}\n\n{_block(text, intro)}"
    columns = "\n\n".join(_block(text, block) for block in rest)
    return (
        f'#place(top, scope: "parent", float: true, clearance: 8mm, block(width: 100%)[{front}])\n{columns}\n'
    )


def _title_last(text: Text) -> str:
    """Return a page whose title and introduction stand across its top, but last in the file."""
    title, intro, *rest = text.body
    columns = "\n\n".join(_block(text, block) for block in rest)
    front = f"{_block(text, title)}\n\n{_block(text, intro)}"
    return (
        f"#v(78mm)\n#block(height: 150mm, columns(2, gutter: 8mm)[{columns}])\n"
        f"#place(top + left, block(width: 100%)[{front}])\n"
    )


def _block(text: Text, block: Block) -> str:
    words = _inline(text, block)
    if block.role is Role.TITLE:
        return (
            f'#block(below: 1.4em)[#set par(justify: false)\n#text(size: 19pt, weight: "semibold")[{words}]]'
        )
    if block.role is Role.HEADING:
        return f"#heading[{words}]"
    if block.is_quote:
        return f"#quote(block: true)[{words}]"
    if block.item is not None:
        return f"#enum.item({block.item})[{words}]" if block.item else f"#list.item[{words}]"
    return f"#par[{words}]"


def _inline(text: Text, block: Block) -> str:
    found = ""
    at = 0
    for match in MARK.finditer(block.words):
        found += _quoted(block.words[at : match.start()]) + _note(text, match)
        at = match.end()
    return found + _quoted(block.words[at:])


def _note(text: Text, match: re.Match[str]) -> str:
    words = text.notes.get(int(match[1]))
    return f"#footnote[{_quoted(words)}]" if words else f"#super[{match[1]}]"


def _quoted(words: str) -> str:
    return f"#{json.dumps(words, ensure_ascii=False)}" if words else ""
