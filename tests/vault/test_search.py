"""The search inside the vault: it knows what was saved, in any script, and its index may come to harm."""

from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_desktop.vault import Vault
from resilience_desktop.workbook import Body, Mark, Moment
from resilience_desktop.workbook.words import parse, words


@pytest.fixture
def write(vault, reading, clock):
    """Return a function that writes answers into a new round, a day after the one before."""

    def begin(*answers):
        clock.advance(days=1)
        number = vault.begin(vault.keep_edition(reading)).id
        vault.save(number, dict(zip(reading.prompts, answers, strict=False)))
        return number

    return begin


def found(vault, typed, most=20):
    while vault.search.learn(5):
        pass
    return vault.search.answers(parse(typed), most)


def texts(vault, typed):
    return [hit.match for answer in found(vault, typed) for hit in answer.hits]


@pytest.mark.parametrize(
    ("typed", "matches"),
    [
        ("TIRED ", ["Tired"]),
        ("tire", ["Tired"]),
        ('"another programme"', ["Another programme"]),
        ('"programme another"', []),
        ("cafe ward", ["ward", "Café"]),
        ("希望", ["希望"]),
        ("望と", ["望と"]),
        ("ภาษา", ["ภาษา"]),
        ("don't", ["don’t"]),
        ("absent ", []),
        ("  ", []),
        ('")(*:^- NEAR("', []),
        ("tired NOT programme", []),
    ],
)
def test_words_beginnings_phrases_and_every_script_are_found(vault, write, typed, matches):
    write("Tired, first. Another programme, I thought, and who will cover the ward? Café.", "")
    write("希望とは何か", "ภาษาไทย, and I don’t know")
    assert texts(vault, typed) == matches


def test_the_newest_come_first_and_a_list_goes_on_where_it_ended(vault, write):
    numbers = [write(f"the circle, number {n}") for n in range(5)]
    first = found(vault, "circle", most=3)
    assert [answer.reflection_id for answer in first] == numbers[:1:-1]
    rest = vault.search.answers(parse("circle"), 3, first[-1].answer_id)
    assert [answer.reflection_id for answer in rest] == numbers[1::-1]


def test_a_clock_set_back_changes_nothing_in_the_order(vault, write, clock):
    earlier = write("one circle")
    clock.advance(days=-400)
    later = write("another circle")
    assert [answer.reflection_id for answer in found(vault, "circle")] == [later, earlier]


def test_a_change_is_known_and_what_stood_there_before_is_not_found(vault, write, reading):
    number = write("the winter of the merger")
    assert texts(vault, "winter ") == ["winter"]
    vault.save(number, {reading.prompts[0]: "the summer of the circle"})
    assert texts(vault, "winter ") == []
    assert texts(vault, "summer ") == ["summer"]


def test_learning_goes_in_steps_and_starts_with_the_newest(vault, write):
    for n in range(5):
        write(f"circle {n}")
    assert vault.search.learn(2)
    assert len(vault.search.answers(parse("circle"), 20)) == 2
    assert vault.search.learn(2)
    assert not vault.search.learn(2)
    assert len(vault.search.answers(parse("circle"), 20)) == 5


def test_learning_changes_no_counter_and_asks_for_no_backup(vault, write):
    write("a circle")
    before = vault.counts()
    found(vault, "circle")
    assert vault.counts() == before
    vault.verify()


def found_letters(vault, typed):
    while vault.search.learn(5):
        pass
    return [(one.letter_id, one.hit.match) for one in vault.search.letters(parse(typed), 20)]


def test_letters_are_found_by_their_words_and_by_whom_they_are_for_the_newest_first(vault, write):
    write("the circle")
    first = vault.letters.save(None, "Frau Müller", Body("before our next circle"))
    second = vault.letters.save(None, "", Body("the circle, again"))
    assert found_letters(vault, "circle ") == [(second.id, "circle"), (first.id, "circle")]
    assert found_letters(vault, "muller") == [(first.id, "Müller")]
    assert texts(vault, "circle ") == ["circle"]


def test_a_letter_that_was_changed_or_removed_is_known_as_it_is_now(vault):
    letter = vault.letters.save(None, "", Body("the winter"))
    assert found_letters(vault, "winter ") == [(letter.id, "winter")]
    vault.letters.save(letter.id, "", Body("the summer"))
    assert found_letters(vault, "winter ") == []
    assert found_letters(vault, "summer ") == [(letter.id, "summer")]
    vault.letters.remove(letter.id)
    blocks = vault._database.rows("SELECT block FROM search_index_data")
    assert not any(b"ummer" in block for (block,) in blocks)
    assert found_letters(vault, "summer ") == []


