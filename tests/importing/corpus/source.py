"""Read the texts of the corpus, from which its files and what is expected of them are both made.

A text has a paragraph to a line: ``= `` title, ``== `` heading, ``- `` or ``1. `` an item of a list, ``> ``
a quote, ``? `` a prompt (``?- `` and ``?1. `` one in a list), ``^1 `` the footnote whose mark ``^1`` stands
in the text, ``____`` a line to write on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resilience_desktop.workbook import Role

TEXTS = Path(__file__).parent / "texts"
MARK = re.compile(r"\^(\d)")
_LINE = re.compile(
    r"(?P<title>= )|(?P<heading>== )|(?P<note>\^(?P<number>\d) )|(?P<quote>> )"
    r"|(?P<prompt>\? ?)?(?:(?P<bullet>- )|(?P<item>\d)\. )?"
)


@dataclass(frozen=True)
class Block:
    """Hold one paragraph; ``^1`` in its words is a footnote's mark."""

    role: Role
    words: str
    item: int | None = None
    is_quote: bool = False
    number: int = 0


@dataclass(frozen=True)
class Text:
    """Hold one text; its name begins with its language."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def language(self) -> str:
        return self.name[:2]

    @property
    def is_leftward(self) -> bool:
        return self.language in ("ar", "he")

    @property
    def title(self) -> str:
        return self.blocks[0].words

    @property
    def notes(self) -> dict[int, str]:
        return {block.number: block.words for block in self.blocks if block.role is Role.FOOTNOTE}

    @property
    def body(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.role is not Role.FOOTNOTE)


@cache
def read(name: str) -> Text:
    """Return the text of this name."""
    lines = (TEXTS / f"{name}.txt").read_text("utf-8").splitlines()
    return Text(name, tuple(_block(line) for line in lines if line))


def names() -> list[str]:
    """Return the names of all texts."""
    return sorted(path.stem for path in TEXTS.glob("*.txt"))


def _block(line: str) -> Block:
    found = _LINE.match(line)
    assert found
    if set(line) == {"_"}:
        return Block(Role.LEFT_OUT, "_" * 50)
    words = line[found.end() :]
    if found["note"]:
        return Block(Role.FOOTNOTE, words, number=int(found["number"]))
    item = 0 if found["bullet"] else int(found["item"]) if found["item"] else None
    role = next((role for role in (Role.TITLE, Role.HEADING, Role.PROMPT) if found[role.value]), Role.TEXT)
    return Block(role, words, item=item, is_quote=bool(found["quote"]))
