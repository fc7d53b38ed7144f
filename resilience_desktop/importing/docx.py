"""Read a Word file (.docx): its text in order, with what styles, lists and notes make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..errors import DamagedFile
from ..workbook import Run
from .docx_styles import Lists, Style, Styles, paragraph_style, run_style
from .office import Element, Package, child, name, named, text_of, value
from .raw import RawFile, RawParagraph
from .sizes import measured, usual_size

_GONE = {"del", "moveFrom", "rt", "instrText", "delText", "sdtPr", "sdtEndPr", "rPr", "pPr", "proofErr"}
"""What is no text of the page: what was deleted or moved away, how to say it, what a field computes."""

_BREAKS = {"br", "cr"}
_CHARACTERS = {"tab": "\t", "noBreakHyphen": "\u2011", "ptab": "\t"}
_COMMENTS = "Comments in the margin were left out."
_CHANGES = "The file holds changes that were not accepted yet: it was read as if they were."


@dataclass(slots=True)
class _Paragraph:
    """Hold what is read of one paragraph, and the boxes that hang on it."""

    style: Style
    runs: list[tuple[Run, float]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def read(data: bytes) -> RawFile:
    """Return the paragraphs of a Word file. Raises DamagedFile, TooMuchToRead."""
    package = Package(data)
    folder, main = _main_part(package)
    root = package.tree(main)
    reader = _Reader(package, folder)
    paragraphs = [
        *reader.furniture(root, "header", "in the header of the pages"),
        *reader.paragraphs(root),
        *reader.notes(),
        *reader.furniture(root, "footer", "in the footer of the pages"),
    ]
    core = package.tree_or_none("docProps/core.xml")
    author = text_of(core, "creator")
    return RawFile(
        tuple(measured(paragraphs)),
        title=text_of(core, "title"),
        authors=tuple(filter(None, (one.strip() for one in author.split(";")))),
        language=text_of(core, "language") or reader.language(),
        notes=tuple(_remarks(package, folder, root)),
    )


def _main_part(package: Package) -> tuple[str, str]:
    """Return the folder and the name of the part that holds the text."""
    relations = package.tree_or_none("_rels/.rels")
    for one in relations if relations is not None else ():
        if value(one, "Type").endswith("/officeDocument"):
            main = value(one, "Target").lstrip("/")
            return main.rpartition("/")[0] + "/" if "/" in main else "", main
    if "word/document.xml" not in package.names:
        raise DamagedFile
    return "word/", "word/document.xml"


def _remarks(package: Package, folder: str, root: Element) -> Iterator[str]:
    comments = package.tree_or_none(f"{folder}comments.xml")
    if comments is not None and text_of(comments, "comment"):
        yield _COMMENTS
    if next(named(root, "ins", "del", "moveFrom", "moveTo"), None) is not None:
        yield _CHANGES


class _Reader:
    """Walk a file's parts; styles, lists and notes belong to all of them."""

    def __init__(self, package: Package, folder: str) -> None:
        self._package, self._folder = package, folder
        self._defaults = package.tree_or_none(f"{folder}styles.xml")
        self._styles = Styles(self._defaults)
        self._lists = Lists(package.tree_or_none(f"{folder}numbering.xml"))
        self._notes: list[tuple[str, str]] = []
        self._page = 0
        self._has_title = False

    def paragraphs(self, root: Element) -> Iterator[tuple[RawParagraph, float]]:
        """Yield the body's paragraphs, each with the size of its letters."""
        self._page = int(next(named(root, "lastRenderedPageBreak"), None) is not None)
        self._has_title = any(self._style_of(one).is_title for one in named(root, "p"))
        yield from self._blocks(root)
        self._page = 0

    def notes(self) -> Iterator[tuple[RawParagraph, float]]:
        """Yield the text of each footnote and endnote whose mark was read, in that order."""
        texts = {kind: self._note_texts(kind) for kind in ("footnote", "endnote")}
        for number, (kind, key) in enumerate(tuple(self._notes), 1):
            found = texts[kind].get(key)
            read = list(self._blocks(found)) if found is not None else []
            for paragraph, size in read:
                if paragraph.text.strip():
                    yield replace(paragraph, note=number, heading=0, item=None), size

    def furniture(self, root: Element, kind: str, why: str) -> Iterator[tuple[RawParagraph, float]]:
        """Yield what stands in the headers or footers of the pages, once, and no mere numbers."""
        relations = self._package.tree_or_none(f"{self._folder}_rels/document.xml.rels")
        targets = (
            {value(one, "Id"): value(one, "Target") for one in relations} if relations is not None else {}
        )
        seen = set()
        for one in named(root, f"{kind}Reference"):
            part = self._package.tree_or_none(self._folder + targets.get(value(one, "id"), ""))
            for paragraph, size in self._blocks(part) if part is not None else ():
                text = paragraph.text.strip()
                if text.strip("0123456789 -–—/|") and text not in seen:
                    seen.add(text)
                    yield replace(paragraph, furniture=why, heading=0, item=None), size

    def language(self) -> str:
        """Return the language that the styles are set to."""
        found = (
            child(self._defaults, "docDefaults", "rPrDefault", "rPr", "lang")
            if self._defaults is not None
            else None
        )
        return value(found, "val") if found is not None else ""

    def _note_texts(self, kind: str) -> dict[str, Element]:
        root = self._package.tree_or_none(f"{self._folder}{kind}s.xml")
        return {value(one, "id"): one for one in named(root, kind)} if root is not None else {}

    def _blocks(self, parent: Element) -> Iterator[tuple[RawParagraph, float]]:
        for element in parent:
            kind = name(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "AlternateContent":
                yield from self._blocks(_chosen(element))
            elif kind not in _GONE:
                yield from self._blocks(element)

    def _paragraph(self, element: Element) -> Iterator[tuple[RawParagraph, float]]:
        page = self._page
        paragraph = _Paragraph(self._style_of(element))
        self._inside(element, paragraph)
        item = self._lists.next_item(paragraph.style) if paragraph.runs else None
        if paragraph.runs:
            yield self._made(paragraph, item, page), usual_size(paragraph.runs)
        for box in paragraph.boxes:
            yield from self._blocks(box)

    def _made(self, paragraph: _Paragraph, item: int | None, page: int) -> RawParagraph:
        style = paragraph.style
        words = [run for run, _ in paragraph.runs if run.text.strip()]
        bold = bool(words) and all(run.strong for run in words)
        heading = 1 if style.is_title else style.level or 0
        if heading and not style.is_title and self._has_title:
            heading = min(6, heading + 1)  # the title is one as well
        plain = bold or heading > 0
        slanted = not style.is_quote  # a quotation is slanted as a whole, which says nothing more
        runs = tuple(
            replace(run, strong=run.strong and not plain, emphasis=run.emphasis and slanted)
            for run, _ in paragraph.runs
        )
        return RawParagraph(
            runs,
            heading=heading,
            item=None if heading else item,
            is_quote=style.is_quote,
            is_bold=bold,
            furniture="in a table of contents" if style.is_contents else "",
            page=page,
        )

    def _style_of(self, element: Element) -> Style:
        properties = child(element, "pPr")
        called = child(properties, "pStyle") if properties is not None else None
        style = self._styles.of_paragraph(value(called, "val") if called is not None else "")
        return style.under(paragraph_style(properties))

    def _inside(self, parent: Element, paragraph: _Paragraph) -> None:
        for element in parent:
            kind = name(element)
            if kind == "r":
                self._run(element, paragraph)
            elif kind == "AlternateContent":
                self._inside(_chosen(element), paragraph)
            elif kind == "txbxContent":
                paragraph.boxes.append(element)
            elif kind == "t":  # of a formula
                paragraph.runs.append((Run("".join(element.itertext())), paragraph.style.size or 0))
            elif kind not in _GONE:
                self._inside(element, paragraph)

    def _run(self, element: Element, paragraph: _Paragraph) -> None:
        properties = child(element, "rPr")
        called = child(properties, "rStyle") if properties is not None else None
        style = (
            paragraph.style.under(self._styles.find(value(called, "val")))
            if called is not None
            else paragraph.style
        )
        style = style.under(run_style(properties))
        if style.hidden:
            return
        for part in element:
            kind = name(part)
            if text := _characters(part, kind):
                run = Run(text, emphasis=bool(style.italic), strong=bool(style.bold))
                paragraph.runs.append((run, style.size or 0))
            elif kind in ("footnoteReference", "endnoteReference"):
                self._notes.append((kind.removesuffix("Reference"), value(part, "id")))
                paragraph.runs.append((Run("", footnote=len(self._notes)), style.size or 0))
            elif kind == "lastRenderedPageBreak":
                self._page += 1
            elif kind not in _GONE and kind != "t":
                self._inside(part if kind != "AlternateContent" else _chosen(part), paragraph)


def _chosen(element: Element) -> Element:
    """Return one of the ways in which the same thing is drawn: the first that has words."""
    for one in element:
        if next(named(one, "t"), None) is not None:
            return one
    return ()


def _characters(part: Element, kind: str) -> str:
    if kind == "t":
        return part.text or ""
    if kind in _BREAKS:
        return "\n"  # of a page or column as well, or the words around it would run together
    if kind == "sym":
        return _symbol(value(part, "char"))
    return _CHARACTERS.get(kind, "")


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
