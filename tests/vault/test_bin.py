"""Deleted reflections wait thirty days, can be put back until then, and are gone from the file afterwards."""

from __future__ import annotations

from contextlib import closing

import pytest

from resilience_desktop.errors import DiskFull, ResilienceError
from resilience_desktop.vault import Vault
from resilience_desktop.vault.connection import Database
from resilience_desktop.workbook import CheckIn, Place

from .pages import decrypted_pages
from .test_vault import begun

MARK = "lighthouse keeper's secret"


@pytest.fixture
def numbers(vault, reading) -> list[int]:
    """Return two reflections; the second one holds the mark in answers long and short, and in versions."""
    first, second = begun(vault, reading), begun(vault, reading)
    vault.save(first, {reading.prompts[0]: "stays"})
    texts = (MARK * 600, MARK, f"{MARK} " * 90)
    vault.save(second, dict(zip(reading.prompts, texts, strict=True)), check_in=CheckIn(1, 2))
    vault.save(second, dict.fromkeys(reading.prompts, MARK[:9]), place=Place("gentle", second, "zuerst"))
    return [first, second]


def test_what_is_in_the_bin_is_out_of_sight_and_whole(vault, numbers):
    before, counts = vault.reflection(numbers[1]), vault.counts()
    vault.bin.put_in(numbers[1])
    assert [each.id for each in vault.summaries()] == numbers[:1]
    assert [each.summary.id for each in vault.bin.contents()] == numbers[1:]
    assert vault.bin.holds(numbers[1])
    assert vault.place().reflection_id is None
    assert vault.reflection(numbers[1]) == before
    assert vault.verify().reflections == counts.reflections
    vault.bin.put_back(numbers[1])
    assert [each.id for each in vault.summaries()] == numbers[::-1]
    assert vault.bin.is_empty()
    assert vault.place().reflection_id == numbers[1]


def test_the_bin_remembers_when_and_takes_nothing_twice_or_from_nowhere(vault, numbers, clock):
    at = clock.moment
    vault.bin.put_in(numbers[0])
    clock.advance(days=3)
    vault.bin.put_in(numbers[0])
    assert [each.binned for each in vault.bin.contents()] == [at]
    for move in (vault.bin.put_in, vault.bin.put_back):
        with pytest.raises(ResilienceError, match="not in this vault"):
            move(99)


def test_emptying_leaves_nothing_of_it_on_any_page_of_the_file(folder, secret, numbers, vault):
    vault.bin.put_in(numbers[1])
    vault.search.learn(9)
    vault.close()
    # the same search finds it while it is there
    assert decrypted_pages(folder, secret).count(MARK.encode()) > 600
    with closing(Vault.open(folder, secret)) as vault:
        vault.bin.empty()
        journal = folder / "vault.db-journal"
        assert not journal.exists() or journal.stat().st_size <= 4096 * 3
        counts = vault.verify()
        assert (counts.reflections, counts.answers) == (1, 1)
        assert vault.bin.is_empty()
        assert vault.summaries()[0].id == numbers[0]
        assert vault.history.with_versions(numbers[1]) == frozenset()
        assert vault._database.pragma("freelist_count") == "0"
    pages = decrypted_pages(folder, secret)
    assert MARK.encode() not in pages
    assert MARK[:9].encode() not in pages
    assert b"stays" in pages


def test_the_generation_still_rises_and_no_id_is_given_again(vault, reading, numbers):
    before = vault.counts().generation
    vault.bin.put_in(numbers[1])
    vault.bin.empty()
    assert vault.counts().generation > before
    assert begun(vault, reading) == numbers[1] + 1
    with pytest.raises(ResilienceError, match="not in this vault"):
        vault.save(numbers[1], {reading.prompts[0]: "too late"})
    vault.verify()


def test_a_rewriting_that_fails_is_made_up_for_at_the_next_tidying(
    folder, secret, vault, numbers, monkeypatch
):
    vault.bin.put_in(numbers[1])
    with monkeypatch.context() as full:

        def refuse(_):
            raise DiskFull

        full.setattr(Database, "rewrite", refuse)
        with pytest.raises(DiskFull):
            vault.bin.empty()
    assert vault.bin.is_empty()
    assert vault.fact("rewrite-due") == "yes"
    assert not vault.bin.tidy()
    assert vault.fact("rewrite-due") is None
    vault.close()
    assert MARK.encode() not in decrypted_pages(folder, secret)


def test_after_thirty_days_it_is_removed_and_not_before(vault, numbers, clock):
    vault.bin.put_in(numbers[1])
    for _ in range(29):
        clock.advance(days=1)
        assert not vault.bin.tidy()
    assert vault.bin.holds(numbers[1])
    clock.advance(days=1)
    assert vault.bin.tidy()
    assert vault.verify().reflections == 1


def test_a_clock_that_jumps_ahead_takes_half_of_the_time_at_most(vault, numbers, clock):
    vault.bin.put_in(numbers[1])
    clock.advance(days=4000)
    assert not vault.bin.tidy()
    clock.advance(days=14)
    assert not vault.bin.tidy()
    clock.advance(days=1)
    assert vault.bin.tidy()


def test_a_clock_that_is_set_back_removes_nothing_early_and_nothing_never(vault, numbers, clock):
    vault.bin.put_in(numbers[1])
    clock.advance(days=-4000)
    for _ in range(29):
        assert not vault.bin.tidy()
        clock.advance(days=1)
    assert not vault.bin.tidy()
    clock.advance(days=1)
    assert vault.bin.tidy()


def test_a_clock_that_swings_does_not_shorten_the_time(vault, numbers, clock):
    vault.bin.put_in(numbers[1])
    for _ in range(40):
        clock.advance(days=2)
        assert not vault.bin.tidy()
        clock.advance(days=-2)
        assert not vault.bin.tidy()
    assert vault.bin.holds(numbers[1])


def test_looking_at_the_bin_is_no_change_that_asks_for_a_backup(vault, numbers, clock):
    vault.bin.put_in(numbers[1])
    before = vault.counts()
    clock.advance(days=2)
    vault.bin.tidy()
    assert vault.counts() == before
