"""A vault whose folder is moved, copied back, removed or replaced while it is open."""

import shutil

import pytest

from resilience_desktop.errors import (
    DiskFull,
    OpenElsewhere,
    ResilienceError,
    VaultGone,
    WrongPassphrase,
)
from resilience_desktop.vault import MINIMUM, Vault, keyfile, unlock_secret
from resilience_desktop.vault.connection import Database
from resilience_desktop.workbook import Body
from resilience_desktop.workbook.words import parse


@pytest.fixture
def number(vault, reading):
    """Return the round that was begun in the open vault."""
    begun = vault.begin(vault.keep_edition(reading)).id
    vault.save(begun, {reading.prompts[0]: "before " * 100})
    return begun


@pytest.fixture
def elsewhere(tmp_path):
    return tmp_path / "elsewhere"


def keep(vault, number, reading, text="after"):
    vault.save(number, {reading.prompts[1]: text})


def texts(folder, secret, number):
    vault = Vault.open(folder, secret)
    found = [answer.text for answer in vault.reflection(number).answers]
    vault.close()
    return found


def bring_back(elsewhere, folder):
    """Copy a folder to its former place, so that every file in it is a new one."""
    shutil.copytree(elsewhere, folder)
    shutil.rmtree(elsewhere)


def test_a_folder_that_is_moved_away_takes_no_words_until_it_is_moved_back(
    vault, number, reading, folder, elsewhere, secret
):
    folder.rename(elsewhere)
    with pytest.raises(VaultGone, match="moved or removed"):
        keep(vault, number, reading)
    assert vault.reflection(number).text("zuerst") == "before " * 100
    elsewhere.rename(folder)
    keep(vault, number, reading)
    vault.close()
    assert texts(folder, secret, number) == ["before " * 100, "after"]


def test_a_folder_that_is_copied_back_is_gone_on_with(vault, number, reading, folder, elsewhere, secret):
    folder.rename(elsewhere)
    with pytest.raises(VaultGone):
        keep(vault, number, reading)
    bring_back(elsewhere, folder)
    with vault.together():
        keep(vault, number, reading)
    with pytest.raises(OpenElsewhere):
        Vault.open(folder, secret)
    vault.close()
    assert texts(folder, secret, number) == ["before " * 100, "after"]


def test_a_part_of_the_vault_writes_to_what_was_copied_back(vault, folder, elsewhere, secret):
    folder.rename(elsewhere)
    vault.follow()
    assert vault.letters.summaries() == ()
    bring_back(elsewhere, folder)
    vault.follow()
    held = vault.letters
    vault.follow()
    held.save(None, "after", Body())
    vault.close()
    again = Vault.open(folder, secret)
    assert [letter.to for letter in again.letters.summaries()] == ["after"]
    again.close()


def test_a_file_replaced_by_a_copy_in_one_step_is_gone_on_with(vault, number, reading, folder, secret):
    copy = shutil.copy(folder / "vault.db", folder / "copy.db")
    shutil.move(copy, folder / "vault.db")
    keep(vault, number, reading)
    vault.close()
    assert texts(folder, secret, number) == ["before " * 100, "after"]


def test_a_copy_from_before_the_search_learned_more_is_gone_on_with(vault, number, reading, folder):
    copy = shutil.copy(folder / "vault.db", folder / "copy.db")
    assert not vault.search.learn(9)
    shutil.move(copy, folder / "vault.db")
    keep(vault, number, reading)
    assert not vault.search.learn(9)
    assert vault.search.answers(parse("after"), 9)


def test_an_older_copy_is_not_taken_for_the_vault(vault, number, reading, folder, tmp_path, elsewhere):
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    keep(vault, number, reading)
    folder.rename(elsewhere)
    shutil.copytree(older, folder)
    before = (folder / "vault.db").read_bytes()
    with pytest.raises(VaultGone, match="older copy"):
        keep(vault, number, reading, "more")
    assert (folder / "vault.db").read_bytes() == before
    assert vault.reflection(number).text("before") == "after"
    shutil.rmtree(folder)
    elsewhere.rename(folder)
    keep(vault, number, reading, "more")


@pytest.mark.parametrize("saves", [1, 2])
def test_a_copy_that_was_changed_elsewhere_is_not_taken_for_the_vault(
    vault, number, reading, folder, elsewhere, secret, saves
):
    copy = elsewhere.with_name("copy")
    shutil.copytree(folder, copy)
    keep(vault, number, reading)
    other = Vault.open(copy, secret)
    for each in range(saves):
        keep(other, number, reading, f"in another program {each}")
    other.close()
    folder.rename(elsewhere)
    copy.rename(folder)
    with pytest.raises(VaultGone, match="changed elsewhere"):
        keep(vault, number, reading, "more")
    assert texts(folder, secret, number)[1] == f"in another program {saves - 1}"


def test_another_vault_in_its_place_is_left_alone(vault, number, reading, folder, elsewhere):
    folder.rename(elsewhere)
    Vault.create(folder, "another", cost=MINIMUM).close()
    before = (folder / "vault.db").read_bytes()
    with pytest.raises(VaultGone, match="another vault"):
        keep(vault, number, reading)
    assert (folder / "vault.db").read_bytes() == before


