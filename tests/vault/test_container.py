from __future__ import annotations

import hashlib
import os
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_desktop.errors import BackupDamaged, NewerVersion, NoBackup, ResilienceError
from resilience_desktop.vault import Counts, Vault, container
from resilience_desktop.vault.container import Label
from resilience_desktop.workbook import Moment

LABEL = Label(12, Moment(1_795_376_460_000, "+01:00[Europe/Berlin]"), Counts(3, 40, 500))
KEYS = b"the key file"
DATABASE = bytes(range(256)) * 32


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "vault.db"
    path.write_bytes(DATABASE)
    return path


@pytest.fixture
def packed(tmp_path, database):
    path = tmp_path / "one.backup"
    container.write(path, LABEL, KEYS, database)
    return path


def forge(path, at, new):
    """Change bytes as someone would who knows the format: with hashes that fit."""
    data = bytearray(path.read_bytes())
    data[at : at + len(new)] = new
    data[68:100] = hashlib.blake2b(data[:68], digest_size=32).digest()
    data[-32:] = hashlib.sha256(data[:-32]).digest()
    path.write_bytes(data)


def test_what_was_packed_comes_out(packed, tmp_path):
    contents = container.extract(packed, tmp_path / "out.db")
    assert (tmp_path / "out.db").read_bytes() == DATABASE
    assert contents.label == Label(12, Moment(1_795_376_460_000, "+01:00"), Counts(3, 40, 500))
    assert (contents.keys, contents.vault_id, contents.size) == (KEYS, DATABASE[:16], len(DATABASE))
    assert container.read(packed) == container.check(packed) == contents
    assert packed.stat().st_mode & 0o777 == (tmp_path / "out.db").stat().st_mode & 0o777 == 0o600


def test_the_written_format_is_the_described_one(packed):
    data = packed.read_bytes()
    head = b"RSL-BACK\0\1" + struct.pack(">Qq", 12, 1_795_376_460_000) + b"+01:00"
    head += struct.pack(">QQQIQ", 3, 40, 500, len(KEYS), len(DATABASE))
    head += hashlib.blake2b(head, digest_size=32).digest()
    assert len(head) == 100
    body = head + KEYS + DATABASE
    assert data == body + hashlib.sha256(body).digest()


@pytest.mark.parametrize("zone", ["+00:00", "-09:30[Pacific/Marquesas]", "+14:00"])
@pytest.mark.parametrize("utc_ms", [0, -1, 4_102_444_800_000])
def test_a_moment_keeps_its_instant_and_offset(tmp_path, database, zone, utc_ms):
    path = tmp_path / "one.backup"
    container.write(path, Label(1, Moment(utc_ms, zone), Counts(0, 0, 0)), b"", database)
    assert container.read(path).label.made == Moment(utc_ms, zone[:6])


def test_each_changed_byte_is_noticed(packed, tmp_path):
    data = packed.read_bytes()
    for at in (*range(130), *range(130, len(data) - 32, 61), *range(len(data) - 32, len(data))):
        packed.write_bytes(data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :])
        with pytest.raises((BackupDamaged, NoBackup)):
            container.check(packed)
        if at < 100:  # what is shown before it is opened
            with pytest.raises((BackupDamaged, NoBackup)):
                container.read(packed)
    with pytest.raises(BackupDamaged):
        container.extract(packed, tmp_path / "out.db")
    assert not (tmp_path / "out.db").exists()


def test_each_truncation_and_anything_added_is_noticed(packed):
    data = packed.read_bytes()
    for size in (0, 7, 8, 50, 99, 100, 112, 4096, len(data) - 1):
        packed.write_bytes(data[:size])
        with pytest.raises((BackupDamaged, NoBackup)):
            container.read(packed)
    packed.write_bytes(data + b"\0")
    with pytest.raises(BackupDamaged):
        container.read(packed)


@pytest.mark.parametrize(
    ("at", "new"),
    [
        (8, b"\0\0"),
        (10, bytes(8)),
        (10, b"\xff" * 8),
        (18, b"\x7f" + b"\xff" * 7),
        (26, b"+25:00"),
        (26, b"\xff" * 6),
        (56, (8193).to_bytes(4)),
        (56, (13).to_bytes(4)),
        (60, bytes(8)),
        (60, (4097).to_bytes(8)),
        (60, (2**62).to_bytes(8)),
    ],
    ids=["version", "sequence 0", "sequence", "year", "zone", "text", "keys", "size", "empty", "odd", "huge"],
)
def test_what_no_program_would_write_is_refused_though_its_hashes_fit(packed, at, new):
    forge(packed, at, packed.read_bytes()[at : at + len(new)])
    container.check(packed)
    forge(packed, at, new)
    with pytest.raises(BackupDamaged):
        container.read(packed)


def test_a_newer_version_is_told_from_damage(packed):
    data = packed.read_bytes()
    body = b"RSL-BACK\0\2 and then whatever" * 100
    packed.write_bytes(body + hashlib.sha256(body).digest())
    with pytest.raises(NewerVersion, match="This backup was written by a newer version"):
        container.read(packed)
    packed.write_bytes(data[:9] + b"\2" + data[10:])
    with pytest.raises(BackupDamaged):
        container.read(packed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_at_all_crash_the_reader(tmp_path, data, marked):
    path = tmp_path / "any"
    path.write_bytes(b"RSL-BACK" * marked + data)
    with pytest.raises((NoBackup, BackupDamaged)):
        container.read(path)


@pytest.mark.parametrize("what", ["gone", "folder", "pipe", "photo"])
def test_what_is_no_backup_is_told_so_and_never_waited_for(tmp_path, what):
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "photo":
        path.write_bytes(b"\xff\xd8\xff" * 1000)
    with pytest.raises(NoBackup):
        container.check(path)


def test_an_open_vault_is_never_opened_as_if_it_were_a_backup(folder, secret, child):
    vault = Vault.open(folder, secret)
    with pytest.raises(NoBackup):
        container.check(folder / "vault.db")
    other = child(
        "import sys; from pathlib import Path; from resilience_desktop.vault import connection\n"
        "try: connection.refuse_if_open(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__)",
        folder / "vault.db",
    )
    assert other.communicate()[0] == "OpenElsewhere\n"
    vault.close()


def test_only_the_key_file_is_changed_when_that_is_asked_for(packed, tmp_path):
    longer = b"another key file, longer than the first"
    container.write_with_keys(tmp_path / "two.backup", packed, longer)
    contents = container.extract(tmp_path / "two.backup", tmp_path / "out.db")
    assert (tmp_path / "out.db").read_bytes() == DATABASE
    assert contents.keys == longer
    assert contents.label == container.read(packed).label


def test_a_damaged_backup_is_not_given_another_key_file(packed, tmp_path):
    data = packed.read_bytes()
    packed.write_bytes(data[:500] + b"?" + data[501:])
    with pytest.raises(BackupDamaged):
        container.write_with_keys(tmp_path / "two.backup", packed, b"")
    assert not (tmp_path / "two.backup").exists()


@pytest.mark.parametrize("size", [0, 4095, 4097])
def test_what_is_no_database_is_not_packed(tmp_path, size):
    (tmp_path / "odd").write_bytes(bytes(size))
    with pytest.raises(ResilienceError):
        container.write(tmp_path / "one.backup", LABEL, b"", tmp_path / "odd")
