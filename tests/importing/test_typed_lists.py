from __future__ import annotations

import pytest

from resilience_desktop.workbook import Role

from .outlines import LONG, outline, para, taken


def rows(*said):
    return [(piece.item, piece.text) for piece in outline("A title", LONG, *said).pieces[2:]]


@pytest.mark.parametrize("form", ["{}) ", "{}. ", "({}) "])
def test_numbers_that_were_typed_make_a_list(form):
    said = [form.format(number) + words for number, words in enumerate(("Sit down.", "Breathe.", "Wait."), 1)]
    assert rows(*said) == [(1, "Sit down."), (2, "Breathe."), (3, "Wait.")]


def test_letters_make_a_list_of_questions_and_of_nothing_else():
    assert rows("a) What helps?", "b) Who knows?") == [(1, "What helps?"), (2, "Who knows?")]
    assert rows("a) Sit down.", "b) Breathe.") == [(None, "a) Sit down."), (None, "b) Breathe.")]


def test_questions_that_were_numbered_by_hand_lose_their_numbers():
    made = outline("A title", LONG, "Questions", "1) What helps?", "2) Who knows?")
    assert taken(made, Role.PROMPT) == ["What helps?", "Who knows?"]


@pytest.mark.parametrize(
    "said", [("1) Alone.", LONG), ("2) Two.", "3) Three."), ("1) One.", "3) Three.", LONG)]
)
def test_a_number_alone_or_out_of_its_row_stays_where_it_is(said):
    assert [text for _, text in rows(*said)] == list(said)


def test_numbered_headings_apart_from_each_other_stay_headings():
    made = outline("A title", LONG, para("1. Arrive", size=1.4), LONG, para("2. Go on", size=1.4), LONG)
    assert taken(made, Role.HEADING) == ["1. Arrive", "2. Go on"]
