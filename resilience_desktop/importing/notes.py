"""Find footnotes: their marks within the text, and their texts below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..workbook import Role, Run
from .draft import Draft
from .headings import is_notes_heading
from .raw import RawParagraph

_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HIGHEST = 60
"""The highest number that is taken for a footnote's mark: more likely a year, a page or an amount."""

# A small number right behind a sentence’s end (“others.1”), a raised one, one in brackets, a sign.
_GLUED = r"(?P<glued>(?:(?<=[^\W\d_]{2}[.,;:!?])|(?<=[^\W\d_]{2}[.,;!?][”’»\")]))\d{1,2}(?=\s|$|[—–]))"
_RAISED = r"(?P<raised>(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_][.,;:!?”’»\")]))[¹²³⁴-⁹⁰]{1,2})"
_BRACKETS = r"(?P<brackets>(?<=\S)[ \u00a0]?\[\d{1,2}\])"
_STAR = r"(?P<star>(?<=[^\W_]|[.,;:!?”’»\")])(?:\*{1,3}|†{1,2}|‡{1,2}))(?![\w*†‡])"
_MARK = re.compile("|".join((_GLUED, _RAISED, _BRACKETS, _STAR)))
_LABEL = re.compile(
    r"(?:\[(\d{1,2})\]|\(?(\d{1,2})[.):]?(?=\s|[^\W\d_a-z])|([¹²³⁴-⁹⁰]{1,2})|(\*{1,3}|†{1,2}|‡{1,2}))\s*(?=\S)"
)
_ABBREVIATIONS = re.compile(
    "abs|abschn|al|anm|app|appx|art|artikel|artigo|bd|buch|cap|capítulo|capitolo|ch|chap|chapitre|ed|ex|ext|fig|figs"
    "|hs|jg|kap|kapitel|max|min|no|nos|nr|op|page|pages|pag|par|para|part|pg|pp|pág|págs|rdnr|rev|sec|secs|sect|seite"
    "|st|tab|tel|teil|ver|vol|vols|vs"
)
_NEAR = 40
_SMALL = 0.94

LONELY = "The text has this mark, but the file has no note for it. Write it here, or leave it empty."
_MARKED = "It begins with the number or sign of a mark in the text."
_LIST = "A number in brackets stands before it, and in the text."


