"""Write runs as Markdown that gives back the same words, whatever signs are among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from ..workbook import Paragraph, Run
from ..workbook.signs import shown

_SIGNS = re.compile(r"[\\`*_\[<]|&(?=[#A-Za-z])")
_AT_START = re.compile(r"^(?:[#>+=~:|-]|\d{1,9}(?=[.)]))")
_ODD_MARK = re.compile(r"(\[\^\d+\])(?=[(:])")


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs without signs that cannot be shown, equal neighbours joined; none without words."""
    known = [run if run.footnote else replace(run, text=shown(run.text)) for run in runs]
    groups = groupby((run for run in known if run.footnote or run.text), lambda run: replace(run, text=""))
    joined = tuple(replace(style, text="".join(run.text for run in group)) for style, group in groups)
    return joined if any(run.footnote or run.text.strip() for run in joined) else ()


def inline(runs: Sequence[Run]) -> str:
    """Return tidy runs as the lines of one paragraph; a style that Markdown cannot say there is left out."""
    if any(run.emphasis or run.strong or run.code for run in runs):
        styled = _lines("".join(map(_styled, runs)))
        if _reads_as(styled, runs):
            return styled
    return _lines("".join(map(_escaped, runs)))


def length(runs: Iterable[Run]) -> int:
    """Return how many characters runs take as Markdown, or a few more."""
    return sum(len(_styled(run)) + 2 * run.text.count("\n") for run in runs)


def in_a_line(text: str) -> str:
    """Return a text on one line, without what cannot be shown."""
    return " ".join(shown(text).split())


def _lines(markdown: str) -> str:
    """Return Markdown with each line break a hard one, and no line taken for the beginning of a block."""
    lines = (line.strip() for line in _ODD_MARK.sub(r"\1\\", markdown).split("\n"))
    return "\\\n".join(_AT_START.sub(_first_sign, line) for line in lines if line)


def _first_sign(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}"


def _escaped(run: Run) -> str:
    return f"[^{run.footnote}]" if run.footnote else _SIGNS.sub(r"\\\g<0>", run.text)


def _styled(run: Run) -> str:
    core = run.text.strip()
    if not core or not (run.emphasis or run.strong or run.code):
        return _escaped(run)
    before, _, after = run.text.partition(core)
    sign = "*" * (run.emphasis + 2 * run.strong)
    said = f"`{core}`" if run.code else _escaped(replace(run, text=core))
    return f"{before}{sign}{said}{sign}{after}"


def _reads_as(markdown: str, runs: Sequence[Run]) -> bool:
    """Tell whether the reader of packs makes the same words of it, and marks in the same places."""
    from .problem import Report
    from .prose import read

    notes = "".join(f"\n\n[^{number}]:" for number in {run.footnote for run in runs if run.footnote})
    report = Report("", 1)
    page = read(markdown + notes, report)
    if report.problems() or len(page.body) != 1 or not isinstance(page.body[0], Paragraph):
        return False
    return _words(page.body[0].runs) == _words(runs)


def _words(runs: Iterable[Run]) -> list[str]:
    return "".join("\0" if run.footnote else run.text for run in runs).split()
