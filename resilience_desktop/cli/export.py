"""Write a vault's reflections as one file; as JSON, with everything else that the person made."""

from __future__ import annotations

import argparse
from contextlib import closing

from .. import paths, readings, settings
from ..errors import AlreadyThere, ResilienceError
from ..export import json_file, markdown, pdf, text
from ..export.document import Choice, Document, build
from ..files import write_atomically
from ..settings import Settings
from ..workbook.practice import Kept
from . import commands, terminal

_NOTHING_YET = "There is no reflection in this vault yet, so no file was made."
_IS_THERE = "There is a file of that name already. It was left as it is; --replace puts the new one there."
_MISSING = "The pages show � for these characters, because no font here has them:"


def export(request: argparse.Namespace) -> int:
    """Write all reflections, the oldest first, to a file of mode 0600, after closing the vault.

    Raises AlreadyThere before a passphrase is asked for, and all that opening and writing raise.
    """
    commands.refuse_to_replace(request)
    if not request.replace and (request.out.exists() or request.out.is_symlink()):
        raise AlreadyThere(_IS_THERE)
    with closing(commands.open_vault(request)) as vault:
        reflections = [vault.reflection(number) for number in sorted(one.id for one in vault.summaries())]
        former = vault.history.former(each.id for each in reflections)
        letters = [vault.letters.find(one.id) for one in reversed(vault.letters.summaries())]
        ledger = vault.ledger.entries()[::-1]
        practice = vault.practice.everything()
        parsed = [(edition.id, readings.parse(edition.markdown)[0]) for edition in vault.editions()]
    more = request.format == "json" and (letters or practice != Kept())
    if not reflections and not more:
        raise ResilienceError(_NOTHING_YET)
    if request.format == "json":
        written = json_file.write(reflections, former, letters, ledger, practice).encode()
    else:
        known = {number: reading for number, reading in parsed if reading}
        document = build(reflections, known, Choice(check_ins=True, marks=request.highlights))
        written = _written(document, request)
    write_atomically(request.out, written, replace=request.replace)
    terminal.say(f"Saved: {request.out}")
    return 0


def _written(document: Document, request: argparse.Namespace) -> bytes:
    if request.format == "pdf":
        return _pages(document, settings.load(paths.find(request.data_dir).settings))
    write = markdown.write if request.format == "markdown" else text.write
    return write(document).encode()


def _pages(document: Document, chosen: Settings) -> bytes:
    layout = pdf.Layout(
        pdf.Paper[chosen.paper.upper()], pdf.TextSize[chosen.text_size.upper()], pdf.Face(chosen.face)
    )
    made = pdf.render(document, layout)
    if made.missing:
        terminal.say("\n".join((_MISSING, *made.missing)))
    return made.data
