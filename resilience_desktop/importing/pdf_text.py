"""Join the lines of a paragraph to running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .pdf_lines import Line, Span
from .pdf_scripts import is_spaceless

_HYPHENS = "-\x02\u00ad\u2010"
_LONGEST = 100  # letters of a word
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)$")
_FIRST = re.compile(r"[^\W\d_]+")
_HALVES = {"self", "well", "ex", "half", "non", "all", "quasi", "vice"}
"""What English joins with a hyphen, so that one at a line's end is the writer's own."""
_LINKS = {
    "in",
    "of",
    "to",
    "the",
    "and",
    "up",
    "by",
    "on",
    "off",
    "out",
    "or",
    "at",
    "for",
    "a",
    "à",
    "de",
    "la",
    "y",
}
"""What stands between two hyphens, as in mother-in-law."""
_TAILS = {
    ("les", "est"): re.compile(
        "[nv]ous|[mt]oi|soi|mêmes?|ils?|elles?|on|je|tu|c[ei]|là|l[ae]s?|lui|leur|y|en"
    ),
    ("não", "uma"): re.compile("[smt]e|lhes?|[nv]os|[ao]s?|l[ao]s?|n[ao]"),
}
"""What French and Portuguese join with a hyphen, by words that tell the language."""
_SHARED = ("and", "or", "und", "oder", "bzw", "sowie")
"""What stands between two words that share a part, as in short- and long-term."""
_WHOLE = re.compile(
    "(ness|nesses|ish|ishly|ishness|less|lessly|lessness|hood|fare|ow.*|ied|ies|ing|eg.*|er.*)$"
)
"""…unless the rest shows another word (selfish, wellness, allow)."""


class Vocabulary:
    """Know the words of a whole file, so that a hyphen at a line's end can be told from the writer's own."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        is_broken = False
        for text in texts:
            found = _WORD.findall(text)[1 if is_broken else 0 :]
            is_broken = text.rstrip()[-1:] in tuple(_HYPHENS)
            self._words.update(
                word.replace("\u2010", "-").casefold() for word in (found[:-1] if is_broken else found)
            )

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Return whether the hyphen between the end of one line and the next belongs to the word."""
        found, rest = _LAST.search(before[-_LONGEST:]), _FIRST.match(after[:_LONGEST])
        if found is None or rest is None or not rest[0][0].islower():
            return True
        head, tail = found[1].replace("\u2010", "-").casefold(), rest[0].casefold()
        joined, hyphened = self._words[head + tail], self._words[f"{head}-{tail}"]
        if joined != hyphened:
            return hyphened > joined
        if self._is_own_tail(tail):
            return True
        if "-" in head and head.rpartition("-")[2] in _LINKS:
            return self._words[tail] > 0 or len(tail) < 5
        return head in _HALVES and not _WHOLE.match(tail)

    def _is_own_tail(self, tail: str) -> bool:
        """Return whether a word stands behind a hyphen in its own right, in the language of the file."""
        return any(
            tails.fullmatch(tail) is not None and all(sign in self._words for sign in signs)
            for signs, tails in _TAILS.items()
        )

    def __contains__(self, word: str) -> bool:
        return word.casefold() in self._words


def spans(lines: Sequence[Line], words: Vocabulary) -> list[Span]:
    """Return the text of a paragraph in its styles; spaces are single and hyphens at line ends undone."""
    found: list[Span] = []
    for line in lines:
        following = [span for span in line.spans if span.text]
        if found and following:
            found[-1] = replace(found[-1], text=_joint(found[-1], following[0], words))
        found += following
    return _tidy(found)


def _joint(before: Span, after: Span, words: Vocabulary) -> str:
    """Return what stands before a line's end, with what joins it to the next line."""
    text, following = before.text.rstrip(), after.text.lstrip()
    if not text or not following:
        return text
    if text.endswith("\u00ad"):
        return text.rstrip("\u00ad")
    if text[-1] in _HYPHENS and len(text) > 1 and text[-2].isalpha():
        if following.split(maxsplit=1)[0] in _SHARED:
            return f"{text[:-1]}- "
        return text[:-1] + ("-" if words.keeps_hyphen(text[:-1], following) else "")
    if text[-1] in "-\x02\u2010–/" and len(text) > 1 and not text[-2].isspace():
        return text  # 2019-/2020, and/or
    if text[-1] == "—" or (is_spaceless(text[-1]) and is_spaceless(following[0])):
        return text
    return text + " "


def _tidy(spans: Iterable[Span]) -> list[Span]:
    """Return spans without empty or doubled spaces, joined where they look alike."""
    found: list[Span] = []
    for span in spans:
        text = re.sub(r"\s+", " ", span.text.replace("\u00ad", "").replace("\x02", "-"))
        if not found or found[-1].text.endswith(" "):
            text = text.lstrip()
        last = found[-1] if found else None
        if last and (text.isspace() or replace(last, text="") == replace(span, text="")):
            found[-1] = replace(last, text=last.text + text)
        elif text:
            found.append(replace(span, text=text))
    for index in range(len(found) - 1):
        before, after = found[index], found[index + 1]
        if before.text.endswith(" ") and (before.is_bold or before.is_italic or before.is_raised):
            found[index] = replace(before, text=before.text.rstrip())
            found[index + 1] = replace(after, text=" " + after.text)
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return [span for span in found if span.text]
