"""A font that was made to do harm, or that says nothing true, costs its own letters and no others."""

from __future__ import annotations

import random
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from resilience_desktop.errors import DamagedFile, TooMuchToRead
from resilience_desktop.importing import child
from resilience_desktop.importing.pdf import read

from .pdf_making import saved, show, text

Make = Callable[[pikepdf.Pdf], pikepdf.Object]
WIDTHS = Array([500] * 256)
CMAP = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "


def page(make: Make, words: str = "(hello)") -> bytes:
    """Return a page with a line in an honest font, and below it words in this one."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        honest = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[-1].Resources = Dictionary(Font=Dictionary(F0=honest, F9=make(pdf)))
        pdf.pages[-1].Contents = pdf.make_stream(
            f"{show(72, 700, 'An honest line.')}BT /F9 12 Tf 72 600 Td {words} Tj ET".encode()
        )
        return saved(pdf)


def program(data: bytes, kind: str = "/TrueType", key: str = "/FontFile2") -> Make:
    """Return what makes a font whose program is these bytes."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        about = Dictionary(
            {
                "/Type": Name.FontDescriptor,
                "/FontName": Name("/AAAAAA+Bad"),
                "/Flags": 4,
                "/FontBBox": Array([0, 0, 2**31 - 1, -(2**31)]),
                key: pdf.make_stream(data, Subtype=Name.Type1C),
            }
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name(kind),
                BaseFont=about.FontName,
                FirstChar=0,
                LastChar=255,
                Widths=WIDTHS,
                FontDescriptor=pdf.make_indirect(about),
            )
        )

    return make


def naming(body: bytes) -> Make:
    """Return what makes a font that names its letters in this way."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        names = pdf.make_stream(CMAP + body + b" endcmap")
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name.Arial,
            FirstChar=0,
            LastChar=255,
            Widths=WIDTHS,
            ToUnicode=names,
        )

    return make


def drawn_with_itself(pdf: pikepdf.Pdf) -> pikepdf.Object:
    letter = pdf.make_stream(b"1000 0 0 0 1000 1000 d1 BT /F9 1 Tf (hh) Tj ET")
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0, 0, 0, 0, 0, 0]),
            FirstChar=0,
            LastChar=255,
            Widths=WIDTHS,
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([0, *[Name.h] * 256])),
            CharProcs=Dictionary(h=letter),
        )
    )
    font.Resources = Dictionary(Font=Dictionary(F9=font))
    return font


def descended_from_itself(pdf: pikepdf.Pdf) -> pikepdf.Object:
    order = pdf.make_indirect(pdf.make_stream(b"begincmap 1 begincidrange <0000> <FFFFFFFF> 0 endcidrange"))
    order.UseCMap = order
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Bad, Encoding=order)
    )
    font.DescendantFonts = Array([font])
    return font


FONTS = {
    "no program": program(b""),
    "a program of chance": program(b"\0\1\0\0" + random.Random(1).randbytes(5_000)),  # noqa: S311
    "tables beyond the end": program(b"\0\1\0\0\xff\xff" + bytes(6) + (b"glyf" + b"\xff" * 12) * 4_000),
    "a program that unpacks to a flood": program(b"\0\1\0\0" + bytes(50 * 2**20)),
    "an endless program": program(
        b"%!PS-AdobeFont-1.0: Bad\n/FontMatrix [0 0 0 0 0 0] def /Encoding 99999999 array\n"
        b"0 1 99999999 {1 index exch /.notdef put} for\ncurrentfile eexec\n" + b"A" * 2_000,
        "/Type1",
        "/FontFile",
    ),
    "an index out of the air": program(b"\1\0\4\4" + b"\xff" * 3_000, "/Type1", "/FontFile3"),
    "letters drawn with themselves": drawn_with_itself,
    "descended from itself": descended_from_itself,
    "names for four billion letters": naming(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"),
    "names over and over": naming(b"100 beginbfrange " + b"<0000> <FFFF> <0041> " * 20_000 + b" endbfrange"),
    "half characters for names": naming(b"1 beginbfrange <00> <FF> <D800> endbfrange"),
}


@pytest.mark.parametrize("make", FONTS.values(), ids=FONTS)
def test_beside_a_hostile_font_the_other_words_are_read(make: Make) -> None:
    assert text(read(page(make)))[0] == "An honest line."


def test_a_font_that_makes_a_book_of_each_letter_is_refused_in_words() -> None:
    book = naming(b"1 beginbfchar <68> <" + b"0041" * 100_000 + b"> endbfchar")
    with pytest.raises((TooMuchToRead, DamagedFile)):
        child.understand_file(page(book, f"({'h' * 2_000})"), "a.pdf")
