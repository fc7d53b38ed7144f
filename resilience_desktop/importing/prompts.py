"""Find the questions that a text asks of its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..workbook import Noticed, Role
from . import headings, vocabulary
from .draft import Draft, asks, ends_a_sentence, length, places, sentences

_LONGEST = 600
_LONGEST_ALONE = 400
_SHORTEST_ALONE = 20
_FEWEST_WORDS = 4
_LONG_TEXT = 350
_ANSWERED = 100
_NEAR_END = 40
_TO_FILL_IN = re.compile(r"(?:_{3,}|\.{4,}|…|\.\.\.)[\s.”\"]*$")
_QUESTION = re.compile(r"(?:Q|F|P|D|V|Question|Frage|Pregunta|Pergunta|Domanda|Vraag|問|问)\s*\d*\s*[.:：]")
_ANSWER = re.compile(r"(?:A|R|O|Answer|Antwort|Réponse|Respuesta|Resposta|Risposta|答)\s*\d*\s*[.:：]")
_STROKE = re.compile(r"_{3,}[\s.”\"]*$")
_CLAUSE = re.compile(r"[,،、，:：;?？؟]")
_YOU = re.compile(
    r"(?<!\w)(?:you|your|yours|yourself|du|dir|dich|dein\w*|ihr|euch|eure\w*|sie|ihnen|tu|te|toi|ton|ta|tes|vous|votre|vos|ti|tú|"
    r"usted\w*|você\w*|teu|tua|seu|sua|tuo|tuoi|voi|je|jij|jou\w*|jullie|ci|cię|ciebie|twoj\w*|twój|ty|wy|was|wam|"
    r"dig|din|ditt|dina|ты|тебя|тебе|вы|вас|вам)(?!\w)|你|您|あなた|당신|[كت](?!\w)|אתה|אתם|שלך|לך|אתכם|לכם"
)

BELOW = "It stands below a heading that announces questions."
LEAD = "It is in a list of questions."
ALONE = "It asks, and says nothing else."
FILL_IN = "It is left open for someone to go on writing."
ANSWERED = "It is a short question, and the text below answers it."
RESISTANCE = "It speaks only to someone who felt resistance."
ALL_IN = "It speaks only to someone who was all in."


def find(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with questions to the reader as prompts."""
    found = list(drafts)
    kept = places(found)
    at = 0
    while at < len(kept):
        draft = found[kept[at]]
        if draft.role is Role.HEADING and headings.announces_prompts(draft.text):
            end = _end_of_section(found, kept, at)
            is_strong = headings.leaves_no_doubt(draft.text)
            at = _section(found, kept[at + 1 : end], at + 1, is_strong=is_strong)
        elif draft.role is Role.TEXT:
            at = _outside(found, kept, at)
        else:
            at += 1
    return [_limited(draft) for draft in found]


def _end_of_section(drafts: Sequence[Draft], kept: Sequence[int], at: int) -> int:
    level = drafts[kept[at]].level
    for number in range(at + 1, len(kept)):
        draft = drafts[kept[number]]
        if draft.role is Role.TITLE or (draft.role is Role.HEADING and draft.level <= level):
            return number
    return len(kept)


def _section(drafts: list[Draft], members: Sequence[int], start: int, *, is_strong: bool) -> int:
    """Mark the questions below a heading; return the number of the paragraph at which to go on.

    Below a heading that leaves no doubt the items of a list are questions however they are worded.
    """
    texts = [place for place in members if drafts[place].role is Role.TEXT]
    asked = [place for place in texts if _is_asked(drafts[place])]
    for number, place in enumerate(members):
        draft = drafts[place]
        if draft.role is not Role.TEXT:
            continue
        is_first = not asked or place < asked[0]
        if not is_first and place not in asked and length(draft.text) > _LONG_TEXT:
            return start + number  # the text goes on here
        is_meant = place in asked and (is_strong or asks(draft.text))
        if is_meant or _invites(draft.text, is_lead_possible=is_first and bool(asked)):
            drafts[place] = draft.taken_as(Role.PROMPT, BELOW)
    return start + len(members)


def _is_asked(draft: Draft) -> bool:
    """Tell whether a paragraph below such a heading is a question: an item, or one with a question in it."""
    return length(draft.text) <= _LONGEST and (draft.raw.item is not None or asks(draft.text))


def _invites(text: str, *, is_lead_possible: bool) -> bool:
    """Tell whether a statement asks someone to do something, or leaves off for them to go on."""
    if length(text) > _LONG_TEXT:
        return False
    if _is_left_open(text):
        return True
    said = text.casefold().lstrip("¡¿“\"'„«( ")
    if is_lead_possible and (text.rstrip().endswith((":", "：")) or vocabulary.PROMPTS.search(said)):
        return False
    return bool(vocabulary.ASKING.match(said) or vocabulary.ASKING_INSIDE.search(said))


