"""Steps of the tests that save what can be saved: a vault full of everything, and what is in it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from resilience_desktop.vault import Vault
from resilience_desktop.workbook import (
    Body,
    CheckIn,
    Form,
    Kind,
    Leaving,
    Mark,
    Moment,
    Noticed,
    Passage,
    Place,
    Source,
)
from resilience_desktop.workbook.practice import Sitting
from tests.vault.conftest import make_reading
from tests.vault.test_damage import flip

ROUNDS = 6
ONCE = "once "
"""What the earlier version of an answer begins with."""
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search*'"
"""All but the search's index, which is made anew from the others."""


def fill(vault: Vault, clock) -> None:
    """Lay something into each table of a vault."""
    _make_letters(vault)
    for ask in ("What came up first?", "And what now?"):
        reading = make_reading(ask=ask)
        edition = vault.keep_edition(reading)
        for _ in range(ROUNDS // 2):
            number = vault.begin(edition).id
            clock.advance(minutes=7)
            answers = {prompt: text_of(number, prompt.id) for prompt in reading.prompts}
            vault.save(number, answers, check_in=CheckIn(number, None, Noticed.BOTH))
    vault.save(number, place=Place("gentle", number, "before", 5, 0.25, 1.0))
    vault.practice.keep("mine", Sitting(clock(), 60, None, 5))
    vault.set_fact("recovery-proved", "yes")
    vault.set_fact("", "\0")
    _make_history(vault, number)
    _make_marks(vault, number)


def text_of(number: int, name: str) -> str:
    """Return an answer: short ones, long ones, an empty one, one of every kind of character."""
    kinds = [f"{name} {number}", f"{name} {number} " * 700, "", "a\0\ud800😀\r\n" * 30]
    return kinds[(number + len(name)) % len(kinds)]


def _make_marks(vault, number: int) -> None:
    """Highlight in two rounds, one of which lies in the bin, with every kind of note."""
    for each in (1, number):
        texts = (text_of(n, "mark") for n in range(4))
        marks = (
            Mark(n, 7 * n, "pas\ud800sage", "before", "", text, Moment(n), Moment(n))
            for n, text in enumerate(texts)
        )
        vault.save(each, marked={mark.number: mark for mark in marks})


def _make_history(vault, number: int) -> None:
    """Keep a version of each answer of a reflection, lay it into the bin, and remove another for good."""
    for answer in vault.reflection(number).answers:
        vault.history.keep_before_bringing_back(number, answer.prompt.id, ONCE + answer.text)
    gone = vault.begin(vault.keep_edition(make_reading())).id
    vault.bin.put_in(gone)
    vault.bin.empty()
    vault.bin.put_in(number)


def _make_letters(vault) -> None:
    """Keep two letters, one of them of every kind of character, and note that one left."""
    source = Source(1, "before", Moment(0))
    vault.letters.save(
        None, "the facilitator", Body(text_of(3, "before"), (Passage(0, 1, source),), ((0, 3),))
    )
    vault.letters.save(None, "", Body())
    leaving = Leaving(Kind.LETTER, Form.LOCKED_PDF, "\ud800", ((1, "before"),))
    vault.ledger.note(leaving, b"%PDF")


def rows(folder: Path, secret) -> dict[str, list]:
    """Return everything that a vault holds, table by table."""
    with closing(Vault.open(folder, secret)) as vault:
        vault.verify()
        database = vault._database
        tables = [name for (name,) in database.rows(TABLES)]
        return {name: database.rows(f"SELECT * FROM {name}") for name in tables}  # noqa: S608  names of ours


def reflections(folder: Path, secret) -> dict[int, object]:
    with closing(Vault.open(folder, secret)) as vault:
        vault.verify()
        binned = [each.summary for each in vault.bin.contents()]
        return {summary.id: vault.reflection(summary.id) for summary in (*vault.summaries(), *binned)}


def page_of(folder: Path, secret, table: str) -> int:
    with closing(Vault.open(folder, secret)) as vault:
        found = vault._database.rows("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    return int(found[0][0])


def harm(folder: Path, page: int) -> None:
    flip(folder / "vault.db", 4096 * (page - 1) + 99)
