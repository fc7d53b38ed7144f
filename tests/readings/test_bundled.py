from __future__ import annotations

from collections.abc import Iterator

import pytest

from resilience_desktop.paths import assets
from resilience_desktop.readings import Shelf, front_matter, library, parse, prompts
from resilience_desktop.workbook import Block, Heading, Listing, Noticed, Quote, Reading

SHELVES = library([assets() / "readings"])


def words_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from words_of(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from words_of(item)
        else:
            yield from "".join(run.text for run in getattr(block, "runs", ())).split()


@pytest.fixture
def reading() -> Reading:
    return next(s.reading for s in SHELVES if s.reading and s.reading.id == "meeting-resistance")


each_pack = pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.path.parent.name)


@each_pack
def test_a_bundled_pack_has_no_problem_at_all(shelf: Shelf):
    assert shelf.problems == ()


@each_pack
def test_a_bundled_pack_says_all_that_a_reader_and_a_translator_need(shelf: Shelf):
    reading = shelf.reading
    assert reading.id == shelf.path.parent.name
    assert reading.license == "CC-BY-4.0"
    assert all(
        (reading.authors, reading.source, reading.care, reading.grounding, reading.series, reading.short)
    )
    assert 4 <= len(reading.prompts) <= 6
    assert all(prompt.help for prompt in reading.prompts)
    assert reading.footnotes


@each_pack
def test_a_bundled_pack_is_short_enough_for_the_end_of_a_shift(shelf: Shelf):
    body = shelf.reading.body
    assert 450 <= sum(1 for _ in words_of(body)) <= 900
    assert sum(isinstance(block, Heading) for block in body) <= 6
    assert all(sum(1 for _ in words_of((block,))) <= 75 for block in body)


@each_pack
def test_a_bundled_pack_neither_promises_nor_hurries(shelf: Shelf):
    reading = shelf.reading
    asked = " ".join(f"{p.ask} {p.help} {p.note}" for p in reading.prompts)
    said = f"{' '.join(words_of(reading.body))} {asked} {reading.care} {' '.join(reading.grounding)}".lower()
    for word in ("!", " heal", " cure", "you must", "you should", "always will", "guarantee"):
        assert word not in said


def test_meeting_resistance_is_the_reading_that_a_new_vault_begins_with():
    assert list(dict.fromkeys(shelf.reading.id for shelf in SHELVES)) == [
        "meeting-resistance",
        "protecting-compassion",
        "self-compassion-break",
    ]


def test_a_translation_asks_the_same_questions_under_the_same_names():
    translated = [shelf.reading for shelf in SHELVES if shelf.path.name != "pack.md"]
    assert [(reading.id, reading.language) for reading in translated] == [("self-compassion-break", "de")]
    first = {shelf.reading.id: shelf.reading for shelf in SHELVES if shelf.path.name == "pack.md"}
    for reading in translated:
        whole = first[reading.id]
        for one, other in zip(whole.prompts, reading.prompts, strict=True):
            assert (one.id, one.type, one.when, bool(one.note)) == (
                other.id,
                other.type,
                other.when,
                bool(other.note),
            )
            assert one.ask != other.ask
        assert [type(block) for block in whole.body] == [type(block) for block in reading.body]
        assert whole.footnotes == reading.footnotes
        assert whole.version == reading.version


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        (
            "protecting-compassion",
            "where-it-drains saying-no mine-and-not-mine my-sentence if-guilt-comes on-the-way-home",
        ),
        (
            "self-compassion-break",
            "the-moment this-is-hard not-the-only-one kind-words when-it-stings my-pause",
        ),
    ],
)
def test_the_questions_keep_the_names_that_answers_are_kept_under(name, ids):
    asked = [[p.id for p in shelf.reading.prompts] for shelf in SHELVES if shelf.reading.id == name]
    assert asked
    assert all(each == ids.split() for each in asked)


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        (
            "protecting-compassion",
            (
                (
                    "Klimecki",
                    "2014",
                    "Cognitive and Affective Neuroscience",
                    "873–879",
                    "10.1093/scan/nst060",
                ),
                (
                    "Helgeson",
                    "1998",
                    "Personality and Social Psychology Review",
                    "10.1207/s15327957pspr0203_2",
                ),
                ("Sonnentag", "2007", "Occupational Health Psychology", "10.1037/1076-8998.12.3.204"),
            ),
        ),
        (
            "self-compassion-break",
            (
                ("Neff", "Germer", "2018", "Guilford Press"),
                ("Neff", "2003", "Self and Identity", "2(2), 85–101"),
                ("Breines", "2012", "38(9), 1133–1143", "10.1177/0146167212445599"),
                ("Gilbert", "2011", "84(3), 239–255", "10.1348/147608310X526511"),
            ),
        ),
    ],
)
def test_what_is_said_of_research_has_its_source(name, sources):
    for shelf in SHELVES:
        if shelf.reading.id == name:
            notes = [" ".join(words_of(note.blocks)) for note in shelf.reading.footnotes]
            for note, parts in zip(notes, sources, strict=True):
                assert [part for part in parts if part not in note] == []


