"""Name the pages that can be visited from Today, and make each when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from .parts import Parts

if TYPE_CHECKING:
    from .desk import Visit


@runtime_checkable
class KeepsWords(Protocol):
    """Say of a visited page that it has words of its own to save."""

    def unsaved(self) -> Visit | None:
        """Return what is not known to be in the vault, or None."""


@runtime_checkable
class StepsBack(Protocol):
    """Say of a visited page that Esc may mean something within it, such as going back one of its pages."""

    def step_back(self) -> bool:
        """Take Esc; tell whether there was anything to take it for."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """Hold one page's key, its name in the navigation, where it stands there, and what makes it.

    A page that is reached ``under`` another one does not stand there itself, and leads back to that one;
    one that is ``whole`` takes the whole window.
    """

    key: str
    label: str
    make: Callable[[Parts], QWidget]
    hint: str = ""
    at_bottom: bool = False
    under: str = ""
    whole: bool = False


def _settings(parts: Parts) -> QWidget:
    from .screens.settings import SettingsScreen

    screen = SettingsScreen(parts)
    if isinstance(parts.state, str):
        screen.support.show_again(parts.state)
    return screen


def _search(parts: Parts) -> QWidget:
    from .screens.search import SearchScreen

    return SearchScreen(parts.session, parts.look, parts.open_place, parts.open_letter)


def _rounds(parts: Parts) -> QWidget:
    from .screens.rounds import RoundsScreen

    return RoundsScreen(parts.session, parts.open_place)


def _bin(parts: Parts) -> QWidget:
    from .screens.bin import BinScreen

    return BinScreen(parts.session)


def _then_and_now(parts: Parts) -> QWidget:
    from .screens.then_and_now import ThenAndNowScreen

    return ThenAndNowScreen(parts.session, parts.look, parts.page.reading, parts.open_place)


def _practice(parts: Parts) -> QWidget:
    from .screens.practice import PracticeScreen, PracticeState

    screen = PracticeScreen(parts.session, parts.look, parts.preferences, parts.clock)
    if isinstance(parts.state, PracticeState):
        screen.bring_back(parts.state)
    screen.left.connect(parts.leave)
    screen.let_go_asked.connect(lambda: parts.visit("let-go"))
    screen.touched.connect(parts.touch)
    return screen


def _let_go(parts: Parts) -> QWidget:
    from .screens.let_go import LetGoScreen

    screen = LetGoScreen(parts.look)
    screen.left.connect(parts.leave)
    return screen


def _pause(parts: Parts) -> QWidget:
    from .screens.pause import PauseScreen

    screen = PauseScreen(parts.session, parts.page.reading.grounding)
    screen.left.connect(parts.leave)
    screen.lock_asked.connect(parts.lock)
    return screen


def _help(_: Parts) -> QWidget:
    from .screens.help import HelpScreen

    return HelpScreen()


def _passphrase(parts: Parts) -> QWidget:
    return _changing(parts, PASSPHRASE, leads_to="settings")


def _new_passphrase(parts: Parts) -> QWidget:
    return _changing(parts, NEW_PASSPHRASE, leads_to=TODAY)


def _changing(parts: Parts, key: str, leads_to: str) -> QWidget:
    from .screens.passphrase import PassphraseScreen

    screen = PassphraseScreen(parts.session, key, forgotten=key == NEW_PASSPHRASE)
    screen.left.connect(partial(parts.visit, leads_to))
    screen.told.connect(parts.tell)
    return screen


def _backups(parts: Parts) -> QWidget:
    from .screens.rescue import RescueScreen

    screen = RescueScreen(parts.session, lambda: (parts.page, parts.drafts()))
    screen.left.connect(partial(parts.visit, "settings"))
    return screen


def _someone_knows(parts: Parts) -> QWidget:
    from .screens.someone_knows import SomeoneKnowsScreen

    screen = SomeoneKnowsScreen(parts.session, parts.clock, SOMEONE_KNOWS)
    screen.left.connect(partial(parts.visit, "settings"))
    screen.told.connect(parts.tell)
    return screen


def _rehearsal(parts: Parts) -> QWidget:
    from .screens.rehearsal import RehearsalScreen

    screen = RehearsalScreen(parts.session, parts.clock)
    screen.left.connect(partial(parts.visit, TODAY))
    return screen


def _letters(parts: Parts) -> QWidget:
    from .screens.letters import LettersScreen

    return LettersScreen(parts)


def _add_reading(parts: Parts) -> QWidget:
    from .screens.add_reading import AddReadingScreen

    return AddReadingScreen(parts)


def _take_reading(parts: Parts) -> QWidget:
    from .screens.take_reading import TakeReadingScreen

    return TakeReadingScreen(parts)


TODAY, PASSPHRASE, NEW_PASSPHRASE, REHEARSAL = "today", "passphrase", "new-passphrase", "rehearsal"
SOMEONE_KNOWS, ADD_READING, TAKE_READING = "someone-knows", "add-reading", "take-reading"
PAUSE, HELP = "pause", "help"
ASIDE = (PAUSE, HELP)
"""Pages that may be asked for on any other; they lead back to that one."""

KINDS: tuple[PageKind, ...] = (
    PageKind("then-and-now", "Then and now", _then_and_now),
    PageKind("letters", "Letters", _letters),
    PageKind("practice", "Practice", _practice, whole=True),
    PageKind("let-go", "Let go", _let_go, under="practice", whole=True),
    PageKind("rounds", "Earlier reflections…", _rounds, under=TODAY),
    PageKind("bin", "Bin", _bin, under=TODAY),
    PageKind(ADD_READING, "Add a reading…", _add_reading, under=TODAY),
    PageKind(TAKE_READING, "A reading that arrives", _take_reading, under=ADD_READING),
    PageKind("search", "Search", _search, hint="Ctrl+K", at_bottom=True),
    PageKind(PAUSE, "Pause", _pause, hint="F9", at_bottom=True, whole=True),
    PageKind(HELP, "Help", _help, under=TODAY),
    PageKind("settings", "Settings", _settings, at_bottom=True),
    PageKind(PASSPHRASE, "Change passphrase", _passphrase, under="settings"),
    PageKind(SOMEONE_KNOWS, "Someone knows my passphrase", _someone_knows, under="settings"),
    PageKind(NEW_PASSPHRASE, "Choose a new passphrase", _new_passphrase, under=TODAY),
    PageKind(REHEARSAL, "Recovery code", _rehearsal, under=TODAY),
    PageKind("backups", "Look into a backup", _backups, under="settings"),
)
"""Every page, in the order of the navigation; of those at the bottom, Export stands before the last."""
