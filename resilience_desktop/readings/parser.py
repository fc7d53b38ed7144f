"""Turn the text of a pack into a reading, or into words about what is wrong with it."""

from __future__ import annotations

from ..workbook import Reading
from . import limits
from .problem import Problem, Report

_WORDS = ("id", "version", "title", "language", "license", "source", "care", "series", "short")


def parse(text: str, name: str = "pack.md") -> tuple[Reading | None, tuple[Problem, ...]]:
    """Return the reading, or None where there is an error, and every problem in the order of lines.

    ``name`` is the file that the problems speak of. Line ends become those of Unix and a byte
    order mark goes, so that one pack is one edition on every system. Nothing is raised, whatever the text.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    report = Report(name, text.count("\n") + (not text.endswith("\n")))
    reading = _reading(text, name, report)
    return None if report.failed else reading, report.problems()


def _reading(text: str, name: str, report: Report) -> Reading | None:
    # Loading the readers of YAML and Markdown takes some 60 ms, which the lock screen need not wait for.
    from . import front_matter, prompts, prose

    limits.check(text, report)
    parts = None if report.failed else front_matter.split(text, report)
    if parts is None:
        return None
    head, body = parts
    facts = front_matter.read(head, name, report)
    page = prose.read(body, report)
    asked = prompts.read(page.fences, report)
    if report.failed:
        return None
    words = {key: entry.text for key, entry in facts.items() if key in _WORDS}
    authors = facts["authors"].items if "authors" in facts else ()
    return Reading(
        **words,
        authors=authors,
        grounding=facts["grounding"].items if "grounding" in facts else (),
        body=page.body,
        prompts=asked,
        footnotes=page.footnotes,
        markdown=text,
    )
