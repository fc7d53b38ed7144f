"""Write the texts of the corpus as web pages, and print some of them with Chromium."""

from __future__ import annotations

import re
import subprocess
from html import escape
from itertools import groupby
from pathlib import Path

from resilience_desktop.workbook import Role

from .source import MARK, Block, Text

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_STYLE = (
    "body{font:11pt/1.5 'Noto Serif','Liberation Serif',serif}"
    "h1{font-size:20pt;line-height:1.2}h2{font-size:14pt}"
)
_COLUMNS = (
    "@page{size:297mm 210mm;margin:18mm;@top-left{content:'Care for carers';font-size:8pt}"
    "@bottom-center{content:counter(page) ' / ' counter(pages);font-size:8pt}}"
    "main{columns:2;column-gap:12mm;text-align:justify;hyphens:auto}h1{column-span:all}"
)
_AROUND = (
    "<header class='site'><a href='/'>Care Letters</a><nav><ul><li><a href='/a'>Home</a></li>"
    "<li><a href='/b'>Courses</a></li><li><a href='/c'>Shop</a></li></ul></nav></header>",
    "<aside class='share'><p>Share this page</p><ul><li><a href='#'>Mail</a></li>"
    "<li><a href='#'>Print</a></li></ul>"
    "</aside><footer><p>© 2026 Care Letters. <a href='/imprint'>Imprint</a></p></footer>"
    "<div role='dialog' class='cookies'>We use cookies to make this page better. "
    "<button>Accept all</button></div>"
    "<script>document.title += ' – read'; var tracked = 'Should we ask?';</script>",
)


def page(text: Text, *, is_busy: bool = False, style: str = _STYLE) -> str:
    """Return a web page; a busy one has around its text what such pages have."""
    before, after = _AROUND if is_busy else ("", "")
    direction = ' dir="rtl"' if text.is_leftward else ""
    site = " | Care Letters" if is_busy else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{text.language}"{direction}><head><meta charset="utf-8">'
        f"<title>{escape(text.title)}{site}</title><style>{style}</style></head>\n<body>{before}\n<main>"
        f"<article>\n{_blocks(text)}\n{_notes(text)}</article></main>\n{after}</body></html>\n"
    )


def save(text: Text, target: Path) -> None:
    """Write a busy page as the browser has it after its scripts ran."""
    source = target.with_name("made.html")
    source.write_text(page(text, is_busy=True), "utf-8")
    done = subprocess.run(
        ["chromium", *_FLAGS, f"--user-data-dir={target.with_name('browser')}", "--dump-dom",
         source.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    source.unlink()
    target.write_bytes(done.stdout)


def print_(text: Text, target: Path, *, in_columns: bool = False) -> None:
    """Print a page to a PDF, in one column or in two with a header and numbers."""
    source = target.with_name("made.html")
    style = _STYLE + (_COLUMNS if in_columns else "@page{size:A5;margin:16mm}")
    source.write_text(page(text, style=style), "utf-8")
    subprocess.run(
        ["chromium", *_FLAGS, f"--user-data-dir={target.with_name('browser')}", "--no-pdf-header-footer",
         "--disable-pdf-tagging", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    source.unlink()


def _blocks(text: Text) -> str:
    made = []
    for kind, group in groupby(text.body, lambda block: None if block.item is None else bool(block.item)):
        rows = list(group)
        if kind is None:
            made += [_block(block) for block in rows]
        else:
            tag = "ol" if kind else "ul"
            items = "".join(f"<li>{_inline(block)}</li>\n" for block in rows)
            made.append(f"<{tag}>\n{items}</{tag}>")
    return "\n".join(made)


def _block(block: Block) -> str:
    tag = {Role.TITLE: "h1", Role.HEADING: "h2"}.get(block.role, "blockquote" if block.is_quote else "p")
    inner = f"<p>{_inline(block)}</p>" if tag == "blockquote" else _inline(block)
    return f"<{tag}>{inner}</{tag}>"


def _notes(text: Text) -> str:
    rows = "".join(
        f'<p id="fn{number}"><sup>{number}</sup> {escape(words)}</p>\n'
        for number, words in text.notes.items()
    )
    return f'<section class="footnotes"><hr>\n{rows}</section>\n' if rows else ""


def _inline(block: Block) -> str:
    def mark(match: re.Match[str]) -> str:
        return f'<sup><a href="#fn{match[1]}">{match[1]}</a></sup>'

    return MARK.sub(mark, escape(block.words, quote=False))
