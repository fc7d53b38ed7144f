"""Fill a new vault with years of invented reflections."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from resilience_desktop.vault import Cost, Counts, Vault, layout
from resilience_desktop.workbook import (
    OPENNESS,
    CheckIn,
    Edition,
    Mark,
    Moment,
    Noticed,
    Prompt,
    PromptType,
    Reading,
)
from resilience_desktop.workbook.mark import marked, words_of

from .writing import Writer

_SEED = 20_261_122
_DAY = 86_400_000  # milliseconds
_EVENING = 3 * 3_600_000
"""Within how many milliseconds before the hour of now each round begins."""
_AT_ONCE = 365
"""How many rounds one transaction holds."""
_WITHOUT_CHECK_IN = 0.1
_MARKED = 0.3
"""How likely something is highlighted in a round."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Span:
    """Say how many rounds there are (None: one a day), over how many years; the last is the day before."""

    end: Moment
    years: int = 10
    rounds: int | None = None

    def instants(self) -> list[int]:
        """Return an instant for each round, evenly spread, in milliseconds since 1970 in UTC."""
        days = 365 * self.years
        total = days if self.rounds is None else self.rounds
        return [self.end.utc_ms - (total - each) * days * _DAY // total for each in range(total)]


def make(
    folder: Path,
    passphrase: str,
    reading: Reading,
    span: Span,
    *,
    cost: Cost | None = None,
    progress: Progress = lambda done, total: None,
) -> Counts:
    """Make a vault of invented rounds through a reading; the same arguments give the same words.

    ``progress`` hears how many rounds of how many are written. Raises what Vault.create and Vault.save
    raise; then there is no vault.
    """
    calendar = _Calendar(span.end)
    with layout.made_whole(folder) as aside:
        vault = Vault.create(aside, passphrase, clock=calendar, cost=cost)
        with closing(vault):
            _fill(vault, _Life(vault, reading, calendar), span.instants(), progress)
            return vault.counts()


def _fill(vault: Vault, life: _Life, instants: list[int], progress: Progress) -> None:
    for first in range(0, len(instants), _AT_ONCE):
        some = instants[first : first + _AT_ONCE]
        with vault.together():
            for instant in some:
                life.reflect(instant)
        while vault.search.learn(_AT_ONCE):  # as after years of use
            pass
        progress(first + len(some), len(instants))


class _Calendar:
    """Say the moment that is being lived through, to the vault that asks."""

    def __init__(self, end: Moment) -> None:
        self._zone = end.zone[:6]  # without a name, whose summer time would not be kept
        self.at_ms = end.utc_ms

    def __call__(self) -> Moment:
        return Moment(self.at_ms, self._zone)


class _Life:
    """Live one round after another; openness wanders, and is mostly greater afterwards."""

    def __init__(self, vault: Vault, reading: Reading, calendar: _Calendar) -> None:
        self._vault = vault
        self._edition: Edition = vault.keep_edition(reading)
        self._prompts = reading.prompts
        self._calendar = calendar
        self._chance = Random(_SEED)  # noqa: S311  invented texts need no secrecy
        self._writer = Writer(Random(_SEED))  # noqa: S311  invented texts need no secrecy
        self._openness = 3.0
        self._reading_chance = Random(_SEED + 1)  # noqa: S311  apart, so that the answers stay the same
        self._margin_writer = Writer(self._reading_chance)
        self._words = words_of(reading)

    def reflect(self, evening_ms: int) -> None:
        """Write one round in the evening that ends at this instant."""
        self._calendar.at_ms = evening_ms - self._chance.randrange(_EVENING)
        reflection = self._vault.begin(self._edition)
        self._calendar.at_ms += self._chance.randrange(5, 40) * 60_000
        answers = {prompt: self._answer(prompt) for prompt in self._prompts}
        self._vault.save(reflection.id, answers, check_in=self._check_in(), marked=self._marked())

    def _marked(self) -> dict[int, Mark]:
        """Highlight a line of the reading now and then, half of the times with a note."""
        chance = self._reading_chance
        if chance.random() >= _MARKED:
            return {}
        line = chance.choice([line for line in self._words.split("\n") if line])
        start = self._words.index(line)
        mark = marked(self._words, 1, start, start + len(line), self._calendar())
        return {1: replace(mark, note=self._margin_writer.sentence() if chance.random() < 0.5 else "")}

    def _answer(self, prompt: Prompt) -> str:
        """Return an invented answer in the form that the prompt asks for."""
        if prompt.kind is PromptType.SCALE and (scale := prompt.scale):
            return str(self._chance.randint(scale.low, scale.high))
        if prompt.kind is PromptType.CHOICE and (choices := prompt.choices):
            return self._chance.choice(choices.options)
        if prompt.kind is PromptType.LIST:
            return "\n".join(self._writer.sentence() for _ in range(self._chance.randint(2, 5)))
        return self._writer.answer()

    def _check_in(self) -> CheckIn | None:
        pull = (5.5 - self._openness) * 0.02  # back toward the middle, or it would stick at an end
        self._openness += self._chance.gauss(pull, 0.7)
        if self._chance.random() < _WITHOUT_CHECK_IN:
            return None
        after = self._openness + self._chance.gauss(1.2, 1.0)
        (noticed,) = self._chance.choices(tuple(Noticed), (4, 2, 4))
        return CheckIn(_on_scale(self._openness), _on_scale(after), noticed)


def _on_scale(value: float) -> int:
    return min(max(round(value), OPENNESS[0]), OPENNESS[-1])
