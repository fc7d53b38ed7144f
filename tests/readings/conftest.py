from __future__ import annotations

from collections.abc import Callable

import pytest

from resilience_desktop.readings import Problem, parse

HEAD = {
    "format": "1",
    "id": "a-reading",
    "version": '"1.0"',
    "title": "A reading",
    "language": "en-GB",
}
PROMPT = "```prompt\nid: first\nlabel: First\nask: What is here?\n```\n"

Maker = Callable[..., str]


@pytest.fixture
def pack() -> Maker:
    """Make a pack that has no problem but those that the arguments bring; None leaves a key out."""

    def make(body: str = "", prompts: str = PROMPT, **facts: str | None) -> str:
        lines = [f"{key}: {value}" for key, value in (HEAD | facts).items() if value is not None]
        return "\n".join(["---", *lines, "---", "", body, "", prompts])

    return make


@pytest.fixture
def only_problem() -> Callable[[str], Problem]:
    """Return the one problem of a text, after seeing that there is a reading unless it is an error."""

    def find(text: str, name: str = "pack.md") -> Problem:
        reading, (problem,) = parse(text, name)
        assert (reading is None) == problem.is_error
        return problem

    return find
