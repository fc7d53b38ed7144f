"""In which language a person reads is remembered in the vault, for each reading."""

import pytest

from resilience_desktop.readings import parse
from resilience_desktop.readings.shelf import Shelf
from resilience_desktop.workbook import Place
from tests.ui.conftest import PASSPHRASE
from ui import languages
from ui.desk import Drafts

PAUSE = "self-compassion-break"


@pytest.fixture
def page(qtbot, session, opened):
    """Return the page of the reading that came in two languages."""
    with qtbot.waitSignal(session.page_opened) as turned:
        session.open_reading(PAUSE, pytest.fail)
    return turned.args[0].page


def edition(session, language):
    found = (shelf.reading for shelf in session.readings)
    return next(r for r in found if r and r.id == PAUSE and r.language == language)


def read_in(qtbot, session, page, language, place=None):
    with qtbot.waitSignal(session.page_opened) as turned:
        session.read_in(page, edition(session, language), place or Place(PAUSE), pytest.fail)
    return turned.args[0]


def lock_and_unlock(qtbot, session, page):
    with qtbot.waitSignal(session.locked):
        session.lock(page, Drafts(place=Place(PAUSE, page.reflection_id)))
    with qtbot.waitSignal(session.unlocked, timeout=20_000) as heard:
        session.unlock(PASSPHRASE, pytest.fail)
    return heard.args[0]


def test_the_language_is_remembered_for_this_reading_and_across_a_lock(qtbot, session, page):
    assert page.reading.language == "en-GB"
    turned = read_in(qtbot, session, page, "de")
    assert turned.page.reading.language == "de"
    again = lock_and_unlock(qtbot, session, turned.page)
    assert again.page.reading.language == "de"
    assert [r.language for r in session.shown if r.id == PAUSE] == ["de"]
    with qtbot.waitSignal(session.page_opened) as other:
        session.open_reading("meeting-resistance", pytest.fail)
    assert other.args[0].page.reading.language == "en-GB"


def test_nothing_tells_of_it_once_the_vault_is_locked(qtbot, session, page):
    turned = read_in(qtbot, session, page, "de")
    with qtbot.waitSignal(session.locked):
        session.lock(turned.page, Drafts())
    assert [r.language for r in session.shown if r.id == PAUSE] == ["en-GB"]


def test_a_round_goes_on_in_the_other_language_at_its_place(qtbot, session, page):
    english = page.reading.prompts
    with qtbot.waitSignal(session.saved):
        session.save(page, Drafts({english[1]: "this is hard"}))
    place = Place(PAUSE, page.reflection_id, english[1].id, 4, 0.25, 0.5)
    turned = read_in(qtbot, session, page, "de", place)
    assert (turned.page.reflection_id, turned.place) == (page.reflection_id, place)
    assert turned.reflection.text("this-is-hard") == "this is hard"
    german = turned.page.reading.prompts
    with qtbot.waitSignal(session.saved):
        session.save(turned.page, Drafts({german[3]: "ist gut"}))
    again = lock_and_unlock(qtbot, session, turned.page)
    assert {a.prompt: a.text for a in again.reflection.answers} == {
        english[1]: "this is hard",
        german[3]: "ist gut",
    }


def test_words_on_their_way_to_the_vault_begin_the_round_first(qtbot, session, page):
    session.save(page, Drafts({page.reading.prompts[1]: "just typed"}))
    turned = read_in(qtbot, session, page, "de")
    assert turned.reflection.text("this-is-hard") == "just typed"
    assert len(turned.summaries) == 1


def test_a_new_round_begins_in_the_chosen_language(qtbot, session, page):
    read_in(qtbot, session, page, "de")
    with qtbot.waitSignal(session.page_opened) as turned:
        session.reflect_again(PAUSE, pytest.fail)
    assert turned.args[0].page.reading.language == "de"


def test_a_language_that_is_gone_from_the_shelf_gives_way_to_the_first(qtbot, session, page):
    turned = read_in(qtbot, session, page, "de")
    whole = session.library
    session.library = lambda: tuple(s for s in whole() if not s.reading or s.reading.language != "de")
    session._desk._shelves = session.library
    again = lock_and_unlock(qtbot, session, turned.page)
    assert again.page.reading.language == "en-GB"


@pytest.mark.parametrize("kept", ["", "no json", "[1]", '{"self-compassion-break": 7}'])
def test_a_fact_that_cannot_be_read_names_no_language(qtbot, session, opened, kept):
    found = []
    session.ask(
        lambda vault: (vault.set_fact(languages.FACT, kept), languages.chosen(vault))[1],
        found.append,
        pytest.fail,
        session,
    )
    qtbot.waitUntil(lambda: bool(found))
    assert found == [{}]


def test_the_navigation_names_each_reading_once_in_the_language_it_is_read_in(session):
    from ui.contents import contents

    shelves = (*session.readings, Shelf(session.readings[0].path, None, parse("nonsense")[1]))
    top, _ = contents(session.shown, shelves, (), bin_holds_something=False)
    listed = [item.label for item in top if item.group == "Readings"]
    assert listed[:4] == [
        "Meeting resistance",
        "Boundaries",
        "Self-compassion break",
        "meeting-resistance (cannot be shown)",
    ]
