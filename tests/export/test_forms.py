"""An answer keeps its form on the pages of every format, and a worksheet offers what there is to tick."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image, ImageChops

from resilience_desktop.export import forms, markdown, text, then_and_now, wire
from resilience_desktop.export.document import Choice, build
from resilience_desktop.export.pdf import Layout, TextSize, page_image, render
from resilience_desktop.workbook import Answer, CheckIn, Choices, Edition, Prompt, Reflection, Scale
from tests.every_type import RELEASE, WRITTEN, reading

from .conftest import WHEN
from .test_pdf import structure

READING = reading()
EDITION = Edition(1, READING.id, READING.version, READING.language, READING.title, READING.markdown)
NOT_SAID = CheckIn()
ACCENT = (0x2B, 0x6B, 0x62)
SCALE = Prompt("s", "S", "How?", type="scale", scale=Scale(-5, 5, "a < b", "*more*"))
CHOICE = Prompt("c", "C", "What?", type="choice", choices=Choices(("# Rest", "- Tea", "2. Run"), True, True))
LIST = Prompt("l", "L", "Which?", type="list")


def round_of(written, number=1):
    answers = (Answer(each, written[each.id], WHEN) for each in READING.prompts if each.id in written)
    return Reflection(number, EDITION, WHEN, WHEN, NOT_SAID, tuple(answers))


ANSWERED = build([round_of(WRITTEN)], {1: READING}, Choice())
SHEET = build([], {1: READING}, Choice(worksheet=True))


def text_of(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf)


@given(
    st.text(st.sampled_from("a7 -\n") | st.characters(), max_size=40), st.sampled_from([SCALE, CHOICE, LIST])
)
def test_no_line_of_an_answer_is_left_off_the_pages(written, prompt):
    mark, items, words = forms.said(prompt, written)
    number = () if mark is None else (str(mark.value),)
    shown = "\n".join((*number, *items, words)).split("\n")
    assert sorted(line for line in shown if line.strip()) == sorted(
        line for line in written.split("\n") if line.strip()
    )


def test_the_text_tells_a_place_on_a_scale_with_its_ends_and_lists_what_was_listed_or_chosen():
    written = text.write(ANSWERED)
    assert "\n7 on a scale from 0 (light as reeds) to 10 (like wet boots)\n" in written
    assert "\n30 on a scale from 0 to 100\nmostly at the bridge\n" in written
    assert "\n- bread crumbs\n- a glove\n" in written
    assert "\n- The water\n- Nothing: I hurried\nmy own humming\n" in written


def test_markdown_shows_options_and_items_as_a_list_whatever_signs_they_begin_with():
    answers = (Answer(CHOICE, "# Rest\n2. Run\n+ my own", WHEN), Answer(LIST, "> one\n`two`", WHEN))
    made = build([replace(round_of({}), answers=answers)], {}, Choice())
    tokens = MarkdownIt().parse(markdown.write(made))
    inside, found = 0, []
    for token in tokens:
        inside += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "inline" and inside:
            found.append("".join(child.content for child in token.children))
    assert found == ["# Rest", "2. Run", "> one", "`two`"]
    assert "+ my own" in [token.children[-1].content for token in tokens if token.type == "inline"]


def test_a_worksheet_in_text_offers_every_option_and_every_number():
    for written in (text.write(SHEET), markdown.write(SHEET)):
        assert written.count("[ ] ") == 4 + 3
        assert "[ ] Someone I only thought of" in written
        assert "From 0 (light as reeds) to 10 (like wet boots)" in written
        assert "What would you like to leave at the pond?" in written
    assert "0   1   2   3   4   5   6   7   8   9   10" in text.write(SHEET)


def test_a_scale_of_many_steps_is_not_numbered_one_by_one():
    mark = forms.blank(Prompt("s", "S", "How?", type="scale", scale=Scale(0, 21)))[0]
    assert mark.ticks == ()
    assert forms.blank(SCALE)[0].ticks == tuple(range(-5, 6))
    for low, fits in ((-10, True), (0, True), (980, False)):  # long numbers would run into one another
        scale = Prompt("s", "S", "How?", type="scale", scale=Scale(low, low + 20))
        assert bool(forms.blank(scale)[0].ticks) == fits


def test_what_is_to_be_let_go_of_has_lines_on_a_worksheet_and_is_in_no_export():
    assert [entry.room for entry in SHEET.sections[0].entries][-1] == forms.LINES
    asked = next(each.ask for each in READING.prompts if each.id == RELEASE)
    for written in (text.write(ANSWERED), markdown.write(ANSWERED), text_of(render(ANSWERED, Layout()).data)):
        assert asked not in written


@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("document", [ANSWERED, SHEET], ids=["answers", "worksheet"])
def test_pages_with_every_form_claim_pdf_ua(document, size):
    made = render(document, Layout(size=size))
    assert made.universal
    assert made.missing == ()


def test_the_pdf_tags_what_was_listed_and_chosen_as_lists():
    with pikepdf.open(io.BytesIO(render(ANSWERED, Layout()).data)) as pdf:
        kinds = structure(pdf.Root.StructTreeRoot, [])
    assert kinds.count("/L") == 3
    assert kinds.count("/LI") == 2 + 1 + 2


def test_the_pdf_says_in_words_what_it_draws():
    written = text_of(render(ANSWERED, Layout()).data)
    assert "7 on a scale from 0 (light as reeds) to 10 (like wet boots)" in written
    assert "mostly at the bridge" in written
    sheet = text_of(render(SHEET, Layout()).data)
    for words in ("light as reeds", "like wet boots", "Counting my steps", "100"):
        assert words in sheet


def test_then_and_now_keeps_the_form_in_which_each_round_was_asked():
    before = replace(round_of(WRITTEN), answers=(Answer(LIST, "one\ntwo", WHEN),))
    reworded = replace(LIST, type="text")
    after = replace(round_of(WRITTEN, 2), answers=(Answer(reworded, "one and two", WHEN),))
    (entry,) = then_and_now.build([before, after], {}, Choice()).sections[0].entries
    assert [(then.items, then.answer) for then in entry.rounds] == [((), "one and two"), (("one", "two"), "")]
    assert "- one\n- two" in markdown.write(then_and_now.build([before, after], {}, Choice()))


@pytest.mark.parametrize("document", [ANSWERED, SHEET], ids=["answers", "worksheet"])
def test_every_form_reaches_the_process_that_makes_pages(document):
    frame = bytearray(wire.render_request(document, Layout(), ""))
    assert wire.read_render(*wire.next_frame(frame))[0] == document


@pytest.mark.parametrize("language", ["en", "he"])
def test_the_mark_stands_on_its_line_whichever_way_the_page_runs(language):
    """It is the only thing of its colour on the page."""
    round_ = replace(round_of({}), answers=(Answer(SCALE, "4", WHEN),))
    made = build([replace(round_, edition=replace(EDITION, language=language))], {}, Choice())
    image = Image.open(io.BytesIO(page_image(render(made, Layout()).data, "", 0, 1190))).convert("RGB")
    far = ImageChops.difference(image, Image.new("RGB", image.size, ACCENT)).convert("L")
    first, _, last, _ = far.point(lambda value: 255 * (value < 8)).getbbox()
    left, width = 27 / 210 * 1190, 16 * 12.5 / 595.3 * 1190
    assert ((first + last) / 2 - left) / width == pytest.approx(0.9, abs=0.03)
