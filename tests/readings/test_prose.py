from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_desktop.readings import parse, prose
from resilience_desktop.readings.problem import Report
from resilience_desktop.workbook import Footnote, Heading, Listing, Paragraph, Quote, Rule, Run


def read(text: str) -> tuple[prose.Page, list[tuple[int, bool]]]:
    report = Report("pack.md", text.count("\n") + 1)
    page = prose.read(text, report)
    return page, [(problem.line, problem.is_error) for problem in report.problems()]


def clean(text: str) -> prose.Page:
    page, problems = read(text)
    assert not problems
    return page


def plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def test_paragraphs_join_their_lines_with_a_space():
    assert clean("one\ntwo\n\nthree").body == (plain("one two"), plain("three"))


@pytest.mark.parametrize("end", ["\\", "  "])
def test_a_line_break_that_is_asked_for_stays(end):
    assert clean(f"one{end}\ntwo").body == (plain("one\ntwo"),)


def test_headings_keep_their_level():
    assert clean("## Two\n\nOne\n===").body == (Heading(2, (Run("Two"),)), Heading(1, (Run("One"),)))


def test_emphasis_strength_and_code_are_runs_of_their_own():
    (paragraph,) = clean("a *b **c*** `d`").body
    assert paragraph.runs == (
        Run("a "),
        Run("b ", emphasis=True),
        Run("c", emphasis=True, strong=True),
        Run(" "),
        Run("d", code=True),
    )


def test_emphasis_within_emphasis_ends_with_the_outer_one():
    (paragraph,) = clean("*a _b_ c*").body
    assert paragraph.runs == (Run("a b c", emphasis=True),)


def test_lists_keep_their_kind_and_first_number():
    assert clean("- a\n- b\n").body == (Listing(0, ((plain("a"),), (plain("b"),))),)
    assert clean("3. a\n4. b\n").body == (Listing(3, ((plain("a"),), (plain("b"),))),)
    assert clean("0. a\n").body == (Listing(1, ((plain("a"),),)),)


def test_an_empty_item_keeps_its_place():
    assert clean("- a\n-\n- b\n").body == (Listing(0, ((plain("a"),), (), (plain("b"),))),)


def test_quotes_and_lists_hold_blocks():
    (quote,) = clean("> a\n>\n> - b\n>\n>   c\n").body
    assert quote == Quote((plain("a"), Listing(0, ((plain("b"), plain("c")),))))


def test_a_rule_and_an_empty_heading():
    assert clean("a\n\n***\n\n#\n\nb").body == (plain("a"), Rule(), plain("b"))


def test_escapes_and_entities_are_the_characters_they_stand_for():
    assert clean(r"\*a\* &amp; \<b> &lt;").body == (plain("*a* & <b> <"),)


def test_footnotes_are_numbered_in_the_order_of_their_marks():
    page = clean("x[^b] y[^a] z[^b]\n\n[^a]: first\n\n[^b]: second\n\n    more\n")
    assert [run.footnote for run in page.body[0].runs] == [0, 1, 0, 2, 0, 1]
    assert page.footnotes == (Footnote(1, (plain("second"), plain("more"))), Footnote(2, (plain("first"),)))


def test_a_footnote_may_point_to_another():
    page = clean("[^b]: end\n\n[^a]: see[^b]\n\nx[^a]")
    assert [note.number for note in page.footnotes] == [1, 2]
    assert page.footnotes[0].blocks == (Paragraph((Run("see"), Run("", footnote=2))),)


def test_footnote_marks_carry_the_style_around_them():
    (paragraph,) = clean("*x[^a]*\n\n[^a]: n").body
    assert paragraph.runs == (Run("x", emphasis=True), Run("", emphasis=True, footnote=1))


def test_a_footnote_that_nothing_points_to_is_a_warning():
    page, problems = read("x\n\n[^a]: n [^b]\n\n    [^b]: inner")
    assert problems == [(3, False), (5, False)]
    assert page.footnotes == ()


