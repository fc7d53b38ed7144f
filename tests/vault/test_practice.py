"""What is kept of the practice: only what the person said, and their own words beside it."""

from resilience_desktop.workbook import Moment
from resilience_desktop.workbook.practice import OwnWords, Sitting

SITTING = Sitting(Moment(1_795_376_460_000, "+01:00[Europe/Berlin]"), 180, 3, 6)
WORDS = "Es ist, was es ist.\0\ud800 🙂"


def test_own_words_are_kept_exactly_and_empty_ones_give_the_usual_back(vault):
    assert vault.practice.own_words() == OwnWords()
    vault.practice.keep(WORDS)
    vault.practice.set_support(f"{WORDS}\nMia, 0123")
    assert vault.practice.own_words() == OwnWords(WORDS, f"{WORDS}\nMia, 0123")
    vault.practice.keep("")
    assert vault.practice.own_words().sentence == ""


def test_times_of_practice_are_kept_in_their_order(vault):
    later = Sitting(Moment(5), 60, None, 10)
    vault.practice.keep(None, SITTING)
    vault.practice.keep("mine", later)
    assert vault.practice.sittings() == (SITTING, later)
    assert vault.practice.own_words().sentence == "mine"


def test_each_change_counts_once_and_the_same_words_again_do_not(vault):
    before = vault.counts().generation
    vault.practice.keep("mine", SITTING)
    vault.practice.keep("mine")
    assert vault.counts().generation == before + 1
    vault.verify()
