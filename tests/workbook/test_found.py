"""What a search shows of a text: the words found, and the words around them on one line."""

from dataclasses import replace

from resilience_desktop.workbook import Footnote, Heading, Listing, Paragraph, Prompt, Quote, Reading, Run
from resilience_desktop.workbook.found import CONTEXT, hits_in, in_reading
from resilience_desktop.workbook.words import parse


def one(text, typed):
    (hit, *_), _more = hits_in(text, parse(typed), 1)
    return hit


def test_a_hit_says_where_it_stands_and_what_is_around_it():
    text = "Less angry. I noticed that I was tired\nbefore I was annoyed."
    hit = one(text, "tired")
    assert (hit.start, text[hit.start : hit.start + hit.length]) == (33, "tired")
    assert hit.before + hit.match + hit.after == text.replace("\n", " ")


def test_long_surroundings_are_cut_at_words_and_say_so():
    text = "one two " * 40 + "here " + "three four " * 40
    hit = one(text, "here ")
    assert hit.before.startswith(("…one", "…two"))
    assert hit.before.endswith("two ")
    assert hit.after.endswith(("three…", "four…"))
    assert len(hit.before) <= CONTEXT + 1 >= len(hit.after)


def test_only_the_first_places_are_listed_and_the_others_are_counted():
    hits, more = hits_in("so so so so", parse("so "), 3)
    assert (len(hits), more) == (3, 1)


def test_control_characters_do_not_reach_the_list():
    hit = one("a\0b\x1b[31m word \u2028 after", "word ")
    assert all(character.isprintable() for character in hit.before + hit.after)


def test_a_reading_is_searched_with_its_prompts_and_footnotes():
    def paragraph(text):
        return Paragraph((Run(text),))

    reading = Reading(
        "r",
        "1",
        "Meeting resistance",
        "en",
        (
            Heading(2, (Run("Pushing"),)),
            Quote((paragraph("a willow bends"),)),
            Listing(0, ((paragraph("first"),), (paragraph("second"),))),
        ),
        (Prompt("p", "P", "What went through you?", "A thought counts."),),
        (Footnote(1, (paragraph("Weng and others"),)),),
    )
    for typed in ("meeting", "willow", "second", "thought", "weng", '"went through"'):
        found = in_reading(reading, parse(typed))
        assert (found.reading_id, found.title, found.more) == ("r", "Meeting resistance", 0), typed
    assert in_reading(reading, parse("absent")) is None
    twice = in_reading(replace(reading, title="Willow"), parse("willow"))
    assert twice.more == 1
