"""Remember how an outline was before each change, so that any of them can be taken back."""

from __future__ import annotations

from resilience_desktop.workbook import Outline

MOST = 500
"""How many changes can be taken back; an outline shares all that did not change with the one before."""


class Steps:
    """Hold the outline as it is ``now``, those before it, and those that were taken back."""

    def __init__(self, first: Outline) -> None:
        self.now = first
        self._before: list[Outline] = []
        self._after: list[Outline] = []
        self._kind = ""

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a change to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Tell whether a change was taken back."""
        return bool(self._after)

    def go(self, outline: Outline, kind: str = "") -> bool:
        """Take a change; changes of the same kind in a row are one. Tell whether anything changed."""
        if outline == self.now:
            return False
        if not kind or kind != self._kind:
            self._before.append(self.now)
            del self._before[:-MOST]
        self._kind = kind
        self._after.clear()
        self.now = outline
        if self._before[-1] == outline:  # changed to and fro: there is nothing to take back
            self._before.pop()
            self._kind = ""
        return True

    def undo(self) -> None:
        """Take the newest change back, if there is one."""
        if self._before:
            self._after.append(self.now)
            self.now = self._before.pop()
        self._kind = ""

    def redo(self) -> None:
        """Make the change that was taken back last once more, if there is one."""
        if self._after:
            self._before.append(self.now)
            self.now = self._after.pop()
        self._kind = ""


def first_difference(one: Outline, other: Outline) -> int:
    """Return the place of the first piece that is not the same in both."""
    pairs = zip(one.pieces, other.pieces, strict=False)
    shorter = min(len(one.pieces), len(other.pieces))
    return next((at for at, (a, b) in enumerate(pairs) if a != b), shorter)
