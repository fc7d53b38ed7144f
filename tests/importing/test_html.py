"""Of a saved web page the text comes over, and what belongs to the site is told apart from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.errors import NothingToRead, TooMuchToRead
from resilience_desktop.importing import files
from resilience_desktop.workbook import Run

from . import samples


def read(body: str, head: str = "<meta charset=utf-8>"):
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return files.read(page.encode(), "a.html")


def kept(body: str) -> list[str]:
    return [one.text for one in read(body).paragraphs if not one.furniture]


def apart(body: str) -> list[str]:
    return [one.text for one in read(body).paragraphs if one.furniture]


def test_headings_quotations_and_lists_come_as_what_they_are():
    raw = read(
        "<h1>Gentle limits</h1><blockquote><p>Said once.</blockquote>"
        "<ol start=3><li>three<li value=7>seven<p>more of it<li>eight</ol><ul><li>one<ul><li>inner</ul></ul>"
        "<div role=heading aria-level=3>Sooner</div>"
    )
    assert [(one.heading, one.is_quote, one.item, one.text) for one in raw.paragraphs] == [
        (1, False, None, "Gentle limits"),
        (0, True, None, "Said once."),
        (0, False, 3, "three"),
        (0, False, 7, "seven"),
        (0, False, None, "more of it"),
        (0, False, 8, "eight"),
        (0, False, 0, "one"),
        (0, False, 0, "inner"),
        (3, False, None, "Sooner"),
    ]


def test_emphasis_entities_and_spaces_come_over_as_a_browser_shows_them():
    raw = read(
        "<p>\n A <b>firm</b>   &amp; <i style='font-weight:bold'>kind</i>\n"
        " limit &mdash; <code>so</code>.</p>"
    )
    assert raw.paragraphs[0].runs == (
        Run("A "),
        Run("firm", strong=True),
        Run(" & "),
        Run("kind", emphasis=True, strong=True),
        Run(" limit — "),
        Run("so", code=True),
        Run("."),
    )


def test_a_wholly_bold_paragraph_is_told_as_such():
    paragraph = read("<p><strong>All of it</strong></p>").paragraphs[0]
    assert (paragraph.is_bold, paragraph.runs) == (True, (Run("All of it"),))


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{}</nav>",
        "<footer>{}</footer>",
        "<aside>{}</aside>",
        "<header>{}</header>",
        "<div role=navigation>{}</div>",
        "<div id=cookie-banner>{}</div>",
        "<div class='site-menu open'>{}</div>",
        "<section class=newsletter>{}</section>",
    ],
)
def test_what_belongs_to_the_site_is_shown_apart(around):
    body = f"{around.format('<p>Of the site.</p>')}<p>A boundary is a kindness that says where we end.</p>"
    assert kept(body) == ["A boundary is a kindness that says where we end."]
    assert apart(body) == ["Of the site."]


def test_what_stands_beside_the_main_text_is_shown_apart():
    main = "<main><header><h1>Gentle limits</h1></header><p>Words.</p></main>"
    body = f"<p>A line of the site.</p><div>{main}</div>"
    assert kept(body) == ["Gentle limits", "Words."]
    assert apart(body) == ["A line of the site."]


@pytest.mark.parametrize("rest", ["<main><p>Words.</p></main>", "<section><p>Words.</p></section>"])
def test_a_title_is_of_the_text_wherever_it_stands(rest):
    body = f"<header><div><h1>Gentle limits</h1></div><nav>Home</nav></header>{rest}"
    assert kept(body) == ["Gentle limits", "Words."]
    assert apart(body) == ["Home"]


def test_a_name_says_nothing_where_it_holds_the_text_itself():
    assert kept("<div class=menu><p>All there is on this page.</p></div><p>Bye.</p>") == [
        "All there is on this page.",
        "Bye.",
    ]


def test_a_page_behind_a_notice_comes_over_though_screen_readers_pass_over_it():
    page = (
        "<div aria-hidden=true><p>A boundary is a kindness.</p></div><div role=dialog><p>Cookies?</p></div>"
    )
    assert (kept(page), apart(page)) == (["A boundary is a kindness."], ["Cookies?"])
    assert apart("<p>Most of the words stand here.</p><div aria-hidden=true>Ad</div>") == ["Ad"]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<noscript>no</noscript>",
        "<div hidden>no</div>",
        "<div style='display: none'>no</div>",
        "<span aria-hidden=true>no</span>",
        "<a class='skip-link'>no</a>",
        "<button>no</button>",
        "<!-- no -->",
        "<svg><text>no</text></svg>",
        "<template><p>no</p></template>",
    ],
)
def test_what_a_browser_does_not_show_is_not_there(unseen):
    raw = read(f"<p>Before.</p>{unseen}<p>After.</p>")
    assert [one.text for one in raw.paragraphs] == ["Before.", "After."]


NOTES = """
<p>One<sup><a href="#n2" id="m2">2</a></sup> and two<a href="#n1" role="doc-noteref" id="m1">[1]</a>.
See <a href="#more">below</a>.</p><h2 id="more">More</h2>
<ol><li id="n1"><p>First in the list. <a href="#m1">↩</a></p></li>
<li id="n2">Second. <a href="#m2">^</a></li></ol>
"""


def test_footnotes_are_found_and_numbered_in_the_order_of_their_marks():
    raw = read(NOTES)
    assert raw.paragraphs[0].runs == (
        Run("One"),
        Run("", footnote=1),
        Run(" and two"),
        Run("", footnote=2),
        Run(". See below."),
    )
    notes = [(one.note, one.item, one.text) for one in raw.paragraphs if one.note]
    assert sorted(notes) == [(1, None, "Second."), (2, None, "First in the list.")]


def test_looks_are_taken_from_the_style_sheets_that_word_processors_write():
    sheet = (
        "@media print { .b { font-style: italic } } p.b, .c{font-weight:700} .i{font-style:italic}"
        ".big{font-size:32px} .n{font-weight:400}"
    )
    body = (
        "<p>A <span class=b>firm</span> <span class='b n'>and</span> "
        "<span class=i>kind</span> limit, plainly.</p>"
        "<p class=big>Large</p>"
    )
    first, second = read(body, f"<style>{sheet}</style>").paragraphs
    assert first.runs == (
        Run("A "),
        Run("firm ", strong=True),
        Run("and "),
        Run("kind", emphasis=True),
        Run(" limit, plainly."),
    )
    assert (second.size, second.is_bold) == (2.0, False)


def test_lists_that_word_wrote_as_text_are_lists():
    ignore = "<span style='mso-list:Ignore'>{}<span>&nbsp; </span></span>"
    row = "<p style='mso-list:l0 level1 lfo1'>{}{}</p>"
    raw = read(row.format(ignore.format("1."), "One") + row.format(ignore.format("·"), "A point"))
    assert [(one.item, one.text) for one in raw.paragraphs] == [(1, "One"), (0, "A point")]


def test_what_the_page_says_of_itself_comes_over():
    page = (
        "<!doctype html><html lang=de-AT><head><title>Gentle limits | A site</title>"
        "<meta property='og:title' content='Gentle limits'><meta name=author content='Kim Sand'>"
        "<link rel=license href='https://creativecommons.org/licenses/by/4.0/'></head><p>Words.</html>"
    )
    raw = files.read(page.encode(), "a.html")
    assert (raw.title, raw.authors, raw.language) == ("Gentle limits", ("Kim Sand",), "de-AT")
    assert raw.license == "https://creativecommons.org/licenses/by/4.0/"


def test_the_encoding_that_the_page_names_is_used():
    said = "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>"
    page = f"<html><head>{said}</head><p>Zmęczenie"
    raw = files.read(page.encode("iso8859_2"), "a.html")
    assert (raw.paragraphs[0].text, raw.notes) == ("Zmęczenie", ())


def test_a_page_is_known_by_its_content_and_by_its_name():
    assert files.read(samples.whole_html(), "a.txt").paragraphs[0].heading == 1
    assert (
        files.read(b"<p>A <b>piece</b> of a page", "clipboard.html").paragraphs[0].text == "A piece of a page"
    )


def test_a_page_saved_whole_is_read_out_of_its_wrapping():
    raw = files.read(samples.whole_mhtml(), "a.mhtml")
    assert [one.text for one in raw.paragraphs] == list(samples.WORDS)


def test_a_page_without_words_has_nothing_to_read():
    with pytest.raises(NothingToRead):
        read("<script>words()</script>")
    with pytest.raises(NothingToRead):
        files.read(b"<html><!-- nothing --></html>", "a.html")


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_what_is_nested_is_read_and_what_is_nested_without_end_is_refused(tag):
    assert "The end." in read(f"<{tag}>" * 75 + "<p>The end.</p>").paragraphs[-1].text
    with pytest.raises(TooMuchToRead):
        read(f"<{tag}>" * 20_000 + "<p>The end.</p>")


TAGS = ("p", "li", "ol", "b", "h2", "nav", "br", "div", "td")
PARTS = ("a ", "B. ", *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS))


@given(st.lists(st.sampled_from(PARTS)))
def test_no_word_is_lost_however_the_page_is_woven(parts):
    body = "".join(parts)
    try:
        raw = read(body)
    except NothingToRead:
        assert not {"a ", "B. "}.intersection(parts)
        return
    text = "".join(one.text for one in raw.paragraphs)
    assert (text.count("a"), text.count("B")) == (body.count("a "), body.count("B."))


@pytest.mark.parametrize(
    "page",
    [
        b"<!---->" * 100_000 + b"<html><p>Words.",
        b"<html><style>" + (b".a," * 160 + b"{font-weight:700}") * 400 + b"</style><p>Words.",
        b"<html><style>" + b"a" * 300_000 + b"</style><p>Words.",
    ],
    ids=["comments", "selectors", "no rule"],
)
def test_what_is_made_to_take_long_is_read_like_any_page(page):
    assert [one.text for one in files.read(page, "a.html").paragraphs] == ["Words."]
