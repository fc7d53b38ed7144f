"""The upkeep of backups: when they are due, in which places, and what comes between their steps."""

import shutil

import pytest

from resilience_desktop.errors import DiskFull, ResilienceError
from resilience_desktop.vault import (
    MINIMUM,
    Vault,
    backups,
    backups_beside,
    every_backup,
    newest_backup,
    rescue,
)
from resilience_desktop.vault.restoration import unlock_backup, verify_backup
from resilience_desktop.workbook import Body, Moment
from resilience_desktop.workbook.practice import Sitting

from .test_damage import flip


@pytest.fixture
def written(vault, reading):
    """Return an open vault with one answer in it."""
    number = vault.begin(vault.keep_edition(reading)).id
    vault.save(number, {reading.prompts[0]: "words"})
    return vault


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def run(vault, **how):
    return [word for word in vault.upkeep.steps(**how) if word]


def test_an_empty_vault_needs_no_backup_and_one_with_words_does(vault, reading):
    assert not vault.upkeep.is_due()
    vault.begin(vault.keep_edition(reading))
    assert vault.upkeep.is_due()


@pytest.mark.parametrize(
    "make",
    [
        lambda vault: vault.letters.save(None, "", Body("dear you")),
        lambda vault: vault.practice.set_support("my sister"),
        lambda vault: vault.practice.keep(None, Sitting(Moment(0), 60)),
    ],
)
def test_words_outside_of_reflections_are_backed_up_too(vault, folder, make):
    vault.set_fact("recovery-proved", "yes")
    assert not vault.upkeep.is_due()
    make(vault)
    assert run(vault) == []
    assert newest_backup(backups_beside(folder)).proved


def test_a_backup_that_was_made_is_due_again_a_day_and_a_change_later(written, clock, folder):
    assert run(written) == []
    assert len(every_backup(backups_beside(folder))) == 1
    clock.advance(days=2)
    assert not written.upkeep.is_due()
    written.set_fact("day", "another")
    assert written.upkeep.is_due()
    clock.advance(days=-1.5)
    assert not written.upkeep.is_due()


def test_what_is_saved_between_the_steps_is_kept_and_the_backup_holds_what_was_there_at_first(
    written, reading, secret, folder
):
    at_first = written.counts()
    for number, _ in enumerate(written.upkeep.steps()):
        written.save(1, {reading.prompts[1]: f"between {number}"})
    made = newest_backup(backups_beside(folder))
    assert number >= 3
    assert made.counts == at_first
    verify_backup(made.path, secret, folder)
    assert written.reflection(1).text("before") == f"between {number}"


def test_steps_given_up_leave_nothing_behind(written, folder):
    steps = written.upkeep.steps()
    next(steps)
    steps.close()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_second_place_gets_its_own_backups_and_is_remembered_in_the_vault(
    written, stick, folder, secret, clock
):
    written.upkeep.choose_second(stick)
    run(written)
    assert [backup.counts for backup in every_backup(stick)] == [written.counts()]
    state = written.upkeep.state()
    assert (state.second, state.second_is_there, state.second_newest) == (stick, True, every_backup(stick)[0])
    assert state.every == every_backup(backups_beside(folder))
    written.close()
    with_it = Vault.open(folder, secret, clock=clock)
    assert with_it.upkeep.second_place == stick
    with_it.upkeep.choose_second(None)
    assert with_it.upkeep.others == ()
    with_it.close()


def test_a_second_place_that_is_not_connected_keeps_no_backup_from_being_made(written, stick, folder):
    written.upkeep.choose_second(stick)
    stick.rmdir()
    assert run(written, anyway=True) == ["The second place for backups is not connected, so the backup lies "
                                         "on this laptop alone."]  # fmt: skip
    assert newest_backup(backups_beside(folder)).counts == written.counts()
    state = written.upkeep.state()
    assert (state.second, state.second_is_there, state.second_newest) == (stick, False, None)
    assert run(written) == []


@pytest.mark.parametrize(
    ("place", "words"), [("", "the vault itself"), ("inside", "the vault itself"), ("gone", "no such folder")]
)
def test_a_place_that_will_not_do_is_refused(vault, folder, place, words):
    (folder / "inside").mkdir()
    with pytest.raises(ResilienceError, match=words):
        vault.upkeep.choose_second(folder / place)
    assert vault.upkeep.second_place is None


def test_a_second_place_that_cannot_even_be_looked_at_keeps_no_backup_from_being_made(
    written, tmp_path, folder, monkeypatch
):
    monkeypatch.setattr(type(written.upkeep), "second_place", property(lambda _: tmp_path / ("x" * 300)))
    (words,) = run(written, anyway=True)
    assert words.startswith("The second place for backups is not connected")
    assert not written.upkeep.state().second_is_there
    assert len(every_backup(backups_beside(folder))) == 1


def test_the_vaults_own_place_is_no_second_one(written, folder):
    run(written)
    with pytest.raises(ResilienceError, match="kept in that folder already"):
        written.upkeep.choose_second(backups_beside(folder))


def test_a_full_disk_is_told_and_the_backup_stays_due(written, monkeypatch, folder):
    def full(*_):
        raise DiskFull

    monkeypatch.setattr(backups.proof, "write", full)
    with pytest.raises(DiskFull):
        run(written)
    assert written.upkeep.is_due()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_new_passphrase_opens_the_backups_in_the_second_place_too(written, stick, secret):
    written.upkeep.choose_second(stick)
    run(written)
    written.change_passphrase("another lantern in the harbour", cost=MINIMUM)
    (there,) = every_backup(stick)
    assert unlock_backup(there.path, "another lantern in the harbour") == secret


def test_a_stick_in_a_drawer_follows_a_new_passphrase_when_it_is_back(written, stick, secret):
    written.upkeep.choose_second(stick)
    run(written)
    drawer = stick.rename(stick.with_name("drawer"))
    assert stick in written.change_passphrase("another lantern in the harbour", cost=MINIMUM)
    drawer.rename(stick)
    assert written.settle() == ()
    (there,) = every_backup(stick)
    assert unlock_backup(there.path, "another lantern in the harbour") == secret


def test_the_closed_vaults_newest_backup_is_found_without_a_key(written, folder):
    assert rescue.newest_backup(folder) is None
    run(written)
    written.close()
    made = newest_backup(backups_beside(folder))
    assert rescue.newest_backup(folder) == made
    assert rescue.every_backup(folder) == (made,)
    flip(folder / "vault.db", 3)
    assert rescue.newest_backup(folder) == made
    shutil.rmtree(folder)
    assert rescue.newest_backup(folder) == made
