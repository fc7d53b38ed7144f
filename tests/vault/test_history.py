"""What was written before stays: in earlier rounds, and in versions that are kept by themselves."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace

import pytest

from resilience_desktop.errors import DiskFull, TooLong
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import ANSWER_LIMIT, Prompt

from .test_vault import NASTY, begun

LONG = "one two three four five six seven eight nine ten"


@pytest.fixture
def prompt(reading) -> Prompt:
    return reading.prompts[0]


@pytest.fixture
def number(vault, reading) -> int:
    return begun(vault, reading)


def texts(vault: Vault, number: int, prompt_id: str = "zuerst") -> list[str]:
    """Return the earlier versions of an answer, the newest first."""
    return [vault.history.text(version.id) for version in vault.history.versions(number, prompt_id)]


def test_typing_on_keeps_no_version(vault, number, prompt, clock):
    for end in range(0, len(LONG) + 1, 4):
        clock.advance(seconds=1)
        vault.save(number, {prompt: LONG[:end]})
    assert texts(vault, number) == []
    assert vault.history.with_versions(number) == frozenset()


def test_what_was_locked_away_is_kept_when_it_is_changed(folder, secret, clock, reading, prompt):
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        number = begun(vault, reading)
        vault.save(number, {prompt: "as it stood"})
        stood = clock.moment
    clock.advance(minutes=1)
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        vault.save(number, {prompt: "as it stood, and on"})
        vault.save(number, {prompt: "as it stood, and on it goes"})
        assert texts(vault, number) == ["as it stood"]
        assert [each.changed for each in vault.history.versions(number, "zuerst")] == [stood]
        assert vault.history.with_versions(number) == {"zuerst"}
        assert vault.history.take_news() == {(number, "zuerst")}
        assert vault.history.take_news() == frozenset()


@pytest.mark.parametrize("minutes", [10, -10])
def test_what_stood_for_ten_minutes_is_kept_when_it_is_changed(vault, number, prompt, clock, minutes):
    vault.save(number, {prompt: "before the pause"})
    clock.advance(minutes=minutes - minutes / 100)
    vault.save(number, {prompt: "before the pause."})
    assert texts(vault, number) == []
    clock.advance(minutes=minutes)
    vault.save(number, {prompt: "before the pause. After it"})
    assert texts(vault, number) == ["before the pause."]


def test_a_cut_of_more_than_a_fifth_keeps_the_whole(vault, number, prompt):
    vault.save(number, {prompt: "x" * 100})
    vault.save(number, {prompt: "x" * 80})
    assert texts(vault, number) == []
    vault.save(number, {prompt: "x" * 79})
    assert texts(vault, number) == ["x" * 80]
    vault.save(number, {prompt: ""})
    assert texts(vault, number) == ["x" * 79, "x" * 80]


def test_an_answer_that_vanishes_letter_by_letter_leaves_versions(vault, number, prompt):
    for left in range(100, -1, -5):
        vault.save(number, {prompt: "x" * left})
    assert texts(vault, number)[-1] == "x" * 80
    assert len(texts(vault, number)) > 3


def test_nothing_is_kept_twice(folder, secret, clock, reading, prompt):
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        number = begun(vault, reading)
        vault.save(number, {prompt: "the same"})
    for text in ("the same", "another", "the same", "the same"):
        with closing(Vault.open(folder, secret, clock=clock)) as vault:
            vault.save(number, {prompt: text})
    both = ["another", "the same"]
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        assert texts(vault, number) == both
        vault.save(number, {prompt: "the third"})
        assert texts(vault, number) == ["the same", *both]
        vault.history.keep_before_bringing_back(number, "zuerst", "the same")
        vault.history.keep_before_bringing_back(number, "zuerst", "")
        assert texts(vault, number) == ["the same", *both]


def test_the_present_words_are_kept_before_earlier_ones_come_back(vault, number, prompt, clock):
    vault.save(number, {prompt: LONG})
    vault.save(number, {prompt: "short"})
    clock.advance(seconds=5)
    vault.history.keep_before_bringing_back(number, "zuerst", "short, and not saved yet")
    vault.save(number, {prompt: LONG})
    assert texts(vault, number) == ["short, and not saved yet", LONG]
    assert vault.history.versions(number, "zuerst")[0].changed == clock.moment


def test_a_save_that_fails_keeps_no_version_and_the_next_one_does(vault, number, prompt, reading):
    vault.save(number, {prompt: LONG})
    with suppress(DiskFull), vault.together():
        vault.save(number, {prompt: "short"})
        assert texts(vault, number) == [LONG]
        raise DiskFull
    assert texts(vault, number) == []
    with pytest.raises(TooLong):
        vault.save(number, {prompt: "x" * (ANSWER_LIMIT + 1)})
    vault.save(number, {prompt: "short"})
    assert texts(vault, number) == [LONG]


def test_an_ordinary_save_runs_no_further_statement(vault, number, prompt):
    vault.save(number, {prompt: LONG})
    said: list[str] = []
    vault._database._connection.set_trace_callback(said.append)
    vault.save(number, {prompt: LONG + " eleven"})
    vault._database._connection.set_trace_callback(None)
    assert len(said) == 5  # begin, look up, answer, round, commit
    assert not any("versions" in statement for statement in said)


@pytest.mark.parametrize("text", [*NASTY, "a\0" * (ANSWER_LIMIT // 2)])
def test_a_version_is_exact_whatever_it_holds(vault, number, prompt, text):
    vault.save(number, {prompt: text})
    vault.history.keep_before_bringing_back(number, "zuerst", text + "!")
    vault.save(number, {prompt: ""})
    assert texts(vault, number) == [text, text + "!"]


def rounds(vault, reading, *answers) -> list[int]:
    numbers = []
    for text in answers:
        numbers.append(begun(vault, reading))
        vault.save(numbers[-1], {reading.prompts[0]: text})
    return numbers


def test_earlier_answers_come_newest_first_with_the_wording_that_they_answered(vault, reading, clock):
    (first,) = rounds(vault, reading, "once")
    begun_then = clock.moment
    clock.advance(days=-400)  # the clock was wrong for a day: the order stays
    reworded = replace(reading, prompts=(replace(reading.prompts[0], ask="What else?"), *reading.prompts[1:]))
    (second,) = rounds(vault, reworded, "twice")
    found = vault.history.earlier("gentle", "zuerst")
    assert [(each.reflection_id, each.answer.text) for each in found] == [(second, "twice"), (first, "once")]
    assert [each.answer.prompt.ask for each in found] == ["What else?", reading.prompts[0].ask]
    assert found[1].begun == begun_then
    assert vault.history.earlier("gentle", "zuerst", before=second) == found[1:]


def test_two_hundred_rounds_are_fetched_five_at_a_time(vault, reading):
    with vault.together():
        numbers = rounds(vault, reading, *(f"round {n}" for n in range(200)))
    before, pages = None, []
    while page := vault.history.earlier("gentle", "zuerst", before):
        pages.append(len(page))
        before = page[-1].reflection_id
    assert pages == [5] * 40
    assert before == numbers[0]


def test_only_words_of_the_same_prompt_and_reading_count_and_none_from_the_bin(vault, reading):
    numbers = rounds(vault, reading, "kept", "", "binned")
    vault.save(numbers[0], {reading.prompts[1]: "another prompt"})
    rounds(vault, replace(reading, id="other"), "another reading")
    vault.bin.put_in(numbers[2])
    assert [each.answer.text for each in vault.history.earlier("gentle", "zuerst")] == ["kept"]
    ids = [prompt.id for prompt in reading.prompts]
    assert vault.history.answered_before("gentle", ids) == {"zuerst", "before"}
    assert vault.history.answered_before("gentle", ids, before=numbers[0]) == frozenset()
    assert vault.history.answered_before("nowhere", ids) == frozenset()


def test_the_search_for_earlier_answers_goes_by_an_index(vault):
    for sql in ("prompt_id = ? AND a.reflection < ? ORDER BY a.reflection DESC",):
        (plan, *rest) = vault._database.rows(
            f"EXPLAIN QUERY PLAN SELECT 1 FROM answers a WHERE {sql}",  # noqa: S608  fixed words
            (b"", 1),
        )
        assert "answers_to_prompts" in plan[-1]
        assert rest == []
