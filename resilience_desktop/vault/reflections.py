"""Keep the dated rounds through a reading, with their answers and check-ins."""

from __future__ import annotations

from collections.abc import Mapping

from resilience_desktop.errors import ResilienceError, TooLong
from resilience_desktop.workbook import (
    ANSWER_LIMIT,
    Answer,
    CheckIn,
    Edition,
    Moment,
    Noticed,
    Prompt,
    PromptType,
    Reflection,
    ReflectionSummary,
)

from . import editions, marks, versions
from .connection import Database, Row
from .exact import to_bytes, to_text
from .versions import Watch

_NOT_THERE = "That reflection is not in this vault. Nothing was changed."


def begin(database: Database, edition: Edition, at: Moment) -> Reflection:
    """Start a new round through an edition that the vault keeps; its id is above every id there ever was."""
    ((reflection_id,),) = database.rows(
        "INSERT INTO reflections (id, edition, begun_ms, begun_zone, changed_ms, changed_zone) "
        "VALUES ((SELECT 1 + ifnull(max(id), 0) FROM (SELECT max(id) AS id FROM reflections "
        "UNION ALL SELECT max(id) FROM removed)), ?, ?, ?, ?, ?) RETURNING id",
        (edition.id, at.utc_ms, at.zone, at.utc_ms, at.zone),
    )
    return Reflection(reflection_id, edition, at, at)


def go_on_in(database: Database, reflection_id: int, edition: Edition) -> None:
    """Have a round be one through another edition of its reading; its answers stay as they are.

    Raises ResilienceError when there is no such round through this reading.
    """
    if not database.change(
        "UPDATE reflections SET edition = ? WHERE id = ? AND edition IN (SELECT id FROM editions "
        "WHERE reading_id = ?)",
        (edition.id, reflection_id, to_bytes(edition.reading_id)),
    ):
        raise ResilienceError(_NOT_THERE)


def check_lengths(answers: Mapping[Prompt, str], changes: marks.Changes) -> None:
    """Raise TooLong when an answer or a note has more characters than an answer may hold."""
    if any(len(text) > ANSWER_LIMIT for text in answers.values()):
        raise TooLong
    marks.check_lengths(changes)


def save_answers(
    database: Database, reflection_id: int, answers: Mapping[Prompt, str], at: Moment, watch: Watch
) -> None:
    """Store each answer with the wording it answers; an empty text is stored as well.

    Where the watch says so, the text that was there is kept as an earlier version. Words to let go of are
    not stored, whoever hands them over.
    """
    more = 0
    for prompt, text in answers.items():
        if prompt.kind is PromptType.RELEASE:
            continue
        row = watch.row(database, reflection_id, prompt) or _before(database, reflection_id, prompt)
        wording, answer, answered_wording, length, changed = row
        key, stored = (reflection_id, prompt.id), to_bytes(text)
        values = (at.utc_ms, at.zone, stored)
        if answer is None:
            watch.note_first(key, len(stored))
            database.change(
                "INSERT INTO answers (changed_ms, changed_zone, text, reflection, prompt_id, prompt) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (*values, reflection_id, to_bytes(prompt.id), wording),
            )
        else:
            due = watch.is_due(key, length, len(stored), at.utc_ms - changed)
            if due and versions.keep(database, reflection_id, prompt.id, text):
                watch.note_kept(key)
            if not database.change(
                "UPDATE answers SET changed_ms = ?, changed_zone = ?, text = ? WHERE id = ?",
                (*values, answer),
            ):
                raise ResilienceError(_NOT_THERE)
            watch.note_row(reflection_id, prompt, (wording, answer, wording, len(stored), at.utc_ms))
            if wording != answered_wording:  # apart, because a foreign key makes an update thrice as slow
                database.change("UPDATE answers SET prompt = ? WHERE id = ?", (wording, answer))
        more += bool(text) - bool(length)
    _touch(database, reflection_id, at, more)


def save_check_in(database: Database, reflection_id: int, check_in: CheckIn, at: Moment) -> None:
    """Store where the person stands in this round."""
    _touch(database, reflection_id, at)
    database.change(
        "INSERT OR REPLACE INTO check_ins (reflection, openness_before, openness_after, noticed) "
        "VALUES (?, ?, ?, ?)",
        (reflection_id, check_in.before, check_in.after, check_in.noticed),
    )


def save_marks(database: Database, reflection_id: int, changes: marks.Changes, at: Moment) -> None:
    """Store what is marked in the reading in this round, or remove it."""
    _touch(database, reflection_id, at)
    marks.save(database, reflection_id, changes, at)


