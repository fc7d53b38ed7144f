"""Letters and the ledger: kept exactly, taken back whole, removed for good."""

from __future__ import annotations

import shutil
from contextlib import closing
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_desktop.errors import Damaged, DiskFull, ResilienceError, TooLong
from resilience_desktop.vault import Vault
from resilience_desktop.vault.connection import Database
from resilience_desktop.workbook import (
    ANSWER_LIMIT,
    Body,
    Form,
    Kind,
    Leaving,
    LetterSummary,
    Moment,
    Passage,
    Source,
)

from .pages import decrypted_pages

NASTY = "a\0b \ud800 😀\r\n\tמלים "
SOURCE = Source(7, "zuerst", Moment(5, "+01:00"))
BODY = Body(f"Dear you,\n{NASTY}\nbye", (Passage(1, 2, SOURCE),), ((0, 4), (10, 13)))
ANY = st.text(st.characters(exclude_categories=()), max_size=20)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY, ANY)
def test_every_character_comes_back(vault, to, text):
    kept = vault.letters.save(None, to, Body(text))
    found = vault.letters.find(kept.id)
    assert (found, found.to, found.body.text) == (kept, to, text)


def test_a_letter_outlives_closing_with_its_marks(vault, folder, secret, clock):
    begun = vault.letters.save(None, "the facilitator", BODY)
    later = clock.advance(minutes=3)
    changed = vault.letters.save(begun.id, "the facilitator", BODY)
    vault.close()
    with closing(Vault.open(folder, secret)) as again:
        assert again.letters.find(begun.id) == changed
        assert (changed.begun, changed.changed, changed.body) == (begun.begun, later, BODY)


def test_the_newest_letter_stands_first_whatever_the_clock_says(vault, clock):
    first = vault.letters.save(None, "one", Body())
    clock.advance(days=-3)
    second = vault.letters.save(None, "two", Body())
    lines = [LetterSummary(each.id, each.to, each.begun, each.changed) for each in (second, first)]
    assert list(vault.letters.summaries()) == lines


def test_a_letter_whose_first_save_was_taken_back_is_saved_anew(vault):
    numbers = []

    def save_and_fail():
        with vault.together():
            numbers.append(vault.letters.save(None, "", Body("words")).id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    (number,) = numbers
    assert vault.letters.summaries() == ()
    assert vault.letters.save(number, "", Body("words")).id == number
    assert vault.letters.find(number).body.text == "words"


@pytest.mark.parametrize(("to", "text"), [("", "x" * (ANSWER_LIMIT + 1)), ("x" * (ANSWER_LIMIT + 1), "")])
def test_what_is_too_long_is_refused_and_a_million_characters_are_kept(vault, to, text):
    with pytest.raises(TooLong, match="million"):
        vault.letters.save(None, to, Body(text))
    assert vault.letters.summaries() == ()
    kept = vault.letters.save(None, to[1:], Body(text[1:]))
    assert vault.letters.find(kept.id) == kept


def test_a_removed_letter_is_gone_and_the_others_stay(vault):
    gone = vault.letters.save(None, "Marker", Body("marker word " * 5_000))
    stays = vault.letters.save(None, "", Body("stays"))
    vault.letters.remove(gone.id)
    vault.letters.remove(gone.id)
    with pytest.raises(ResilienceError, match="not in this vault"):
        vault.letters.find(gone.id)
    assert [each.id for each in vault.letters.summaries()] == [stays.id]
    assert vault._database.rows("SELECT count(*) FROM letters") == [(1,)]
    vault.verify()


@pytest.fixture
def left_over(vault, folder, secret, monkeypatch):
    """Keep letters whose rows wander over the pages, and remove every fourth while the disk is full."""
    chance = Random(2)  # noqa: S311  one of the few seeds with which SQLite leaves copies behind
    with vault.together():
        for _ in range(60):
            vault.letters.save(None, "", Body("stays "))
        for _ in range(200):
            number = chance.randrange(1, 61)
            length = chance.choice((chance.randrange(1, 30),) * 9 + (200,))
            vault.letters.save(number, "", Body(("stays " if number % 4 else "lighthouse ") * length))
    with monkeypatch.context() as full:
        full.setattr(Database, "rewrite", lambda _: (_ for _ in ()).throw(DiskFull()))
        with vault.together():
            for number in range(4, 61, 4):
                vault.letters.remove(number)
    shutil.copytree(folder, folder.with_name("copy"))
    assert b"lighthouse" in decrypted_pages(folder.with_name("copy"), secret)
    return vault


@pytest.mark.parametrize("finish", [lambda vault: vault.letters.remove(1), lambda vault: vault.bin.tidy()])
def test_nothing_of_removed_letters_is_left_on_any_page(left_over, folder, secret, finish):
    finish(left_over)
    left_over.close()
    pages = decrypted_pages(folder, secret)
    assert b"lighthouse" not in pages
    assert b"stays" in pages


def test_marks_that_cannot_be_read_show_no_letter(vault):
    kept = vault.letters.save(None, "", BODY)
    for marks in (b"", b"[]", b'{"passages": [], "hidden": [[1]]}', b'{"passages": []}'):
        vault._database.rows("UPDATE letters SET marks = ?", (marks,))
        with pytest.raises(Damaged):
            vault.letters.find(kept.id)


def test_each_change_raises_the_generation(vault):
    before = vault.counts().generation
    kept = vault.letters.save(None, "", Body())
    vault.ledger.note(Leaving(Kind.LETTER, Form.TEXT), b"")
    vault.letters.remove(kept.id)
    vault.letters.remove(kept.id)
    assert vault.counts().generation == before + 4  # the removal is two: from the tables, from the file


def test_the_ledger_keeps_what_left_the_newest_first(vault, clock):
    one = Leaving(Kind.LETTER, Form.LOCKED_PDF, NASTY, ((7, "zuerst"), (8, NASTY)))
    first = vault.ledger.note(one, b"abc")
    clock.advance(minutes=1)
    second = vault.ledger.note(Leaving(Kind.WORKSHEET, Form.PDF), b"")
    assert vault.ledger.entries() == (second, first)
    # FIPS 180-2, appendix B.1
    assert first.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_copied_words_outlive_the_reflection_that_they_came_from(vault, reading):
    number = vault.begin(vault.keep_edition(reading)).id
    at = vault.save(number, {reading.prompts[0]: "words"})
    kept = vault.letters.save(None, "", Body("words", (Passage(0, 0, Source(number, "zuerst", at)),)))
    vault._database.rows("DELETE FROM answers")
    vault._database.rows("DELETE FROM reflections")
    assert vault.letters.find(kept.id) == kept


def test_a_ledger_that_cannot_be_read_says_so(vault):
    vault.ledger.note(Leaving(Kind.LETTER, Form.TEXT), b"")
    vault._database.rows("UPDATE ledger SET form = 'pigeon'")
    with pytest.raises(Damaged):
        vault.ledger.entries()


def test_a_file_is_found_in_the_ledger_by_its_bytes_alone(vault, tmp_path):
    noted = vault.ledger.note(Leaving(Kind.LETTER, Form.TEXT), b"the very bytes")
    file = tmp_path / "renamed"
    file.write_bytes(b"the very bytes")
    assert vault.ledger.of_file(file) == (noted,)
    file.write_bytes(b"the very byte")
    assert vault.ledger.of_file(file) == ()


def test_what_is_no_file_is_told(vault, tmp_path):
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ResilienceError):
            vault.ledger.of_file(place)
