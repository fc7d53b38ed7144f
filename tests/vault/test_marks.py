"""What is highlighted and noted in a reading belongs to its reflection, and is kept and removed with it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from resilience_desktop.errors import ResilienceError, TooLong
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import ANSWER_LIMIT, Mark, Moment

from .pages import decrypted_pages
from .test_vault import begun

MADE = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")
NASTY = "a\0b \ud800 😀\r\n\tמלים "
SECRET_NOTE = "lighthouse keeper's note"


def mark(number: int = 1, start: int = 0, passage: str = "quiet water", note: str = "") -> Mark:
    return Mark(number, start, passage, "the ", " there", note, MADE, MADE)


@pytest.fixture
def number(vault, reading) -> int:
    return begun(vault, reading)


def test_marks_come_back_exactly_and_in_the_order_of_the_reading(vault, number, clock):
    late, early = mark(1, 90, note=NASTY), mark(2, 5, NASTY)
    clock.advance(minutes=3)
    at = vault.save(number, marked={1: late, 2: early})
    assert vault.reflection(number).marks == (replace(early, changed=at), replace(late, changed=at))
    assert vault.reflection(number).changed == at


def test_a_mark_is_written_over_under_its_number_and_keeps_when_it_was_made(vault, number, clock):
    vault.save(number, marked={1: mark()})
    clock.advance(minutes=3)
    at = vault.save(number, marked={1: replace(mark(note="so it is"), made=at_another_time())})
    (kept,) = vault.reflection(number).marks
    assert (kept.note, kept.made, kept.changed) == ("so it is", MADE, at)


def at_another_time() -> Moment:
    return Moment(5, "+00:00")


def test_each_reflection_has_marks_of_its_own(vault, reading, number):
    other = begun(vault, reading)
    vault.save(number, marked={1: mark(note="here")})
    vault.save(other, marked={1: mark(note="there")})
    vault.save(other, marked={1: None, 7: None})
    assert [each.note for each in vault.reflection(number).marks] == ["here"]
    assert vault.reflection(other).marks == ()


def test_marks_raise_the_generation_and_count_as_no_answer(vault, number):
    before = vault.counts()
    vault.save(number, marked={1: mark()})
    vault.save(number, marked={1: None})
    after = vault.verify()
    assert after.generation > before.generation
    assert (after.reflections, after.answers) == (before.reflections, before.answers)


def test_a_note_that_is_too_long_is_refused_with_everything_beside_it(vault, reading, number):
    with pytest.raises(TooLong, match="This note is longer"):
        vault.save(number, {reading.prompts[0]: "a"}, marked={1: mark(note="a" * (ANSWER_LIMIT + 1))})
    assert vault.reflection(number).marks == vault.reflection(number).answers == ()


def test_nothing_is_marked_in_a_reflection_that_is_not_there(vault):
    with pytest.raises(ResilienceError, match="not in this vault"):
        vault.save(99, marked={1: mark()})


def test_removing_a_mark_takes_its_note_out_of_the_file_at_the_next_tidying(folder, secret, vault, number):
    vault.save(number, marked={n: mark(n, n, note=SECRET_NOTE * 40) for n in range(30)})
    vault.search.learn(9)
    vault.save(number, marked=dict.fromkeys(range(30)))
    vault.bin.tidy()
    vault.close()
    pages = decrypted_pages(folder, secret)
    assert SECRET_NOTE.encode() not in pages
    assert b"lighthouse" not in pages


def test_emptying_a_note_takes_its_words_out_of_the_search_and_the_file_as_well(
    folder, secret, vault, number
):
    vault.save(number, marked={n: mark(n, n, note=SECRET_NOTE * 40) for n in range(30)})
    vault.search.learn(9)
    vault.save(number, marked={n: mark(n, n) for n in range(30)})
    vault.search.learn(9)
    vault.save(number, marked=dict.fromkeys(range(30)))
    vault.bin.tidy()
    vault.close()
    assert b"lighthouse" not in decrypted_pages(folder, secret)


def test_emptying_the_bin_removes_marks_with_their_reflection(folder, secret, vault, number):
    vault.save(number, marked={1: mark(note=SECRET_NOTE)})
    vault.bin.put_in(number)
    vault.bin.empty()
    vault.close()
    assert SECRET_NOTE.encode() not in decrypted_pages(folder, secret)
    with closing(Vault.open(folder, secret)) as again:
        again.verify()
