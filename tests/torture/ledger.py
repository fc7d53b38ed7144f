"""Keep count of what a process began and what it acknowledged, and hold a vault to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from resilience_desktop.errors import ResilienceError
from resilience_desktop.vault import (
    RootSecret,
    Vault,
    backups_beside,
    every_backup,
    exists,
    keyfile,
    newest_backup,
    secret_from_code,
    unlock_secret,
)
from resilience_desktop.vault.restoration import unlock_backup, verify_backup

from . import world


class Lost(Exception):
    """Something that was acknowledged is not there, or something is there that nobody wrote."""


class Ledger:
    """Say for each kind of thing what may be found: what was acknowledged last, and what was begun since."""

    def __init__(self, acknowledged: dict[str, str], told: Iterable[str] = ()) -> None:
        self.acknowledged = dict(acknowledged)
        self.begun: dict[str, str] = {}
        for line in told:
            self.hear(line)

    def hear(self, line: str) -> None:
        """Take in a line: ``begin KIND VALUE`` or ``done KIND``."""
        word, kind, *value = line.split(" ", 2)
        if word == "begin":
            self.begun[kind] = value[0]
        else:
            self.acknowledged[kind] = self.begun.pop(kind)

    def may_be(self, kind: str) -> list[str]:
        """Return the values that may be found, the acknowledged one first."""
        return [kept[kind] for kept in (self.acknowledged, self.begun) if kind in kept]

    def acknowledge(self, kind: str, value: str) -> None:
        self.acknowledged[kind] = value
        self.begun.pop(kind, None)


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def first_entries() -> dict[str, str]:
    """Return what is acknowledged of a home that was just laid."""
    return {
        "number": str(world.FIRST_NUMBER),
        "passphrase": world.PASSPHRASE,
        "secret": world.SECRET.code(),
    }


def examine(home: Path, ledger: Ledger, *, backups: bool = True) -> None:
    """Open the vault, check all of it, and hold it to the ledger; raise Lost.

    What was found becomes what is acknowledged.
    """
    folder = home / "vault"
    if "number" not in ledger.acknowledged and not exists(folder):
        return
    _examine_key_files(folder)
    if backups:
        _examine_backups(home, ledger)
    secret = _open(folder, ledger)
    _unlock(folder, ledger, secret)
    _examine_export(home / "export.json", ledger)


def _examine_key_files(folder: Path) -> None:
    for name in keyfile.NAMES:
        if (folder / name).exists() and not keyfile.is_sound(folder / name):
            raise Lost(f"{name} is half a file")


def _open(folder: Path, ledger: Ledger) -> RootSecret:
    complaint: Exception | None = None
    for code in ledger.may_be("secret"):
        secret = secret_from_code(code)
        try:
            with closing(Vault.open(folder, secret, clock=world.clock)) as vault:
                vault.verify()
                _examine_answers(vault, ledger)
        except ResilienceError as error:
            complaint = complaint or error
            continue
        ledger.acknowledge("secret", code)
        return secret
    raise Lost(f"the vault does not open: {complaint!r}")


def _examine_answers(vault: Vault, ledger: Ledger) -> None:
    summaries = vault.summaries()
    texts = {answer.text for answer in vault.reflection(1).answers} if summaries else {""}
    for number in ledger.may_be("number"):
        expected = world.words(int(number)) if int(number) else ""
        if texts == {expected} and len(summaries) <= 1:
            ledger.acknowledge("number", number)
            return
    raise Lost(f"the answers are those of save {[text[:6] for text in texts]}, not {ledger.may_be('number')}")


def _unlock(folder: Path, ledger: Ledger, secret: RootSecret) -> None:
    for passphrase in ledger.may_be("passphrase"):
        try:
            if unlock_secret(folder, passphrase) == secret:
                ledger.acknowledge("passphrase", passphrase)
                return
        except ResilienceError:
            continue
    raise Lost(f"no passphrase opens the vault, not one of {ledger.may_be('passphrase')}")


def _examine_backups(home: Path, ledger: Ledger) -> None:
    """Check each file that has a backup's name, and that no acknowledged one is missing."""
    for path in _backup_files(home):
        if not any(_proves(path, secret_from_code(code), home) for code in ledger.may_be("secret")):
            raise Lost(f"{path.name} has a backup's name and is none")
        if not any(_opens(path, passphrase) for passphrase in ledger.may_be("passphrase")):
            raise Lost(f"{path.name} opens with no passphrase")
    wanted = ledger.acknowledged.get("backup")
    newest = newest_backup(backups_beside(home / "vault"))
    if wanted and (newest is None or newest.sequence < int(wanted)):
        raise Lost(f"backup {wanted} is not there")


def _backup_files(home: Path) -> Iterator[Path]:
    for place in (backups_beside(home / "vault"), home / "stick"):
        yield from (backup.path for backup in every_backup(place))


def _proves(path: Path, secret: RootSecret, home: Path) -> bool:
    try:
        verify_backup(path, secret, home / "vault")
    except ResilienceError:
        return False
    return True


def _opens(path: Path, passphrase: str) -> bool:
    try:
        unlock_backup(path, passphrase)
    except ResilienceError:
        return False
    return True


def _examine_export(path: Path, ledger: Ledger) -> None:
    if not path.exists():
        if "export" in ledger.acknowledged:
            raise Lost("the exported file is not there")
    elif fingerprint(path.read_bytes()) not in ledger.may_be("export"):
        raise Lost("the exported file is not what was written")
