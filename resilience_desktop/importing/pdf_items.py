"""Tell the bullets and numbers at the head of a line from its words."""

from __future__ import annotations

import re

from .pdf_lines import Line

_SURE = re.compile("([•‣⁃◦▪▫●○■□◆◇❖➢➤►▶▸‐∙⋅☐☑✓✔❑❒❏⬜◻◼·]|[\ue000-\uf8ff])\\s*")
_DOUBTFUL = re.compile(r"([-–—*o§¨Øü~+>])\s+")
_NUMBER = re.compile(r"\(?([0-9]{1,3})[.)](?:\s+|$)")
_LETTER = re.compile(r"\(?([a-zA-Z])\)\s+|([a-z])\.\s+")
_HANG = 0.45  # of the letters' size: more than a space after a doubtful mark


def bullet(line: Line) -> tuple[int, int] | None:
    """Return an item's number (0 for a bullet) and the length of its mark; None for other lines."""
    text = line.text
    if found := _SURE.match(text):
        return 0, found.end()
    if (found := _DOUBTFUL.match(text)) and line.hang > _HANG * line.size:
        return 0, found.end()
    if found := _NUMBER.match(text):
        return int(found[1]), found.end()
    if (found := _LETTER.match(text)) and (found[1] or line.hang > _HANG * line.size):
        return ord((found[1] or found[2]).lower()) - 96, found.end()
    return None
