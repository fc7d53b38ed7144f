"""Play at random with a vault and a model of it; they must never differ."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from resilience_desktop.errors import TooLong
from resilience_desktop.vault import RootSecret, Vault
from resilience_desktop.workbook import ANSWER_LIMIT, CheckIn, Mark, Moment, Noticed, Place

from .conftest import make_reading

READING = make_reading()
texts = st.text(alphabet=st.characters(), max_size=30) | st.integers(0, 9000).map(lambda n: "long \0" * n)
MADE = Moment(0)
levels = st.none() | st.integers(0, 10)


def marks_of(numbers, note, *, kept):
    """Return a change of each mark: a new one under its number, or None."""
    new = {n: Mark(n, 9 - n, note[:3], "", note[:9], note, MADE, MADE) for n in numbers}
    return new if kept else dict.fromkeys(numbers)


def marked(before, changes, at):
    """Return the marks after these changes."""
    after = before | changes
    return {
        number: replace(mark, changed=at) if number in changes else mark
        for number, mark in after.items()
        if mark
    }


def texts_by_id(answers):
    return {prompt.id: text for prompt, text in answers.items()}


def texts_in(reflection):
    return {answer.prompt.id: answer.text for answer in reflection.answers}


def marks_in(reflection):
    return {mark.number: mark for mark in reflection.marks}


class Machine(RuleBasedStateMachine):
    """Change a copy of the vault in ``original``, and the model beside it, step by step."""

    original: Path
    secret: RootSecret

    @initialize()
    def start(self):
        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name) / "vault"
        shutil.copytree(self.original, self.folder)
        self.vault = Vault.open(self.folder, self.secret)
        self.edition = self.vault.keep_edition(READING)
        self.answers: dict[int, dict[str, str]] = {}
        self.check_ins: dict[int, CheckIn] = {}
        self.marks: dict[int, dict[int, Mark]] = {}
        self.place: Place | None = None

    @rule()
    def begin(self):
        number = self.vault.begin(self.edition).id
        self.answers[number], self.check_ins[number], self.marks[number] = {}, CheckIn(), {}

    @precondition(lambda self: self.answers)
    @rule(data=st.data(), saved=st.dictionaries(st.sampled_from(READING.prompts), texts))
    def save(self, data, saved):
        number = data.draw(st.sampled_from(sorted(self.answers)))
        self.vault.save(number, saved)
        self.answers[number].update(texts_by_id(saved))

    @precondition(lambda self: self.answers)
    @rule(data=st.data(), before=levels, after=levels, noticed=st.none() | st.sampled_from(Noticed))
    def check_in(self, data, before, after, noticed):
        number = data.draw(st.sampled_from(sorted(self.answers)))
        self.check_ins[number] = CheckIn(before, after, noticed)
        self.place = Place("gentle", number, "zuerst", 7, 0.5)
        self.vault.save(number, check_in=self.check_ins[number], place=self.place)

    @precondition(lambda self: self.answers)
    @rule(data=st.data(), numbers=st.sets(st.integers(1, 4), min_size=1), note=texts, kept=st.booleans())
    def mark(self, data, numbers, note, kept):
        number = data.draw(st.sampled_from(sorted(self.answers)))
        changes = marks_of(numbers, note, kept=kept)
        at = self.vault.save(number, marked=changes)
        self.marks[number] = marked(self.marks[number], changes, at)

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def fail(self, data):
        number = data.draw(st.sampled_from(sorted(self.answers)))
        too_long = {READING.prompts[0]: "x", READING.prompts[1]: "x" * (ANSWER_LIMIT + 1)}
        with pytest.raises(TooLong):
            self.vault.save(number, too_long, check_in=CheckIn(1, 1))

    @rule()
    def reopen(self):
        self.vault.close()
        self.vault = Vault.open(self.folder, self.secret)

    @invariant()
    def same(self):
        for number, answers in self.answers.items():
            found = self.vault.reflection(number)
            assert texts_in(found) == answers
            assert found.check_in == self.check_ins[number]
            assert marks_in(found) == self.marks[number]
        listed = {summary.id: summary.answered for summary in self.vault.summaries()}
        assert listed == {n: sum(map(bool, texts.values())) for n, texts in self.answers.items()}
        assert self.vault.place() == self.place

    def teardown(self):
        self.vault.verify()
        self.vault.close()
        self.home.cleanup()


@pytest.fixture
def machine(_original, secret):
    return type("Machine", (Machine,), {"original": _original, "secret": secret})


def test_a_vault_never_differs_from_what_was_put_into_it(machine):
    test = machine.TestCase
    test.settings = settings(max_examples=15, stateful_step_count=20)
    test().runTest()
