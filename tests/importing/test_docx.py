"""What a Word file says of its paragraphs comes over, and what it does not show stays out."""

from __future__ import annotations

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from resilience_desktop.errors import CannotImport, DamagedFile, TooMuchToRead, UnknownKind
from resilience_desktop.importing import docx as reader
from resilience_desktop.importing import files
from resilience_desktop.workbook import Run

from . import samples

WORD = nsdecls("w")


def read(document):
    return files.read(samples.saved(document), "a.docx")


def texts(document):
    return [one.text for one in read(document).paragraphs]


@pytest.fixture
def document():
    return docx.Document()


def xml(inner, document):
    """Lay a paragraph with this content, written as Word writes it, at the end of a document."""
    element = parse_xml(f"<w:p {WORD}>{inner}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, element)
    return element


def test_headings_come_with_their_levels_below_the_title(document):
    document.add_heading("Gentle limits", 0)
    document.add_heading("Why we stop", 1)
    document.add_heading("Sooner", 2)
    document.add_paragraph("Words.")
    assert [(one.heading, one.text) for one in read(document).paragraphs] == [
        (1, "Gentle limits"),
        (2, "Why we stop"),
        (3, "Sooner"),
        (0, "Words."),
    ]


def test_a_heading_is_known_by_what_its_style_is_based_on_and_by_its_outline_level(document):
    style = document.styles.add_style("Our heading", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("By its style", style=style)
    xml('<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>By itself</w:t></w:r>', document)
    assert [one.heading for one in read(document).paragraphs] == [3, 2]


def test_emphasis_comes_over_and_a_wholly_bold_paragraph_is_told_as_such(document):
    paragraph = document.add_paragraph("A ")
    paragraph.add_run("kind").italic = True
    paragraph.add_run(" and ")
    paragraph.add_run("firm").bold = True
    paragraph.add_run(" limit.")
    document.add_paragraph().add_run("All of it").bold = True
    first, second = read(document).paragraphs
    assert first.runs == (
        Run("A "),
        Run("kind", emphasis=True),
        Run(" and "),
        Run("firm", strong=True),
        Run(" limit."),
    )
    assert (second.is_bold, second.runs) == (True, (Run("All of it"),))


def test_emphasis_that_a_style_gives_can_be_taken_back(document):
    strong = document.styles.add_style("Loud", WD_STYLE_TYPE.CHARACTER)
    strong.font.bold = True
    paragraph = document.add_paragraph("So ")
    paragraph.add_run("loud", style=strong)
    paragraph.add_run("ly", style=strong).bold = False
    assert read(document).paragraphs[0].runs == (Run("So "), Run("loud", strong=True), Run("ly"))


def test_lists_come_as_bullets_and_numbers(document):
    for style in ("List Bullet", "List Bullet", "List Number", "List Number"):
        document.add_paragraph("An item", style=style)
    document.add_paragraph("No item")
    assert [one.item for one in read(document).paragraphs] == [0, 0, 1, 2, None]


def test_the_cells_of_a_table_are_read_row_by_row(document):
    document.add_paragraph("Before")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Cell {number}"
    document.add_paragraph("After")
    assert texts(document) == ["Before", "Cell 0", "Cell 1", "Cell 2", "Cell 3", "After"]


def test_the_size_of_letters_is_told_beside_the_usual_one(document):
    document.add_paragraph().add_run("Large").font.size = Pt(22)
    for _ in range(3):
        document.add_paragraph("Ordinary words that stand in most of the text.")
    assert [one.size for one in read(document).paragraphs] == [2.0, 1.0, 1.0, 1.0]


def test_what_is_hidden_deleted_or_computed_stays_out(document):
    xml(
        "<w:r><w:t>Kept </w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
        '<w:del w:id="1" w:author="A"><w:r><w:delText>deleted </w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>and put in </w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>moved away </w:t></w:r></w:moveFrom>'
        '<w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>'
        '<w:hyperlink w:anchor="x"><w:r><w:t>here</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r>',
        document,
    )
    raw = read(document)
    assert [one.text for one in raw.paragraphs] == ["Kept and put in here."]
    assert any("not accepted yet" in note for note in raw.notes)


def test_a_box_of_text_is_read_once_after_the_paragraph_that_it_hangs_on(document):
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    xml(
        f"<w:r><w:t>Beside</w:t></w:r><w:r><mc:AlternateContent {mc}>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        document,
    )
    document.add_paragraph("Below")
    assert texts(document) == ["Beside", "In the box", "Below"]


def test_lines_that_a_person_broke_are_parted_where_each_is_a_sentence_and_joined_where_not(document):
    xml("<w:r><w:t>Where?</w:t><w:br/><w:t>And when?</w:t></w:r>", document)
    xml("<w:r><w:t>Roses are</w:t><w:br/><w:t>red.</w:t></w:r>", document)
    xml('<w:r><w:t>Violets</w:t><w:br w:type="page"/><w:t>are blue.</w:t></w:r>', document)
    xml("<w:r><w:t>Bring:</w:t><w:br/><w:t>• a cup</w:t><w:br/><w:t>• a chair</w:t></w:r>", document)
    assert [(one.item, one.text) for one in read(document).paragraphs] == [
        (None, "Where?"),
        (None, "And when?"),
        (None, "Roses are red."),
        (None, "Violets are blue."),
        (None, "Bring:"),
        (0, "a cup"),
        (0, "a chair"),
    ]


def test_pages_are_counted_where_word_left_them(document):
    xml("<w:r><w:t>First</w:t></w:r>", document)
    xml("<w:r><w:lastRenderedPageBreak/><w:t>Second</w:t></w:r>", document)
    xml("<w:r><w:t>Still second</w:t></w:r>", document)
    pages = [one.page for one in read(document).paragraphs]
    assert pages[0] == 1
    assert pages[2] == 2


def test_headers_and_footers_are_furniture_and_page_numbers_are_not_even_that(document):
    section = document.sections[0]
    section.header.paragraphs[0].text = "A workbook"
    section.footer.paragraphs[0].text = "- 4 -"
    section.footer.add_paragraph("By the team")
    document.add_paragraph("Words.")
    assert [(bool(one.furniture), one.text) for one in read(document).paragraphs] == [
        (True, "A workbook"),
        (False, "Words."),
        (True, "By the team"),
    ]


def test_what_the_file_says_of_itself_comes_over(document):
    document.core_properties.title = "Gentle limits"
    document.core_properties.author = "Kim Sand; Lee Moor"
    document.core_properties.language = "de-AT"
    document.add_paragraph("Worte.")
    raw = read(document)
    assert (raw.title, raw.authors, raw.language) == ("Gentle limits", ("Kim Sand", "Lee Moor"), "de-AT")


def with_notes(document, body):
    """Return a document's bytes with footnotes, which python-docx cannot make."""
    parts = samples.parts(samples.saved(document))
    for kind, texts in body.items():
        notes = "".join(
            f'<w:{kind} w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
            for number, text in texts.items()
        )
        parts[f"word/{kind}s.xml"] = f"<w:{kind}s {WORD}>{notes}</w:{kind}s>".encode()
    return samples.package(parts)


def test_footnotes_and_endnotes_are_numbered_in_the_order_of_their_marks(document):
    xml(
        '<w:r><w:t>One</w:t></w:r><w:r><w:endnoteReference w:id="7"/></w:r>'
        '<w:r><w:t> and two</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:t>.</w:t></w:r>',
        document,
    )
    data = with_notes(document, {"footnote": {0: "a line", 5: "Second."}, "endnote": {7: "First."}})
    text, first, second = files.read(data, "a.docx").paragraphs
    assert text.runs == (Run("One"), Run("", footnote=1), Run(" and two"), Run("", footnote=2), Run("."))
    assert [(first.note, first.text), (second.note, second.text)] == [(1, "First."), (2, "Second.")]


def test_a_ring_of_styles_is_not_walked_for_ever(document):
    first = document.styles.add_style("First", WD_STYLE_TYPE.PARAGRAPH)
    second = document.styles.add_style("Second", WD_STYLE_TYPE.PARAGRAPH)
    first.base_style, second.base_style = second, first
    document.add_paragraph("Words.", style=first)
    assert texts(document) == ["Words."]


def test_a_strict_file_is_read_as_any_other(document):
    document.add_heading("Gentle limits", 1)
    strict = {
        name: part.replace(
            b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/word"
        ).replace(b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument")
        for name, part in samples.parts(samples.saved(document)).items()
    }
    raw = files.read(samples.package(strict), "a.docx")
    assert [(one.heading, one.text) for one in raw.paragraphs] == [(1, "Gentle limits")]


def test_a_file_with_a_password_or_of_an_older_word_says_what_to_do():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(CannotImport, match="older Word"):
        files.read(old, "a.doc")
    with pytest.raises(CannotImport, match="without the password"):
        files.read(old + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_an_archive_without_a_text_in_it_is_of_no_known_kind():
    with pytest.raises(UnknownKind):
        files.read(samples.package({"xl/workbook.xml": "<a/>"}), "a.xlsx")
    with pytest.raises(DamagedFile):
        reader.read(samples.package({"_rels/.rels": "<a/>"}))


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<w:document {}>&b;</w:document>"
)
OUTSIDE = (
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<w:document {}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("content", [BOMB, OUTSIDE], ids=["a bomb", "a file from outside"])
def test_xml_with_entities_is_refused(content):
    with pytest.raises(DamagedFile):
        files.read(samples.package({"word/document.xml": content.format(WORD)}), "a.docx")


def test_an_archive_that_would_unpack_to_too_much_is_refused():
    with pytest.raises(TooMuchToRead):
        files.read(samples.package({"word/document.xml": bytes(30 * 2**20)}), "a.docx")
    with pytest.raises(TooMuchToRead):
        files.read(samples.package({f"{number}": b"" for number in range(5_001)}), "a.docx")


def test_what_is_nested_too_deeply_is_refused():
    deep = f"<w:document {WORD}>{'<w:sdt>' * 5_000}{'</w:sdt>' * 5_000}</w:document>"
    with pytest.raises(DamagedFile):
        files.read(samples.package({"word/document.xml": deep}), "a.docx")


def test_a_book_is_too_much_for_a_reading(document):
    for _ in range(600):
        document.add_paragraph("A boundary is a kindness. " * 20)
    with pytest.raises(TooMuchToRead):
        read(document)