def summaries(
    database: Database, most: int | None = None, *, binned: bool = False
) -> tuple[ReflectionSummary, ...]:
    """Return a line for each round that is not in the bin, or for each that is, the newest first.

    ``most`` bounds how many.
    """
    rows = database.rows(
        "SELECT r.id, e.reading_id, e.title, begun_ms, begun_zone, changed_ms, changed_zone, answered "
        "FROM reflections r JOIN editions e ON e.id = r.edition "
        "WHERE (r.id IN (SELECT id FROM bin)) = ? ORDER BY r.id DESC LIMIT ?",
        (binned, -1 if most is None else most),
    )
    return tuple(
        ReflectionSummary(
            number,
            to_text(reading_id),
            to_text(title),
            Moment(begun, zone),
            Moment(changed, later_zone),
            answered,
        )
        for number, reading_id, title, begun, zone, changed, later_zone, answered in rows
    )


def newest(database: Database, reading_id: str) -> int | None:
    """Return the id of the newest round through a reading that is not in the bin, or None."""
    rows = database.rows(
        "SELECT id FROM reflections WHERE edition IN (SELECT id FROM editions WHERE reading_id = ?) "
        "AND id NOT IN (SELECT id FROM bin) ORDER BY id DESC LIMIT 1",
        (to_bytes(reading_id),),
    )
    return int(rows[0][0]) if rows else None


def find(database: Database, reflection_id: int) -> Reflection:
    """Return one round with its answers in the order of the reading's prompts.

    Raises ResilienceError when it is not there.
    """
    rows = database.rows(
        "SELECT edition, begun_ms, begun_zone, changed_ms, changed_zone, openness_before, openness_after, "
        "noticed FROM reflections LEFT JOIN check_ins ON reflection = id WHERE id = ?",
        (reflection_id,),
    )
    if not rows:
        raise ResilienceError(_NOT_THERE)
    edition_id, begun, zone, changed, later_zone, before, after, noticed = rows[0]
    check_in = CheckIn(before, after, Noticed(noticed) if noticed else None)
    edition, answers = editions.find(database, edition_id), _answers(database, reflection_id)
    return Reflection(
        reflection_id,
        edition,
        Moment(begun, zone),
        Moment(changed, later_zone),
        check_in,
        answers,
        marks.of(database, reflection_id),
    )


def _answers(database: Database, reflection_id: int) -> tuple[Answer, ...]:
    rows = database.rows(
        "SELECT a.text, a.changed_ms, a.changed_zone, p.prompt_id, label, ask, help, type, applies_when, "
        "details FROM answers a JOIN prompts p ON p.id = a.prompt JOIN reflections r ON r.id = a.reflection "
        "WHERE a.reflection = ? ORDER BY ifnull((SELECT min(id) FROM prompts q WHERE q.edition = r.edition "
        "AND q.prompt_id = p.prompt_id), p.id)",
        (reflection_id,),
    )
    return tuple(
        Answer(editions.prompt_of(tuple(prompt)), to_text(text), Moment(changed, zone))
        for text, changed, zone, *prompt in rows
    )


def _before(database: Database, reflection_id: int, prompt: Prompt) -> Row:
    """Return the wording's id; of the answer there is its id, its wording's id, its length and its date.

    The length is in bytes. One query, because each statement shows in the time that a save takes.
    """
    rows = database.rows(
        "SELECT r.edition, p.id, a.id, a.prompt, length(a.text), a.changed_ms FROM reflections r "
        "LEFT JOIN prompts p ON p.edition = r.edition AND p.digest = ? "
        "LEFT JOIN answers a ON a.reflection = r.id AND a.prompt_id = ? WHERE r.id = ?",
        (editions.digest_of(prompt), to_bytes(prompt.id), reflection_id),
    )
    if not rows:
        raise ResilienceError(_NOT_THERE)
    edition_id, wording, *answer = rows[0]
    if wording is None:
        wording = editions.keep_wording(database, edition_id, prompt)
    return (wording, *answer)


def _touch(database: Database, reflection_id: int, at: Moment, more: int = 0) -> None:
    if not database.change(
        "UPDATE reflections SET changed_ms = ?, changed_zone = ?, answered = answered + ?, saves = saves + 1 "
        "WHERE id = ?",
        (at.utc_ms, at.zone, more, reflection_id),
    ):
        raise ResilienceError(_NOT_THERE)
