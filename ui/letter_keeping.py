"""Do with the open vault what the letter in hand asks for; everything here runs on the worker's thread."""

from __future__ import annotations

from dataclasses import dataclass

from resilience_desktop.export import letter as letters
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import Body, Form, Left, Letter


@dataclass(slots=True, eq=False)
class Draft:
    """Hold a letter's id once it has one; the worker sets it with the first save."""

    id: int | None = None


def save(draft: Draft, to: str, body: Body, vault: Vault) -> Letter:
    """Save a letter under its id, or under a new one that the draft then holds."""
    with vault.together():
        letter = vault.letters.save(draft.id, to, body)
    draft.id = letter.id
    return letter


def note_copy(letter: Letter, data: bytes, vault: Vault) -> Left:
    """Note in the ledger that a letter was copied as these bytes."""
    with vault.together():
        return vault.ledger.note(letters.leaving(letter, Form.COPIED), data)


def remove(draft: Draft, vault: Vault) -> None:
    """Remove a letter that may have been saved for the first time just before."""
    if draft.id is not None:
        vault.letters.remove(draft.id)
