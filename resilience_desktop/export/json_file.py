"""Write everything that a person made as JSON, and read it back; the schema is in json-schema.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from ..errors import ResilienceError
from ..workbook import (
    Answer,
    CheckIn,
    Edition,
    Form,
    Kind,
    Leaving,
    Left,
    Letter,
    Mark,
    Moment,
    Noticed,
    Prompt,
    Reflection,
)
from ..workbook.details import detailed, details
from ..workbook.letter import marked, marks
from ..workbook.practice import Kept, OwnWords, Sitting

T = TypeVar("T")

SCHEMA = "resilience-desktop-export"
VERSION = 1

_UNREADABLE = "This file is no export of Resilience, or it is damaged. Nothing was taken from it."
_NEWER = (
    "This export was written by a newer version of Resilience. Please install the newer version to read it."
)


Versions: TypeAlias = Mapping[tuple[int, str], Sequence[Answer]]
"""What answers were before, the newest first, by their reflection's id and their prompt's."""


def write(
    reflections: Sequence[Reflection],
    versions: Versions = MappingProxyType({}),
    letters: Sequence[Letter] = (),
    ledger: Sequence[Left] = (),
    practice: Kept = Kept(),  # noqa: B008  it is frozen
) -> str:
    """Return all this as JSON in ASCII: every character, even half of one, survives as an escape."""
    editions = {r.edition.id: r.edition for r in reflections}
    return json.dumps(
        {
            "schema": SCHEMA,
            "version": VERSION,
            "editions": [_edition(edition) for edition in editions.values()],
            "reflections": [_reflection(reflection, versions) for reflection in reflections],
            "letters": [_letter(letter) for letter in letters],
            "ledger": [_left(left) for left in ledger],
            "practice": _practice(practice),
        },
        indent=1,
    )


def read(text: str) -> tuple[Reflection, ...]:
    """Return the reflections that ``write`` wrote. Raises ResilienceError for anything else."""
    return read_all(text)[0]


def read_all(text: str) -> tuple[tuple[Reflection, ...], Versions]:
    """Return the reflections and versions that ``write`` wrote. Raises ResilienceError for anything else."""
    return _taken(text, _read_reflections)


def read_letters(text: str) -> tuple[tuple[Letter, ...], tuple[Left, ...]]:
    """Return the letters and the ledger that ``write`` wrote; none are in an older export.

    Raises ResilienceError for anything else.
    """
    return _taken(text, _read_letters)


def read_practice(text: str) -> Kept:
    """Return what ``write`` wrote of the practice; nothing is in an older export.

    Raises ResilienceError for anything else.
    """
    return _taken(text, _read_practice)


def _taken(text: str, take: Callable[[dict[str, Any]], T]) -> T:
    try:
        whole = json.loads(text)
        if whole["schema"] != SCHEMA:
            raise ResilienceError(_UNREADABLE)
        if whole["version"] != VERSION:
            raise ResilienceError(_NEWER)
        return take(whole)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ResilienceError(_UNREADABLE) from None  # the cause may quote what the person wrote


def _edition(edition: Edition) -> dict[str, object]:
    return {
        "edition": edition.id,
        "reading": edition.reading_id,
        "version": edition.version,
        "language": edition.language,
        "title": edition.title,
        "markdown": edition.markdown,
    }


def _reflection(reflection: Reflection, versions: Versions) -> dict[str, object]:
    said = reflection.check_in
    return {
        "id": reflection.id,
        "edition": reflection.edition.id,
        "begun": reflection.begun.iso(),
        "changed": reflection.changed.iso(),
        "check_in": {"before": said.before, "after": said.after, "noticed": said.noticed},
        "answers": [
            {
                **_answer(answer),
                "versions": [*map(_answer, versions.get((reflection.id, answer.prompt.id), ()))],
            }
            for answer in reflection.answers
        ],
        "marks": [_mark(mark) for mark in reflection.marks],
    }


def _mark(mark: Mark) -> dict[str, object]:
    return {
        "number": mark.number,
        "start": mark.start,
        "passage": mark.passage,
        "before": mark.before,
        "after": mark.after,
        "note": mark.note,
        "made": mark.made.iso(),
        "changed": mark.changed.iso(),
    }


def _answer(answer: Answer) -> dict[str, object]:
    asked = answer.prompt
    return {
        "prompt": {
            "id": asked.id,
            "label": asked.label,
            "ask": asked.ask,
            "help": asked.help,
            "type": asked.type,
            "when": asked.when,
            **({"details": more} if (more := details(asked)) else {}),
        },
        "text": answer.text,
        "changed": answer.changed.iso(),
    }


def _letter(letter: Letter) -> dict[str, object]:
    return {
        "id": letter.id,
        "to": letter.to,
        "begun": letter.begun.iso(),
        "changed": letter.changed.iso(),
        "text": letter.body.text,
        **marks(letter.body),
    }


def _left(left: Left) -> dict[str, object]:
    return {
        "id": left.id,
        "at": left.at.iso(),
        "kind": left.what.kind,
        "form": left.what.form,
        "to": left.what.to,
        "answers": [list(pair) for pair in left.what.answers],
        "sha256": left.sha256,
    }


def _practice(kept: Kept) -> dict[str, object]:
    return {
        "sentence": kept.own.sentence,
        "support": kept.own.support,
        "sittings": [
            {"begun": one.begun.iso(), "seconds": one.seconds, "before": one.before, "after": one.after}
            for one in kept.sittings
        ],
    }


def _read_practice(whole: dict[str, Any]) -> Kept:
    if "practice" not in whole:
        return Kept()
    found = whole["practice"]
    sittings = (
        Sitting(
            Moment.parse(_text(one["begun"])),
            _whole(one["seconds"]),
            _openness(one["before"]),
            _openness(one["after"]),
        )
        for one in found["sittings"]
    )
    return Kept(OwnWords(_text(found["sentence"]), _text(found["support"])), tuple(sittings))


def _read_reflections(whole: dict[str, Any]) -> tuple[tuple[Reflection, ...], Versions]:
    editions = {one["edition"]: _read_edition(one) for one in whole["editions"]}
    read_ones = tuple(_read_reflection(one, editions) for one in whole["reflections"])
    return read_ones, dict(chain.from_iterable(map(_read_versions, whole["reflections"])))


def _read_letters(whole: dict[str, Any]) -> tuple[tuple[Letter, ...], tuple[Left, ...]]:
    letters = tuple(_read_letter(one) for one in whole.get("letters", ()))
    return letters, tuple(_read_left(one) for one in whole.get("ledger", ()))


def _read_letter(one: dict[str, Any]) -> Letter:
    return Letter(
        _whole(one["id"]),
        _text(one["to"]),
        Moment.parse(_text(one["begun"])),
        Moment.parse(_text(one["changed"])),
        marked(_text(one["text"]), one),
    )


def _read_left(one: dict[str, Any]) -> Left:
    answers = tuple((_whole(reflection), _text(prompt)) for reflection, prompt in one["answers"])
    what = Leaving(Kind(_text(one["kind"])), Form(_text(one["form"])), _text(one["to"]), answers)
    return Left(_whole(one["id"]), Moment.parse(_text(one["at"])), what, _text(one["sha256"]))


def _read_edition(one: dict[str, Any]) -> Edition:
    names = ("reading", "version", "language", "title", "markdown")
    return Edition(_whole(one["edition"]), *(_text(one[name]) for name in names))


def _read_reflection(one: dict[str, Any], editions: dict[int, Edition]) -> Reflection:
    said = one["check_in"]
    return Reflection(
        _whole(one["id"]),
        editions[one["edition"]],
        Moment.parse(_text(one["begun"])),
        Moment.parse(_text(one["changed"])),
        CheckIn(_openness(said["before"]), _openness(said["after"]), _noticed(said["noticed"])),
        tuple(_read_answer(answer) for answer in one["answers"]),
        tuple(_read_mark(mark) for mark in one.get("marks", ())),
    )


def _read_mark(one: dict[str, Any]) -> Mark:
    return Mark(
        _whole(one["number"]),
        _whole(one["start"]),
        _text(one["passage"]),
        _text(one["before"]),
        _text(one["after"]),
        _text(one["note"]),
        Moment.parse(_text(one["made"])),
        Moment.parse(_text(one["changed"])),
    )


def _read_versions(one: dict[str, Any]) -> Iterator[tuple[tuple[int, str], tuple[Answer, ...]]]:
    """Yield what there is of earlier versions; an older export has none."""
    for answer in one["answers"]:
        if former := tuple(map(_read_answer, answer.get("versions", ()))):
            yield (_whole(one["id"]), _text(answer["prompt"]["id"])), former


def _read_answer(one: dict[str, Any]) -> Answer:
    asked = one["prompt"]
    prompt = Prompt(
        _text(asked["id"]),
        _text(asked["label"]),
        _text(asked["ask"]),
        _text(asked["help"]),
        _text(asked["type"]),
        _noticed(asked["when"]),
    )
    return Answer(
        detailed(prompt, asked.get("details")), _text(one["text"]), Moment.parse(_text(one["changed"]))
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if type(value) is not int:  # True is no number here
        raise TypeError
    return value


def _openness(value: object) -> int | None:
    if value is not None and _whole(value) not in range(11):
        raise ValueError
    return value if isinstance(value, int) else None


def _noticed(value: object) -> Noticed | None:
    return None if value is None else Noticed(_text(value))
