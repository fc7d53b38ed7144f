from __future__ import annotations

import inspect

import pytest

from resilience_desktop import errors
from resilience_desktop.errors import ResilienceError

KINDS = [kind for _name, kind in inspect.getmembers(errors, inspect.isclass)]


def test_there_are_errors_to_look_at():
    assert len(KINDS) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_ours_and_says_what_it_stands_for(kind):
    assert issubclass(kind, ResilienceError)
    assert inspect.getdoc(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_speaks_in_whole_plain_sentences(kind):
    text = str(kind())
    assert text[0].isupper()
    assert text.endswith(".")
    assert not any(word in text for word in ("!", "Oops", "Error", "Exception", "errno", "invalid", "failed"))


def test_an_error_can_say_it_more_exactly():
    assert str(ResilienceError("The stick is full.")) == "The stick is full."


def test_damage_is_never_a_wrong_passphrase():
    assert not issubclass(errors.Damaged, errors.WrongPassphrase)
    assert not issubclass(errors.WrongPassphrase, errors.Damaged)
    assert "passphrase is not the problem" in str(errors.Damaged()).lower()
    assert "passphrase is not the problem" in str(errors.KeyFileDamaged()).lower()
