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


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.path.parent.name)
def test_a_bundled_pack_has_no_problem_at_all(shelf: Shelf):
    assert shelf.problems == ()


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
