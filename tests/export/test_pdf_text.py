"""What is copied out of the PDF is what was typed, in any script, whatever it looks like to a program."""

import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_desktop.export.pdf import Face, Layout, Paper, TextSize, render
from tests.export.conftest import lines_of, page_of

LAYOUTS = st.builds(Layout, st.sampled_from(Paper), st.sampled_from(TextSize), st.sampled_from(Face))
WESTERN = st.text(st.characters(codec="latin-1", exclude_categories=["C"]) | st.sampled_from("\n–—…“”‘’€"))
ODD = (
    " \t\n\x00\x1b\u2028\u2029\ufeff\ufffe\ud800\u034f\u200b\u200d\u202b\u202e\u2067\u2069\xa0\xad"
    "aW#é()/!\u0301\u20e3\u0903\u1ab0\u05e9\u05b0\u0627\u0651\ufdfa漢。ー한\u094dक👍🏽👨\U0001f1e9\ue000\U0010ffff"
)
FLOODS = st.lists(st.tuples(st.sampled_from(ODD), st.sampled_from([1, 1, 1, 2, 90])), max_size=60)
ANY = st.text(st.characters(exclude_categories=())) | FLOODS.map(lambda f: "".join(c * n for c, n in f))


def visible(text):
    """Return the text without what a viewer adds or drops where lines end: blanks and hyphens."""
    return re.sub(r"[\s\ufffe\x02\xad-]", "", text)


def boxes(data, wanted):
    """Return the left edges and upper edges of a letter, in points, in the order it is met."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage()
        found = [at for at, char in enumerate(text.get_text_range()) if char == wanted]
        return [(round(text.get_charbox(at)[0], 1), round(text.get_charbox(at)[3], 1)) for at in found]


@pytest.mark.parametrize(
    "typed",
    [
        "# no heading",
        "= no heading",
        "*not bold* _not italic_ `no code`",
        "$ no $ sum $",
        "@nobody <label> [x] {y}",
        "a backslash \\ and \\n and \\u{41}",
        "\"straight\" 'quotes' and “curly” ‘ones’",
        "-- two, --- three, ... dots",
        "// no comment /* nor here */",
        "#let x = 1; #eval(\"1\") #image('x')",
        "a~b https://example.org/?a=b&c=d#e",
        "- no list",
        "+ no list",
        "1. no list",
        "/ no: term",
        "a & b | c ^ d % e",
        "fi ffl Th st",
        "naïve Zoë – façade — Łódź",
        "Ελληνικά, Кириллица, Tiếng Việt",
        "two  spaces,   three,    four",
        "  leading",
        "trailing  ",
        "one line\nand another",
    ],
)
def test_what_looks_like_a_program_comes_out_as_typed(copied, typed):
    assert copied(typed) == typed.split("\n")


@given(WESTERN, LAYOUTS)
def test_any_western_text_comes_out_letter_for_letter(typed, layout):
    _title, _ask, *lines, _number = lines_of(render(page_of(f"[{typed}]"), layout).data)
    assert visible("".join(lines)) == visible(f"[{typed}]")


@given(ANY, LAYOUTS)
@settings(max_examples=60)
def test_no_text_breaks_the_page_and_no_letter_leaves_it(typed, layout):
    with pypdfium2.PdfDocument(render(page_of(typed), layout).data) as pdf:
        for page in pdf:
            width, _ = page.get_size()
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, _, right, _ = text.get_charbox(at)
                assert left == right or (left > 0 and right < width)


@pytest.mark.parametrize(
    "typed", ["שלום עולם", "מה שלומך? (טוב) 12", "مرحبا بالعالم", "English, then שלום inside.", "یک روز خوب"]
)
def test_right_to_left_words_come_out_whole(typed):
    made = render(page_of(typed), Layout())
    assert made.missing == ()
    text = " ".join(lines_of(made.data))
    for word in re.findall(r"\w+", typed):
        assert word in text


@pytest.mark.parametrize("typed", ["בְּרֵאשִׁ֖ית בָּרָ֣א", "السَّلامُ عَلَيْكُم", "ש\u20e3 ש\u0301"])
def test_right_to_left_letters_with_marks_are_all_there(typed):
    text = "".join(lines_of(render(page_of(typed), Layout()).data)[2:])
    assert set(typed) - {" ", "\u20e3"} <= set(text)


@pytest.mark.parametrize("typed", ["漢字かな", "한국어", "ภาษาไทย", "👍", "𒀀"])
def test_other_scripts_come_out_where_a_font_has_them_and_are_named_where_none_has(typed):
    made = render(page_of(typed), Layout())
    line = lines_of(made.data)[2]
    assert made.universal == (made.missing == ())
    for char in typed:
        named = any(name.startswith(char) for name in made.missing)
        assert named or char in line
    assert line.count("\ufffd") == sum(any(name.startswith(char) for name in made.missing) for char in typed)


def test_a_right_to_left_line_stands_at_the_right_and_the_next_one_at_the_left():
    data = render(page_of("Q\nשלום Q עולם\nQ"), Layout()).data
    (first, _), (middle, _), (last, _) = boxes(data, "Q")
    assert first == last < middle


@pytest.mark.parametrize(
    "control", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
)
def test_a_bidi_control_left_open_ends_with_its_line(control):
    plain, leaking = (boxes(render(page_of(f"{c}abc\nxyQ"), Layout()).data, "Q") for c in ("", control))
    assert leaking == plain


def test_tabs_line_up_in_columns():
    ends = boxes(render(page_of("a\tQ\nlonger\tQ\n\tQ\nthe longest of all\tQ"), Layout()).data, "Q")
    one, two, three, last = (left for left, _ in ends)
    assert one == two == three < last


def test_empty_lines_keep_their_height():
    def heights(typed):
        (_, above), (_, below) = boxes(render(page_of(typed), Layout()).data, "Q")
        return above - below

    step = heights("Q\nQ")
    assert heights("Q\n\nQ") == pytest.approx(2 * step, abs=1)
    assert heights("Q\n\n\n\nQ") == pytest.approx(4 * step, abs=1)


def test_a_long_answer_loses_no_word_between_pages():
    words = [f"w{number}" for number in range(4000)]
    made = render(page_of(" ".join(words)), Layout())
    assert made.pages > 3
    assert re.findall(r"w\d+", " ".join(lines_of(made.data))) == words


@pytest.mark.parametrize(
    "letter", ["a", "W", "。", "漢", "\u0301", "\u202b", "\t", "\x00", "👍", "שלום ", "\xa0x"]
)
def test_a_flood_of_one_letter_is_set(letter):
    assert render(page_of(letter * (20_000 // len(letter))), Layout()).pages >= 1
