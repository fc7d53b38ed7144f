"""Letters of a PDF become words and lines."""

from __future__ import annotations

import pytest

from resilience_desktop.importing.pdf import read

from .pdf_making import drawn, show, text, typeset


def test_letters_drawn_one_by_one_are_words_where_they_stand_close() -> None:
    letters, x = "", 72.0
    for char, width in zip("a calm day", (6.1, 3.1, 5.5, 6.1, 2.4, 9.2, 3.1, 6.1, 6.1, 5.5), strict=True):
        letters += "" if char == " " else show(x, 700, char)
        x += width
    assert text(read(drawn(letters))) == ["a calm day"]


def test_letters_set_apart_for_looks_are_one_word() -> None:
    spread = "BT /F1 14 Tf 4 Tc 72 700 Td (REFLECTION) Tj ET\n"
    assert text(read(drawn(spread + show(72, 670, "Some text below.")))) == ["REFLECTION", "Some text below."]


def test_ligatures_come_out_as_letters() -> None:
    assert text(read(typeset("An efficient office finds five fluffy scarves."))) == [
        "An efficient office finds five fluffy scarves."
    ]


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    twice = show(72, 700, "Stay a while") + show(72.3, 700, "Stay a while")
    assert text(read(drawn(twice))) == ["Stay a while"]


def test_words_in_any_order_of_drawing_are_read_from_left_to_right() -> None:
    shuffled = show(150, 700, "third.") + show(72, 700, "First") + show(105, 700, "second")
    assert text(read(drawn(shuffled))) == ["First second third."]


def test_the_text_layer_of_a_scan_is_text() -> None:
    assert text(read(drawn(show(72, 700, "Hidden under a picture.", before="3 Tr")))) == [
        "Hidden under a picture."
    ]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_seen(turned: int) -> None:
    turns = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}
    page = f"q {turns[turned]} cm {show(72, 500, 'The first line.')}{show(72, 440, 'The second.')} Q"
    assert text(read(drawn(page, turned=turned))) == ["The first line.", "The second."]


def test_words_that_run_up_the_margin_are_kept_apart_from_the_text() -> None:
    margin = "BT /F0 9 Tf 0 1 -1 0 30 300 Tm (printed in spring) Tj ET\n"
    made = read(drawn(margin + show(72, 700, "A line of text.")))
    assert text(made) == ["A line of text."]
    assert [p.text for p in made.paragraphs if p.furniture] == ["printed in spring"]


def test_hebrew_with_brackets_and_numbers_is_read_from_the_right() -> None:
    said = "הליכה איטית (גם בבית) היא דרך לחזור אל הגוף. בשנת 2019 הלכנו כל יום."
    made = read(typeset(f'#set page(width: 8cm)\n#set text(lang: "he", font: "DejaVu Sans Mono")\n{said}'))
    assert text(made) == [said]


def test_arabic_with_vowel_signs_and_ligatures_is_read_from_the_right() -> None:
    said = "من يعتني بالآخرين ينسى أحيانًا أن له قلبًا (أيضًا) لا يغيّره الوقت."
    made = read(typeset(f'#set page(width: 8cm)\n#set text(lang: "ar", font: "DejaVu Sans Mono")\n{said}'))
    assert text(made) == [said]


def test_bold_and_italic_words_keep_their_style() -> None:
    (paragraph,) = read(typeset("Some *bold words* and _leaning ones_ here.")).paragraphs
    assert [(run.text, run.strong, run.emphasis) for run in paragraph.runs] == [
        ("Some ", False, False),
        ("bold words", True, False),
        (" and ", False, False),
        ("leaning ones", False, True),
        (" here.", False, False),
    ]


def test_a_large_letter_without_lines_beside_it_is_kept() -> None:
    page = show(20, 20, "a", size=40) + show(42, 20, "b", size=6) + show(42, 50, "c", size=6)
    assert sorted("".join(text(read(drawn(page)))).replace(" ", "")) == ["a", "b", "c"]


def test_a_large_first_letter_is_joined_to_its_word() -> None:
    page = show(72, 688, "W", size=32) + "".join(
        show(110, 700 - 12 * row, words)
        for row, words in enumerate(("alking is a way of", "coming back to the"))
    )
    assert text(read(drawn(page + show(72, 676, "body, one foot at a time.")))) == [
        "Walking is a way of coming back to the body, one foot at a time."
    ]
