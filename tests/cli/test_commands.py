"""What the commands do with vaults and packs, whole and broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing

import pytest

from resilience_desktop.vault import Vault, unlock_secret

from .conftest import PACK, PASSPHRASE, ROOT, SECRET


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refused(done, words):
    """Tell whether a command was refused with this sentence and nothing else."""
    assert done.returncode == 1, done
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "Resilience:" not in done.stderr  # the last resort's signature
    assert done.stdout == ""
    return True


def test_info_tells_what_the_folder_shows_and_decrypts_nothing(run, vault):
    before = contents(vault)
    done = run("info", "--vault", vault)
    assert done.returncode == 0
    assert done.stderr == ""
    size = (vault / "vault.db").stat().st_size
    assert done.stdout.splitlines() == [
        f"Folder:    {vault}",
        f"Database:  vault.db, {size:,} bytes, encrypted",
        "Key file:  vault.keys, sound; format 1, Argon2id with 64 MiB and 3 passes",
        "Key file:  vault.keys.2, sound; format 1, Argon2id with 64 MiB and 3 passes",
    ]
    assert contents(vault) == before


def test_info_tells_which_copy_of_the_key_file_is_broken_and_leaves_it(run, vault):
    (vault / "vault.keys").write_bytes(b"RSL-KEYS and then nothing")
    (vault / "vault.keys.2").rename(vault / "vault.keys.3")
    done = run("info", "--vault", vault)
    assert done.returncode == 1
    assert "vault.keys, damaged" in done.stdout
    assert "vault.keys.2, missing" in done.stdout
    assert "your recovery code still opens the vault" in done.stderr
    (vault / "vault.keys.3").rename(vault / "vault.keys.2")
    done = run("info", "--vault", vault)
    assert done.returncode == 0
    assert "vault.keys, damaged" in done.stdout
    assert (vault / "vault.keys").read_bytes() == b"RSL-KEYS and then nothing"


def test_info_works_while_the_vault_is_open_in_a_window(run, vault):
    with closing(Vault.open(vault, unlock_secret(vault, PASSPHRASE))):
        assert run("info", "--vault", vault).returncode == 0


def test_verify_checks_a_whole_vault(run, vault):
    done = run("verify", "--vault", vault, passphrase=PASSPHRASE + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The vault is whole. Reflections: 2. Answers: 2.\n"


@pytest.mark.parametrize("command", [("info",), ("verify",), ("export", "--format", "text", "--out", "file")])
@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda folder: shutil.rmtree(folder), "There is no vault in this folder."),
        (lambda folder: (folder / "vault.db").unlink(), "missing from its folder"),
        (lambda folder: (folder / "vault.db").write_bytes(b""), "empty or cut short"),
        (lambda folder: (folder / "vault.db").write_bytes(b"SQLite format 3\0" * 99), "not encrypted"),
    ],
    ids=["no folder", "no database", "empty database", "plain database"],
)
def test_what_is_no_vault_is_refused_before_a_passphrase_is_asked_for(run, vault, home, command, harm, words):
    harm(vault)
    assert refused(run(*command, "--vault", vault), words)
    assert list(home.glob("file*")) == []


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda data: data[:5000], "damaged"),
        (lambda data: data[: len(data) // 2] + b"\0" * (len(data) - len(data) // 2), "damaged"),
        (lambda data: bytes(byte ^ 1 if at == 3000 else byte for at, byte in enumerate(data)), "damaged"),
    ],
    ids=["cut short", "half zeroed", "one bit"],
)
@pytest.mark.parametrize("command", [("verify",), ("export", "--format", "text", "--out", "file")])
def test_damage_is_told_and_never_blamed_on_the_passphrase(run, vault, home, command, harm, words):
    harmed = harm((vault / "vault.db").read_bytes())
    (vault / "vault.db").write_bytes(harmed)
    done = run(*command, "--vault", vault, passphrase=PASSPHRASE)
    assert refused(done, words)
    assert "passphrase is not the problem" in done.stderr
    assert (vault / "vault.db").read_bytes() == harmed
    assert list(home.glob("file*")) == []


@pytest.mark.parametrize("wrong", ["", "four quiet words", PASSPHRASE + "\n\n", PASSPHRASE + "\0"])
def test_a_wrong_passphrase_is_told_and_changes_nothing(run, vault, wrong):
    before = contents(vault)
    done = run("verify", "--vault", vault, passphrase=wrong)
    assert refused(done, "That passphrase does not open this vault. Nothing was changed.")
    assert contents(vault) == before


def test_one_broken_copy_of_the_key_file_is_mended_by_opening(run, vault):
    sound = (vault / "vault.keys").read_bytes()
    (vault / "vault.keys").write_bytes(b"")
    assert run("verify", "--vault", vault, passphrase=PASSPHRASE).returncode == 0
    assert (vault / "vault.keys").read_bytes() == sound


def test_two_broken_copies_are_told_with_the_way_out(run, vault):
    for name in ("vault.keys", "vault.keys.2"):
        (vault / name).write_bytes(b"")
    done = run("verify", "--vault", vault, passphrase=PASSPHRASE)
    assert refused(done, "your recovery code still opens the vault")


def test_a_vault_that_is_open_elsewhere_is_left_alone(run, vault):
    with closing(Vault.open(vault, unlock_secret(vault, PASSPHRASE))):
        assert refused(run("verify", "--vault", vault, passphrase=PASSPHRASE), "open in another window")


def test_the_vault_used_last_is_taken_when_none_is_named(run, vault, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.json").write_text(f'{{"last_vault": "{vault}"}}')
    assert f"Folder:    {vault}" in run("--data-dir", data, "info").stdout
    assert f"Folder:    {vault}" in run("info", "--data-dir", data).stdout


def test_without_any_the_first_vaults_folder_is_meant(run, vault, tmp_path):
    (tmp_path / "data").mkdir()
    folder = vault.rename(tmp_path / "data" / "My reflections")
    assert f"Folder:    {folder}" in run("--data-dir", "data", "info", cwd=tmp_path).stdout


def test_a_sound_pack_is_told_so(run, tmp_path):
    (tmp_path / "pack.md").write_text(PACK)
    done = run("readings", "check", tmp_path / "pack.md")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No problems were found.\n")


def test_each_problem_of_each_pack_comes_with_its_line(run, tmp_path):
    (tmp_path / "a.md").write_text(PACK.replace("ask: What did you notice?", "colour: green"))
    (tmp_path / "b.md").write_text(PACK.replace("title", "titel"))
    done = run("readings", "check", tmp_path / "a.md", tmp_path / "b.md", tmp_path / "gone.md")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert all(line.startswith(str(tmp_path)) for line in lines)
    assert f"{tmp_path / 'gone.md'}:1: There is no file of this name." in lines
    assert any(line.startswith(f"{tmp_path / 'a.md'}:14: ") for line in lines)
    assert any(line.startswith(f"{tmp_path / 'b.md'}:5: ") for line in lines)


def test_a_remark_alone_does_not_refuse_a_pack(run, tmp_path):
    (tmp_path / "pack.md").write_text(PACK.replace("language:", "mood: calm\nlanguage:"))
    done = run("readings", "check", tmp_path / "pack.md")
    assert done.returncode == 0
    assert f"{tmp_path / 'pack.md'}:6: " in done.stdout


def test_the_packs_that_come_along_are_sound(run):
    packs = sorted((ROOT / "assets" / "readings").glob("*/pack*.md"))
    assert packs
    assert run("readings", "check", *packs).returncode == 0


LOADED = """
import sys
sys.argv = ["main.py", *sys.argv[1:]]
sys.path.insert(0, {root!r})
import main
try:
    status = main.main()
