"""The file itself: tagged, named, bookmarked, embedded, lockable; and it looks as it should."""

import io
import re

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from resilience_desktop.errors import ExportFailed
from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.export.pdf import Face, Layout, Paper, TextSize, page_image, render
from resilience_desktop.paths import assets
from resilience_desktop.workbook import Footnote, Heading, Listing, Paragraph, Quote, Rule, Run

NO_FONT_HAS = "\u0378"  # not assigned, and not to be
READING = Section(
    "Letting go",
    "en-GB",
    "22 November 2026",
    "Openness: 3 of 10 before",
    (
        Heading(2, (Run("What it is"),)),
        Paragraph(
            (Run("Once "), Run("upon", emphasis=True), Run(" a time", strong=True), Run("", footnote=1))
        ),
        Listing(0, ((Paragraph((Run("one"),)),), (Paragraph((Run("two"),)),))),
        Listing(3, ((Paragraph((Run("three"),)),),)),
        Quote((Paragraph((Run("quoted"),)),)),
        Rule(),
        Paragraph((Run("pack.md", code=True), Run("", footnote=1))),
    ),
    (Footnote(1, (Paragraph((Run("A paper."),)),)),),
    "A. Writer",
    (Entry(1, "What was first?", "", "Tired.\nThen softer."), Entry(2, "And then?", "", "Nothing.")),
)
DOCUMENT = Document("Letting go", "en-GB", (READING,))


@pytest.fixture(scope="module")
def made():
    return render(DOCUMENT, Layout())


@pytest.fixture
def opened(made):
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        yield pdf


def structure(node, kinds):
    """Return the kinds of all structure elements in reading order."""
    for child in node.K if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            kinds.append(str(child.S))
            structure(child, kinds)
    return kinds


def test_the_file_claims_pdf_ua_and_keeps_what_that_asks_for(made, opened):
    assert made.universal
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Letting go"
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert str(opened.Root.Lang) == "en-GB"


def test_metadata_names_the_reading_and_nobody(opened):
    assert {key: str(value) for key, value in opened.docinfo.items() if key != "/Creator"} == {
        "/Title": "Letting go"
    }
    with opened.open_metadata() as metadata:
        assert not [key for key in metadata if re.search("creator|author|date", key.rpartition("}")[2])]


def test_each_prompt_is_a_heading_and_a_bookmark(opened):
    with opened.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "22 November 2026 Letting go"
        assert [child.title for child in top.children] == ["What it is", "1 What was first?", "2 And then?"]
    kinds = structure(opened.Root.StructTreeRoot, [])
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 3


def test_the_reading_keeps_its_lists_quotes_emphasis_and_footnotes(opened):
    kinds = structure(opened.Root.StructTreeRoot, [])
    assert kinds.count("/L") == 2
    assert kinds.count("/LI") == 3
    assert {"/BlockQuote", "/Em", "/Strong", "/Note"} <= set(kinds)
    assert kinds.count("/Note") == 1  # a second mark points to the same note


