"""Columns of a PDF are read one after the other, whatever the file draws first."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_desktop.importing.pdf import read

from .pdf_making import drawn, show, text, typeset

LEFT = ("The first column begins here and", "goes on for a line or two, until", "it ends with a short line.")
RIGHT = ("The second column stands beside", "it, and has as many lines as the", "first one has.")


def column(x: float, lines: tuple[str, ...], *, top: float = 700) -> str:
    return "".join(show(x, top - 13 * row, words) for row, words in enumerate(lines))


def test_columns_drawn_in_the_wrong_order_are_read_from_the_left() -> None:
    assert text(read(drawn(column(320, RIGHT) + column(72, LEFT)))) == [" ".join(LEFT), " ".join(RIGHT)]


def test_columns_drawn_line_by_line_across_the_page_are_parted() -> None:
    rows = zip(LEFT, RIGHT, strict=True)
    page = "".join(
        show(72, 700 - 13 * row, left) + show(320, 700 - 13 * row, right)
        for row, (left, right) in enumerate(rows)
    )
    assert text(read(drawn(page))) == [" ".join(LEFT), " ".join(RIGHT)]


def test_what_stands_over_and_below_columns_is_read_before_and_after_them() -> None:
    over = show(72, 740, "A title that reaches over both of the columns below it", size=16)
    below = show(
        72, 600, "And a closing line that reaches from one side of the page to the other side of it."
    )
    made = read(drawn(below + column(320, RIGHT) + column(72, LEFT) + over))
    assert text(made) == [
        "A title that reaches over both of the columns below it",
        " ".join(LEFT),
        " ".join(RIGHT),
        "And a closing line that reaches from one side of the page to the other side of it.",
    ]


def test_a_heading_between_two_pairs_of_columns_keeps_them_apart() -> None:
    first = column(320, RIGHT) + column(72, LEFT)
    second = column(320, RIGHT, top=600) + column(72, LEFT, top=600)
    made = read(drawn(first + show(72, 630, "Next", size=16) + second))
    assert text(made) == [
        *(" ".join(part) for part in (LEFT, RIGHT)),
        "Next",
        " ".join(LEFT),
        " ".join(RIGHT),
    ]


def test_hebrew_columns_are_read_from_the_right() -> None:
    first = "הליכה איטית היא דרך לחזור אל הגוף ואל הנשימה, צעד אחר צעד, ביום ובלילה, בבית ובחוץ."
    second = "מנוחה היא יותר משינה. היא כל זמן שבו איש אינו מבקש דבר, וגם את אינך מבקשת דבר מעצמך."
    columns = f'#set text(lang: "he", font: "DejaVu Sans Mono", size: 9pt)\n{first}\n#colbreak()\n{second}'
    made = read(typeset(f"#set page(width: 14cm, height: 9cm, columns: 2)\n{columns}"))
    assert text(made) == [first, second]


def test_a_box_beside_the_text_is_read_after_it() -> None:
    made = read(
        typeset(
            "#set page(width: 16cm)\n#grid(columns: (2fr, 1fr), gutter: 1cm, [The main text stands here on "
            "the left, and it has a few lines, so that the box beside it is seen as a box.], rect[#text(9pt)"
            "[A box holds something that can be read at any time, before or after.]])"
        )
    )
    assert [words[:13] for words in text(made)] == ["The main text", "A box holds s"]


def test_the_heading_of_what_follows_columns_stays_with_it() -> None:
    below = show(
        72, 590, "And a closing line that reaches from one side of the page to the other side of it."
    )
    made = read(drawn(column(72, LEFT) + column(320, RIGHT) + show(72, 610, "After all", size=16) + below))
    assert text(made)[:3] == [" ".join(LEFT), " ".join(RIGHT), "After all"]


def test_the_last_line_of_a_text_may_stand_alone_in_its_column() -> None:
    lines = [f"A line of the text that fills its column, number {row}." for row in range(8)]
    made = read(drawn(show(330, 700, "And this is its very last line.") + column(72, tuple(lines))))
    assert text(made)[-1] == "And this is its very last line."


def test_a_heading_at_the_end_of_a_column_stays_in_it() -> None:
    right = tuple(f"A line of the second column, as long as others, {row}." for row in range(9))
    made = read(
        drawn(
            column(72, LEFT)
            + show(72, 640, "Next", size=16)
            + column(320, right[:4])
            + column(320, right[7:], top=600)
        )
    )
    assert [words[:12] for words in text(made)][:3] == ["The first co", "Next", "A line of th"]


def test_narrow_columns_that_share_their_lines_are_no_table() -> None:
    left = ("Write down what", "you hear, and then", "read it aloud to", "somebody else.")
    right = ("Whom do you like", "to ask for help", "when a day has", "become too long?")
    assert text(read(drawn(column(200, right) + column(72, left)))) == [" ".join(left), " ".join(right)]


def test_rows_of_a_table_stay_together() -> None:
    cells = "[Monday], [A walk], [Tuesday], [A bath], [Wednesday], [Tea], [Thursday], [Nothing]"
    made = read(typeset(f"#set page(width: 12cm)\n#table(columns: (3cm, 5cm), {cells})"))
    assert text(made) == ["Monday A walk", "Tuesday A bath", "Wednesday Tea", "Thursday Nothing"]


def test_bullets_set_far_from_their_text_are_no_column() -> None:
    page = "".join(
        show(72, 700 - 13 * row, "\u2022") + show(110, 700 - 13 * row, f"{words} is a thing to keep in mind.")
        for row, words in enumerate(("One", "Two", "Three", "Four"))
    )
    made = read(drawn(page))
    assert [paragraph.item for paragraph in made.paragraphs] == [0, 0, 0, 0]
    assert text(made)[0] == "One is a thing to keep in mind."


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.text("abcdefghij", min_size=1, max_size=9),
            st.integers(20, 560),
            st.integers(20, 820),
            st.sampled_from((6, 9, 11, 11, 11, 18, 40)),
        ),
        min_size=1,
        max_size=60,
        unique_by=lambda word: word[1:3],
    )
)
def test_no_letter_is_lost_wherever_it_stands(words: list[tuple[str, int, int, int]]) -> None:
    made = read(drawn("".join(show(x, y, said, size=size) for said, x, y, size in words)))
    found = Counter("".join(paragraph.text for paragraph in made.paragraphs).replace(" ", ""))
    assert found == Counter("".join(said for said, *_ in words))
