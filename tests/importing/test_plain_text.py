"""Paragraphs come out as they were meant, however the lines of a text were broken."""

from __future__ import annotations

import random
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_desktop.importing import plain_text

SENTENCES = [
    "A boundary is a kindness that says where we end.",
    "Some days the cup is empty before noon, and nobody sees it.",
    "What would change if you rested before you had to?",
    "We learned early that saying no costs us something.",
    "Nothing here has to be solved today.",
    "Notice the breath as it comes, and let it go without holding on to anything that it brings along.",
    "The people around us feel how we treat ourselves, even when we do not speak of it at all.",
    "Where in your body do you feel it first?",
    "“Enough” is a whole sentence.",
    "It is hard to be patient with a tired heart, and harder still to ask for help with it.",
]
GERMAN = [
    "Eine Grenze ist eine Freundlichkeit, die sagt, wo wir aufhören.",
    "Manche Tage sind schon vor dem Mittag leer, und niemand sieht die Müdigkeit in unseren Gesichtern.",
    "Was würde sich ändern, wenn du vor der Erschöpfung eine Pause machtest?",
    "Die Menschen um uns herum spüren, wie wir mit uns selbst umgehen, auch ohne ein Wort darüber.",
]


def texts(words: str) -> list[str]:
    return [paragraph.text for paragraph in plain_text.read(words) if not paragraph.furniture]


def story(seed: int, paragraphs: int, sentences: list[str]) -> list[str]:
    chances = random.Random(seed)  # noqa: S311  no key comes of it
    return [" ".join(chances.choices(sentences, k=chances.randint(3, 5))) for _ in range(paragraphs)]


STORIES = st.builds(story, st.integers(0, 10**6), st.integers(4, 8), st.sampled_from([SENTENCES, GERMAN]))
WIDTHS = st.integers(35, 90)
SAME_STORIES = settings(derandomize=True)
"""Once in a thousand stories each line ends with a sentence, and nobody could tell."""


