"""Read the text of a pack: CommonMark with footnotes, without HTML, pictures or live links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from ..workbook import Block, Footnote, Heading, Listing, Paragraph, Quote, Rule, Run
from ..workbook.signs import UNSHOWN
from .problem import Report
from .prompts import Fence

DEEPEST = 16
"""How deep blocks may stand one inside another: a quote is one step, a list two (the list, its item).

From 20 steps on, markdown-it leaves text out without a word.
"""

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HTML = "HTML is not used in a reading. Write it as Markdown, or put a backslash before the <."
_PICTURE = "Pictures are not used in a reading. Leave this one out."
_REMOTE_LINK = (
    "A reading links to nothing outside itself. Write the address as plain text, without < > or ( )."
)
_LINK = "Links are not followed in a reading; only the words of this one are shown."
_CODE = "Only a block that opens with ```prompt means something here; this one is shown as plain text."
_TOO_DEEP = "Quotes and lists stand too deep here, one inside another."
_UNSHOWN = "There is a control character here, which cannot be shown."

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_REFUSED = {"html_inline": _HTML, "image": _PICTURE}


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what the text of a pack is made of."""

    body: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    fences: tuple[Fence, ...]


@dataclass(frozen=True, slots=True)
class _Note:
    line: int
    tokens: list[Token]


def read(text: str, report: Report) -> Page:
    """Return the page that the Markdown describes; what is not allowed goes to the report."""
    markdown = MarkdownIt("commonmark")
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    found: dict[str, Any] = {}
    tokens = markdown.parse(text, found)
    for reference in (*found.get("references", {}).values(), *found.get("duplicate_refs", ())):
        _check_address(reference["href"], reference["map"][0] + 1, report)
    for token in tokens:
        if token.nesting > 0 and token.level == DEEPEST + 1:
            report.error(_line(token), _TOO_DEEP)
    return _Reader(report).page(tokens)


class _Reader:
    """Turn the tokens of one pack into blocks, and gather footnotes and prompts on the way."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._fences: list[Fence] = []
        self._notes: dict[str, _Note] = {}
        self._numbers: dict[str, int] = {}
        self._kinds: dict[str, Callable[[Token, Iterator[Token]], Block | None]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "blockquote_open": self._quote,
            "bullet_list_open": self._listing,
            "ordered_list_open": self._listing,
            "hr": lambda token, rest: Rule(),
            "fence": self._fence,
            "code_block": self._code,
            "html_block": self._html,
        }

    def page(self, tokens: list[Token]) -> Page:
        """Return the whole page; footnotes are numbered in the order of their marks."""
        body = self._blocks(iter(self._without_notes(tokens)))
        footnotes: list[Footnote] = []
        # A footnote may itself point to another, which then gets the next number.
        while len(footnotes) < len(self._numbers):
            for label in list(self._numbers)[len(footnotes) :]:
                blocks = self._blocks(iter(self._notes[label].tokens))
                footnotes.append(Footnote(self._numbers[label], blocks))
        for label, note in self._notes.items():
            if label not in self._numbers:
                self._report.warn(note.line, "Nothing points to this footnote, so it is left out.")
        return Page(body, tuple(footnotes), tuple(self._fences))

    def _without_notes(self, tokens: list[Token]) -> list[Token]:
        """Lift the footnotes out of the text, also from within one another."""
        open_lists: list[list[Token]] = [[]]
        for token in tokens:
            if token.type == "footnote_reference_open":
                note = _Note(_line(token), [])
                if self._notes.setdefault(token.meta["label"], note) is not note:
                    self._report.warn(
                        note.line, "A footnote of this name stands above; this one is left out."
                    )
                open_lists.append(note.tokens)
            elif token.type == "footnote_reference_close":
                open_lists.pop()
            else:
                open_lists[-1].append(token)
        return open_lists[0]

    def _blocks(self, tokens: Iterator[Token]) -> tuple[Block, ...]:
        """Take the tokens up to the one that closes this level."""
        inside = takewhile(lambda token: token.nesting >= 0, tokens)
        blocks = (self._kinds[token.type](token, tokens) for token in inside)
        return tuple(block for block in blocks if block)

    def _paragraph(self, token: Token, rest: Iterator[Token]) -> Block | None:
        runs = self._runs(next(rest))
        next(rest)
        return Paragraph(runs) if runs else None

    def _heading(self, token: Token, rest: Iterator[Token]) -> Block | None:
        runs = self._runs(next(rest))
        next(rest)
        return Heading(int(token.tag[1]), runs) if runs else None

    def _quote(self, token: Token, rest: Iterator[Token]) -> Block:
        return Quote(self._blocks(rest))

    def _listing(self, token: Token, rest: Iterator[Token]) -> Block:
        is_ordered = token.type == "ordered_list_open"
        # 0 means unordered in the workbook, so a list that begins at 0 is counted from 1.
        start = max(1, int(token.attrGet("start") or 1)) if is_ordered else 0
        items = takewhile(lambda item: item.nesting > 0, rest)
        return Listing(start, tuple(self._blocks(rest) for _ in items))

    def _fence(self, token: Token, rest: Iterator[Token]) -> Block | None:
        if token.info.split()[:1] != ["prompt"]:
            return self._code(token, rest)
        if token.level:
            self._report.error(
                _line(token), "A prompt stands by itself, not in a list, a quote or a footnote."
            )
        self._fences.append(Fence(token.content, _line(token)))
        return None

    def _code(self, token: Token, rest: Iterator[Token]) -> Block | None:
        self._report.warn(_line(token), _CODE)
        text = token.content.rstrip("\n")
        return Paragraph((Run(text, code=True),)) if text else None

    def _html(self, token: Token, rest: Iterator[Token]) -> None:
        self._report.error(_line(token), _HTML)

    def _runs(self, inline: Token) -> tuple[Run, ...]:
        line = _line(inline)
        depth = {"em": 0, "strong": 0}
        runs = []
        for token in inline.children or ():
            style = token.type.partition("_")[0]
            if style in depth:
                depth[style] += token.nesting
            elif run := self._run(token, line):
                runs.append(replace(run, emphasis=depth["em"] > 0, strong=depth["strong"] > 0))
            line += (token.type in _BREAKS) + token.content.count("\n")
        return _joined(runs)

    def _run(self, token: Token, line: int) -> Run | None:
        if token.type == "footnote_ref":
            return self._mark(token.meta["label"], line)
        if token.type == "link_open":
            _check_address(str(token.attrGet("href")), line, self._report)
        if token.type in _REFUSED:
            self._report.error(line, _REFUSED[token.type])
            return None
        text = _BREAKS.get(token.type, token.content)
        if UNSHOWN.search(text):  # an entity such as &#12; brings one in unseen
            self._report.error(line, _UNSHOWN)
        return Run(text, code=token.type == "code_inline") if text else None

    def _mark(self, label: str, line: int) -> Run:
        if label not in self._notes:
            self._report.warn(line, "This mark has no footnote; it is shown as it stands.")
            return Run(f"[^{label}]")
        return Run("", footnote=self._numbers.setdefault(label, len(self._numbers) + 1))


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    same = groupby(runs, lambda run: replace(run, text=""))
    return tuple(replace(style, text="".join(run.text for run in group)) for style, group in same)


def _check_address(address: str, line: int, report: Report) -> None:
    if _REMOTE.match(address):
        report.error(line, _REMOTE_LINK)
    else:
        report.warn(line, _LINK)


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1