except SystemExit as left:
    status = left.code
print([name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))], file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("info", "--vault", "{vault}"),
        ("verify", "--vault", "{vault}", "--passphrase-fd", "0"),
        *(
            ("export", "--vault", "{vault}", "--passphrase-fd", "0", "--format", form, "--out", "file")
            for form in ("pdf", "markdown", "text", "json")
        ),
        ("readings", "check", str(ROOT / "assets/readings/meeting-resistance/pack.md")),
        ("readings", "export", "meeting-resistance", "--out", "file"),
    ],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[5:7]),
)
def test_no_command_loads_the_window_library(vault, home, arguments):
    filled = [argument.format(vault=vault) for argument in arguments]
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(root=str(ROOT)), *filled],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "[]"


def test_no_command_leaves_words_of_the_person_on_the_screen(run, vault, home):
    """The export holds them; nothing else does."""
    for arguments in (("info",), ("verify",), ("export", "--format", "json", "--out", "file")):
        options = {} if arguments == ("info",) else {"passphrase": PASSPHRASE}
        done = run(*arguments, "--vault", vault, **options)
        assert done.returncode == 0
        assert SECRET not in done.stdout + done.stderr
        assert PASSPHRASE not in done.stdout + done.stderr
    assert SECRET in (home / "file").read_text()


@pytest.mark.parametrize("command", [("backup",), ("export", "--format", "json")], ids=lambda words: words[0])
def test_no_file_is_written_over_the_vault_itself(run, vault, tmp_path, command):
    before = contents(vault)
    way = tmp_path / "another way"
    way.symlink_to(vault)
    for out in (vault / "vault.db", way / "vault.keys"):
        done = run(*command, "--vault", vault, "--out", out, "--replace", passphrase=PASSPHRASE)
        assert refused(done, "would lie in the vault itself")
    assert contents(vault) == before
