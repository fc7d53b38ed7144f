"""What of a letter leaves: its words, and of what is blacked out nothing, not even its length."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from resilience_desktop.export import letter as letters
from resilience_desktop.export.letter import BAR, PAPER_BAR
from resilience_desktop.export.pdf import Layout, render
from resilience_desktop.workbook import Body, Form, Kind, Leaving, Letter, Moment, Passage, Source

SOURCE, OTHER = Source(7, "open", Moment(5)), Source(8, "open", Moment(5))


def make(text, passages=(), hidden=()):
    return Letter(1, "the facilitator", Moment(0), Moment(0), Body(text, tuple(passages), tuple(hidden)))


def test_a_letter_leaves_as_it_stands():
    letter = make("Dear you,\n\n\tso it is \x00 \n  two\nbye", [Passage(2, 3, SOURCE)])
    assert letters.text(letter) == "Dear you,\n\n    \tso it is \x00\n      two\nbye"
    assert letters.leaving(letter, Form.TEXT) == Leaving(
        Kind.LETTER, Form.TEXT, "the facilitator", ((7, "open"),)
    )


def test_an_empty_letter_is_empty():
    assert letters.text(make("")) == ""
    assert letters.leaving(make(""), Form.COPIED).answers == ()


@pytest.mark.parametrize("word", ["x", "a secret of many words", "two\n\nparagraphs", "\n"])
def test_every_bar_has_one_length(word):
    text = f"before {word} after"
    letter = make(text, hidden=_paragraphwise(7, word))
    expected = f"before {BAR} after" if word.strip() else text
    assert letters.text(letter) == expected


def _paragraphwise(start, words):
    """Return stretches over words, none of which holds a line end, as the editor makes them."""
    found = []
    for word in words.split("\n"):
        if word:
            found.append((start, start + len(word)))
        start += len(word) + 1
    return found


def test_no_bar_reaches_from_a_passage_into_what_stands_around_it():
    letter = make("one\ntwo\nthree", [Passage(1, 1, SOURCE)], [(0, 3), (4, 7), (8, 13)])
    assert letters.text(letter) == f"{BAR}\n    {BAR}\n{BAR}"


def test_an_answer_of_which_nothing_is_left_did_not_leave():
    letter = make("mine\nyours", [Passage(0, 0, SOURCE), Passage(1, 1, OTHER)], [(0, 4), (5, 7)])
    assert letters.leaving(letter, Form.PDF).answers == ((8, "open"),)


LINES = st.lists(st.text(st.characters(exclude_characters="\n\r█"), max_size=6), min_size=1, max_size=8)


@st.composite
def bodies(draw):
    lines = draw(LINES)
    text = "\n".join(lines)
    first = draw(st.integers(0, len(lines) - 1))
    last = draw(st.integers(first, len(lines) - 1))
    passages = draw(st.sampled_from([(), (Passage(first, last, SOURCE),)]))
    hidden, at = [], 0
    for line in lines:
        start = draw(st.integers(0, len(line)))
        end = draw(st.integers(start, len(line)))
        if start < end:
            hidden.append((at + start, at + end))
        at += len(line) + 1
    return Body(text, passages, tuple(hidden))


@given(bodies())
def test_what_is_left_is_what_is_not_blacked_out(body):
    """Taken together, the parts hold every other character in order, whatever is quoted or hidden."""
    kept, at = "", 0
    for start, end in (*body.hidden, (len(body.text), len(body.text))):
        kept += body.text[at:start]
        at = end
    parts = letters.parts(body, BAR)
    shown = "\n".join(part.text for part in parts).replace(BAR, "")
    assert shown.replace("\n", "") == kept.replace("\n", "")
    bars = sum(part.text.count(BAR) for part in parts)
    assert bool(bars) == bool(body.hidden)
    assert bars <= len(body.hidden)


@given(bodies(), st.text(st.characters(exclude_characters="\n\r█"), min_size=1, max_size=9))
def test_nothing_that_leaves_depends_on_what_is_blacked_out(body, other):
    """Other words of any length in the place of the hidden ones make the same letter."""
    text, hidden, at = "", [], 0
    for start, end in (*body.hidden, (len(body.text), len(body.text))):
        text += body.text[at:start]
        if start < end:
            hidden.append((len(text), len(text) + len(other)))
            text += other
        at = end
    changed = make(text, body.passages, hidden)
    letter = make(body.text, body.passages, body.hidden)
    assert letters.text(changed) == letters.text(letter)
    assert letters.document(changed, "en") == letters.document(letter, "en")
    assert letters.leaving(changed, Form.PDF) == letters.leaving(letter, Form.PDF)


WORDS = "Dear facilitator,\nthat Gudrun plans cover\nand Gudrun is kind."


def pages(word, password=""):
    letter = make(WORDS.replace("Gudrun", word), [Passage(1, 1, SOURCE)])
    at = letter.body.text.index(word)
    later = letter.body.text.index(word, at + 1)
    hidden = [(at, at + len(word)), (later, later + len(word))]
    made = make(letter.body.text, letter.body.passages, hidden)
    return render(letters.document(made, "en-GB"), Layout(), password)


def test_the_pages_hold_the_letter_alone_with_bars_in_it():
    made = pages("Gudrun")
    assert (made.universal, made.missing, made.pages) == (True, (), 1)
    with PdfDocument(made.data) as document:
        assert document[0].get_textpage().get_text_range().replace("\r\n", "\n") == (
            f"Dear facilitator,\nthat {PAPER_BAR} plans cover\nand {PAPER_BAR} is kind.\n1"
        )
        assert document.get_metadata_dict()["Title"] == "Letter"


def test_what_is_blacked_out_is_in_no_byte_of_the_file():
    made = pages("Gudrun")
    seen = []
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        for thing in pdf.objects:
            seen.append(bytes(str(thing.objgen), "ascii") + thing.unparse(resolved=False))
            if isinstance(thing, pikepdf.Stream):
                seen.append(thing.read_bytes())
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        assert not any("udrun".encode(encoding) in each for each in (made.data, *seen))
    assert any(b"Letter" in each for each in seen)


def test_the_file_is_the_same_whatever_is_blacked_out():
    assert pages("Gudrun").data == pages("the head of the whole department").data


def test_a_password_locks_a_letter():
    made = pages("Gudrun", "lamp by the door")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(made.data))
    with pikepdf.open(io.BytesIO(made.data), password="lamp by the door") as pdf:
        assert pdf.encryption.R == 6
