"""Languages are named for people, and the one in hand is always among them."""

import pytest

from ui.importing.languages import UNKNOWN, name_of, offered


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("de", "German"),
        ("pt-BR", "Portuguese (BR)"),
        ("nb", "Norwegian Bokmål"),
        (UNKNOWN, "Not known"),
        ("x-own", "x-own"),
    ],
)
def test_a_language_has_a_name(tag, name):
    assert name_of(tag) == name


@pytest.mark.parametrize("tag", ["en", "pt-BR", "x-own", UNKNOWN])
def test_the_language_in_hand_is_offered_once(tag):
    assert [each for each, _ in offered(tag)].count(tag) == 1


def test_languages_stand_by_the_alphabet_of_their_names():
    names = [name for _, name in offered("en")]
    assert names == sorted(names)
