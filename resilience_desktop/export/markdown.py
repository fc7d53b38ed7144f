"""Write a document as Markdown (CommonMark); what the person typed is data in it, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..workbook import Block, Heading, Listing, Quote, Rule, Run
from . import forms
from .document import PASSAGES, Document, Entry, Section, Then
from .then_and_now import SCALE, asked_then, in_a_line

_SPECIAL = re.compile(r"[\\`*_\[\]<>~&|$]")
_AT_START = re.compile(r"^(?:([#+=-])|(\d+)([.)]))")
_BEYOND = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls and half characters: a Markdown file cannot carry them (CommonMark 0.31.2, 2.3 and 2.5)."""

LINES = 8
"""How many lines a worksheet leaves under each prompt."""

_RULE = "\\_" * 40


def write(document: Document) -> str:
    """Return the document as Markdown with Unix line ends."""
    sections = ("\n\n".join(_section(section, worksheet=document.worksheet)) for section in document.sections)
    return "\n\n---\n\n".join(sections) + "\n"


def escape(text: str) -> str:
    """Return Markdown that shows exactly this text, as one paragraph with hard line breaks.

    Controls and half characters become U+FFFD.
    """
    text = _BEYOND.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = text.rstrip("\n")
    after = len(text) - len(kept)  # a hard break cannot end a paragraph
    return "\\\n".join(map(_line, kept.split("\n"))) + "&#10;" * after


def _on_one_line(text: str) -> str:
    return escape(" ".join(text.split()))


def _line(line: str) -> str:
    bare = line.strip()
    safe = _SPECIAL.sub(_mark, bare)
    safe = _AT_START.sub(_start, safe)
    if not bare:
        return "".join(map(_reference, line))
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    return "".join(map(_reference, line[:start])) + safe + "".join(map(_reference, line[end:]))


def _mark(found: re.Match[str]) -> str:
    return "&amp;" if found[0] == "&" else f"\\{found[0]}"


def _start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _reference(char: str) -> str:
    return f"&#{ord(char)};"


def _section(section: Section, *, worksheet: bool) -> Iterator[str]:
    yield f"# {_on_one_line(section.title)}"
    for line in (section.day, section.check_in):
        if line:
            yield escape(line)
    yield from (_block(block) for block in section.body)
    for footnote in section.footnotes:
        yield f"[^{footnote.number}]: " + "\n\n    ".join(_block(block) for block in footnote.blocks)
    if section.credits:
        yield escape(section.credits)
    if section.path:
        yield SCALE
        yield "\n".join(f"- {escape(in_a_line(row))}" for row in section.path)
    for entry in section.entries:
        number = f"{entry.number}\\. " if entry.number else ""
        yield f"## {number}{_on_one_line(entry.ask)}"
        if entry.help:
            yield escape(entry.help)
        for then in entry.rounds:
            yield f"### {_on_one_line(then.day)}"
            yield from (f"*{escape(asked)}*" for asked in (asked_then(then),) if asked)
            yield from _said(then)
        if not entry.rounds:
            yield from _to_fill(entry) if worksheet else _said(entry)
    yield from _passages(section)


def _passages(section: Section) -> Iterator[str]:
    if section.passages:
        yield f"## {PASSAGES}"
    for passage in section.passages:
        if passage.day:
            yield f"### {_on_one_line(passage.day)}"
        yield _indented("\n\n".join(map(escape, passage.words.split("\n"))), "> ", "> ")
        if passage.note:
            yield escape(passage.note)


def _said(it: Entry | Then) -> Iterator[str]:
    """Yield the place on a scale, what was listed or chosen, and the words."""
    if it.mark:
        yield escape(it.mark.words)
    if it.items:
        yield "\n".join(f"- {escape(item)}" for item in it.items)
    if it.answer or not (it.mark or it.items):
        yield escape(it.answer)


def _to_fill(entry: Entry) -> Iterator[str]:
    if entry.mark:
        yield escape(entry.mark.words)
        yield " · ".join(map(_number, entry.mark.ticks)) or _RULE
    if entry.items:
        yield "\n".join(f"- [ ] {escape(item)}" for item in entry.items)
    rows = {forms.NONE: 0, forms.FEW: 2}.get(entry.room, LINES)
    if rows:
        yield ("\n" if entry.room == forms.BULLETS else "\n\n").join(
            [f"- {_RULE}" if entry.room == forms.BULLETS else _RULE] * rows
        )


def _number(number: int) -> str:
    return escape(str(number))


def _block(block: Block) -> str:
    if isinstance(block, Quote):
        return _indented("\n\n".join(map(_block, block.blocks)), "> ", "> ")
    if isinstance(block, Listing):
        items = []
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}. " if block.start else "- "
            items.append(_indented("\n\n".join(map(_block, item)), mark, " " * len(mark)))
        return "\n".join(items)
    if isinstance(block, Rule):
        return "* * *"
    text = _AT_START.sub(_start, "".join(map(_run, block.runs)))
    return f"{'#' * block.level} {text}" if isinstance(block, Heading) else text


def _run(run: Run) -> str:
    if run.footnote:
        return f"[^{run.footnote}]"
    text = _code(run.text) if run.code else _SPECIAL.sub(_mark, run.text).replace("\n", "\\\n")
    for wanted, mark in ((run.emphasis, "*"), (run.strong, "**")):
        text = f"{mark}{text}{mark}" if wanted else text
    return text


def _code(text: str) -> str:
    fence = "`" * (1 + max((len(ticks) for ticks in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}"


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join(chain([first + lines[0]], ((others + line).rstrip() for line in lines[1:])))
