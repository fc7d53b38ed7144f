"""Flip every byte of a small vault, of its key files and of its backup; see it noticed, and restore."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from pathlib import Path

from resilience_desktop.errors import (
    BackupDamaged,
    Damaged,
    KeyFileDamaged,
    NoBackup,
    ResilienceError,
)
from resilience_desktop.vault import Vault, backups_beside, container, keyfile, newest_backup, unlock_secret
from resilience_desktop.vault.restoration import restore, verify_backup

from . import world
from .part import EVERY, Outcome, Part, Task

PATTERNS = (0x01, 0x80, 0xFF, 0x10)
"""The bits that are turned over, one pattern after another from byte to byte."""


def run(task: Task) -> Outcome:
    with world.unburdened(), world.memory(task.folder) as place:
        world.lay(place / "home")
        home = _Home(place / "home")
        parts = {"database": home.database, "key files": home.keys, "backup": home.backup}
        sizes = {"database": len(home.data), "key files": len(home.key_file), "backup": len(home.packed)}
        every = sum(sizes.values())
        step = every // task.some_of(every)
        figures, failures = {}, []
        for name, flip in parts.items():
            wanted = range(task.seed % min(step, sizes[name]), sizes[name], step)[task.index :: task.of]
            figures[f"bytes of the {name}"] = len(wanted)
            complaints = ((at, flip(at, PATTERNS[at % len(PATTERNS)])) for at in wanted)
            failures += [f"byte {at} of the {name}: {complaint}" for at, complaint in complaints if complaint]
        control = sum(bool(flip(99, 0)) for flip in parts.values())
    return Outcome(sum(figures.values()), tuple(failures), control * (control == len(parts)), figures)


class _Home:
    """Hold a home with a vault and its backup, and put back what was flipped; flips return a complaint."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "vault"
        self._backup = newest_backup(backups_beside(self._folder)).path
        self.data = (self._folder / "vault.db").read_bytes()
        self.key_file = (self._folder / keyfile.NAMES[0]).read_bytes()
        self.packed = self._backup.read_bytes()
        contents = container.check(self._backup)
        self._kept = self.packed[contents.start : contents.start + contents.size]

    def database(self, at: int, bits: int) -> str:
        flipped = _flipped(self.data, at, bits)
        (self._folder / "vault.db").write_bytes(flipped)
        complaint = self._look() or self._restore(flipped)
        (self._folder / "vault.db").write_bytes(self.data)
        return complaint

    def _look(self) -> str:
        """Open the vault as someone would who notices nothing yet, then check it."""
        try:
            with closing(Vault.open(self._folder, world.SECRET, clock=world.clock)) as vault:
                with suppress(Damaged):
                    texts = {answer.text for answer in vault.reflection(1).answers}
                    if texts != {world.words(world.FIRST_NUMBER)}:
                        return "another text is shown"
                vault.verify()
        except Damaged:
            return ""
        return "it was not noticed"

    def _restore(self, flipped: bytes) -> str:
        moved = restore(self._backup, self._folder, world.SECRET)
        aside = (moved / "vault.db").read_bytes()
        restored = (self._folder / "vault.db").read_bytes()
        shutil.rmtree(moved)
        if restored != self._kept or unlock_secret(self._folder, world.PASSPHRASE) != world.SECRET:
            return "it was not restored"
        return "" if aside == flipped else "the damaged vault was changed"

    def keys(self, at: int, bits: int) -> str:
        """Flip each bit pattern of this byte in memory, then one in one copy, then in both copies."""
        first, second = (self._folder / name for name in keyfile.NAMES)
        for change in range(1, 256) if bits else (0,):
            with suppress(KeyFileDamaged):
                keyfile.parse(_flipped(self.key_file, at, change))
                return "it was not noticed"
        first.write_bytes(_flipped(self.key_file, at, bits))
        if unlock_secret(self._folder, world.PASSPHRASE) != world.SECRET:
            return "the sound copy does not open it"
        second.write_bytes(first.read_bytes())
        with suppress(KeyFileDamaged):
            unlock_secret(self._folder, world.PASSPHRASE)
            return "it was not noticed"
        return self._restore(self.data) or self._opens()

    def _opens(self) -> str:
        Vault.open(self._folder, unlock_secret(self._folder, world.PASSPHRASE), clock=world.clock).close()
        (self._folder / "vault.db").write_bytes(self.data)
        return ""

    def backup(self, at: int, bits: int) -> str:
        self._backup.write_bytes(_flipped(self.packed, at, bits))
        try:
            verify_backup(self._backup, world.SECRET, self._folder)
        except (BackupDamaged, NoBackup):
            return ""
        except ResilienceError as error:
            return f"it is told as {error!r}"
        finally:
            self._backup.write_bytes(self.packed)
        return "it was not noticed"


def _flipped(data: bytes, at: int, bits: int) -> bytes:
    return data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :]


PART = Part(
    "flips",
    "Each flipped byte of a database, a key file or a backup is noticed, no other text is ever shown, and "
    "the vault is restored from its backup.",
    "files that are not flipped are told apart from those that are",
    full=EVERY,
    sample=80,
    run=run,
)
