"""Show the pages on which a file takes shape in a whole window."""

import pytest


@pytest.fixture
def window(library, opened, open_window):
    return open_window(opened)
