"""Read flat YAML: one ``key: value`` to a line, each value a text or a list of texts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ..workbook.signs import UNSHOWN
from .problem import Report

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_BLANKS = re.compile(r"[ \t\n\u2028\u2029]+")
_SHAPE = "Write one `key: value` to a line here, with nothing nested inside."
_MARKS = (
    "YAML’s anchors, aliases and tags (&, *, !) are not used here. "
    "If the text itself begins with such a sign, put it in quotes."
)
_HINT = (
    "If a value holds a colon or a #, or begins with a sign, put it in quotes; indent with spaces, not tabs."
)


@dataclass(frozen=True, slots=True)
class Keys:
    """Name the keys that a block may hold; those in ``lists`` take several values."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what stands behind one key; ``is_text`` is false where YAML sees a number or a date."""

    items: tuple[str, ...]
    line: int
    is_text: bool = True

    @property
    def text(self) -> str:
        """Return the one value, its line breaks turned into spaces."""
        return " ".join(self.items)


class _NotFlat(yaml.MarkedYAMLError):
    """The YAML is more than keys and values; ``problem`` is a sentence for the writer."""


class _FlatLoader(yaml.SafeLoader):
    """Refuse nesting and references while the safe loader reads, before anything is built."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it bare
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            raise _NotFlat(problem=_MARKS, problem_mark=event.start_mark)
        is_nested_list = isinstance(event, yaml.SequenceStartEvent) and not isinstance(
            parent, yaml.MappingNode
        )
        if is_nested_list or isinstance(event, yaml.MappingStartEvent) != (parent is None):
            raise _NotFlat(problem=_SHAPE, problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def read(block: str, line: int, keys: Keys, report: Report) -> dict[str, Entry]:
    """Return the filled entries of the block that begins below ``line``, the fence or the dashes.

    Whatever is wrong goes to the report; a block that is not YAML comes back empty.
    """
    try:
        pairs = list(_pairs(block, line + 1))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML lets ValueError and OverflowError through for an escape such as "\UFFFFFFFF".
        offset, message = _explain(error, block)
        report.error(line + 1 + offset, message)
        return {}
    entries: dict[str, Entry] = {}
    for key, entry in pairs:
        if key in entries:
            report.error(entry.line, f"The key “{_brief(key)}” stands here a second time.")
        entries.setdefault(key, entry)
        _check(key, entry, keys, report)
    filled = {key: entry for key, entry in entries.items() if entry.text}
    for key in keys.required:
        if key not in filled:
            report.error(line, f"The key “{key}” is missing, or nothing stands behind it.")
    return filled


def check_id(entries: dict[str, Entry], report: Report) -> None:
    """Report an id that is not made of the letters that every system and language can write."""
    entry = entries.get("id")
    if entry and not _ID.fullmatch(entry.text):
        report.error(
            entry.line, "An id is up to 64 letters a to z, digits, hyphens, dots and underscores: my-reading."
        )


def _check(key: str, entry: Entry, keys: Keys, report: Report) -> None:
    known = (*keys.required, *keys.optional)
    if key not in known:
        close = difflib.get_close_matches(key, known, 1)
        guess = f" Is it “{close[0]}”?" if close else ""
        report.warn(entry.line, f"The key “{_brief(key)}” is not known, and is left out.{guess}")
    if len(entry.items) > 1 and key not in keys.lists:
        report.error(entry.line, f"The key “{_brief(key)}” takes one value, not a list.")
    if UNSHOWN.search(entry.text):
        report.error(entry.line, "This value holds a control character, which cannot be shown.")


def _pairs(block: str, line: int) -> Iterator[tuple[str, Entry]]:
    root = yaml.compose(block, Loader=_FlatLoader)
    for key, value in root.value if root else ():
        at = line + _lines_before(block, key.start_mark)
        if isinstance(key, yaml.SequenceNode):
            raise _NotFlat(problem=_SHAPE, problem_mark=key.start_mark)
        nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
        items = (_BLANKS.sub(" ", node.value).strip(" ") for node in nodes)
        is_text = all(node.tag == "tag:yaml.org,2002:str" for node in nodes)
        yield _BLANKS.sub(" ", key.value), Entry(tuple(filter(None, items)), at, is_text)


def _explain(error: Exception, block: str) -> tuple[int, str]:
    """Return how many lines into the block the error is, and what to tell the writer."""
    if isinstance(error, _NotFlat):
        return _lines_before(block, error.problem_mark), str(error.problem)
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, f"A value in this block has an escape that stands for no character. {_HINT}"
    # A quote that is never closed is noticed at the end, but mended where it opens.
    is_scanning = (error.context or "").startswith("while scanning")
    mark = (error.context_mark if is_scanning else None) or error.problem_mark
    return _lines_before(block, mark), f"This is not valid YAML ({error.problem}). {_HINT}"


def _lines_before(block: str, mark: yaml.Mark | None) -> int:
    # PyYAML's own count also takes U+2028 and the like for the end of a line; editors do not.
    return block.count("\n", 0, mark.index) if mark else 0


def _brief(key: str) -> str:
    return repr(key if len(key) <= 40 else f"{key[:40]}…")[1:-1]
