"""Write something to let go of in the real program, let it go, and look for it everywhere.

It is written in turn on the page for it and beside a reading, and there let go of, or locked away at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from resilience_desktop.vault import RootSecret
from tests.every_type import PACK, RELEASE, reading
from tests.live import Live, memory
from tests.vault.pages import decrypted_pages

from .encodings import encodings, found
from .locking import text_of
from .part import CannotRun, Outcome, Part, Task

ON_ITS_PAGE, IN_A_READING, LOCKED_AWAY = WAYS = ("on its page", "in a reading", "in a reading, and locked")
BUNDLED = "meeting-resistance"
PROMPT = 1 + [prompt.id for prompt in reading().prompts].index(RELEASE)


def run(task: Task) -> Outcome:
    """Let go as often as asked for; nothing may be on the disk, in a page, or in memory after a lock."""
    if sys.platform != "linux":
        raise CannotRun("memory is looked into by /proc, which only Linux has")
    chances = task.chances()
    secret = RootSecret(chances.randbytes(16))
    failures: list[str] = []
    control = 0
    with Live.with_vault(task.folder, secret=secret, packs=(PACK,), readable=True) as live:
        for number in range(task.own_count):
            kept, gone, way = text_of(chances), text_of(chances), WAYS[number % len(WAYS)]
            try:
                in_memory = _let_go(live, kept, gone, way)
            except PermissionError as error:
                raise CannotRun("this system lets nobody look into a process's memory") from error
            pages = decrypted_pages(live.paths.default_vault, secret)
            control += min(in_memory, pages.count(kept.encode()))
            failures += [f"round {number}: {hit}" for hit in _hits(live, gone, pages)]
    return Outcome(task.own_count, tuple(failures), control)


def _let_go(live: Live, kept: str, gone: str, way: str) -> int:
    """Keep one text in an answer, let the other one go, lock; tell how often that was in memory before."""
    live.unlock()
    shown = BUNDLED if way == ON_ITS_PAGE else reading().id
    if live.do("window.centralWidget().page.reading.id") != shown:
        live.do("window.centralWidget()._choose('reading:' + reading)", reading=shown)
        live.until("window.centralWidget().page.reading.id == reading", reading=shown)
    live.go_to_prompt(1)
    live.do("QApplication.focusWidget().selectAll()")
    live.type(kept)
    live.until("said('Saved')() and not said('Saving…')()")
    if way == ON_ITS_PAGE:
        live.do("window.centralWidget().visit('let-go')")
    else:
        live.go_to_prompt(PROMPT)
    live.until("type(QApplication.focusWidget()).__name__ == 'FleetingText'")
    live.type(gone)
    copies = memory.count(live.pid, {"": _spellings(gone)})[""]
    if way != LOCKED_AWAY:
        live.press_in_focus("Return", "ControlModifier")
        live.until("said('It is gone.')()")
    live.lock()
    return copies


def _hits(live: Live, gone: str, pages: bytes) -> Iterator[str]:
    looks = [("what was let go of", encodings(gone))]
    for path in _files(live.folder):
        yield from (f"{hit}, in {path.name}" for hit in found(path, looks))
    if any(spelling in pages for spelling in _spellings(gone)):
        yield "in the pages of the vault"
    if memory.count(live.pid, {"": _spellings(gone)})[""]:
        yield "in memory after the lock"


def _spellings(text: str) -> tuple[bytes, ...]:
    return tuple(spelling for spellings in encodings(text).values() for spelling in spellings)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


PART = Part(
    "letting go",
    "Words to let go of are in no file, in no page of the vault, and after a lock in no memory.",
    "copies of them in memory while they stood there, and the vault's pages with words that were kept",
    full=60,
    sample=len(WAYS),
    run=run,
)
