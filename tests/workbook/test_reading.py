from __future__ import annotations

import pytest

from resilience_desktop.workbook import Noticed, Prompt, Reading

PLAIN = Prompt("first", "First", "What came first?")
RESISTING = Prompt("letting-be", "Letting it be", "What is for now?", when=Noticed.RESISTANCE)
ALL_IN = Prompt("harm", "Harm", "How might it do harm?", when=Noticed.ALL_IN)


@pytest.mark.parametrize(
    ("noticed", "resisting", "all_in"),
    [
        (None, True, True),
        (Noticed.BOTH, True, True),
        (Noticed.RESISTANCE, True, False),
        (Noticed.ALL_IN, False, True),
    ],
)
def test_a_prompt_speaks_to_those_who_noticed_what_it_is_about(noticed, resisting, all_in):
    assert PLAIN.applies(noticed)
    assert RESISTING.applies(noticed) is resisting
    assert ALL_IN.applies(noticed) is all_in


def test_what_was_noticed_is_stored_by_these_words():
    """They stand in every vault: changing one would lose check-ins."""
    assert [noticed.value for noticed in Noticed] == ["resistance", "all-in", "both"]


def test_a_reading_goes_by_its_short_title_where_it_has_one():
    reading = Reading("tea", "1.0", "A slow cup of tea", "en", (), (PLAIN,))
    assert reading.name() == "A slow cup of tea"
    assert Reading("tea", "1.0", "A slow cup of tea", "en", (), (PLAIN,), short="Tea").name() == "Tea"
