"""One prompt across all rounds of a reading, as it was asked and answered each time."""

from dataclasses import replace

import pytest

from resilience_desktop.workbook import CheckIn, Noticed, Prompt

from .conftest import make_reading


@pytest.fixture
def rounds(vault, clock):
    """Return a function that writes a round and lets a week pass."""

    def write(reading, answers, check_in=None):
        number = vault.begin(vault.keep_edition(reading)).id
        asked = {prompt.id: prompt for prompt in reading.prompts}
        vault.save(number, {asked[key]: text for key, text in answers.items()}, check_in=check_in)
        clock.advance(days=7)
        return number

    return write


def look(vault, reading, prompt_id="", most=9):
    return vault.across.path(reading.id, prompt_id, {reading.id: reading.prompts}, most)


def test_an_empty_vault_has_prompts_to_show_and_nothing_else(vault, reading):
    path = look(vault, reading)
    assert (path.readings, path.steps, path.answered, path.answers) == ((), (), (), ())
    assert path.prompts == reading.prompts


def test_rounds_come_newest_first_with_where_the_person_stood(vault, reading, rounds, clock):
    begun = clock.moment
    rounds(reading, {"zuerst": "a"}, CheckIn(3, 6, Noticed.BOTH))
    rounds(reading, {"zuerst": "b"})
    newest, oldest = look(vault, reading).steps
    assert (oldest.reflection_id, oldest.begun) == (1, begun)
    assert oldest.words() == "22 November 2026, before 3, after 6"
    assert (newest.words(), newest.openness) == ("29 November 2026", None)


def test_only_rounds_with_an_answer_count_and_emptied_ones_do_not(vault, reading, rounds):
    rounds(reading, {"zuerst": "a", "before": "x"})
    rounds(reading, {"zuerst": "", "before": "y"})
    rounds(reading, {"before": "z"})
    rounds(reading, {"zuerst": "d"})
    path = look(vault, reading, "zuerst")
    assert path.answered == (4, 1)
    assert [(a.reflection_id, a.text) for a in path.answers] == [(4, "d"), (1, "a")]
    assert look(vault, reading, "before").answered == (3, 2, 1)


def test_answers_come_in_pages(vault, reading, rounds):
    for number in range(5):
        rounds(reading, {"zuerst": f"text {number}"})
    path = look(vault, reading, most=2)
    assert [a.text for a in path.answers] == ["text 4", "text 3"]
    rest = vault.across.answers("zuerst", (*path.answered[2:], 99))
    assert [a.text for a in rest] == ["text 2", "text 1", "text 0"]


def test_each_answer_keeps_the_question_as_it_was_asked(vault, reading, rounds):
    rounds(make_reading("0", "What was it?"), {"zuerst": "then"})
    rounds(reading, {"zuerst": "now"})
    path = look(vault, reading)
    assert path.prompt.ask == "What came up first?"
    assert [(a.ask, a.text) for a in path.answers] == [
        ("What came up first?", "now"),
        ("What was it?", "then"),
    ]


def test_prompts_of_earlier_editions_stand_after_todays_once_they_were_answered(vault, reading, rounds):
    asked_once = (Prompt("old", "Old", "What was?"), Prompt("older", "Older", "And before?"))
    rounds(replace(reading, version="0", prompts=(*asked_once, *reading.prompts)), {"old": "this"})
    rounds(reading, {"zuerst": "a"})
    path = look(vault, reading)
    assert [p.id for p in path.prompts] == [*(p.id for p in reading.prompts), "old"]
    assert path.numbered == len(reading.prompts)


def test_a_reading_that_is_gone_shows_what_was_asked_last(vault, reading, rounds):
    rounds(reading, {"zuerst": "a"})
    path = vault.across.path(reading.id, "", {}, 9)
    assert path.prompts == reading.prompts
    assert path.answers[0].text == "a"


def test_a_reading_without_rounds_gives_way_to_one_that_has_some(vault, reading, rounds):
    rounds(reading, {"zuerst": "a"})
    path = vault.across.path("another", "", {}, 9)
    assert (path.reading_id, path.readings) == ("gentle", (("gentle", "Gently"),))


def test_reflections_in_the_bin_are_left_out(vault, reading, rounds):
    for text in "ab":
        rounds(reading, {"zuerst": text})
    vault._database.change("INSERT INTO bin (id, binned_ms, binned_zone, seen_ms) VALUES (2, 0, '+00:00', 0)")
    path = look(vault, reading)
    assert (path.answered, [s.reflection_id for s in path.steps]) == ((1,), [1])
    assert vault.newest(reading.id) == 1


@pytest.mark.parametrize("text", ["nul\0inside", "half \ud800 pair", "\ufeffmark", "x" * 1_000_000])
def test_any_text_comes_back_as_it_was_written(vault, reading, rounds, text):
    rounds(reading, {"zuerst": text})
    assert look(vault, reading).answers[0].text == text


def test_rounds_keep_the_order_written_when_the_clock_was_set_back(vault, reading, rounds, clock):
    rounds(reading, {"zuerst": "a"})
    clock.advance(days=-400)
    rounds(reading, {"zuerst": "b"})
    assert [step.reflection_id for step in look(vault, reading).steps] == [2, 1]
