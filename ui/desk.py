"""Do the vault's work for the session; everything here runs on the worker's thread only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from resilience_desktop import readings
from resilience_desktop.errors import PackError, ResilienceError
from resilience_desktop.files import write_atomically
from resilience_desktop.vault import RootSecret, Vault, exists, secret_from_code, unlock_secret
from resilience_desktop.workbook import (
    CheckIn,
    Clock,
    Edition,
    Leaving,
    Mark,
    Moment,
    Place,
    Prompt,
    Reading,
    Reflection,
    ReflectionSummary,
)

from . import languages, rehearsal

LISTED = 12
"""How many reflections the navigation lists; one more is fetched, which tells that there are others."""

CONTINUED = "continued"
"""The fact that holds the id of the older round that is being written on; unlocking goes on with it."""


@dataclass(slots=True, eq=False)
class Page:
    """Hold what the window shows: a reading, and the round through it once a word was written.

    ``as_written`` is true of an older round that is only read until the person continues it, ``binned``
    of one that lies in the bin, ``former`` of a reading that is not on the shelf in this edition any more.
    """

    reading: Reading
    reflection_id: int | None = None
    as_written: bool = False
    binned: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold what a visited page has not saved yet: the work that saves it, and what brings the page back.

    ``save`` may run more than once, on the worker's thread, in the transaction that saves the rest.
    """

    key: str
    save: Callable[[Vault], object]
    state: object


@dataclass(frozen=True, slots=True)
class Target:
    """Say where a file goes, whether it may replace the one there, and what the ledger is to say of it."""

    path: Path
    replace: bool
    leaving: Leaving | None


