"""Store text exactly as typed: as bytes, so that no layer below stops at a NUL or a lone surrogate."""

from __future__ import annotations


def to_bytes(text: str) -> bytes:
    """Return the text as UTF-8 in which a lone surrogate keeps its own three bytes."""
    return text.encode("utf-8", "surrogatepass")


def to_text(stored: bytes) -> str:
    """Return the text that ``to_bytes`` stored."""
    return stored.decode("utf-8", "surrogatepass")
