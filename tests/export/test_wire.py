"""The frames between the window and the process that makes the pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.export import wire
from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.export.layout import Face, Layout, Paper, TextSize
from resilience_desktop.workbook import Footnote, Heading, Listing, Paragraph, Quote, Rule, Run

ANY = st.text(st.characters(exclude_categories=()), max_size=12)
RUNS = st.lists(
    st.builds(Run, ANY, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3)), max_size=3
)
LEAVES = (
    st.builds(Paragraph, RUNS.map(tuple))
    | st.builds(Heading, st.integers(1, 6), RUNS.map(tuple))
    | st.just(Rule())
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Quote, st.lists(inner, max_size=2).map(tuple))
        | st.builds(
            Listing,
            st.integers(0, 5),
            st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple),
        )
    ),
    max_leaves=4,
)
MANY = st.lists(BLOCKS, max_size=2).map(tuple)
NOTES = st.lists(st.builds(Footnote, st.integers(1, 3), MANY), max_size=2).map(tuple)
ENTRIES = st.lists(st.builds(Entry, st.integers(0, 9), ANY, ANY, ANY), max_size=3).map(tuple)
SECTIONS = st.lists(st.builds(Section, ANY, ANY, ANY, ANY, MANY, NOTES, ANY, ENTRIES), max_size=2).map(tuple)
DOCUMENTS = st.builds(Document, ANY, ANY, SECTIONS, st.booleans())
LAYOUTS = st.builds(Layout, st.sampled_from(Paper), st.sampled_from(TextSize), st.sampled_from(Face))


@given(DOCUMENTS, LAYOUTS, ANY, st.integers(1, 40))
def test_a_request_arrives_whole_however_it_is_cut(document, layout, password, step):
    sent = wire.render_request(document, layout, password) + wire.image_request(2, 500) + wire.fetch_request()
    heard, frames = bytearray(), []
    for start in range(0, len(sent), step):
        heard += sent[start : start + step]
        while (frame := wire.next_frame(heard)) is not None:
            frames.append(frame)
    assert not heard
    (header, body), image, fetch = frames
    assert wire.read_render(header, body) == (document, layout, password)
    assert image == ({"do": "image", "page": 2, "width": 500}, b"")
    assert fetch == ({"do": "fetch"}, b"")


@given(st.binary(max_size=200))
def test_a_body_is_bytes_and_nothing_else(body):
    assert wire.next_frame(bytearray(wire.frame({"is": "file"}, body))) == ({"is": "file"}, body)


def test_what_is_no_frame_is_refused():
    with pytest.raises(ValueError, match=r"."):
        wire.next_frame(bytearray(b"\0" * 7 + b"\3abc"))
