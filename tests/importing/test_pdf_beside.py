"""What stands beside the text of a PDF: headers, page numbers, footnotes."""

from __future__ import annotations

import pytest

from resilience_desktop.importing.pdf import read

from .pdf_making import drawn, marked, show, text, typeset
from .test_pdf import STONE, WALK

BODY = "".join(
    show(72, 700 - 13 * row, words) for row, words in enumerate(("Some text stands here.", "And more of it."))
)


def beside(data: bytes) -> list[tuple[str, str]]:
    return [(p.text, p.furniture) for p in read(data).paragraphs if p.furniture]


def test_a_header_and_a_page_number_are_kept_but_told_from_the_text() -> None:
    page = "width: 9cm, height: 8cm, margin: 1.6cm"
    pages = f'#set page({page}, header: [Caring for carers], numbering: "1 of 1")\n'
    made = beside(typeset(f"{pages}{WALK}\n\n{STONE}"))
    assert made == [
        ("Caring for carers", "repeats on several pages"),
        ("1 of 2", "page number"),
        ("Caring for carers", "repeats on several pages"),
        ("2 of 2", "page number"),
    ]


@pytest.mark.parametrize(
    "number", ["3", "- 3 -", "Page 3", "page 3 of 12", "Seite 3", "iv", "Calm teams | 3"]
)
def test_a_number_at_the_foot_of_the_only_page_is_told(number: str) -> None:
    assert beside(drawn(BODY + show(290, 30, number, size=9))) == [(number, "page number")]


def test_a_header_with_a_bar_is_told_on_the_only_page() -> None:
    header = show(72, 790, "Caring for carers | A handout")
    assert beside(drawn(header + BODY)) == [
        ("Caring for carers | A handout", "a line at the edge of the page, in two parts")
    ]


def test_the_first_lines_of_two_columns_are_no_header() -> None:
    lines = ("A line of the text stands here.", "And one more stands below it.", "And a third.")
    rows = [show(x, 800 - 13 * row, words) for row, words in enumerate(lines) for x in (72, 340)]
    assert beside(drawn("".join(rows))) == []
    heads = show(72, 800, "Large heads", size=16, font="F1") + show(340, 800, "over both", size=16, font="F1")
    assert beside(drawn(heads + BODY)) == []


def test_a_heading_on_top_of_each_work_sheet_is_text() -> None:
    page = show(72, 790, "Reflection", size=18) + show(72, 760, "Write what you like.")
    assert text(read(drawn(page, page)))[0] == "Reflection"


def test_the_same_words_at_the_head_of_two_pages_are_text_where_the_text_goes_on_below() -> None:
    first = show(72, 790, "What did you see on the way?")
    pages = [first + show(72, 777, f"Write of your {day} day.") for day in ("first", "second")]
    assert beside(drawn(*pages)) == []


def test_what_the_file_calls_decoration_is_told() -> None:
    page = "/Artifact BMC " + show(72, 400, "DRAFT") + " EMC " + BODY
    assert beside(drawn(page)) == [("DRAFT", "the file says it belongs to the page")]


def test_footnotes_and_their_marks_share_a_number() -> None:
    made = read(
        typeset(
            "#set page(width: 9cm, height: 7cm)\nRest is more#footnote[Lee (2019).] than sleep.#footnote[Ek.]"
        )
    )
    assert text(made) == ["Rest is more[^1] than sleep.[^2]", "Lee (2019).", "Ek."]
    assert [paragraph.note for paragraph in made.paragraphs] == [0, 1, 2]


def raised(mark: str) -> str:
    return show(72, 700, "Rest is more than sleep.") + show(194, 704, mark, size=7)


def test_a_mark_without_a_text_is_kept() -> None:
    assert text(read(drawn(raised("1")))) == ["Rest is more than sleep.[^1]"]


def test_notes_that_begin_again_on_each_page_get_numbers_of_their_own() -> None:
    pages = [raised("1") + show(72, 60, f"1 {note}", size=8) for note in ("The first.", "The second.")]
    made = read(drawn(*pages))
    assert [(marked(p), p.note) for p in made.paragraphs] == [
        ("Rest is more than sleep.[^1]", 0),
        ("The first.", 1),
        ("Rest is more than sleep.[^2]", 0),
        ("The second.", 2),
    ]


def test_an_asterisk_is_a_mark_where_a_note_answers_it() -> None:
    made = read(drawn(raised("*") + show(72, 60, "* In a manner of speaking.", size=8)))
    assert text(made) == ["Rest is more than sleep.[^1]", "In a manner of speaking."]


def test_a_raised_number_after_a_unit_is_a_power() -> None:
    page = show(72, 700, "A room of 12 m") + show(148, 704, "2", size=7) + show(154, 700, "is enough.")
    assert text(read(drawn(page))) == ["A room of 12 m² is enough."]
