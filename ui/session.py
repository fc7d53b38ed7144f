"""Know whether the vault is open, and send everything that touches it to the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from resilience_desktop.errors import ResilienceError, VaultGone

from .autosave import RETRY_MS
from .tasks import Worker

if TYPE_CHECKING:  # the lock screen stands before any of it is needed; what is used is imported where it is
    from resilience_desktop.passphrases import Strength
    from resilience_desktop.readings import Shelf
    from resilience_desktop.vault import Backup, RootSecret, Vault
    from resilience_desktop.workbook import Clock, Place, Reading, Reflection, ReflectionSummary

    from .desk import Desk, Drafts, Opened, Page, Saved, Target
    from .library import Library
    from .rescue import Rescue, Rescued

T = TypeVar("T")
Failure = Callable[[ResilienceError], None]


class State(Enum):
    """Say where the vault stands; COVERED is locked to the eye while words wait to be saved."""

    LOCKED = auto()
    OPENING = auto()
    OPEN = auto()
    LOCKING = auto()
    COVERED = auto()


class Session(QObject):
    """Open, fill and close one vault at a time; no widget speaks to the vault but through this.

    ``memory`` tells people what becomes of this process's memory at a lock.
    """

    unlocked = Signal(object)
    page_opened = Signal(object)
    not_opened = Signal()
    locked = Signal()
    warmed = Signal()
    rescued = Signal(object)
    covered = Signal(str)
    moved = Signal(Path)
    saved = Signal(object)
    save_failed = Signal(str)
    summaries_changed = Signal(object)
    bin_changed = Signal(bool)

    def __init__(self, folder: Path, library: Library, clock: Clock, worker: Worker) -> None:
        super().__init__(worker)
        self.folder = folder
        self.library = library
        self.state = State.LOCKED
        self.vault_is_gone = False
        self.is_warm = False
        self.memory = "may hold traces of what was written until the program is closed"
        self._worker = worker
        self._clock = clock
        self._kept: tuple[Page, Drafts] | None = None
        self._languages: Mapping[str, str] = {}
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.try_again)

    @cached_property
    def _desk(self) -> Desk:
        from .desk import Desk

        return Desk(self.library, self._clock)

    @cached_property
    def _rescue(self) -> Rescue:
        from .rescue import Rescue

        return Rescue(self._desk, self._clock)

    @property
    def readings(self) -> tuple[Shelf, ...]:
        """Return what stands on the shelves, broken packs among them."""
        return tuple(self.library())

    @property
    def shown(self) -> tuple[Reading, ...]:
        """Return each reading once, in the language in which the person reads it."""
        from resilience_desktop.readings import one_of_each

        return one_of_each(self.library(), self._languages)

    def languages_of(self, reading: Reading) -> tuple[Reading, ...]:
        """Return a reading in every language; none, where this edition is not on the shelf any more."""
        from resilience_desktop.readings import in_each_language

        found = in_each_language(self.library(), reading.id)
        return found if any(each.markdown == reading.markdown for each in found) else ()

    @property
    def today(self) -> str:
        """Return the day that it is, for people."""
        return self._clock().day()

    def warm_up(self) -> None:
        """Read the packs before they are needed, so that unlocking does not wait for them; say ``warmed``."""
        self._worker.run(self.library, self._warmed, _leave_it, self)

    @staticmethod
    def new_secret() -> RootSecret:
        """Return the root secret of a vault that is about to be made."""
        from resilience_desktop.vault import new_secret

        return new_secret()

    def judge(self, passphrase: str, success: Callable[[Strength], None], context: QObject) -> None:
        """Find out how strong a passphrase is, off the window's thread."""
        from resilience_desktop.passphrases import judge

        self._worker.run(partial(judge, passphrase), success, _leave_it, context)

    def create(self, passphrase: str, secret: RootSecret, proved: bool, failure: Failure) -> None:
        """Make the vault, then say ``unlocked``."""
        self._opening(partial(self._desk.create, self.folder, passphrase, secret, proved), failure)

    def unlock(self, passphrase: str, failure: Failure) -> None:
        """Open the vault, then say ``unlocked``; a covered one is uncovered with nothing lost."""
        if self.state is State.COVERED:
            self._check(partial(self._desk.check, passphrase), failure)
        else:
            self._opening(partial(self._desk.unlock, self.folder, passphrase), failure)

    def unlock_with_code(self, code: str, failure: Failure) -> None:
        """Open the vault with its recovery code, then say ``unlocked``; a covered one is uncovered."""
        if self.state is State.COVERED:
            self._check(partial(self._desk.check_code, code), failure)
        else:
            self._opening(partial(self._desk.unlock_with_code, self.folder, code), failure)

    def settle(self) -> None:
        """Look after the keys of the vault that was just opened; what fails is tried at the next opening."""
        if self.state is State.OPEN:
            self._worker.run(self._desk.settle, lambda _: None, _leave_it, self)

    def open_reading(self, reading_id: str, failure: Failure, place: Place | None = None) -> None:
        """Show the newest round through a reading, at a place in it, then say ``page_opened``."""
        self._turn(partial(self._desk.open_reading, reading_id, place), failure)

    def open_reflection(self, reflection_id: int, failure: Failure, place: Place | None = None) -> None:
        """Show one round, at a place in it, then say ``page_opened``."""
        self._turn(partial(self._desk.open_reflection, reflection_id, place), failure)

    def reflect_again(self, reading_id: str, failure: Failure) -> None:
        """Show an empty page for a new round, then say ``page_opened``."""
        self._turn(partial(self._desk.reflect_again, reading_id), failure)

    def read_in(self, page: Page, reading: Reading, place: Place, failure: Failure) -> None:
        """Show a page in another language of its reading, at this place, then say ``page_opened``."""
        self._turn(partial(self._desk.read_in, page, reading, place), failure)

    def save(self, page: Page, drafts: Drafts) -> None:
        """Save drafts, then say ``saved`` or ``save_failed``."""
        if self.state is State.OPEN:
            self._worker.run(partial(self._desk.save, page, drafts), self._saved, self._not_saved, self)

    def lock(self, page: Page | None, drafts: Drafts | None) -> None:
        """Save everything that is not saved yet and close the vault; never ask, never drop a word."""
        if self.state is State.OPEN:
            self._kept = (page, drafts) if page and drafts is not None else None
            self._close()

    def try_again(self) -> None:
        """Try once more to save what is kept, and to close."""
        if self.state is State.COVERED:
            self._close()

    def ask(
        self, work: Callable[[Vault], T], success: Callable[[T], None], failure: Failure, context: QObject
    ) -> None:
        """Do ``work`` with the open vault on the worker, after everything that was asked for before.

        It may touch nothing but the vault and what it was handed; ``failure`` hears that the vault is locked.
        """
        desk = self._desk

        def follow_first() -> T:
            desk.vault.follow()  # what reads or writes one part of the vault holds its database at once
            return work(desk.vault)

        self._worker.run(follow_first, success, failure, context)

    def holds(self, path: Path) -> bool:
        """Tell whether a file is the open vault: reading it would drop its lock. Raises OSError."""
        from resilience_desktop.vault.connection import is_held_here

        return is_held_here(path)

    def settle_in(self, folder: Path, failure: Failure) -> None:
        """Go on in another folder because the vault's own is gone: say ``moved``, then save and lock."""
        self._worker.run(partial(self._desk.settle_in, folder), self._settled, failure, self)

    def list_again(self) -> None:
        """Look at the reflections and the bin anew; say ``summaries_changed`` and ``bin_changed``.

        The latter tells whether anything lies in the bin.
        """
        self._worker.run(self._desk.newest, self._listed, _leave_it, self)
        self._look_into_bin()

    def continue_writing(self, reflection_id: int) -> None:
        """Remember that an older round is being written on, so that unlocking goes on with it."""
        self._worker.run(partial(self._desk.continue_writing, reflection_id), lambda _: None, _leave_it, self)

    def rounds(
        self,
        success: Callable[[tuple[ReflectionSummary, ...]], None],
        failure: Failure,
        context: QObject,
    ) -> None:
        """Fetch the list of reflections, newest first, once everything asked for before is saved."""
        self._worker.run(self._desk.summaries, success, failure, context)

    def collect(
        self,
        ids: Sequence[int],
        success: Callable[[tuple[tuple[Reflection, ...], dict[int, Reading]]], None],
        failure: Failure,
        context: QObject,
    ) -> None:
        """Fetch reflections whole, each with the reading that it answers."""
        self._worker.run(partial(self._desk.collect, tuple(ids)), success, failure, context)

    def write_file(
        self,
        target: Target,
        data: bytes,
        success: Callable[[ResilienceError | None], None],
        failure: Failure,
        context: QObject,
    ) -> None:
        """Write a file that leaves the vault, then note it in the ledger; locking waits for both.

        ``success`` hears why the ledger could not be written, or None; the file is there all the same.
        """
        write = partial(self._desk.write_file, target, data)
        self._worker.run(write, success, failure, context)

    def recovery(
        self, success: Callable[[tuple[str, str | None]], None], failure: Failure, context: QObject
    ) -> None:
        """Fetch the recovery code, and when it was last typed back."""
        desk = self._desk
        self._worker.run(lambda: (desk.recovery_code(), desk.recovery_proved()), success, failure, context)

    def prove_recovery(self, success: Callable[[None], None], failure: Failure, context: QObject) -> None:
        """Remember that the recovery code was typed back just now."""
        self._worker.run(self._desk.prove_recovery, success, failure, context)

    def last_backup(self, success: Callable[[Backup | None], None], context: QObject) -> None:
        """Find the newest proved backup of the closed vault, which no key is needed for."""
        folder = self.folder

        def find() -> Backup | None:
            from resilience_desktop.vault import rescue

            return rescue.newest_backup(folder)

        self._worker.run(find, success, _leave_it, context)

    def rescue(
        self, work: Callable[[Rescue], T], success: Callable[[T], None], failure: Failure, context: QObject
    ) -> None:
        """Do ``work`` for a vault that may be closed or damaged, on the worker."""
        self._worker.run(partial(work, self._rescue), success, failure, context)

    def replace_vault(self, work: Callable[[Rescue], Rescued], failure: Failure) -> None:
        """Put another vault in this one's place and open it: say ``unlocked``, then ``rescued``."""
        if self.state not in (State.LOCKED, State.OPEN):
            failure(ResilienceError("The vault is busy just now. Please try again in a moment."))
            return
        self.state = State.OPENING
        self._worker.run(
            partial(work, self._rescue), self._replaced, partial(self._not_replaced, failure), self
        )

    def _replaced(self, rescued: Rescued) -> None:
        self._opened(rescued.opened)
        self.rescued.emit(rescued)

    def _not_replaced(self, failure: Failure, error: ResilienceError) -> None:
        if self._desk.is_open:
            self.state = State.OPEN
            failure(error)
        else:
            self._not_opened(failure, error)

    def _warmed(self, _: object) -> None:
        self.is_warm = True
        self.warmed.emit()

    def _opening(self, op: Callable[[], Opened], failure: Failure) -> None:
        if self.state is not State.LOCKED:
            failure(ResilienceError("The vault is still being locked. Please try again in a moment."))
            return
        self.state = State.OPENING
        self._worker.run(op, self._opened, partial(self._not_opened, failure), self)

    def _opened(self, opened: Opened) -> None:
        self.state = State.OPEN
        self._kept = None
        self._languages = opened.languages
        self.unlocked.emit(opened)
        self._look_into_bin()

    def _not_opened(self, failure: Failure, error: ResilienceError) -> None:
        self.state = State.LOCKED
        failure(error)
        self.not_opened.emit()

    def _turn(self, op: Callable[[], Opened], failure: Failure) -> None:
        if self.state is State.OPEN:
            self._worker.run(op, self._turned, failure, self)

    def _turned(self, opened: Opened) -> None:
        if self.state is State.OPEN:
            self._languages = opened.languages
            self.page_opened.emit(opened)

    def _saved(self, saved: Saved) -> None:
        self.saved.emit(saved)
        if saved.begun and self.state is State.OPEN:
            self._worker.run(self._desk.newest, self._listed, _leave_it, self)

    def _listed(self, summaries: tuple[ReflectionSummary, ...]) -> None:
        self.summaries_changed.emit(summaries)

    def _look_into_bin(self) -> None:
        """Have what lay in the bin for long enough removed, in the background."""
        self._worker.run(
            self._desk.bin_is_empty, lambda empty: self.bin_changed.emit(not empty), _leave_it, self
        )

    def _not_saved(self, error: ResilienceError) -> None:
        self.save_failed.emit(str(error))

    def _close(self) -> None:
        self.state = State.LOCKING
        page, drafts = self._kept or (None, None)
        self._worker.run(partial(self._desk.close, page, drafts), self._closed, self._not_closed, self)

    def _closed(self, _: None) -> None:
        self.state = State.LOCKED
        self._kept = None
        self._languages = {}
        self.locked.emit()

    def _settled(self, folder: Path) -> None:
        self.folder = folder
        self.moved.emit(folder)
        self.try_again()

    def _not_closed(self, error: ResilienceError) -> None:
        self.state = State.COVERED
        self.vault_is_gone = isinstance(error, VaultGone)
        self._retry.start(RETRY_MS)
        self.covered.emit(str(error))

    def _check(self, check: Callable[[], None], failure: Failure) -> None:
        """Uncover the vault if this may be; no try to save comes between the question and its answer."""
        self._retry.stop()

        def refused(error: ResilienceError) -> None:
            self._retry.start(RETRY_MS)
            failure(error)

        self._worker.run(check, self._uncover, refused, self)

    def _uncover(self, _: None) -> None:
        if self.state is not State.COVERED:
            return
        self._retry.stop()
        reopen = partial(self._desk.reopen, *self._kept) if self._kept else self._desk.resume
        self._worker.run(reopen, self._opened, self._not_closed, self)


def _leave_it(error: ResilienceError) -> None:
    """Say nothing of what can wait: it is told when it is wanted."""
    del error
