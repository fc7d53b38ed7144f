from __future__ import annotations

import errno
import os
import shutil

import pytest

from resilience_desktop.errors import AlreadyThere, Damaged, DiskFull, NotAllowed, ResilienceError
from resilience_desktop.vault import (
    MINIMUM,
    Backup,
    Counts,
    Vault,
    backups,
    backups_beside,
    container,
    every_backup,
    keyfile,
    newest_backup,
    proof,
)
from resilience_desktop.vault.restoration import look_into, restore, unlock_backup, verify_backup

from .test_damage import contents, flip
from .test_leaks import MARKER, found_in


@pytest.fixture
def place(folder):
    return backups_beside(folder)


def write(vault, reading, text="words"):
    number = vault.begin(vault.keep_edition(reading)).id
    vault.save(number, {reading.prompts[0]: text})


def tell(vault, clock, number=1):
    """Change something, let a day pass, back up."""
    for _ in range(number):
        vault.set_fact("day", clock.advance(days=1).iso())
        made = vault.back_up()
    return made


def names(place):
    return sorted(path.name for path in place.iterdir())


def test_a_backup_says_when_it_was_made_and_how_much_is_in_it(vault, reading, place, clock):
    write(vault, reading)
    made = vault.back_up()
    assert made == Backup(
        place / "resilience-000001.backup", 1, made.made, vault.counts(), vault._database.salt
    )
    assert made.made.utc_ms == clock.moment.utc_ms
    assert made.made.day() == "22 November 2026"
    assert made.proved
    assert every_backup(place) == (made,)
    assert newest_backup(place) == made
    assert place.stat().st_mode & 0o777 == 0o700
    assert names(place.parent) == ["vault", "vault backups"]


def test_a_backup_opens_with_the_passphrase_and_with_the_code(vault, reading, passphrase, secret, folder):
    write(vault, reading)
    made = vault.back_up()
    assert unlock_backup(made.path, passphrase) == secret
    contents = verify_backup(made.path, secret, folder)
    assert contents.label.counts == vault.counts()


def test_a_backup_made_while_the_key_file_is_lost_opens_with_the_code(vault, folder, secret, passphrase):
    for name in keyfile.NAMES:
        (folder / name).unlink()
    made = vault.back_up()
    with pytest.raises(Damaged, match="recovery code opens it"):
        unlock_backup(made.path, passphrase)
    verify_backup(made.path, secret, folder)


def test_nothing_readable_stands_in_a_backup_or_its_name(folder, secret, reading, place):
    vault = Vault.open(folder, secret)
    write(vault, reading, MARKER * 300)
    vault.set_fact(MARKER, MARKER)
    vault.back_up()
    vault.close()
    assert found_in(place) == set()
    assert found_in(place, secret.code()) == set()


def test_a_vault_stays_locked_for_others_while_it_is_backed_up(vault, folder, secret, child):
    vault.back_up()
    other = child(
        "import sys; from pathlib import Path; from resilience_desktop.vault import *\n"
        "try: Vault.open(Path(sys.argv[1]), secret_from_code(sys.argv[2]))\n"
        "except Exception as error: print(type(error).__name__)",
        folder,
        secret.code(),
    )
    assert other.communicate()[0] == "OpenElsewhere\n"


def test_old_backups_go_by_number_and_the_newest_stays_though_the_clock_goes_back(vault, place, clock):
    tell(vault, clock, 14)
    clock.advance(days=-4000)
    last = tell(vault, clock, 3)
    assert last.sequence == 17
    assert newest_backup(place) == last
    sequences = [backup.sequence for backup in every_backup(place)]
    assert sequences[:10] == list(range(17, 7, -1))
    assert len(sequences) < 17
    assert all(backup.proved for backup in every_backup(place))


def test_no_backup_goes_while_the_vault_is_damaged(vault, place, clock, folder, reading):
    write(vault, reading)
    tell(vault, clock, 12)
    before = names(place)
    vault.verify()  # now each page is in memory
    flip(folder / "vault.db", 4096 * 5 + 99)
    with pytest.raises(Damaged, match="a whole backup was made of it just now"):
        vault.back_up()
    after = names(place)
    assert set(before) < set(after)
    assert len(after) == len(before) + 1  # nothing went, and what was in memory is saved
    assert newest_backup(place).counts == vault.counts()


