from __future__ import annotations

import pytest

from resilience_desktop.importing import prompts
from resilience_desktop.workbook import Noticed, Role

from .outlines import LONG, items, outline, para, taken


def asked(*said, **facts) -> list[str]:
    return taken(outline("A title", LONG, *said, **facts), Role.PROMPT)


def test_what_stands_below_reflection_is_asked_whatever_form_it_has():
    said = [
        "What helps you?",
        "Describe a day that was light.",
        "I feel safe when …",
        "Then: why? Write to someone.",
    ]
    assert asked("Reflection", *said) == said


def test_below_such_a_heading_every_item_is_asked():
    said = items("Three things that went well", "One person to thank", numbered=True)
    assert asked("Questions for reflection", *said) == [one.text for one in said]


def test_an_introduction_to_the_questions_is_text():
    lead = "Take ten minutes with these questions, alone or in pairs."
    assert asked("Reflection", lead, "What helps you?", "What does not?") == [
        "What helps you?",
        "What does not?",
    ]
    assert asked("Reflection", "Choose one:", *items("What helps?", "What hurts?")) == [
        "What helps?",
        "What hurts?",
    ]


def test_the_text_goes_on_below_a_long_paragraph():
    long = f"{LONG} {LONG} {LONG}"
    assert asked("Reflection", "What helps you?", long, "Write soon.") == ["What helps you?"]


def test_the_next_heading_ends_the_questions_and_a_smaller_one_does_not():
    made = outline(
        *("A title", LONG, para("Reflection", heading=2), para("Alone", heading=3), "What helps?"),
        *(
            para("Together", heading=3),
            "What helps us?",
            para("More", heading=2),
            *items("A cup of tea", "A chair"),
        ),
    )
    assert taken(made, Role.PROMPT) == ["What helps?", "What helps us?"]


@pytest.mark.parametrize("heading", ["Things to consider", "To think about before you start"])
def test_a_heading_that_may_mean_anything_makes_no_questions_of_plain_items(heading):
    made = outline(
        "A title", LONG, heading, *items("A quiet place.", "Some paper."), "What else would you need?"
    )
    assert taken(made, Role.PROMPT) == ["What else would you need?"]


def test_a_list_of_questions_needs_no_heading():
    assert asked(LONG, *items("What helps?", "Who knows?", "Sit down."), LONG) == [
        "What helps?",
        "Who knows?",
    ]
    assert asked(LONG, *items("Sit.", "Breathe.", "Ready?"), LONG) == []


def test_a_sentence_that_leads_to_a_list_makes_questions_of_its_items():
    assert asked("Before you go on, ask yourself:", *items("What helps", "Who knows")) == [
        "What helps",
        "Who knows",
    ]


def test_a_paragraph_that_only_asks_is_asked_and_one_that_goes_on_is_text():
    assert asked(LONG, "What would help you today? Write it down.", LONG) == [
        "What would help you today? Write it down."
    ]
    assert asked(LONG, "Have you ever wondered why? There is a reason for it.", LONG) == []
    assert asked(LONG, para("What would help you today?", is_quote=True), LONG) == []
    assert asked(LONG, "Really?", LONG) == []


def test_a_question_that_the_text_answers_is_a_heading():
    made = outline("A title", LONG, "Why do people resist a kind word?", LONG)
    assert taken(made, Role.PROMPT) == []
    assert made.pieces[2].role is Role.HEADING
    assert made.pieces[2].why == prompts.ANSWERED


def test_questions_with_answers_are_not_asked():
    made = outline(
        "A title", LONG, "Frequently asked questions", "What is resistance?", LONG, "Does it pass?", LONG
    )
    assert taken(made, Role.PROMPT) == []


def test_a_sentence_left_open_with_a_line_is_asked():
    assert asked("Today I would like to ______") == ["Today I would like to ______"]


@pytest.mark.parametrize(
    ("said", "when"),
    [
        (
            "If you experienced resistance, what did it say? How did you move to being all in?",
            Noticed.RESISTANCE,
        ),
        ("If at once you felt “all in”, what could wear you out?", Noticed.ALL_IN),
        ("Wenn Sie Widerstand gespürt haben: Was wollte er schützen?", Noticed.RESISTANCE),
        ("Wenn du ganz dabei warst, was könnte dich müde machen?", Noticed.ALL_IN),
        ("Si vous avez ressenti une résistance, que disait-elle ?", Noticed.RESISTANCE),
        ("Si sentiste resistencia, ¿qué te decía?", Noticed.RESISTANCE),
        ("Jeśli poczułaś opór, co mówił?", Noticed.RESISTANCE),
        ("إذا شعرت بمقاومة، فماذا قالت لك؟", Noticed.RESISTANCE),
        ("אם הרגשת התנגדות, מה היא אמרה?", Noticed.RESISTANCE),
        ("如果你感到抗拒，它想保护什么？", Noticed.RESISTANCE),
        ("もし抵抗を感じたなら、それは何を守ろうとしていましたか？", Noticed.RESISTANCE),
        ("If you felt resistance or were all in, what did you do?", None),
        ("What does resistance feel like to you?", None),
        ("If you have time, what about resistance?", None),
    ],
)
def test_a_question_that_speaks_to_some_only_is_limited_to_them(said, when):
    (piece,) = [
        piece for piece in outline("A title", LONG, "Reflection", said).pieces if piece.role is Role.PROMPT
    ]
    assert piece.when is when
    assert (prompts.RESISTANCE in piece.why, prompts.ALL_IN in piece.why) == (
        when is Noticed.RESISTANCE,
        when is Noticed.ALL_IN,
    )


def test_a_dialogue_of_questions_and_answers_is_text():
    assert (
        asked(
            "Q: What would help people here today?", "A: Sleep.", "Q: Does it pass after a while?", "A: Yes."
        )
        == []
    )


def test_the_fields_of_a_form_are_not_asked():
    assert asked("Name: ______ Date: ______") == []


def test_a_sentence_to_go_on_with_is_asked_among_questions():
    said = ["What is still in your hands?", "My last sentence to the day is: ______"]
    assert asked(LONG, *items(*said, numbered=True), LONG) == said


def test_a_sentence_that_leads_to_plain_items_makes_no_questions_of_them():
    made = outline("A title", LONG, "Please consider this:", *items("It takes time.", "It is free."), LONG)
    assert taken(made, Role.PROMPT) == []
    assert taken(made, Role.HEADING) == []
