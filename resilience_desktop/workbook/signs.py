"""Tell the characters that cannot be shown."""

from __future__ import annotations

import re

UNSHOWN = re.compile(r"[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that cannot be shown: what YAML 1.1 section 5.1 calls not printable, and NEL."""

_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")


def shown(text: str) -> str:
    """Return a text with every kind of line break as a newline, and without what cannot be shown."""
    return UNSHOWN.sub("", _BREAKS.sub("\n", text))