def test_a_vault_that_cannot_be_read_makes_no_backup_and_no_other_one_goes(
    filled, secret, place, clock, tmp_path
):
    vault = Vault.open(filled, secret, clock=clock)
    tell(vault, clock, 12)
    vault.close()
    before = contents(place)
    vault = Vault.open(filled, secret, clock=clock)
    flip(filled / "vault.db", 4096 * 20 + 99)
    for attempt in (vault.back_up, lambda: vault.back_up_to(tmp_path / "one.backup")):
        with pytest.raises(Damaged):
            attempt()
    vault.close()
    assert contents(place) == before
    assert names(place.parent) == ["vault", "vault backups"]


def test_a_copy_that_came_out_otherwise_is_no_backup(vault, place, monkeypatch):
    monkeypatch.setattr(proof, "prove", lambda *_: Counts(9, 9, 9))
    with pytest.raises(ResilienceError, match="not kept"):
        vault.back_up()
    assert not place.exists()


def test_a_disk_that_gives_back_something_else_is_noticed(vault, place, monkeypatch):
    vault.back_up()
    write_piece = container._pieces

    def lie(file, size):
        for piece in write_piece(file, size):
            yield piece if file.name.endswith("vault.db") else b"x" + piece[1:]

    monkeypatch.setattr(container, "_pieces", lie)
    with pytest.raises(ResilienceError, match="not kept"):
        vault.back_up()
    assert names(place) == ["resilience-000001.backup"]


def test_what_lies_there_damaged_is_listed_as_such_and_left_alone(vault, place, clock):
    tell(vault, clock, 2)
    broken = place / "resilience-000003.backup"
    broken.write_bytes(b"RSL-BACK and no more")
    (place / "notes.txt").write_text("mine")
    (place / "photo.backup").write_text("mine")
    listed = every_backup(place)
    assert [(backup.sequence, backup.proved) for backup in listed] == [
        (3, False),
        (2, True),
        (1, True),
        (0, False),
    ]
    assert newest_backup(place).sequence == 2
    assert tell(vault, clock, 13).sequence == 16
    assert broken.read_bytes() == b"RSL-BACK and no more"
    assert {"notes.txt", "photo.backup"} < set(names(place))


def test_two_vaults_share_a_stick_and_neither_takes_the_others_backups(vault, tmp_path, clock):
    stick = tmp_path / "stick"
    stick.mkdir()
    other = Vault.create(tmp_path / "other", "x", cost=MINIMUM, clock=clock)
    theirs = other.back_up(stick)
    for _ in range(13):
        vault.set_fact("day", clock.advance(minutes=1).iso())
        vault.back_up(stick)
    assert other.back_up(stick).sequence == 15
    own = other._database.salt
    assert [backup.sequence for backup in every_backup(stick, own)] == [15, 1]
    assert len(every_backup(stick, vault._database.salt)) == 10
    assert newest_backup(stick, own).path != theirs.path
    other.close()


def test_a_stick_that_is_not_there_is_told_and_no_file_takes_its_name(vault, tmp_path):
    with pytest.raises(ResilienceError, match="connect its disk"):
        vault.back_up(tmp_path / "stick")
    assert names(tmp_path) == ["vault"]


def test_one_file_can_be_written_and_is_never_replaced_unasked(vault, tmp_path, secret, folder):
    path = tmp_path / "my own.backup"
    vault.back_up_to(path)
    before = path.read_bytes()
    with pytest.raises(AlreadyThere):
        vault.back_up_to(path)
    assert path.read_bytes() == before
    vault.set_fact("one", "more")
    assert vault.back_up_to(path, replace=True).counts == vault.counts()
    verify_backup(path, secret, folder)
    assert names(tmp_path) == ["my own.backup", "vault"]


