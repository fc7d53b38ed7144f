"""Damaged and hostile PDFs give what can be read of them, or a plain sentence, and never anything else."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest

from resilience_desktop.errors import CannotImport, DamagedFile, TooMuchToRead
from resilience_desktop.importing.pdf import read
from resilience_desktop.importing.raw import RawFile

from .pdf_making import drawn, saved, show, text, typeset

PAGE = (
    '#set page(paper: "a6", columns: 2, header: [A header], numbering: "1")\n'
    "= Walking\nAn efficient walk#footnote[On foot.] is *bold* and _slow_, and it goes on for a few lines.\n"
    "+ What did you see?\n+ What did you hear?\n- And a bullet\n#pagebreak()\nThe second page."
)


def plain(data: bytes) -> bytes:
    """Return a file whose streams stand open, so that a changed byte reaches what they say."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return saved(
            pdf,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )


SEEDS = (
    plain(typeset(PAGE, tags=True)),
    typeset(PAGE),
    plain(drawn(show(72, 700, "One."), show(72, 700, "Two."))),
)


def spoilt(chance: random.Random) -> bytes:
    """Return a file cut, shuffled or with bytes changed."""
    data = bytearray(chance.choice(SEEDS))
    place, length = chance.randrange(len(data)), chance.randrange(1, 2000)
    kind = chance.random()
    if kind < 0.2:
        del data[place:]
    elif kind < 0.4:
        del data[place : place + length]
    elif kind < 0.5:
        data[place:place] = data[length : 2 * length]
    else:
        for _ in range(chance.choice((1, 3, 10, 50, 300))):
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("batch", range(10))
def test_whatever_is_broken_in_a_file_it_is_read_or_refused(batch: int) -> None:
    for number in range(40):
        try:
            made = read(spoilt(random.Random(batch * 1000 + number)))  # noqa: S311  the same files every time
        except CannotImport:
            continue
        assert isinstance(made, RawFile)
        assert any(paragraph.text for paragraph in made.paragraphs)


def written(*objects: str) -> bytes:
    """Return a file with these objects, numbered from 1, the first of which is the catalog."""
    out = b"%PDF-1.7\n"
    places = []
    for number, said in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{said}\nendobj\n".encode()
    count = len(objects) + 1
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
FONT = "<</Font<</F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def stream(said: str, more: str = "") -> str:
    return f"<<{more}/Length {len(said)}>>\nstream\n{said}\nendstream"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(written(CATALOG, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), id="pages in a circle"),
        pytest.param(
            written(CATALOG, "<</Type/Pages/Kids[]/Count 2147483647>>"), id="a count out of the air"
        ),
        pytest.param(
            written(
                CATALOG,
                *(f"<</Type/Pages/Kids[{n} 0 R]/Count 1>>" for n in range(3, 5000)),
                "<</Type/Page/MediaBox[0 0 9 9]>>",
            ),
            id="pages too deep",
        ),
    ],
)
def test_a_tree_of_pages_without_pages_is_called_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(data)


def test_a_drawing_within_itself_ends() -> None:
    within = f"/Resources{FONT}/XObject<</X 5 0 R>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{within}/Contents 4 0 R>>"
    form = f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]{within}"
    data = written(
        CATALOG,
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        stream("BT /F0 12 Tf 72 700 Td (before) Tj ET /X Do"),
        stream("BT /F0 12 Tf 72 600 Td (within) Tj ET /X Do", form),
    )
    assert text(read(data))[0] == "before"


def test_a_structure_within_itself_ends() -> None:
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents 0/Resources{FONT}>>/Contents 4 0 R>>"
    )
    data = written(
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        stream("/P <</MCID 0>> BDC BT /F0 12 Tf 72 700 Td (marked) Tj ET EMC"),
        "<</Type/StructTreeRoot/K 6 0 R/ParentTree<</Nums[0[6 0 R]]>>>>",
        "<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K[0 7 0 R]>>",
        "<</Type/StructElem/S/P/P 6 0 R/Pg 3 0 R/K[6 0 R 6 0 R]>>",
    )
    assert text(read(data)) == ["marked"]


@pytest.mark.parametrize("box", ["[0 0 0 0]", "[0 0 1e30 1e30]", "[595 842 0 0]", "[a b c d]"])
def test_a_page_of_no_size_or_any_size_is_read(box: str) -> None:
    page = f"<</Type/Page/Parent 2 0 R/MediaBox {box}/Resources{FONT}>>/Contents 4 0 R>>"
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    data = written(CATALOG, pages, page, stream("BT /F0 12 Tf 72 700 Td (hello) Tj ET"))
    assert text(read(data)) == ["hello"]


def test_letters_of_impossible_sizes_do_no_harm() -> None:
    wild = "BT /F0 1e38 Tf 1e38 1e38 1e38 1e38 1e38 1e38 Tm (far) Tj /F0 0 Tf 1 0 0 1 9 9 Tm (none) Tj ET\n"
    assert "A line." in text(read(drawn(wild + show(72, 700, "A line."))))


def test_a_page_with_too_many_letters_is_refused() -> None:
    with pytest.raises(TooMuchToRead):
        read(drawn("BT /F0 12 Tf 72 700 Td " + "(abcdefghijklmnopqrst) Tj " * 4000 + "ET"))


def test_a_word_without_end_is_read() -> None:
    endless = "a" * 5_000
    assert text(read(drawn(show(72, 700, f"{endless}-", size=1) + show(72, 698, "end", size=1)))) == [
        f"{endless}end"
    ]
