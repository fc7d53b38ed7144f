"""Remember how a person likes the window: one table of settings, their defaults and their bounds.

Nothing private stands here but where the vaults lie; what is private lives in the vault.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeAlias

from .files import PRIVATE_FOLDER, in_words, write_atomically

Rhythm: TypeAlias = Literal["off", "weekly", "fortnightly", "monthly"]

_LAST_DAY = 3_652_060  # the day after 31 December 9999
_LARGEST_FILE = 1_000_000  # bytes; a settings file holds about a thousand

# Unicode CLDR, supplemental data, paperSize "US-Letter"
_LETTER = {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}

_CHECK = "check"
_Check = dict[str, Callable[[object], object]]
"""Turns a value from the file into a setting, or raises ValueError."""


def _one_of(*names: str) -> _Check:
    def check(value: object) -> str:
        if not isinstance(value, str) or value not in names:
            raise ValueError
        return value

    return {_CHECK: check}


def _is_whole(value: object, allowed: range) -> bool:
    return type(value) is int and value in allowed  # True is no number here


def _whole(allowed: range) -> _Check:
    def check(value: object) -> object:
        if not _is_whole(value, allowed):
            raise ValueError
        return value

    return {_CHECK: check}


def _folder(value: object) -> Path | None:
    if value is None:
        return None
    if not isinstance(value, str) or "\0" in value or not Path(value).is_absolute():
        raise ValueError
    os.fsencode(value)  # raises UnicodeEncodeError, a ValueError, for what no file system can hold
    return Path(value)


def _folders(value: object) -> tuple[Path, ...]:
    if not isinstance(value, list) or None in value:
        raise ValueError
    return tuple(dict.fromkeys(folder for folder in map(_folder, value) if folder))


def _rectangle(value: object) -> object:
    if value is None:
        return None
    place, size = range(-32_768, 32_768), range(1, 32_768)  # what X11 can say
    bounds = (place, place, size, size)
    if not isinstance(value, list) or len(value) != 4 or not all(map(_is_whole, value, bounds)):
        raise ValueError
    return tuple(value)


def _paper() -> str:
    """Return the paper of the person's country, as their locale's variables name it; A4 where none does."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))
    name = next(filter(None, names), "")
    return "letter" if name.partition("_")[2][:2] in _LETTER else "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Hold every setting; each name is its key in the file.

    ``capture`` tells whether the window is kept out of screenshots, where the system can do that.

    ``zoom`` is in percent, ``lock_minutes`` counts idle minutes until the vault locks;
    ``reminder_day`` is a weekday (0 is Monday), ``reminder_from`` the first day, counted as by
    ``date.toordinal``; ``vaults`` are the folders opened before, newest first; ``window`` is left, top, width
    and height in pixels while it fills nothing: neither, maximised, the desktop nor the whole screen.
    """

    theme: Literal["system", "day", "evening", "contrast"] = field(
        default="system", metadata=_one_of("system", "day", "evening", "contrast")
    )
    zoom: int = field(default=100, metadata=_whole(range(80, 251)))
    face: Literal["literata", "atkinson"] = field(
        default="literata", metadata=_one_of("literata", "atkinson")
    )
    lock_minutes: int = field(default=5, metadata=_whole(range(1, 61)))
    motion: Literal["system", "still"] = field(default="system", metadata=_one_of("system", "still"))
    reminder: Rhythm = field(default="off", metadata=_one_of("off", "weekly", "fortnightly", "monthly"))
    reminder_day: int = field(default=6, metadata=_whole(range(7)))
    reminder_from: int = field(default=1, metadata=_whole(range(1, _LAST_DAY)))
    paper: str = field(default_factory=_paper, metadata=_one_of("a4", "letter"))
    text_size: str = field(default="comfortable", metadata=_one_of("compact", "comfortable", "large"))
    capture: Literal["hidden", "shown"] = field(default="hidden", metadata=_one_of("hidden", "shown"))
    vaults: tuple[Path, ...] = field(default=(), metadata={_CHECK: _folders})
    last_vault: Path | None = field(default=None, metadata={_CHECK: _folder})
    window: tuple[int, int, int, int] | None = field(default=None, metadata={_CHECK: _rectangle})
    window_fills: Literal["nothing", "desktop", "screen"] = field(
        default="nothing", metadata=_one_of("nothing", "desktop", "screen")
    )


def load(path: Path) -> Settings:
    """Return the settings in ``path``; whatever is missing, broken or out of range has its default."""
    stored = _read(path)
    sound: dict[str, Any] = {}
    for one in fields(Settings):
        if one.name in stored:
            with suppress(ValueError):
                sound[one.name] = one.metadata[_CHECK](stored[one.name])
    return Settings(**sound)


def save(path: Path, settings: Settings) -> None:
    """Write the settings (mode 0600); keys of a newer version that stand in the file stay there.

    Raises DiskFull, NotAllowed or another ResilienceError; the old file then stays as it was.
    """
    known = {one.name: _plain(getattr(settings, one.name)) for one in fields(settings)}
    text = json.dumps(_read(path) | known, indent=2) + "\n"
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise in_words(error) from error
    write_atomically(path, text.encode("ascii"))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Path) else value


def _read(path: Path) -> dict[str, object]:
    """Return what stands in the file, or nothing where it cannot be read as one JSON object."""
    try:
        with path.open("rb") as file:
            stored = json.loads(file.read(_LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}
