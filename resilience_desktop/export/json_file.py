"""Write everything that a person made as JSON, and read it back; the schema is in json-schema.md."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeAlias

from ..errors import ResilienceError
from ..workbook import Answer, CheckIn, Edition, Moment, Noticed, Prompt, Reflection

SCHEMA = "resilience-desktop-export"
VERSION = 1

_UNREADABLE = "This file is no export of Resilience, or it is damaged. Nothing was taken from it."
_NEWER = (
    "This export was written by a newer version of Resilience. Please install the newer version to read it."
)


Versions: TypeAlias = Mapping[tuple[int, str], Sequence[Answer]]
"""What answers were before, the newest first, by their reflection's id and their prompt's."""


def write(reflections: Sequence[Reflection], versions: Versions = MappingProxyType({})) -> str:
    """Return reflections as JSON in ASCII: every character, even half of one, survives as an escape."""
    editions = {r.edition.id: r.edition for r in reflections}
    return json.dumps(
        {
            "schema": SCHEMA,
            "version": VERSION,
            "editions": [_edition(edition) for edition in editions.values()],
            "reflections": [_reflection(reflection, versions) for reflection in reflections],
        },
        indent=1,
    )


def read(text: str) -> tuple[Reflection, ...]:
    """Return the reflections that ``write`` wrote. Raises ResilienceError for anything else."""
    return read_all(text)[0]


def read_all(text: str) -> tuple[tuple[Reflection, ...], Versions]:
    """Return the reflections and versions that ``write`` wrote. Raises ResilienceError for anything else."""
    try:
        whole = json.loads(text)
        if whole["schema"] != SCHEMA:
            raise ResilienceError(_UNREADABLE)
        if whole["version"] != VERSION:
            raise ResilienceError(_NEWER)
        editions = {one["edition"]: _read_edition(one) for one in whole["editions"]}
        read_ones = tuple(_read_reflection(one, editions) for one in whole["reflections"])
        return read_ones, dict(chain.from_iterable(map(_read_versions, whole["reflections"])))
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
        },
        "text": answer.text,
        "changed": answer.changed.iso(),
    }


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
    return Answer(prompt, _text(one["text"]), Moment.parse(_text(one["changed"])))


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
