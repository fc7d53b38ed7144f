"""How long a proved backup of a large vault takes, and for how long it holds up the window's thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from resilience_desktop.vault import Vault, unlock_secret
from resilience_desktop.vault.layout import DATABASE

from . import world
from .children import clock
from .figure import Figure, middle
from .save import MOST_MS, bare_connection, bare_database
from .words import PASSPHRASE, text

MOST_S = 2
SIZE = 20_000_000
_WORDS = 20_000
_TICK_S = 0.001


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    _large_vault(folder / "vault").close()
    secret = unlock_secret(folder / "vault", PASSPHRASE)
    bare = bare_database(folder / "bare.db", "")
    pieces = [(bytes(1_000_000),)] * ((folder / "vault" / DATABASE).stat().st_size // 1_000_000)
    bare.executemany("INSERT INTO answers (text) VALUES (?)", pieces)

    def ours() -> None:
        with closing(Vault.open(folder / "vault", secret)) as vault:
            vault.back_up()

    def floor() -> None:
        """Copy each page into a new database with the same settings, and close it."""
        with closing(bare_connection(folder / f"{time.monotonic_ns()}.db")) as target:
            bare.backup(target)

    for name, unit, measured, most in (
        ("backup and proof of a 20 MB vault", "s", _seconds, MOST_S),
        ("backup of a 20 MB vault, longest hold-up", "ms", _hold_up, MOST_MS),
    ):
        program = [measured(ours) for _ in range(runs)]
        yield Figure(name, unit, middle(program), middle([measured(floor) for _ in range(runs)]), most=most)
    bare.close()


def _large_vault(folder: Path) -> Vault:
    vault = world.make_vault(folder, 300)
    reading = world.bundled()
    edition = vault.keep_edition(reading)
    number = 0
    while (folder / DATABASE).stat().st_size < SIZE:
        number += 1
        answers = {prompt: text(_WORDS, number) for prompt in reading.prompts}
        vault.save(vault.begin(edition).id, answers)
    return vault


def _hold_up(act: Callable[[], object]) -> float:
    """Act on another thread; return the longest time for which this one could not go on, in ms."""
    failed: list[BaseException] = []
    longest = 0.0

    def work() -> None:
        try:
            act()
        except BaseException as error:  # it is raised again below
            failed.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    while worker.is_alive():
        longest = max(longest, _seconds(lambda: worker.join(_TICK_S)) - _TICK_S)
    if failed:
        raise failed[0]
    return 1000 * longest


def _seconds(act: Callable[[], object]) -> float:
    began = clock.now_ns()
    act()
    return (clock.now_ns() - began) / 1e9
