"""What a prompt's type needs to know is kept with its wording, and no wording of former days changes."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from resilience_desktop.vault import Vault, editions
from resilience_desktop.vault.salvaging import salvage
from resilience_desktop.workbook import Choices, Noticed, Prompt, PromptType, Scale
from tests.every_type import WRITTEN, reading

from .test_way_out import SCRIPT

PACK = reading()
SCALE = next(prompt for prompt in PACK.prompts if prompt.id == "how-heavy")


def fill(folder, secret, clock):
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        number = vault.begin(vault.keep_edition(PACK)).id
        vault.save(number, {each: WRITTEN[each.id] for each in PACK.prompts if each.id in WRITTEN})
    return number


def prompts_of(reflection):
    return {answer.prompt.id: answer.prompt for answer in reflection.answers}


def asked():
    return {each.id: each for each in PACK.prompts if each.id in WRITTEN}


def test_each_answer_comes_back_beside_the_prompt_with_its_details(folder, secret, clock):
    number = fill(folder, secret, clock)
    with closing(Vault.open(folder, secret)) as vault:
        kept = vault.reflection(number)
        assert prompts_of(kept) == asked()
        assert {answer.prompt.id: answer.text for answer in kept.answers} == WRITTEN


def test_looking_back_shows_the_details_as_they_were(folder, secret, clock):
    number = fill(folder, secret, clock)
    later = replace(SCALE, scale=Scale(1, 5))
    with closing(Vault.open(folder, secret)) as vault:
        second = vault.begin(vault.keep_edition(replace(PACK, markdown="later", prompts=(later,)))).id
        vault.save(second, {later: "5"})
        (earlier,) = vault.history.earlier(PACK.id, SCALE.id, second)
        assert earlier.answer.prompt == SCALE
        now, then = vault.across.answers(SCALE.id, (second, number))
        assert (now.prompt, then.prompt) == (later, SCALE)
        path = vault.across.path(PACK.id, SCALE.id, {}, 1)
        assert path.prompt == later


def test_an_earlier_version_keeps_the_details_that_it_answered(folder, secret, clock):
    number = fill(folder, secret, clock)
    clock.advance(minutes=60)
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        vault.save(number, {SCALE: "3"})
        ((former,),) = vault.history.former((number,)).values()
        assert (former.prompt, former.text) == (SCALE, "7")


def test_a_wording_without_details_keeps_the_hash_that_it_always_had():
    wording = Prompt("first", "First", "What came up?", "Take your time.", "text", Noticed.BOTH)
    known = "f2fda59d95406e2355f7db3316d9191eef3dc9d50c870d0ccc43198fbf8090df"
    assert editions.digest_of(wording).hex() == known


@pytest.mark.parametrize(
    "other",
    [
        replace(SCALE, scale=Scale(0, 11, "light as reeds", "like wet boots")),
        replace(SCALE, scale=Scale(0, 10, "light", "like wet boots")),
        replace(SCALE, scale=None),
        replace(SCALE, type="choice", scale=None, choices=Choices(("a", "b"))),
    ],
)
def test_other_details_are_another_wording(other):
    assert editions.digest_of(other) != editions.digest_of(SCALE)


@pytest.mark.parametrize(
    "stored", [b"{", b"[" * 100_000, b"[]", b'{"min": 1}', b"\xff", b'{"min":0,"max":9e99}']
)
def test_details_that_make_no_sense_leave_the_answer_to_be_read(folder, secret, clock, stored):
    number = fill(folder, secret, clock)
    with closing(Vault.open(folder, secret)) as vault:
        vault._database.change("UPDATE prompts SET details = ?", (stored,))
        kept = vault.reflection(number)
        assert {answer.prompt.id: answer.text for answer in kept.answers} == WRITTEN
        assert prompts_of(kept)["how-heavy"].kind is PromptType.TEXT


def test_salvage_keeps_the_details(folder, secret, clock):
    number = fill(folder, secret, clock)
    salvage(folder, secret)
    with closing(Vault.open(folder, secret)) as vault:
        assert prompts_of(vault.reflection(number)) == asked()


def test_the_way_out_prints_what_was_asked_with_each_answer(folder, secret, clock):
    fill(folder, secret, clock)
    with closing(Vault.open(folder, secret)) as vault:
        code = vault.recovery_code()
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT, folder], input=f"{code}\n".encode(), capture_output=True, timeout=60
    )
    printed = done.stdout.decode()
    assert '## How heavy were your feet at the end?\n\n({"min":0,"max":10,' in printed
    assert '"max_label":"like wet boots"})\n\n7\n' in printed
    assert "## What did you meet on the way?\n\nA heron.\nIt stood.\n" in printed
