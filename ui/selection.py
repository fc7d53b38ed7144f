"""Match the answers that a person can choose among with the document that comes of it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import replace

from resilience_desktop.export.document import Choice, Document, build
from resilience_desktop.workbook import Reading, Reflection

from .widgets.choice_list import Line


def lines(reflections: Sequence[Reflection], readings: Mapping[int, Reading]) -> list[Line]:
    """Return a line for each prompt of the reflections' readings, in the wording of the newest edition.

    The key is (reading id, prompt id), so that one line stands for the same prompt of every round.
    """
    newest = {r.edition.reading_id: readings[r.edition.id] for r in reflections if r.edition.id in readings}
    made: list[Line] = []
    for reading_id in dict.fromkeys(r.edition.reading_id for r in reflections):
        rounds = [r for r in reflections if r.edition.reading_id == reading_id]
        made += _of_reading(reading_id, newest.get(reading_id), rounds)
    return made


def blank_lines(reading: Reading) -> list[Line]:
    """Return a line for each prompt of a reading that has no answers yet."""
    return _of_reading(reading.id, reading, ())


def document(
    reflections: Sequence[Reflection],
    readings: Mapping[int, Reading],
    choice: Choice,
    left_out: Collection[Hashable],
) -> Document | None:
    """Return the document of these reflections without the lines left out, or None where it is blank."""
    pairs = frozenset(
        (r.id, a.prompt.id)
        for r in reflections
        for a in r.answers
        if (r.edition.reading_id, a.prompt.id) not in left_out
    )
    made = build(reflections, readings, replace(choice, prompts=pairs))
    return made if any(s.entries or s.check_in or s.body for s in made.sections) else None


def worksheet(reading: Reading, choice: Choice) -> Document:
    """Return the prompts of a reading with lines to write on."""
    return build((), {0: reading}, replace(choice, worksheet=True))


def _of_reading(reading_id: str, reading: Reading | None, rounds: Sequence[Reflection]) -> list[Line]:
    answered = {a.prompt.id: a.prompt for r in rounds for a in r.answers if a.text.strip()}
    known = reading.prompts if reading else ()
    ids = {prompt.id for prompt in known}
    group = reading.name() if reading else rounds[-1].edition.title
    made = [
        Line((reading_id, p.id), f"{number} {p.label}", group, p.id not in answered)
        for number, p in enumerate(known, 1)
    ]
    return made + [
        Line((reading_id, p.id), p.label, group, False) for p in answered.values() if p.id not in ids
    ]
