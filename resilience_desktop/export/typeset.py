"""Turn a document into the data that the page template sets."""

from __future__ import annotations

import re
from typing import Any

from ..workbook import Block, Footnote, Heading, Listing, Paragraph, Quote, Run
from .document import PASSAGES, Document, Entry, Passage, Section, Stood, Then
from .forms import Mark
from .layout import Face, Layout
from .then_and_now import HEADS, SCALE, asked_then
from .typed import lines, set_line

_RTL_LANGUAGES = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
FACES = {Face.LITERATA: "Literata", Face.ATKINSON: "Atkinson Hyperlegible Next"}
"""The name of each face in its files."""


def typeset(document: Document, layout: Layout) -> dict[str, Any]:
    """Return the data that the page template sets: text, numbers and lists only.

    Every text of the document must have gone through ``typed.clean``.
    """
    points, margin = layout.size.value
    lang, region = _language(document.language)
    return {
        "title": document.title,
        "lang": lang,
        "region": region,
        "face": FACES[layout.face],
        "paper": layout.paper.value[0],
        "size": points,
        "margin": margin,
        "worksheet": document.worksheet,
        "sections": [_section(section, layout.measure) for section in document.sections],
    }


def _language(tag: str) -> tuple[str, str | None]:
    """Return language and region as Typst takes them; a tag that cannot be read counts as English."""
    parts = tag.split("-")
    lang = parts[0].lower()
    region = next((part.upper() for part in parts[1:] if re.fullmatch("[A-Za-z]{2}", part)), None)
    return (lang, region) if re.fullmatch("[a-z]{2,3}", lang) else ("en", None)


def _section(section: Section, measure: float) -> dict[str, Any]:
    lang, region = _language(section.language)
    base = "rtl" if lang in _RTL_LANGUAGES else "ltr"
    prose = _Prose(base, measure, section.footnotes)
    return {
        "lang": lang,
        "region": region,
        "wide": base == "rtl",
        "title": _phrase(section.title, base, measure) if section.title else None,
        "day": section.day,
        "check_in": lines(section.check_in, base, measure) if section.check_in else [],
        "body": [prose.block(block) for block in section.body],
        "path": _path(section.path),
        "credits": lines(section.credits, base, measure) if section.credits else [],
        "entries": [_entry(entry, base, measure) for entry in section.entries],
        "passages": [_passage(passage, base, measure) for passage in section.passages],
        "passages_head": PASSAGES,
    }


def _passage(passage: Passage, base: str, measure: float) -> dict[str, Any]:
    return {
        "day": passage.day,
        "words": lines(passage.words, base, measure),
        "note": lines(passage.note, base, measure) if passage.note else [],
    }


def _entry(entry: Entry, base: str, measure: float) -> dict[str, Any]:
    return {
        "number": str(entry.number or ""),
        "ask": _phrase(entry.ask, base, measure) if entry.ask else None,
        "quoted": entry.quoted,
        "help": lines(entry.help, base, measure) if entry.help else [],
        "lines": lines(entry.answer, base, measure) if entry.answer else [],
        "mark": _mark(entry.mark, base, measure) if entry.mark else None,
        "items": [lines(item, base, measure) for item in entry.items],
        "several": entry.several,
        "room": entry.room,
        "rounds": [_then(then, base, measure) for then in entry.rounds],
    }


def _then(then: Then, base: str, measure: float) -> dict[str, Any]:
    asked = asked_then(then)
    return {
        "day": then.day,
        "asked": lines(asked, base, measure) if asked else [],
        "mark": _mark(then.mark, base, measure) if then.mark else None,
        "items": [lines(item, base, measure) for item in then.items],
        "lines": lines(then.answer, base, measure) if then.answer else [],
    }


def _mark(mark: Mark, base: str, measure: float) -> dict[str, Any]:
    """Return a scale; ``share`` tells how far along it the place lies, None where there is none."""
    scale = mark.scale
    return {
        "words": lines(mark.words, base, measure),
        "share": None if mark.value is None else (mark.value - scale.low) / (scale.high - scale.low),
        "ticks": list(map(str, mark.ticks or (scale.low, scale.high))),
        "numbered": bool(mark.ticks),
        "ends": [lines(label, base, measure) for label in (scale.low_label, scale.high_label)],
    }


def _path(path: tuple[Stood, ...]) -> dict[str, Any] | None:
    """Return the table of openness, None where there is none."""
    rows = [[row.day, row.before, row.after, row.noticed] for row in path]
    return {"scale": SCALE, "heads": list(HEADS), "rows": rows} if rows else None


def _phrase(text: str, base: str, measure: float) -> dict[str, Any]:
    return set_line(" ".join(text.split()), base, measure)


class _Prose:
    """Turn a reading's blocks into data; each footnote is given at its first mark."""

    def __init__(self, base: str, measure: float, footnotes: tuple[Footnote, ...]) -> None:
        self._base = base
        self._measure = measure
        self._notes = {note.number: note for note in footnotes}

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Heading(level, runs):
                return {"kind": "heading", "level": level} | self._runs(runs)
            case Paragraph(runs):
                return {"kind": "paragraph"} | self._runs(runs)
            case Quote(blocks):
                return {"kind": "quote", "blocks": [self.block(each) for each in blocks]}
            case Listing(start, items):
                rows = [[self.block(each) for each in item] for item in items]
                return {"kind": "list", "start": start, "items": rows}
            case _:
                return {"kind": "rule"}

    def _runs(self, runs: tuple[Run, ...]) -> dict[str, Any]:
        whole = set_line("".join(run.text for run in runs), self._base, self._measure)
        return {"dir": whole["dir"], "wide": whole["wide"], "runs": [self._run(run) for run in runs]}

    def _run(self, run: Run) -> dict[str, Any]:
        if not run.footnote:
            cells = set_line(run.text, self._base, self._measure)["cells"]
            pieces = [piece for cell in cells for piece in cell]
            style = {"emphasis": run.emphasis, "strong": run.strong, "code": run.code, "marked": run.marked}
            return {"pieces": pieces} | style
        note = self._notes.pop(run.footnote, None)
        if note is None:
            return {"mark": str(run.footnote)}
        return {"number": note.number, "note": [self.block(block) for block in note.blocks]}