@dataclass(frozen=True, slots=True)
class Drafts:
    """Hold what is not in the vault yet; a mark that is None was removed."""

    answers: Mapping[Prompt, str] = field(default_factory=dict)
    check_in: CheckIn | None = None
    place: Place | None = None
    visit: Visit | None = None
    marks: Mapping[int, Mark | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether there are words, marks or a check-in of this page to lose."""
        return bool(self.answers) or self.check_in is not None or bool(self.marks)


@dataclass(frozen=True, slots=True)
class Traces:
    """Name the prompts of a page whose answers have something behind them.

    ``earlier`` have answers in earlier rounds, ``versions`` were changed.
    """

    earlier: frozenset[str] = frozenset()
    versions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold what the window needs to show a page.

    ``place`` is where the person was on it; ``summaries`` are the newest rounds (``Desk.newest``).
    ``by_code`` is true just after the recovery code opened the vault: a new passphrase is to be chosen.
    ``languages`` are those that were chosen, by the readings' ids.
    """

    page: Page
    reflection: Reflection | None
    summaries: tuple[ReflectionSummary, ...]
    place: Place | None = None
    drafts: Drafts = field(default_factory=Drafts)
    by_code: bool = False
    traces: Traces = Traces()
    languages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """Tell what reached the vault, and when; ``begun`` is true when it began the reflection.

    ``versions`` are the prompts whose answers were kept as they had been before.
    """

    page: Page
    drafts: Drafts
    at: Moment
    begun: bool
    versions: frozenset[str] = frozenset()


class Desk:
    """Own the open vault between unlock and lock."""

    def __init__(self, shelves: Callable[[], Sequence[readings.Shelf]], clock: Clock) -> None:
        self._shelves = shelves
        self._clock = clock
        self._vault: Vault | None = None
        self._weak = ""

    def create(self, folder: Path, passphrase: str, secret: RootSecret, proved: bool) -> Opened:
        """Make a vault whose root secret the person has already been shown as a code."""
        vault = Vault.create(folder, passphrase, secret=secret, clock=self._clock)
        return self._begin(vault, partial(rehearsal.begin, vault, self._clock(), proved=proved))

    def unlock(self, folder: Path, passphrase: str) -> Opened:
        """Open the vault; raises WrongPassphrase, Damaged, OpenElsewhere and their kin."""
        opened = self.open(folder, unlock_secret(folder, passphrase))
        self._weak = passphrase if self.vault.is_weak else ""
        return opened

    def settle(self) -> None:
        """Finish what a change of keys left to do, and make a passphrase of former days dearer to guess.

        The passphrase is kept for this alone, from opening until here or until closing, only where needed.
        """
        passphrase, self._weak = self._weak, ""
        if passphrase:
            self.vault.strengthen(passphrase)
        if self.vault.is_unsettled:
            self.vault.settle()

    def unlock_with_code(self, folder: Path, code: str) -> Opened:
        """Open the vault with the recovery code; that the code was at hand is remembered."""
        vault = Vault.open(folder, secret_from_code(code), clock=self._clock)
        return replace(self._begin(vault, self.prove_recovery), by_code=True)

    def check(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless the passphrase opens the vault that is open already."""
        self.vault.check_passphrase(passphrase)

    def check_code(self, code: str) -> None:
        """Raise WrongRecoveryCode unless the code is that of the vault that is open already."""
        self.vault.check_code(code)

    def settle_in(self, folder: Path) -> Path:
        """Go on in another folder, or in a new one within it where it is full; return which one.

        Raises VaultGone, NotAllowed, DiskFull.
        """
        if not exists(folder) and folder.is_dir() and any(folder.iterdir()):
            folder /= self.vault.folder.name
        self.vault.settle_in(folder)
        return folder

    def resume(self) -> Opened:
        """Return the page where the person was, or the first reading's newest round."""
        place = self.vault.place()
        if place and place.reflection_id:  # the vault names none that is not there
            return self._page(place.reflection_id, place, continued=self._continued())
        readings_here = self._each_reading()
        wanted = [r for r in readings_here if place and r.id == place.reading_id] or readings_here
        newest = () if wanted else self.vault.summaries(1)
        if newest:
            return self._page(newest[0].id, None)
        if not wanted:
            raise PackError(
                "No reading could be found. Please install the program again; what you wrote is safe."
            )
        return self.open_reading(wanted[0].id, place)

    def reopen(self, page: Page, drafts: Drafts) -> Opened:
        """Return a page as it was left, with the words that are not in the vault yet."""
        reflection = None if page.reflection_id is None else self.vault.reflection(page.reflection_id)
        return replace(self._opened(page, reflection, drafts.place), drafts=drafts)

    def open_reading(self, reading_id: str, place: Place | None = None) -> Opened:
        """Return the newest round through a reading, or an empty page."""
        newest = self.vault.newest(reading_id)
        if newest is not None:
            return self._page(newest, place)
        return self._new_page(reading_id, place)

    def open_reflection(self, reflection_id: int, place: Place | None = None) -> Opened:
        """Return one round, with the reading in the edition that it answers.

        The newest round of its reading can be written on at once; an older one is shown as written.
        """
        if self._continued() is not None:
            with suppress(ResilienceError):  # a full disk keeps nobody from reading
                self.vault.set_fact(CONTINUED, "")
        return self._page(reflection_id, place)

    def continue_writing(self, reflection_id: int) -> None:
        """Remember that this older round is being written on."""
        self.vault.set_fact(CONTINUED, str(reflection_id))

    def bin_is_empty(self) -> bool:
        """Remove what has lain in the bin for long enough; tell whether nothing lies there now."""
        with suppress(ResilienceError):  # a full disk is no reason to hide what lies there
            self.vault.bin.tidy()
        return self.vault.bin.is_empty()

    def reflect_again(self, reading_id: str) -> Opened:
        """Return an empty page for a new round; it begins with the first word."""
        return self._new_page(reading_id, None)

    def read_in(self, page: Page, reading: Reading, place: Place) -> Opened:
        """Return the page in another language of its reading, where the round goes on; remember it."""
        vault, number = self.vault, page.reflection_id
        with vault.together():
            languages.choose(vault, reading.id, reading.language)
            if number is not None:
                vault.go_on_in(number, vault.keep_edition(reading))
        return self._new_page(reading.id, place) if number is None else self._page(number, place, number)

    def save(self, page: Page, drafts: Drafts) -> Saved:
        """Put drafts into the vault in one transaction, beginning the round if need be."""
        vault, number = self.vault, page.reflection_id
        begun = number is None and bool(drafts)
        with vault.together():
            if begun:
                number = vault.begin(vault.keep_edition(page.reading)).id
            place = drafts.place and replace(drafts.place, reflection_id=number)
            if number is not None:
                at = vault.save(
                    number, drafts.answers, check_in=drafts.check_in, place=place, marked=drafts.marks
                )
            else:
                at = self._clock()
                if place:
                    vault.save_place(place)
            if drafts.visit:
                drafts.visit.save(vault)
        page.reflection_id = number
        news = frozenset(prompt_id for of, prompt_id in vault.history.take_news() if of == number)
        return Saved(page, drafts, at, begun, news)

    def close(self, page: Page | None = None, drafts: Drafts | None = None) -> None:
        """Save what is left, then close the vault; on an error the vault stays open."""
        self._weak = ""
        if self._vault is None:
            return
        if page and drafts is not None:
            self.save(page, drafts)
        self._vault.close()
        self._vault = None

    def summaries(self) -> tuple[ReflectionSummary, ...]:
        """Return every round, newest first."""
        return self.vault.summaries()

    def newest(self) -> tuple[ReflectionSummary, ...]:
        """Return the rounds that the navigation lists, newest first, and one more where there are others."""
        return self.vault.summaries(LISTED + 1)

    def collect(self, ids: Sequence[int]) -> tuple[tuple[Reflection, ...], dict[int, Reading]]:
        """Return reflections whole, and the readings that they answer by edition id."""
        found = tuple(self.vault.reflection(i) for i in ids)
        return found, {r.edition.id: self._as_written(r.edition) for r in found}

    def write_file(self, target: Target, data: bytes) -> ResilienceError | None:
        """Write a file that leaves the vault, then note it; return why it could not be noted, or None."""
        vault = self.vault
        write_atomically(target.path, data, replace=target.replace)
        if target.leaving is None:
            return None
        try:
            with vault.together():
                vault.ledger.note(target.leaving, data)
        except ResilienceError as error:
            return error
        return None

    def recovery_code(self) -> str:
        """Return the code that opens this vault."""
        return self.vault.recovery_code()

    def recovery_proved(self) -> str | None:
        """Return the day on which the code was last at hand, for people."""
        proved = self.vault.fact(rehearsal.PROVED)
        return proved and Moment.parse(proved).day()

    def prove_recovery(self) -> None:
        """Remember that the person has the code at hand now."""
        rehearsal.prove(self.vault, self._clock())

    @property
    def vault(self) -> Vault:
        """Return the open vault."""
        if self._vault is None:
            raise ResilienceError("The vault is locked. Please unlock it first.")
        return self._vault

    @property
    def is_open(self) -> bool:
        """Tell whether a vault is open."""
        return self._vault is not None

    def open(self, folder: Path, secret: RootSecret) -> Opened:
        """Open the vault with its secret."""
        return self._begin(Vault.open(folder, secret, clock=self._clock))

    def _begin(self, vault: Vault, remember: Callable[[], None] = lambda: None) -> Opened:
        """Take an open vault, or close it again if it cannot be shown."""
        self._vault = vault
        try:
            opened = self.resume()
        except ResilienceError:
            self.close()
            raise
        with suppress(ResilienceError):  # a full disk keeps nobody out; it is asked again in Settings
            remember()
        return opened

    def _page(self, reflection_id: int, place: Place | None, continued: int | None = None) -> Opened:
        reflection = self.vault.reflection(reflection_id)
        edition = reflection.edition
        page = Page(
            self._as_written(edition),
            reflection_id,
            as_written=reflection_id not in (continued, self.vault.newest(edition.reading_id)),
            binned=self.vault.bin.holds(reflection_id),
            former=self._on_shelf(edition) is None,
        )
        return self._opened(page, reflection, place)

    def _new_page(self, reading_id: str, place: Place | None) -> Opened:
        return self._opened(Page(self._shelved(reading_id)), None, place)

    def _opened(self, page: Page, reflection: Reflection | None, place: Place | None) -> Opened:
        traces, chosen = self._traces(page, reflection), languages.chosen(self.vault)
        return Opened(page, reflection, self.newest(), place, traces=traces, languages=chosen)

    def _traces(self, page: Page, reflection: Reflection | None) -> Traces:
        """Look for what stands behind the answers; only whether there is something, not what."""
        ids = dict.fromkeys(prompt.id for prompt in page.reading.prompts)
        ids.update(dict.fromkeys(a.prompt.id for a in reflection.answers) if reflection else {})
        history, number = self.vault.history, page.reflection_id
        earlier = history.answered_before(page.reading.id, ids, number)
        return Traces(earlier, frozenset() if number is None else history.with_versions(number))

    def _continued(self) -> int | None:
        number = self.vault.fact(CONTINUED)
        return int(number) if number else None

    def _shelved(self, reading_id: str) -> Reading:
        found = next((reading for reading in self._each_reading() if reading.id == reading_id), None)
        if found:
            return found
        edition = next((e for e in reversed(self.vault.editions()) if e.reading_id == reading_id), None)
        if edition is None:
            raise PackError("That reading is not here any more. Please choose another one.")
        return self._as_written(edition)

    def _each_reading(self) -> tuple[Reading, ...]:
        return readings.one_of_each(self._shelves(), languages.chosen(self.vault))

    def _on_shelf(self, edition: Edition) -> Reading | None:
        found = (shelf.reading for shelf in self._shelves())
        return next((reading for reading in found if reading and reading.markdown == edition.markdown), None)

    def _as_written(self, edition: Edition) -> Reading:
        if on_shelf := self._on_shelf(edition):
            return on_shelf
        reading, _ = readings.parse(edition.markdown)
        if reading is None:
            return Reading(edition.reading_id, edition.version, edition.title, edition.language, (), ())
        return reading
