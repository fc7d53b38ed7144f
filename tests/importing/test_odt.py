"""What an OpenDocument text says of its paragraphs comes over, and what it does not show stays out."""

from __future__ import annotations

import pytest

from resilience_desktop.errors import CannotImport, DamagedFile
from resilience_desktop.importing import files
from resilience_desktop.workbook import Run

from . import samples

META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<office:meta><dc:title>Gentle limits</dc:title><dc:creator>Last Hand</dc:creator>"
    "<meta:initial-creator>Kim Sand</meta:initial-creator><dc:language>de-AT</dc:language>"
    "</office:meta></office:document-meta>"
)


def style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    inherits = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{inherits}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def read(text: str, styles: str = "", **parts: str):
    return files.read(samples.odt(text, styles, **parts), "a.odt")


def texts(text: str, styles: str = "") -> list[str]:
    return [one.text for one in read(text, styles).paragraphs]


def p(words: str, called: str = "Standard") -> str:
    return f'<text:p text:style-name="{called}">{words}</text:p>'


def test_headings_come_with_their_levels_below_the_title():
    body = p("Gentle limits", "Title") + '<text:h text:outline-level="2">Sooner</text:h>' + p("Words.")
    raw = read(body, style("Title", "", "paragraph"))
    assert [(one.heading, one.text) for one in raw.paragraphs] == [
        (1, "Gentle limits"),
        (3, "Sooner"),
        (0, "Words."),
    ]


def test_emphasis_comes_over_from_styles_and_what_they_are_based_on():
    styles = style("Base", 'fo:font-style="italic"') + style("T1", 'fo:font-weight="bold"', parent="Base")
    raw = read(p('A <text:span text:style-name="T1">firm</text:span> limit.'), styles)
    assert raw.paragraphs[0].runs == (Run("A "), Run("firm", emphasis=True, strong=True), Run(" limit."))


def test_a_wholly_bold_paragraph_and_the_size_of_letters_are_told():
    styles = style("P1", 'fo:font-weight="bold" fo:font-size="200%"', "paragraph")
    raw = read(p("Large", "P1") + p("Ordinary words, which are most of the text.") * 3, styles)
    assert [(one.is_bold, one.size) for one in raw.paragraphs] == [(True, 2.0), *[(False, 1.0)] * 3]


NUMBERS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' text:start-value="3"/><text:list-level-style-bullet text:level="2" text:bullet-char="•"/>'
    "</text:list-style>"
)


def test_lists_come_with_numbers_bullets_and_what_continues_an_item():
    inner = f"<text:list><text:list-item>{p('inner')}</text:list-item></text:list>"
    first = f"<text:list-item>{p('three')}{p('more of it')}{inner}</text:list-item>"
    raw = read(
        f'<text:list text:style-name="L1">{first}<text:list-item>{p("four")}</text:list-item></text:list>',
        NUMBERS,
    )
    assert [(one.item, one.text) for one in raw.paragraphs] == [
        (3, "three"),
        (None, "more of it"),
        (0, "inner"),
        (4, "four"),
    ]


def test_a_list_can_go_on_where_another_ended():
    one = '<text:list text:style-name="L1"{}><text:list-item>' + p("item") + "</text:list-item></text:list>"
    raw = read(one.format("") + one.format(' text:continue-numbering="true"') + one.format(""), NUMBERS)
    assert [paragraph.item for paragraph in raw.paragraphs] == [3, 4, 3]


def test_footnotes_are_numbered_in_the_order_of_their_marks():
    citation = "<text:note-citation>*</text:note-citation>"
    note = f"<text:note>{citation}<text:note-body>{{}}</text:note-body></text:note>"
    raw = read(p(f"One{note.format(p('First.'))} and two{note.format(p('Second.'))}."))
    first, second = Run("", footnote=1), Run("", footnote=2)
    assert raw.paragraphs[0].runs == (Run("One"), first, Run(" and two"), second, Run("."))
    assert [(one.note, one.text) for one in raw.paragraphs[1:]] == [(1, "First."), (2, "Second.")]


def test_spaces_tabs_and_lines_are_what_the_file_means_by_them():
    assert texts(p("a\n   b<text:s text:c='3'/>c<text:tab/>d")) == ["a b c d"]
    assert texts(p("Where?<text:line-break/>And when?")) == ["Where?", "And when?"]


def test_what_is_hidden_deleted_or_remarked_stays_out():
    gone = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        + p("deleted")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    remark = "<office:annotation><dc:creator>A</dc:creator>" + p("a remark") + "</office:annotation>"
    hidden = '<text:span text:style-name="H">hidden</text:span>'
    raw = read(gone + p(f"Kept{remark}{hidden}."), style("H", 'text:display="none"'))
    assert [one.text for one in raw.paragraphs] == ["Kept."]
    assert len(raw.notes) == 2


def test_tables_boxes_and_sections_are_read_in_order():
    cells = "".join(f"<table:table-cell>{p(words)}</table:table-cell>" for words in ("one", "two"))
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    inner = f"<draw:text-box>{p('In the box')}</draw:text-box><svg:title>A picture</svg:title>"
    section = f"<text:section>{p(f'First<draw:frame>{inner}</draw:frame>')}</text:section>"
    assert texts(f"{section}{table}") == ["First", "In the box", "one", "two"]


def test_a_table_of_contents_and_the_headers_of_pages_are_furniture():
    entries = f"<text:index-body>{p('Gentle limits 3')}</text:index-body>"
    contents = f"<text:table-of-content>{entries}</text:table-of-content>"
    edges = f"<style:header>{p('A workbook')}</style:header><style:footer>{p('7')}</style:footer>"
    pages = samples.CONTENT.format(styles="", text="").replace("<office:body>", f"{edges}<office:body>")
    raw = read(contents + p("Words."), **{"styles.xml": pages})
    assert [(bool(one.furniture), one.text) for one in raw.paragraphs] == [
        (True, "A workbook"),
        (True, "Gentle limits 3"),
        (False, "Words."),
    ]


def test_pages_are_counted_where_the_program_left_them():
    raw = read(p("First") + p("Still <text:soft-page-break/>first") + p("Second"))
    assert [one.page for one in raw.paragraphs] == [1, 1, 2]


def test_what_the_file_says_of_itself_comes_over():
    raw = read(p("Worte."), **{"meta.xml": META})
    assert (raw.title, raw.authors, raw.language) == ("Gentle limits", ("Kim Sand",), "de-AT")


def test_a_flat_file_is_read_as_well():
    flat = samples.CONTENT.format(styles="", text=p("Words.")).replace("document-content", "document")
    assert [one.text for one in files.read(flat.encode(), "a.fodt").paragraphs] == ["Words."]


def test_a_file_with_a_password_says_what_to_do():
    manifest = '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(CannotImport, match="without the password"):
        read(p("Words."), **{"META-INF/manifest.xml": manifest})


def test_a_spreadsheet_is_no_text():
    with pytest.raises(DamagedFile):
        files.read(samples.package({"content.xml": "<a><body><spreadsheet/></body></a>"}), "a.ods")


def test_a_ring_of_styles_is_not_walked_for_ever():
    styles = style("A", 'fo:font-weight="bold"', "paragraph", "B") + style("B", "", "paragraph", "A")
    assert texts(p("Words.", "A"), styles) == ["Words."]
