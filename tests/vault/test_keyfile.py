from __future__ import annotations

import resource
import struct
import unicodedata
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import nacl.bindings
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.errors import (
    DiskFull,
    KeyFileDamaged,
    NewerVersion,
    ResilienceError,
    WrongPassphrase,
)
from resilience_desktop.vault import MINIMUM, Cost, RootSecret, calibrate, keyfile, new_secret

MIB = 1024 * 1024
VAULT = bytes(range(16))
SECRET = RootSecret(b"sixteen bytes ok")
SEALED = SECRET.seal(VAULT, "otter lantern", MINIMUM, sequence=7)


def forge(data: bytes, at: int, new: bytes) -> bytes:
    """Change bytes as someone would who knows the format: with a checksum that fits."""
    body = data[:at] + new + data[at + len(new) : -32]
    return body + blake2b(body, digest_size=32).digest()


@pytest.fixture
def _no_work(monkeypatch):
    """Fail a test in which a key is derived."""

    def derive(*_):
        pytest.fail("a key was derived")

    monkeypatch.setattr(nacl.bindings, "crypto_pwhash_alg", derive)


def test_the_passphrase_opens_the_secret():
    copy = keyfile.parse(SEALED)
    assert copy.unlock("otter lantern") == SECRET
    assert (copy.vault_id, copy.cost, copy.sequence, len(SEALED)) == (VAULT, MINIMUM, 7, 182)
    assert copy.fits(SECRET)
    assert not copy.fits(new_secret())


def test_another_passphrase_is_told_from_damage():
    with pytest.raises(WrongPassphrase):
        keyfile.parse(SEALED).unlock("otter lanterm")


@pytest.mark.parametrize(
    "other",
    [unicodedata.normalize("NFD", "Öhrchen é"), "\uff2f\u0308hrchen é", "Öhrchen\u00a0é"],
    ids=["decomposed", "full width", "no-break space"],
)
def test_the_same_keys_on_another_keyboard_open_it(other):
    assert keyfile.parse(SECRET.seal(VAULT, "Öhrchen é", MINIMUM)).unlock(other) == SECRET


@pytest.mark.parametrize(
    "odd", ["", "\0", "\ud800", "x" * 100_000], ids=["empty", "nul", "surrogate", "long"]
)
def test_any_text_can_be_a_passphrase(odd):
    assert keyfile.parse(SECRET.seal(VAULT, odd, MINIMUM)).unlock(odd) == SECRET


def test_the_same_passphrase_never_seals_twice_alike():
    again = SECRET.seal(VAULT, "otter lantern", MINIMUM, sequence=7)
    assert again[38:118] != SEALED[38:118]


@pytest.mark.usefixtures("_no_work")
def test_each_changed_byte_is_noticed_before_any_work():
    for at in range(len(SEALED)):
        for change in (0x01, 0x80, 0xFF):
            with pytest.raises(KeyFileDamaged):
                keyfile.parse(SEALED[:at] + bytes([SEALED[at] ^ change]) + SEALED[at + 1 :])


@pytest.mark.usefixtures("_no_work")
def test_a_forger_without_the_secret_cannot_change_a_byte():
    accepted = []
    for at in range(10, 150):
        with suppress(KeyFileDamaged):
            copy = keyfile.parse(forge(SEALED, at, bytes([SEALED[at] ^ 1])))
            assert not copy.fits(SECRET), at
            accepted.append(at)
    assert len(accepted) > 100  # the checksum held, so it was the secret that was missing


@pytest.mark.parametrize("at", [12, 29, 40, 60, 80, 100])
def test_a_forged_slot_does_not_open(at):
    change = b"\x04" if at == 29 else bytes([SEALED[at] ^ 1])
    with pytest.raises(WrongPassphrase):
        keyfile.parse(forge(SEALED, at, change)).unlock("otter lantern")


