"""A vault of invented reflections: new, whole, the same each time, in the past."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from itertools import pairwise

import pytest

from resilience_desktop import readings, sample
from resilience_desktop.errors import DiskFull, VaultExists
from resilience_desktop.vault import MINIMUM, Vault, unlock_secret
from resilience_desktop.workbook import Moment, PromptType
from resilience_desktop.workbook.answers import read_choice, read_rating
from resilience_desktop.workbook.mark import find, words_of
from tests.every_type import RELEASE
from tests.every_type import reading as every_type

from .conftest import PASSPHRASE, ROOT
from .test_commands import contents, refused

END = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")
DAY = 86_400_000


@pytest.fixture(scope="module")
def reading():
    found, _problems = readings.load(ROOT / "assets" / "readings" / "meeting-resistance" / "pack.md")
    return found


def kept(folder):
    with closing(Vault.open(folder, unlock_secret(folder, PASSPHRASE))) as vault:
        vault.verify()
        return [vault.reflection(each.id) for each in reversed(vault.summaries())]


@pytest.fixture(scope="module")
def made(tmp_path_factory, reading):
    """Return the rounds of a vault of 30 days."""
    folder = tmp_path_factory.mktemp("sample") / "vault"
    sample.make(folder, PASSPHRASE, reading, sample.Span(END, 1, 30), cost=MINIMUM)
    return kept(folder)


def words(reflections):
    return [each.text.split() for reflection in reflections for each in reflection.answers]


def test_each_day_has_a_round_until_the_day_before():
    instants = sample.Span(END, 10).instants()
    assert len(instants) == 3650
    assert {later - earlier for earlier, later in pairwise(instants)} == {DAY}
    assert END.utc_ms - instants[-1] == DAY
    assert len(sample.Span(END, 2, 10_000).instants()) == 10_000


def test_rounds_lie_in_the_past_in_their_order(made):
    begun = [each.begun.utc_ms for each in made]
    assert begun == sorted(begun)
    assert END.utc_ms - 366 * DAY < begun[0]
    assert all(each.begun < each.changed < END for each in made)


def test_answers_are_as_long_as_people_write_and_use_common_words_far_more_than_rare_ones(made, reading):
    assert {tuple(a.prompt for a in each.answers) for each in made} == {reading.prompts}
    lengths = [len(each) for each in words(made)]
    assert 60 <= min(lengths) <= max(lengths) < 450
    assert 190 < sum(lengths) / len(lengths) < 220
    counted = Counter(word.strip(".,;“”").lower() for text in words(made) for word in text)
    ranked = [times for _word, times in counted.most_common()]
    assert len(ranked) > 700
    assert ranked[0] > 5 * ranked[20] > 25 * ranked[300]
    assert ranked.count(1) > len(ranked) / 4


def test_check_ins_are_given_mostly_and_what_was_noticed_varies(made):
    given = [each.check_in for each in made if each.check_in.noticed]
    assert len(made) / 2 < len(given) < len(made)
    assert len({each.noticed for each in given}) == 3
    assert sum(each.after for each in given) > sum(each.before for each in given)


def test_something_is_highlighted_now_and_then_with_a_note_or_without(made, reading):
    marks = [mark for each in made for mark in each.marks]
    assert 3 < len(marks) < len(made) * 0.7
    assert {bool(mark.note) for mark in marks} == {True, False}
    assert all(find(words_of(reading), mark) == (mark.start, mark.end) for mark in marks)


def test_the_same_span_gives_the_same_words(made, tmp_path, reading):
    sample.make(tmp_path / "again", PASSPHRASE, reading, sample.Span(END, 1, 30), cost=MINIMUM)
    assert kept(tmp_path / "again") == made


def test_a_failure_on_the_way_leaves_no_vault(tmp_path, reading):
    def fill_the_disk(done, total):
        raise DiskFull

    with pytest.raises(DiskFull):
        sample.make(
            tmp_path / "vault",
            PASSPHRASE,
            reading,
            sample.Span(END, 1, 2),
            cost=MINIMUM,
            progress=fill_the_disk,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_vault_that_is_there_is_left_alone(run, vault, reading):
    before = contents(vault)
    assert refused(run("sample", "--vault", vault), "There is a vault in this folder already.")
    assert contents(vault) == before
    with pytest.raises(VaultExists):
        sample.make(vault, PASSPHRASE, reading, sample.Span(END, 1, 1), cost=MINIMUM)
    assert contents(vault) == before


def test_a_folder_with_other_files_and_no_passphrase_make_nothing(run, tmp_path):
    (tmp_path / "mine").write_bytes(b"")
    done = run("sample", "--vault", tmp_path, "--rounds", 1, passphrase=PASSPHRASE)
    assert refused(done, "holds other files already")
    done = run("sample", "--vault", tmp_path / "new", passphrase="\n")
    assert refused(done, "No passphrase was given. Nothing was made.")
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "option", [["--years", "0"], ["--years", "101"], ["--rounds", "x"], ["--rounds", "9" * 99]]
)
def test_numbers_beyond_sense_are_refused(run, tmp_path, option):
    done = run("sample", "--vault", tmp_path / "vault", *option)
    assert done.returncode == 2
    assert "a whole number from 1 to 100" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_each_prompt_is_answered_in_the_way_it_asks_for(tmp_path):
    sample.make(tmp_path / "vault", PASSPHRASE, every_type(), sample.Span(END, 1, 5), cost=MINIMUM)
    kinds = set()
    for answer in (answer for each in kept(tmp_path / "vault") for answer in each.answers):
        kinds.add(answer.prompt.kind)
        assert answer.prompt.id != RELEASE
        if answer.prompt.scale:
            assert read_rating(answer.text, answer.prompt.scale).words == ""
        elif answer.prompt.choices:
            assert read_choice(answer.text, answer.prompt.choices).words == ""
    assert kinds == set(PromptType) - {PromptType.RELEASE}
