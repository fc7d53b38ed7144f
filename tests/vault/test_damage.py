from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from resilience_desktop.errors import (
    Damaged,
    KeyFileDamaged,
    NoVault,
    ResilienceError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from resilience_desktop.vault import MINIMUM, Vault, keyfile, new_secret, unlock_secret


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)


def examine(folder: Path, secret) -> None:
    """Open and verify, as someone would who fears for a vault."""
    vault = Vault.open(folder, secret)
    try:
        vault.verify()
    finally:
        vault.close()


@pytest.mark.parametrize("name", keyfile.NAMES)
@pytest.mark.parametrize("broken", [None, b"", b"rubbish"])
def test_one_damaged_key_file_does_no_harm_and_is_mended_by_unlocking(folder, passphrase, name, broken):
    sound = contents(folder)
    (folder / name).unlink()
    if broken is not None:
        (folder / name).write_bytes(broken)
    with pytest.raises(WrongPassphrase):
        unlock_secret(folder, "another")
    secret = unlock_secret(folder, passphrase)
    assert contents(folder).get(name) == broken
    Vault.open(folder, secret).close()
    mended = contents(folder)
    assert {each: mended[each] for each in keyfile.NAMES} == {each: sound[each] for each in keyfile.NAMES}


@pytest.mark.parametrize("broken", [None, b"rubbish"])
def test_without_any_key_file_the_recovery_code_still_opens_the_vault(filled, passphrase, secret, broken):
    for name in keyfile.NAMES:
        (filled / name).unlink()
        if broken is not None:
            (filled / name).write_bytes(broken)
    with pytest.raises(KeyFileDamaged, match="recovery code still opens"):
        unlock_secret(filled, passphrase)
    examine(filled, secret)
    assert contents(filled).get("vault.keys") == broken
    with pytest.raises(WrongRecoveryCode, match="Either it belongs to another vault, or"):
        Vault.open(filled, new_secret())


def test_the_code_of_another_vault_is_told_from_damage(folder):
    with pytest.raises(WrongRecoveryCode, match="does not open this vault"):
        Vault.open(folder, new_secret())


def test_a_damaged_first_page_is_never_called_a_wrong_passphrase_or_code(folder, secret, passphrase):
    flip(folder / "vault.db", 100)
    with pytest.raises(Damaged, match="passphrase is not the problem"):
        Vault.open(folder, unlock_secret(folder, passphrase))


def test_a_damaged_beginning_is_noticed_before_the_passphrase_is_tried(folder, secret, passphrase):
    flip(folder / "vault.db", 3)
    with pytest.raises(Damaged, match="beginning"):
        unlock_secret(folder, passphrase)
    for one in (secret, new_secret()):
        with pytest.raises(Damaged):
            Vault.open(folder, one)


def test_the_key_file_of_another_vault_is_told_in_words(folder, secret, passphrase, tmp_path):
    Vault.create(tmp_path / "other", "x", cost=MINIMUM).close()
    for name in keyfile.NAMES:
        shutil.copy(tmp_path / "other" / name, folder / name)
    with pytest.raises(Damaged, match="do not belong together"):
        unlock_secret(folder, passphrase)
    Vault.open(folder, secret).close()


def test_one_copy_of_another_vaults_key_file_does_no_harm(folder, passphrase):
    sound = (folder / "vault.keys").read_bytes()
    (folder / "vault.keys").write_bytes(new_secret().seal(bytes(16), "x", MINIMUM, sequence=99))
    Vault.open(folder, unlock_secret(folder, passphrase)).close()
    assert (folder / "vault.keys").read_bytes() == sound


@pytest.mark.parametrize("size", [0, 1, 15])
def test_an_empty_database_is_never_opened_as_a_new_vault(folder, secret, passphrase, size):
    data = (folder / "vault.db").read_bytes()
    (folder / "vault.db").write_bytes(data[:size])
    for attempt in (lambda: unlock_secret(folder, passphrase), lambda: Vault.open(folder, secret)):
        with pytest.raises(Damaged, match="empty or cut short"):
            attempt()
    assert (folder / "vault.db").read_bytes() == data[:size]


def test_an_unencrypted_database_is_refused_untouched(folder, secret, passphrase):
    (folder / "vault.db").unlink()
    plain = sqlite3.connect(folder / "vault.db")
    plain.execute("CREATE TABLE meta (vault_id)")
    plain.close()
    before = contents(folder)
    for attempt in (lambda: unlock_secret(folder, passphrase), lambda: Vault.open(folder, secret)):
        with pytest.raises(Damaged, match="not encrypted"):
            attempt()
    assert contents(folder) == before


