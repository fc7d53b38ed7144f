"""An answer in any form is text, and no form hides or loses what stands there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.workbook import Choices, Prompt, Scale
from resilience_desktop.workbook.answers import (
    Chosen,
    Rated,
    carried,
    in_words,
    listed,
    read_choice,
    read_rating,
    write_choice,
    write_rating,
)

SCALE = Scale(-2, 10, "calm", "storm")
ONE = Choices(("Rest", "Company", "A walk"))
SEVERAL = Choices(ONE.options, several=True, own=True)

words = st.text(st.sampled_from("a7 -\n•") | st.characters(), max_size=40)
written = st.lists(st.sampled_from(("Rest", "Company", "A walk", "3", "-2", "")) | words, max_size=8).map(
    "\n".join
)


def kept(text):
    return sorted(line for line in text.split("\n") if line)


@given(written)
def test_no_line_is_lost_by_a_scale_whatever_stands_in_the_answer(text):
    rated = read_rating(text, SCALE)
    assert kept(write_rating(rated)) == kept(text)
    assert kept(write_rating(Rated(4, rated.words))) == kept(f"4\n{rated.words}")


@given(written, st.sampled_from((ONE, SEVERAL)))
def test_no_line_is_lost_by_a_choice_whatever_stands_in_the_answer(text, choices):
    assert kept(write_choice(read_choice(text, choices))) == kept(text)


@given(written, st.sampled_from((ONE, SEVERAL)))
def test_what_was_read_and_written_is_read_as_the_same(text, choices):
    chosen = read_choice(text, choices)
    assert read_choice(write_choice(chosen), choices) == chosen
    rated = read_rating(text, SCALE)
    if rated.value is not None:
        assert read_rating(write_rating(rated), SCALE) == rated


@given(st.integers(-2, 10), words)
def test_a_number_and_words_come_back_as_they_were_said(value, below):
    assert read_rating(write_rating(Rated(value, below)), SCALE) == Rated(value, below)


@given(st.sets(st.sampled_from(ONE.options)), st.text("xyz \n", max_size=30))
def test_options_and_own_words_come_back_as_they_were_chosen(picked, own):
    chosen = Chosen(tuple(each for each in SEVERAL.options if each in picked), own)
    assert read_choice(write_choice(chosen), SEVERAL) == chosen


@pytest.mark.parametrize("text", ["", "11", "-3", "07", " 7", "7.0", "seven", "7 of 10", "x\n7"])
def test_what_is_no_place_on_the_scale_is_words(text):
    assert read_rating(text, SCALE) == Rated(None, text)


def test_where_one_may_be_chosen_the_first_counts_and_the_other_stays_as_words():
    assert read_choice("Company\nRest", ONE) == Chosen(("Company",), "Rest")
    assert read_choice("Company\nRest", SEVERAL) == Chosen(("Rest", "Company"), "")


def test_a_list_is_its_lines_that_hold_something():
    assert listed("bread\n\n  \n honey ") == ("bread", " honey ")


def test_an_answer_is_told_in_words_with_what_it_means():
    scale = Prompt("a", "A", "How?", type="scale", scale=SCALE)
    choice = Prompt("b", "B", "What?", type="choice", choices=SEVERAL)
    listing = Prompt("c", "C", "Which?", type="list")
    assert in_words(scale, "7\nabout") == "7 on a scale from -2 (calm) to 10 (storm)\nabout"
    assert in_words(choice, "Company\nRest\nmy cat") == "• Rest\n• Company\nmy cat"
    assert in_words(listing, "bread\n\nhoney") == "• bread\n\n• honey"


@given(written, st.sampled_from(["text", "scale", "choice", "release", "drawing"]))
def test_an_answer_in_another_form_than_its_type_is_told_as_it_stands(text, kind):
    assert in_words(Prompt("a", "A", "How?", type=kind), text) == text


def test_the_ends_of_a_scale_are_told_without_words_where_it_has_none():
    assert Scale(1, 5, "", "full").words() == "from 1 to 5 (full)"


GERMAN = Choices(("Ruhe", "Gesellschaft", "Ein Weg"), several=True)


def test_what_was_chosen_in_one_language_is_chosen_in_the_other():
    assert carried("Rest\nA walk\nmy cat", SEVERAL, GERMAN) == Chosen(("Ruhe", "Ein Weg"), "my cat")


@given(written, st.sampled_from([GERMAN, Choices(("Ruhe", "A walk")), Choices(GERMAN.options), ONE]))
def test_no_word_is_lost_between_languages(text, now):
    chosen, then = carried(text, SEVERAL, now), read_choice(text, SEVERAL)
    assert kept(chosen.words) == kept(then.words) or kept(write_choice(chosen)) == kept(text)
    assert len(chosen.options) == len(then.options) or kept(write_choice(chosen)) == kept(text)


def test_what_was_chosen_is_chosen_still_where_an_edition_puts_its_options_in_another_order():
    turned = Choices(("Company", "A walk", "Rest"), several=True, own=True)
    assert carried("Rest\nmy cat", SEVERAL, turned) == Chosen(("Rest",), "my cat")


def test_an_option_that_took_the_place_of_another_is_not_chosen_for_it():
    other = Choices(("Silence", "Company", "A walk"), several=True, own=True)
    assert carried("Rest\nCompany", SEVERAL, other) == Chosen(("Company",), "Rest")


def test_where_the_options_do_not_match_what_was_chosen_stays_as_words():
    assert carried("Rest\nCompany", SEVERAL, Choices(("Ruhe", "Company"))) == Chosen(("Company",), "Rest")
    assert carried("Rest\nCompany", SEVERAL, Choices(GERMAN.options)) == Chosen((), "Rest\nCompany")
