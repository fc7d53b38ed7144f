"""Strength and suggestions."""

from resilience_desktop import passphrases


def test_a_common_password_scores_lowest():
    assert passphrases.judge("password1").score < passphrases.LEAST_SCORE


def test_a_suggestion_is_four_words_of_the_list_and_strong():
    words = set(passphrases.word_list())
    assert len(words) == 7776
    for _ in range(20):
        suggestion = passphrases.suggest()
        assert len(suggestion.split()) == 4
        assert words.issuperset(suggestion.split())
        assert passphrases.judge(suggestion).score >= 3


def test_two_suggestions_differ():
    assert passphrases.suggest() != passphrases.suggest()


def test_the_sentence_never_holds_the_passphrase():
    assert "xkqzwv" not in passphrases.judge("xkqzwv").sentence


def test_a_very_long_passphrase_is_judged_without_delay():
    assert passphrases.judge("longer " * 10_000).score >= passphrases.LEAST_SCORE