def test_a_backup_is_due_when_something_changed_and_a_day_is_over(vault, reading, clock):
    write(vault, reading)
    assert vault.upkeep.is_due()
    vault.back_up()
    assert not vault.upkeep.is_due()
    clock.advance(days=5)
    assert not vault.upkeep.is_due()  # nothing changed
    vault.set_fact("one", "more")
    assert vault.upkeep.is_due()
    vault.back_up()
    vault.set_fact("yet", "more")
    clock.advance(minutes=23 * 60)
    assert not vault.upkeep.is_due()
    clock.advance(minutes=61)
    assert vault.upkeep.is_due()


def test_a_clock_that_was_ahead_puts_no_backup_off(vault, reading, clock):
    write(vault, reading)
    clock.advance(days=3000)
    vault.back_up()
    clock.advance(days=-3000)
    vault.set_fact("one", "more")
    assert vault.upkeep.is_due()
    vault.back_up()
    assert not vault.upkeep.is_due()


def test_a_full_disk_is_told_and_leaves_nothing_behind(vault, place, monkeypatch):
    vault.back_up()
    fsync, calls = os.fsync, []

    def fail(handle):
        calls.append(handle)
        if len(calls) == 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull):
        vault.back_up()
    assert names(place) == ["resilience-000001.backup"]
    assert names(place.parent) == ["vault", "vault backups"]
    assert vault.back_up().sequence == 2


def test_a_place_that_may_not_be_written_to_is_told(public, folder, secret, as_anyone, hand_over, tmp_path):
    shutil.copytree(folder, public / "vault")
    hand_over(public / "vault")
    stick = public / "stick"
    stick.mkdir()
    hand_over(stick)
    with as_anyone():
        vault = Vault.open(public / "vault", secret)
        vault.back_up(stick)
        stick.chmod(0o500)
        with pytest.raises(NotAllowed):
            vault.back_up(stick)
        stick.chmod(0)
        with pytest.raises(NotAllowed):
            every_backup(stick)
        stick.chmod(0o700)
        assert names(stick) == ["resilience-000001.backup"]
        vault.close()


def test_each_flipped_byte_of_a_backup_is_noticed_and_another_one_restores_the_vault(
    vault, folder, secret, reading, place, clock
):
    write(vault, reading)
    vault.back_up()
    vault.set_fact("one", "more")
    path = vault.back_up().path
    data = path.read_bytes()
    for at in (*range(0, 300, 7), *range(300, len(data), 2111), len(data) - 1):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(ResilienceError):
            look_into(path, secret, folder)
    vault.close()
    restore(place / "resilience-000001.backup", folder, secret)
    reopened = Vault.open(folder, secret)
    assert reopened.reflection(1).text("zuerst") == "words"
    reopened.close()


def test_a_backup_due_is_told_from_its_label_alone():
    at = backups.Moment(1_795_376_460_000)
    last = Backup(path=None, sequence=1, made=at, counts=Counts(1, 1, 1))
    assert not backups.is_due(last, Counts(1, 1, 2), at)
    assert backups.is_due(Backup(path=None, sequence=1), Counts(0, 0, 0), at)


@pytest.mark.parametrize("number", ["99999999999999999999", "9223372036854775807"])
def test_an_odd_file_with_a_huge_number_stops_no_backup(vault, place, clock, number):
    first = tell(vault, clock)
    (place / f"resilience-{number}.backup").write_bytes(b"not one of ours")
    second = tell(vault, clock)
    assert (first.sequence, second.sequence) == (1, 2)
    assert newest_backup(place) == second


def test_a_backup_whose_label_has_a_huge_number_stops_no_backup(vault, place, clock):
    first = tell(vault, clock)
    with (place / "extracted.db").open("wb") as file:
        contents = container.check(first.path)
        file.write(first.path.read_bytes()[contents.start : contents.start + contents.size])
    huge = container.Label(2**63 - 1, first.made, first.counts)
    container.write(
        place / "resilience-9223372036854775807.backup", huge, contents.keys, place / "extracted.db"
    )
    assert tell(vault, clock).sequence == 2
    assert tell(vault, clock).sequence == 3


def test_a_backup_that_was_given_a_higher_number_is_not_run_into(vault, place, clock):
    first = tell(vault, clock)
    first.path.rename(place / "resilience-000002.backup")
    assert tell(vault, clock).path.name == "resilience-000003.backup"
