"""Remember in the vault in which language a person reads each of their readings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resilience_desktop.vault import Vault

FACT = "languages"
"""The fact that holds the chosen language of each reading: JSON, its permanent name to its language."""


def chosen(vault: Vault) -> Mapping[str, str]:
    """Return the languages by the readings' ids; a fact that cannot be read names none."""
    try:
        found = json.loads(vault.fact(FACT) or "{}")
    except ValueError:
        return {}
    known = found.items() if isinstance(found, dict) else ()
    return {reading_id: language for reading_id, language in known if isinstance(language, str)}


def choose(vault: Vault, reading_id: str, language: str) -> None:
    """Remember the language of a reading."""
    vault.set_fact(FACT, json.dumps({**chosen(vault), reading_id: language}, ensure_ascii=False))
