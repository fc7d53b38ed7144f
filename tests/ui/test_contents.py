"""What the navigation lists, and which entry a page stands under."""

import pytest

from resilience_desktop.workbook import Moment, Reading, ReflectionSummary
from ui.contents import entry_of
from ui.desk import LISTED, Page

READING = Reading("tea", "1", "Tea", "en", (), ())
DAY = Moment(1_790_000_000_000, "+00:00")
ROUNDS = tuple(ReflectionSummary(number, "tea", "Tea", DAY, DAY, 1) for number in range(20, 0, -1))


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        (None, "today"),
        (Page(READING), "today"),
        (Page(READING, 20), "today"),
        (Page(READING, 19), "reflection:19"),
        (Page(READING, 20 - LISTED), "rounds"),
        (Page(READING, 19, binned=True), "bin"),
    ],
)
def test_a_page_stands_under_its_own_entry(page, entry):
    assert entry_of(page, ROUNDS) == entry
