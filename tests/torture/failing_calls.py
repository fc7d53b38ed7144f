"""Let each call to the system that an act makes fail once, in each way in which it may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import acts, ledger, world
from .acts import Act
from .child import DONE, REFUSED, Child, Ended, traced
from .ledger import Lost
from .part import EVERY, Outcome, Part, Task

WAYS: dict[str, tuple[str, ...]] = {
    "openat": ("ENOSPC", "EACCES", "EROFS", "EIO", "EMFILE", "EINTR"),
    "write": ("ENOSPC", "EIO", "EINTR"),
    "pwrite64": ("ENOSPC", "EIO", "EINTR"),
    "read": ("EIO", "EINTR"),
    "pread64": ("EIO", "EINTR"),
    "fsync": ("EIO", "ENOSPC", "EINTR"),
    "fdatasync": ("EIO", "ENOSPC", "EINTR"),
    "ftruncate": ("ENOSPC", "EIO", "EINTR"),
    "rename": ("EIO", "ENOSPC", "EACCES", "EROFS"),
    "unlink": ("EIO", "EACCES", "EROFS"),
    "unlinkat": ("EIO", "EACCES", "EROFS"),
    "mkdir": ("ENOSPC", "EACCES", "EROFS", "EIO"),
    "rmdir": ("EIO", "EACCES", "EROFS"),
    "link": ("EIO", "ENOSPC", "EACCES", "EPERM"),
    "stat": ("EIO", "EACCES"),
    "lstat": ("EIO", "EACCES"),
    "fstat": ("EIO",),
    "newfstatat": ("EIO", "EACCES"),
    "access": ("EIO", "EACCES"),
    "faccessat2": ("EIO", "EACCES"),
    "getdents64": ("EIO",),
    "lseek": ("EIO",),
    "fcntl": ("EIO", "ENOLCK", "EINTR"),
    "fchmod": ("EIO", "EPERM"),
    "fchown": ("EIO", "EPERM"),
    "close": ("EIO", "EINTR"),
}
"""How each call may fail. Reading the clock, memory and signals have nothing to do with the disk."""


@dataclass(frozen=True)
class Failing:
    """Say that the n-th call of this name in this act fails in this way."""

    act: Act
    call: str
    number: int
    way: str


def run(task: Task) -> Outcome:
    with world.unburdened(), world.memory(task.folder) as place:
        every = [each for act in acts.chosen(task) for each in _every(act, place)]
        wanted = task.chances(shared=True).sample(every, task.some_of(len(every)))
        own = wanted[task.index :: task.of]
        figures = {"calls that failed": 0, "refused in words": 0, "done all the same": 0}
        failures = []
        for each in own:
            ended, failed = _hinder(each, place)
            figures["calls that failed"] += failed
            figures["refused in words"] += ended.status == REFUSED
            figures["done all the same"] += ended.status == DONE
            complaint = _complaint(each, ended, place / "home")
            if complaint:
                failures.append(f"{each.act.name}, {each.call} {each.number}, {each.way}: {complaint}")
        control = _control(place)
    return Outcome(len(own), tuple(failures), control, figures)


def _every(act: Act, place: Path) -> Iterator[Failing]:
    """Run an act once to see which calls it makes; before, once unseen, so that everything is loaded."""
    _prepare(act, place / "home")
    act.run(place / "home", lambda _: None)
    numbers: dict[str, int] = {}
    for call in _calls(act, place):
        numbers[call] = numbers.get(call, 0) + 1
        for way in WAYS[call]:
            yield Failing(act, call, numbers[call], way)


def _calls(act: Act, place: Path) -> list[str]:
    _prepare(act, place / "home")
    child = Child(lambda tell: act.run(place / "home", tell))
    with traced(child, _tracing(WAYS), place / "log"):
        ended = child.end()
    if ended.status != DONE:
        raise RuntimeError(ended.complaint)
    return re.findall(r"^(?:\d+ +)?(\w+)\(", (place / "log").read_text(), re.MULTILINE)


def _hinder(failing: Failing, place: Path) -> tuple[Ended, bool]:
    """Run an act with one call failing; tell how it ended and whether it came to that call."""
    home = place / "home"
    _prepare(failing.act, home)
    child = Child(lambda tell: failing.act.run(home, tell))
    inject = ("-e", f"inject={failing.call}:error={failing.way}:when={failing.number}")
    with traced(child, (*_tracing([failing.call]), *inject), place / "log"):
        ended = child.end()
    return ended, "(INJECTED)" in (place / "log").read_text()


def _complaint(failing: Failing, ended: Ended, home: Path) -> str:
    if ended.status not in (DONE, REFUSED):
        return f"no error in words: {ended.complaint or ended.status}"
    try:
        ledger.examine(home, failing.act.ledger(ended.told), backups=failing.act.backups)
    except Lost as lost:
        return str(lost)
    return ""


def _control(place: Path) -> int:
    """Count how many failing calls a careless act lets end in half a file or an error without words."""

    def careless(home: Path, tell: acts.Tell) -> None:
        tell("begin export 00")
        (home / "export.json").write_bytes(bytes(5000))
        tell("done export")

    act = Act("careless", careless)
    every = [each for each in _every(act, place) if each.call == "write"]
    return sum(bool(_complaint(each, _hinder(each, place)[0], place / "home")) for each in every)


def _prepare(act: Act, home: Path) -> None:
    """Lay what the act begins with, as it was the first time."""
    original = home.with_name(f"before {act.name}")
    if not original.exists():
        act.lay(original)
    world.copy(original, home)


def _tracing(calls: object) -> tuple[str, ...]:
    return ("-s", "0", "-e", "trace=" + ",".join(f"?{call}" for call in calls))


PART = Part(
    "failing-calls",
    "Each call to the system fails once in each way it may: the act is done or refused in words, nothing "
    "that was acknowledged is lost, and no half file has a final name.",
    "a careless act leaves half a file or an error without words",
    full=EVERY,
    sample=8,
    run=run,
)
