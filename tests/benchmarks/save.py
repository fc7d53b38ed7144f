"""What a save costs beside a bare transaction, and for how long an autosave holds up the window."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from resilience_desktop.vault.connection import SETTINGS
from resilience_desktop.workbook import Place, now
from ui.autosave import DELAY_MS
from ui.desk import Desk, Drafts, Opened

from . import child, world
from .children import clock
from .figure import Figure, percentile
from .words import PASSPHRASE, text

MOST_TIMES = 1.5
MOST_MS = 8
SAVES = 100
AUTOSAVES = 4
DURABLE_MS = 3_000


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    for words in (300, 20_000):
        place = folder / str(words)
        yield from _transactions(place, words, runs * SAVES)
        environment = world.make_home(place / "home", words)
        ours: list[float] = []
        bare: list[float] = []
        for _ in range(runs):
            ours += child.run(child.PROGRAM, ["autosave", AUTOSAVES], environment).told
            bare += child.run(child.floor("bare_autosave"), [words, AUTOSAVES], environment).told
        yield _durable(environment, words, runs)
        yield Figure(
            f"autosave of {words:,} words, longest hold-up", "ms", max(ours), max(bare), most=MOST_MS
        )


def _durable(environment: dict[str, str], words: int, runs: int) -> Figure:
    """Compare with the pause that the autosave makes on purpose."""
    took: list[float] = []
    for _ in range(runs):
        took += child.run(child.PROGRAM, ["durable", AUTOSAVES], environment).told
    name = f"key to disk in {words:,} words, p99"
    return Figure(name, "ms", percentile(took, 0.99), float(DELAY_MS), most=DURABLE_MS)


def _transactions(folder: Path, words: int, count: int) -> Iterator[Figure]:
    world.make_vault(folder / "vault", words).close()
    desk = Desk(lambda: (), now)
    opened = desk.unlock(folder / "vault", PASSPHRASE)
    answer = text(words)
    connection = bare_database(folder / "bare.db", answer)
    ours, bare, alone = [], [], []
    for number in range(count + 10):
        changed = answer + " " * (number % 7)
        ours.append(_milliseconds(lambda new=changed: desk.save(opened.page, _drafts(opened, new))))
        bare.append(_milliseconds(lambda new=changed: bare_save(connection, new)))
        alone.append(_milliseconds(lambda new=changed + "..": bare_save(connection, new, alone=True)))
    connection.close()
    desk.close()
    for share, most in ((0.5, MOST_TIMES if words == 300 else None), (0.99, None)):
        name = f"save of {words:,} words, p{100 * share:.0f}"
        yield Figure(name, "ms", percentile(ours[10:], share), percentile(bare[10:], share), most_times=most)
    name = f"save of {words:,} words, p50, beside the text alone"
    yield Figure(name, "ms", percentile(ours[10:], 0.5), percentile(alone[10:], 0.5))


def bare_connection(path: Path) -> Any:
    """Return a new SQLCipher database with the vault's settings and a key of its own."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(f"x'{secrets.token_hex(32)}'".encode())
    for name, value, _ in SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def bare_database(path: Path, answer: str) -> Any:
    """Return such a database with a row for each thing that a save changes."""
    connection = bare_connection(path)
    connection.execute("CREATE TABLE answers (id INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT")
    connection.execute("CREATE TABLE rounds (id INTEGER PRIMARY KEY, changed INTEGER, saves INTEGER) STRICT")
    connection.execute("CREATE TABLE place (id INTEGER PRIMARY KEY, caret INTEGER NOT NULL) STRICT")
    connection.execute("INSERT INTO answers VALUES (1, ?)", (answer.encode(),))
    connection.execute("INSERT INTO rounds VALUES (1, 0, 0)")
    connection.execute("INSERT INTO place VALUES (1, 0)")
    return connection


def bare_save(connection: Any, answer: str, *, alone: bool = False) -> None:
    """Store an answer, and unless it is ``alone``, when its round changed and where the person is."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE answers SET text = ? WHERE id = 1", (answer.encode(),))
    if not alone:
        connection.execute("UPDATE rounds SET changed = ?, saves = saves + 1 WHERE id = 1", (clock.now_ns(),))
        connection.execute("UPDATE place SET caret = ? WHERE id = 1", (len(answer),))
    connection.execute("COMMIT")


def _drafts(opened: Opened, answer: str) -> Drafts:
    first = opened.page.reading.prompts[0]
    place = Place(opened.page.reading.id, opened.page.reflection_id, first.id, len(answer), 0.4, 0.2)
    return Drafts({first: answer}, None, place)


def _milliseconds(act: Callable[[], object]) -> float:
    began = clock.now_ns()
    act()
    return (clock.now_ns() - began) / 1e6
