"""Read Markdown: CommonMark with footnotes, and the facts that may stand at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from ..errors import TooMuchToRead
from ..workbook import Run
from . import limits
from .raw import RawFile, RawParagraph

_HEAD = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_FACT = re.compile(r"^(title|author|authors|lang|language|license)\s*:\s*(.+?)\s*$", re.I | re.M)
_HEAD_LINE = re.compile(r"\s*(?:#.*|- .*|[\w-]+:(?: .*)?)?")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?([A-Za-z][\w-]*+)[^<>]*+>|<[!?/][^<>]*+>", re.S)
_LONGEST_PASSAGE = 20_000
_MOST_BRACKETS = 300
_LONG_MARK = re.compile(r"\[\^[^\]\n ]{65,}")  # the plug-in looks for the end of a mark again and again
_DEEPEST = 40
_LOST_FROM = 60  # from here on, markdown-it leaves text out without a word


def read(words: str) -> RawFile:
    """Return the paragraphs of a Markdown text; one that would take too long is read as plain text.

    Raises TooMuchToRead.
    """
    text = words.replace("\r\n", "\n").replace("\r", "\n")
    head = _HEAD.match(text)
    if head and not all(map(_HEAD_LINE.fullmatch, head[1].split("\n"))):
        head = None  # a text between two lines that were drawn
    facts = {key.lower(): fact.strip("\"'") for key, fact in _FACT.findall(head[1])} if head else {}
    body = text[head.end() :] if head else text
    author = facts.get("authors") or facts.get("author") or ""
    return RawFile(
        _paragraphs(body),
        title=facts.get("title", ""),
        authors=tuple(name.strip(" \"'") for name in author.strip("[]").split(",")),
        language=facts.get("lang") or facts.get("language") or "",
        license=facts.get("license", ""),
    )


def _paragraphs(text: str) -> tuple[RawParagraph, ...]:
    from . import plain_text

    if len(text) > 2 * limits.MOST_CHARACTERS:
        raise TooMuchToRead
    if _LONG_MARK.search(text) or any(_is_dense(one) for one in text.split("\n\n")):
        return plain_text.read(text)
    markdown = MarkdownIt("commonmark", {"maxNesting": _LOST_FROM}).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    tokens = markdown.parse(text)
    if any(token.level >= _DEEPEST for token in tokens):
        return plain_text.read(text)
    return tuple(_Reader().paragraphs(tokens))


def _is_dense(passage: str) -> bool:
    """Tell whether CommonMark would take quadratic time over a passage."""
    return len(passage) > _LONGEST_PASSAGE or passage.count("[") > _MOST_BRACKETS


@dataclass(slots=True)
class _Reader:
    """Turn tokens into paragraphs; what is open around a paragraph is kept in hand."""

    _heading: int = 0
    _quotes: int = 0
    _items: list[int | None] = field(default_factory=list)
    _lists: list[int] = field(default_factory=list)
    _note: int = 0
    _numbers: dict[str, int] = field(default_factory=dict)

    def paragraphs(self, tokens: Sequence[Token]) -> Iterator[RawParagraph]:
        """Yield the text in order, and last the notes."""
        made = [one for token in tokens for one in self._token(token)]
        yield from (one for one in made if not one.note)
        yield from sorted((one for one in made if one.note), key=lambda one: one.note)

    def _token(self, token: Token) -> Iterator[RawParagraph]:
        if token.type == "inline":
            yield self._made(tuple(self._runs(token.children or ())))
        elif token.type in ("fence", "code_block"):
            yield self._made((Run(token.content, code=True),))
        elif token.type == "html_block":
            yield self._made((Run(_without_tags(token.content)),))
        else:
            self._step(token)

    def _step(self, token: Token) -> None:
        kind = token.type
        if kind.startswith("heading"):
            self._heading = int(token.tag[1]) if token.nesting > 0 else 0
        elif kind.startswith("blockquote"):
            self._quotes += token.nesting
        elif kind in ("bullet_list_open", "ordered_list_open"):
            start = int(token.attrGet("start") or 1) if kind.startswith("ordered") else 0
            self._lists.append(max(1, start) if kind.startswith("ordered") else 0)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._items.append(self._lists[-1])
            self._lists[-1] += bool(self._lists[-1])
        elif kind == "list_item_close":
            self._items.pop()
        elif kind == "footnote_reference_open":
            self._note = self._number(token)
        elif kind == "footnote_reference_close":
            self._note = 0

    def _made(self, runs: tuple[Run, ...]) -> RawParagraph:
        item = self._items[-1] if self._items else None
        if self._items:
            self._items[-1] = None  # what follows in the same item has no mark
        words = [run for run in runs if run.text.strip()]
        bold = bool(words) and all(run.strong for run in words)
        if bold or self._heading:
            runs = tuple(replace(run, strong=False) for run in runs)
        return RawParagraph(
            runs,
            heading=self._heading,
            item=None if self._heading or self._note else item,
            is_quote=self._quotes > 0,
            is_bold=bold,
            note=self._note,
        )

    def _runs(self, tokens: Sequence[Token]) -> Iterator[Run]:
        style = Run("")
        for token in tokens:
            kind = token.type
            if kind.startswith(("em_", "strong_")):
                style = _in_style(style, kind, is_on=token.nesting > 0)
            elif kind == "footnote_ref":
                yield Run("", footnote=self._number(token))
            elif kind in ("softbreak", "hardbreak"):
                yield replace(style, text=" " if kind == "softbreak" else "\n")
            elif kind == "html_inline":
                yield replace(style, text=_without_tags(token.content))
            elif token.content and kind != "image":
                yield replace(style, text=token.content, code=kind == "code_inline")

    def _number(self, token: Token) -> int:
        label = str(token.meta.get("label", ""))
        return self._numbers.setdefault(label, len(self._numbers) + 1)


def _without_tags(text: str) -> str:
    """Return a text without the tags of HTML; ``<your name>`` is none, and stays."""
    from lxml.html import defs

    def left(tag: re.Match[str]) -> str:
        name = (tag[1] or "").lower()
        return "\n" if name == "br" else "" if not name or name in defs.tags else tag[0]

    return _TAG.sub(left, text)


def _in_style(style: Run, kind: str, *, is_on: bool) -> Run:
    return replace(style, emphasis=is_on) if kind.startswith("em_") else replace(style, strong=is_on)
