"""Judge a passphrase and suggest one; nothing here is stored or leaves the computer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache

from .paths import assets

LONGEST_JUDGED = 72
"""Characters that are judged; zxcvbn's time grows steeply with length, and more only adds strength."""

LEAST_SCORE = 2
"""The lowest score that a new vault takes: below it, a guess is a matter of days."""

_SENTENCES = (
    "Very easy to guess. A few unrelated words would be far safer.",
    "Easy to guess. Another word or two would help a lot.",
    "Fair. One more word would make it strong.",
    "Strong. Guessing it would take {time} on today’s machines.",
    "Very strong. Guessing it would take {time} on today’s machines.",
)


@dataclass(frozen=True, slots=True)
class Strength:
    """Hold zxcvbn's score, 0 (guessed at once) to 4, and a sentence for the person."""

    score: int
    sentence: str


def judge(passphrase: str) -> Strength:
    """Return how hard the passphrase is to guess at 10,000 guesses a second.

    That is zxcvbn's "offline, slow hashing" attacker; Argon2id as set here is slower still.
    """
    from zxcvbn import zxcvbn  # its word lists take a moment to load, and only a new vault needs them

    found = zxcvbn(passphrase[:LONGEST_JUDGED])
    score = int(found["score"])
    time = str(found["crack_times_display"]["offline_slow_hashing_1e4_per_second"])
    return Strength(score, _SENTENCES[score].format(time=time))


def suggest(words: int = 4) -> str:
    """Return unrelated words, each one of 7,776 chosen with the system's random source (12.9 bits)."""
    return " ".join(secrets.choice(word_list()) for _ in range(words))


@cache
def word_list() -> tuple[str, ...]:
    """Return the list of words, by the alphabet."""
    text = (assets() / "words" / "eff-large.txt").read_text("utf-8")
    return tuple(text.split())
