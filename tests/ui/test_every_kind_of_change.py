"""Whatever kind of thing changes, every page shows it: a page that reads a kind says so in `shows`.

A kind that is added, and a page that reads more than it says, fail here.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from buddy_matcher.domain.changes import Changes, Kind
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue, Letter
from buddy_matcher.domain.money import Agreement, Rate, RateUnit
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.report import Part
from buddy_matcher.domain.report_issues import ReportText
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.storage.unit_of_work import UnitOfWork
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.workspace import Workspace
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.window import offered_commands

TODAY = date(2026, 11, 2)


def change_scheme(unit: UnitOfWork) -> None:
    unit.save_scheme(replace(unit.scheme, name="Another name"))


def change_strengths(unit: UnitOfWork) -> None:
    for strength in unit.strengths.all():
        unit.strengths.save(replace(strength, name=f"Renamed {strength.name}"))


def change_people(unit: UnitOfWork) -> None:
    for person in unit.people.all():
        unit.people.save(replace(person, given=f"Renamed {person.given}"))
    first, *_, last = unit.participations.all()
    unit.participations.save(replace(last, sector=first.sector, organisation_id=first.organisation_id))


def change_organisations(unit: UnitOfWork) -> None:
    for organisation in unit.organisations.all():
        unit.organisations.save(replace(organisation, name=f"Renamed {organisation.name}"))


def change_rules(unit: UnitOfWork) -> None:
    pair = (person.id for person in unit.people.all()[:2])
    first, second = pair
    unit.rules.save(
        Rule(kind=RuleKind.PREFER, first_participant_id=first, second_participant_id=second, reason="")
    )


def change_round(unit: UnitOfWork) -> None:
    [this_round] = unit.rounds.all()
    criteria = replace(this_round.criteria, minimum_score=99, complementary=100)
    unit.rounds.save(replace(this_round, name="Renamed", criteria=criteria))


def change_pairings(unit: UnitOfWork) -> None:
    first, *others = unit.pairings.all()
    unit.pairings.save(replace(first, state=PairingState.ENDED, ended_on=TODAY))
    for pairing in others:
        unit.pairings.save(replace(pairing, is_locked=True))


def add_entry(unit: UnitOfWork) -> None:
    pairing = unit.pairings.all()[0]
    unit.entries.save(Entry(pairing_id=pairing.id, on=TODAY, kind=EntryKind.MEETING))


def add_letters(unit: UnitOfWork) -> None:
    for part in unit.participations.all():
        unit.letters.save(
            Letter(
                round_id=part.round_id,
                participation_id=part.id,
                kind=LetterKind.INTRODUCTION,
                dated=TODAY,
                facts=(("buddies", "0123456789abcdef"),),
                made_at=datetime(2026, 11, 2, 12, tzinfo=UTC),
                how=Issue.PRINTED,
            )
        )


def add_money(unit: UnitOfWork) -> None:
    unit.rates.save(Rate(name="time", pence=2000, unit=RateUnit.HOUR))
    for organisation in unit.organisations.all():
        unit.agreements.save(Agreement(organisation_id=organisation.id, rate="time"))


def write_in_report(unit: UnitOfWork) -> None:
    [this_round] = unit.rounds.all()
    unit.report_texts.save(ReportText(round_id=this_round.id, part=Part.REACH, text="Twice as many."))


CHANGES: dict[Kind, Callable[[UnitOfWork], None]] = {
    Kind.SCHEME: change_scheme,
    Kind.STRENGTHS: change_strengths,
    Kind.PEOPLE: change_people,
    Kind.ORGANISATIONS: change_organisations,
    Kind.RULES: change_rules,
    Kind.ROUNDS: change_round,
    Kind.PAIRINGS: change_pairings,
    Kind.ENTRIES: add_entry,
    Kind.LETTERS: add_letters,
    Kind.MONEY: add_money,
    Kind.REPORTS: write_in_report,
}
"""For each kind a change that touches it alone, and much of it."""


@pytest.fixture
def workspace(window: MainWindow, scheme: Path) -> Workspace:
    """An open scheme of which every page was seen."""
    assert window.open_file(scheme)
    for place in Place:
        window.workspace.show_place(place)
    return window.workspace


def test_every_kind_has_an_example_here():
    assert CHANGES.keys() == set(Kind)


def test_every_page_shows_what_changed_without_being_told_to_look_again(workspace: Workspace):
    # One window for all kinds and places: to open one and see every page takes longest.
    for kind in Kind:
        assert workspace.operations.perform(partial(changed, workspace, kind))
        for place in Place:
            workspace.show_place(place)
            page = workspace.page(place)
            told = shown(page)
            page.refresh()
            assert told == shown(page), (kind, place)


def changed(workspace: Workspace, kind: Kind) -> Changes:
    with workspace.services.file.changing(Label(Deed.EDIT_SCHEME)) as unit:
        CHANGES[kind](unit)
        changes = unit.commit()
    assert changes.kinds == {kind}
    return changes


def test_every_command_of_a_page_is_offered_in_the_menus(window: MainWindow, scheme: Path):
    assert window.open_file(scheme)
    for place in Place:
        window.workspace.show_place(place)
        offered = {id(action) for action in offered_commands(window)}
        declared = window.workspace.page(place).findChildren(Command)
        assert not [each.text() for each in declared if id(each) not in offered], place


def shown(page: QWidget) -> list[object]:
    """Return the texts of a page, and what its tables hold."""
    texts: list[object] = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page):
            continue
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            texts.append((widget.text(), widget.isEnabled()))
        elif isinstance(widget, QComboBox):
            texts.append([widget.itemText(item) for item in range(widget.count())])
        elif isinstance(widget, QPlainTextEdit):
            texts.append(widget.toPlainText())
        elif isinstance(widget, QAbstractItemView) and widget.model():
            texts.append(cells(widget.model()))
    return texts


def cells(model: QAbstractItemModel) -> list[object]:
    return [
        model.index(row, column).data()
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
