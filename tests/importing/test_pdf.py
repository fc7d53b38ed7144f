"""Reading PDFs: whole paragraphs in the order in which a person reads them."""

from __future__ import annotations

import io

import pikepdf
import pytest

from resilience_desktop.errors import (
    DamagedFile,
    NeedsPassword,
    NothingToRead,
    TooMuchToRead,
    WrongFilePassword,
)
from resilience_desktop.importing.pdf import read
from resilience_desktop.importing.pdf_file import MAX_PAGES

from .pdf_making import drawn, saved, show, text, typeset

WALK = (
    "Walking slowly is a way of coming back to the body. Many of us spend whole days in our heads, and the "
    "feet are as far from there as anything can be. Put them down one after the other, and let the weight "
    "come over each in turn."
)
STONE = (
    "Some people carry a small stone in a pocket. When the day becomes loud they hold it for a while, and "
    "its weight reminds them that they have been steady before. Nothing else about it is special, and any "
    "other thing that fits a hand would do as well."
)


def test_a_paragraph_of_several_lines_comes_out_whole() -> None:
    made = read(typeset(f"#set page(width: 9cm)\n{WALK}\n\n{STONE}"))
    assert text(made) == [WALK, STONE]


def test_two_columns_are_read_one_after_the_other_and_what_stands_over_both_first() -> None:
    made = read(
        typeset(
            '#set page(paper: "a5", columns: 2, height: 9cm)\n'
            '#place(top + center, scope: "parent", float: true, text(16pt)[The long way over the hill])\n'
            f"{WALK}\n\n{STONE}\n\n{WALK}"
        )
    )
    assert text(made) == ["The long way over the hill", WALK, STONE, WALK]


def test_what_the_file_draws_last_is_read_first_where_it_stands_on_top() -> None:
    made = read(
        drawn(
            show(72, 700, "And this is the text that follows it.")
            + show(72, 760, "A title on top", size=20, font="F1")
        )
    )
    assert text(made) == ["A title on top", "And this is the text that follows it."]


def test_a_file_with_a_password_asks_for_it_and_opens_with_it() -> None:
    with pikepdf.open(io.BytesIO(typeset(WALK))) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(user="lamp", owner="other", R=6))
        for_printing = saved(pdf, encryption=pikepdf.Encryption(user="", owner="other", R=4))
    with pytest.raises(NeedsPassword):
        read(locked)
    with pytest.raises(WrongFilePassword):
        read(locked, "candle")
    assert text(read(locked, "lamp")) == [WALK]
    assert text(read(for_printing)) == [WALK]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04 no pdf", b"%PDF-1.4\n" + b"\0" * 5000])
def test_what_is_no_whole_pdf_is_called_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(data)


def test_a_page_without_text_is_told_as_such() -> None:
    with pytest.raises(NothingToRead):
        read(drawn("0 0 300 300 re f"))


def unnamed(data: bytes, *, kept: str = "none") -> bytes:
    """Return a file whose fonts do not say which letters they draw, but for those with this in their name."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.objects:
            if (
                isinstance(font, pikepdf.Dictionary)
                and "/ToUnicode" in font
                and kept not in str(font.BaseFont)
            ):
                del font.ToUnicode
        return saved(pdf)


def test_letters_that_the_file_does_not_name_are_told() -> None:
    data = typeset(f"{WALK} *Slowly.*")
    with pytest.raises(NothingToRead):
        read(unnamed(data))
    made = read(unnamed(data, kept="Regular"))
    assert text(made) == [f"{WALK} \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"]
    assert made.notes == ("The file does not say what some of its letters are. They stand here as \ufffd.",)


def test_a_book_is_refused_before_it_is_read() -> None:
    heard: list[int] = []
    with pytest.raises(TooMuchToRead):
        read(
            drawn(*[show(72, 700, "A page.")] * (MAX_PAGES + 1)), progress=lambda page, _: heard.append(page)
        )
    assert heard == []


def test_each_page_is_told_as_it_is_read() -> None:
    heard: list[tuple[int, int]] = []
    read(drawn(show(72, 700, "One."), show(72, 700, "Two.")), progress=lambda *at: heard.append(at))
    assert heard == [(0, 2), (1, 2), (2, 2)]


def test_title_authors_and_language_are_what_the_file_says() -> None:
    made = read(
        typeset('#set document(title: "The lamp", author: ("Ann Lee", "Bo Ek"))\n#set text(lang: "nb")\nA.')
    )
    assert (made.title, made.authors, made.language) == ("The lamp", ("Ann Lee", "Bo Ek"), "nb")


@pytest.mark.parametrize(
    "title", ["Microsoft Word - handout.doc", "handout_final.indd", "untitled", "Document1"]
)
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    assert read(typeset(f'#set document(title: "{title}")\nText.')).title == ""


def test_a_line_in_two_parts_and_a_small_one_at_the_edges_of_an_only_page_are_left_out():
    pages = typeset(
        "#set page(width: 148mm, height: 210mm, margin: 20mm, header: [CARE #h(1fr) Sheet 4], "
        "footer: text(size: 7pt)[willow.example])\n#set text(size: 11pt)\n" + "Some words of the text. " * 60
    )
    left_out = {one.text: one.furniture for one in read(pages).paragraphs if one.furniture}
    assert set(left_out) == {"CARE Sheet 4", "willow.example"}


def test_a_heading_that_is_the_last_line_of_its_column_heads_the_next_one() -> None:
    left = f'{WALK}\n\n{STONE}\n\n#text(size: 14pt, weight: "semibold")[The next thing]'
    right = f"{STONE}\n\n{WALK}\n\n#v(12mm)\n{STONE}"
    made = text(
        read(
            typeset(
                f"#set page(width: 20cm, height: 14cm)\n#grid(columns: 2, gutter: 1cm, [{left}], [{right}])"
            )
        )
    )
    assert made == [WALK, STONE, "The next thing", STONE, WALK, STONE]
