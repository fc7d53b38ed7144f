"""What left the vault, in words."""

import pytest

from resilience_desktop.workbook import Form, Kind, Leaving, Left, LetterSummary, Moment
from ui.letters.words import entry_of, line_of, what

AT = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")


@pytest.mark.parametrize(
    ("leaving", "words"),
    [
        (Leaving(Kind.LETTER, Form.PDF), "A letter"),
        (Leaving(Kind.LETTER, Form.PDF, answers=((1, "a"),)), "A letter with words from 1 answer"),
        (Leaving(Kind.REFLECTIONS, Form.PDF, answers=((1, "a"),)), "1 reflection with 1 answer"),
        (
            Leaving(Kind.REFLECTIONS, Form.PDF, answers=((1, "a"), (1, "b"), (2, "a"))),
            "2 reflections with 3 answers",
        ),
        (Leaving(Kind.WORKSHEET, Form.PDF), "A blank worksheet"),
        (Leaving(Kind.SHEET, Form.PDF), "A recovery sheet"),
    ],
)
def test_what_left_is_named(leaving, words):
    assert what(leaving) == words


def test_an_entry_says_when_in_which_form_for_whom_and_begins_the_hash():
    entry = Left(1, AT, Leaving(Kind.LETTER, Form.LOCKED_PDF, "the\nfacilitator"), "0123456789abcdef" * 4)
    assert entry_of(entry) == (
        "22 November 2026, 20:41 · A letter\n"
        "PDF with password · for the facilitator · fingerprint 0123456789ab…"
    )


@pytest.mark.parametrize(("to", "words"), [("the facilitator", "To the facilitator"), (" \n", "A letter")])
def test_a_letter_in_the_list_is_named_by_whom_it_is_for(to, words):
    assert line_of(LetterSummary(1, to, AT, AT)) == f"{words}\n22 November 2026, 20:41"
