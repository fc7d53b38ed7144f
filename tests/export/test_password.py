"""A PDF's password, prepared as RFC 4013 says; the first examples are that document's own (section 3)."""

import pytest

from resilience_desktop.errors import ExportFailed
from resilience_desktop.export.password import prepared


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("I\u00adX", "IX"),
        ("user", "user"),
        ("USER", "USER"),
        ("\u00aa", "a"),
        ("\u2168", "IX"),
        ("quiet\u00a0harbour\u2003ü", "quiet harbour ü"),
        ("u\u0308", "ü"),
        ("\ufb01ne", "fine"),
        ("\u0627\u0628", "\u0627\u0628"),
        ("tea 🫖", "tea 🫖"),
        ("", ""),
    ],
)
def test_a_password_is_read_as_viewers_read_it(typed, read):
    assert prepared(typed) == read
    assert prepared(read) == read


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("\u0007", "cannot be typed again"),
        ("\u0627\u0031", "run to the left"),
        ("\u0627x\u0628", "run to the left"),
        ("a\ud800", "cannot be typed again"),
        ("\ue000", "cannot be typed again"),
        ("\u00ad", "cannot be typed again"),  # nothing would be left of it
        ("a" * 128, "too long"),
        ("é" * 64, "too long"),
    ],
)
def test_a_password_that_not_every_viewer_could_read_is_refused(typed, words):
    with pytest.raises(ExportFailed, match=words) as refused:
        prepared(typed)
    assert typed not in str(refused.value)
