from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.readings.naming import name_prompts, short_for, suggest_id


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("An Invitation: let go!", "an-invitation-let-go"),
        ("Grenzen, die schützen – für Ängstliche", "grenzen-die-schutzen-fur-angstliche"),
        ("L’été où j’ai dit « non »", "lete-ou-jai-dit-non"),
        ("Łódź i źródło", "lodz-i-zrodlo"),
        ("x" * 200, "x" * 48),
    ],
)
def test_an_id_is_made_of_the_title_in_plain_letters(title, id):
    assert suggest_id(title) == id


@given(st.text())
def test_an_id_can_be_made_of_anything(title):
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,47}", suggest_id(title))


def test_titles_in_another_script_get_ids_of_their_own():
    assert suggest_id("接纳与放下") != suggest_id("自我关怀") == suggest_id("自我关怀")


@pytest.mark.parametrize(
    ("ask", "language", "label", "id"),
    [
        ("What worries do you have there?", "en", "Worries", "worries"),
        (
            "What habits from your childhood do you still keep?",
            "en-GB",
            "Habits from your childhood",
            "habits-from-your-childhood",
        ),
        ("Welche Grenzen schützen dich?", "de", "Grenzen schützen", "grenzen-schutzen"),
        ("Qu’est-ce qui te fait du bien ?", "fr", "Fait du bien", "fait-du-bien"),
        ("今天有什么让你感到温暖？", "zh", "今天有什么让你感", "prompt-1"),
        ("???", "en", "???", "prompt-1"),
        (
            "If you noticed reluctance, try to let it stay.",
            "en",
            "Noticed reluctance",
            "noticed-reluctance",
        ),
        ("If you felt “at home” there, why?", "en", "Felt at home", "felt-at-home"),
        (
            "Donaudampfschifffahrtsgesellschaftskapitän im Ruhestand?",
            "de",
            "Donaudampfschifffahrtsgesellschaftskapit",
            "donaudampfschifffahrtsgesellschaftskapit",
        ),
    ],
)
def test_questions_get_short_labels_and_ids_of_them(ask, language, label, id):
    assert list(name_prompts([ask], language)) == [(id, label)]


def test_no_two_questions_have_the_same_label_or_id():
    named = list(name_prompts(["What helps?"] * 3, "en"))
    assert named == [("helps", "Helps"), ("helps-2", "Helps 2"), ("helps-3", "Helps 3")]


@given(st.text(min_size=1), st.sampled_from(["en", "de", "zh", "xx"]))
def test_any_question_gets_a_short_label_on_one_line(ask, language):
    ((id, label),) = name_prompts([ask], language)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", id)
    assert len(label) <= 40


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Rest before you are tired", ""),
        ("A week of small pauses: how to begin and how to keep at it", "A week of small pauses"),
        ("What we carry home from the ward, and what stays there", "What we carry home from the…"),
        ("Rindfleischetikettierungsüberwachungsaufgaben", "Rindfleischetikettierungsübe…"),
    ],
)
def test_a_long_title_gets_a_short_one_for_lists(title, short):
    assert short_for(title) == short
