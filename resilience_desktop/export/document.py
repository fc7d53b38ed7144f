"""Decide what stands on the pages, before any writer decides how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import cast

from ..workbook import (
    Answer,
    Block,
    CheckIn,
    Footnote,
    Heading,
    Listing,
    Noticed,
    Prompt,
    Quote,
    Reading,
    Reflection,
)
from ..workbook.highlighting import highlighted
from ..workbook.prose import plain
from .forms import LINES, Mark, blank, said

MANY = "Reflections"
"""The title of a document that draws on several readings."""

PASSAGES = "Highlights and notes"
"""What stands above what was marked in the reading."""

SCALE = "\n".join(
    f"Openness {when}, from 0 (closed) to 10 (open):   0   1   2   3   4   5   6   7   8   9   10"
    for when in ("before", "after")
)
"""What a worksheet offers for the check-in: a scale to circle a figure on."""

NOTICED = {
    Noticed.RESISTANCE: "noticed resistance",
    Noticed.ALL_IN: "noticed being all in",
    Noticed.BOTH: "noticed both resistance and being all in",
}
"""What was noticed, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Say what a person wants on the pages.

    ``prompts`` holds pairs of reflection id and prompt id; None means all that were answered.
    ``worksheet`` asks for the prompts with lines to write on, without any answer. ``marks`` asks for what
    was highlighted in the reading, with the notes beside it.
    """

    prompts: frozenset[tuple[int, str]] | None = None
    reading: bool = False
    dates: bool = True
    check_ins: bool = False
    worksheet: bool = False
    marks: bool = False


@dataclass(frozen=True, slots=True)
class Then:
    """Hold one round's answer to a prompt, under its date.

    ``ask`` is the question as it was asked then, empty where that is how it is asked above. ``answer``
    holds the words below the place on a scale (``mark``) and what was listed or chosen (``items``).
    """

    day: str
    ask: str
    answer: str
    mark: Mark | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stood:
    """Hold where a person stood in one round, in words for a table."""

    day: str
    before: str
    after: str
    noticed: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one prompt as it was worded and its answer; ``number`` is 0 where the reading has it no more.

    ``mark``, ``items`` and ``answer`` are as in ``Then``. On a worksheet ``mark`` and ``items`` are to be
    ticked, of the items ``several`` or one, and ``room`` says what there is to write on. A letter is made
    of entries without a prompt; what it quotes is ``quoted``.
    """

    number: int
    ask: str
    help: str = ""
    answer: str = ""
    quoted: bool = False
    rounds: tuple[Then, ...] = ()
    mark: Mark | None = None
    items: tuple[str, ...] = ()
    several: bool = False
    room: str = LINES


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a passage of the reading that was highlighted, and the note beside it.

    ``day`` is filled at the first one of each round where several rounds stand together.
    """

    words: str
    note: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one reflection, one worksheet, or all rounds of a reading; what was not asked for is empty."""

    title: str
    language: str
    day: str = ""
    check_in: str = ""
    body: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    credits: str = ""
    entries: tuple[Entry, ...] = ()
    path: tuple[Stood, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Hold everything that stands on the pages; ``title`` never holds a word of the person."""

    title: str
    language: str
    sections: tuple[Section, ...]
    worksheet: bool = False


def build(reflections: Sequence[Reflection], readings: Mapping[int, Reading], choice: Choice) -> Document:
    """Return the document that a choice makes of reflections, in the order given.

    ``readings`` maps edition ids to readings; where one is missing, the answers still come,
    in their own order. A worksheet without reflections is made of all ``readings``.
    """
    if choice.worksheet:
        editions = dict.fromkeys(r.edition.id for r in reflections) or readings
        drafts = [_sheet(readings[key], reflections, key, choice) for key in editions if key in readings]
    else:
        drafts = [_round(r, readings.get(r.edition.id), choice) for r in reflections]
    written = [s for s in drafts if holds_something(s)] or drafts[:1]
    return bound(tuple(_each_reading_once(written)), worksheet=choice.worksheet)


def holds_something(section: Section) -> bool:
    """Tell whether anything stands in a section below its title and day."""
    parts = (section.entries, section.check_in, section.body, section.path, section.passages)
    return any(parts)


def bound(sections: tuple[Section, ...], *, worksheet: bool = False) -> Document:
    """Return a document of these sections, under the title that they share."""
    titles = {section.title for section in sections}
    languages = [section.language for section in sections]
    return Document(
        title=titles.pop() if len(titles) == 1 else MANY,
        language=max(languages, key=languages.count, default="en"),
        sections=sections,
        worksheet=worksheet,
    )


def each_text(document: Document, change: Callable[[str], str]) -> Document:
    """Return the document with every text in it changed."""
    return cast("Document", _changed(document, change))


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _changed(getattr(value, f.name), change) for f in fields(value)})
    return value


def in_words(check_in: CheckIn) -> str:
    """Return a check-in as a person would say it, or an empty text where nothing was noted."""
    stood = [
        f"{value} of 10 {when}"
        for value, when in ((check_in.before, "before"), (check_in.after, "after"))
        if value is not None
    ]
    noticed = NOTICED[check_in.noticed] if check_in.noticed else ""
    if not stood:
        return noticed.capitalize()
    return "Openness: " + ", ".join(stood) + (f"; {noticed}" if noticed else "")


def _round(reflection: Reflection, reading: Reading | None, choice: Choice) -> Section:
    wanted = [
        answer
        for answer in reflection.answers
        if answer.text.strip()
        and (choice.prompts is None or (reflection.id, answer.prompt.id) in choice.prompts)
    ]
    section = Section(
        title=reading.title if reading else reflection.edition.title,
        language=reflection.edition.language,
        day=reflection.begun.day() if choice.dates else "",
        check_in=in_words(reflection.check_in) if choice.check_ins else "",
        entries=tuple(_in_order(wanted, reading)),
        passages=passages(reflection) if choice.marks else (),
    )
    if reading and choice.reading:
        return with_text(section, highlighted(reading, reflection.marks if choice.marks else ()))
    return section


def passages(reflection: Reflection, day: str = "") -> tuple[Passage, ...]:
    """Return what was highlighted in a round, the first one under its day."""
    return tuple(
        Passage(mark.passage, mark.note, "" if number else day)
        for number, mark in enumerate(reflection.marks)
    )


def _in_order(answers: list[Answer], reading: Reading | None) -> Iterator[Entry]:
    order = [prompt.id for prompt in reading.prompts] if reading else [a.prompt.id for a in answers]
    numbers = {prompt_id: number for number, prompt_id in enumerate(order, 1)}
    for answer in sorted(answers, key=lambda a: numbers.get(a.prompt.id, len(order) + 1)):
        mark, items, words = said(answer.prompt, answer.text)
        number = numbers.get(answer.prompt.id, 0)
        yield Entry(number, answer.prompt.ask, answer=words, mark=mark, items=items)


def _sheet(reading: Reading, reflections: Sequence[Reflection], edition: int, choice: Choice) -> Section:
    rounds = [r.id for r in reflections if r.edition.id == edition]
    section = Section(
        title=reading.title,
        language=reading.language,
        day="Date:" if choice.dates else "",
        check_in=SCALE if choice.check_ins else "",
        entries=tuple(
            _to_fill(number, prompt)
            for number, prompt in enumerate(reading.prompts, 1)
            if choice.prompts is None or not rounds or any((r, prompt.id) in choice.prompts for r in rounds)
        ),
    )
    return with_text(section, reading) if choice.reading else section


def _to_fill(number: int, prompt: Prompt) -> Entry:
    mark, items, several, room = blank(prompt)
    return Entry(number, prompt.ask, prompt.help, mark=mark, items=items, several=several, room=room)


def with_text(section: Section, reading: Reading) -> Section:
    """Return the section with the reading's text and where it comes from."""
    origin = (", ".join(reading.authors), reading.source, reading.license)
    return replace(
        section,
        body=tuple(_stepwise(reading.body, [1])),
        footnotes=reading.footnotes,
        credits=" · ".join(part for part in origin if part),
    )


def _stepwise(blocks: Iterable[Block], last: list[int]) -> Iterator[Block]:
    """Yield blocks whose headings stand below the title and skip no level, as PDF/UA-1 asks."""
    for block in blocks:
        if isinstance(block, Heading):
            last[0] = min(max(block.level, 2), last[0] + 1)
            yield replace(block, level=last[0])
        elif isinstance(block, Quote):
            yield Quote(tuple(_stepwise(block.blocks, last)))
        elif isinstance(block, Listing):
            yield Listing(block.start, tuple(tuple(_stepwise(item, last)) for item in block.items))
        else:
            yield block


def _each_reading_once(sections: Iterable[Section]) -> Iterator[Section]:
    """Leave out a reading that stood before, even where other words of it were highlighted."""
    seen: set[str] = set()
    for section in sections:
        text = plain(section.body)
        yield replace(section, body=(), footnotes=(), credits="") if text in seen else section
        seen.add(text)
