from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.importing import files
from resilience_desktop.workbook import Run


def read(text: str):
    return files.read(text.encode(), "a.md")


def shown(text: str):
    return [(one.heading, one.item, one.text) for one in read(text).paragraphs]


def test_headings_lists_quotations_and_tables_come_as_what_they_are():
    lists = "3. three\n4. four\n\n   more\n\n- a\n  - b\n- c\n"
    assert shown(f"# One\n\nTwo\n---\n\n{lists}\n| d | e |\n|---|---|\n| f | g |\n") == [
        (1, None, "One"),
        (2, None, "Two"),
        (0, 3, "three"),
        (0, 4, "four"),
        (0, None, "more"),
        (0, 0, "a"),
        (0, 0, "b"),
        (0, 0, "c"),
        *[(0, None, cell) for cell in "defg"],
    ]
    assert read("> Said once.\n").paragraphs[0].is_quote


def test_emphasis_code_breaks_and_links_come_over_as_words():
    text = "A **firm** and\n*kind* `limit`, [here](https://example.org) ![a picture](x.png)"
    raw = read(f"{text}\n\n**All of it**\n")
    assert raw.paragraphs[0].runs == (
        Run("A "),
        Run("firm", strong=True),
        Run(" and "),
        Run("kind ", emphasis=True),
        Run("limit", code=True),
        Run(", here"),
    )
    assert (raw.paragraphs[1].is_bold, raw.paragraphs[1].runs) == (True, (Run("All of it"),))


def test_footnotes_are_numbered_in_the_order_of_their_marks():
    raw = read("One[^b] and two[^a].\n\n[^a]: Second.\n[^b]: First.\n")
    first, second = Run("", footnote=1), Run("", footnote=2)
    assert raw.paragraphs[0].runs == (Run("One"), first, Run(" and two"), second, Run("."))
    assert [(one.note, one.text) for one in raw.paragraphs[1:]] == [(1, "First."), (2, "Second.")]


def test_a_text_between_two_drawn_lines_at_the_start_is_no_head():
    assert shown("---\nTired people are not weak.\n\nThey are tired.\n\n---\n\nMore.\n") == [
        (0, None, "Tired people are not weak."),
        (0, None, "They are tired."),
        (0, None, "More."),
    ]


def test_what_is_to_be_filled_in_between_angle_brackets_is_no_tag():
    text = "I feel <feeling>, <b>said</b><br><your name>\n\n<next>\n\n<div>\nthe end</div>\n<!-- a > b -->\n"
    texts = [one.text for one in read(text).paragraphs]
    assert texts == ["I feel <feeling>, said <your name>", "<next>", "the end"]


def test_the_facts_at_the_head_come_over_and_are_no_text():
    raw = read('---\ntitle: "Gentle limits"\nauthor: [Kim Sand, Lee]\nlang: de\nother: x\n---\nWorte.\n')
    assert (raw.title, raw.authors, raw.language) == ("Gentle limits", ("Kim Sand", "Lee"), "de")
    assert [one.text for one in raw.paragraphs] == ["Worte."]


def test_marks_of_the_web_are_taken_off_and_their_words_stay():
    raw = read("One<br>two <b>three</b>.\n\n<div>four</div>\n")
    assert [one.text for one in raw.paragraphs] == ["One two three.", "four"]


def test_a_text_that_would_take_too_long_is_read_as_plain_text():
    assert read("*a " * 10_000 + "\n").paragraphs[0].text.startswith("*a *a")
    assert read("words " + "[" * 400 + "\n").paragraphs[0].text.endswith("[" * 400)
    assert "deep" in read("> " * 40 + "deep\n").paragraphs[0].text
    assert "[^" in read("words [^" + "x" * 100 + "]\n").paragraphs[0].text


@given(st.text(st.sampled_from("ab *_`[]^#>-1.\n|\\"), min_size=1))
def test_no_word_is_lost_whatever_the_marks(text):
    words = sum(text.count(letter) for letter in "ab")
    raw = read(f"{text}\n\nz")
    found = "".join(one.text for one in raw.paragraphs)
    if "[" not in text:  # what a link or a note is called is no part of the text
        assert sum(found.count(letter) for letter in "ab") == words
