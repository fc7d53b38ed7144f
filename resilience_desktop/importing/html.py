"""Read a web page as a browser saved it: the text, and apart from it what belongs to the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..errors import DamagedFile, NothingToRead, TooMuchToRead
from ..workbook import Run
from . import encoding, html_furniture, html_notes, limits
from .marks import mark
from .office import Element
from .raw import RawFile, RawParagraph

_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML = re.compile(rb"\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_START = 4096
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
_EMPHASIS = {"em", "i", "cite", "dfn", "var"}
_STRONG = {"strong", "b"}
_CODE = {"code", "kbd", "samp", "tt"}
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)")
_SLANTED = re.compile(r"font-style\s*:\s*(italic|oblique)")
_UPRIGHT = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)")


def read(data: bytes) -> RawFile:
    """Return the paragraphs of a page. Raises UnknownKind, DamagedFile, NothingToRead, TooMuchToRead."""
    found = _XML.match(data[:_START]) or _META.search(data[:_START])
    text = encoding.decode(data, found[1].decode("ascii") if found else "")
    root = _parsed(text.words)
    return RawFile(
        tuple(_Reader(root).paragraphs()),
        title=_meta(root, "og:title") or _title(root),
        authors=tuple(filter(None, (_author(root),))),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        license=_license(root),
        notes=(text.note,) if text.note else (),
    )


def _parsed(words: str) -> Element:
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    if len(words) > limits.MOST_MARKED_UP:
        raise TooMuchToRead
    try:
        root = html.document_fromstring(words.encode("utf-8", "replace"), parser)
    except etree.ParserError as error:  # nothing but room and comments
        raise NothingToRead from error
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise DamagedFile from error
    # nested more than 256 deep, the rest of a page is left out without a word
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooMuchToRead
    if sum(1 for _ in root.iter()) > limits.MOST_ELEMENTS:
        raise TooMuchToRead
    return root


def _meta(root: Element, called: str) -> str:
    for element in root.iter("meta"):
        if called in (element.get("name", "").lower(), element.get("property", "").lower()):
            return str(element.get("content", "")).strip()
    return ""


def _title(root: Element) -> str:
    found = next(root.iter("title"), None)
    return _SPACES.sub(" ", "".join(found.itertext())).strip() if found is not None else ""


def _author(root: Element) -> str:
    found = _meta(root, "author") or _meta(root, "dc.creator") or _meta(root, "article:author")
    return "" if found.startswith(("http:", "https:")) else found


def _license(root: Element) -> str:
    for element in root.iter("a", "link"):
        if "license" in element.get("rel", "").lower().split():
            words = _SPACES.sub(" ", "".join(element.itertext())).strip()
            return words or str(element.get("href", ""))
    return _meta(root, "dcterms.license") or _meta(root, "dc.rights") or _meta(root, "copyright")


class _Reader:
    """Walk a page; what is read of a paragraph waits until a block begins or ends."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._site = html_furniture.find(root)
        self._notes = html_notes.find(root)
        self._runs: list[Run] = []
        self._now = RawParagraph(())
        self._is_typed_list = False
        self._counts: dict[Element, int] = {}
        self._made: list[RawParagraph] = []

    def paragraphs(self) -> Iterator[RawParagraph]:
        """Yield the text, and last the notes to it."""
        body = next(self._root.iter("body"), self._root)
        self._block(body, 0)
        self._flush()
        yield from (one for one in self._made if not one.note)
        yield from (one for one in self._made if one.note)

    def _block(self, element: Element, depth: int) -> None:
        self._flush()
        before = self._now
        self._now = self._entered(element)
        self._is_typed_list = "mso-list" in element.get("style", "")
        self._inside(element, Run(""), depth)
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

    def _inside(self, element: Element, style: Run, depth: int) -> None:
        is_kept = element.tag in ("pre", "textarea")
        self._say(element.text, style, is_kept)
        for part in element:
            if isinstance(part.tag, str):
                self._part(part, style, depth + 1)
            self._say(part.tail, style, is_kept)

    def _part(self, part: Element, style: Run, depth: int) -> None:
        tag = part.tag
        if tag in _NOT_READ or html_furniture.is_hidden(part) or part in self._notes.returns:
            return
        if tag == "br":
            self._runs.append(replace(style, text="\n"))
        elif number := self._notes.marks.get(part):
            self._runs.append(Run("", footnote=number))
        elif depth > _DEEPEST:
            self._say("".join(part.itertext()), style, is_kept=False)
        elif tag in _INLINE:
            self._inline(part, style, depth)
        else:
            self._block(part, depth)

    def _inline(self, part: Element, style: Run, depth: int) -> None:
        tag, look = part.tag, part.get("style", "")
        style = replace(
            style,
            emphasis=style.emphasis or tag in _EMPHASIS or bool(_SLANTED.search(look)),
            strong=(style.strong or tag in _STRONG or bool(_BOLD.search(look))) and not _UPRIGHT.search(look),
            code=style.code or tag in _CODE,
        )
        self._say("“" if tag == "q" else "", style, is_kept=False)
        self._inside(part, style, depth)
        self._say("”" if tag == "q" else "", style, is_kept=False)

    def _say(self, text: str | None, style: Run, is_kept: bool) -> None:
        if text:
            self._runs.append(replace(style, text=text if is_kept else _SPACES.sub(" ", text)))

    def _flush(self) -> None:
        runs, self._runs = self._runs, []
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
        self._made.append(_with_typed_mark(made) if self._is_typed_list else made)
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
