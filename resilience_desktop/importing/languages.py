"""Find the language of a text: as the file says, or as its words and letters look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ..workbook.small_words import SMALL_WORDS

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*))?(?:[.@].*)?")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_MUCH = 10_000  # characters; enough to know
_FEW_WORDS = 8
"""The fewest small words by which a language is guessed."""

_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7a3",
    "zh": "\u4e00-\u9fff",
    "he": "\u05d0-\u05ea",
    "ar": "\u0620-\u06d3",
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "th": "\u0e00-\u0e7f",
    "hi": "\u0900-\u097f",
}
_SPECIAL = {
    "ar": (("fa", re.compile("[پچژگ]")), ("ur", re.compile("[ٹڈڑے]"))),
    "ru": (("uk", re.compile("[іїєґ]")), ("bg", re.compile("ъ[а-я]"))),
    "he": (("yi", re.compile("[\u05f0-\u05f2]")),),
}
_SHARE = 0.02
"""How many of the letters must be such for a text to be of a neighbouring language in the same script."""

_NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese",
    "it": "Italian", "nl": "Dutch", "da": "Danish", "nb": "Norwegian", "fi": "Finnish", "cs": "Czech",
    "tr": "Turkish", "ro": "Romanian", "hu": "Hungarian", "pl": "Polish", "sv": "Swedish",
    "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "he": "Hebrew", "ar": "Arabic", "ru": "Russian",
    "el": "Greek", "th": "Thai", "hi": "Hindi", "fa": "Persian", "ur": "Urdu", "uk": "Ukrainian",
    "bg": "Bulgarian", "yi": "Yiddish",
}  # fmt: skip


def find(said: str, texts: Iterable[str]) -> tuple[str, str]:
    """Return a BCP 47 tag and, where it is not simply what the file says, why it is that one.

    What a file says is often the language of the program that wrote it; so its words may say otherwise.
    """
    tag = _tidy(said)
    guess, is_sure = _guess(_sample(texts))
    if tag and (not guess or not is_sure or _same(tag, guess)):
        return tag, ""
    name = _NAMES.get(guess, guess)
    if tag:
        return guess, f"The file says “{tag}”, but its words look {name}."
    if guess:
        return guess, f"The words look {name}." if is_sure else f"The few words look {name}."
    return "en", "There are too few words to tell; please choose."


def _tidy(said: str) -> str:
    found = _TAG.fullmatch(said.strip())
    if not found or found[1].lower() in ("und", "zxx", "mul"):
        return ""
    return f"{found[1].lower()}-{found[2].replace('_', '-')}" if found[2] else found[1].lower()


def _same(tag: str, guess: str) -> bool:
    main = tag.partition("-")[0]
    if guess in SMALL_WORDS:  # one of them, or one that is written much like it and has no list here
        return main == guess or (main not in SMALL_WORDS and main not in _SCRIPTS and main not in _NAMES)
    return main == guess or (main in _NAMES and main not in SMALL_WORDS and _script(main) == _script(guess))


def _script(language: str) -> str:
    return next((root for root, others in _SPECIAL.items() if language in (o for o, _ in others)), language)


def _sample(texts: Iterable[str]) -> str:
    found: list[str] = []
    room = _MUCH
    for text in texts:
        found.append(text[:room])
        room -= len(text)
        if room <= 0:
            break
    return "\n".join(found)


def _guess(sample: str) -> tuple[str, bool]:
    """Return the language that a text looks like, "" if like none, and whether that is certain."""
    letters = sum(map(str.isalpha, sample))
    for language, range_ in _SCRIPTS.items():
        count = len(re.findall(f"[{range_}]", sample))
        if letters and count >= letters * (0.05 if language == "ja" else 0.4):
            return _neighbour(language, sample, count), letters > 20
    counts: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(sample.casefold().replace("'", "’"))).items():
        counts.update({language: count for language, small in SMALL_WORDS.items() if word in small})
    ((first, most), (_, second)) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first, most >= _FEW_WORDS and most >= 1.25 * second


def _neighbour(language: str, sample: str, letters: int) -> str:
    for other, signs in _SPECIAL.get(language, ()):
        if len(signs.findall(sample)) > letters * _SHARE:
            return other
    return language
