"""Handouts becoming readings: how well the corpus is understood, and how long ten pages take."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

from resilience_desktop.importing import child
from tests.importing.corpus import measure as corpus
from tests.importing.corpus import source, typeset
from tests.importing.corpus.cases import CASES

from .figure import Figure, middle
from .words import ROOT

LEAST = {False: 98, True: 90}
"""Per cent that are to be right in clean and in messy files."""

PAGES = 10
MOST_SECONDS = 1
FLOOR = (sys.executable, "-m", "tests.benchmarks.children.bare_pdfium")


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    for is_messy, least in LEAST.items():
        cases = [case for case in CASES if case.is_messy is is_messy]
        score = corpus.total(corpus.score(case, corpus.outline(case)) for case in cases)
        files = f"{len(cases)} {'messy' if is_messy else 'clean'} files"
        yield Figure(f"paragraphs whole and in order, {files}", "%", 100 * score.order, None, least=least)
        yield Figure(
            f"prompts found that are prompts, {files}", "%", 100 * score.precision, None, least=least
        )
        yield Figure(f"prompts that are found, {files}", "%", 100 * score.recall, None, least=least)
    data = ten_pages(folder / "pages.pdf")
    ours, bare = [], []
    for _ in range(runs):
        ours.append(_took(lambda: child.understand_file(data, "pages.pdf")))
        bare.append(
            _took(lambda: subprocess.run(FLOOR, input=data, cwd=ROOT, check=True, capture_output=True))
        )
    said = f"{PAGES} pages of PDF in two columns to an outline, with the process that reads them"
    yield Figure(said, "s", middle(ours), middle(bare), most=MOST_SECONDS)


def ten_pages(path: Path) -> bytes:
    """Return a PDF of ten pages in two columns, set from texts of the corpus."""
    texts = [source.read(name) for name in source.names() if name[:2] == "en"]
    blocks = tuple(block for text in texts * 6 for block in text.body)
    typeset.make(source.Text("en-pages", blocks), "columns", path)
    made = io.BytesIO()
    with pikepdf.open(path) as pages:
        assert len(pages.pages) >= PAGES
        del pages.pages[PAGES:]
        pages.save(made)
    return made.getvalue()


def _took(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
