"""Lines of a PDF become paragraphs, items and headings."""

from __future__ import annotations

import pytest

from resilience_desktop.importing.pdf import read

from .pdf_making import drawn, show, text, typeset
from .test_pdf import STONE, WALK


def set_lines(*lines: str, x: float = 72, step: float = 13) -> str:
    return "".join(show(x, 700 - step * row, words) for row, words in enumerate(lines))


def test_paragraphs_told_by_an_indent_alone_are_parted() -> None:
    indent = "first-line-indent: (amount: 1.5em, all: true)"
    how = f"#set page(width: 9cm)\n#set par(justify: true, {indent}, spacing: 0.65em)\n"
    assert text(read(typeset(f"{how}{WALK}\n\n{STONE}\n\n{WALK}"))) == [WALK, STONE, WALK]


def test_paragraphs_told_by_a_short_last_line_alone_are_parted() -> None:
    made = read(typeset(f"#set page(width: 9cm)\n#set par(spacing: 0.65em)\n{WALK}\n\n{STONE}"))
    assert text(made) == [WALK, STONE]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    made = read(typeset(f'#set page(width: 9cm, height: 5cm, numbering: "1")\n{WALK} {STONE} {WALK}'))
    assert text(made) == [f"{WALK} {STONE} {WALK}"]
    assert {paragraph.furniture for paragraph in made.paragraphs} == {"", "page number"}


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the kindness of com-", "passion is a strong", "the kindness of compassion is a strong"),
        ("begin with well-", "being and with self-", "begin with well-being and with self-"),
        ("a little of self-", "care every single day", "a little of self-care every single day"),
        ("she is not self-", "ish but very tired", "she is not selfish but very tired"),
        ("the bridge of Anne-", "Marie was very long", "the bridge of Anne-Marie was very long"),
        ("a walk of the mother-in-", "law and all of us", "a walk of the mother-in-law and all of us"),
        ("in the years 2019-", "2020 we met often", "in the years 2019-2020 we met often"),
    ],
)
def test_hyphens_at_line_ends_go_and_real_ones_stay(before: str, after: str, joined: str) -> None:
    assert text(read(drawn(set_lines(before, after)))) == [joined]


def test_a_word_that_stands_elsewhere_tells_whether_its_hyphen_is_its_own() -> None:
    page = set_lines(
        "A co-worker is a person who works with you. Ask a co-", "worker whom you trust to listen."
    )
    assert text(read(drawn(page))) == [
        "A co-worker is a person who works with you. Ask a co-worker whom you trust to listen."
    ]


def test_bullets_and_numbers_are_told_and_taken_off() -> None:
    made = read(
        typeset(
            "#set page(width: 9cm)\nBring along:\n- a cup\n- something warm you like to wear on cool days"
            "\n\n+ Sit.\n+ Wait."
        )
    )
    assert [(paragraph.item, paragraph.text) for paragraph in made.paragraphs] == [
        (None, "Bring along:"),
        (0, "a cup"),
        (0, "something warm you like to wear on cool days"),
        (1, "Sit."),
        (2, "Wait."),
    ]


def test_a_number_that_begins_a_line_by_chance_is_no_item() -> None:
    made = read(
        drawn(
            set_lines(
                "We walked for hours, and we were home again at",
                "10. Then we slept, as long as we liked to sleep.",
            )
        )
    )
    assert [paragraph.item for paragraph in made.paragraphs] == [None]


def test_headings_are_parted_from_the_text_by_size_or_weight() -> None:
    page = (
        show(72, 730, "Walking", size=16)
        + show(72, 713, "A bold line", font="F1")
        + set_lines("And the text.")
    )
    made = read(drawn(page))
    assert [(p.text, p.size > 1.2, p.is_bold) for p in made.paragraphs] == [
        ("Walking", True, False),
        ("A bold line", False, True),
        ("And the text.", False, False),
    ]


def test_a_tagged_file_says_which_lines_are_headings_and_items() -> None:
    made = read(typeset("#set page(width: 9cm)\n= Walking\nSome text.\n== Slowly\n- An item", tags=True))
    assert [(p.heading, p.item) for p in made.paragraphs] == [(1, None), (0, None), (2, None), (0, 0)]


def test_a_title_set_in_the_middle_on_two_lines_is_one() -> None:
    made = read(
        typeset(
            f"#set page(width: 9cm)\n#align(center, text(18pt)[*The long way home over the hill*])\n{WALK}"
        )
    )
    assert text(made) == ["The long way home over the hill", WALK]


def test_bullets_that_are_drawn_as_shapes_are_bullets() -> None:
    shapes = "80 701 4 4 re f 80 675 4 4 re f\n"
    lines = set_lines("A walk that is long enough for", "two lines of text.", "A cup of tea.", x=96)
    made = read(drawn(show(72, 730, "Bring along:") + shapes + lines))
    assert [(paragraph.item, paragraph.text) for paragraph in made.paragraphs] == [
        (None, "Bring along:"),
        (0, "A walk that is long enough for two lines of text."),
        (0, "A cup of tea."),
    ]


def test_a_shape_that_stands_between_words_is_no_bullet() -> None:
    made = read(drawn("104 702 4 4 re f\n" + show(72, 700, "Quiet") + show(115, 700, "calm")))
    assert [(paragraph.item, paragraph.text) for paragraph in made.paragraphs] == [(None, "Quiet calm")]


def test_a_large_title_is_not_parted_where_two_columns_below_it_are() -> None:
    rows = "".join(
        show(x, 690 - 13 * row, f"A line of the text in one of two columns, {row}.")
        for x in (72, 310)
        for row in range(6)
    )
    title = show(82, 730, "Putting down what weighs too much", size=24)
    assert text(read(drawn(title + rows)))[0] == "Putting down what weighs too much"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Elle est là, et les amis aussi. Où allez-", "vous ce soir, avec la", "Où allez-vous ce soir"),
        ("Pflegende in Kranken-", "und Altenheimen ruhen sich zu selten aus", "in Kranken- und Altenheimen"),
    ],
)
def test_hyphens_of_other_languages_stay(before: str, after: str, joined: str) -> None:
    assert joined in text(read(drawn(set_lines(before, after))))[0]


def test_paragraphs_that_stand_a_little_apart_are_parted() -> None:
    how = "#set page(width: 9cm)\n#set par(justify: true, leading: 0.8em, spacing: 1em)\n"
    made = read(typeset(f"{how}{WALK}\n\n{STONE}\n\n{WALK}"))
    assert text(made) == [WALK, STONE, WALK]
