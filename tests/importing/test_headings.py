from __future__ import annotations

import pytest

from resilience_desktop.importing import headings
from resilience_desktop.workbook import Role

from .outlines import LONG, items, outline, para, taken


def levels(made):
    return [(piece.text, piece.level) for piece in made.pieces if piece.role is Role.HEADING]


@pytest.mark.parametrize(
    "said",
    [
        *(
            "Reflection",
            "REFLECTION:",
            "3. Reflect",
            "Think about it",
            "Questions for your team:",
            "Journal prompts",
        ),
        *("Your turn", "Food for thought", "Discuss", "Zum Nachdenken", "Reflexionsfragen", "Pour réfléchir"),
        *(
            "À vous de jouer",
            "Preguntas para reflexionar",
            "Para pensar",
            "Perguntas para refletir",
            "Domande",
        ),
        *(
            "Spunti di riflessione",
            "Om over na te denken",
            "Gespreksvragen",
            "Do przemyślenia",
            "Pytania do rozmowy",
        ),
        *(
            "Att tänka på",
            "Spørsmål",
            "Вопросы для обсуждения",
            "أسئلة للتأمل",
            "للنقاش",
            "שאלות למחשבה",
            "לדיון",
        ),
        *("思考与讨论", "問題討論", "振り返りの問い", "考えてみましょう", "성찰 질문"),
    ],
)
def test_headings_that_announce_questions_are_known_in_many_languages(said):
    assert headings.announces_prompts(said)


@pytest.mark.parametrize(
    "said",
    [
        "Frequently asked questions",
        "Häufige Fragen",
        "What we found",
        "Introduction",
        "Einleitung",
        LONG,
        "",
        "…",
    ],
)
def test_other_headings_announce_nothing(said):
    assert not headings.announces_prompts(said)


def test_the_levels_that_a_file_gives_are_kept_below_its_title():
    made = outline(
        *(para("A title", heading=1), LONG, para("Part", heading=2), LONG, para("Smaller", heading=3), LONG)
    )
    assert levels(made) == [("Part", 2), ("Smaller", 3)]
    assert all(not piece.why for piece in made.pieces if piece.role is Role.HEADING)


def test_where_every_heading_is_of_the_first_level_they_all_come_below_the_title():
    made = outline(
        *(para("A title", heading=1), LONG, para("One", heading=1), LONG, para("Two", heading=1), LONG)
    )
    assert taken(made, Role.TITLE) == ["A title"]
    assert levels(made) == [("One", 2), ("Two", 2)]


def test_larger_letters_make_headings_and_their_size_the_level():
    made = outline(
        para("A title", size=2.0), LONG, para("Part", size=1.5), LONG, para("Smaller", size=1.2), LONG
    )
    assert levels(made) == [("Part", 2), ("Smaller", 3)]
    assert {piece.why for piece in made.pieces if piece.role is Role.HEADING} == {headings.LARGER}


def test_short_bold_paragraphs_are_headings_and_bold_sentences_are_not():
    made = outline(
        *("A title", LONG, para("How it begins", is_bold=True), LONG),
        *(para("Please read this first, and slowly.", is_bold=True), LONG),
    )
    assert [piece.why for piece in made.pieces if piece.role is Role.HEADING] == [headings.BOLD]
    assert "Please read this first, and slowly." in taken(made, Role.TEXT)


def test_in_a_plain_text_what_is_short_above_a_long_paragraph_is_a_heading():
    made = outline("A title", LONG, "How it begins", LONG, "WHERE IT LEADS", LONG, "Short.", LONG)
    assert levels(made) == [("How it begins", 2), ("WHERE IT LEADS", 2)]


def test_a_heading_above_a_list_is_one_and_a_sentence_that_leads_to_it_is_not():
    made = outline(
        "A title", LONG, "Three steps", *items("Sit.", "Breathe."), LONG, "You will need:", *items("Tea.")
    )
    assert taken(made, Role.HEADING) == ["Three steps"]
    assert "You will need:" in taken(made, Role.TEXT)


def test_a_numbered_heading_keeps_its_number_and_the_items_of_a_list_are_none():
    made = outline(
        "A title", LONG, para("Arrive", item=1), LONG, para("Go on", item=2), LONG, *items("A cup", "Tea")
    )
    assert taken(made, Role.HEADING) == ["1. Arrive", "2. Go on"]
    assert [piece.item for piece in made.pieces if piece.text in ("A cup", "Tea")] == [0, 0]


@pytest.mark.parametrize("said", ["(a note)", "ada@example.org,", "— Ada Example", "and so on", "Ada, Ben,"])
def test_scraps_above_a_long_paragraph_are_no_headings(said):
    assert taken(outline("A title", LONG, said, LONG), Role.HEADING) == []


def test_a_heading_that_only_announces_questions_is_left_out_and_says_why():
    made = outline("A title", LONG, "Reflection", "What helps you?", "What does not?")
    assert [p.why for p in made.pieces if p.role is Role.LEFT_OUT] == [headings.ANNOUNCED]


def test_a_heading_of_questions_with_a_text_below_it_stays():
    made = outline("A title", LONG, "Reflection", LONG, "What helps you?")
    assert taken(made, Role.HEADING) == ["Reflection"]


def test_any_heading_above_nothing_but_questions_is_left_out_and_says_why():
    made = outline("A title", LONG, para("In the evening", heading=2), para("What helps you?", item=1))
    assert [p.why for p in made.pieces if p.role is Role.LEFT_OUT] == [headings.ABOVE_QUESTIONS]