@pytest.mark.parametrize("data", [b"", b"RSL-KEYS", SEALED[:-1], SEALED + b"\0", bytes(182), SEALED * 50])
@pytest.mark.usefixtures("_no_work")
def test_a_file_of_another_size_is_refused(data):
    with pytest.raises(KeyFileDamaged):
        keyfile.parse(data)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_crash_the_reader(data):
    with pytest.raises(KeyFileDamaged):
        keyfile.parse(data)


@pytest.mark.parametrize(
    ("ops", "mem"),
    [
        (0, 64 * MIB),
        (2, 64 * MIB),
        (11, 64 * MIB),
        (3, 64 * MIB - 1),
        (3, 1024 * MIB + 1),
        (2**32 - 1, 2**63),
    ],
)
@pytest.mark.usefixtures("_no_work")
def test_a_cost_out_of_bounds_is_refused_before_any_work(ops, mem):
    with pytest.raises(KeyFileDamaged):
        keyfile.parse(forge(SEALED, 26, struct.pack(">IQ", ops, mem)))
    with pytest.raises(ValueError, match="out of bounds"):
        Cost(ops, mem)


@pytest.mark.usefixtures("_no_work")
def test_a_newer_key_file_is_refused_in_words_and_left_untouched(tmp_path):
    newer = forge(SEALED + b"more" * 100, 8, b"\0\2")
    (tmp_path / "vault.keys").write_bytes(newer)
    (tmp_path / "vault.keys.2").write_bytes(SEALED)
    with pytest.raises(NewerVersion):
        keyfile.read_copies(tmp_path)
    keyfile.heal(tmp_path, SECRET)
    assert (tmp_path / "vault.keys").read_bytes() == newer
    assert (tmp_path / "vault.keys.2").read_bytes() == SEALED
    with pytest.raises(KeyFileDamaged):
        keyfile.parse(forge(SEALED, 8, b"\0\0"))


def test_the_newest_sound_copy_counts(tmp_path):
    later = SECRET.seal(VAULT, "a new one", MINIMUM, sequence=8)
    (tmp_path / "vault.keys").write_bytes(SEALED)
    (tmp_path / "vault.keys.2").write_bytes(later)
    copies = keyfile.read_copies(tmp_path)
    assert keyfile.unlock(copies, "a new one") == SECRET
    with pytest.raises(WrongPassphrase):
        keyfile.unlock(copies, "otter lantern")
    (tmp_path / "vault.keys.2").write_bytes(later[:-1])
    assert keyfile.unlock(keyfile.read_copies(tmp_path), "otter lantern") == SECRET


def test_a_copy_that_its_owner_did_not_write_opens_nothing():
    forged = keyfile.parse(forge(SEALED, 117, b"\xff"))
    with pytest.raises(KeyFileDamaged):
        keyfile.unlock((forged,), "otter lantern")
    assert keyfile.unlock((forged, keyfile.parse(SEALED)), "otter lantern") == SECRET


def test_the_newest_own_copy_is_this_vaults_and_this_secrets(tmp_path):
    later = SECRET.seal(bytes(16), "x", MINIMUM, sequence=8)
    (tmp_path / "vault.keys").write_bytes(later)
    (tmp_path / "vault.keys.2").write_bytes(SEALED)
    assert keyfile.newest_own(tmp_path, SECRET, VAULT).data == SEALED
    assert keyfile.newest_own(tmp_path, SECRET, bytes(16)).data == later
    assert keyfile.newest_own(tmp_path, new_secret(), VAULT) is None
    assert keyfile.is_sound(tmp_path / "vault.keys")
    assert not keyfile.is_sound(tmp_path / "nothing")


