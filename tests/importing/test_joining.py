from __future__ import annotations

import pytest

from resilience_desktop.importing.joining import join


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Rest is", "not a reward."], "Rest is not a reward."),
        (["compas-", "sion"], "compassion"),
        (["compas\u2010", "sion"], "compassion"),
        (["Mit\u00ad", "gefühl"], "Mitgefühl"),
        (["self-", "care"], "self-care"),
        (["Anne-", "Marie"], "Anne-Marie"),
        (["2020-", "2024"], "2020-2024"),
        (["Selbst- und", "Fremdbild"], "Selbst- und Fremdbild"),
        (["Selbst-", "und Fremdbild"], "Selbst- und Fremdbild"),
        (["a pause -", "a breath"], "a pause - a breath"),
        (["疲れている", "とき"], "疲れているとき"),
        (["쉬는", "시간"], "쉬는 시간"),
        (["เหนื่อย", "มาก"], "เหนื่อยมาก"),
        (["  one  ", "", "two"], "one two"),
        (["alone"], "alone"),
    ],
)
def test_lines_become_one_as_their_language_joins_them(lines, joined):
    assert join(lines) == joined


def test_a_hyphen_in_doubt_stays_where_the_text_has_it_elsewhere():
    assert join(["burn-", "out"], "To speak of burn-out is no shame.") == "burn-out"
    assert join(["burn-", "out"], "Burnout; burnout again.") == "burnout"


def test_a_hyphen_that_belongs_to_the_word_stays_unless_the_text_shows_it_without():
    assert join(["co-", "operate"], "We cooperate.") == "cooperate"
    assert join(["co-", "facilitator"]) == "co-facilitator"