def test_a_footnote_inside_one_that_is_left_out_is_still_found():
    page, problems = read("x[^b]\n\n[^a]: n\n\n    [^b]: inner")
    assert problems == [(3, False)]
    assert page.footnotes == (Footnote(1, (plain("inner"),)),)


def test_a_mark_without_a_footnote_is_a_warning_and_stays_in_sight():
    page, problems = read("a\nb[^x]")
    assert problems == [(2, False)]
    assert page.body == (plain("a b[^x]"),)


def test_the_first_of_two_footnotes_of_one_name_counts():
    page, problems = read("x[^a]\n\n[^a]: one\n\n[^a]: two")
    assert problems == [(5, False)]
    assert page.footnotes == (Footnote(1, (plain("one"),)),)


@pytest.mark.parametrize(
    "html", ["<b>x</b>", "a <br> b", "<div>\nx\n</div>", "<!-- x -->", "<script>x</script>", "a <!-- x --> b"]
)
def test_html_is_an_error_on_its_line(html):
    _, problems = read(f"a\n\n{html}")
    assert problems
    assert set(problems) == {(3, True)}


def test_html_further_down_in_a_paragraph_is_found_on_its_own_line():
    assert read("a\nb\n<b\nid=x> c\nd <i>")[1] == [(3, True), (5, True)]


@pytest.mark.parametrize(
    "link",
    [
        "[a](https://example.org)",
        "[a](//example.org)",
        "[a](mailto:a@example.org)",
        "<https://example.org>",
        "<a@example.org>",
        "![a](https://example.org/a.png)",
        "![a](a.png)",
        "[![a](a.png)](HTTP://example.org)",
    ],
)
def test_pictures_and_remote_addresses_are_errors(link):
    _, problems = read(f"a\n{link}")
    assert problems
    assert {line for line, _ in problems} == {2}
    assert all(is_error for _, is_error in problems)


def test_a_remote_address_is_found_where_it_is_defined_even_if_nothing_uses_it():
    assert read("a\n\n[x]: https://example.org\n[x]: https://example.com\n")[1] == [(3, True), (4, True)]


def test_an_address_in_plain_text_is_text():
    assert clean("see https://example.org/a").body == (plain("see https://example.org/a"),)


def test_a_link_within_the_reading_is_a_warning_and_its_words_stay():
    page, problems = read("a [b *c*](#d) e")
    assert problems == [(1, False)]
    assert page.body == (Paragraph((Run("a b "), Run("c", emphasis=True), Run(" e"))),)


@pytest.mark.parametrize("block", ["```python\nx  y\n  z\n```", "    x  y\n      z"])
def test_a_block_of_code_is_a_warning_and_is_shown_as_it_stands(block):
    page, problems = read(f"a\n\n{block}\n")
    assert problems == [(3, False)]
    assert page.body[1] == Paragraph((Run("x  y\n  z", code=True),))


def test_eight_lists_deep_is_deep_enough():
    def nested(depth: int) -> str:
        return "".join(f"{'  ' * level}- a\n" for level in range(depth))

    clean(nested(8))
    assert read(nested(9))[1] == [(9, True)]


@pytest.mark.parametrize("depth", [17, 19, 40])
def test_deep_quotes_and_footnotes_are_told_rather_than_cut_off(depth):
    clean("> " * 16 + "a")
    assert (1, True) in read("> " * depth + "a")[1]
    assert (1, True) in read("".join(f"[^{n}]: " for n in range(depth)) + "a")[1]


def test_a_control_character_cannot_come_in_through_an_entity():
    assert read("a\nb &#12; c")[1] == [(2, True)]


@given(st.lists(st.text("abc,.é", min_size=1, max_size=8), min_size=1, max_size=30))
@settings(max_examples=50)
def test_plain_words_all_come_through(words):
    (paragraph,) = clean("x" + " ".join(words)).body
    assert "".join(run.text for run in paragraph.runs) == "x" + " ".join(words)


def test_lines_are_those_of_the_file(pack):
    _, problems = parse(pack("one\n\n<b>two</b>"))
    assert {problem.line for problem in problems} == {11}
