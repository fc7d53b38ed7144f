"""Write invented answers: plain sentences whose words are spread as words of real texts are."""

from __future__ import annotations

import tomllib
from bisect import bisect
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from random import Random
from string import Formatter
from typing import TypeVar

from resilience_desktop.passphrases import word_list
from resilience_desktop.paths import assets

_USUAL, _SPREAD = 200, 45
"""How many words an answer has, and how far it strays from that (normally distributed)."""
_SHORTEST, _LONGEST = 60, 400
_A_NEW_PARAGRAPH = 0.12
"""How likely a sentence begins a paragraph."""

T = TypeVar("T")
_Part = tuple[str, Callable[[], str] | None]


class Writer:
    """Write one answer after another; the same seed gives the same answers.

    All sentences are equally likely; in each slot of one the n-th choice is n times rarer than the first
    (Zipf's law with exponent 1). The slot ``rare`` draws from the list of words for passphrases.
    """

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        told = tomllib.loads((assets() / "sample" / "sentences.toml").read_text("utf-8"))
        slots = {name: " ".join(words.split()).split("; ") for name, words in told["slots"].items()}
        slots["rare"] = chance.sample(word_list(), len(word_list()))  # else the letter A would be favoured
        draw = {name: _drawing(chance, words) for name, words in slots.items()}
        self._sentences = [_parted(each, draw) for each in told["sentences"]]

    def answer(self) -> str:
        """Return a text of about two hundred words, some of it in paragraphs."""
        goal = min(max(round(self._chance.gauss(_USUAL, _SPREAD)), _SHORTEST), _LONGEST)
        parts = [self.sentence()]
        words = len(parts[0].split())
        while words < goal:
            sentence = self.sentence()
            words += len(sentence.split())
            parts += ("\n\n" if self._chance.random() < _A_NEW_PARAGRAPH else " ", sentence)
        return "".join(parts)

    def sentence(self) -> str:
        """Return one sentence."""
        made = "".join(
            [text + (draw() if draw else "") for text, draw in self._chance.choice(self._sentences)]
        )
        return made[0].upper() + made[1:]


def _parted(sentence: str, draw: dict[str, Callable[[], str]]) -> tuple[_Part, ...]:
    """Return a sentence as stretches of text, each with what is drawn after it."""
    parts = Formatter().parse(sentence)
    return tuple((text, draw[slot] if slot else None) for text, slot, _form, _conversion in parts)


def _drawing(chance: Random, choices: Sequence[T]) -> Callable[[], T]:
    weights = tuple(accumulate(1 / rank for rank in range(1, len(choices) + 1)))
    return partial(_drawn, chance, choices, weights)


def _drawn(chance: Random, choices: Sequence[T], weights: Sequence[float]) -> T:
    return choices[min(bisect(weights, chance.random() * weights[-1]), len(choices) - 1)]
