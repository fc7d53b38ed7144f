from __future__ import annotations

import pytest

from resilience_desktop.importing import notes
from resilience_desktop.workbook import Role, Run

from .outlines import LONG, items, outline, para, taken


def marks(made) -> list[int]:
    return [run.footnote for piece in made.pieces for run in piece.runs if run.footnote]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("It eases the pain of others.1 Likewise we learn", "It eases the pain of others. Likewise we learn"),
        ("They called it “rest.”1", "They called it “rest.”"),
        ("They rested¹ and went on", "They rested and went on"),
        ("They rested [1] and went on", "They rested and went on"),
        ("They rested.[1]", "They rested."),
    ],
)
def test_a_mark_is_taken_out_of_the_words_and_kept_as_a_note_without_text(said, left):
    made = outline("A title", f"{said} {LONG}")
    assert made.pieces[1].text == f"{left} {LONG}"
    assert marks(made) == [1]
    assert [(piece.role, piece.number, piece.text, piece.why) for piece in made.pieces[2:]] == [
        (Role.FOOTNOTE, 1, "", notes.LONELY)
    ]


@pytest.mark.parametrize(
    "said",
    [
        *(
            "see fig.3 and p.12",
            "cf. vol.2 of it",
            "version no.5 is out",
            "at 10.30 or 11.45",
            "chapter.99 is long",
        ),
        *(
            "H2O, CO2 and B12",
            "over 12 m² of it",
            "a 3-2 win",
            "the year 2019",
            "word* and another*",
            "they rested.7",
        ),
        *("Max Muster †1990", "x² + y²", "item [42] of the list"),
    ],
)
def test_other_numbers_and_signs_are_left_alone(said):
    made = outline("A title", f"{said} {LONG}")
    assert made.pieces[1].text == f"{said} {LONG}"
    assert marks(made) == []


@pytest.mark.parametrize("sign", ["1", "[1]", "¹", "*", "†"])
def test_a_note_below_the_text_goes_to_its_mark(sign):
    made = outline("A title", f"They rested.{sign} {LONG}", f"{sign} So the oldest account has it.")
    assert marks(made) == [1]
    assert taken(made, Role.FOOTNOTE) == ["So the oldest account has it."]
    assert made.pieces[-1].number == 1
    assert made.pieces[-1].why


def test_notes_in_a_list_below_their_heading_are_found_and_numbered_questions_are_not_taken_for_them():
    made = outline(
        *("A title", f"They rested.1 Then they rose.2 {LONG}", "Reflection"),
        *items("What helps you?", "What does not?", numbered=True),
        *("Notes", *items("The oldest account.", "A later one.", numbered=True)),
    )
    assert taken(made, Role.FOOTNOTE) == ["The oldest account.", "A later one."]
    assert taken(made, Role.PROMPT) == ["What helps you?", "What does not?"]


def test_notes_that_the_file_itself_has_are_kept_and_lose_their_own_number():
    made = outline(
        para("A title"),
        _marked("They rested.", 3),
        para(LONG),
        para("3 The oldest account.", note=3),
        para("A", note=4),
    )
    assert [
        (piece.number, piece.text, piece.why) for piece in made.pieces if piece.role is Role.FOOTNOTE
    ] == [
        (3, "The oldest account.", ""),
        (4, "A", ""),
    ]


def test_a_mark_that_the_file_has_finds_its_note_in_small_letters_below():
    small = para("1The oldest account.", size=0.8)
    made = outline(para("A title"), _marked("They rested.", 1), small, para(LONG))
    assert taken(made, Role.FOOTNOTE) == ["The oldest account."]


def test_marks_and_numbers_do_not_mix():
    made = outline("A title", f"They rested.1 They rose.* {LONG}", "1 The oldest.", "* A later one.")
    assert [(piece.number, piece.text) for piece in made.pieces if piece.role is Role.FOOTNOTE] == [
        (1, "The oldest."),
        (2, "A later one."),
    ]
    assert marks(made) == [1, 2]


def test_styles_around_a_mark_stay():
    first = para("")
    made = outline(
        para("A title"), type(first)((Run("They "), Run("rested.1", strong=True), Run(" Then"))), LONG
    )
    assert made.pieces[1].runs == (
        Run("They "),
        Run("rested.", strong=True),
        Run("", footnote=1),
        Run(" Then"),
    )


def _marked(said: str, number: int):
    whole = para(said)
    return type(whole)((*whole.runs, Run("", footnote=number), Run(f" {LONG}")))
