"""Describe what left the vault: what it was, for whom, in which form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .moment import Moment


class Kind(StrEnum):
    """Say what left; the values are stored."""

    LETTER = "letter"
    REFLECTIONS = "reflections"
    WORKSHEET = "worksheet"
    SHEET = "recovery-sheet"


class Form(StrEnum):
    """Say in which form it left; the values are stored."""

    PDF = "pdf"
    LOCKED_PDF = "locked-pdf"
    TEXT = "text"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Hold what leaves; ``answers`` are the pairs of reflection id and prompt id with words in it."""

    kind: Kind
    form: Form
    to: str = ""
    answers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """Hold one entry of the ledger; ``sha256`` is that of the very bytes, 64 hexadecimal digits."""

    id: int
    at: Moment
    what: Leaving
    sha256: str
