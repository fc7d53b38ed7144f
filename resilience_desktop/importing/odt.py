"""Read an OpenDocument text (.odt, .fodt): its text in order, and what styles, lists and notes make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..errors import CannotImport, DamagedFile
from ..workbook import Run
from . import office
from .odt_styles import ListStyles, Style, Styles
from .office import Element, Package, child, name, named, text_of, value
from .raw import RawFile, RawParagraph
from .sizes import measured, usual_size

_GONE = {
    *("tracked-changes", "annotation", "annotation-end", "title", "desc", "ruby-text", "note-citation"),
    *("sequence-decls", "variable-decls", "user-field-decls", "forms", "hidden-text", "index-source"),
    "table-of-content-source",
}
"""What is no text of the page: what was deleted, remarks at the margin, what pictures are called."""

_INDEXES = {"table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index"}
_COMMENTS = "Comments in the margin were left out."
_CHANGES = "The file holds changes that were not accepted yet: it was read as if they were."
_MOST_SPACES = 100


@dataclass(slots=True)
class _Paragraph:
    """Hold what is read of one paragraph, and what hangs on it."""

    style: Style
    runs: list[tuple[Run, float]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def add(self, text: str, style: Style) -> None:
        """Add text in a style, unless it is hidden."""
        if text and not style.hidden:
            run = Run(text, emphasis=bool(style.italic), strong=bool(style.bold))
            self.runs.append((run, style.size))


@dataclass(frozen=True, slots=True)
class _List:
    """Hold where in lists we are: the style that numbers the items, and the level, from 1."""

    style: str
    level: int = 0


def read(data: bytes) -> RawFile:
    """Return the paragraphs of a package. Raises DamagedFile, TooMuchToRead, CannotImport with a password."""
    package = Package(data)
    manifest = package.tree_or_none("META-INF/manifest.xml")
    if manifest is not None and next(named(manifest, "encryption-data"), None) is not None:
        raise CannotImport(office.LOCKED)
    parts = (package.tree_or_none(part) for part in ("styles.xml", "meta.xml"))
    return _read(package.tree("content.xml"), *parts)


def read_flat(data: bytes) -> RawFile:
    """Return the paragraphs of a file that is one XML text. Raises DamagedFile."""
    root = office.parse(data)
    return _read(root, root, root)


def _read(root: Element, styles: Element, about: Element) -> RawFile:
    body = child(root, "body", "text")
    if body is None:
        raise DamagedFile
    known = Styles(styles, root)
    reader = _Reader(known, ListStyles(styles, root))
    paragraphs = [
        *reader.furniture(styles, "header", "in the header of the pages"),
        *reader.paragraphs(body),
        *reader.notes(),
        *reader.furniture(styles, "footer", "in the footer of the pages"),
    ]
    remarks = [
        words
        for words, kind in ((_COMMENTS, "annotation"), (_CHANGES, "changed-region"))
        if next(named(root, kind), None) is not None
    ]
    meta = child(about, "meta") if about is not None else None
    author = text_of(meta, "initial-creator") or text_of(meta, "creator")
    return RawFile(
        tuple(measured(paragraphs)),
        title=text_of(meta, "title"),
        authors=(author,) if author else (),
        language=text_of(meta, "language") or known.language,
        notes=tuple(remarks),
    )


class _Reader:
    """Walk a text; styles, lists and notes belong to all of it."""

    def __init__(self, styles: Styles, lists: ListStyles) -> None:
        self._styles, self._lists = styles, lists
        self._notes: list[Element] = []
        self._page = 0
        self._has_title = False

    def paragraphs(self, body: Element) -> Iterator[tuple[RawParagraph, float]]:
        """Yield the text's paragraphs, each with the size of its letters."""
        self._page = int(next(named(body, "soft-page-break"), None) is not None)
        self._has_title = any(self._style_of(one).is_title for one in named(body, "p", "h"))
        yield from self._blocks(body, _List(""))
        self._page = 0

    def notes(self) -> Iterator[tuple[RawParagraph, float]]:
        """Yield the text of each footnote and endnote, in the order of their marks."""
        for number, body in enumerate(self._notes, 1):  # a note may hold notes, which are appended
            for paragraph, size in self._blocks(body, _List("")):
                yield replace(paragraph, note=number, heading=0, item=None), size

    def furniture(self, root: Element, kind: str, why: str) -> Iterator[tuple[RawParagraph, float]]:
        """Yield what stands in the headers or footers of the pages, once, and no mere numbers."""
        seen = set()
        for part in named(root, kind) if root is not None else ():
            for paragraph, size in self._blocks(part, _List("")):
                text = paragraph.text.strip()
                if text.strip("0123456789 -–—/|") and text not in seen:
                    seen.add(text)
                    yield replace(paragraph, furniture=why, heading=0, item=None), size

    def _blocks(self, parent: Element, here: _List) -> Iterator[tuple[RawParagraph, float]]:
        for element in parent:
            kind = name(element)
            if kind in ("p", "h"):
                yield from self._paragraph(element)
            elif kind == "list":
                yield from self._list(element, here)
            elif kind == "soft-page-break":
                self._page += 1
            elif kind in _INDEXES:
                for paragraph, size in self._blocks(element, here):
                    yield replace(paragraph, furniture="in a table of contents", heading=0), size
            elif kind not in _GONE:
                yield from self._blocks(element, here)

    def _list(self, element: Element, around: _List) -> Iterator[tuple[RawParagraph, float]]:
        here = _List(value(element, "style-name") or around.style, around.level + 1)
        go_on = value(element, "continue-numbering") == "true"
        for entry in element:
            said = value(entry, "start-value")
            number = self._lists.next_item(here.style, here.level, said, go_on=go_on)
            go_on = True
            yield from self._entry(entry, here, number if name(entry) == "list-item" else None)

    def _entry(self, entry: Element, here: _List, number: int | None) -> Iterator[tuple[RawParagraph, float]]:
        for element in entry:
            for paragraph, size in self._blocks([element], here):
                is_own = name(element) in ("p", "h") and not paragraph.heading
                yield (replace(paragraph, item=number), size) if is_own else (paragraph, size)
                number = None if is_own else number  # what follows in the same item has no mark

    def _paragraph(self, element: Element) -> Iterator[tuple[RawParagraph, float]]:
        page = self._page
        paragraph = _Paragraph(self._style_of(element))
        self._inside(element, paragraph, paragraph.style)
        if paragraph.runs:
            yield self._made(element, paragraph, page), usual_size(paragraph.runs)
        for box in paragraph.boxes:
            yield from self._blocks(box, _List(""))

    def _made(self, element: Element, paragraph: _Paragraph, page: int) -> RawParagraph:
        style = paragraph.style
        words = [run for run, _ in paragraph.runs if run.text.strip()]
        bold = bool(words) and all(run.strong for run in words)
        heading = 1 if style.is_title else self._level(element)
        plain = bold or heading > 0
        slanted = not style.is_quote  # a quotation is slanted as a whole, which says nothing more
        runs = tuple(
            replace(run, strong=run.strong and not plain, emphasis=run.emphasis and slanted)
            for run, _ in paragraph.runs
        )
        return RawParagraph(runs, heading, is_quote=style.is_quote, is_bold=bold, page=page)

    def _level(self, element: Element) -> int:
        if name(element) != "h":
            return 0
        level = value(element, "outline-level", "1")
        number = int(level) if level.isdecimal() and len(level) < 3 else 1
        return min(6, max(1, number + self._has_title))

    def _style_of(self, element: Element) -> Style:
        return self._styles.of_paragraph(value(element, "style-name"))

    def _inside(self, element: Element, paragraph: _Paragraph, style: Style) -> None:
        paragraph.add(_flat(element.text), style)
        for part in element:
            self._part(part, name(part), paragraph, style)
            paragraph.add(_flat(part.tail), style)

    def _part(self, part: Element, kind: str, paragraph: _Paragraph, style: Style) -> None:
        if kind == "s":
            count = value(part, "c", "1")
            paragraph.add(" " * min(_MOST_SPACES, int(count) if count.isdecimal() else 1), style)
        elif kind == "tab":
            paragraph.add("\t", style)
        elif kind == "line-break":
            paragraph.add("\n", style)
        elif kind == "soft-page-break":
            self._page += 1
        elif kind == "note":
            if (body := child(part, "note-body")) is not None:
                self._notes.append(body)
                paragraph.runs.append((Run("", footnote=len(self._notes)), style.size))
        elif kind in ("text-box", "table"):
            paragraph.boxes.append(part)
        elif kind == "span":
            self._inside(part, paragraph, self._styles.of_span(style, value(part, "style-name")))
        elif kind not in _GONE:
            self._inside(part, paragraph, style)


def _flat(text: str | None) -> str:
    """Return text with the spaces and ends of lines of the file's own layout, which mean one space."""
    return " ".join(f".{text}.".split())[1:-1] if text else ""
