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
    """Say of a visited page that it has pages of its own, of which Esc leaves the last first."""

    def step_back(self) -> bool:
        """Go back one page; tell whether there was one."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """Hold one page's key, its name in the navigation, where it stands there, and what makes it.

    A page that is reached ``under`` another one does not stand there itself, and leads back to that one.
    """

    key: str
    label: str
    make: Callable[[Parts], QWidget]
    hint: str = ""
    at_bottom: bool = False
    under: str = ""


def _settings(parts: Parts) -> QWidget:
    from .screens.settings import SettingsScreen

    return SettingsScreen(parts.session, parts.preferences, parts.network, parts.visit, parts.upkeep)


def _search(parts: Parts) -> QWidget:
    from .screens.search import SearchScreen

    return SearchScreen(parts.session, parts.look, parts.open_place)


def _rounds(parts: Parts) -> QWidget:
    from .screens.rounds import RoundsScreen

    return RoundsScreen(parts.session, parts.open_place)


def _then_and_now(parts: Parts) -> QWidget:
    from .screens.then_and_now import ThenAndNowScreen

    return ThenAndNowScreen(parts.session, parts.look, parts.page.reading, parts.open_place)


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


def _rehearsal(parts: Parts) -> QWidget:
    from .screens.rehearsal import RehearsalScreen

    screen = RehearsalScreen(parts.session, parts.clock)
    screen.left.connect(partial(parts.visit, TODAY))
    return screen


def _letters(parts: Parts) -> QWidget:
    from .screens.letters import LettersScreen

    return LettersScreen(parts)


TODAY, PASSPHRASE, NEW_PASSPHRASE, REHEARSAL = "today", "passphrase", "new-passphrase", "rehearsal"
KINDS: tuple[PageKind, ...] = (
    PageKind("then-and-now", "Then and now", _then_and_now),
    PageKind("rounds", "Earlier reflections…", _rounds, under=TODAY),
    PageKind("letters", "Letters", _letters),
    PageKind("search", "Search", _search, hint="Ctrl+K", at_bottom=True),
    PageKind("settings", "Settings", _settings, at_bottom=True),
    PageKind(PASSPHRASE, "Change passphrase", _passphrase, under="settings"),
    PageKind(NEW_PASSPHRASE, "Choose a new passphrase", _new_passphrase, under=TODAY),
    PageKind(REHEARSAL, "Recovery code", _rehearsal, under=TODAY),
    PageKind("backups", "Look into a backup", _backups, under="settings"),
)
"""Every page, in the order of the navigation; of those at the bottom, Export stands before the last."""
