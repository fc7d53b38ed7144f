"""Prepare a PDF's password as ISO 32000-2 asks: by SASLprep (RFC 4013), then as at most 127 bytes of UTF-8.

Viewers that keep to it turn what is typed into the same characters, however a keyboard sends them.
"""

from __future__ import annotations

import stringprep
from unicodedata import ucd_3_2_0

from ..errors import ExportFailed

LIMIT = 127
"""The longest password in bytes of UTF-8 (ISO 32000-2, 7.6.4.3.3); viewers would cut a longer one."""

_PROHIBITED = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


def prepared(password: str) -> str:
    """Return the password as viewers will read it, empty for none. Raises ExportFailed when they could not.

    Characters younger than Unicode 3.2 pass as they are, as RFC 3454 (section 7) has it for queries.
    """
    mapped = "".join(_mapped(char) for char in password)
    text = ucd_3_2_0.normalize("NFKC", mapped)
    if bool(password) != bool(text) or any(is_in(char) for char in text for is_in in _PROHIBITED):
        raise ExportFailed(
            "This password holds a character that cannot be typed again. Please choose another one."
        )
    if not _runs_one_way(text):
        raise ExportFailed(
            "This password mixes letters that run to the left with others, and not every viewer could "
            "open the file. Please choose another one."
        )
    if len(text.encode()) > LIMIT:
        raise ExportFailed("This password is too long for a PDF. Please choose one of at most 127 letters.")
    return text


def _mapped(char: str) -> str:
    if stringprep.in_table_c12(char):
        return " "
    return "" if stringprep.in_table_b1(char) else char


def _runs_one_way(text: str) -> bool:
    """Tell whether a text with letters that run to the left has no others, and begins and ends with one."""
    if not any(map(stringprep.in_table_d1, text)):
        return True
    ends = stringprep.in_table_d1(text[0]) and stringprep.in_table_d1(text[-1])
    return ends and not any(map(stringprep.in_table_d2, text))