def find(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with marks and footnotes as such; a mark without a note gets an empty one."""
    told = [
        replace(draft, role=Role.FOOTNOTE, number=draft.raw.note, runs=_without_own_label(draft))
        if draft.raw.note > 0
        else draft
        for draft in drafts
    ]
    taken = {draft.number for draft in told if draft.number}
    labels = dict(_labels(told))
    wanted = _wanted(told, set(labels.values()), taken)
    marked = [replace(draft, runs=tuple(_marked(draft, wanted))) for draft in told]
    found = _noted(marked, labels, wanted)
    return [*found, *_lonely(found)]


def _labels(drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Yield the place of each paragraph that may be a note's text, and the number or sign it begins with.

    The items of a numbered list are such only below a heading like “Notes”, or in small letters.
    """
    below_notes = False
    for place, draft in enumerate(drafts):
        raw = draft.raw
        if is_notes_heading(draft.text):
            below_notes = True
        elif raw.heading:
            below_notes = False
        elif draft.role is Role.FOOTNOTE or raw.furniture:
            continue
        elif raw.item and (below_notes or _is_small(raw)):
            yield place, str(raw.item)
        elif raw.item is None and (found := _LABEL.match(draft.text)):
            yield place, next(filter(None, found.groups())).translate(_POWERS)


def _wanted(drafts: Sequence[Draft], labels: set[str], taken: set[int]) -> dict[str, int]:
    """Return the marks that stand in the text, by name, with the number that each gets."""
    names = {str(mark): "own" for draft in drafts for mark in _marks(draft) if mark not in taken}
    for draft in drafts:
        for match in _MARK.finditer(draft.text) if draft.is_kept or draft.raw.note else ():
            if (name := _name(match, draft.text)) and match.start():
                kind = str(match.lastgroup)
                names[name] = "raised" if names.get(name) == "raised" else kind
    numerals = sorted(int(name) for name in names if name.isdigit())
    wanted: dict[str, int] = {}
    for name, kind in names.items():
        has_text = name in labels
        if kind == "star" and not has_text:
            continue  # such a sign alone may mean anything
        if name.isdigit() and kind != "own" and not has_text and not _in_a_row(int(name), numerals):
            continue
        wanted[name] = int(name) if name.isdigit() else 0
    free = max([*taken, *wanted.values()], default=0)
    for name in (name for name, number in wanted.items() if not number):
        free += 1
        wanted[name] = free
    return {name: number for name, number in wanted.items() if number not in taken}


def _in_a_row(number: int, numerals: Sequence[int]) -> bool:
    """Tell whether marks count from one to this number, or nearly: a page may lack one."""
    return number <= len([each for each in numerals if each <= number]) + 1


def _name(match: re.Match[str], text: str) -> str:
    """Return what a mark is called, "" where it is none after all."""
    name = match[0].strip().strip("[]").translate(_POWERS)
    if name.isdigit() and not 0 < int(name) <= _HIGHEST:
        return ""
    if match.lastgroup == "glued":
        word = re.search(r"([^\W\d_]+)\W*$", text[max(0, match.start() - _NEAR) : match.start()])
        if not word or _ABBREVIATIONS.fullmatch(word[1].casefold()) or word[1].isupper():
            return ""
    return name


def _marked(draft: Draft, wanted: dict[str, int]) -> Iterator[Run]:
    """Yield the runs with each wanted mark as a run of its own."""
    if draft.raw.furniture:
        yield from draft.runs
        return
    before = ""
    for run in draft.runs:
        at = 0
        for match in _MARK.finditer(before + run.text) if run.text and not run.code else ():
            start, end = match.start() - len(before), match.end() - len(before)
            name = _name(match, before + run.text)
            if start < 0 or name not in wanted or match.start() == 0:
                continue
            if start > at:
                yield replace(run, text=run.text[at:start])
            yield Run("", footnote=wanted[name])
            at = end
        if at < len(run.text) or run.footnote:
            yield replace(run, text=run.text[at:])
        before = (before + run.text)[-12:]


def _noted(drafts: list[Draft], labels: dict[int, str], wanted: dict[str, int]) -> list[Draft]:
    """Return the drafts with the text of each wanted mark as a footnote: the last one that begins with it."""
    found = list(drafts)
    open_ = set(wanted)
    last_mark = max((place for place, draft in enumerate(found) if _has_mark(draft)), default=len(found))
    for place in sorted(labels, reverse=True):
        name, draft = labels[place], found[place]
        if name not in open_ or (place < last_mark and not _is_small(draft.raw)):
            continue
        open_.discard(name)
        runs = draft.runs if draft.raw.item else _without_label(draft.runs)
        why = _LIST if draft.text.startswith("[") else _MARKED
        found[place] = replace(draft, role=Role.FOOTNOTE, number=wanted[name], runs=runs, why=why)
    return found


def _is_small(raw: RawParagraph) -> bool:
    return raw.size < _SMALL


def _has_mark(draft: Draft) -> bool:
    return draft.is_kept and any(_marks(draft))


def _marks(draft: Draft) -> list[int]:
    return [run.footnote for run in draft.runs if run.footnote]


def _without_own_label(draft: Draft) -> tuple[Run, ...]:
    """Return a footnote's text without its own number, where the file repeats it there."""
    found = _LABEL.match(draft.text)
    names = found.groups() if found else ()
    own = any(name and name.translate(_POWERS) == str(draft.raw.note) for name in names)
    return _without_label(draft.runs) if own else draft.runs


def _without_label(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    first = runs[0]
    found = _LABEL.match(first.text + "x")  # the number may be all that is in its run
    if found:
        return (replace(first, text=first.text[found.end() :]), *runs[1:])
    return runs


def _lonely(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield an empty note for each mark that has none."""
    known = {draft.number for draft in drafts if draft.role is Role.FOOTNOTE}
    marks = {mark: draft.raw.page for draft in drafts for mark in _marks(draft)}
    for number in sorted(set(marks) - known):
        yield Draft(RawParagraph((), page=marks[number]), (), Role.FOOTNOTE, LONELY, number=number)
