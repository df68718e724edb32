"""The Letters page on real services: which letters it shows where, and their pages."""

import re
from collections import Counter
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
)

from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Delivery, LetterPreferences, OtherFormat
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.letters_page import LettersPage
from buddy_matcher.ui.widgets.pages_preview import PagesPreview
from tests.helpers.letters_page import (
    change,
    command,
    names,
    press,
    show_tab,
    shown_buttons,
    table,
    tabs,
    told,
)
from tests.helpers.people import add_person

NARROWEST_WINDOW, RAIL = 940, 176
MENUS = ("&File", "&Edit", "Peop&le", "Or&ganisations", "Pa&irings", "Le&tters", "&View", "&Help")


def test_letters_stand_in_tabs_by_what_is_to_be_done_with_counts(page: LettersPage, services: Services, ids):
    assert tabs(page) == ["To print 4", "To e-mail 0", "To arrange 0", "Out of date 0", "Done 0"]
    services.letters.record_printed([ids["Asha"]])
    page.refresh()
    assert names(page) == ["Cara Lunt", "Ben Moss", "Dewi Pugh"]
    show_tab(page, "Done")
    assert names(page) == ["Asha Rao"]
    change(services, ids["Asha"], known_as="Ash")
    page.refresh()
    assert tabs(page) == ["To print 3", "To e-mail 0", "To arrange 0", "Out of date 1", "Done 0"]
    show_tab(page, "Out of date")
    assert "Changed: their own name or job" in table(page).model().index(0, 2).data()


def test_each_tab_has_one_primary_button(page: LettersPage):
    ways = {"Print…", "E-mail drafts…", "Save texts for other formats…", "Save as PDF…"}
    for tab, primary in (
        ("To print", "Print…"),
        ("To e-mail", "E-mail drafts…"),
        ("To arrange", "Save texts for other formats…"),
        ("Out of date", "Print…"),
        ("Done", "Save as PDF…"),
    ):
        show_tab(page, tab)
        shown = [text for text in shown_buttons(page) if text in ways]
        assert shown == list(dict.fromkeys([primary, "Save as PDF…"]))


def test_the_preview_shows_the_pages_of_the_selected_letter(page: LettersPage, qtbot):
    preview = page.findChild(PagesPreview)
    with qtbot.waitSignal(preview.page_turned, check_params_cb=lambda _page, pages: pages > 0):
        table(page).selectRow(1)
    one_letter = preview.page_count
    with qtbot.waitSignal(preview.page_turned, check_params_cb=lambda _page, pages: pages > one_letter):
        table(page).selectAll()


def test_who_needs_another_format_is_shown_as_the_text_for_whoever_makes_it(
    page: LettersPage, services: Services, ids, qtbot
):
    change(services, ids["Dewi"], letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    page.refresh()
    show_tab(page, "To arrange")
    shown = page.findChild(PagesPreview).findChild(QPlainTextEdit)
    qtbot.waitUntil(lambda: "Dear Dewi," in shown.toPlainText())
    assert not command(page, "Print").isEnabled()
    command(page, "Copy").trigger()
    assert QGuiApplication.clipboard().text() == shown.toPlainText()


def test_return_on_a_letter_asks_for_the_form_of_its_reader(page: LettersPage, ids, qtbot):
    table(page).selectRow(0)
    with qtbot.waitSignal(page.form_wanted) as wanted:
        qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert wanted.args == [ids["Cara"]]
    with qtbot.waitSignal(page.people_wanted) as wanted:
        command(page, "Show on the People").trigger()
    assert wanted.args == [(ids["Cara"],)]


def test_without_a_plan_the_page_leads_to_pairings_whatever_the_kind(
    page: LettersPage, services: Services, qtbot
):
    for pair in services.latest.plan().pairs:
        services.pairings.unpair(pair.pairing.id)
    page.refresh()
    assert "No letters yet" in told(page)
    assert names(page) == []
    with qtbot.waitSignal(page.pairings_wanted):
        press(page, "Go to pairings")


def test_letters_are_searched_by_person_and_organisation(page: LettersPage, qtbot):
    command(page, "Find").trigger()
    search = page.findChild(QLineEdit)
    assert search.hasFocus()
    qtbot.keyClicks(search, "dewi")
    assert names(page) == ["Dewi Pugh"]
    assert "All 1 letter shown" in [
        button.text().replace("&", "") for button in page.findChildren(QRadioButton)
    ]
    qtbot.keyClicks(search, "zzz")
    assert not command(page, "Print").isEnabled()


def test_letters_are_shown_by_the_way_they_go_with_counts(page: LettersPage, services: Services, ids):
    change(services, ids["Ben"], letters=LetterPreferences(delivery=Delivery.EMAIL))
    page.refresh()
    ways = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "How")
    assert [ways.itemText(row) for row in range(ways.count())] == [
        "Every way 4",
        "By hand at the launch 3",
        "By post 0",
        "By e-mail 1",
    ]
    ways.setCurrentIndex(3)
    assert tabs(page) == ["To print 0", "To e-mail 1", "To arrange 0", "Out of date 0", "Done 0"]
    show_tab(page, "To e-mail")
    assert names(page) == ["Ben Moss"]
    assert not command(page, "Print").isEnabled()
    assert command(page, "Save as PDF").isEnabled()


