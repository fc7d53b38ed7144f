"""Read a web page as a browser saved it: the text, and apart from it what belongs to the site around it."""

from __future__ import annotations

import re

from ..errors import DamagedFile, NothingToRead, TooMuchToRead
from . import encoding, limits
from .html_reader import Reader
from .office import Element
from .raw import RawFile

_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML = re.compile(rb"\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_START = 4096


def read(data: bytes) -> RawFile:
    """Return the paragraphs of a page. Raises UnknownKind, DamagedFile, NothingToRead, TooMuchToRead."""
    found = _XML.match(data[:_START]) or _META.search(data[:_START])
    text = encoding.decode(data, found[1].decode("ascii") if found else "")
    root = _parsed(text.words)
    return RawFile(
        tuple(Reader(root).paragraphs()),
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
