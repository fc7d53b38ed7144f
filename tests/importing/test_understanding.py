from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.importing.raw import RawFile, RawParagraph
from resilience_desktop.importing.understanding import BLANK_LINE, CONTENTS, FOOT, PAGE_NUMBER, understand
from resilience_desktop.readings import parse
from resilience_desktop.readings.writing import pack_text
from resilience_desktop.workbook import Noticed, Outline, Role, Run
from resilience_desktop.workbook.signs import shown

from .outlines import LONG, items, outline, para

SNIPPETS = ["Reflection", "Notes", "1 A note", "* A note", "A title", LONG, "What helps?", "others.1 Next"]
SNIPPETS += ["word*", "___", "see [1] and [2]", "[1] a note", "Overview:", "page¹", "第一", "これは？"]
SNIPPETS += ["Why not? Because.", "", " ", "†"]

runs = st.lists(
    st.builds(Run, st.sampled_from(SNIPPETS) | st.text(max_size=12), st.booleans(), st.booleans())
    | st.integers(1, 3).map(lambda number: Run("", footnote=number)),
    max_size=3,
).map(tuple)
paragraphs = st.builds(
    RawParagraph,
    runs,
    heading=st.integers(0, 6),
    item=st.none() | st.integers(0, 3),
    is_quote=st.booleans(),
    size=st.sampled_from([0.8, 1.0, 1.0, 1.3, 2.0]),
    is_bold=st.booleans(),
    note=st.sampled_from([0, 0, 0, 1, 2]),
    furniture=st.sampled_from(["", "", "a page number"]),
    page=st.integers(0, 3),
)
files = st.builds(
    RawFile,
    st.lists(paragraphs, max_size=12).map(tuple),
    title=st.sampled_from(["", "A title", "notes.docx"]),
    language=st.sampled_from(["", "en-US", "de", "nonsense!"]),
)


def roles(made: Outline) -> list[tuple[str, str]]:
    return [(piece.role.value, piece.text[:12].strip()) for piece in made.pieces]


@given(files)
def test_every_letter_of_a_file_is_in_some_piece(raw):
    made = understand(raw)
    there = Counter(letter for piece in made.pieces for letter in piece.text if letter.isalpha())
    before = Counter(letter for one in raw.paragraphs for letter in one.text if letter.isalpha())
    before.update(letter for letter in raw.title if letter.isalpha() and there > before)
    assert there == before


@given(files)
def test_no_digit_or_sign_is_lost_but_becomes_a_mark_or_a_footnotes_number(raw):
    made = understand(replace(raw, title=""))
    before = Counter(letter for one in raw.paragraphs for letter in one.text if not letter.isspace())
    there = Counter(letter for piece in made.pieces for letter in piece.text)
    assert set(before - there) <= set("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹*†‡[](). :")
    marks = sum(bool(run.footnote) for piece in made.pieces for run in piece.runs)
    notes = sum(piece.role is Role.FOOTNOTE for piece in made.pieces)
    assert bool(before - there) <= marks + notes


@given(files)
def test_what_is_guessed_says_why(raw):
    for piece in understand(raw).pieces:
        own = any(one.heading for one in raw.paragraphs)
        told = any(one.note for one in raw.paragraphs)
        if piece.role in (Role.TITLE, Role.HEADING) and not own:
            assert piece.why
        if piece.role in (Role.PROMPT, Role.LEFT_OUT) or (piece.role is Role.FOOTNOTE and not told):
            assert piece.why


@given(files)
def test_whatever_is_understood_can_become_a_pack(raw):
    made = understand(raw)
    if any(shown(piece.text).strip() and piece.role is not Role.LEFT_OUT for piece in made.pieces):
        reading, problems = parse(pack_text(made, id="a-reading"))
        assert reading is not None, problems


def test_a_title_and_introduction_that_stand_last_come_first():
    made = outline(
        f"One. {LONG}",
        f"Two. {LONG}",
        f"Three. {LONG}",
        "Reflection:",
        "What did you feel when you heard of it?",
        "If you felt resistance, let it be there. What would help you? Write to someone about it.",
        "If you were “all in” at once, what might tire you? Write to someone about it.",
        "Strength for the week:",
        "A Kind Way to Put Things Down",
        f"Resilience can be learned, as many have.1 {LONG}",
    )
    assert roles(made) == [
        ("title", "Strength for"),
        ("title", "A Kind Way t"),
        ("text", "Resilience c"),
        ("text", "One. When th"),
        ("text", "Two. When th"),
        ("text", "Three. When"),
        ("left-out", "Reflection:"),
        ("prompt", "What did you"),
        ("prompt", "If you felt"),
        ("prompt", "If you were"),
        ("footnote", ""),
    ]
    assert [piece.when for piece in made.pieces if piece.role is Role.PROMPT] == [
        None,
        Noticed.RESISTANCE,
        Noticed.ALL_IN,
    ]
    assert [run.footnote for run in made.pieces[2].runs] == [0, 1, 0]
    assert "moved to the front" in made.notes[0]
    reading, problems = parse(pack_text(made, id="a-reading"))
    assert not problems
    assert reading.title == "Strength for the week: A Kind Way to Put Things Down"
    assert [(note.number, note.blocks) for note in reading.footnotes] == [(1, ())]