def test_a_damaged_copy_in_its_place_is_left_alone(vault, number, reading, folder, elsewhere):
    folder.rename(elsewhere)
    bring_back(elsewhere, folder)
    whole = (folder / "vault.db").read_bytes()
    for broken in (whole[:4096], whole[:100] + b"?" + whole[101:], b""):
        (folder / "vault.db").write_bytes(broken)
        with pytest.raises(VaultGone, match="not whole"):
            keep(vault, number, reading)
        assert (folder / "vault.db").read_bytes() == broken
    (folder / "vault.db").write_bytes(whole)
    keep(vault, number, reading)


def test_a_copy_that_another_program_holds_is_waited_for(vault, number, reading, folder, elsewhere, secret):
    folder.rename(elsewhere)
    bring_back(elsewhere, folder)
    head = (folder / "vault.db").read_bytes()[:16]
    holder = Database(folder / "vault.db", secret.data_key(head), head)
    with pytest.raises(OpenElsewhere):
        keep(vault, number, reading)
    holder.close()
    keep(vault, number, reading)


def test_the_key_file_comes_back_with_a_database_that_came_without_it(
    vault, number, reading, folder, elsewhere, secret, passphrase
):
    folder.rename(elsewhere)
    folder.mkdir()
    shutil.copy(elsewhere / "vault.db", folder)
    keep(vault, number, reading)
    assert unlock_secret(folder, passphrase) == secret


def test_the_passphrase_is_known_though_the_folder_is_gone(vault, folder, passphrase):
    shutil.rmtree(folder)
    vault.check_passphrase(passphrase)
    with pytest.raises(WrongPassphrase):
        vault.check_passphrase("not this one")


def test_a_changed_passphrase_is_the_one_that_counts(vault, folder, passphrase):
    vault.change_passphrase("a new one", cost=MINIMUM)
    shutil.rmtree(folder)
    vault.check_passphrase("a new one")
    with pytest.raises(WrongPassphrase):
        vault.check_passphrase(passphrase)


def test_a_removed_vault_is_made_whole_in_another_place(
    vault, number, reading, folder, elsewhere, secret, passphrase
):
    shutil.rmtree(folder)
    vault.settle_in(elsewhere)
    assert vault.folder == elsewhere
    keep(vault, number, reading)
    vault.verify()
    vault.close()
    assert unlock_secret(elsewhere, passphrase) == secret
    assert texts(elsewhere, secret, number) == ["before " * 100, "after"]
    assert sorted(path.name for path in elsewhere.iterdir()) == ["vault.db", *keyfile.NAMES]
    assert not folder.exists()


def test_a_moved_vault_is_gone_on_with_where_it_lies_now(vault, number, reading, folder, elsewhere, secret):
    folder.rename(elsewhere)
    vault.settle_in(elsewhere)
    keep(vault, number, reading)
    assert (elsewhere / "vault.db-journal").exists()  # where a crash would look for it
    vault.close()
    assert texts(elsewhere, secret, number) == ["before " * 100, "after"]


def test_a_moved_vault_that_cannot_be_opened_at_once_is_opened_later(
    vault, number, reading, folder, elsewhere, secret, monkeypatch
):
    folder.rename(elsewhere)
    monkeypatch.setattr(Database, "_prepare", lambda *_: (_ for _ in ()).throw(OpenElsewhere()))
    for _ in range(2):
        with pytest.raises(OpenElsewhere):
            vault.settle_in(elsewhere)
    monkeypatch.undo()
    with pytest.raises(VaultGone):
        keep(vault, number, reading)
    with pytest.raises(VaultGone):
        vault.follow()
    with pytest.raises(VaultGone):
        vault.settle_in(elsewhere.with_name("third"))
    vault.settle_in(elsewhere)
    keep(vault, number, reading)
    vault.close()
    assert texts(elsewhere, secret, number) == ["before " * 100, "after"]


def test_another_place_that_holds_something_else_is_refused_and_nothing_changes(
    vault, number, reading, folder, tmp_path, secret
):
    strange = tmp_path / "strange"
    Vault.create(strange, "another", cost=MINIMUM).close()
    full = tmp_path / "papers"
    full.mkdir()
    (full / "letter").touch()
    shutil.rmtree(folder)
    with pytest.raises(VaultGone):
        vault.settle_in(strange)
    with pytest.raises(ResilienceError, match="other files"):
        vault.settle_in(full)
    assert vault.folder == folder
    vault.settle_in(tmp_path / "new")
    keep(vault, number, reading)


def test_a_full_disk_in_the_other_place_leaves_nothing_there(vault, number, folder, elsewhere, monkeypatch):
    shutil.rmtree(folder)
    monkeypatch.setattr(Database, "copy_into", lambda *_: (_ for _ in ()).throw(DiskFull()))
    with pytest.raises(DiskFull):
        vault.settle_in(elsewhere)
    assert not elsewhere.exists()
    monkeypatch.undo()
    vault.settle_in(elsewhere)
    assert vault.reflection(number)
