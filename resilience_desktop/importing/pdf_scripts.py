"""Tell scripts apart where lines and words are put together differently."""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff60\U0001f000-\U0001f2ff\U00020000-\U0003ffff]"
)
_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")


def runs_left(text: str) -> bool:
    """Return whether a letter of a script that is read from the right stands in the text."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_spaceless(char: str) -> bool:
    """Return whether a character's script puts no space where a line ends."""
    return _SPACELESS.match(char) is not None


def plain(text: str) -> str:
    """Return letters for what stands in a file as ligatures (ﬁ) or as shapes of Arabic letters."""
    if text.isascii():  # nearly every letter of nearly every file
        return text
    return _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
