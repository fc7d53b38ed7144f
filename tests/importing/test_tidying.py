from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.importing.raw import RawFile, RawParagraph
from resilience_desktop.importing.tidying import tidied
from resilience_desktop.workbook import Run

WORDS = st.text(st.sampled_from("ab \n\u00a0•1.?-\u200b\ue000"), max_size=6)
RUNS = st.lists(st.builds(Run, WORDS, st.booleans()) | st.just(Run("", footnote=1)), max_size=5).map(tuple)


def tidy(*runs: Run, **facts: object) -> list[RawParagraph]:
    return list(tidied(RawFile((RawParagraph(runs, **facts),))).paragraphs)


def test_neighbours_of_one_style_become_one_run():
    assert tidy(Run("a "), Run("b"), Run(" c", strong=True))[0].runs == (Run("a b"), Run(" c", strong=True))


def test_a_space_between_two_stretches_of_emphasis_does_not_part_them():
    runs = tidy(Run("a", emphasis=True), Run(" "), Run("b", emphasis=True))[0].runs
    assert runs == (Run("a b", emphasis=True),)


def test_a_typed_bullet_becomes_one_and_a_number_may_be_a_year():
    assert [(one.item, one.text) for one in tidy(Run("• a point"))] == [(0, "a point")]
    assert tidy(Run("19. That was the year."))[0].item is None


def test_what_is_left_empty_is_left_out_and_a_mark_alone_is_not_empty():
    assert tidy(Run(" \n "), Run("\u200b")) == tidy(Run("\ue000 \ue001")) == []
    assert tidy(Run("\ue000 a sign of one font before it"))[0].text == "a sign of one font before it"
    assert len(tidy(Run("", footnote=1))) == 1


def test_words_parted_by_a_strange_kind_of_room_do_not_run_together():
    assert tidy(Run("one\rtwo\vthree\ffour"))[0].text == "one two three four"
    assert tidied(RawFile((), title="A\rtitle")).title == "A title"


def test_ligatures_that_were_copied_along_come_out_as_letters():
    assert [one.text for one in tidy(Run("An e\ufb00ort, \ufb01rst "), Run("of\ufb01ce", strong=True))] == [
        "An effort, first office"
    ]
    assert tidy(Run("\ufefb \ufee3\ufeae\ufea3\ufe92\ufe8e"))[0].text == "لا مرحبا"
    assert tidied(RawFile((), title="The \ufb02ame")).title == "The flame"


def test_a_picture_of_a_font_goes_with_the_room_before_it():
    assert [one.text for one in tidy(Run("1 \ue000"))] == ["1"]
    assert tidy(Run("\ue000")) == []


def test_facts_are_tidied_too():
    raw = tidied(RawFile((), title=" A\ntitle\0 ", authors=(" A ", " "), license="x\n"))
    assert (raw.title, raw.authors, raw.license) == ("A title", ("A",), "x")


@given(RUNS)
def test_tidying_loses_no_letter_and_no_mark_and_ends(runs):
    once = tidy(*runs)
    text = "".join(one.text for one in once)
    before = "".join(run.text for run in runs)
    assert [text.count(letter) for letter in "ab1?"] == [before.count(letter) for letter in "ab1?"]
    marks = sum(run.footnote > 0 for run in runs)
    assert sum(run.footnote > 0 for one in once for run in one.runs) == marks
    assert not any("\n" in one.text for one in once)
    words = [one for one in once if not one.runs[0].footnote and not one.runs[-1].footnote]
    assert all(one.text == one.text.strip() for one in words)
