"""Put into words what a reading that arrives would change, one language of it at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_desktop.readings.editions import Reworded, Standing
from resilience_desktop.readings.taking import Arrival
from resilience_desktop.readings.wording import wordings
from resilience_desktop.workbook import Prompt
from resilience_desktop.workbook.comparison import Fate, Stretch, compare
from resilience_desktop.workbook.mark import words_of

from .widgets.difference_text import Entry, Part

TITLES = {
    Standing.NEW: "A new reading",
    Standing.SAME: "You have this edition already",
    Standing.NEWER: "A new edition",
    Standing.OLDER: "An older edition",
    Standing.CLASH: "Another edition",
}
CHANGED = "The text is changed; how, stands at the end."
AROUND = "The text is the same. What stands around it, such as its source, is changed."
UNCHANGED = "The text is the same."
LEGEND = "Struck through: gone. Underlined: new."
LANGUAGE = "Another language"
KEPT = "Answers that you wrote stay, each with the question that it answers."
NO_CHANGE = "No question is new, worded anew or left out."

_STANDS = {
    Standing.NEW: "“{title}” is not on your shelf in this language yet. This is edition {version}.",
    Standing.SAME: "“{title}” {version} is on your shelf, word for word.",
    Standing.NEWER: "You read “{title}” in edition {present}. This is edition {version}.",
    Standing.OLDER: (
        "You read “{title}” in edition {present}, which is newer than this one, {version}. Taking this one "
        "goes back."
    ),
    Standing.CLASH: (
        "You read “{title}” in other words, though both editions call themselves {version}. Please ask where "
        "this one comes from before you take it."
    ),
}
_UNKNOWN = {Standing.NEW: "“{title}” is not on your shelf yet. This is edition {version}."}
_BUNDLED = {
    Standing.OLDER: (
        "You read “{title}” in edition {present}, which came with the program and is newer than this one, "
        "{version}. It stays."
    ),
    Standing.CLASH: (
        "“{title}” came with the program, in other words that call themselves {version} as well. It stays: "
        "only a newer edition takes its place. Its author can raise the version."
    ),
}


def standing_in_words(arrival: Arrival) -> str:
    """Return a sentence on how an edition stands to the one that is there."""
    table = _STANDS if arrival.can_be_taken or arrival.standing is Standing.SAME else _BUNDLED
    table = table if arrival.is_known else _UNKNOWN
    present = arrival.present.version if arrival.present else ""
    title = " ".join(arrival.reading.title.split())
    return table[arrival.standing].format(title=title, version=arrival.reading.version, present=present)


def title(arriving: Sequence[Arrival]) -> str:
    """Return what the page is about: the first language that can be taken, else the first of all."""
    wanted = next((each for each in arriving if each.can_be_taken), arriving[0])
    return LANGUAGE if wanted.standing is Standing.NEW and not is_new(arriving) else TITLES[wanted.standing]


def answers(arriving: Sequence[Arrival]) -> tuple[str, str]:
    """Return the words for a yes, which is empty where there is nothing to take, and for a no."""
    wanted = {each.standing for each in arriving if each.can_be_taken}
    if not wanted:
        return "", "Back"
    if wanted == {Standing.NEW}:
        return ("Add this reading" if is_new(arriving) else "Add this language"), "Not now"
    return "Take this edition", "Keep mine"


def is_new(arriving: Sequence[Arrival]) -> bool:
    """Tell whether nothing of this reading is on the shelf yet."""
    return not any(each.is_known for each in arriving)


def parts(arrival: Arrival) -> tuple[Part, ...]:
    """Return what becomes of each question; of a new reading, all of them."""
    if arrival.standing is Standing.SAME:
        return ()
    return tuple(_parts(arrival))


def _parts(arrival: Arrival) -> Iterator[Part]:
    found = arrival.difference
    if arrival.present is None:
        yield Part("Its questions", _asked(found.new))
        return
    old, new = words_of(arrival.present), words_of(arrival.reading)
    said = CHANGED if old != new else AROUND if found.text_changed else UNCHANGED
    changed = found.new or found.reworded or found.retired
    yield Part("The reading", said=said if changed else f"{said} {NO_CHANGE}")
    if found.new:
        yield Part("New questions", _asked(found.new))
    if found.reworded:
        yield Part("Questions in other words", tuple(map(_both, found.reworded)))
    if found.retired:
        yield Part("Questions that are not asked any more", _asked(found.retired), KEPT)
    if old != new:
        apart = (each.replace("\n", "\n\n") for each in (old, new))
        yield Part("The text", ((Entry(compare(*apart)),),), LEGEND)


def _asked(prompts: Sequence[Prompt]) -> tuple[tuple[Entry, ...], ...]:
    return tuple(tuple(_lines(prompt)) for prompt in prompts)


def _lines(prompt: Prompt) -> Iterator[Entry]:
    """Yield the question, then what is said beside it and beforehand."""
    yield Entry((Stretch(Fate.STAYED, prompt.ask),), role="prompt")
    if prompt.help:
        yield Entry((Stretch(Fate.STAYED, prompt.help),), role="help")
    if prompt.note:
        yield Entry((Stretch(Fate.STAYED, prompt.note),), "Said beforehand", "help")


def _both(pair: Reworded) -> tuple[Entry, ...]:
    """Return the two wordings, what is gone marked in the first and what is new in the second."""
    stretches = compare(*wordings(pair.before, pair.now))
    before = tuple(each for each in stretches if each.fate is not Fate.NEW)
    now = tuple(each for each in stretches if each.fate is not Fate.GONE)
    return Entry(before, "Until now"), Entry(now, "Now")
