"""JSON: everything that a person made, there and back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.errors import ResilienceError
from resilience_desktop.export import json_file
from resilience_desktop.workbook import (
    Answer,
    Body,
    CheckIn,
    Edition,
    Form,
    Kind,
    Leaving,
    Left,
    Letter,
    Mark,
    Moment,
    Noticed,
    Passage,
    Prompt,
    Reflection,
    Source,
)
from resilience_desktop.workbook.practice import Kept, OwnWords, Sitting
from tests.every_type import WRITTEN, reading
from tests.export.conftest import WHEN

ANY = st.text(st.characters(exclude_categories=()), max_size=20)
MOMENTS = st.builds(
    Moment, st.integers(0, 4_000_000_000_000), st.sampled_from(["+00:00", "-03:30", "+01:00[Europe/Berlin]"])
)
NOTICED = st.none() | st.sampled_from(Noticed)
PROMPTS = st.builds(Prompt, ANY, ANY, ANY, ANY, ANY, NOTICED)
OPENNESS = st.none() | st.integers(0, 10)
MARKS = st.builds(Mark, st.integers(0, 99), st.integers(0, 10**6), ANY, ANY, ANY, ANY, MOMENTS, MOMENTS)
EDITIONS = st.builds(Edition, st.integers(1, 9), ANY, ANY, ANY, ANY, ANY)


@st.composite
def reflections(draw):
    editions = {e.id: e for e in draw(st.lists(EDITIONS, min_size=1, max_size=3))}
    one = st.builds(
        Reflection,
        st.integers(1),
        st.sampled_from(list(editions.values())),
        MOMENTS,
        MOMENTS,
        st.builds(CheckIn, OPENNESS, OPENNESS, NOTICED),
        st.lists(st.builds(Answer, PROMPTS, ANY, MOMENTS), max_size=3).map(tuple),
        st.lists(MARKS, max_size=2).map(tuple),
    )
    return tuple(draw(st.lists(one, max_size=4)))


@given(reflections(), st.data())
def test_everything_comes_back_as_it_was(made, data):
    keys = sorted({(r.id, a.prompt.id) for r in made for a in r.answers})
    former = data.draw(st.lists(st.builds(Answer, PROMPTS, ANY, MOMENTS), min_size=1, max_size=2).map(tuple))
    versions = dict.fromkeys(keys[::2], former)
    written = json_file.write(made, versions)
    assert written.isascii()
    assert json_file.read_all(written) == (made, versions)
    assert json_file.read(written) == made


def test_an_export_from_before_there_were_versions_is_read():
    data = json.loads(json_file.write([ONE]))
    del data["reflections"][0]["answers"][0]["versions"]
    assert json_file.read_all(json.dumps(data)) == ((ONE,), {})


def test_an_export_from_before_there_were_marks_is_read():
    data = json.loads(json_file.write([replace(ONE, marks=(MARK,))]))
    assert json_file.read(json.dumps(data)) == (replace(ONE, marks=(MARK,)),)
    del data["reflections"][0]["marks"]
    assert json_file.read(json.dumps(data)) == (ONE,)


MARK = Mark(1, 9, "quiet", "The water is ", ".", "so it is", Moment(0), Moment(0))
ONE = Reflection(
    7,
    Edition(2, "meeting-resistance", "1.0", "en-GB", "Meeting resistance", "---\n"),
    WHEN,
    WHEN,
    CheckIn(3, 6, Noticed.RESISTANCE),
    (Answer(Prompt("reaction", "Reaction", "Why?"), "Tired\ud800\x00", Moment(0)),),
)


LETTER = Letter(
    3,
    "the facilitator",
    Moment(0),
    Moment(0),
    Body("Dear\nTired", (Passage(1, 1, Source(7, "reaction", Moment(0))),), ((0, 4),)),
)
LEFT = Left(
    1, Moment(0), Leaving(Kind.LETTER, Form.LOCKED_PDF, "the facilitator", ((7, "reaction"),)), "ab" * 32
)
COUNTS = st.integers(0, 10**9)
BODIES = st.builds(
    Body,
    ANY,
    st.lists(st.builds(Passage, COUNTS, COUNTS, st.builds(Source, COUNTS, ANY, MOMENTS)), max_size=2).map(
        tuple
    ),
    st.lists(st.tuples(COUNTS, COUNTS), max_size=2).map(tuple),
)
LETTERS = st.lists(st.builds(Letter, COUNTS, ANY, MOMENTS, MOMENTS, BODIES), max_size=3).map(tuple)
LEAVINGS = st.builds(
    Leaving,
    st.sampled_from(Kind),
    st.sampled_from(Form),
    ANY,
    st.lists(st.tuples(COUNTS, ANY), max_size=2).map(tuple),
)
LEDGERS = st.lists(st.builds(Left, COUNTS, MOMENTS, LEAVINGS, ANY), max_size=3).map(tuple)


@given(LETTERS, LEDGERS)
def test_letters_and_ledger_come_back_as_they_were(letters, ledger):
    assert json_file.read_letters(json_file.write((), letters=letters, ledger=ledger)) == (letters, ledger)


def test_an_export_from_before_there_were_letters_has_none():
    data = json.loads(json_file.write([ONE], letters=[LETTER], ledger=[LEFT]))
    del data["letters"], data["ledger"]
    assert json_file.read_letters(json.dumps(data)) == ((), ())
    assert json_file.read(json.dumps(data)) == (ONE,)


@pytest.mark.parametrize(
    "harm",
    [
        lambda d: d["letters"][0].update(text=None),
        lambda d: d["letters"][0].update(hidden=[[1]]),
        lambda d: d["letters"][0]["passages"][0].update(first=-1),
        lambda d: d["letters"][0]["passages"][0].update(written="yesterday"),
        lambda d: d["ledger"][0].update(form="pigeon"),
        lambda d: d["ledger"][0].update(answers=[["7", "reaction"]]),
    ],
    ids=["text", "hidden", "passage", "time", "form", "answers"],
)
def test_a_broken_letter_or_ledger_is_refused_in_words(harm):
    data = json.loads(json_file.write([ONE], letters=[LETTER], ledger=[LEFT]))
    harm(data)
    with pytest.raises(ResilienceError):
        json_file.read_letters(json.dumps(data))


SITTINGS = st.builds(Sitting, MOMENTS, COUNTS, *(st.none() | st.integers(0, 10) for _ in range(2)))
PRACTICES = st.builds(Kept, st.builds(OwnWords, ANY, ANY), st.lists(SITTINGS, max_size=3).map(tuple))
PRACTICE = Kept(OwnWords("So it is.", "Mia"), (Sitting(Moment(0), 180, None, 6),))


@given(PRACTICES)
def test_the_practice_comes_back_as_it_was(practice):
    assert json_file.read_practice(json_file.write((), practice=practice)) == practice


def test_an_export_from_before_there_was_a_practice_has_none():
    data = json.loads(json_file.write([ONE], practice=PRACTICE))
    del data["practice"]
    assert json_file.read_practice(json.dumps(data)) == Kept()


@pytest.mark.parametrize("harm", [{"support": None}, {"sittings": [{}]}, {"sittings": 3}])
def test_a_broken_practice_is_refused_in_words(harm):
    data = json.loads(json_file.write([ONE], practice=PRACTICE))
    data["practice"].update(harm)
    with pytest.raises(ResilienceError):
        json_file.read_practice(json.dumps(data))


def test_the_schema_stays_as_documented():
    assert json.loads(
        json_file.write([replace(ONE, marks=(MARK,))], letters=[LETTER], ledger=[LEFT], practice=PRACTICE)
    ) == {
        "schema": "resilience-desktop-export",
        "version": 1,
        "editions": [
            {
                "edition": 2,
                "reading": "meeting-resistance",
                "version": "1.0",
                "language": "en-GB",
                "title": "Meeting resistance",
                "markdown": "---\n",
            }
        ],
        "reflections": [
            {
                "id": 7,
                "edition": 2,
                "begun": "2026-11-22T20:41:00.000+01:00[Europe/Berlin]",
                "changed": "2026-11-22T20:41:00.000+01:00[Europe/Berlin]",
                "check_in": {"before": 3, "after": 6, "noticed": "resistance"},
                "answers": [
                    {
                        "prompt": {
                            "id": "reaction",
                            "label": "Reaction",
                            "ask": "Why?",
                            "help": "",
                            "type": "text",
                            "when": None,
                        },
                        "text": "Tired\ud800\x00",
                        "changed": "1970-01-01T00:00:00.000+00:00",
                        "versions": [],
                    }
                ],
                "marks": [
                    {
                        "number": 1,
                        "start": 9,
                        "passage": "quiet",
                        "before": "The water is ",
                        "after": ".",
                        "note": "so it is",
                        "made": "1970-01-01T00:00:00.000+00:00",
                        "changed": "1970-01-01T00:00:00.000+00:00",
                    }
                ],
            }
        ],
        "letters": [
            {
                "id": 3,
                "to": "the facilitator",
                "begun": "1970-01-01T00:00:00.000+00:00",
                "changed": "1970-01-01T00:00:00.000+00:00",
                "text": "Dear\nTired",
                "passages": [
                    {
                        "first": 1,
                        "last": 1,
                        "reflection": 7,
                        "prompt": "reaction",
                        "written": "1970-01-01T00:00:00.000+00:00",
                    }
                ],
                "hidden": [[0, 4]],
            }
        ],
        "ledger": [
            {
                "id": 1,
                "at": "1970-01-01T00:00:00.000+00:00",
                "kind": "letter",
                "form": "locked-pdf",
                "to": "the facilitator",
                "answers": [[7, "reaction"]],
                "sha256": "ab" * 32,
            }
        ],
        "practice": {
            "sentence": "So it is.",
            "support": "Mia",
            "sittings": [
                {"begun": "1970-01-01T00:00:00.000+00:00", "seconds": 180, "before": None, "after": 6}
            ],
        },
    }


@pytest.mark.parametrize(
    "harm",
    [
        lambda d: d.pop("schema"),
        lambda d: d.update(schema="other"),
        lambda d: d.update(version=2),
        lambda d: d["reflections"][0].update(edition=9),
        lambda d: d["reflections"][0].update(begun="yesterday"),
        lambda d: d["reflections"][0]["check_in"].update(before=11),
        lambda d: d["reflections"][0]["check_in"].update(before=True),
        lambda d: d["reflections"][0]["check_in"].update(noticed="anger"),
        lambda d: d["reflections"][0]["answers"][0].update(text=3),
        lambda d: d["reflections"][0]["answers"][0]["prompt"].pop("ask"),
    ],
    ids=["no schema", "other", "newer", "edition", "time", "openness", "bool", "noticed", "text", "prompt"],
)
def test_anything_else_is_refused_in_words(harm):
    data = json.loads(json_file.write([ONE]))
    harm(data)
    with pytest.raises(ResilienceError):
        json_file.read(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[]", "null", "3", '"x"', "{", "[" * 100_000])
def test_what_is_no_export_is_refused(text):
    with pytest.raises(ResilienceError):
        json_file.read(text)


def test_each_type_of_prompt_comes_back_with_its_details():
    pack = reading()
    answers = tuple(
        Answer(each, WRITTEN[each.id], Moment(0, "+00:00")) for each in pack.prompts if each.id in WRITTEN
    )
    edition = Edition(1, pack.id, pack.version, pack.language, pack.title, pack.markdown)
    made = Reflection(1, edition, Moment(0, "+00:00"), Moment(0, "+00:00"), CheckIn(), answers)
    written = json_file.write([made])
    assert json_file.read(written) == (made,)
    bare = json.loads(written)
    for answer in bare["reflections"][0]["answers"]:
        answer["prompt"].pop("details", None)  # as in an older export
    (older,) = json_file.read(json.dumps(bare))
    assert [answer.text for answer in older.answers] == [answer.text for answer in answers]
