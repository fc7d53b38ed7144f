from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop import errors
from resilience_desktop.importing import limits, wire
from resilience_desktop.workbook import Noticed, Outline, Piece, Role, Run

WORDS = st.text(max_size=20)  # hypothesis makes no half characters
RUNS = st.builds(Run, WORDS, st.booleans(), st.booleans(), st.booleans(), footnote=st.integers(0, 10**6))
PIECES = st.builds(
    Piece,
    st.lists(RUNS, max_size=3).map(tuple),
    role=st.sampled_from(Role),
    why=WORDS,
    item=st.none() | st.integers(0, 100),
    is_quote=st.booleans(),
    level=st.integers(1, 6),
    number=st.integers(0, 99),
    when=st.none() | st.sampled_from(Noticed),
    page=st.integers(0, 500),
)
MANY_WORDS = st.lists(WORDS, max_size=3).map(tuple)
OUTLINES = st.builds(
    Outline, st.lists(PIECES, max_size=4).map(tuple), WORDS, WORDS, MANY_WORDS, WORDS, WORDS, MANY_WORDS
)
REFUSALS = [
    errors.CannotImport,
    errors.NeedsPassword,
    errors.WrongFilePassword,
    errors.NothingToRead,
    errors.DamagedFile,
    errors.TooMuchToRead,
    errors.UnknownKind,
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
OUTLINE = {
    "is": "outline",
    "pieces": [],
    "language": "en",
    "language_why": "",
    "authors": [],
    "source": "",
    "license": "",
    "notes": [],
}
PIECE = {
    "runs": [["Words.", 0]],
    "role": "text",
    "why": "",
    "item": None,
    "quote": False,
    "level": 2,
    "number": 0,
    "when": None,
    "page": 1,
}


def line(said: object) -> bytes:
    return json.dumps(said).encode()


@given(st.binary(max_size=200), st.text(st.characters(), max_size=20), st.text(st.characters(), max_size=20))
def test_a_request_comes_through_whole(data, name, password):
    stream = io.BytesIO(wire.request(data, name, password) + b"more")
    assert wire.read_request(stream) == wire.Request(data, name, password)


@given(st.binary(max_size=80))
def test_no_bytes_are_a_request_by_accident(data):
    with pytest.raises(ValueError):  # noqa: PT011  any of its kinds
        wire.read_request(io.BytesIO(data))


def test_a_file_that_ends_early_is_no_request():
    with pytest.raises(ValueError, match="early"):
        wire.read_request(io.BytesIO(wire.request(b"whole", "a.txt")[:-1]))


@given(OUTLINES)
def test_an_outline_comes_through_whole(outline):
    heard = bytearray(wire.outline(outline))
    assert wire.read_answer(wire.next_line(heard)) == outline
    assert heard == b""


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_comes_through_as_what_it_is(kind):
    heard = wire.read_answer(wire.refused(kind()).rstrip())
    assert type(heard) is kind
    assert str(heard) == kind.message


def test_every_reason_not_to_import_has_its_place_on_the_wire():
    kinds = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.CannotImport)
    }
    assert set(REFUSALS) == kinds


def test_progress_comes_through():
    assert wire.read_answer(wire.page(3, 12).rstrip()) == wire.Page(3, 12)


@given(
    st.lists(st.binary(max_size=20).map(lambda part: part.replace(b"\n", b"")), max_size=5), st.integers(1, 7)
)
def test_lines_are_taken_one_by_one_however_they_arrive(lines, size):
    heard, taken = bytearray(), []
    sent = b"".join(one + b"\n" for one in lines)
    for start in range(0, len(sent), size):
        heard += sent[start : start + size]
        while (one := wire.next_line(heard)) is not None:
            taken.append(one)
    assert taken == lines


def test_a_line_without_an_end_is_not_waited_for_forever():
    with pytest.raises(ValueError, match="without an end"):
        wire.next_line(bytearray(wire.LONGEST_LINE))


@given(
    JSON
    | st.fixed_dictionaries(
        {"is": st.sampled_from(["page", "outline", "refused"])},
        optional={"page": JSON, "of": JSON, "kind": JSON, "words": JSON},
    )
)
def test_a_strange_answer_is_a_value_error_and_nothing_else(said):
    try:
        answer = wire.read_answer(line(said))
    except ValueError:
        return
    assert isinstance(answer, wire.Page | errors.CannotImport)


@given(st.sampled_from(sorted(PIECE)), JSON)
def test_a_bent_piece_is_taken_whole_or_not_at_all(name, value):
    try:
        answer = wire.read_answer(line(OUTLINE | {"pieces": [PIECE | {name: value}]}))
    except (ValueError, OverflowError):
        return
    assert wire.read_answer(wire.outline(answer).rstrip()) == answer


@pytest.mark.parametrize(
    "bent",
    [
        {"pieces": [PIECE | {"level": 7}]},
        {"pieces": [PIECE | {"level": True}]},
        {"pieces": [PIECE | {"page": 10**9}]},
        {"pieces": [PIECE | {"role": "button"}]},
        {"pieces": [PIECE | {"runs": [["half \ud800", 0]]}]},
        {"pieces": [PIECE | {"runs": [["twice", 0, "strong", "strong"]]}]},
        {"pieces": [PIECE | {"more": 1}]},
        {"pieces": [PIECE] * (limits.MOST_PARAGRAPHS + 1)},
        {"language": "x" * (limits.MOST_CHARACTERS + 1)},
        {"notes": "one"},
    ],
    ids=range(10),
)
def test_an_outline_out_of_bounds_is_refused(bent):
    assert wire.read_answer(line(OUTLINE | {"pieces": [PIECE]}))
    with pytest.raises(ValueError):  # noqa: PT011
        wire.read_answer(line(OUTLINE | bent))


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b'{"is": "refused", "kind": "SystemExit", "words": "Gone."}',
        b'{"is": "refused", "kind": "DamagedFile", "words": "two\\nlines"}',
        b'{"is": "page", "page": 5, "of": 4}',
        b'{"is": "page", "page": ' + b"9" * 5000 + b', "of": 4}',
    ],
    ids=range(7),
)
def test_nonsense_is_a_value_error(said):
    with pytest.raises(ValueError):  # noqa: PT011
        wire.read_answer(said)
