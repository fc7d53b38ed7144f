"""Remember when the recovery code was last at hand, and when to ask for it once more.

Each function is the work of one item on the worker's thread. The code is rehearsed once, a week or
more after it was made; "Not now" puts that off by another week. Times come from the vault's days, so
a clock that was set back asks later, and one that was set far ahead is not believed for longer than a week.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the lock screen stands before it is needed
    from resilience_desktop.vault import Vault
    from resilience_desktop.workbook import Moment

PROVED = "recovery-proved"
"""The fact that holds when the recovery code was last at hand (RFC 9557 text), or an empty text."""

_NEXT = "recovery-rehearsal"
_DONE = "done"
_WEEK_MS = 7 * 86_400_000


def begin(vault: Vault, now: Moment, *, proved: bool) -> None:
    """Count a week from now, when the code was made; ``proved`` tells whether it was typed back."""
    with vault.together():
        vault.set_fact(PROVED, now.iso() if proved else "")
        put_off(vault, now)


def remembered(vault: Vault) -> dict[str, str]:
    """Return everything that is remembered here."""
    return {name: vault.fact(name) or "" for name in (PROVED, _NEXT)}


def restore(vault: Vault, facts: dict[str, str]) -> None:
    """Remember what ``remembered`` returned."""
    with vault.together():
        for name, value in facts.items():
            vault.set_fact(name, value)


def prove(vault: Vault, now: Moment) -> None:
    """Remember that the code is at hand; it need not be asked for any more."""
    with vault.together():
        vault.set_fact(PROVED, now.iso())
        vault.set_fact(_NEXT, _DONE)


def prove_by(vault: Vault, code: str, now: Moment) -> None:
    """Remember the same of a code that was typed. Raises WrongRecoveryCode when it is another one."""
    vault.check_code(code)
    prove(vault, now)


def put_off(vault: Vault, now: Moment) -> None:
    """Ask in a week and not before."""
    from resilience_desktop.workbook import Moment

    vault.set_fact(_NEXT, Moment(now.utc_ms + _WEEK_MS, now.zone).iso())


def is_due(vault: Vault, now: Moment) -> bool:
    """Tell whether this is a time to ask; where no time or an impossible one stands, it is set anew."""
    from resilience_desktop.workbook import Moment

    written = vault.fact(_NEXT)
    if written == _DONE:
        return False
    with suppress(ValueError):
        wait = Moment.parse(written or "").utc_ms - now.utc_ms
        if wait <= _WEEK_MS:
            return wait <= 0
    put_off(vault, now)
    return False
