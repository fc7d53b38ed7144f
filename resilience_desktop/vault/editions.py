"""Keep each reading, and each wording of its prompts, as it was when it was answered.

What the type of a prompt needs to know (``workbook.details``) is kept as JSON in ASCII. Only where there is
any does the hash of a wording take it in, so that wordings kept before types came keep their hash.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256

from resilience_desktop.workbook import Edition, Noticed, Prompt, Reading
from resilience_desktop.workbook.details import detailed, details

from .connection import Database, Row
from .exact import to_bytes, to_text

_COLUMNS = "id, reading_id, version, language, title, markdown"


def keep(database: Database, reading: Reading) -> Edition:
    """Return the edition with exactly this content, kept now if it was not there yet."""
    texts = _reading_texts(reading)
    for prompt in reading.prompts:
        texts += _prompt_texts(prompt)
    digest = _digest(texts)
    if not database.rows("SELECT 1 FROM editions WHERE digest = ?", (digest,)):
        _insert(database, reading, digest)
    (row,) = database.rows(f"SELECT {_COLUMNS} FROM editions WHERE digest = ?", (digest,))  # noqa: S608  fixed columns
    return _edition(row)


def every(database: Database) -> tuple[Edition, ...]:
    """Return all editions, the oldest first."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM editions ORDER BY id")  # noqa: S608  fixed columns
    return tuple(map(_edition, rows))


def find(database: Database, edition_id: int) -> Edition:
    """Return the edition with this id, which must be there."""
    (row,) = database.rows(f"SELECT {_COLUMNS} FROM editions WHERE id = ?", (edition_id,))  # noqa: S608  fixed columns
    return _edition(row)


@lru_cache(maxsize=64)  # the prompts on the screen, at each save
def digest_of(prompt: Prompt) -> bytes:
    """Return the hash (32 bytes) by which this wording is found within its edition."""
    return _digest(_prompt_texts(prompt))


def keep_wording(database: Database, edition_id: int, prompt: Prompt) -> int:
    """Keep a wording that the edition does not have yet and return its id."""
    ((wording_id,),) = database.rows(
        "INSERT INTO prompts (edition, digest, prompt_id, label, ask, help, type, applies_when, details) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (edition_id, digest_of(prompt), *_words(prompt), _details(prompt)),
    )
    return int(wording_id)


def prompt_of(row: Row) -> Prompt:
    """Return the wording in a row of prompt_id, label, ask, help, type, applies_when, details.

    Details that make no sense are left out.
    """
    *words, stored = row
    prompt_id, label, ask, help_text, kind, when = map(to_text, words)
    prompt = Prompt(prompt_id, label, ask, help_text, kind, Noticed(when) if when else None)
    if not stored:
        return prompt
    try:
        return detailed(prompt, json.loads(stored))
    except (ValueError, RecursionError):
        return prompt


def _insert(database: Database, reading: Reading, digest: bytes) -> None:
    ((edition_id,),) = database.rows(
        "INSERT INTO editions (digest, reading_id, version, language, title, markdown) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (digest, *_reading_texts(reading)),
    )
    for prompt in dict.fromkeys(reading.prompts):
        keep_wording(database, edition_id, prompt)


def _reading_texts(reading: Reading) -> list[bytes]:
    texts = (reading.id, reading.version, reading.language, reading.title, reading.markdown)
    return [to_bytes(text) for text in texts]


def _prompt_texts(prompt: Prompt) -> list[bytes]:
    more = _details(prompt)
    return [*_words(prompt), more] if more else _words(prompt)


def _words(prompt: Prompt) -> list[bytes]:
    texts = (prompt.id, prompt.label, prompt.ask, prompt.help, prompt.type, prompt.when or "")
    return [to_bytes(text) for text in texts]


def _details(prompt: Prompt) -> bytes:
    more = details(prompt)
    return json.dumps(more, separators=(",", ":")).encode("ascii") if more else b""


def _digest(texts: list[bytes]) -> bytes:
    """Hash each text after its length, so that no two of them run together."""
    return sha256(b"".join(len(text).to_bytes(8) + text for text in texts)).digest()


def _edition(row: Row) -> Edition:
    edition_id, *texts = row
    return Edition(edition_id, *map(to_text, texts))
