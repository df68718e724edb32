"""The form of a person, filled in as a coordinator does."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QRadioButton, QTabWidget, QWidget

from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.people import Delivery, LetterPreferences, Level
from buddy_matcher.domain.statements import Permission, Statement, StatementAbout
from buddy_matcher.services.edit_people import PersonForm
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.people.person_dialog import PersonDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids


def opened(services: Services, form: PersonForm, qtbot) -> PersonDialog:
    dialog = PersonDialog(None, services.people, form)
    dialog.accepted.connect(lambda: services.people.save(dialog.edited))  # as a page does
    # Closing what was changed and not saved would ask, and nobody would answer.
    qtbot.addWidget(dialog, before_close_func=PersonDialog.hide)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def field(dialog: PersonDialog, name: str) -> QWidget:
    return next(
        w for w in dialog.findChildren(QWidget) if w.accessibleName().removesuffix(" (required)") == name
    )


def complaints(dialog: PersonDialog) -> list[str]:
    return [w.text() for w in dialog.findChildren(QLabel) if w.text().startswith("⚠") and w.isVisible()]


def save_with_keyboard(dialog: PersonDialog, qtbot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def filled_form(services: Services, ids: Ids) -> PersonForm:
    """Every field of a form filled in, so that one that is lost shows."""
    form = services.people.form_of(ids["Asha"])
    theme = services.people.themes()[2].id
    return replace(
        form,
        participant=replace(
            form.participant,
            known_as="Ash",
            job_title="Nurse",
            level=Level.MANAGER,
            email="asha@example.org",
            phone="07700 900123",
            address=("1 High Street", "Halifax", "HX1 1AA"),
            letters=LetterPreferences(delivery=Delivery.POST, print_size=20),
            notes="Prefers mornings\n\nand tea",
        ),
        participation=replace(
            form.participation,
            status=Status.WAITING,
            theme_ids=frozenset({theme}),
            hopes="To learn",
            statements=(Statement(StatementAbout.WORK, "How we work", Permission.SCHEME, may_quote=True),),
            introduction="Hello",
            ways=frozenset({MeetingWay.VIDEO}),
            place="Halifax",
            outcode="HX1",
            travel_miles=10,
            free=frozenset(HALF_DAYS[:4]),
            venue_needs="Step-free",
            capacity=2,
            happy_in_trio=True,
            share_contact=True,
            share_themes=True,
            privacy_version="2",
            privacy_given_on=date(2026, 3, 1),
            time_funded=True,
            funded_rate="£25 an hour",
        ),
    )


def test_saving_an_untouched_form_changes_nothing(services: Services, ids: Ids, qtbot):
    services.people.save(filled_form(services, ids))
    before = services.people.form_of(ids["Asha"])
    dialog = opened(services, before, qtbot)
    save_with_keyboard(dialog, qtbot)
    assert not dialog.isVisible()
    assert services.people.form_of(ids["Asha"]) == before


def test_a_person_is_added_by_typing(services: Services, ids: Ids, qtbot):
    dialog = opened(services, services.people.blank_form(), qtbot)
    qtbot.keyClicks(dialog.focusWidget(), "Eve")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "Stone")
    organisation = field(dialog, "Organisation")
    assert isinstance(organisation, QComboBox)
    organisation.setEditText("asha rao’s GROUP")
    save_with_keyboard(dialog, qtbot)
    assert dialog.edited
    eve = next(member for member in services.people.people() if member.name == "Eve Stone")
    assert eve.organisation.name == "Asha Rao’s group"
    assert eve.sector is Sector.HEALTH


def test_the_sector_is_chosen_only_for_a_new_organisation(services: Services, ids: Ids, qtbot):
    dialog = opened(services, services.people.form_of(ids["Asha"]), qtbot)
    assert not any(button.isVisible() for button in dialog.findChildren(QRadioButton))
    organisation = field(dialog, "Organisation")
    assert isinstance(organisation, QComboBox)
    organisation.setEditText("Somewhere new")
    health, vcse = dialog.findChildren(QRadioButton)
    assert health.isVisible()
    vcse.click()
    save_with_keyboard(dialog, qtbot)
    assert services.people.form_of(ids["Asha"]).sector is Sector.VCSE


def test_what_is_missing_is_said_beside_its_field_with_the_focus_there(services: Services, qtbot):
    dialog = opened(services, services.people.blank_form(), qtbot)
    dialog.findChild(QTabWidget).setCurrentIndex(3)
    save_with_keyboard(dialog, qtbot)
    assert dialog.isVisible()
    assert complaints(dialog) == ["⚠ Please enter a name."]
    assert dialog.focusWidget() is field(dialog, "Given name")
    qtbot.keyClicks(dialog.focusWidget(), "Eve")
    save_with_keyboard(dialog, qtbot)
    assert complaints(dialog) == ["⚠ Please enter the organisation that they come from."]
    assert services.people.people() == ()


def test_a_new_organisation_gets_no_sector_by_itself(services: Services, ids: Ids, qtbot):
    dialog = opened(services, services.people.blank_form(), qtbot)
    qtbot.keyClicks(dialog.focusWidget(), "Eve")
    organisation = field(dialog, "Organisation")
    assert isinstance(organisation, QComboBox)
    organisation.setEditText("Asha Rao’s group")
    organisation.setEditText("Asha Rao’s group of friends")
    save_with_keyboard(dialog, qtbot)
    assert complaints(dialog) == ["⚠ This organisation is new. Please choose its sector."]
    assert isinstance(dialog.focusWidget(), QRadioButton)
    assert "Eve" not in {member.name for member in services.people.people()}
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    save_with_keyboard(dialog, qtbot)
    [eve] = [member for member in services.people.people() if member.name == "Eve"]
    assert eve.sector is Sector.HEALTH


@pytest.mark.parametrize(("typed", "kept"), [("hx2 7ab", "HX2"), ("", ""), ("W1A", "W1A")])
def test_only_the_first_half_of_a_postcode_is_kept(
    services: Services, ids: Ids, qtbot, typed: str, kept: str
):
    dialog = opened(services, services.people.form_of(ids["Asha"]), qtbot)
    area = field(dialog, "Postcode area")
    assert isinstance(area, QLineEdit)
    area.setText(typed)
    save_with_keyboard(dialog, qtbot)
    assert services.people.form_of(ids["Asha"]).participation.outcode == kept


def test_what_is_no_postcode_is_refused_on_its_tab(services: Services, ids: Ids, qtbot):
    dialog = opened(services, services.people.form_of(ids["Asha"]), qtbot)
    area = field(dialog, "Postcode area")
    assert isinstance(area, QLineEdit)
    area.setText("near the mill")
    save_with_keyboard(dialog, qtbot)
    assert area.isVisible()
    assert dialog.focusWidget() is area
    assert complaints(dialog)[0].startswith("⚠ That is no postcode.")


def test_escape_loses_nothing_typed_without_asking(services: Services, ids: Ids, monkeypatch, qtbot):
    dialog = opened(services, services.people.form_of(ids["Asha"]), qtbot)
    dialog.findChildren(QCheckBox)[0].click()
    asked = answer(monkeypatch, ConfirmDialog, with_=False)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(asked) == 1
    answer(monkeypatch, ConfirmDialog, with_=True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.edited is None


def test_escape_closes_an_untouched_form_at_once(services: Services, ids: Ids, qtbot):
    dialog = opened(services, services.people.form_of(ids["Asha"]), qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_complaint_goes_once_its_field_is_mended(services: Services, ids: Ids, qtbot):
    dialog = opened(services, services.people.form_of(ids["Asha"]), qtbot)
    given: Any = field(dialog, "Given name")
    given.clear()
    save_with_keyboard(dialog, qtbot)
    assert complaints(dialog)
    assert given.accessibleDescription()
    qtbot.keyClicks(given, "A")
    assert not complaints(dialog)
    assert not given.accessibleDescription()
