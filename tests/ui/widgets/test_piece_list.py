"""The list of paragraphs: what it says, what its keys ask for, and that hundreds are no burden."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from resilience_desktop.workbook import Piece, Role, Run
from ui.tour.player import press
from ui.widgets.piece_list import PieceList

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def pieces(*texts, role=Role.TEXT, why=""):
    return tuple(Piece((Run(text),), role, why) for text in texts)


@pytest.fixture
def listing(look, stand):
    made = stand(PieceList(look), 400, 400)
    made.show_pieces(pieces("one", "two", "three", "four"), 0)
    made.heard = []
    made.went_to.connect(lambda row: made.heard.append(("went", row)))
    made.move_asked.connect(lambda step: made.heard.append(("move", step)))
    made.leave_out_asked.connect(lambda: made.heard.append("leave out"))
    made.entered.connect(lambda: made.heard.append("enter"))
    made.setFocus()
    return made


def test_a_screen_reader_hears_the_role_the_words_and_why(listing):
    asked = pieces("What did you notice?", role=Role.PROMPT, why="ends as a question")
    listing.show_pieces((*pieces("one"), *asked, Piece((), Role.FOOTNOTE, number=1)), 0)
    model = listing.model()
    heard = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert heard == [
        "Text: one",
        "Prompt: What did you notice?",
        "Footnote: a mark without a text",
    ]
    why = model.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert why == "ends as a question"
    assert QAccessible.queryAccessibleInterface(listing).text(QAccessible.Text.Name) == "Paragraphs"


@pytest.mark.parametrize("name", ["day", "evening"])
def test_a_paragraph_that_is_pointed_at_does_not_look_chosen(listing, look, name):
    look.choose(name)
    states = QStyle.StateFlag

    def back_of(state):
        picture = QImage(400, 80, QImage.Format.Format_RGB32)
        picture.fill(QColor(look.theme.surface))
        painter = QPainter(picture)
        option = QStyleOptionViewItem()
        option.rect, option.state, option.palette = QRect(0, 0, 400, 80), state, listing.palette()
        listing.itemDelegate().paint(painter, option, listing.model().index(1, 0))
        painter.end()
        return picture.pixelColor(6, 40).name().upper(), picture

    plain, hovered, chosen = (
        back_of(state) for state in (states.State_Enabled, states.State_MouseOver, states.State_Selected)
    )
    assert hovered[0] == plain[0] == look.theme.surface
    assert hovered[1] != plain[1]
    assert chosen[0] != plain[0]


def test_the_arrows_go_from_one_to_the_next(listing):
    press(listing, Qt.Key.Key_Down)
    press(listing, Qt.Key.Key_Down)
    press(listing, Qt.Key.Key_Up)
    assert listing.heard == [("went", 1), ("went", 2), ("went", 1)]
    assert listing.row == 1


def test_keys_ask_for_what_is_done_with_a_paragraph(listing):
    press(listing, Qt.Key.Key_Down, ALT)
    press(listing, Qt.Key.Key_Up, ALT)
    press(listing, Qt.Key.Key_Delete)
    press(listing, Qt.Key.Key_Return)
    press(listing, Qt.Key.Key_T)
    assert listing.heard == [("move", 1), ("move", -1), "leave out", "enter"]


def test_several_can_be_chosen_and_stay_so_while_their_roles_change(listing):
    press(listing, Qt.Key.Key_Down, SHIFT)
    press(listing, Qt.Key.Key_Down, SHIFT)
    assert listing.chosen == (0, 1, 2)
    listing.heard.clear()
    listing.show_pieces((*pieces("one", "two", "three", role=Role.LEFT_OUT), *pieces("four")), 2, (0, 1, 2))
    assert listing.chosen == (0, 1, 2)
    assert listing.heard == []


def test_another_number_of_paragraphs_keeps_the_place(listing):
    listing.show_pieces(pieces("one", "two", "two and a half", "three", "four"), 2)
    assert listing.row == 2
    assert listing.chosen == (2,)
    listing.show_pieces(pieces("one"), 3)
    assert listing.row == 0


def test_the_paragraph_in_hand_stays_in_view(qtbot, listing):
    listing.show_pieces(pieces(*(f"paragraph {n}" for n in range(200))), 0)
    listing.go_to(150)
    listing.window().resize(300, 250)
    box = listing.viewport().rect()
    qtbot.waitUntil(lambda: box.intersects(listing.visualRect(listing.currentIndex())))


def test_a_long_paragraph_shows_its_first_lines_and_a_sign_that_there_is_more(look, listing):
    drawing = listing.itemDelegate()
    long = pieces("many words follow one another here " * 40)[0]
    layout, height = drawing._lay_out(long, 300)
    assert layout.lineCount() == 3
    assert layout.text().endswith("…")
    assert height == 3 * look.line_height("answer")
    whole, _ = drawing._lay_out(pieces("few words")[0], 300)
    assert whole.text() == "few words"


def test_a_word_without_end_is_cut_too(listing):
    layout, _ = listing.itemDelegate()._lay_out(pieces("w" * 5_000)[0], 300)
    assert layout.text().endswith("…")


@pytest.mark.parametrize(
    ("words", "from_the_right"), [("متى؟", True), ("1. שלום", True), ("123 words", False)]
)
def test_words_stand_where_their_script_begins(listing, words, from_the_right):
    layout, _ = listing.itemDelegate()._lay_out(pieces(words)[0], 300)
    assert (layout.lineAt(0).naturalTextRect().left() > 100) is from_the_right


def test_a_book_of_paragraphs_is_measured_once(look, stand):
    listing = stand(PieceList(look), 400, 400)
    listing.show_pieces(pieces(*(f"paragraph {n}" for n in range(2_000))), 0)
    drawing = listing.itemDelegate()
    laid_out = []
    real = drawing._lay_out
    drawing._lay_out = lambda *given: laid_out.append(given) or real(*given)
    listing.go_to(1_999)
    listing.doItemsLayout()
    listing.viewport().repaint()
    laid_out.clear()
    listing.doItemsLayout()
    assert laid_out == []
