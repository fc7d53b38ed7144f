"""A reading of the tests' own that asks in every way there is, and answers to it."""

from __future__ import annotations

from resilience_desktop import readings
from resilience_desktop.workbook import Reading

from .conftest import ROOT

PACK = ROOT / "tests" / "data" / "every-type" / "pack.md"

WRITTEN = {
    "words": "A heron.\nIt stood.",
    "things": "bread crumbs\n\na glove",
    "how-heavy": "7",
    "how-far": "30\nmostly at the bridge",
    "company": "A friend",
    "what-helped": "The water\nNothing: I hurried\nmy own humming",
}
"""An answer to each prompt that keeps any, in the form that it asks for."""

RELEASE = "to-leave"
"""The prompt whose words are kept nowhere."""


def reading() -> Reading:
    """Return the reading."""
    found, problems = readings.load(PACK)
    assert found is not None
    assert problems == ()
    return found