def test_what_belongs_to_the_page_is_left_out_with_its_reason():
    made = outline("A title", LONG, para("Page 3", furniture="a page number"), "_" * 40)
    assert [(piece.role, piece.why) for piece in made.pieces[2:]] == [
        (Role.LEFT_OUT, "A page number."),
        (Role.LEFT_OUT, BLANK_LINE),
    ]


def test_what_the_file_says_of_itself_is_kept():
    made = outline(
        "A title", LONG, authors=("Ada Example",), license="CC0-1.0", notes=("One picture is missing.",)
    )
    assert (made.authors, made.license, made.notes) == (
        ("Ada Example",),
        "CC0-1.0",
        ("One picture is missing.",),
    )


@pytest.mark.parametrize("said", ["Page 3", "- 3 -", "Seite 3 von 4", "第3页", "Página 2 de 3"])
def test_a_page_number_among_the_text_is_left_out(said):
    made = outline("A title", LONG, said, LONG)
    assert (made.pieces[2].role, made.pieces[2].why) == (Role.LEFT_OUT, PAGE_NUMBER)


@pytest.mark.parametrize(
    "said",
    [
        "Staff wellbeing programme, page 1 of 1",
        "Für die Pause | Seite 2 von 3",
        "Cuidar de quem cuida – Página 2 de 3",
        "Pour l’équipe (page 1 sur 4)",
        "For the team Page 3/12",
        "Dla zespołu, strona 1 z 2",
        "Для команды, страница 1 из 2",
        "לצוות, עמוד 1 מתוך 2",
        "للفريق، صفحة 1 من 2",
        "照顾者手册 第1页 共3页",
        "やすむこと　第1頁／全3頁",
    ],
)
def test_the_foot_of_a_page_is_left_out_and_leaves_no_heading_of_questions_behind(said):
    made = outline("A title", LONG, "Reflection", *items("What helps you to rest?", "Who knows?"), said)
    assert [piece.role for piece in made.pieces[2:]] == [
        Role.LEFT_OUT,
        Role.PROMPT,
        Role.PROMPT,
        Role.LEFT_OUT,
    ]
    assert made.pieces[-1].why == FOOT


@pytest.mark.parametrize(
    "said",
    [
        "The table stands on page 3 of 4.",
        "What do you notice on page 3 of 4?",
        "You find more about it on page 3",
        "He was on his homepage 3 of 4",
        f"{LONG} Please go on at page 3 of 4",
        para("Fill in page 3 of 4", item=1),
        para("Workbook, page 3 of 4", heading=2),
    ],
)
def test_a_sentence_an_item_or_a_heading_that_names_a_page_is_kept(said):
    made = outline("A title", LONG, said, LONG)
    assert made.pieces[2].role is not Role.LEFT_OUT


@pytest.mark.parametrize(
    "said", ["1 Introduction . . . . . . . . 3", "Preface......iv", "One ...... 3 Two ...... 7"]
)
def test_a_table_of_contents_is_left_out(said):
    assert outline("A title", LONG, said, LONG).pieces[2].why == CONTENTS


@pytest.mark.parametrize(
    ("said", "license"),
    [
        ("Shared under CC BY-SA 4.0 by all of us.", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by-nc/3.0/", "CC-BY-NC-3.0"),
        ("This text is CC0.", "CC0-1.0"),
        ("All rights reserved.", ""),
    ],
)
def test_a_free_licence_in_the_text_is_seen(said, license):
    assert outline("A title", LONG, said).license == license


def test_an_empty_file_has_an_empty_outline():
    assert understand(RawFile(())).pieces == ()


@pytest.mark.parametrize(
    "piece", [".", "_", "…", "a.1 ", "* ", "[1]", "?", "“”", "-", "1", "¹", "a:", "Reflection ", "字。"]
)
def test_a_paragraph_as_dense_as_may_be_is_understood(piece):
    dense = piece * (60_000 // len(piece))
    made = outline("A title", dense, f"{dense}x", para(f"x{dense}", item=1), "Reflection", dense, f"{dense}?")
    assert sum(len(each.text) + len(each.runs) for each in made.pieces) > 60_000