def test_every_font_is_embedded_with_its_characters(opened):
    fonts = [font for page in opened.pages for font in page.resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_the_same_document_makes_the_same_bytes(made):
    assert render(DOCUMENT, Layout()).data == made.data


@pytest.mark.parametrize(("paper", "points"), [(Paper.A4, (595.3, 841.9)), (Paper.LETTER, (612, 792))])
def test_paper_has_the_size_asked_for(page, paper, points):
    with pypdfium2.PdfDocument(render(page("x"), Layout(paper)).data) as pdf:
        assert pdf[0].get_size() == pytest.approx(points, abs=0.1)


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("face", Face)
def test_answers_have_the_size_and_face_asked_for(page, size, face):
    with pypdfium2.PdfDocument(render(page("Tired"), Layout(size=size, face=face)).data) as pdf:
        text = pdf[0].get_textpage()
        at = text.get_text_range().index("Tired")
        assert pdfium.FPDFText_GetFontSize(text, at) == pytest.approx(size.value[0])
        name = (pdfium.c_char * 64)()
        pdfium.FPDFText_GetFontInfo(text, at, name, 64, None)
        assert face.value in name.value.decode().lower()


def test_large_print_is_at_least_eighteen_points():
    assert TextSize.LARGE.value[0] >= 18


def test_a_heading_never_ends_a_page(page):
    entries = tuple(Entry(n, f"Question {n}?", "", "line\n" * (n % 7) + "end") for n in range(1, 60))
    document = Document("T", "en", (Section("T", "en", entries=entries),))
    with pypdfium2.PdfDocument(render(document, Layout()).data) as pdf:
        assert len(pdf) > 3
        for sheet in pdf:
            *lines, _number = sheet.get_textpage().get_text_range().split("\r\n")
            assert not lines[-1].endswith("?")


def test_reflections_begin_on_a_page_each():
    document = Document("T", "en", (READING, READING))
    assert render(document, Layout()).pages == 2 * render(DOCUMENT, Layout()).pages


def test_a_document_without_sections_is_one_empty_page():
    assert render(Document("T", "en", ()), Layout()).pages == 1


@pytest.mark.parametrize("language", ["", "de", "pt-BR", "zh-Hant-TW", "i-klingon", "en_US", "<x>"])
def test_any_language_tag_is_taken(page, language):
    assert render(page("x", language), Layout()).universal


def test_a_worksheet_has_lines_to_write_on_and_keeps_each_with_its_prompt(opened):
    entries = tuple(Entry(n, f"Question {n}?", "Gently.") for n in range(1, 5))
    sheet = Document("T", "en", (Section("T", "en", "Date:", entries=entries),), worksheet=True)
    made = render(sheet, Layout())
    with pypdfium2.PdfDocument(made.data) as pdf:
        assert len(pdf) == 2
        for page, (one, two) in zip(pdf, [(1, 2), (3, 4)], strict=True):
            text = page.get_textpage().get_text_range()
            assert f"{one} Question {one}?\r\nGently.\r\n{two} Question {two}?" in text
            strokes = [each for each in page.get_objects() if each.type == pdfium.FPDF_PAGEOBJ_PATH]
            assert len(strokes) >= 16
    assert made.universal


def test_a_character_that_no_font_has_is_named_and_shown_and_the_file_still_comes_tagged(page, copied):
    made = render(page(f"a{NO_FONT_HAS}b"), Layout())
    assert made.missing == ("U+0378, not assigned",)
    assert not made.universal
    assert copied(f"a{NO_FONT_HAS}b") == ["a\ufffdb"]
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as metadata:
            assert "pdfuaid:part" not in metadata


def test_what_cannot_be_printed_is_named_without_being_repeated(page):
    missing = render(page("a\x00b\ud800c\uffff"), Layout()).missing
    assert missing == (
        "U+0000, a control character",
        "U+D800, half a character",
        "U+FFFF, not assigned",
    )


def test_the_systems_fonts_are_looked_at_only_when_a_glyph_is_missing(page):
    heard = []
    render(page("Tired, “first” – naïve, Ελληνικά, Кириллица"), Layout(), stage=heard.append)
    assert heard == ["pages"]
    render(page("שלום"), Layout(), "secret", heard.append)
    assert heard[1:] == ["fonts", "pages", "password"]


def test_a_password_is_asked_for_and_locks_with_aes_256(made):
    locked = render(DOCUMENT, Layout(), "quiet harbour ü")
    for wrong in ("", "quiet harbour", "Quiet harbour ü"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked.data), password=wrong)
    with pikepdf.open(io.BytesIO(locked.data), password="quiet harbour ü") as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert pdf.encryption.stream_method.name == "aesv3"
        assert pdf.allow.accessibility
        assert structure(pdf.Root.StructTreeRoot, []).count("/H2") == 3
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert locked.pages == made.pages


def test_a_password_opens_however_its_accents_were_composed(page):
    locked = render(page("x"), Layout(), "u\u0308")
    pikepdf.open(io.BytesIO(locked.data), password="ü").close()
    assert page_image(locked.data, "u\u0308", 0, 50)


@pytest.mark.parametrize("password", ["a" * 128, "é" * 64, "a\x00b", "\ud800"])
def test_a_password_that_viewers_would_read_differently_is_refused(page, password):
    with pytest.raises(ExportFailed, match="password") as refused:
        render(page("x"), Layout(), password)
    assert password not in str(refused.value)


def test_the_preview_is_drawn_from_the_very_file(made):
    image = Image.open(io.BytesIO(page_image(made.data, "", 0, 300)))
    assert image.format == "PNG"
    assert image.size == (300, pytest.approx(424, abs=1))
    assert image.getpixel((0, 0)) == (255, 255, 255)
    assert image.convert("L").getextrema()[0] < 100


def test_the_preview_of_a_locked_file_needs_its_password(page):
    locked = render(page("x"), Layout(), "secret")
    assert page_image(locked.data, "secret", 0, 50).startswith(b"\x89PNG")
    with pytest.raises(ExportFailed):
        page_image(locked.data, "other", 0, 50)


def test_a_page_that_is_not_there_cannot_be_drawn(made):
    with pytest.raises(ExportFailed):
        page_image(made.data, "", made.pages, 50)


def test_the_template_runs_no_text_and_fetches_nothing():
    source = (assets() / "templates" / "reflection.typ").read_text()
    program = re.sub("//.*", "", source)
    assert not re.search(r"\b(eval|import|include|read|plugin|image)\b|@", program)
