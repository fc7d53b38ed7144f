"""Show the reading of a round with one answer."""

import pytest

from tests.ui.screens.marking_steps import reading_in


@pytest.fixture
def page(write):
    return write("an answer")


@pytest.fixture
def shown(open_window, opened_at, page):
    """Return the window on a round with one answer."""
    return open_window(opened_at(page))


@pytest.fixture
def view(shown):
    return reading_in(shown)
