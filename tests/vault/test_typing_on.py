"""Typing on takes the shortest way, and only while nothing else was changed."""

from __future__ import annotations

from contextlib import suppress

import pytest

from resilience_desktop.errors import DiskFull, ResilienceError
from resilience_desktop.vault.connection import Database
from resilience_desktop.workbook import CheckIn

from .conftest import make_reading
from .test_vault import begun


@pytest.fixture
def prompt(reading):
    return reading.prompts[0]


@pytest.fixture
def number(vault, reading, prompt):
    """Return the number of a round in which somebody is typing."""
    made = begun(vault, reading)
    for text in ("a", "ab", "abc"):
        vault.save(made, {prompt: text})
    return made


@pytest.fixture
def asked(monkeypatch):
    """Return what the database is asked."""
    heard = []
    rows = Database.rows
    monkeypatch.setattr(
        Database, "rows", lambda self, sql, *more: heard.append(sql) or rows(self, sql, *more)
    )
    return heard


def selects(asked):
    return [sql for sql in asked if sql.startswith("SELECT")]


def test_typing_on_looks_nothing_up(vault, number, prompt, asked):
    vault.save(number, {prompt: "abcd"})
    assert selects(asked) == []
    assert vault.reflection(number).text(prompt.id) == "abcd"


def test_after_any_other_change_the_answer_is_looked_up_again(vault, number, prompt, asked):
    vault.set_fact("something", "else")
    asked.clear()
    vault.save(number, {prompt: "abcd"})
    assert len(selects(asked)) == 1


def test_another_edition_gives_the_next_words_its_wording(vault, number, prompt):
    other = make_reading("2", "What came up at first?")
    vault.go_on_in(number, vault.keep_edition(other))
    vault.save(number, {other.prompts[0]: "abcd"})
    (answer,) = vault.reflection(number).answers
    assert (answer.prompt.ask, answer.text) == ("What came up at first?", "abcd")
    vault.save(number, {prompt: "abcde"})
    (answer,) = vault.reflection(number).answers
    assert (answer.prompt.ask, answer.text) == (prompt.ask, "abcde")


def test_what_a_failed_transaction_took_back_is_not_believed(vault, reading, number, prompt):
    second = reading.prompts[1]
    with suppress(DiskFull), vault.together():
        vault.save(number, {second: "begun"})
        vault.save(number, {second: "begun, and on"})
        raise DiskFull
    assert vault.reflection(number).text(second.id) == ""
    vault.save(number, {second: "again"})
    vault.save(number, {prompt: "abcd"})
    reflection = vault.reflection(number)
    assert (reflection.text(second.id), reflection.text(prompt.id)) == ("again", "abcd")


def test_words_for_a_round_that_was_removed_are_refused_and_stay_with_the_window(vault, number, prompt):
    vault.bin.put_in(number)
    vault.bin.empty()
    with pytest.raises(ResilienceError, match="not in this vault"):
        vault.save(number, {prompt: "abcd"})


def test_a_save_of_something_else_does_not_vouch_for_what_was_known_before(vault, number, prompt):
    first, other = vault.reflection(number).edition, make_reading("2", "What came up at first?")
    for openness, edition, asked, text in (
        (1, vault.keep_edition(other), other.prompts[0], ""),
        (2, first, prompt, "abcd"),
    ):
        vault.go_on_in(number, edition)
        vault.save(number, check_in=CheckIn(openness))
        vault.save(number, {asked: text})
    (answer,) = vault.reflection(number).answers
    assert (answer.prompt.ask, answer.text) == (prompt.ask, "abcd")
    vault.verify()  # and it was counted as an answer again
