"""Arrange reflections by prompt: each question with its answers over time, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ..workbook import Answer, Prompt, Reading, Reflection
from .document import NOTICED, Choice, Document, Entry, Section, Stood, Then, bound, passages, with_text
from .forms import said


def build(reflections: Sequence[Reflection], readings: Mapping[int, Reading], choice: Choice) -> Document:
    """Return a document with a section for each reading; rounds are given the oldest first.

    A choice without dates numbers the rounds; its check-ins become a table.
    """
    by_reading: dict[str, list[Reflection]] = {}
    for reflection in reversed(reflections):
        by_reading.setdefault(reflection.edition.reading_id, []).append(reflection)
    return bound(tuple(_section(rounds, readings, choice) for rounds in by_reading.values()))


def _section(rounds: Sequence[Reflection], readings: Mapping[int, Reading], choice: Choice) -> Section:
    newest = rounds[0]
    reading = readings.get(newest.edition.id)
    days = {
        each.id: each.begun.day() if choice.dates else f"Round {number}"
        for number, each in enumerate(reversed(rounds), 1)
    }
    section = Section(
        title=reading.title if reading else newest.edition.title,
        language=newest.edition.language,
        entries=tuple(_entries(rounds, reading, choice, days)),
        path=tuple(_path(rounds, days)) if choice.check_ins else (),
        passages=tuple(chain.from_iterable(passages(r, days[r.id]) for r in rounds if choice.marks)),
    )
    return with_text(section, reading) if reading and choice.reading else section


def _entries(
    rounds: Sequence[Reflection], reading: Reading | None, choice: Choice, days: Mapping[int, str]
) -> Iterator[Entry]:
    """Yield the prompts in the reading's order, then those that it has no more."""
    found: dict[str, list[tuple[int, Answer]]] = {}
    for each in rounds:
        for answer in each.answers:
            pair = (each.id, answer.prompt.id)
            if answer.text.strip() and (choice.prompts is None or pair in choice.prompts):
                found.setdefault(answer.prompt.id, []).append((each.id, answer))
    numbers = {prompt.id: number for number, prompt in enumerate(reading.prompts if reading else (), 1)}
    now: dict[str, Prompt] = {prompt.id: prompt for prompt in (reading.prompts if reading else ())}
    for prompt_id in sorted(found, key=lambda each: numbers.get(each, len(numbers) + 1)):
        answers = found[prompt_id]
        ask = now.get(prompt_id, answers[0][1].prompt).ask
        then = (_then(days[number], ask, answer) for number, answer in answers)
        yield Entry(numbers.get(prompt_id, 0), ask, rounds=tuple(then))


def _then(day: str, ask: str, answer: Answer) -> Then:
    mark, items, words = said(answer.prompt, answer.text)
    return Then(day, "" if answer.prompt.ask == ask else answer.prompt.ask, words, mark, items)


def _path(rounds: Sequence[Reflection], days: Mapping[int, str]) -> Iterator[Stood]:
    for each in rounds:
        said = each.check_in
        noticed = NOTICED[said.noticed].removeprefix("noticed ") if said.noticed else ""
        before, after = ("" if value is None else str(value) for value in (said.before, said.after))
        if before or after or noticed:
            yield Stood(days[each.id], before, after, noticed)


def asked_then(then: Then) -> str:
    """Return the line that tells another wording of the question, or an empty text."""
    return f"Then asked: {' '.join(then.ask.split())}" if then.ask else ""


def in_a_line(stood: Stood) -> str:
    """Return a row of the table as a line of text."""
    said = [f"{when} {value}" for when, value in (("before", stood.before), ("after", stood.after)) if value]
    noticed = [f"noticed {stood.noticed}"] if stood.noticed else []
    return f"{stood.day}: {', '.join(said + noticed)}"


SCALE = "Openness, from 0 (closed) to 10 (open)"
HEADS = ("Date", "Before", "After", "Noticed")
