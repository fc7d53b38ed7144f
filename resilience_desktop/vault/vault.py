"""Give the rest of the program one vault: open, read, save, check, close."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Self

from resilience_desktop.errors import ResilienceError, VaultGone, WrongRecoveryCode
from resilience_desktop.workbook import (
    CheckIn,
    Clock,
    Edition,
    Moment,
    Place,
    Prompt,
    Reading,
    Reflection,
    ReflectionSummary,
    now,
)

from . import backups, connection, editions, facts, following, keyfile, layout, reflections, rekey, schema
from .across import Across
from .backups import Backup
from .bin import Bin
from .connection import Database
from .history import History
from .keyfile import Cost, RootSecret
from .ledger import Ledger
from .letters import Letters
from .marks import Changes
from .practice import Practice
from .schema import Counts
from .search import Search
from .unlocking import secret_from_code, why_refused
from .upkeep import Upkeep
from .versions import Watch

_NO_ANSWERS: Mapping[Prompt, str] = MappingProxyType({})
_NO_MARKS: Changes = MappingProxyType({})


class Vault:
    """Hold one open vault; all calls on the thread that opened it.

    Each method that changes something is one transaction: when it returns, the change outlives a
    loss of power; when it raises (DiskFull, NotAllowed, Damaged), nothing changed and it may be tried again.
    """

    def __init__(self, folder: Path, secret: RootSecret, database: Database, clock: Clock) -> None:
        self.folder = folder
        self._secret = secret
        self._database = database
        self._clock = clock
        self._watch = Watch()
        self._keys = following.own_keys(folder, secret, database.salt)

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        clock: Clock = now,
        cost: Cost | None = None,
        secret: RootSecret | None = None,
    ) -> Self:
        """Make a vault in a new or empty folder and open it.

        Without a cost this computer is measured; a ``secret`` is given when its code was shown
        beforehand. Raises VaultExists, NotAllowed, DiskFull; then nothing is left behind.
        """
        secret = secret or keyfile.new_secret()
        with layout.made_whole(folder) as aside:
            vault_id = keyfile.new_vault_id()
            keys = secret.seal(vault_id, passphrase, cost or keyfile.calibrate())
            database = connection.create(aside / layout.DATABASE, secret.data_key(vault_id), vault_id)
            try:
                schema.create(database, vault_id, clock())
            finally:
                database.close()
            keyfile.write_copies(aside, keys)
        return cls.open(folder, secret, clock=clock)

    @classmethod
    def open(cls, folder: Path, secret: RootSecret, *, clock: Clock = now) -> Self:
        """Open the vault with its secret, and mend a missing or broken copy of the key file.

        Raises Damaged, NewerVersion, OpenElsewhere, NotAllowed, NoVault, and WrongRecoveryCode when the
        secret does not fit.
        """
        vault_id = layout.vault_id(folder)
        try:
            database = Database(folder / layout.DATABASE, secret.data_key(vault_id), vault_id)
        except connection.KeyRefused as error:
            raise why_refused(folder, secret, vault_id) from error
        try:
            schema.admit(database, vault_id, lambda: backups.keep(folder, secret, database, clock()))
        except BaseException:
            database.close()
            raise
        keyfile.heal(folder, secret)
        return cls(folder, secret, database, clock)

    def close(self) -> None:
        """Close the vault; closing twice does nothing."""
        self._database.close()

    def recovery_code(self) -> str:
        """Return the code that opens this vault without its passphrase and key file."""
        return self._secret.code()

    def check_passphrase(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless it opens this vault, wherever its folder is; takes 0.5 to 1 s."""
        keyfile.unlock(self._keys, passphrase)

    def check_code(self, code: str) -> None:
        """Raise WrongRecoveryCode unless this code opens this vault."""
        if not secret_from_code(code).equals(self._secret):
            raise WrongRecoveryCode

    def settle_in(self, folder: Path) -> None:
        """Go on in another folder: with this vault where it lies there, else with a copy made there.

        Raises VaultGone when what lies there is not this vault as it was left, NotAllowed, DiskFull;
        then nothing was changed.
        """
        if not layout.exists(folder):
            following.copy_whole(folder, self._secret, self._database)
        self._follow(folder)
        self.folder = folder

    def follow(self) -> None:
        """Hold the vault that lies in its place now, if it was moved away and put back meanwhile.

        One that is gone is still held, so that it can be read. Raises ResilienceError when it is not.
        """
        if not self._database.is_in_place():
            try:
                self._follow(self.folder)
            except ResilienceError:
                if self._database.is_closed:
                    raise

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that the block changes: all of it is kept, or none.

        Raises VaultGone when the vault is not in its place any more, nor the same one put back there.
        """
        with ExitStack() as stack:
            stack.push(self._watch.forget_what_failed)
            try:
                stack.enter_context(self._database.transaction())
            except VaultGone:
                self._follow(self.folder)
                stack.enter_context(self._database.transaction())
            yield

    @property
    def history(self) -> History:
        """Return what looks back at what was written before."""
        return History(self._database, self._clock, self._watch)

    @property
    def bin(self) -> Bin:
        """Return where deleted reflections lie."""
        return Bin(self._database, self._clock, self._watch)

    def keep_edition(self, reading: Reading) -> Edition:
        """Return the vault's own copy of a reading; the same content is kept once."""
        with self._change():
            return editions.keep(self._database, reading)

    def editions(self) -> tuple[Edition, ...]:
        """Return all editions kept, the oldest first."""
        return editions.every(self._database)

    def begin(self, edition: Edition) -> Reflection:
        """Begin a new dated round through an edition of this vault."""
        with self._change():
            return reflections.begin(self._database, edition, self._clock())

    def go_on_in(self, reflection_id: int, edition: Edition) -> None:
        """Let a round go on in another language of its reading; each answer keeps the wording it answers."""
        with self._change():
            reflections.go_on_in(self._database, reflection_id, edition)

    def summaries(self, most: int | None = None) -> tuple[ReflectionSummary, ...]:
        """Return a line for each reflection, or for the newest ones, the newest first."""
        return reflections.summaries(self._database, most)

    def newest(self, reading_id: str) -> int | None:
        """Return the id of the newest reflection on a reading, or None."""
        return reflections.newest(self._database, reading_id)

    def reflection(self, reflection_id: int) -> Reflection:
        """Return one reflection with its answers. Raises ResilienceError when it is not there."""
        return reflections.find(self._database, reflection_id)

    def save(
        self,
        reflection_id: int,
        answers: Mapping[Prompt, str] = _NO_ANSWERS,
        *,
        check_in: CheckIn | None = None,
        place: Place | None = None,
        marked: Changes = _NO_MARKS,
    ) -> Moment:
        """Save answers, check-in, place and marks of one reflection together; return when.

        Raises TooLong, DiskFull, NotAllowed, Damaged; then nothing of it is saved.
        """
        reflections.check_lengths(answers, marked)
        at = self._clock()
        with self.together():
            if answers:
                reflections.save_answers(self._database, reflection_id, answers, at, self._watch)
            if check_in is not None:
                reflections.save_check_in(self._database, reflection_id, check_in, at)
            if marked:
                reflections.save_marks(self._database, reflection_id, marked, at)
            if place is not None:
                facts.save_place(self._database, place)
                if not answers and check_in is None and not marked:
                    schema.count_change(self._database)
            self._watch.stands(self._database)
        return at

    @property
    def across(self) -> Across:
        """Return what looks across the reflections of one reading."""
        return Across(self._database)

    def place(self) -> Place | None:
        """Return where the person was, or None in a new vault."""
        return facts.place(self._database)

    def save_place(self, place: Place) -> None:
        """Save where the person is."""
        with self._change():
            facts.save_place(self._database, place)

    def fact(self, name: str) -> str | None:
        """Return a small private fact, or None."""
        return facts.fact(self._database, name)

    def set_fact(self, name: str, value: str) -> None:
        """Save a small private fact under its name."""
        with self._change():
            facts.set_fact(self._database, name, value)

    @property
    def search(self) -> Search:
        """Return what finds words in the vault."""
        return Search(self._database)

    @property
    def letters(self) -> Letters:
        """Return the letters, for use at once: ``together`` may take up another database."""
        return Letters(self._database, self._clock)

    @property
    def ledger(self) -> Ledger:
        """Return the ledger of what left the vault, for use at once as the letters are."""
        return Ledger(self._database, self._clock)

    @property
    def practice(self) -> Practice:
        """Return what a person keeps of their practice, and who they can turn to."""
        return Practice(self._database, self._clock)

    def counts(self) -> Counts:
        """Return the vault's own counters."""
        return schema.count(self._database)

    def verify(self) -> Counts:
        """Check every page, every table and the vault's own counters. Raises Damaged."""
        schema.check(self._database)
        return self.counts()

    def back_up(self, place: Path | None = None) -> Backup:
        """Make a proved backup in the vault's own place or in another folder, and let old ones go.

        Raises Damaged, DiskFull, NotAllowed, and ResilienceError when the place is not there; then no
        backup was removed.
        """
        return backups.keep(self.folder, self._secret, self._database, self._clock(), place)

    def back_up_to(self, path: Path, *, replace: bool = False) -> Backup:
        """Make a proved backup as this one file. Raises AlreadyThere, Damaged, DiskFull, NotAllowed."""
        return backups.write_to(
            path, self.folder, self._secret, self._database, self._clock(), replace=replace
        )

    @property
    def upkeep(self) -> Upkeep:
        """Return what looks after this vault's backups, in its own place and in a second one."""
        return Upkeep(self.folder, self._secret, self._database, self._clock)

    def change_passphrase(
        self, passphrase: str, *, cost: Cost | None = None, places: Iterable[Path] = ()
    ) -> tuple[Path, ...]:
        """Let this passphrase open the vault and its backups, in the second and other places; back up first.

        Returns the files that still open with the former one, and places that are not there; copies
        elsewhere keep it anyway. Raises Damaged, DiskFull, NotAllowed; then nothing was changed.
        """
        self._back_up_changes()
        places = (*self.upkeep.others, *places)
        left = rekey.change_passphrase(
            self.folder, self._secret, self._database, passphrase, cost or keyfile.calibrate(), places
        )
        self._keys = following.own_keys(self.folder, self._secret, self._database.salt)
        return left

    @property
    def is_weak(self) -> bool:
        """Tell whether a guess at the passphrase costs less than in a vault that is made today."""
        return rekey.is_weak(self.folder, self._secret, self._database.salt)

    @property
    def is_unsettled(self) -> bool:
        """Tell whether a change of passphrase or secret may have left a backup as it was."""
        return rekey.is_pending(self._database)

    def strengthen(self, passphrase: str, *, cost: Cost | None = None, places: Iterable[Path] = ()) -> bool:
        """Make each guess at the passphrase cost what it costs in a new vault; tell whether it was less.

        Raises WrongPassphrase when it was and this is not the passphrase, and as ``change_passphrase``.
        """
        weak = self.is_weak
        if weak:
            self.check_passphrase(passphrase)
            self.change_passphrase(passphrase, cost=cost, places=places)
        return weak

    def replace_secret(
        self,
        passphrase: str,
        secret: RootSecret,
        *,
        keep_backups: bool,
        cost: Cost | None = None,
        places: Iterable[Path] = (),
    ) -> tuple[Path, ...]:
        """Write the vault anew, so that nobody who knew the passphrase or the code can open it.

        ``secret`` comes from new_secret(), after its code was shown. Backups are sealed anew or, once a
        new one is proved, removed. Returns what still opens with the former passphrase or code, as
        ``change_passphrase`` does. Raises Damaged, DiskFull, NotAllowed; then nothing was changed.
        """
        self._back_up_changes()
        cost = cost or keyfile.calibrate()
        former = self._secret
        try:
            rekey.write_anew(
                self.folder,
                former,
                self._database,
                secret,
                lambda vault_id: secret.seal(vault_id, passphrase, cost),
                keep_backups,
            )
            self._secret = secret
        finally:
            self._reopen()
        return self.settle(places)

    def settle(self, places: Iterable[Path] = ()) -> tuple[Path, ...]:
        """Finish with the backups what a change of passphrase or secret left undone; return what is left."""
        places = (*self.upkeep.others, *places)
        return rekey.finish(self.folder, self._secret, self._database, self._clock(), places)

    def _back_up_changes(self) -> None:
        last = backups.newest(backups.place_beside(self.folder), self._database.salt)
        if last is None or last.counts != self.counts():
            self.back_up()

    def _reopen(self) -> None:
        self._database.close()
        vault_id = layout.vault_id(self.folder)
        path = self.folder / layout.DATABASE
        self._database = Database(path, self._secret.data_key(vault_id), vault_id)
        self._keys = following.own_keys(self.folder, self._secret, vault_id)

    def _follow(self, folder: Path) -> None:
        """Hold the database that lies in this folder now, if it holds exactly what this one does."""
        if not self._database.is_closed:
            self._left = self.counts()
        self._database = following.reopen(folder, self._secret, self._database, self._left)
        following.give_keys(folder, self._keys)

    @contextmanager
    def _change(self) -> Iterator[None]:
        with self.together(), schema.changing(self._database):
            yield
