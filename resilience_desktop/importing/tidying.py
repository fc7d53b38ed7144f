"""Bring what was read of any file into one shape: whole runs, no broken lines, nothing unshowable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..workbook import Run
from .marks import mark
from .pdf_scripts import plain
from .raw import RawFile, RawParagraph

_UNSHOWN = re.compile("[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u00ad\ufeff\u2060\u200b]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # pictures of one font; in another they mean nothing
_SPACES = re.compile("[ \t\r\f\v]+")
_AROUND_LINES = re.compile(" *\n *")
_ENDED = re.compile(r"""[.!?…:;。！？؟۔]["'”’»“)\]]*$""")


def tidied(raw: RawFile) -> RawFile:
    """Return the file without empty paragraphs; what was broken by hand within one is parted where it ends.

    A bullet that was typed before a text becomes one.
    """
    return replace(
        raw,
        paragraphs=tuple(one for paragraph in raw.paragraphs for one in _tidy(paragraph)),
        title=_clean(raw.title).strip(),
        authors=tuple(filter(None, (_clean(author).strip() for author in raw.authors))),
        language=_clean(raw.language).strip(),
        license=_clean(raw.license).strip(),
    )


def _tidy(paragraph: RawParagraph) -> Iterator[RawParagraph]:
    first = True
    for lines in _parts(list(_lines(paragraph.runs))):
        runs = _trimmed(_joined(lines))
        if not runs:
            continue
        kept = paragraph if first else replace(paragraph, item=None, gap=0.0)
        made = _without_private(_itemized(replace(kept, runs=runs)))
        if made.runs:
            yield made
            first = False


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line that a person broke by hand."""
    line: list[Run] = []
    for run in runs:
        text = _AROUND_LINES.sub("\n", _cleaned(run.text))
        for number, part in enumerate(text.split("\n")):
            if number:
                yield line
                line = []
            if part or run.footnote:
                line.append(replace(run, text=part))
    yield line


def _parts(lines: list[list[Run]]) -> Iterator[list[list[Run]]]:
    """Yield the lines that belong together: all, unless they are items or each of them ends a sentence."""
    texts = ["".join(run.text for run in line).strip() for line in lines]
    shown = [text for text in texts if text]
    apart = any(map(mark, shown)) or all(_ENDED.search(text) for text in shown[:-1])
    part: list[list[Run]] = []
    for line, text in zip(lines, texts, strict=True):
        if part and (apart or not text):
            yield part
            part = []
        part.append(line)
    yield part


def _joined(lines: list[list[Run]]) -> list[Run]:
    """Return the runs of one paragraph, neighbours of one style as one."""
    styles: list[Run] = []
    texts: list[list[str]] = []  # of each style, joined at the end: one by one would take quadratic time
    for number, line in enumerate(lines):
        for run in [Run(" "), *line] if number and styles else line:
            style = replace(run, text="")
            blank = not run.text.strip() and not run.footnote  # a space is of any style
            if styles and not styles[-1].footnote and (blank or styles[-1] == style):
                texts[-1].append(run.text)
            else:
                styles.append(style)
                texts.append([run.text])
    return [
        replace(style, text=_SPACES.sub(" ", "".join(text)))
        for style, text in zip(styles, texts, strict=True)
    ]


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Return the runs without room at either end, none where nothing is left."""
    while runs and not runs[0].footnote and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].footnote and not runs[-1].text.strip():
        del runs[-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)


def _itemized(paragraph: RawParagraph) -> RawParagraph:
    first = paragraph.runs[0]
    found = mark(first.text) if paragraph.item is None and not paragraph.furniture else None
    if not found or not found.certain or len(first.text) <= found.length:
        return paragraph
    runs = (replace(first, text=first.text[found.length :]), *paragraph.runs[1:])
    return replace(paragraph, runs=runs, item=found.number)


def _without_private(paragraph: RawParagraph) -> RawParagraph:
    runs = [replace(run, text=_PRIVATE.sub("", run.text)) for run in paragraph.runs]
    return replace(paragraph, runs=_trimmed(runs))


def _clean(text: str) -> str:
    return _SPACES.sub(" ", _cleaned(text).replace("\n", " "))


def _cleaned(text: str) -> str:
    """Return a text without what cannot be shown; strange room becomes a space, so that words stay apart.

    What was copied out of a PDF has ligatures in it as well.
    """
    return plain(_UNSHOWN.sub("", _SPACES.sub(" ", text)))