def test_letters_are_shown_by_their_kind(page: LettersPage, services: Services):
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
    page.refresh()
    assert len(names(page)) == 5
    kinds = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Kind")
    kinds.setCurrentIndex(kinds.findText("Waiting list 1"))
    assert names(page) == ["Eve Stone"]


def test_the_page_needs_no_wide_screen(page: LettersPage, services: Services):
    assert page.minimumSizeHint().width() <= NARROWEST_WINDOW - RAIL


def test_no_letter_with_alt_is_taken_twice_or_by_a_menu(page: LettersPage):
    controls: list[Any] = [*page.findChildren(QAbstractButton), *page.findChildren(QLabel)]
    letters = Counter(letter.upper() for c in controls for letter in re.findall("&([a-z])", c.text(), re.I))
    assert set(letters.values()) == {1}
    menus = {letter.upper() for menu in MENUS for letter in re.findall("&(.)", menu)}
    assert not letters.keys() & menus


def test_the_selection_stays_when_letters_are_read_anew(page: LettersPage):
    table(page).selectRow(2)
    page.refresh()
    assert [index.row() for index in table(page).selectionModel().selectedRows()] == [2]


def test_a_letter_can_be_read_as_text(page: LettersPage):
    command(page, "Read as text").trigger()
    assert "Dear Cara," in page.findChild(PagesPreview).findChild(QPlainTextEdit).toPlainText()
    command(page, "Show the pages").trigger()
    assert page.findChild(PagesPreview).page_count > 0


def test_hard_cases_are_shown_one_after_the_other(
    page: LettersPage, services: Services, operations, ids, qtbot
):
    large = LetterPreferences(print_size=28, delivery=Delivery.EMAIL)
    change(services, ids["Ben"], family="Wolfeschlegelsteinhausen", letters=large)
    page.refresh()
    page.findChild(QLineEdit).setText("nobody")
    seen = []
    for _ in services.letters.hard_cases():
        with qtbot.waitSignal(operations.said) as said:
            command(page, "Next hard case").trigger()
        [place] = table(page).selectionModel().selectedRows()
        seen.append((said.args[0].split(":")[0], place.data().split(",")[0]))
    assert seen[:2] == [
        ("Longest names", "Asha Rao"),
        ("Largest print", "Ben Wolfeschlegelsteinhausen"),
    ]
    assert ("A buddy’s contact details are not shared", "Cara Lunt") in seen


def test_an_out_of_date_text_for_another_format_is_saved_anew(page: LettersPage, services: Services, ids):
    change(services, ids["Dewi"], letters=LetterPreferences(other_format=OtherFormat.BRAILLE))
    services.letters.record_gone(Issue.ARRANGED, date(2026, 11, 28), [ids["Dewi"]])
    change(services, ids["Dewi"], known_as="Dew")
    page.refresh()
    show_tab(page, "Out of date")
    assert names(page) == ["Dewi Pugh"]
    assert "Save texts for other formats…" in shown_buttons(page)
