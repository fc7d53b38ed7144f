"""Markdown: the person's text is data, and comes out as it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from resilience_desktop.export import markdown
from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.workbook import Footnote, Heading, Listing, Paragraph, Quote, Rule, Run

NASTY = st.text(st.sampled_from("ab \n\t#*_`~<>[]()!&;:|\\-+=.0123'\"$@\u00a0\u2028x\r\x00é😀ا"), max_size=60)


def shown(source):
    """Return the text that a CommonMark reader shows for one paragraph."""
    tokens = MarkdownIt().parse(source)
    assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    parts = []
    for child in tokens[1].children if tokens else ():
        assert child.type in ("text", "hardbreak", "text_special")
        parts.append("\n" if child.type == "hardbreak" else child.content)
    return "".join(parts)


@given(NASTY | st.text(max_size=40))
def test_any_text_is_shown_as_it_was_typed(text):
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    expected = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", plain)
    assert shown(markdown.escape(text)) == expected


@pytest.mark.parametrize(
    "text", ["# no heading", "- no list", "1. no list", "> no quote", "    no code", "---", "a\n==="]
)
def test_nothing_that_was_typed_becomes_markup(text):
    assert shown(markdown.escape(text)) == text


def test_a_document_comes_out_as_expected():
    section = Section(
        title="Meeting * resistance",
        language="en",
        day="22 November 2026",
        check_in="Openness: 3 of 10 before",
        body=(
            Heading(2, (Run("What is"),)),
            Paragraph(
                (Run("Kind", emphasis=True), Run(" and "), Run("strong", strong=True), Run("", footnote=1))
            ),
            Quote((Paragraph((Run("quoted"),)),)),
            Listing(3, ((Paragraph((Run("three"),)),), (Paragraph((Run("four"),)),))),
            Listing(0, ((Paragraph((Run("a `b`", code=True),)),),)),
            Rule(),
        ),
        footnotes=(Footnote(1, (Paragraph((Run("Weng"),)),)),),
        credits="The contributors",
        entries=(
            Entry(1, "What went through you?", "", "*Tired*, first.\n\nThen softer."),
            Entry(0, "An older one?", "", "Yes"),
        ),
    )
    assert markdown.write(Document("t", "en", (section,))) == (
        "# Meeting \\* resistance\n\n22 November 2026\n\nOpenness: 3 of 10 before\n\n## What is\n\n"
        "*Kind* and **strong**[^1]\n\n"
        "> quoted\n\n3. three\n4. four\n\n- `` a `b` ``\n\n* * *\n\n[^1]: Weng\n\n"
        "The contributors\n\n## 1\\. What went through you?\n\n\\*Tired\\*, first.\\\n\\\nThen softer.\n\n"
        "## An older one?\n\nYes\n"
    )


def test_a_worksheet_leaves_lines_to_write_on():
    sheet = Document("t", "en", (Section("t", "en", entries=(Entry(1, "Why?", "Gently."),)),), worksheet=True)
    assert markdown.write(sheet).count("\\_" * 40) == markdown.LINES
