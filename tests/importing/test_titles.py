from __future__ import annotations

import pytest

from resilience_desktop.importing import titles
from resilience_desktop.workbook import Role

from .outlines import LONG, outline, para, taken


def title(made):
    return taken(made, Role.TITLE)


def test_what_the_file_calls_itself_is_the_title_where_it_stands():
    made = outline("Care Letters", "Small gates", LONG, title="SMALL GATES")
    assert title(made) == ["Small gates"]
    assert made.pieces[1].why == titles.FILE_SAYS


def test_a_title_on_two_lines_is_found_by_the_files_own():
    assert title(outline("Small gates", "in high walls", LONG, title="Small gates in high walls")) == [
        "Small gates",
        "in high walls",
    ]


def test_a_title_that_stands_only_in_the_files_properties_is_added_in_front():
    made = outline(LONG, LONG, title="Small gates")
    assert made.pieces[0].text == "Small gates"
    assert made.pieces[0].why == titles.PROPERTIES


@pytest.mark.parametrize(
    "said", ["Microsoft Word - draft7.doc", "scan_0012.pdf", "Untitled-3", "Document1", "", " "]
)
def test_the_name_of_a_file_is_no_title(said):
    assert title(outline(LONG, LONG, title=said)) == []


def test_the_largest_line_is_the_title_also_on_two_rows_and_below_a_small_line():
    made = outline(
        para("Care Letters", size=0.9), para("Small gates", size=2.0), para("in high walls", size=2.0), LONG
    )
    assert title(made) == ["Small gates", "in high walls"]
    assert [piece.text for piece in made.pieces][:2] == ["Care Letters", "Small gates"]


@pytest.mark.parametrize(
    "first", ["Reflections on a long winter", "A journal for tired teachers", "Who cares?"]
)
def test_a_title_may_hold_a_word_that_announces_questions(first):
    assert title(outline(first, LONG, "Reflection", "What helps you?")) == [first]


def test_a_first_heading_below_a_larger_first_line_is_not_the_title():
    made = outline(
        para("Small gates", size=2.0, is_bold=True), para("Introduction", heading=1, size=1.4), LONG
    )
    assert title(made) == ["Small gates"]
    assert taken(made, Role.HEADING) == ["Introduction"]


def test_a_text_that_begins_at_once_has_no_title():
    assert title(outline(LONG, LONG, "Reflection", "What helps you?")) == []


@pytest.mark.parametrize(
    "last", ["Further reading", "About the author", "Quellen", "Remerciements", "Sources"]
)
def test_what_stands_at_the_end_of_many_texts_is_not_taken_for_a_title_that_stands_last(last):
    made = outline(LONG, LONG, "Reflection", "What helps you?", last, LONG)
    assert title(made) == []
    assert made.notes == ()
    assert made.pieces[0].text == LONG


def test_a_heading_behind_the_questions_stays_where_the_text_has_a_title():
    made = outline("Small gates", LONG, "Reflection", "What helps you?", "Going on from here", LONG)
    assert title(made) == ["Small gates"]
    assert [piece.text for piece in made.pieces][-2:] == ["Going on from here", LONG]


def test_a_large_title_that_stands_behind_the_text_is_moved_to_the_front_with_its_introduction():
    made = outline(
        f"One. {LONG}",
        f"Two. {LONG}",
        para("Reflection", size=1.2),
        "What helps?",
        para("Gates", size=2.0),
        LONG,
    )
    assert [piece.text[:5] for piece in made.pieces] == ["Gates", "When ", "One. ", "Two. ", "Refle", "What "]
    assert made.notes == (titles.MOVED_ALL,)


def test_a_large_title_in_the_middle_is_moved_alone():
    made = outline(
        f"One. {LONG}", f"Two. {LONG}", para("Gates", size=2.0), LONG, para("Part", size=1.3), LONG
    )
    assert [piece.text[:5] for piece in made.pieces][:3] == ["Gates", "One. ", "Two. "]
    assert made.notes == (titles.MOVED_TITLE,)


def test_a_line_below_the_title_is_text_and_a_short_one_a_heading():
    made = outline("Small gates", "Prepared by the learning group of Willow House", LONG)
    assert taken(made, Role.HEADING) == []
    assert taken(outline("Small gates", "Introduction", LONG), Role.HEADING) == ["Introduction"]


def test_a_salutation_is_no_title():
    assert title(outline("Hi all,", LONG, LONG)) == []


def test_a_line_below_the_title_in_letters_of_its_own_is_no_heading():
    made = outline(
        *(para("Small gates", size=2.0), para("A one-page handout", size=1.3), LONG),
        *(para("How it begins", is_bold=True), LONG),
    )
    assert taken(made, Role.HEADING) == ["How it begins"]
    assert [piece.level for piece in made.pieces if piece.role is Role.HEADING] == [2]
