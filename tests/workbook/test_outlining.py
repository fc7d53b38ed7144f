"""What a person may change in an outline: no word and no mark is ever lost by it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.workbook import Noticed, Outline, Piece, Role, Run
from resilience_desktop.workbook import outlining as o

WORDS = st.text(st.sampled_from("ab ä\n日"), max_size=8)
RUNS = st.builds(Run, WORDS, st.booleans(), st.booleans()) | st.builds(
    Run, st.just(""), footnote=st.integers(1, 3)
)
PIECES = st.builds(
    Piece,
    st.lists(RUNS, max_size=5).map(tuple),
    st.sampled_from(Role),
    st.sampled_from(("", "stands first")),
    st.sampled_from((None, 0, 3)),
)
OUTLINES = st.lists(PIECES, min_size=1, max_size=5).map(lambda pieces: Outline(tuple(pieces)))


def _letters(outline):
    return "".join("".join(piece.text for piece in outline.pieces).split())


def _marks(outline):
    return sorted(run.footnote for piece in outline.pieces for run in piece.runs if run.footnote)


def _texts(outline):
    return [piece.text for piece in outline.pieces]


def outline(*texts, role=Role.TEXT):
    return Outline(tuple(Piece((Run(text),), role, "stands so") for text in texts))


@st.composite
def places(draw):
    made = draw(OUTLINES)
    return made, draw(st.integers(0, len(made.pieces) - 1))


@given(places(), st.integers(-2, 30))
def test_parting_loses_no_letter_and_no_mark(place, offset):
    made, at = place
    parted = o.split(made, at, offset)
    assert _letters(parted) == _letters(made)
    assert _marks(parted) == _marks(made)
    assert len(parted.pieces) - len(made.pieces) in (0, 1)


@given(places())
def test_joining_loses_no_letter_and_no_mark(place):
    made, at = place
    merged = o.merge(made, at)
    assert _letters(merged) == _letters(made)
    assert _marks(merged) == _marks(made)


@given(places(), st.integers(0, 30))
def test_joining_what_was_parted_gives_the_same_words(place, offset):
    made, at = place
    parted = o.split(made, at, offset)
    if parted is made:
        return
    again = o.merge(parted, at + 1)
    assert again.pieces[at].text.split() == made.pieces[at].text.split() or _letters(again) == _letters(made)
    assert len(again.pieces) == len(made.pieces)


@given(places(), st.sampled_from((-1, 1)))
def test_moving_there_and_back_changes_nothing(place, step):
    made, at = place
    moved = o.move(made, at, step)
    assert sorted(_texts(moved)) == sorted(_texts(made))
    if moved is not made:
        assert o.move(moved, at + step, -step) == made


@given(places(), WORDS)
def test_what_is_written_stands_there_and_every_mark_stays(place, text):
    made, at = place
    written = o.write(made, at, text)
    assert written.pieces[at].text == text
    assert _marks(written) == _marks(made)
    assert written.pieces[:at] + written.pieces[at + 1 :] == made.pieces[:at] + made.pieces[at + 1 :]


@given(OUTLINES, st.sampled_from(Role), st.sets(st.integers(0, 4), min_size=1))
def test_a_role_changes_no_word(made, role, at):
    changed = o.set_role(made, at, role)
    assert [piece.runs for piece in changed.pieces] == [piece.runs for piece in made.pieces]


@given(OUTLINES, st.integers(0, 4))
def test_there_is_one_title_at_most_once_one_was_chosen(made, at):
    at = min(at, len(made.pieces) - 1)
    changed = o.set_role(made, [at], Role.TITLE)
    assert [n for n, piece in enumerate(changed.pieces) if piece.role is Role.TITLE] == [at]


def test_a_role_that_was_chosen_is_no_guess_any_more():
    changed = o.set_role(outline("one", "two", "three"), [0, 2], Role.PROMPT)
    assert [(piece.role, piece.why) for piece in changed.pieces] == [
        (Role.PROMPT, ""),
        (Role.TEXT, "stands so"),
        (Role.PROMPT, ""),
    ]


def test_whom_a_prompt_speaks_to_is_guessed_no_more_once_it_was_chosen_or_everyone_is_asked():
    guessed = Outline(
        (Piece((Run("If you resist?"),), Role.PROMPT, "speaks to some", when=Noticed.RESISTANCE),)
    )
    again = o.set_role(o.set_role(guessed, [0], Role.TEXT), [0], Role.PROMPT)
    for changed in (again, o.ask_everyone(guessed, 0)):
        assert (changed.pieces[0].when, changed.pieces[0].why) == (None, "")
    assert o.set_role(guessed, [0], Role.PROMPT) == guessed
    assert o.ask_everyone(again, 0) is again


def test_a_paragraph_is_parted_at_a_word_and_keeps_its_role():
    parted = o.split(outline("What did you notice? And then?", role=Role.PROMPT), 0, 20)
    assert _texts(parted) == ["What did you notice?", "And then?"]
    assert [piece.role for piece in parted.pieces] == [Role.PROMPT, Role.PROMPT]


def test_what_is_parted_from_a_title_is_text():
    parted = o.split(outline("A title By somebody", role=Role.TITLE), 0, 7)
    assert [piece.role for piece in parted.pieces] == [Role.TITLE, Role.TEXT]


def test_a_mark_stays_with_the_word_before_it_when_its_paragraph_is_parted():
    made = Outline((Piece((Run("one"), Run("", footnote=1), Run(" two"))),))
    first, second = o.split(made, 0, 3).pieces
    assert first.runs == (Run("one"), Run("", footnote=1))
    assert second.runs == (Run("two"),)


def test_a_numbered_item_that_is_parted_counts_on():
    made = Outline((Piece((Run("one two"),), item=2),))
    assert [piece.item for piece in o.split(made, 0, 3).pieces] == [2, 3]


def test_nothing_is_parted_at_either_end():
    made = outline(" one ")
    assert o.split(made, 0, 0) is made
    assert o.split(made, 0, 1) is made
    assert o.split(made, 0, 5) is made


def test_joined_words_get_a_space_where_their_script_has_one():
    assert _texts(o.merge(outline("one", "two"), 1)) == ["one two"]
    assert _texts(o.merge(outline("one ", "two"), 1)) == ["one two"]
    assert _texts(o.merge(outline("日本", "語"), 1)) == ["日本語"]
    assert _texts(o.merge(outline("日本", "two"), 1)) == ["日本 two"]


def test_the_first_paragraph_is_joined_to_none():
    made = outline("one", "two")
    assert o.merge(made, 0) is made


def test_a_paragraph_goes_no_further_than_the_ends():
    made = outline("one", "two")
    assert _texts(o.move(made, 1, -1)) == ["two", "one"]
    assert o.move(made, 0, -1) is made
    assert o.move(made, 1, 1) is made


def test_a_letter_that_is_mended_leaves_the_style_around_it():
    made = Outline((Piece((Run("plain "), Run("strnog", strong=True), Run(" plain"))),))
    (piece,) = o.write(made, 0, "plain strong plain").pieces
    assert piece.runs == (Run("plain "), Run("strong", strong=True), Run(" plain"))


def test_a_title_is_written_where_it_stands_or_above_all():
    made = outline("words")
    titled = o.set_title(made, "A title")
    assert [(piece.text, piece.role) for piece in titled.pieces] == [
        ("A title", Role.TITLE),
        ("words", Role.TEXT),
    ]
    assert o.titles(o.set_title(titled, "Another")) == ("Another",)
    assert len(o.set_title(titled, "Another").pieces) == 2
    assert o.set_title(made, "") is made
    assert o.titles(made) == ()


def test_a_title_in_several_paragraphs_is_one_once_it_is_written():
    parts = Outline((*outline("Care:", "Let go", role=Role.TITLE).pieces, *outline("words").pieces))
    assert o.titles(parts) == ("Care:", "Let go")
    assert _texts(o.set_title(parts, "Care: Let it go")) == ["Care: Let it go", "words"]


def test_neighbours_of_one_style_are_one_run_but_marks_never_are():
    marks = (Run("", footnote=1), Run("", footnote=1))
    assert o.joined((Run("a"), Run(""), Run("b"), *marks)) == (Run("ab"), *marks)
    assert replace(Run("x"), text="") == Run("")
