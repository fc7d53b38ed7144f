"""A vault can be read without the program: by the script beside the format's description, and by another
implementation of SQLCipher's format."""

from __future__ import annotations

import ast
import hashlib
import hmac
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from resilience_desktop.vault import MINIMUM, Vault, container, schema, secret_from_code
from resilience_desktop.workbook import Body, CheckIn, Form, Kind, Leaving, Mark, Noticed

from .conftest import make_reading
from .test_damage import flip
from .test_old_vaults import CODE, DATA
from .test_processes import DIE_MIDWAY, OPEN, end, tell

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "way-out" / "open_vault.py"
FORMAT = SCRIPT.with_name("FORMAT.md")
NASTY = "a\0b \ud800 😀\r\n\tמלים "
PAGE = 4096


@pytest.fixture
def read(home):
    """Return a function that runs the script, far from the program, with a line on its standard input."""

    def run(place: Path, typed: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-I", shutil.copy(SCRIPT, home), place],
            input=typed.encode() + b"\n",
            capture_output=True,
            cwd=home,
            timeout=60,
        )

    return run


@pytest.fixture
def written(folder, secret, clock):
    """Return the folder of a closed vault, and what was written in it."""
    reading = make_reading(ask="What came up first, ‘naïvely’?")
    texts = [NASTY, "", "long " * 5000]
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        number = vault.begin(vault.keep_edition(reading)).id
        answers = dict(zip(reading.prompts, texts, strict=True))
        vault.save(number, answers, check_in=CheckIn(3, None, Noticed.RESISTANCE))
        vault.back_up_to(folder.with_name("one.backup"))
    parts = ["# Gently, 2026-11-22 20:41\n", "Openness before: 3\n", "Noticed: resistance\n"]
    parts += [f"## {prompt.ask}\n\n{text}\n" for prompt, text in zip(reading.prompts, texts, strict=True)]
    return "\n".join(parts).encode("utf-8", "surrogatepass") + b"\n"


@pytest.mark.parametrize("what", ["vault", "one.backup"])
@pytest.mark.parametrize("key", ["passphrase", "code", "careless code"])
def test_the_script_prints_each_answer_exactly(read, written, folder, passphrase, secret, what, key):
    typed = {
        "passphrase": passphrase,
        "code": secret.code(),
        "careless code": f" {secret.code().lower().replace('0', 'o').replace('-', ' ')}",
    }[key]
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    done = read(folder.with_name(what), typed)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == written
    assert {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()} == before


def test_it_reads_a_vault_of_the_first_version(read, tmp_path, passphrase):
    for typed in (CODE, passphrase):
        done = read(DATA / "version-1", typed)
        assert "What came up?\n\na\0b \ud800".encode("utf-8", "surrogatepass") in done.stdout


def test_it_prints_letters_and_the_ledger_too(read, folder, secret):
    with closing(Vault.open(folder, secret)) as vault:
        vault.letters.save(None, "the facilitator", Body(NASTY, hidden=((0, 1),)))
        vault.search.learn(9)
        noted = vault.ledger.note(Leaving(Kind.LETTER, Form.COPIED, "the facilitator"), b"")
    printed = read(folder, secret.code()).stdout
    assert f"text: {NASTY}\n".encode("utf-8", "surrogatepass") in printed
    assert b'marks: {"passages": [], "hidden": [[0, 1]]}\n' in printed
    assert printed.count(b"addressee: the facilitator\n") == 2
    assert b"# searched" not in printed  # of which a long life has thousands
    assert f"sha256: {bytes.fromhex(noted.sha256)}\n".encode() in printed


def test_it_prints_what_was_marked_in_the_reading(read, folder, secret, clock):
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        number = vault.begin(vault.keep_edition(make_reading())).id
        vault.save(number, marked={1: Mark(1, 3, "tly", "Gen", "", NASTY, clock(), clock())})
    printed = read(folder, secret.code()).stdout
    assert b"# marks\n" in printed
    assert b"passage: tly\n" in printed
    assert f"note: {NASTY}\n".encode("utf-8", "surrogatepass") in printed


def test_it_needs_neither_key_file_nor_a_sound_backup_around_the_database(read, written, folder, secret):
    for name in ("vault.keys", "vault.keys.2"):
        (folder / name).unlink()
    assert read(folder, secret.code()).stdout == written
    assert b"recovery code still opens" in read(folder, "a passphrase").stderr
    backup = folder.with_name("one.backup")
    flip(backup, 10)
    done = read(backup, secret.code())
    assert done.stdout == written
    assert b"Warning: this backup is damaged." in done.stderr


