"""Name the words between controls by what they are for, not by how they look."""

from __future__ import annotations

from .label import Label


def title(text: str) -> Label:
    """Return a page's title; like the controls below it, it keeps its size when the reading grows."""
    return Label(text, "page")


def heading(text: str) -> Label:
    """Return the heading of a part of a page."""
    label = Label(text, "section")
    label.setContentsMargins(0, 16, 0, 0)
    return label


def body(text: str) -> Label:
    """Return a quiet paragraph in the controls' typeface."""
    return Label(text, "control", "quiet")


def note(text: str, tone: str = "quiet") -> Label:
    """Return a small line; ``tone`` is quiet, caution or danger."""
    return Label(text, "status", tone)
