"""What can be read of a damaged vault is saved exactly as it was, whatever stood around it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_desktop.errors import Damaged
from resilience_desktop.vault import (
    Vault,
    backups_beside,
    newest_backup,
    secret_from_code,
    unlock_secret,
)
from resilience_desktop.vault.salvaging import salvage
from resilience_desktop.workbook import Body, Mark, Moment
from tests.vault.conftest import make_reading
from tests.vault.test_old_vaults import CODE, DATA

from .steps import ONCE, ROUNDS, harm, page_of, reflections, rows


def test_a_sound_vault_comes_out_as_it_was(rich, secret, passphrase):
    """Every table is told from every other; a table of a later version that is not would fail here."""
    before = rows(rich, secret)
    report = salvage(rich, secret)
    after = rows(rich, secret)
    assert set(before) == set(after)
    (meta_before,), (meta_after,) = before.pop("meta"), after.pop("meta")
    assert after == before
    assert all(before.values())
    assert meta_after[4] == meta_before[4] + 1  # the generation
    assert (*meta_after[:4], *meta_after[5:]) == (*meta_before[:4], *meta_before[5:])
    saved = report.saved
    assert (saved.reflections, saved.answers, saved.answers_before) == (ROUNDS, 3 * ROUNDS, 3 * ROUNDS)
    assert (saved.incomplete, saved.lost, saved.others) == ((), (), 5)
    assert unlock_secret(rich, passphrase) == secret


def test_one_damaged_page_anywhere_costs_only_what_stood_on_it(rich, secret, tmp_path):
    whole = reflections(rich, secret)
    pages = (rich / "vault.db").stat().st_size // 4096
    assert pages >= 20
    answers_lost = 0
    for page in range(1, pages + 1):
        place = tmp_path / "round" / "vault"
        shutil.rmtree(place.parent, ignore_errors=True)
        shutil.copytree(rich, place)
        harm(place, page)
        report = salvage(place, secret)
        found = reflections(place, secret)
        answers_lost += 3 * ROUNDS - report.saved.answers
        assert report.saved.lost == ()
        for number, reflection in found.items():
            texts = {answer.prompt.id: answer.text for answer in reflection.answers}
            for prompt_id, text in texts.items():
                is_earlier = text == ONCE + whole[number].text(prompt_id)
                assert is_earlier or text == whole[number].text(prompt_id)  # exact, or not there at all
                assert number in report.saved.incomplete or not is_earlier
            missing = [each for each in whole[number].answers if each.text and each.prompt.id not in texts]
            if missing:
                assert number in report.saved.incomplete
    assert 0 < answers_lost < 3 * ROUNDS * 2  # each answer stands on a page or two


@pytest.mark.parametrize("table", ["reflections", "prompts", "editions", "meta", "check_ins"])
def test_answers_outlive_what_stood_around_them(rich, secret, table):
    whole = reflections(rich, secret)
    harm(rich, page_of(rich, secret, table))
    report = salvage(rich, secret)
    found = reflections(rich, secret)
    assert report.saved.answers == 3 * ROUNDS
    assert set(found) == set(whole)
    for number, reflection in found.items():
        assert {answer.text for answer in reflection.answers} == {
            answer.text for answer in whole[number].answers
        }
        if table == "editions":
            assert "could not be saved" in reflection.edition.title
        if table == "prompts":
            assert "could not be saved" in reflection.answers[0].prompt.ask
    assert (report.saved.answers_before is None) == (table == "meta")
    assert report.saved.incomplete == (tuple(range(1, ROUNDS + 1)) if table == "reflections" else ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(st.sets(st.integers(1, 20), min_size=2, max_size=12))
def test_whatever_is_damaged_what_comes_out_is_exact(rich, secret, tmp_path, damaged):
    whole = reflections(rich, secret)
    place = tmp_path / "round" / "vault"
    shutil.rmtree(place.parent, ignore_errors=True)
    shutil.copytree(rich, place)
    for page in damaged:
        harm(place, page)
    try:
        salvage(place, secret)
    except Damaged:
        return
    for number, reflection in reflections(place, secret).items():
        for answer in reflection.answers:
            assert answer.text.removeprefix(ONCE) == whole[number].text(answer.prompt.id)


def test_a_note_outlives_everything_else_of_its_round(folder, secret):
    with closing(Vault.open(folder, secret)) as vault:
        number = vault.begin(vault.keep_edition(make_reading())).id
        mark = Mark(1, 3, "tly", "Gen", "", "what I thought", Moment(1), vault._clock())
        at = vault.save(number, marked={1: mark})
        vault._database.rows("PRAGMA foreign_keys = OFF")
        vault._database.rows("DELETE FROM reflections")
        vault._database.rows("DELETE FROM editions")
        vault._database.rows("DELETE FROM removed")
    report = salvage(folder, secret)
    assert report.saved.incomplete == (number,)
    with closing(Vault.open(folder, secret)) as vault:
        vault.verify()
        (kept,) = vault.reflection(number).marks
        assert (kept.note, kept.made, kept.changed) == ("what I thought", Moment(1), at)


def test_what_was_marked_in_a_round_that_was_removed_for_good_stays_removed(folder, secret):
    with closing(Vault.open(folder, secret)) as vault:
        number = vault.begin(vault.keep_edition(make_reading())).id
        vault.save(number, marked={1: Mark(1, 0, "G", "", "", "gone", Moment(1), Moment(1))})
        rows_of_it = vault._database.rows("SELECT * FROM marks")
        vault.bin.put_in(number)
        vault.bin.empty()
        vault._database.rows("PRAGMA foreign_keys = OFF")
        marks = ", ".join("?" * len(rows_of_it[0]))
        vault._database.rows(f"INSERT INTO marks VALUES ({marks})", rows_of_it[0])  # noqa: S608
        vault.letters.save(None, "someone", Body("stays"))
    assert salvage(folder, secret).saved.reflections == 0


def test_letters_alone_are_worth_saving(folder, secret):
    with closing(Vault.open(folder, secret)) as vault:
        vault.letters.save(None, "the facilitator", Body("dear you"))
    harm(folder, page_of(folder, secret, "meta"))
    saved = salvage(folder, secret).saved
    assert (saved.reflections, saved.others) == (0, 1)
    with closing(Vault.open(folder, secret)) as vault:
        assert vault.letters.find(1).body.text == "dear you"


def test_wordings_of_a_vault_that_came_from_an_older_version_are_saved_too(tmp_path):
    """SQLite writes no default into rows that are there; on their pages the new column is missing."""
    folder = Path(shutil.copytree(DATA / "version-2", tmp_path / "old"))
    secret = secret_from_code(CODE)
    Vault.open(folder, secret).close()
    before = rows(folder, secret)
    salvage(folder, secret)
    after = rows(folder, secret)
    assert after["prompts"] == before["prompts"]
    assert [row[-1] for row in after["prompts"]] == [b""] * len(before["prompts"])


def test_a_salvaged_vault_goes_on_like_any_other(rich, secret, reading):
    for page in [page_of(rich, secret, table) for table in ("reflections", "prompts", "editions", "meta")]:
        harm(rich, page)
    salvage(rich, secret)
    with closing(Vault.open(rich, secret)) as vault:
        for summary in vault.summaries():
            (answer, *_) = vault.reflection(summary.id).answers
            vault.save(summary.id, {answer.prompt: "goes on", reading.prompts[0]: "new"})
        number = vault.begin(vault.keep_edition(reading)).id
        assert number == ROUNDS + 2
        vault.verify()
        assert vault.back_up().proved


def test_the_generation_goes_on_above_the_newest_backup(rich, secret):
    with closing(Vault.open(rich, secret)) as vault:
        vault.back_up()
    last = newest_backup(backups_beside(rich)).counts.generation
    for page in [page_of(rich, secret, table) for table in ("meta", "reflections")]:
        harm(rich, page)
    salvage(rich, secret)
    with closing(Vault.open(rich, secret)) as vault:
        assert vault.counts().generation > last
