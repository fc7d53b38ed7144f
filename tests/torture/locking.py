"""Type into the real program, lock it, and look from outside for what is left in its memory."""

from __future__ import annotations

import string
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from random import Random

from resilience_desktop.vault import RootSecret, Vault
from tests.live import Live, memory

from .encodings import encodings, of_bytes
from .part import CannotRun, Outcome, Part, Task

ENCODINGS = (
    "UTF-8",
    "UTF-16 little-endian",
    "UTF-16 big-endian",
    "UTF-32 little-endian",
    "Latin-1",
    "Base64",
)
"""As SQLite and files, Qt, the wire and Python hold text: Python has one, two or four bytes for a letter."""

LETTERS = 16  # in each half of a text: no such row of letters comes about by chance

Looks = Mapping[str, tuple[bytes, ...]]


@dataclass
class _Found:
    """Hold what was found while unlocked and while locked, and how long the locks took."""

    unlocked: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def note(self, number: int, what: str, counts: Mapping[str, int]) -> None:
        """Note copies that should not be there."""
        self.failures += [
            f"lock {number}: {what} in {look}, {copies} times" for look, copies in counts.items() if copies
        ]


def run(task: Task) -> Outcome:
    """Lock as often as asked for; of a text, of a passphrase and of the keys nothing may be left."""
    if sys.platform != "linux":
        raise CannotRun("memory is looked into by /proc, which only Linux has")
    chances, found = task.chances(), _Found()
    passphrase, secret = text_of(chances), RootSecret(chances.randbytes(16))
    with Live.with_vault(task.folder, passphrase=passphrase, secret=secret, readable=True) as live:
        try:
            for number in range(task.own_count):
                _cycle(live, secret, number, text_of(chances), found)
        except PermissionError as error:
            raise CannotRun("this system lets nobody look into a process's memory") from error
    kinds = ("text", "passphrase", "key")
    control = min(found.unlocked.get(kind, 0) for kind in kinds)
    figures = {f"copies of the {kind} while unlocked": found.unlocked.get(kind, 0) for kind in kinds}
    return Outcome(
        task.own_count,
        tuple(found.failures),
        control,
        figures,
        {"seconds from Ctrl+L to an empty memory": round(found.slowest, 3)},
    )


def _cycle(live: Live, secret: RootSecret, number: int, text: str, found: _Found) -> None:
    """Unlock, write, lock, every second time before anything was saved; then look, also for lost letters."""
    wanted = {
        "text": _looks_of(text),
        "passphrase": _looks_of(live.passphrase),
        "key": dict(_looks_of_keys(live, secret)),
    }
    live.type_passphrase()
    typed = _count(live, {"passphrase": wanted["passphrase"]})
    live.open()
    _write(live, text)
    if number % 2:
        live.until("said('Saved')() and not said('Saving…')()")
    open_now = _count(live, {kind: wanted[kind] for kind in ("text", "key")})
    for kind, counts in (typed | open_now).items():
        found.unlocked[kind] = found.unlocked.get(kind, 0) + sum(counts.values())
    found.slowest = max(found.slowest, live.lock())
    for kind, counts in _count(live, wanted).items():
        found.note(number, kind, counts)
    if text not in _answers(live, secret):
        found.failures.append(f"lock {number}: what was typed before it is not in the vault")


def _write(live: Live, text: str) -> None:
    live.go_to_prompt(1)
    live.do("QApplication.focusWidget().selectAll()")
    live.type(text)


def _answers(live: Live, secret: RootSecret) -> list[str]:
    with closing(Vault.open(live.paths.default_vault, secret)) as vault:
        return [a.text for one in vault.summaries() for a in vault.reflection(one.id).answers]


def _count(live: Live, wanted: Mapping[str, Looks]) -> dict[str, dict[str, int]]:
    """Return by kind and by look how many copies lie in the program's memory, read once for all."""
    flat = {f"{kind}|{look}": ones for kind, looks in wanted.items() for look, ones in looks.items()}
    counts: dict[str, dict[str, int]] = {kind: {} for kind in wanted}
    for name, number in memory.count(live.pid, flat).items():
        kind, _, look = name.partition("|")
        counts[kind][look] = number
    return counts


def text_of(chances: Random) -> str:
    """Return letters as nobody else has them, some of which are not ASCII."""
    return "".join(
        "".join(chances.choices(string.ascii_lowercase + "äéöü", k=LETTERS - 1)) + "ß" for _ in "12"
    )


def _looks_of(text: str) -> Looks:
    """Return how each half of a text may look, so that torn copies are found too."""
    halves = [encodings(half) for half in (text[:LETTERS], text[LETTERS:])]
    return {name: tuple(one for half in halves for one in half[name]) for name in ENCODINGS}


def _looks_of_keys(live: Live, secret: RootSecret) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """Yield the root secret, the key of the database, and the recovery code as text."""
    data_key = secret.data_key((live.paths.default_vault / "vault.db").read_bytes()[:16])
    for name, key in (("root secret", secret._bytes), ("data key", data_key)):
        yield from ((f"{name}, {look}", ones) for look, ones in of_bytes(key).items())
    code = encodings(secret.code())
    yield from ((f"recovery code, {name}", code[name]) for name in ENCODINGS)


PART = Part(
    "lock",
    "After a lock no copy of what was written, of the passphrase or of a key is in the program's memory.",
    "copies found by the same search while unlocked, or typed but not yet sent",
    full=200,
    sample=1,
    run=run,
)