HARMS = (
    "DELETE FROM search_index_data",
    "UPDATE search_index_data SET block = zeroblob(7)",
    "DROP TABLE search_index",
    "DELETE FROM search_index_docsize",
)


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_index_is_made_anew_and_nothing_is_lost(vault, write, reading, harm):
    number = write("the circle was short")
    found(vault, "circle")
    vault._database.rows(harm)
    vault.save(number, {reading.prompts[1]: "and the winter long"})
    vault.verify()
    assert texts(vault, "winter ") == ["winter"]
    assert texts(vault, "circle ") == ["circle"]
    vault.verify()


@pytest.mark.parametrize("harm", HARMS)
def test_a_vault_with_a_damaged_index_is_backed_up_and_opens(folder, secret, vault, write, harm):
    write("the circle was short")
    found(vault, "circle")
    vault._database.rows(harm)
    assert vault.back_up().proved
    vault.close()
    with closing(Vault.open(folder, secret)) as again:
        assert texts(again, "circle ") == ["circle"]


def test_forgetting_leaves_no_word_in_the_index(vault, write):
    write("marrowbone")
    assert texts(vault, "marrowbone ") == ["marrowbone"]
    vault.search.forget()
    blocks = vault._database.rows("SELECT block FROM search_index_data")
    assert not any(b"arrowbone" in block for (block,) in blocks)
    assert texts(vault, "marrowbone ") == ["marrowbone"]  # it stands in the answer still


def test_a_million_characters_are_searched(vault, write):
    write("word " * 199_999 + "last!")
    (answer,) = found(vault, "last")
    assert (answer.hits[0].start, answer.hits[0].match) == (999_995, "last")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(max_size=60), st.integers(0))
def test_every_word_of_any_text_is_found(vault, write, reading, text, which):
    number = write(text)
    there = list(words(text))
    if not there:
        return
    word = there[which % len(there)]
    answers = found(vault, f'"{text[word.start : word.end]}"', most=1)
    assert answers[0].reflection_id == number


def mark(number, passage, note=""):
    return Mark(number, number, passage, "", "", note, Moment(0), Moment(0))


def marks_found(vault, typed):
    while vault.search.learn(5):
        pass
    return [(each.reflection_id, each.number, each.hit.match) for each in vault.search.marks(parse(typed), 9)]


def test_highlights_and_their_notes_are_found_the_one_made_last_first(vault, write):
    first, second = write("an answer"), write("another")
    vault.save(first, marked={1: mark(1, "the quiet water"), 2: mark(2, "a stone", "Quiet, at last")})
    vault.save(second, marked={1: mark(1, "so quiet")})
    assert marks_found(vault, "quiet") == [(second, 1, "quiet"), (first, 2, "Quiet"), (first, 1, "quiet")]
    (found,) = vault.search.marks(parse("stone quiet"), 9)
    assert (found.number, found.in_note, found.more) == (2, False, 1)
    assert texts(vault, "quiet") == []
    assert vault.search.letters(parse("quiet"), 9) == ()
    letter = vault.letters.save(None, "someone", Body("quiet as well"))
    assert len(marks_found(vault, "quiet")) == 3
    assert [found.letter_id for found in vault.search.letters(parse("quiet"), 9)] == [letter.id]


def test_answers_are_found_beside_highlights_and_page_by_page(vault, write):
    numbers = [write(f"quiet answer {n}") for n in range(3)]
    for number in numbers:
        vault.save(number, marked={1: mark(1, "quiet water")})
    first = found(vault, "quiet", most=2)
    assert [answer.reflection_id for answer in first] == numbers[:0:-1]
    rest = vault.search.answers(parse("quiet"), 2, first[-1].answer_id)
    assert [answer.reflection_id for answer in rest] == numbers[:1]


def test_a_note_that_changed_or_went_is_not_found_any_more(vault, write):
    number = write("an answer")
    vault.save(number, marked={1: mark(1, "water", "the winter"), 2: mark(2, "stone")})
    assert marks_found(vault, "winter ") == [(number, 1, "winter")]
    vault.save(number, marked={1: mark(1, "water", "the summer"), 2: None})
    assert marks_found(vault, "winter ") == marks_found(vault, "stone ") == []
    assert marks_found(vault, "summer ") == [(number, 1, "summer")]
    vault.save(number, marked={3: mark(3, "sand")})  # it may be given the row of the one that went
    assert marks_found(vault, "stone ") == []
    assert marks_found(vault, "sand ") == [(number, 3, "sand")]


def test_what_is_marked_in_a_reflection_in_the_bin_is_out_of_sight(vault, write):
    number = write("an answer")
    vault.save(number, marked={1: mark(1, "water", "the winter")})
    vault.bin.put_in(number)
    assert marks_found(vault, "winter ") == []
    vault.bin.put_back(number)
    assert marks_found(vault, "winter ") == [(number, 1, "winter")]
