"""A round goes on in another language of its reading, and each answer keeps the wording that it answers."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from resilience_desktop.errors import ResilienceError
from resilience_desktop.vault import Vault

from .test_vault import begun


@pytest.fixture
def german(reading):
    asks = ("Was kam zuerst?", "Was liegt dahinter?", "Was würde helfen?")
    prompts = tuple(replace(p, ask=ask) for p, ask in zip(reading.prompts, asks, strict=True))
    return replace(reading, language="de", title="Sanft", prompts=prompts, markdown="auf Deutsch")


def test_answers_stay_and_keep_the_wording_that_they_answer(vault, reading, german):
    number = begun(vault, reading)
    first, _, last = reading.prompts
    vault.save(number, {last: "a walk", first: "the winter"})
    vault.go_on_in(number, vault.keep_edition(german))
    vault.save(number, {german.prompts[1]: "der Herbst"})
    kept = vault.reflection(number)
    assert (kept.edition.language, kept.edition.title) == ("de", "Sanft")
    assert [(a.prompt.ask, a.text) for a in kept.answers] == [
        (first.ask, "the winter"),
        ("Was liegt dahinter?", "der Herbst"),
        (last.ask, "a walk"),
    ]


def test_an_answer_that_is_written_on_takes_the_wording_in_which_it_is_asked_now(vault, reading, german):
    number = begun(vault, reading)
    vault.save(number, {reading.prompts[0]: "the winter"})
    vault.go_on_in(number, vault.keep_edition(german))
    vault.save(number, {german.prompts[0]: "the winter, der Winter"})
    (answer,) = vault.reflection(number).answers
    assert (answer.prompt.ask, answer.text) == ("Was kam zuerst?", "the winter, der Winter")


def test_it_is_still_the_newest_round_of_its_reading_after_opening_again(folder, secret, reading, german):
    with closing(Vault.open(folder, secret)) as vault:
        number = begun(vault, reading)
        vault.go_on_in(number, vault.keep_edition(german))
    with closing(Vault.open(folder, secret)) as vault:
        assert vault.newest(reading.id) == number
        assert vault.reflection(number).edition.language == "de"
        vault.verify()


def test_a_round_never_goes_on_in_another_reading(vault, reading):
    number = begun(vault, reading)
    other = vault.keep_edition(replace(reading, id="another", markdown="another"))
    with pytest.raises(ResilienceError):
        vault.go_on_in(number, other)
    with pytest.raises(ResilienceError):
        vault.go_on_in(number + 1, vault.keep_edition(reading))
    assert vault.reflection(number).edition.reading_id == reading.id
