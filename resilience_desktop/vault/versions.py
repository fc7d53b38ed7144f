"""Keep what an answer was before it was changed; each function joins the transaction it is called in.

A version is copied when the words that it holds are about to be saved over, not when they are written.
So locking costs nothing, nothing is kept twice, and a loss of power loses no version.
"""

from __future__ import annotations

from resilience_desktop.workbook import Moment, Prompt, Version

from .connection import Database, Row
from .exact import to_bytes, to_text

PAUSE_MS = 600_000
"""After a pause of this length, in milliseconds, what was written before it is kept."""

LEFT_AFTER_A_CUT = 0.8
"""A cut that leaves less than this share of the text keeps the text as it was before."""

Key = tuple[int, str]
"""A reflection's id and a prompt's."""


class Watch:
    """Decide which saves keep the older text, by what has been saved since the vault was opened.

    It looks at figures that a save knows anyway; an ordinary save costs no further statement. And it
    knows what the save before left of an answer, so that typing on costs one statement less.
    """

    def __init__(self) -> None:
        self._longest: dict[Key, int] = {}
        self._news: set[Key] = set()
        self._noted: tuple[int, Prompt, Row] | None = None
        self._left: tuple[Database, int, int, Prompt, Row] | None = None

    def row(self, database: Database, reflection_id: int, prompt: Prompt) -> Row | None:
        """Return what the last save left of an answer, if nothing at all was changed since, else None."""
        if self._left and self._left[:-1] == (database, database.changes(), reflection_id, prompt):
            return self._left[-1]
        return None

    def note_row(self, reflection_id: int, prompt: Prompt, row: Row) -> None:
        """Note what a save leaves of an answer; it counts once ``stands`` was said after it."""
        self._noted = (reflection_id, prompt, row)

    def stands(self, database: Database) -> None:
        """Note that a save has made its last change; what saves before it left counts no longer."""
        self._left = self._noted and (database, database.changes(), *self._noted)
        self._noted = None

    def is_due(self, key: Key, length: int, new_length: int, paused_ms: int) -> bool:
        """Tell whether the older text, of ``length`` bytes, is to be kept before the new one is saved.

        It is before the first change since the vault was opened (so what was locked away is kept),
        after a pause, and when more than a fifth is cut, at once or little by little.
        """
        longest = max(length, self._longest.get(key, 0))
        due = (
            key not in self._longest
            or abs(paused_ms) >= PAUSE_MS  # a clock that was turned back may hide a pause
            or new_length < LEFT_AFTER_A_CUT * longest
        )
        self._longest[key] = new_length if due else longest
        return due

    def note_first(self, key: Key, length: int) -> None:
        """Note an answer that was not there before."""
        self._longest[key] = length

    def note_kept(self, key: Key) -> None:
        """Note that an answer has a new earlier version."""
        self._news.add(key)

    def take_news(self) -> frozenset[Key]:
        """Return which answers got an earlier version since this was last asked."""
        news = frozenset(self._news)
        self._news.clear()
        return news

    def forget(self) -> None:
        """Forget everything: at worst, one version more is kept."""
        self._longest.clear()
        self._news.clear()
        self._noted = self._left = None

    def forget_what_failed(self, kind: object, *_: object) -> None:
        """Forget everything when a transaction failed, on its way out (``ExitStack.push``)."""
        if kind is not None:
            self.forget()


def keep(database: Database, reflection_id: int, prompt_id: str, new: str | None = None) -> bool:
    """Keep the text that the vault has of an answer as a version; tell whether it was kept.

    An empty text is not, nor one that equals the newest version or the ``new`` text.
    """
    return bool(
        database.change(
            "INSERT INTO versions (reflection, prompt_id, prompt, changed_ms, changed_zone, text) "
            "SELECT reflection, prompt_id, prompt, changed_ms, changed_zone, text FROM answers "
            "WHERE reflection = ?1 AND prompt_id = ?2 AND length(text) > 0 AND text IS NOT ?3 "
            "AND text IS NOT (SELECT text FROM versions WHERE reflection = ?1 AND prompt_id = ?2 "
            "ORDER BY id DESC LIMIT 1)",
            (reflection_id, to_bytes(prompt_id), None if new is None else to_bytes(new)),
        )
    )


def keep_text(database: Database, reflection_id: int, prompt_id: str, text: str, at: Moment) -> bool:
    """Keep this text as a version of an answer that the vault has; tell whether it was kept.

    An empty text is not, nor one that equals the newest version.
    """
    return bool(
        database.change(
            "INSERT INTO versions (reflection, prompt_id, prompt, changed_ms, changed_zone, text) "
            "SELECT reflection, prompt_id, prompt, ?4, ?5, ?3 FROM answers "
            "WHERE reflection = ?1 AND prompt_id = ?2 AND length(?3) > 0 AND ?3 IS NOT ("
            "SELECT text FROM versions WHERE reflection = ?1 AND prompt_id = ?2 ORDER BY id DESC LIMIT 1)",
            (reflection_id, to_bytes(prompt_id), to_bytes(text), at.utc_ms, at.zone),
        )
    )


def of_answer(database: Database, reflection_id: int, prompt_id: str) -> tuple[Version, ...]:
    """Return the versions of an answer, the newest first."""
    rows = database.rows(
        "SELECT id, changed_ms, changed_zone FROM versions WHERE reflection = ? AND prompt_id = ? "
        "ORDER BY id DESC",
        (reflection_id, to_bytes(prompt_id)),
    )
    return tuple(Version(number, Moment(changed, zone)) for number, changed, zone in rows)


def text(database: Database, version_id: int) -> str:
    """Return the text of a version, or an empty text where it is not there any more."""
    rows = database.rows("SELECT text FROM versions WHERE id = ?", (version_id,))
    return to_text(rows[0][0]) if rows else ""


def with_versions(database: Database, reflection_id: int) -> frozenset[str]:
    """Return the prompts of a reflection whose answers have earlier versions."""
    rows = database.rows("SELECT DISTINCT prompt_id FROM versions WHERE reflection = ?", (reflection_id,))
    return frozenset(to_text(prompt_id) for (prompt_id,) in rows)
