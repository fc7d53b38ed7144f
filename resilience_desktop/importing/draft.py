"""Hold the paragraphs of a file while their roles are being found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..workbook import Noticed, Piece, Role, Run
from .raw import RawParagraph

_END = re.compile(r"[.!?…。！？؟۔।：:;][\"'”’»“)\]』」*†‡]*$")
_NEAR_END = 20
DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_ASKS = re.compile(r"[?？؟]")
_SENTENCE = re.compile(r"[^.!?…。！？؟]+(?:\.(?=\S)[^.!?…。！？؟]*)*[.!?…。！？؟]*[\"'”’»)\]』」]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold one paragraph as it was read, and what it is taken as so far."""

    raw: RawParagraph
    runs: tuple[Run, ...]
    role: Role = Role.TEXT
    why: str = ""
    level: int = 2
    number: int = 0
    when: Noticed | None = None

    @property
    def text(self) -> str:
        """Return the words without any style or mark."""
        return "".join(run.text for run in self.runs)

    @property
    def is_kept(self) -> bool:
        """Tell whether it belongs to the text, and not to the page or the notes below it."""
        return self.role not in (Role.LEFT_OUT, Role.FOOTNOTE)

    def taken_as(self, role: Role, why: str = "", *, level: int = 2) -> Draft:
        """Return the same paragraph in a role."""
        return replace(self, role=role, why=why, level=level)

    def piece(self) -> Piece:
        """Return it as a piece of the outline."""
        raw = self.raw
        return Piece(
            self.runs,
            self.role,
            self.why,
            item=raw.item,
            is_quote=raw.is_quote,
            level=self.level,
            number=self.number,
            when=self.when,
            page=raw.page,
        )


def ends_a_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return bool(_END.search(text.rstrip()[-_NEAR_END:]))


def asks(text: str) -> bool:
    """Tell whether there is a question in a text."""
    return bool(_ASKS.search(text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, roughly: an abbreviation may end one early."""
    return [match[0].strip() for match in _SENTENCE.finditer(text) if match[0].strip()]


def length(text: str) -> int:
    """Return a length in Latin letters; a sign of Chinese, Japanese or Korean says as much as three."""
    return len(text) + 2 * len(DENSE.findall(text))


def places(drafts: Sequence[Draft]) -> list[int]:
    """Return where what belongs to the text stands among the drafts."""
    return [place for place, draft in enumerate(drafts) if draft.is_kept]