@pytest.mark.parametrize(
    "broken", [None, b"", b"rubbish", SEALED[:100]], ids=["gone", "empty", "rubbish", "cut short"]
)
@pytest.mark.parametrize("name", keyfile.NAMES)
def test_a_missing_or_broken_copy_is_mended(tmp_path, name, broken):
    keyfile.write_copies(tmp_path, SEALED)
    (tmp_path / name).unlink()
    if broken is not None:
        (tmp_path / name).write_bytes(broken)
    keyfile.heal(tmp_path, SECRET)
    assert [(tmp_path / each).read_bytes() for each in keyfile.NAMES] == [SEALED, SEALED]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(keyfile.NAMES)


def test_a_copy_of_another_vault_mends_nothing(tmp_path):
    (tmp_path / "vault.keys").write_bytes(SEALED)
    keyfile.heal(tmp_path, new_secret())
    assert [path.name for path in tmp_path.iterdir()] == ["vault.keys"]


def test_the_second_copy_is_written_only_when_the_first_is_there(tmp_path, monkeypatch):
    keyfile.write_copies(tmp_path, SEALED)
    later = SECRET.seal(VAULT, "a new one", MINIMUM, sequence=8)
    write, written = keyfile.write_atomically, []

    def fail_second(path: Path, data: bytes) -> None:
        if written:
            raise DiskFull
        written.append(path.name)
        write(path, data)

    monkeypatch.setattr(keyfile, "write_atomically", fail_second)
    with pytest.raises(DiskFull):
        keyfile.write_copies(tmp_path, later)
    assert written == ["vault.keys"]
    assert (tmp_path / "vault.keys").read_bytes() == later
    assert (tmp_path / "vault.keys.2").read_bytes() == SEALED


def test_the_written_format_is_the_described_one():
    """Read the file with nothing but its description, through libsodium throughout."""
    blake = nacl.bindings.crypto_generichash_blake2b_salt_personal
    argon = nacl.bindings.crypto_pwhash_alg(
        32, b"otter lantern", SEALED[38:54], *struct.unpack(">IQ", SEALED[26:38]), alg=2
    )
    root = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
        SEALED[78:110], SEALED[:78], SEALED[54:78], argon
    )
    data_key = blake(b"", key=root, salt=SEALED[10:26], person=b"resilience data\0")
    file_key = blake(b"", key=data_key, person=b"resilience keys\0")
    assert SEALED[:10] == b"RSL-KEYS\0\1"
    assert SEALED[110:118] == (7).to_bytes(8)
    assert root == b"sixteen bytes ok"
    assert data_key == SECRET.data_key(VAULT)
    assert SEALED[118:150] == blake(SEALED[:118], key=file_key)
    assert SEALED[150:] == blake(SEALED[:150])


def test_the_recovery_code_is_the_secret():
    assert keyfile.from_code(SECRET.code()) == SECRET


def test_no_secret_shows_itself():
    shown = f"{SECRET!r} {SECRET} {keyfile.parse(SEALED)!r}"
    assert "sixteen" not in shown
    assert SECRET.code() not in shown


@given(st.floats(1e-13, 1e-8))
def test_a_fast_computer_works_longer_and_a_slow_one_no_less_than_moderate(speed):
    """The time of a derivation grows with passes times memory (RFC 9106); one run decides."""

    def measure(cost: Cost) -> float:
        return cost.ops * cost.mem_bytes * speed

    cost = calibrate(measure)
    if measure(keyfile.MODERATE) >= 0.5:
        assert cost == keyfile.MODERATE
    elif measure(keyfile.MAXIMUM) >= 0.75:
        assert 0.5 <= measure(cost) <= 1
        assert cost.ops * cost.mem_bytes > keyfile.MODERATE.ops * keyfile.MODERATE.mem_bytes
    else:
        assert cost == keyfile.MAXIMUM


def test_a_derivation_can_be_measured():
    assert keyfile.seconds(MINIMUM) > 0


def test_too_little_memory_is_told_in_words():
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 16 * MIB, before[1]))
    try:
        with pytest.raises(ResilienceError, match="64 MB are needed"):
            keyfile.parse(SEALED).unlock("otter lantern")
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
