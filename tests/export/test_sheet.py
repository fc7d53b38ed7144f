"""The recovery sheet: one tagged page, whose code can be read by eye, by machine and by ear."""

import io

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from resilience_desktop.export.layout import Face, Layout, Paper
from resilience_desktop.export.sheet import Sheet, render

CODE = "0G3ZK-4WXYZ-TT91A-9B7QP-RSE55-8M0C"
DAY = "30 September 2026"


@pytest.fixture(scope="module")
def made():
    return render(Sheet(CODE, DAY), Layout())


@pytest.fixture
def page(made):
    with pypdfium2.PdfDocument(made.data) as document:
        yield document[0]


def test_the_square_holds_the_very_code(page):
    (found,) = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert found.text == CODE
    assert found.format == zxingcpp.BarcodeFormat.QRCode


def test_the_square_can_be_read_with_a_hole_in_it(page):
    drawn = page.render(scale=3).to_pil()
    (whole,) = zxingcpp.read_barcodes(drawn)
    middle, side = whole.position.top_left, whole.position.bottom_right.x - whole.position.top_left.x
    hole = (middle.x + side // 2, middle.y + side // 2, middle.x + side * 7 // 10, middle.y + side * 7 // 10)
    drawn.paste("white", hole)
    (found,) = zxingcpp.read_barcodes(drawn)
    assert found.text == CODE


def test_code_and_day_stand_there_as_text_and_the_square_is_told_in_words(made, page):
    text = page.get_textpage().get_text_bounded()
    assert "0G3ZK-4WXYZ-TT91A 9B7QP-RSE55-8M0C" in " ".join(text.split())
    assert DAY in text
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        described = [str(each.Alt) for each in pdf.objects if _has(each, "/Alt")]
        assert len(described) == 1
        assert described[0].startswith("QR code that holds the recovery code")


def test_the_file_claims_pdf_ua_and_names_nobody(made):
    assert made.universal
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Recovery sheet"
            assert "dc:creator" not in metadata


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("face", Face)
def test_it_is_one_page(paper, face):
    assert render(Sheet(CODE, DAY), Layout(paper, face=face)).pages == 1


def test_the_code_shows_itself_in_no_trace():
    assert CODE not in repr(Sheet(CODE, DAY))


def _has(value, name):
    return isinstance(value, pikepdf.Dictionary) and name in value
