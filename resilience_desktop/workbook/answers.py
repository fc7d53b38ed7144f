"""Read and write the forms that an answer takes in its text, whatever else stands there.

An answer is always text. On a scale it is the number on a line of its own; of a choice, one line for each
option chosen. Every further line is words: those of one's own, or what was written when the prompt still
asked in another way. So no type of prompt can hide or lose what stands in an answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from .asking import Choices, PromptType, Scale
from .reading import Prompt

BULLET = "• "
"""Stands before each line of a list where an answer is shown in words alone."""


@dataclass(frozen=True, slots=True)
class Rated:
    """Hold a place on a scale, None where none was said, and the words below it."""

    value: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Hold the options chosen, in the order in which they are offered, and the words below them."""

    options: tuple[str, ...] = ()
    words: str = ""


def read_rating(text: str, scale: Scale) -> Rated:
    """Return the number on the first line, if one of the scale stands there alone, and what follows."""
    first, _, rest = text.partition("\n")
    for value in range(scale.low, scale.high + 1):
        if first == str(value):
            return Rated(value, rest)
    return Rated(None, text)


def write_rating(rated: Rated) -> str:
    """Return the text of an answer on a scale."""
    number = () if rated.value is None else (str(rated.value),)
    return "\n".join((*number, *((rated.words,) if rated.words else ())))


def read_choice(text: str, choices: Choices) -> Chosen:
    """Return the options that stand on lines of their own, and every other line as words.

    Where one option alone may be chosen, the first one that stands there counts.
    """
    found: set[str] = set()
    others: list[str] = []
    for line in text.split("\n"):
        if line in choices.options and line not in found and (choices.several or not found):
            found.add(line)
        else:
            others.append(line)
    return Chosen(tuple(each for each in choices.options if each in found), "\n".join(others))


def carried(text: str, then: Choices, now: Choices) -> Chosen:
    """Return a choice as it reads in another language of the reading, whose options stand in the same order.

    Where there are more or fewer options than there were, those that are not offered now are words. So they
    are where an option is the same in both: this is then another edition, whose options may stand in another
    order, and one that a person did not choose must never stand for the one that they chose.
    """
    chosen = read_choice(text, then)
    is_translated = len(then.options) == len(now.options) and set(then.options).isdisjoint(now.options)
    if not is_translated or (len(chosen.options) > 1 and not now.several):
        return read_choice(text, now)
    return Chosen(tuple(now.options[then.options.index(each)] for each in chosen.options), chosen.words)


def write_choice(chosen: Chosen) -> str:
    """Return the text of a choice."""
    return "\n".join((*chosen.options, *((chosen.words,) if chosen.words else ())))


def listed(text: str) -> tuple[str, ...]:
    """Return the lines of a list that hold something."""
    return tuple(line for line in text.split("\n") if line.strip())


def in_words(prompt: Prompt, text: str, bullet: str = BULLET) -> str:
    """Return an answer as it is shown where there is room for words alone.

    A place on a scale is told with its ends; what was listed or chosen stands behind ``bullet``.
    """
    if prompt.kind is PromptType.SCALE and prompt.scale:
        rated = read_rating(text, prompt.scale)
        if rated.value is not None:
            told = prompt.scale.told(rated.value)
            return "\n".join((told, rated.words)) if rated.words else told
    elif prompt.kind is PromptType.CHOICE and prompt.choices:
        chosen = read_choice(text, prompt.choices)
        return write_choice(Chosen(tuple(bullet + each for each in chosen.options), chosen.words))
    elif prompt.kind is PromptType.LIST:
        return "\n".join(bullet + line if line.strip() else line for line in text.split("\n"))
    return text