def test_a_question_that_touches_something_heavy_says_so_beforehand():
    noted = {(s.reading.id, p.id) for s in SHELVES for p in s.reading.prompts if p.note}
    assert noted == {
        ("protecting-compassion", "saying-no"),
        ("self-compassion-break", "the-moment"),
        ("self-compassion-break", "when-it-stings"),
    }


def test_the_first_reading_says_what_it_is(reading):
    assert reading.title == "Meeting resistance, and letting it go"
    assert reading.name() == "Meeting resistance"
    assert reading.series == "Self-care for the mind"
    assert reading.language == "en-GB"
    assert all((reading.authors, reading.license, reading.source, reading.care))


def test_it_is_short_enough_for_the_end_of_a_shift(reading):
    assert 450 <= sum(1 for _ in words_of(reading.body)) <= 700
    assert sum(isinstance(block, Heading) for block in reading.body) <= 3
    assert all(sum(1 for _ in words_of((block,))) <= 75 for block in reading.body)


def test_every_idea_of_the_page_is_there_in_its_order(reading):
    text = " ".join(words_of(reading.body)).lower()
    ideas = (
        "can be trained",
        "resilience",
        "brain",
        "exercise",
        "sore",
        "eases",
        "content with life",
        "wanting the ache gone",
        "resistance is",
        "the longer it tends to stay",
        "wakefulness",
        "panic",
        "accept",
        "as far as you can",
        "people who hurt us",
        "giving until nothing was left",
        "pavlov",
        "punishment",
        "turned away",
        "without limits",
        "burnt out",
        "compassion fatigue",
        "hard feelings",
        "resist compassion itself",
        "in us or in someone near",
        "by nature",
        "not to blame",
        "open a little to it",
        "guard ourselves",
        "drains us",
        "never quite compassion",
    )
    places = [text.find(idea) for idea in ideas]
    assert dict(zip(ideas, places, strict=True)) == dict(zip(ideas, sorted(places), strict=True))
    assert -1 not in places


def test_what_is_said_of_the_brain_has_its_source(reading):
    (note,) = reading.footnotes
    text = " ".join(words_of(note.blocks))
    for part in ("Weng", "2013", "Psychological Science", "24(7), 1171–1180", "10.1177/0956797612469537"):
        assert part in text


def test_its_four_prompts_are_asked_of_those_they_concern(reading):
    assert [(p.id, p.label, p.when) for p in reading.prompts] == [
        ("reaction", "Reaction", None),
        ("experiences", "Experiences", None),
        ("toward-openness", "Toward openness", Noticed.RESISTANCE),
        ("all-in", "All in", Noticed.ALL_IN),
    ]
    assert all(p.type == "text" and p.help for p in reading.prompts)


@pytest.mark.parametrize(
    ("at", "ideas"),
    [
        (0, ("organisation", "compassion resilience", "years")),
        (1, ("experiences", "reaction")),
        (2, ("“what is for now”", "practise", "toward openness", "facilitator", "facilitators")),
        (3, ("all in", "trip you up", "stay open", "facilitator", "facilitators")),
    ],
)
def test_each_prompt_asks_for_all_that_it_should(reading, at, ideas):
    prompt = reading.prompts[at]
    asked = f"{prompt.ask} {prompt.help}".lower()
    assert [idea for idea in ideas if idea not in asked] == []


def test_the_example_in_the_guide_for_writers_has_no_problem():
    guide = (assets() / "readings/README.md").read_text(encoding="utf-8")
    example = guide.split("````markdown\n")[1].split("````\n")[0]
    reading, problems = parse(example)
    assert problems == ()
    assert len(reading.prompts) == 2
    assert len(reading.footnotes) == 1


def test_the_guide_for_writers_explains_every_key():
    guide = (assets() / "readings/README.md").read_text(encoding="utf-8")
    keys = (*front_matter.KEYS.required, *front_matter.KEYS.optional)
    asked = (*prompts.KEYS.required, *prompts.KEYS.optional)
    assert [key for key in (*keys, *asked) if f"| `{key}` |" not in guide] == []
