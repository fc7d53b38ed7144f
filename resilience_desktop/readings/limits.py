"""Refuse a text that would be slow to read or unsafe to show, before anything reads it."""

from __future__ import annotations

import re

from ..workbook.signs import UNSHOWN
from .problem import Report

LONGEST_FILE = 256 * 1024
"""The most bytes that a pack may hold; about forty thousand words."""

LONGEST_PASSAGE = 20_000
"""The most characters without an empty line: within one paragraph, CommonMark can take quadratic time."""

LONGEST_MARK = 64
"""The most characters in a footnote's name; the footnote plug-in looks for its end again and again."""

TOO_LONG = f"A pack holds at most {LONGEST_FILE // 1024} KiB, and this one is longer. Please make two of it."

_LONG_MARK = re.compile(rf"\[\^[^\]\n ]{{{LONGEST_MARK + 1}}}")


def check(text: str, report: Report) -> None:
    """Report a text that is too long or too dense, and the first character that cannot be shown."""
    if len(text) > LONGEST_FILE:
        report.error(1, TOO_LONG)
    if unshown := UNSHOWN.search(text):
        code = f"U+{ord(unshown[0]):04X}"
        report.error(_line(text, unshown.start()), f"There is a character here that cannot be shown: {code}.")
    if mark := _LONG_MARK.search(text):
        report.error(_line(text, mark.start()), f"A footnote’s name has at most {LONGEST_MARK} characters.")
    at = 0
    for passage in text.split("\n\n"):
        if len(passage) > LONGEST_PASSAGE:
            report.error(_line(text, at), f"An empty line is due after {LONGEST_PASSAGE} characters at most.")
        at += len(passage) + 2


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
