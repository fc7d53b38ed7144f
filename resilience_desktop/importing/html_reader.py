"""Walk a web page and gather its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..workbook import Run
from . import html_furniture, html_notes
from .html_looks import Look, Looks
from .marks import mark
from .office import Element
from .raw import RawParagraph
from .sizes import measured, usual_size

_SPACES = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 200  # elements in elements; below that, text is taken as it comes

_NOT_READ = {
    *(
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "math",
    ),
    *("audio", "video", "select", "option", "input", "button", "textarea", "rt", "rp", "dialog", "map"),
}
_INLINE = {
    *(
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
    ),
    *(
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
    ),
    *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "o:p"),
}


class Reader:
    """Walk a page; what is read of a paragraph waits until a block begins or ends."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._site = html_furniture.find(root)
        self._notes = html_notes.find(root)
        self._looks = Looks(root)
        self._runs: list[tuple[Run, float]] = []
        self._now = RawParagraph(())
        self._is_typed_list = False
        self._counts: dict[Element, int] = {}
        self._made: list[tuple[RawParagraph, float]] = []

    def paragraphs(self) -> Iterator[RawParagraph]:
        """Yield the text, and last the notes to it."""
        body = next(self._root.iter("body"), self._root)
        self._block(body, Look(), 0)
        self._flush()
        made = list(measured(self._made))
        yield from (one for one in made if not one.note)
        yield from (one for one in made if one.note)

    def _block(self, element: Element, look: Look, depth: int) -> None:
        self._flush()
        before = self._now
        self._now = self._entered(element)
        self._is_typed_list = "mso-list" in element.get("style", "")
        self._inside(element, self._looks.within(look, element), depth)
        self._flush()
        used = before.item is not None and self._now.item is None  # the mark stands before the first words
        self._now = replace(before, item=None) if used else before

    def _entered(self, element: Element) -> RawParagraph:
        """Return what paragraphs within an element are, before any word of them."""
        now, tag = self._now, element.tag
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            now = replace(now, heading=int(tag[1]))
        elif element.get("role") == "heading":
            now = replace(now, heading=min(6, max(1, _whole(element.get("aria-level")) or 2)))
        elif tag == "blockquote":
            now = replace(now, is_quote=True)
        elif tag == "li":
            now = replace(now, item=self._number(element))
        if why := self._site.get(element):
            now = replace(now, furniture=why)
        if number := self._notes.texts.get(element):
            now = replace(now, note=number, item=None)
        return now

    def _number(self, item: Element) -> int:
        """Return the number of an item, 0 in a bulleted list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return 0
        own, start = _whole(item.get("value")), _whole(parent.get("start"))
        if own is None:
            own = self._counts[parent] + 1 if parent in self._counts else 1 if start is None else start
        self._counts[parent] = own
        return max(1, own)

    def _inside(self, element: Element, look: Look, depth: int) -> None:
        is_kept = element.tag in ("pre", "textarea")
        self._say(element.text, look, is_kept=is_kept)
        for part in element:
            if isinstance(part.tag, str):
                self._part(part, look, depth + 1)
            self._say(part.tail, look, is_kept=is_kept)

    def _part(self, part: Element, look: Look, depth: int) -> None:
        tag = part.tag
        if tag in _NOT_READ or html_furniture.is_hidden(part) or part in self._notes.returns:
            return
        if tag == "br":
            self._say("\n", look, is_kept=True)
        elif number := self._notes.marks.get(part):
            self._runs.append((Run("", footnote=number), look.size))
        elif depth > _DEEPEST:
            self._say("".join(part.itertext()), look)
        elif tag in _INLINE and html_furniture.is_silent(part):
            return  # a sign beside the words
        elif tag in _INLINE:
            self._say("“" if tag == "q" else "", look)
            self._inside(part, self._looks.within(look, part), depth)
            self._say("”" if tag == "q" else "", look)
        else:
            self._block(part, look, depth)

    def _say(self, text: str | None, look: Look, *, is_kept: bool = False) -> None:
        if text:
            self._runs.append((look.run(text if is_kept else _SPACES.sub(" ", text)), look.size))

    def _flush(self) -> None:
        said, self._runs = self._runs, []
        runs = [run for run, _ in said]
        words = [run for run in runs if run.text.strip()]
        if not words and not any(run.footnote for run in runs):
            return
        bold = bool(words) and all(run.strong for run in words)
        plain = bold or self._now.heading > 0
        made = replace(
            self._now,
            runs=tuple(replace(run, strong=run.strong and not plain) for run in runs),
            is_bold=bold,
            item=None if self._now.heading else self._now.item,
        )
        made = _with_typed_mark(made) if self._is_typed_list else made
        self._made.append((made, usual_size(said)))
        self._now = replace(self._now, item=None)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 6 else None


def _with_typed_mark(paragraph: RawParagraph) -> RawParagraph:
    """Take the mark off an item of a list that Word wrote as text."""
    text = paragraph.text.lstrip()
    found = mark(text)
    if not found or paragraph.item is not None:
        return paragraph
    left, runs = found.length + len(paragraph.text) - len(text), []
    for run in paragraph.runs:
        runs.append(replace(run, text=run.text[left:]))
        left = max(0, left - len(run.text))
    return replace(paragraph, runs=tuple(runs), item=found.number)
