"""Read the facts about a reading that stand between dashes at the head of its pack."""

from __future__ import annotations

import re
from pathlib import PurePath

from . import flat
from .flat import Entry, Keys
from .problem import Report

FORMAT = "1"
"""The version of the pack format that this program reads."""

KEYS = Keys(
    required=("format", "id", "version", "title", "language"),
    optional=("authors", "license", "source", "care", "grounding", "series", "short"),
    lists=("authors", "grounding"),
)
LONGEST_LANGUAGE = 35
"""The most characters of a language; RFC 5646, section 4.4.1, finds that no tag in use is longer."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def split(text: str, report: Report) -> tuple[str, str] | None:
    """Return the front matter and the body, the latter moved down to the lines it has in the file."""
    lines = text.split("\n")
    closing = next((at for at, line in enumerate(lines) if at and line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not closing:
        report.error(
            1, "A pack begins with a line of three dashes, key: value lines, and three dashes again."
        )
        return None
    return "\n".join(lines[1:closing]), "\n" * (closing + 1) + "\n".join(lines[closing + 1 :])


def read(head: str, name: str, report: Report) -> dict[str, Entry]:
    """Return the facts by key; what is missing or wrong goes to the report.

    ``name`` is the file's name: a language in it is compared with the one in the facts.
    """
    facts = flat.read(head, 1, KEYS, report)
    format_, version, language = (facts.get(key) for key in ("format", "version", "language"))
    if format_ and format_.text != FORMAT:
        report.error(format_.line, f"This program reads packs of format {FORMAT}; this one is of another.")
    if version and not version.is_text:
        report.error(
            version.line,
            f'Put the version in quotes: version: "{version.text}". '
            "Without them it is a number or a date, and 1.10 would be the same as 1.1.",
        )
    if language:
        _check_language(language, name, report)
    flat.check_id(facts, report)
    return facts


def _check_language(language: Entry, name: str, report: Report) -> None:
    if not _LANGUAGE.fullmatch(language.text) or len(language.text) > LONGEST_LANGUAGE:
        report.error(language.line, "The language is a tag of BCP 47, such as en-GB, de or pt-BR.")
    named = re.fullmatch(r"pack\.(.+)\.md", PurePath(name).name)
    if named and named[1].casefold() != language.text.casefold():
        report.warn(language.line, "The language here and the one in the file’s name are not the same.")
