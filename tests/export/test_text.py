"""Plain text: readable, and letter for letter."""

from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.export import text
from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.workbook import Footnote, Heading, Listing, Paragraph, Quote, Rule, Run


@given(st.text())
def test_an_answer_stands_letter_for_letter(answer):
    document = Document("t", "en", (Section("t", "en", entries=(Entry(1, "Why?", "", answer),)),))
    assert f"1. Why?\n\n{answer}\n" in text.write(document)


def test_a_document_comes_out_as_expected():
    section = Section(
        title="Meeting resistance",
        language="en",
        day="22 November 2026",
        check_in="Openness: 3 of 10 before",
        body=(
            Heading(2, (Run("What is"),)),
            Paragraph((Run("Kind", emphasis=True), Run(" words"), Run("", footnote=1))),
            Quote((Paragraph((Run("quoted"),)),)),
            Listing(3, ((Paragraph((Run("three"),)),), (Paragraph((Run("four"),)),))),
            Listing(0, ((Paragraph((Run("point"),)),),)),
            Rule(),
        ),
        footnotes=(Footnote(1, (Paragraph((Run("Weng"),)),)),),
        credits="The contributors",
        entries=(Entry(1, "Why?", "", "Tired.\n  Softer."), Entry(0, "An older one?", "", "Yes")),
    )
    assert text.write(Document("t", "en", (section,))) == (
        "Meeting resistance\n22 November 2026\nOpenness: 3 of 10 before\n\n\n"
        "What is\n\nKind words[1]\n\n    quoted\n\n"
        "3. three\n\n4. four\n\n- point\n\n*\n\n[1] Weng\n\n"
        "The contributors\n\n1. Why?\n\nTired.\n  Softer.\n\n"
        "An older one?\n\nYes\n"
    )


def test_reflections_are_told_apart():
    document = Document("t", "en", (Section("one", "en"), Section("two", "en")))
    assert "=" * 72 in text.write(document)


def test_a_worksheet_leaves_room_to_write():
    sheet = Document("t", "en", (Section("t", "en", entries=(Entry(1, "Why?", "Gently."),)),), worksheet=True)
    assert "\n" * text.LINES in text.write(sheet)
    assert "Gently." in text.write(sheet)


def test_half_a_character_does_not_stop_the_file():
    document = Document("t", "en", (Section("t", "en", entries=(Entry(1, "Why?", "", "a\ud800b"),)),))
    assert "a\ufffdb" in text.write(document)
    assert text.write(document).encode()