def _is_to_be_filled_in(text: str) -> bool:
    """Tell whether a text is the beginning of a sentence with a line behind it, and not a field of a form."""
    if length(text) > _LONG_TEXT or not _STROKE.search(text[-_NEAR_END:]):
        return False
    words = len(re.findall(r"[^\W\d_]+", text))
    return words >= _FEWEST_WORDS or length(text) > len(text)


def _is_in_dialogue(draft: Draft, following: Draft | None) -> bool:
    """Tell whether a question is marked as such, and so is its answer."""
    return bool(following and _QUESTION.match(draft.text) and _ANSWER.match(following.text))


def _is_left_open(text: str) -> bool:
    return bool(_TO_FILL_IN.search(text[-_NEAR_END:]))


def _outside(drafts: list[Draft], kept: Sequence[int], at: int) -> int:
    """Mark what asks in a text without a heading for it; return the number of the next paragraph."""
    draft = drafts[kept[at]]
    if draft.raw.item is not None:
        return _list(drafts, kept, at)
    following = drafts[kept[at + 1]] if at + 1 < len(kept) else None
    if draft.text.rstrip().endswith((":", "：")) and headings.leaves_no_doubt(draft.text):
        end = next((n for n in range(at + 1, len(kept)) if drafts[kept[n]].raw.item is None), len(kept))
        for place in kept[at + 1 : end]:
            drafts[place] = drafts[place].taken_as(Role.PROMPT, LEAD)
        return max(end, at + 1)
    if not draft.raw.is_quote and _only_asks(draft.text) and not _is_in_dialogue(draft, following):
        if following and _is_answered(draft, following):
            drafts[kept[at]] = draft.taken_as(Role.HEADING, ANSWERED, level=2)
        else:
            drafts[kept[at]] = draft.taken_as(Role.PROMPT, ALONE)
    elif _is_to_be_filled_in(draft.text):
        drafts[kept[at]] = draft.taken_as(Role.PROMPT, FILL_IN)
    return at + 1


def _list(drafts: list[Draft], kept: Sequence[int], at: int) -> int:
    """Mark a list of questions; return the number of the paragraph behind it."""
    end = next(
        (
            n
            for n in range(at, len(kept))
            if drafts[kept[n]].raw.item is None or drafts[kept[n]].role is not Role.TEXT
        ),
        len(kept),
    )
    items = kept[at:end]
    asking = [place for place in items if asks(drafts[place].text) and length(drafts[place].text) <= _LONGEST]
    asking += [place for place in items if place not in asking and _is_to_be_filled_in(drafts[place].text)]
    if 2 * len(asking) >= len(items):
        for place in asking:
            drafts[place] = drafts[place].taken_as(Role.PROMPT, LEAD)
    return end


def _only_asks(text: str) -> bool:
    if not asks(text) or not _SHORTEST_ALONE <= length(text) <= _LONGEST_ALONE:
        return False
    words = len(text.split())
    if words < _FEWEST_WORDS and length(text) == len(text):
        return False
    said = sentences(text)
    return asks(said[0] if said else "") and all(
        asks(one) or _invites(one, is_lead_possible=False) for one in said
    )


def _is_answered(draft: Draft, following: Draft) -> bool:
    text = draft.text
    return (
        length(text) <= _ANSWERED
        and following.role is Role.TEXT
        and following.raw.item is None
        and length(following.text) > max(_ANSWERED, length(text))
        and not asks(following.text)
        and ends_a_sentence(following.text)
        and not _YOU.search(text.casefold())
    )


def _limited(draft: Draft) -> Draft:
    """Return a prompt that speaks to some only with that limit, and why."""
    if draft.role is not Role.PROMPT:
        return draft
    text = draft.text.casefold()
    clause = _CLAUSE.split(text, maxsplit=1)[0]
    if not vocabulary.CONDITION.match(clause):
        return draft
    found = list(_noticed(clause))
    if len(found) != 1:
        return draft
    said = RESISTANCE if found[0] is Noticed.RESISTANCE else ALL_IN
    return replace(draft, when=found[0], why=f"{draft.why} {said}")


def _noticed(clause: str) -> Iterator[Noticed]:
    if vocabulary.RESISTANCE.search(clause):
        yield Noticed.RESISTANCE
    if vocabulary.ALL_IN.search(clause):
        yield Noticed.ALL_IN
