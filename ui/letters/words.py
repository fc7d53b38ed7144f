"""Say in words what left the vault."""

from __future__ import annotations

from resilience_desktop.workbook import Form, Kind, Leaving, Left, LetterSummary, Moment

_FORMS = {
    Form.PDF: "PDF",
    Form.LOCKED_PDF: "PDF with password",
    Form.TEXT: "Text",
    Form.COPIED: "Copied",
}
_WORDLESS = {Kind.WORKSHEET: "A blank worksheet", Kind.SHEET: "A recovery sheet"}


def line_of(letter: LetterSummary) -> str:
    """Return the two lines of a letter in the list."""
    to = " ".join(letter.to.split())
    return f"{f'To {to}' if to else 'A letter'}\n{when(letter.begun)}"


def when(at: Moment) -> str:
    """Return a moment for people, such as ``22 November 2026, 20:41``."""
    return f"{at.day()}, {at.time()}"


def entry_of(left: Left) -> str:
    """Return the two lines of an entry in the ledger."""
    to = " ".join(left.what.to.split())
    form = f"{_FORMS[left.what.form]} · for {to}" if to else _FORMS[left.what.form]
    return f"{when(left.at)} · {what(left.what)}\n{form} · fingerprint {left.sha256[:12]}…"


def what(leaving: Leaving) -> str:
    """Return what left, such as ``2 reflections with 5 answers``."""
    answers = _count(len(leaving.answers), "answer")
    if leaving.kind in _WORDLESS:
        return _WORDLESS[leaving.kind]
    if leaving.kind is Kind.LETTER:
        return f"A letter with words from {answers}" if leaving.answers else "A letter"
    return f"{_count(len({reflection for reflection, _ in leaving.answers}), 'reflection')} with {answers}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
