"""Play at random with a vault and a model of it; they must never differ."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from resilience_desktop.errors import TooLong
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import ANSWER_LIMIT, CheckIn, Noticed, Place

texts = st.text(alphabet=st.characters(), max_size=30) | st.integers(0, 9000).map(lambda n: "long \0" * n)
levels = st.none() | st.integers(0, 10)


@pytest.fixture
def machine(_original, secret, reading):
    class Machine(RuleBasedStateMachine):
        @initialize()
        def start(self):
            self.home = tempfile.TemporaryDirectory()
            self.folder = Path(self.home.name) / "vault"
            shutil.copytree(_original, self.folder)
            self.vault = Vault.open(self.folder, secret)
            self.edition = self.vault.keep_edition(reading)
            self.answers: dict[int, dict[str, str]] = {}
            self.check_ins: dict[int, CheckIn] = {}
            self.place: Place | None = None

        @rule()
        def begin(self):
            number = self.vault.begin(self.edition).id
            self.answers[number], self.check_ins[number] = {}, CheckIn()

        @precondition(lambda self: self.answers)
        @rule(data=st.data(), saved=st.dictionaries(st.sampled_from(reading.prompts), texts))
        def save(self, data, saved):
            number = data.draw(st.sampled_from(sorted(self.answers)))
            self.vault.save(number, saved)
            self.answers[number].update({prompt.id: text for prompt, text in saved.items()})

        @precondition(lambda self: self.answers)
        @rule(data=st.data(), before=levels, after=levels, noticed=st.none() | st.sampled_from(Noticed))
        def check_in(self, data, before, after, noticed):
            number = data.draw(st.sampled_from(sorted(self.answers)))
            self.check_ins[number] = CheckIn(before, after, noticed)
            self.place = Place("gentle", number, "zuerst", 7, 0.5)
            self.vault.save(number, check_in=self.check_ins[number], place=self.place)

        @precondition(lambda self: self.answers)
        @rule(data=st.data())
        def fail(self, data):
            number = data.draw(st.sampled_from(sorted(self.answers)))
            too_long = {reading.prompts[0]: "x", reading.prompts[1]: "x" * (ANSWER_LIMIT + 1)}
            with pytest.raises(TooLong):
                self.vault.save(number, too_long, check_in=CheckIn(1, 1))

        @rule()
        def reopen(self):
            self.vault.close()
            self.vault = Vault.open(self.folder, secret)

        @invariant()
        def same(self):
            for number, answers in self.answers.items():
                found = self.vault.reflection(number)
                assert {answer.prompt.id: answer.text for answer in found.answers} == answers
                assert found.check_in == self.check_ins[number]
            listed = {summary.id: summary.answered for summary in self.vault.summaries()}
            assert listed == {n: sum(map(bool, texts.values())) for n, texts in self.answers.items()}
            assert self.vault.place() == self.place

        def teardown(self):
            self.vault.verify()
            self.vault.close()
            self.home.cleanup()

    return Machine


def test_a_vault_never_differs_from_what_was_put_into_it(machine):
    test = machine.TestCase
    test.settings = settings(max_examples=15, stateful_step_count=20)
    test().runTest()
