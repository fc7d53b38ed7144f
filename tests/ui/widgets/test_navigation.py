"""The left column leads everywhere by mouse and by keyboard, and holds long words and large text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from ui.theme import Look
from ui.widgets.label import Label
from ui.widgets.navigation import WIDTH, Navigation, NavItem

KEYS = Qt.Key
ITEMS = (
    NavItem("today", "Today", current=True),
    NavItem("then", "Then and now"),
    NavItem("r:1", "Meeting resistance", "Readings"),
    NavItem("add", "Add a reading…", "Readings", quiet=True),
    NavItem("x:1", "22 November 2026", "Reflections"),
)
BOTTOM = (NavItem("settings", "Settings", quiet=True), NavItem("lock", "Lock now", hint="Ctrl+L", quiet=True))


@pytest.fixture
def navigation(look, stand):
    made = Navigation(look)
    made.set_items(ITEMS, BOTTOM)
    return stand(made, WIDTH, 700)


def entry(navigation, label):
    return next(
        b for b in navigation.findChildren(QPushButton) if b.accessibleName() == label and b.isVisible()
    )


@pytest.fixture
def choices(navigation):
    heard = []
    navigation.chosen.connect(heard.append)
    return heard


def test_each_entry_leads_where_it_says(navigation, choices):
    for item in ITEMS + BOTTOM:
        QTest.mouseClick(entry(navigation, item.label), Qt.MouseButton.LeftButton)
    assert choices == [item.key for item in ITEMS + BOTTOM]


def test_keys_choose_too(navigation, choices):
    for key in (KEYS.Key_Space, KEYS.Key_Return):
        QTest.keyClick(entry(navigation, "Lock now"), key)
    assert choices == ["lock"] * 2


def test_arrow_keys_go_from_entry_to_entry_and_stay_inside(navigation, qapp):
    entry(navigation, "Today").setFocus()
    for key, label in (
        (KEYS.Key_Up, "Today"),
        (KEYS.Key_Down, "Then and now"),
        (KEYS.Key_Down, "Meeting resistance"),
        (KEYS.Key_End, "Lock now"),
        (KEYS.Key_Down, "Lock now"),
        (KEYS.Key_Up, "Settings"),
        (KEYS.Key_Home, "Today"),
    ):
        QTest.keyClick(qapp.focusWidget(), key)
        assert qapp.focusWidget().accessibleName() == label


def test_one_entry_is_where_the_person_is(navigation):
    assert entry(navigation, "Today").current
    navigation.set_current("r:1")
    assert not entry(navigation, "Today").current
    assert entry(navigation, "Meeting resistance").current


def test_groups_are_headed_once(navigation):
    headings = [label.text() for label in navigation.findChildren(Label) if label.isVisible()]
    assert headings == ["Resilience", "Readings", "Reflections"]


def test_new_entries_replace_the_old_and_keep_the_keyboard(navigation, choices):
    entry(navigation, "22 November 2026").setFocus()
    navigation.set_items([*ITEMS, NavItem("x:0", "8 November 2026", "Reflections")], BOTTOM)
    assert entry(navigation, "22 November 2026").hasFocus()
    QTest.mouseClick(entry(navigation, "8 November 2026"), Qt.MouseButton.LeftButton)
    assert choices == ["x:0"]
    navigation.set_items([NavItem("today", "Today")])
    assert [b.accessibleName() for b in navigation.findChildren(QPushButton) if b.isVisible()] == ["Today"]


def test_many_entries_scroll_and_the_keyboard_brings_them_into_view(navigation):
    navigation.set_items([NavItem(str(n), f"Reflection {n}", "Reflections") for n in range(80)], BOTTOM)
    assert entry(navigation, "Lock now").geometry().bottom() < navigation.height()
    entry(navigation, "Reflection 0").setFocus()
    for _ in range(79):
        QTest.keyClick(navigation.focusWidget(), KEYS.Key_Down)
    last = entry(navigation, "Reflection 79")
    assert last.hasFocus()
    assert not last.visibleRegion().isEmpty()


def test_the_place_where_the_person_is_comes_into_view(qtbot, navigation):
    navigation.set_items([NavItem(str(n), f"Reflection {n}", "Reflections") for n in range(80)], BOTTOM)
    navigation.set_current("79")
    qtbot.waitUntil(lambda: not entry(navigation, "Reflection 79").visibleRegion().isEmpty())
    navigation.set_current("settings")
    assert not entry(navigation, "Settings").visibleRegion().isEmpty()


def test_long_words_are_wrapped_and_never_cut(navigation):
    long = "A reading with quite a long title that goes on"
    navigation.set_items([NavItem("r", long)], ())
    button = entry(navigation, long)
    assert button.heightForWidth(button.width()) > entry(navigation, long).sizeHint().height()
    assert button.height() >= button.heightForWidth(button.width())


def test_the_column_is_as_wide_as_designed_and_grows_with_the_text(qapp, look, stand):
    assert Navigation(look).width() == 208
    usual = qapp.font()
    large = qapp.font()
    large.setPointSizeF(20)
    qapp.setFont(large)
    big = Look(qapp, "day")
    made = Navigation(big)
    made.set_items(ITEMS, BOTTOM)
    stand(made, 300, 900)
    assert 208 < made.width() <= 300
    lock = entry(made, "Lock now")
    assert lock.height() >= lock.heightForWidth(lock.width())
    big.setParent(None)
    qapp.setFont(usual)


def test_the_shortcut_is_said_beside_the_label(navigation):
    assert entry(navigation, "Lock now").accessibleDescription() == "Ctrl+L"


def test_entries_stand_36_pixels_apart(navigation):
    assert entry(navigation, "Then and now").y() - entry(navigation, "Today").y() == 36
