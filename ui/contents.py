"""Say what the navigation lists: pages, readings, the newest reflections, and what stands at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_desktop.readings import Shelf
from resilience_desktop.workbook import Reading, ReflectionSummary

from .desk import LISTED, Page
from .pages import ADD_READING, KINDS, TODAY, PageKind
from .widgets.navigation import NavItem

_LISTED = tuple(kind for kind in KINDS if not kind.under)

Items = tuple[NavItem, ...]


def contents(
    readings: Sequence[Reading],
    shelves: Sequence[Shelf],
    summaries: Sequence[ReflectionSummary],
    *,
    bin_holds_something: bool,
) -> tuple[Items, Items]:
    """Return the items at the top and those at the foot.

    Each reading is listed once; of the shelves, those that are broken. One reflection more than LISTED
    leads to all.
    """
    items = [NavItem(TODAY, "Today"), *(_of(kind) for kind in _LISTED if not kind.at_bottom)]
    items += [NavItem(f"reading:{reading.id}", reading.name(), "Readings") for reading in readings]
    items += [
        NavItem(f"broken:{n}", f"{s.path.parent.name} (cannot be shown)", "Readings", quiet=True)
        for n, s in enumerate(shelves)
        if s.is_broken
    ]
    items.append(NavItem(ADD_READING, "Add a reading…", "Readings", quiet=True))
    items.append(NavItem("again", "Reflect again", "Reflections"))
    items += [NavItem(f"reflection:{s.id}", s.begun.day(), "Reflections") for s in summaries[:LISTED]]
    if len(summaries) > LISTED:
        items.append(NavItem("rounds", "Earlier reflections…", "Reflections", quiet=True))
    if bin_holds_something:
        items.append(NavItem("bin", "Bin", "Reflections", quiet=True))
    *before, settings = (_of(kind) for kind in _LISTED if kind.at_bottom)
    export = NavItem("export", "Export…", hint="Ctrl+E", quiet=True)
    lock = NavItem("lock", "Lock now", hint="Ctrl+L", quiet=True)
    return tuple(items), (*before, export, settings, lock)


def entry_of(page: Page | None, summaries: Sequence[ReflectionSummary]) -> str:
    """Return the key of the entry where a page stands: Today, or the older round that is looked at again."""
    if page is None or page.binned:
        return "bin" if page else TODAY
    newest = next((s.id for s in summaries if s.reading_id == page.reading.id), None)
    if page.reflection_id in (None, newest):
        return TODAY
    is_listed = any(s.id == page.reflection_id for s in summaries[:LISTED])
    return f"reflection:{page.reflection_id}" if is_listed else "rounds"


def _of(kind: PageKind) -> NavItem:
    return NavItem(kind.key, kind.label, hint=kind.hint, quiet=kind.at_bottom)
