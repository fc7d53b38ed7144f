"""Do what changes files, as the program does it, and tell what is begun and what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from resilience_desktop.errors import ResilienceError
from resilience_desktop.export import json_file
from resilience_desktop.files import write_atomically
from resilience_desktop.vault import MINIMUM, RootSecret, Vault, backups_beside, newest_backup
from resilience_desktop.vault.restoration import restore

from . import ledger, world
from .ledger import Ledger
from .part import Task

Tell = Callable[[str], None]

NEW_PASSPHRASE = "granite teapot ninety swallow"
NEW_SECRET = RootSecret(bytes(range(16)))


@dataclass(frozen=True)
class Act:
    """Name what is done, and what lies there before; some acts go near the ``backups``."""

    name: str
    run: Callable[[Path, Tell], None]
    lay: Callable[[Path], None] = world.lay
    backups: bool = False

    def ledger(self, told: Iterable[str]) -> Ledger:
        """Return what is acknowledged once this has been told."""
        entries = ledger.first_entries()
        if self.lay is world.lay_nothing:
            entries.pop("number")
        return Ledger(entries, told)


def save_one(vault: Vault, number: int, tell: Tell) -> None:
    tell(f"begin number {number}")
    vault.save(1, dict.fromkeys(world.PROMPTS, world.words(number)))
    tell("done number")


def back_up(vault: Vault, tell: Tell, place: Path | None = None) -> None:
    newest = newest_backup(place or backups_beside(vault.folder))
    kind = "stick" if place else "backup"
    tell(f"begin {kind} {newest.sequence + 1 if newest else 1}")
    vault.back_up(place)
    tell(f"done {kind}")


def change_passphrase(vault: Vault, passphrase: str, tell: Tell) -> None:
    tell(f"begin passphrase {passphrase}")
    left = vault.change_passphrase(passphrase, cost=MINIMUM, places=[vault.folder.with_name("stick")])
    if left:
        raise ResilienceError("some backups keep the former passphrase")
    tell("done passphrase")


def opened(home: Path) -> closing[Vault]:
    return closing(Vault.open(home / "vault", world.SECRET, clock=world.clock))


def _create(home: Path, tell: Tell) -> None:
    tell("begin number 0")
    vault = Vault.create(
        home / "vault", world.PASSPHRASE, clock=world.clock, cost=MINIMUM, secret=world.SECRET
    )
    tell("done number")
    with closing(vault):
        with vault.together():
            tell("begin number 2")
            vault.begin(vault.keep_edition(world.READING))
            vault.save(1, dict.fromkeys(world.PROMPTS, world.words(2)))
        tell("done number")


def _save(home: Path, tell: Tell) -> None:
    for first in (2, 7):
        with opened(home) as vault:
            for number in range(first, first + 5):
                save_one(vault, number, tell)


def _back_up(home: Path, tell: Tell) -> None:
    with opened(home) as vault:
        save_one(vault, 2, tell)
        back_up(vault, tell)
        back_up(vault, tell, home / "stick")
        save_one(vault, 3, tell)


def _change_passphrase(home: Path, tell: Tell) -> None:
    with opened(home) as vault:
        change_passphrase(vault, NEW_PASSPHRASE, tell)
        save_one(vault, 2, tell)


def _replace_secret(home: Path, tell: Tell) -> None:
    with opened(home) as vault:
        tell(f"begin secret {NEW_SECRET.code()}")
        tell(f"begin passphrase {NEW_PASSPHRASE}")
        places = [home / "stick"]
        if vault.replace_secret(NEW_PASSPHRASE, NEW_SECRET, keep_backups=True, cost=MINIMUM, places=places):
            raise ResilienceError("some backups keep the former secret")
        tell("done secret")
        tell("done passphrase")
        save_one(vault, 2, tell)


def _restore(home: Path, tell: Tell) -> None:
    with opened(home) as vault:
        save_one(vault, 2, tell)
    backup = home / "vault backups" / "resilience-000001.backup"
    tell(f"begin number {world.FIRST_NUMBER}")
    restore(backup, home / "vault", world.SECRET)
    tell("done number")


def _migrate(home: Path, tell: Tell) -> None:
    with opened(home) as vault:
        save_one(vault, 2, tell)


def _export(home: Path, tell: Tell) -> None:
    with opened(home) as vault:
        reflections = [vault.reflection(1)]
    written = json_file.write(reflections).encode()
    tell(f"begin export {ledger.fingerprint(written)}")
    write_atomically(home / "export.json", written)
    tell("done export")


QUICK = ("save", "change passphrase")
ALL = (
    Act("save", _save),
    Act("create", _create, lay=world.lay_nothing),
    Act("back up", _back_up, backups=True),
    Act("change passphrase", _change_passphrase, backups=True),
    Act("replace secret", _replace_secret, backups=True),
    Act("restore", _restore, backups=True),
    Act("migrate", _migrate, lay=world.lay_old, backups=True),
    Act("export", _export),
)


def chosen(task: Task) -> tuple[Act, ...]:
    """Return the acts of a task, the saves first."""
    return tuple(act for act in ALL if not task.quick or act.name in QUICK)
