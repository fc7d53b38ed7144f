"""Open the packages that Word and LibreOffice write, within limits: a ZIP archive with XML in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, TypeAlias

from .. import archives
from ..errors import DamagedFile, TooMuchToRead

Element: TypeAlias = Any
"""An element of a tree of lxml, which ships no types."""

_LARGEST_PART = 24 * 2**20
"""The most bytes of one part, unpacked; the text of five hundred pages takes about ten million."""

_MOST_PARTS = 5_000

LOCKED = (
    "This file is protected with a password. Please open it in the program that it was written with, "
    "save a copy without the password, and choose that one."
)
"""What can be done about a document that only its own program opens."""


class Package:
    """Hold an archive whose parts are unpacked one by one, each up to the limit and no further.

    Raises DamagedFile for what is no archive, TooMuchToRead for one of far too many parts.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except archives.DAMAGE as error:
            raise DamagedFile from error
        if len(self._archive.filelist) > _MOST_PARTS:
            raise TooMuchToRead

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all parts."""
        return frozenset(self._archive.namelist())

    def read(self, name: str) -> bytes:
        """Return one part. Raises DamagedFile when it is not there or not whole, TooMuchToRead."""
        try:
            part = self._archive.getinfo(name)
            if part.compress_type not in archives.KNOWN:
                raise DamagedFile
            data = archives.read(self._archive, part, _LARGEST_PART)
        except archives.DAMAGE as error:
            raise DamagedFile from error
        if data is None:
            raise TooMuchToRead
        return data

    def tree(self, name: str) -> Element:
        """Return the root of one XML part. Raises as ``read`` does."""
        return parse(self.read(name))

    def tree_or_none(self, name: str) -> Element:
        """Return the root of one XML part, or None where there is none of this name."""
        return self.tree(name) if name in self.names else None


def parse(data: bytes) -> Element:
    """Return the root of an XML text. Raises DamagedFile for what is none, or declares entities.

    Nothing is fetched or expanded, and what is nested more deeply than 256 elements is refused.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise DamagedFile from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile
    return root


def name(element: Element) -> str:
    """Return an element's name without its namespace; strict and ordinary files differ in that alone."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element, wanted: str, default: str = "") -> str:
    """Return the attribute of this name, whatever its namespace."""
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == wanted:
            return str(found)
    return default


def child(element: Element, *path: str) -> Element:
    """Return the first child of this name, of that the first of the next name, or None."""
    for wanted in path:
        element = next((one for one in element if name(one) == wanted), None)
        if element is None:
            return None
    return element


def named(element: Element, *wanted: str) -> Iterator[Element]:
    """Yield every element below of one of these names, in the order of the text."""
    return (one for one in element.iter() if name(one) in wanted)


def text_of(root: Element, wanted: str) -> str:
    """Return the words of the first element of this name, empty where there is none."""
    found = next(named(root, wanted), None) if root is not None else None
    return "".join(found.itertext()).strip() if found is not None else ""