def test_it_takes_the_sound_newest_copy_of_the_key_file(read, written, folder, secret):
    with closing(Vault.open(folder, secret)) as vault:
        keys = (folder / "vault.keys").read_bytes()
        vault.change_passphrase("a new one", cost=MINIMUM)
    (folder / "vault.keys").write_bytes(keys)
    assert read(folder, "a new one").stdout == written
    (folder / "vault.keys.2").write_bytes(b"broken")
    assert read(folder, "a new one").returncode == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [("no", "does not open this vault"), ("", "does not open"), (CODE, "another vault's code")],
)
def test_a_wrong_passphrase_or_code_is_told_in_a_sentence(read, written, folder, typed, words):
    done = read(folder, typed)
    assert (done.returncode, done.stdout) == (1, b"")
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_save_that_was_cut_off_is_read_as_it_was_before(read, filled, secret, child, passphrase):
    before = read(filled, passphrase).stdout
    other = child(OPEN + DIE_MIDWAY, filled)
    tell(other, secret)
    other.wait()
    end(other)
    assert read(filled, passphrase).stdout == before != b""


def test_the_script_is_short_and_shares_nothing_with_the_program():
    source = SCRIPT.read_text("utf-8")
    assert source.count("\n") <= 150
    names = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [node.module])
    }
    assert names - set(sys.stdlib_module_names) == {"nacl", "sqlcipher3"}


def test_another_implementation_of_the_database_reads_the_same(folder, written, secret, tmp_path):
    contents = container.extract(folder.with_name("one.backup"), tmp_path / "cut out.db")
    for path in (folder / "vault.db", tmp_path / "cut out.db"):
        salt = path.read_bytes()[:16]
        assert salt == contents.vault_id
        with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as database:
            database.execute("PRAGMA cipher = 'sqlcipher'")
            database.execute("PRAGMA legacy = 4")
            key = secret.data_key(salt).hex() + salt.hex()
            database.execute(f"PRAGMA key = \"x'{key}'\"")
            found = database.execute("SELECT text FROM answers ORDER BY id").fetchall()
            assert [text.decode("utf-8", "surrogatepass") for (text,) in found] == [NASTY, "", "long " * 5000]
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_another_implementation_with_another_key_reads_nothing(folder, secret):
    with closing(apsw.Connection(str(folder / "vault.db"), flags=apsw.SQLITE_OPEN_READONLY)) as database:
        database.execute("PRAGMA cipher = 'sqlcipher'")
        database.execute("PRAGMA legacy = 4")
        database.execute(f"PRAGMA key = \"x'{'00' * 48}'\"")
        with pytest.raises(apsw.NotADBError):
            database.execute("SELECT text FROM answers").fetchall()


def test_each_page_is_authenticated_as_the_description_says():
    data = (DATA / "version-1" / "vault.db").read_bytes()
    salt = data[:16]
    key = secret_from_code(CODE).data_key(salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    for number in range(1, len(data) // PAGE + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        body = page[16 if number == 1 else 0 : -64]
        mac = hmac.digest(mac_key, body + number.to_bytes(4, "little"), "sha512")
        assert mac == page[-64:]


def test_the_description_names_every_table_and_column(vault):
    described = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", FORMAT.read_text("utf-8"), re.M))
    tables = vault._database.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search!_index!_%' ESCAPE '!'"
    )
    for (table,) in tables:
        columns = {row[1] for row in vault._database.rows(f"PRAGMA table_info({table})")}
        assert columns - {"id"} <= set(re.findall(r"`(\w+)`", described[table]))
    assert f"0x{schema.APPLICATION_ID:X}" in FORMAT.read_text("utf-8")


@pytest.mark.parametrize("module", ["keyfile", "container"])
def test_the_description_has_the_offsets_that_the_program_has(module):
    source = (ROOT / "resilience_desktop" / "vault" / f"{module}.py").read_text("utf-8")
    docstring = ast.get_docstring(ast.parse(source))
    offsets = re.findall(r"^ +(\d+|100\+K|100\+K\+D) +(\d+|K|D) ", docstring, re.M)
    assert len(offsets) > 8
    rows = re.findall(r"^\| ([\dKD+]+) \| (\w+) \|", FORMAT.read_text("utf-8"), re.M)
    assert set(offsets) <= set(rows)
