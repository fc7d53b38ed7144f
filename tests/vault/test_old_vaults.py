"""Each vault in ``data`` was made once by that version of the program, and is never made anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from resilience_desktop.vault import Counts, Vault, secret_from_code, unlock_secret
from resilience_desktop.workbook import (
    Answer,
    Body,
    CheckIn,
    Edition,
    Form,
    Kind,
    Leaving,
    Letter,
    Mark,
    Moment,
    Noticed,
    Passage,
    Place,
    Prompt,
    Reflection,
    Source,
)
from resilience_desktop.workbook.asking import Scale
from resilience_desktop.workbook.practice import Kept, OwnWords, Sitting
from resilience_desktop.workbook.words import parse

DATA = Path(__file__).parent / "data"
CODE = "74P5N-VNFMC-ZT2GF-15JX9-6MSZJ-JWVZ"
EVENING = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")
MORNING = Moment(1_795_376_520_000, "-09:30[Pacific/Marquesas]")


FIRST = Prompt("first", "First", "What came up?", "Take your time.")
TEXT = "a\0b \ud800 😀\r\n\tמלים "


@pytest.mark.parametrize(
    ("version", "counts"),
    [
        ("version-1", Counts(1, 2, 5)),
        ("version-2", Counts(2, 3, 19)),
        ("version-3", Counts(3, 4, 23)),
    ],
)
def test_a_vault_of_each_version_still_opens_and_holds_what_it_held(tmp_path, passphrase, version, counts):
    folder = tmp_path / version
    shutil.copytree(DATA / version, folder)
    secret = unlock_secret(folder, passphrase)
    assert secret == secret_from_code(CODE)
    vault = Vault.open(folder, secret)
    second = Prompt("open", "All in", "What do you need?", when=Noticed.ALL_IN)
    answers = (Answer(FIRST, TEXT, MORNING), Answer(second, "", MORNING))
    edition = Edition(1, "gentle", "1", "en", "Gently", "# Gently\n")
    check_in = CheckIn(3, None, Noticed.BOTH)
    assert vault.reflection(1) == Reflection(1, edition, EVENING, MORNING, check_in, answers)
    assert vault.place() == Place("gentle", 1, "first", 5, 0.25, 1.0)
    assert vault.fact("recovery-proved") == "yes"
    assert vault.verify() == counts
    vault.close()


@pytest.fixture
def second(tmp_path) -> Iterator[Vault]:
    """Return what the second version made, open."""
    folder = tmp_path / "vault"
    shutil.copytree(DATA / "version-2", folder)
    with closing(Vault.open(folder, secret_from_code(CODE))) as vault:
        yield vault


def test_what_the_second_version_added_is_there(second):
    former = "what stood here before, and was longer than what stands here now "
    assert second.history.former([1]) == {(1, "first"): (Answer(FIRST, former, EVENING),)}
    (binned,) = second.bin.contents()
    assert (binned.summary.id, binned.binned) == (3, MORNING)
    assert [summary.id for summary in second.summaries()] == [1]
    letter = second.letters.find(1)
    passages = (Passage(1, 1, Source(1, "first", MORNING)),)
    assert letter == Letter(
        1, "the facilitator", MORNING, MORNING, Body("Dear,\nמלים \ud800", passages, ((0, 4),))
    )
    (left,) = second.ledger.entries()
    leaving = Leaving(Kind.LETTER, Form.LOCKED_PDF, "the facilitator", ((1, "first"),))
    assert (left.at, left.what, left.sha256) == (MORNING, leaving, sha256(b"bytes").hexdigest())
    own = OwnWords("So it is.", "Mia\n0123")
    assert second.practice.everything() == Kept(own, (Sitting(MORNING, 180, 3, 6),))


def test_its_search_still_knows_what_it_knew(second):
    assert not second.search.learn(9)
    (answer,) = second.search.answers(parse("מלים "), 9)
    assert answer.reflection_id == 1
    (letter,) = second.search.letters(parse("facilitator"), 9)
    assert letter.letter_id == 1


def test_what_the_third_version_added_is_there(tmp_path):
    folder = Path(shutil.copytree(DATA / "version-3", tmp_path / "vault"))
    with closing(Vault.open(folder, secret_from_code(CODE))) as third:
        found = third.reflection(4)
        scale = Scale(0, 4, "closed", "open")
        ask = Prompt("how", "How", "How far?", type="scale", scale=scale)
        assert found.answers == (Answer(ask, "3", MORNING),)
        assert found.marks == (
            Mark(2, 0, "Gen", "", "tly", "", EVENING, MORNING),
            Mark(1, 3, "tly", "Gen", "", TEXT, EVENING, MORNING),
        )
        assert not third.search.learn(9)
        (mark,) = third.search.marks(parse("מלים "), 9)
        assert (mark.reflection_id, mark.number) == (4, 1)


def test_an_id_that_it_removed_is_never_given_again(second):
    assert second.begin(second.editions()[0]).id == 4
