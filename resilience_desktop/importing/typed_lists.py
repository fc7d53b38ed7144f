"""Know lists whose numbers or letters were typed: paragraphs in a row that begin with 1), 2), or a), b)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .draft import Draft, asks

_LABEL = re.compile(r"\(?(?:(\d{1,2})|([a-z]))[.)]\s+(?=\S)")
_FEWEST = 2


def find(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with such paragraphs as items of a list; letters only in front of questions."""
    found = list(drafts)
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and _number(found[end]) == end - at + 1 and _is_like(found[end], found[at]):
            end += 1
        row = found[at:end]
        if len(row) >= _FEWEST and (
            not _is_lettered(row[0]) or 2 * sum(asks(one.text) for one in row) >= len(row)
        ):
            found[at:end] = [_item(draft, number) for number, draft in enumerate(row, 1)]
        at = max(end, at + 1)
    return found


def _match(draft: Draft) -> re.Match[str] | None:
    raw = draft.raw
    if raw.item is not None or raw.heading or raw.note or not draft.is_kept or not draft.runs:
        return None
    return _LABEL.match(draft.runs[0].text)


def _number(draft: Draft) -> int:
    found = _match(draft)
    if not found:
        return 0
    return int(found[1]) if found[1] else ord(found[2]) - ord("a") + 1


def _is_lettered(draft: Draft) -> bool:
    found = _match(draft)
    return bool(found and found[2])


def _is_like(draft: Draft, first: Draft) -> bool:
    return _is_lettered(draft) == _is_lettered(first)


def _item(draft: Draft, number: int) -> Draft:
    found = _match(draft)
    first = draft.runs[0]
    text = first.text[found.end() :] if found else first.text
    return replace(
        draft, raw=replace(draft.raw, item=number), runs=(replace(first, text=text), *draft.runs[1:])
    )
