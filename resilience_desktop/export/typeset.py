"""Part a document into the lines, cells and pieces that the page template sets, in one pass.

Whatever needs a look at single characters happens here, and only where a line asks for it, so
that the template receives most lines as plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from ..workbook import Block, Footnote, Heading, Listing, Paragraph, Quote, Run
from .document import Document, Entry, Section
from .layout import Face, Layout

Line: TypeAlias = str | int | dict[str, Any]
"""A plain line, a number of empty lines, or ``{"dir": "rtl", "cells": [[piece, …], …]}``."""

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb"
    + "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""Controls, lone surrogates, noncharacters and interlinear marks, which no font shows."""

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_RIGHT_TO_LEFT = (
    "\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_LETTERS_THAT_BREAK = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3041-\u3096\u30a1-\u30fa"
    "\u3400-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_LONG_WORD = re.compile(f"[^ \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000{_LETTERS_THAT_BREAK}]{{21,}}")
_SPECIAL = re.compile(f"^ |  | $|[\t{_RIGHT_TO_LEFT}]|{_LONG_WORD.pattern}")
_SPACES = re.compile("^ +|  +| +$")

_PIECE = 8
"""Characters after which a word that is longer than a line may break."""
_MARKS = 64
"""Most marks kept on one letter; shaping takes the square of their number, and aborts at 65,536."""
_PIECES = 400
"""Most pieces set as one paragraph; line breaking takes the square of their number."""
_TABS = 40
"""Most tabs of one line that still reach tab stops; above, they become four spaces."""

_RTL_LANGUAGES = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
_FACES = {Face.LITERATA: "Literata", Face.ATKINSON: "Atkinson Hyperlegible Next"}


def typeset(document: Document, layout: Layout) -> dict[str, Any]:
    """Return the data that the page template sets; it holds text, numbers and lists only."""
    points, margin = layout.size.value
    lang, region = _language(document.language)
    base = "rtl" if lang in _RTL_LANGUAGES else "ltr"
    return {
        "title": clean(document.title),
        "lang": lang,
        "region": region,
        "face": _FACES[layout.face],
        "paper": layout.paper.value[0],
        "size": points,
        "margin": margin,
        "worksheet": document.worksheet,
        "sections": [_section(section, base, layout.measure) for section in document.sections],
    }


def clean(text: str) -> str:
    """Return text whose lines end in a line feed and whose unprintable characters show as U+FFFD."""
    return UNPRINTABLE.sub("\ufffd", _BREAK.sub("\n", text)).replace("\ufeff", "\u2060")


def lines(text: str, base: str, measure: float) -> list[Line]:
    """Return the typed lines; ``base`` is the page's direction, ``measure`` the line's width in em."""
    made: list[Line] = []
    for line in clean(text).split("\n"):
        if not line:
            if made and isinstance(made[-1], int):
                made[-1] += 1
            else:
                made.append(1)
        elif base == "ltr" and not _SPECIAL.search(line):
            made.append(line)
        else:
            made.extend(_line(line, base, measure))
    return made


def direction(text: str) -> str:
    """Return "rtl" or "ltr" by the first strong character outside isolates (UAX #9, P2), or ""."""
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return ""


def _line(line: str, base: str, measure: float) -> Iterator[Line]:
    way = direction(line)
    way = "" if way == base else way
    cells = [_pieces(_SPACES.sub(_kept, cell), measure) for cell in line.split("\t")]
    if len(cells) - 1 > _TABS or (len(cells) > 1 and sum(map(len, cells)) > _PIECES):
        cells = [_pieces(_SPACES.sub(_kept, line.replace("\t", "    ")), measure)]
    if len(cells) > 1:
        yield {"dir": way, "cells": cells}
        return
    for start in range(0, len(cells[0]), _PIECES):
        yield {"dir": way, "cells": [cells[0][start : start + _PIECES]]}


def _kept(run: re.Match[str]) -> str:
    """Return a run of spaces with no-break spaces in it: these survive in a copy of the PDF's text."""
    count = len(run[0])
    pair = " \xa0" if run.end() == len(run.string) else "\xa0 "
    return "\xa0" * (count % 2) + pair * (count // 2)


def _pieces(text: str, measure: float) -> list[str]:
    """Return the text in pieces between which a line may break, so that no word leaves the page."""
    made, end = [""], 0
    for match in _LONG_WORD.finditer(text):
        letters = list(_clusters(match[0]))
        if sum(_width(letter) for letter in letters) > measure or max(map(len, letters)) > _MARKS:
            made[-1] += text[end : match.start()]
            made.extend("".join(letters[at : at + _PIECE]) for at in range(0, len(letters), _PIECE))
            end = match.end()
    made[-1] += text[end:]
    return [piece for piece in made if piece]


def _clusters(word: str) -> Iterator[str]:
    """Yield what a reader takes for one character each, roughly as UAX #29 does."""
    held = ""
    for char in word:
        joins = (
            unicodedata.category(char)[0] == "M"
            or char in "\u200c\u200d"
            or "\U0001f3fb" <= char <= "\U0001f3ff"
        )
        if held and (joins or held[-1] == "\u200d" or _half_a_flag(held, char)) and len(held) <= _MARKS:
            held += char
            continue
        if held:
            yield held
        held = char
    yield held


def _half_a_flag(held: str, char: str) -> bool:
    return len(held) == 1 and all("\U0001f1e6" <= c <= "\U0001f1ff" for c in held + char)


def _width(cluster: str) -> float:
    """Return at least the width of a cluster in em, as measured on the widest letters of the faces."""
    first = cluster[0]
    return 0.66 if first < "\u2000" and not first.isupper() and first not in "mw%@" else 1.1


def _language(tag: str) -> tuple[str, str | None]:
    parts = tag.split("-")
    lang = parts[0].lower()
    region = next((part.upper() for part in parts[1:] if re.fullmatch("[A-Za-z]{2}", part)), None)
    return (lang, region) if re.fullmatch("[a-z]{2,3}", lang) else ("en", None)


def _section(section: Section, base: str, measure: float) -> dict[str, Any]:
    notes = {note.number: note for note in section.footnotes}
    return {
        "title": clean(section.title),
        "dir": direction(section.title) or base,
        "day": clean(section.day),
        "check_in": lines(section.check_in, base, measure) if section.check_in else [],
        "body": [_block(block, base, notes) for block in section.body],
        "credits": clean(section.credits),
        "entries": [_entry(entry, base, measure) for entry in section.entries],
    }


def _entry(entry: Entry, base: str, measure: float) -> dict[str, Any]:
    return {
        "number": str(entry.number or ""),
        "ask": clean(entry.ask),
        "dir": direction(entry.ask) or base,
        "help": lines(entry.help, base, measure) if entry.help else [],
        "lines": lines(entry.answer, base, measure) if entry.answer else [],
    }


def _block(block: Block, base: str, notes: dict[int, Footnote]) -> dict[str, Any]:
    match block:
        case Heading(level, runs):
            return {
                "kind": "heading",
                "level": level,
                "dir": _way(runs, base),
                "runs": _runs(runs, base, notes),
            }
        case Paragraph(runs):
            return {"kind": "paragraph", "dir": _way(runs, base), "runs": _runs(runs, base, notes)}
        case Quote(blocks):
            return {"kind": "quote", "blocks": [_block(each, base, notes) for each in blocks]}
        case Listing(start, items):
            rows = [[_block(each, base, notes) for each in item] for item in items]
            return {"kind": "list", "start": start, "items": rows}
        case _:
            return {"kind": "rule"}


def _way(runs: Iterable[Run], base: str) -> str:
    return direction("".join(run.text for run in runs)) or base


def _runs(runs: Iterable[Run], base: str, notes: dict[int, Footnote]) -> list[dict[str, Any]]:
    return [_run(run, base, notes) for run in runs]


def _run(run: Run, base: str, notes: dict[int, Footnote]) -> dict[str, Any]:
    if not run.footnote:
        return {"text": clean(run.text), "emphasis": run.emphasis, "strong": run.strong, "code": run.code}
    note = notes.pop(run.footnote, None)
    if note is None:
        return {"mark": str(run.footnote)}
    return {"note": [_block(block, base, notes) for block in note.blocks], "number": note.number}
