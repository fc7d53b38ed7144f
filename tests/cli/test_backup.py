"""Backups from the command line: made, looked into, checked, put in the vault's place."""

from __future__ import annotations

from contextlib import closing

import pytest

from resilience_desktop.vault import Vault, unlock_secret

from .conftest import PASSPHRASE, SECRET
from .test_commands import contents, refused


@pytest.fixture
def code(vault):
    with closing(Vault.open(vault, unlock_secret(vault, PASSPHRASE))) as opened:
        return opened.recovery_code()


@pytest.fixture
def made(vault, tmp_path):
    """Return a backup as one file, made from the vault."""
    path = tmp_path / "kept.backup"
    with closing(Vault.open(vault, unlock_secret(vault, PASSPHRASE))) as opened:
        opened.back_up_to(path)
    return path


def test_a_backup_lies_beside_the_vault_unless_another_place_is_named(run, vault, tmp_path):
    done = run("backup", "--vault", vault, passphrase=PASSPHRASE)
    path = tmp_path / "vault backups" / "resilience-000001.backup"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"The backup is made and proved: {path}\nReflections: 2. Answers: 2.\n"
    assert path.exists()
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run("backup", "--vault", vault, "--out", stick, passphrase=PASSPHRASE).returncode == 0
    assert [each.name for each in stick.iterdir()] == ["resilience-000001.backup"]


def test_a_file_that_is_there_is_replaced_only_when_that_is_asked_for(run, vault, tmp_path):
    out = tmp_path / "own name"
    out.write_bytes(b"mine")
    args = ("backup", "--vault", vault, "--out", out)
    assert refused(run(*args, passphrase=PASSPHRASE), "It was left as it is.")
    assert out.read_bytes() == b"mine"
    assert run(*args, "--replace", passphrase=PASSPHRASE).returncode == 0
    done = run("verify", "--vault", vault, "--backup", out, passphrase=PASSPHRASE)
    assert done.stdout.startswith("The backup is whole. Made on ")
    assert done.stdout.endswith(" Reflections: 2. Answers: 2.\n")


def test_a_look_shows_what_is_in_it_and_changes_nothing(run, vault, made):
    before = contents(vault)
    done = run("restore", made, "--look", "--vault", vault, passphrase=PASSPHRASE)
    assert (done.returncode, done.stderr) == (0, "")
    first, *rounds = done.stdout.splitlines()
    assert first.endswith(" Reflections: 2. Answers: 2.")
    assert len(rounds) == 2
    assert all(line.endswith(": A slow cup of tea. Answers: 1.") for line in rounds)
    assert SECRET not in done.stdout
    assert contents(vault) == before


@pytest.mark.parametrize("key", ["passphrase", "code"])
def test_a_restored_vault_stands_in_its_place_and_the_former_one_is_kept(run, vault, made, code, key):
    harmed = (vault / "vault.db").read_bytes()[:5000]
    (vault / "vault.db").write_bytes(harmed)
    typed, option = (PASSPHRASE, ()) if key == "passphrase" else (code.lower() + "\n", ("--recovery-code",))
    done = run("restore", made, "--vault", vault, *option, passphrase=typed)
    moved = vault.with_name("vault (moved aside 1)")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1  # which backup it was; its reflections are for --look
    assert done.stderr.splitlines() == [
        f"The backup is restored: {vault}",
        f"The vault that was there is kept: {moved}",
    ]
    assert (moved / "vault.db").read_bytes() == harmed
    assert run("verify", "--vault", vault, *option, passphrase=typed).returncode == 0


def test_the_recovery_code_opens_what_the_passphrase_opens(run, vault, made, code):
    for command in (("verify",), ("verify", "--backup", made), ("backup",)):
        assert run(*command, "--vault", vault, "--recovery-code", passphrase=code).returncode == 0
    wrong = "0" * 29
    done = run("verify", "--vault", vault, "--backup", made, "--recovery-code", passphrase=wrong)
    assert refused(done, "recovery code")


VERIFY, RESTORE = ("verify", "--backup"), ("restore",)


@pytest.mark.parametrize(
    ("command", "harm", "words"),
    [
        (VERIFY, lambda path: path.unlink(), "There is no file of this name."),
        (RESTORE, lambda path: path.write_bytes(b"a photo"), "This file is no backup of a vault."),
        (RESTORE, lambda path: path.write_bytes(path.read_bytes()[:-1]), "This backup is damaged."),
        (VERIFY, lambda path: path.write_bytes(path.read_bytes()[:-5] + b"12345"), "This backup is damaged."),
    ],
    ids=["gone", "no backup", "cut short", "changed"],
)
def test_what_is_no_sound_backup_is_refused_before_a_passphrase_is_asked_for(
    run, vault, made, command, harm, words
):
    harm(made)
    before = contents(vault)
    assert refused(run(*command, made, "--vault", vault), words)
    assert contents(vault) == before


def test_a_wrong_passphrase_and_an_open_vault_change_nothing(run, vault, made):
    before = contents(vault)
    done = run("restore", made, "--vault", vault, passphrase="no")
    assert refused(done, "That passphrase does not open this vault.")
    with closing(Vault.open(vault, unlock_secret(vault, PASSPHRASE))):
        done = run("restore", made, "--vault", vault, passphrase=PASSPHRASE)
    assert done.returncode == 1
    assert "open in another window" in done.stderr
    assert contents(vault) == before