@given(STORIES, st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u2029"]))
def test_a_line_for_each_paragraph_is_taken_as_it_stands(paragraphs, end):
    assert texts(end.join(paragraphs)) == paragraphs


@SAME_STORIES
@given(STORIES, WIDTHS)
def test_lines_broken_at_a_width_become_paragraphs_again(paragraphs, width):
    assert texts("\n\n".join(textwrap.fill(one, width) for one in paragraphs)) == paragraphs


@SAME_STORIES
@given(STORIES, WIDTHS)
def test_indents_tell_paragraphs_apart_where_no_empty_line_does(paragraphs, width):
    filled = [textwrap.fill(one, width, initial_indent="    ") for one in paragraphs]
    assert texts("\n".join(filled)) == paragraphs


@SAME_STORIES
@given(STORIES, WIDTHS)
def test_an_empty_line_after_every_line_is_no_end_of_a_paragraph(paragraphs, width):
    spread = ["\n\n".join(textwrap.wrap(one, width)) for one in paragraphs]
    assert texts("\n\n\n\n".join(spread)) == paragraphs


@SAME_STORIES
@given(STORIES, WIDTHS)
def test_a_space_at_the_end_tells_a_broken_line_from_the_last_one(paragraphs, width):
    spread = [" \n\n".join(textwrap.wrap(one, width)) for one in paragraphs]
    assert texts("\n\n".join(spread)) == paragraphs


SPREAD = """\
When we are tired we forget that rest is

no reward for work that is done. It is

what makes the work possible.

Many of us were taught to keep going, and

to feel guilty when we stop. It can take

years to unlearn.

Questions:
When did you last stop before you had

to?

What would your day be like with one

pause in it?

Gentle limits
A first step for a tired week
"""


def test_a_text_spread_by_empty_lines_keeps_its_short_lines_apart():
    assert texts(SPREAD) == [
        "When we are tired we forget that rest is no reward for work that is done. "
        "It is what makes the work possible.",
        "Many of us were taught to keep going, and to feel guilty when we stop. "
        "It can take years to unlearn.",
        "Questions:",
        "When did you last stop before you had to?",
        "What would your day be like with one pause in it?",
        "Gentle limits",
        "A first step for a tired week",
    ]


def test_what_was_guessed_about_empty_lines_is_said():
    assert "guessed" in plain_text.read_file(SPREAD).notes[0]
    assert plain_text.read_file("One thought.\n\nAnother one.\n").notes == ()


LISTS = """\
Before you begin, look for a place where
you can sit for a while:

- a chair that holds your back, and a
  floor that holds your feet
- a window, if there is one
* warm hands

1. Breathe in, and count as far as it
   goes without any effort.
2. Breathe out.
10) Stay there
• and come back.

Some things were begun in the year
2019. They are not over yet, and nobody
- least of all we ourselves - knows how
they will end.
"""


def test_bullets_and_numbers_become_items_and_dashes_within_a_sentence_do_not():
    read = plain_text.read(LISTS)
    assert [(one.item, one.text) for one in read] == [
        (None, "Before you begin, look for a place where you can sit for a while:"),
        (0, "a chair that holds your back, and a floor that holds your feet"),
        (0, "a window, if there is one"),
        (0, "warm hands"),
        (1, "Breathe in, and count as far as it goes without any effort."),
        (2, "Breathe out."),
        (10, "Stay there"),
        (0, "and come back."),
        (
            None,
            "Some things were begun in the year 2019. They are not over yet, and nobody "
            "- least of all we ourselves - knows how they will end.",
        ),
    ]


def test_underlined_lines_are_headings():
    read = plain_text.read("Gentle limits\n=============\n\nA first step\n------------\nWords follow.\n")
    assert [(one.heading, one.text) for one in read] == [
        (1, "Gentle limits"),
        (2, "A first step"),
        (0, "Words follow."),
    ]


def test_a_line_across_the_page_parts_and_is_not_read():
    assert texts("One thought.\n\n* * *\n\nAnother.\n______\nA third.") == [
        "One thought.",
        "Another.",
        "A third.",
    ]


def test_a_poem_keeps_its_lines():
    poem = ["The lamp is low", "and the cup is warm,", "nobody asks", "for more than this."]
    assert texts("\n".join(poem)) == poem


def test_a_line_to_write_on_makes_no_heading_of_the_question_above():
    read = plain_text.read("What helps you?\n---------------\n\nWords follow.")
    assert [(one.heading, one.text) for one in read] == [(0, "What helps you?"), (0, "Words follow.")]


MAIL = """\
> A boundary is a kindness that says where we end, and
> it takes practice.
>
> > What would change if you rested
> > before you had to?

Yes, I think that this is what it is all about, and
that we forget it.
"""


def test_what_a_mail_quotes_is_a_quotation_without_its_signs():
    assert [(one.is_quote, one.text) for one in plain_text.read(MAIL)] == [
        (True, "A boundary is a kindness that says where we end, and it takes practice."),
        (True, "What would change if you rested before you had to?"),
        (False, "Yes, I think that this is what it is all about, and that we forget it."),
    ]


def test_a_number_between_dashes_is_a_page_number_even_without_pages():
    assert [(one.furniture, one.text) for one in plain_text.read("Words.\n\n- 4 -\n\nMore.")] == [
        ("", "Words."),
        ("page number", "- 4 -"),
        ("", "More."),
    ]


PAGES = """\
Gentle limits

We learn to stop where it is still
easy to stop, and we do it to-

12
\fGentle limits

gether, without any haste. Nobody has
to be the first.

- 13 -
\fGentle limits

The end of it.

Page 14 of 14
"""


def test_form_feeds_are_pages_and_what_stands_on_each_is_furniture():
    read = plain_text.read(PAGES)
    assert [(one.page, one.text) for one in read if not one.furniture] == [
        (
            1,
            "We learn to stop where it is still easy to stop, and we do it together, without any haste. "
            "Nobody has to be the first.",
        ),
        (3, "The end of it."),
    ]
    assert [one.text for one in read if one.furniture == "page number"] == ["12", "- 13 -", "Page 14 of 14"]
    assert [one.text for one in read if one.furniture == "repeats on several pages"] == ["Gentle limits"] * 3


def test_the_last_word_of_a_page_is_no_roman_number():
    read = plain_text.read("iv\nNobody is asked to help while they are\nill\n\fv\nor tired.\n")
    assert [(one.text, one.furniture) for one in read] == [
        ("iv", "page number"),
        ("Nobody is asked to help while they are ill or tired.", ""),
        ("v", "page number"),
    ]


def test_a_text_without_spaces_is_joined_without_spaces():
    lines = [
        "疲れているとき、自分にやさしくするのは難しい",
        "ものです。休むことは、仕事が終わったあとの褒美",
        "ではありません。",
    ]
    assert texts("\n".join(lines)) == ["".join(lines)]


def test_a_script_without_capitals_is_joined_as_well():
    lines = [
        "כשאנחנו עייפים קשה לנו להיות טובים לעצמנו, ולפעמים",
        "אנחנו שוכחים שמנוחה אינה פרס על עבודה שהסתיימה אלא",
        "מה שמאפשר אותה בכלל.",
        "",
        "מה עוזר לך לעצור?",
    ]
    assert texts("\n".join(lines)) == [" ".join(lines[:3]), lines[4]]


@pytest.mark.parametrize("words", ["", " \n\t\n", "\f\f", "\n" * 1000])
def test_nothing_gives_nothing(words):
    assert plain_text.read(words) == ()


@given(st.text(st.sampled_from("ab A.?-•1)\n\n \f=\t")))
def test_no_word_of_any_text_is_lost(words):
    read = "".join(one.text for one in plain_text.read(words))
    assert sum(map(read.count, "abA")) == sum(map(words.count, "abA"))


def test_a_space_at_the_end_of_every_line_but_the_last_tells_where_a_paragraph_ends():
    lines = [
        "Nobody knew the way to the ",
        "harbour, and so they asked. ",
        "Who could have told them that it was near?",
    ]
    lines += [
        "Who would have believed it then, anyway?",
        "They went on until it was dark and the ",
        "boats came in.",
    ]
    made = plain_text.read("\n \n".join(lines * 3))
    assert [one.text[:11] for one in made[:3]] == ["Nobody knew", "Who would h", "They went o"]


def test_chinese_and_japanese_lines_are_joined_and_a_short_one_ends_a_paragraph():
    words = "心に余白をつくる\n\n人の話をよく聞く人ほど、自分の声\n\nを聞きそびれることがあります。予"
    words += "\n\n定表が埋まっている。"
    words += "\n\n小さな練習\n\nほんの数分でも、窓の外を眺めるだ\n\nけでかまいません。"
    assert [one.text[:5] for one in plain_text.read(words)] == [
        "心に余白を",
        "人の話をよ",
        "小さな練習",
        "ほんの数分",
    ]


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    page = (
        "A HEAD\n\nSome words that fill the line nearly\nall the way to the right edge of it\nand\n\n- {} -\n"
    )
    first, second = page.format(1), page.format(2).replace("Some words", "some more words")
    text = [one.text for one in plain_text.read(f"{first}\f{second}") if not one.furniture]
    assert len(text) == 1


def test_a_star_below_a_starred_word_is_no_bullet():
    made = plain_text.read("We do not say it any more.*\n\nSomething else.\n\n* Adapted from a talk.\n")
    assert [(one.item, one.text) for one in made][-1] == (None, "* Adapted from a talk.")
    listed = plain_text.read("Not any more.*\n\n* one thing\n* another thing\n")
    assert [one.item for one in listed] == [None, 0, 0]
