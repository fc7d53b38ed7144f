"""Searching ten years: the first results of three queries, beside the same query of a plain SQLCipher."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from resilience_desktop import readings
from resilience_desktop.paths import assets
from resilience_desktop.vault import Vault, unlock_secret
from resilience_desktop.vault.connection import SETTINGS
from resilience_desktop.vault.layout import DATABASE, vault_id
from resilience_desktop.workbook.words import words
from ui.finder import PAGE, find

from .children import clock
from .figure import Figure, percentile
from .words import PASSPHRASE
from .years import YEARS, sample_vault

MOST_MS = 50
TIMES = 60
_TEXTS = "SELECT text FROM answers ORDER BY id DESC LIMIT 2000"
_FLOOR = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?"


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    place = Path(shutil.copytree(sample_vault(), folder / "vault"))
    secret = unlock_secret(place, PASSPHRASE)
    with closing(_plain(place, secret)) as connection:
        queries = dict(_queries(connection))
        bare = {
            name: _took(
                lambda text=typed: connection.execute(_FLOOR, (f'"{text.strip(chr(34))}"', PAGE)).fetchall(),
                runs,
            )
            for name, typed in queries.items()
        }
    shelves = readings.library((assets() / "readings",))
    there = tuple(shelf.reading for shelf in shelves if shelf.reading)
    with closing(Vault.open(place, secret)) as vault:
        for name, typed in queries.items():
            ours = _took(lambda text=typed: find(vault, text, there), runs)
            for share, most in ((0.5, None), (0.99, MOST_MS)):
                said = f"search {YEARS} years for {name}, first results, p{100 * share:.0f}"
                program, floor = (percentile(each, share) for each in (ours, bare[name]))
                yield Figure(said, "ms", program, floor, most=most)


def _queries(connection: Any) -> Iterator[tuple[str, str]]:
    """Yield a rare word, the commonest word and the commonest two words in a row, of the newest answers."""
    single: Counter[str] = Counter()
    double: Counter[tuple[str, str]] = Counter()
    for (text,) in connection.execute(_TEXTS):
        folded = [word.folded for word in words(text.decode())]
        single.update(folded)
        double.update(pairwise(folded))
    yield "a rare word", f"{min(single, key=lambda word: (single[word], word))} "
    yield "a common word", f"{single.most_common(1)[0][0]} "
    yield "a common phrase", '"{} {}"'.format(*double.most_common(1)[0][0])


def _plain(place: Path, secret: Any) -> Any:
    salt = vault_id(place)
    key = secret.data_key(salt)
    connection = dbapi2.connect((place / DATABASE).as_uri() + "?mode=rw", uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(f"x'{key.hex()}{salt.hex()}'".encode())
    for name, value, _ in SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def _took(look: Callable[[], object], runs: int) -> list[float]:
    """Return the milliseconds of each look but the first ones."""
    took = []
    for _ in range(runs * TIMES + 3):
        began = clock.now_ns()
        look()
        took.append((clock.now_ns() - began) / 1e6)
    return took[3:]