def test_a_missing_database_beside_its_keys_is_no_wrong_passphrase(folder, secret, passphrase):
    (folder / "vault.db").unlink()
    for attempt in (lambda: unlock_secret(folder, passphrase), lambda: Vault.open(folder, secret)):
        with pytest.raises(Damaged, match="missing"):
            attempt()
    assert not (folder / "vault.db").exists()


@pytest.mark.parametrize("name", ["nowhere", "empty", "file"])
def test_where_there_is_no_vault_it_is_said(tmp_path, secret, passphrase, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for attempt in (
        lambda: unlock_secret(tmp_path / name, passphrase),
        lambda: Vault.open(tmp_path / name, secret),
    ):
        with pytest.raises(NoVault):
            attempt()


def test_a_folder_in_the_databases_place_is_told_in_words(folder, passphrase):
    (folder / "vault.db").unlink()
    (folder / "vault.db").mkdir()
    with pytest.raises(ResilienceError):
        unlock_secret(folder, passphrase)


def test_each_truncation_is_noticed(filled, secret):
    path = filled / "vault.db"
    data = path.read_bytes()
    examine(filled, secret)
    for size in (*range(16, len(data), 4096 - 16), *range(4096, len(data), 4096), len(data) - 1):
        path.write_bytes(data[:size])
        with pytest.raises(Damaged):
            examine(filled, secret)
    path.write_bytes(data)
    examine(filled, secret)


def test_changed_bytes_everywhere_are_noticed(filled, secret):
    path = filled / "vault.db"
    data = path.read_bytes()
    places = range(0, len(data), 499)
    assert len(places) > 200
    for at in places:
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x04]) + data[at + 1 :])
        with pytest.raises(Damaged):
            examine(filled, secret)


def test_a_page_put_back_from_before_an_answer_was_emptied_is_noticed(filled, secret, reading):
    path = filled / "vault.db"
    before = path.read_bytes()
    vault = Vault.open(filled, secret)
    vault.save(1, {reading.prompts[0]: ""})
    vault.close()
    after = path.read_bytes()
    pages = [at for at in range(0, len(before), 4096) if before[at : at + 4096] != after[at : at + 4096]]
    # the first, of which only SQLite's counter changed; answers, reflections, versions and their index
    assert len(pages) == 5
    for at in pages[1:]:
        path.write_bytes(after[:at] + before[at : at + 4096] + after[at + 4096 :])
        with pytest.raises(Damaged):
            examine(filled, secret)


def test_a_damaged_page_met_while_reading_is_damage(filled, secret):
    path = filled / "vault.db"
    vault = Vault.open(filled, secret)
    (page,) = vault._database.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'answers'")
    vault.close()
    flip(path, (page[0] - 1) * 4096 + 2000)
    vault = Vault.open(filled, secret)
    with pytest.raises(Damaged):
        vault.reflection(1)
    vault.close()


def test_damage_under_an_open_vault_is_noticed_though_its_pages_are_in_memory(filled, secret):
    vault = Vault.open(filled, secret)
    vault.verify()
    flip(filled / "vault.db", 4096 * 5 + 99)
    assert vault.reflection(1).answers
    with pytest.raises(Damaged):
        vault.verify()
    vault.close()


def test_no_text_ends_in_zeros_where_a_page_is_damaged(folder, secret, reading):
    """SQLCipher hands a page that it cannot authenticate on as zeros, and complains about the next one."""
    text = "long " * 5000
    vault = Vault.open(folder, secret)
    number = vault.begin(vault.keep_edition(reading)).id
    vault.save(number, {reading.prompts[0]: text, reading.prompts[1]: "short"})
    vault.close()
    data = (folder / "vault.db").read_bytes()
    refused = 0
    for page in range(2, len(data) // 4096):
        (folder / "vault.db").write_bytes(data)
        flip(folder / "vault.db", 4096 * page + 99)
        with suppress(Damaged), closing(Vault.open(folder, secret)) as vault:  # where no table can be found
            for _ in range(2):
                try:
                    assert vault.reflection(number).text("zuerst") == text
                except Damaged:
                    refused += 1
    assert refused >= 2 * len(text) // 4096


def test_no_reading_ends_in_zeros_where_a_page_is_damaged(folder, secret, reading):
    long = replace(reading, markdown="long " * 5000)
    vault = Vault.open(folder, secret)
    edition = vault.keep_edition(long)
    vault.close()
    data = (folder / "vault.db").read_bytes()
    for page in range(len(data) // 4096 - 8, len(data) // 4096):
        (folder / "vault.db").write_bytes(data)
        flip(folder / "vault.db", 4096 * page + 99)
        with suppress(Damaged), closing(Vault.open(folder, secret)) as vault:
            with suppress(Damaged):
                assert vault.editions() == (edition,)
            with suppress(Damaged):
                assert vault.keep_edition(long) == edition
