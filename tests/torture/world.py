"""Lay a small vault with a backup, and derive its keys in no time where deriving is not what is shown."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from resilience_desktop.vault import MINIMUM, RootSecret, Vault, connection, editions, keyfile, schema
from resilience_desktop.workbook import Moment, Prompt, Reading

PASSPHRASE = "otter lantern quiet harbour"
SECRET = RootSecret(b"sixteen bytes ok")
PROMPTS = (Prompt("first", "First", "What came up?"), Prompt("second", "Second", "What lies behind it?"))
READING = Reading("gentle", "1", "Gently", "en", (), PROMPTS, markdown="# Gentle\n")
FIRST_NUMBER = 1


SETTINGS = connection.SETTINGS
"""The program's own."""


def clock() -> Moment:
    return Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")


def words(number: int) -> str:
    """Return the answer of a save: none is like another, and their lengths differ."""
    return f"{number} " * (40 + number * 977 % 1300)


@contextmanager
def unburdened() -> Iterator[None]:
    """Leave out within the block what has to do with no file, and takes most of the time.

    Keys are derived by a plain hash, and memory is neither locked nor wiped; SQLCipher heeds the latter
    only in a process that never opened a vault before.
    """

    def derive(passphrase: str, salt: bytes, _cost: object) -> bytes:
        return hashlib.blake2b(passphrase.encode(), salt=salt, digest_size=32).digest()

    former, keyfile._key_of = keyfile._key_of, derive
    careless = {"cipher_memory_security": ("cipher_memory_security", "OFF", "")}
    connection.SETTINGS = tuple(careless.get(setting[0], setting) for setting in SETTINGS)
    try:
        yield
    finally:
        keyfile._key_of = former
        connection.SETTINGS = SETTINGS


@contextmanager
def memory(folder: Path) -> Iterator[Path]:
    """Yield a folder in memory where there is one; elsewhere one below ``folder``."""
    shared = Path("/dev/shm")
    with TemporaryDirectory(prefix="torture-", dir=shared if shared.is_dir() else folder) as place:
        yield Path(place)


def lay(home: Path, *, backups: bool = True) -> None:
    """Make a home with a closed vault whose answers are those of the first save, and a folder for a stick."""
    (home / "stick").mkdir(parents=True)
    Vault.create(home / "vault", PASSPHRASE, clock=clock, cost=MINIMUM, secret=SECRET).close()
    with closing(Vault.open(home / "vault", SECRET, clock=clock)) as vault:
        vault.begin(vault.keep_edition(READING))
        vault.save(1, dict.fromkeys(PROMPTS, words(FIRST_NUMBER)))
        if backups:
            vault.back_up()
            vault.back_up(home / "stick")


def copy(original: Path, home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(original, home)


def lay_nothing(home: Path) -> None:
    home.mkdir(parents=True)


def lay_old(home: Path) -> None:
    """Make a home whose vault has the first version's tables, filled as its program filled them."""
    lay_nothing(home)
    with (
        mock.patch.object(schema, "MIGRATIONS", schema.MIGRATIONS[:1]),
        closing(Vault.create(home / "vault", PASSPHRASE, clock=clock, cost=MINIMUM, secret=SECRET)) as vault,
        vault.together(),
    ):
        database, at = vault._database, (clock().utc_ms, clock().zone)
        texts = (READING.id, READING.version, READING.language, READING.title, READING.markdown)
        database.change(
            "INSERT INTO editions VALUES (1, ?, ?, ?, ?, ?, ?)", (bytes(32), *map(str.encode, texts))
        )
        database.change("INSERT INTO reflections VALUES (1, 1, ?, ?, ?, ?, 2, 1)", (*at, *at))
        for number, prompt in enumerate(PROMPTS, 1):
            texts = (prompt.id, prompt.label, prompt.ask, prompt.help, prompt.type, prompt.when or "")
            database.change(
                "INSERT INTO prompts VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)",
                (number, editions.digest_of(prompt), *map(str.encode, texts)),
            )
            database.change(
                "INSERT INTO answers VALUES (?, 1, ?, ?, ?, ?, ?)",
                (number, prompt.id.encode(), number, *at, words(FIRST_NUMBER).encode()),
            )
