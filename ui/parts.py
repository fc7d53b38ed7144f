"""Say what a page that is visited from Today may be made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .preferences import Preferences
from .session import Session
from .theme import Look
from .upkeep import Upkeep

if TYPE_CHECKING:
    from resilience_desktop.workbook import Clock, Place

    from .desk import Drafts, Page


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold what a page may be made of.

    ``page`` is the one in hand in Today; ``state`` is what a page said of itself (``Visit.state``)
    when it is brought back with words that are not saved yet, and None otherwise. ``take_reading`` shows what
    a file that is a reading already would change, and takes it on a yes. ``touch`` counts
    as a touch of the person, for a page that is in use while nobody touches it.
    """

    session: Session
    look: Look
    preferences: Preferences
    clock: Clock
    network: str
    page: Page
    open_place: Callable[[Place], None]
    open_letter: Callable[[int], None]
    visit: Callable[[str], None]
    take_reading: Callable[[bytes], None]
    tell: Callable[[str], None]
    upkeep: Upkeep
    drafts: Callable[[], Drafts]
    leave: Callable[[], object]
    lock: Callable[[], None]
    touch: Callable[[], None]
    state: object = None
