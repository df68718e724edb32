"""Exporting people and importing the sheet into a new scheme gives the same people, whoever they are."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import OrganisationId, ParticipantId, ParticipationId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector
from buddy_matcher.domain.participations import Participation, Source, Status
from buddy_matcher.domain.people import (
    PRINT_SIZES,
    AccessNeed,
    Delivery,
    LetterPreferences,
    Level,
    OtherFormat,
    Participant,
)
from buddy_matcher.domain.statements import READERS, Statement, StatementAbout
from buddy_matcher.domain.strengths import answers_from
from buddy_matcher.domain.text import fold, tidy
from buddy_matcher.services.schemes import Services
from tests.helpers.people import new_scheme

ORGANISATIONS = {"St. Anne’s & Co": OrganisationKind.CHARITY, "Beck Street Surgery, Leeds": None}
SECTORS = [(kind or OrganisationKind.PRIMARY_CARE).sector for kind in ORGANISATIONS.values()]
WORDS = st.text("aeŵ’ ,;=-+(/)1.", max_size=12).map(tidy)
LINES = st.lists(WORDS.filter(bool), max_size=3).map("\n".join)
NAMES = st.text("abéŵ’- ", min_size=1, max_size=8).map(tidy).filter(bool)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
LEVELS = st.dictionaries(st.integers(1, 24), st.integers(1, 3), max_size=4)


def statements_about(subjects: set[StatementAbout]) -> st.SearchStrategy[tuple[Statement, ...]]:
    in_order = [about for about in StatementAbout if about in subjects]
    return st.tuples(
        *(
            st.builds(
                lambda about, text, allowed: Statement(about, text, *allowed),
                st.just(about),
                LINES.filter(bool),
                st.sampled_from(list(READERS.values())),
            )
            for about in in_order
        )
    )


type Record = tuple[Participant, Participation, AccessNeed | None]

LETTERS: dict[str, st.SearchStrategy[object]] = {
    "delivery": st.sampled_from(Delivery),
    "language": st.sampled_from(Language),
    "print_size": st.sampled_from(PRINT_SIZES),
    "other_format": st.none() | st.sampled_from(OtherFormat),
}
PARTICIPANT: dict[str, st.SearchStrategy[object]] = {
    "given": NAMES,
    "family": NAMES | st.just(""),
    "known_as": NAMES | st.just(""),
    "organisation_id": st.integers(1, len(ORGANISATIONS)),
    "job_title": WORDS,
    "level": st.none() | st.sampled_from(Level),
    "email": st.sampled_from(["", "joy@example.org"]),
    "phone": st.sampled_from(["", "07700 900123", "+44 7700 900123"]),
    "address": st.lists(WORDS.filter(bool), min_size=2, max_size=7).map(tuple) | st.just(()),
    "letters": st.builds(LetterPreferences, **LETTERS),
    "notes": LINES,
}
PARTICIPATION: dict[str, st.SearchStrategy[object]] = {
    "round_id": st.just(1),
    "participant_id": st.just(0),
    "sector": st.just(Sector.HEALTH),
    "status": st.sampled_from(Status),
    "strengths": st.builds(answers_from, LEVELS, LEVELS),
    "theme_ids": st.frozensets(st.integers(1, 10), max_size=3),
    "hopes": LINES,
    "statements": st.sets(st.sampled_from(StatementAbout)).flatmap(statements_about),
    "introduction": LINES,
    "ways": st.frozensets(st.sampled_from(MeetingWay)),
    "place": WORDS,
    "outcode": st.sampled_from(["", "HX1", "LS10"]),
    "travel_miles": st.none() | st.integers(0, 300),
    "free": st.frozensets(st.sampled_from(HALF_DAYS), max_size=6),
    "venue_needs": WORDS,
    "capacity": st.integers(0, 3),
    "happy_in_trio": st.booleans(),
    "is_on_standby": st.booleans(),
    "confidence": st.none() | st.integers(0, 10),
    "priority": st.integers(0, 4),
    "share_contact": st.booleans(),
    "share_themes": st.booleans(),
    "privacy_version": WORDS,
    "privacy_given_on": st.none() | DAYS,
    "time_funded": st.booleans(),
    "funded_rate": WORDS,
}
MADE_BY_THE_FILE: dict[type, set[str]] = {
    Participant: {"id", "removed_at", "stopped_on"},
    LetterPreferences: set(),
    Participation: {"id", "organisation_id", "source", "is_held", "held_until", "code"},
}
"""Fields that no workbook brings: numbers, where somebody works in this round, the bin, holds and stops."""

participants = st.builds(Participant, **PARTICIPANT)
participations = st.builds(Participation, **PARTICIPATION)
needs = st.none() | st.builds(AccessNeed, participant_id=st.just(0), note=WORDS.filter(bool), consent_on=DAYS)


def at_work(record: Record) -> Record:
    """Let somebody's part in the round say where they work, and on which side."""
    participant, participation, need = record
    sector = SECTORS[(participant.organisation_id or 0) - 1]
    return (
        participant,
        replace(participation, sector=sector, organisation_id=participant.organisation_id),
        need,
    )


records = st.lists(
    st.tuples(participants, participations, needs).map(at_work),
    min_size=1,
    max_size=4,
    unique_by=(lambda record: fold(record[0].full_name), lambda record: record[0].email or object()),
)


def in_new_scheme[T](work: Callable[[Services, Path], T]) -> T:
    with TemporaryDirectory() as folder:
        services = new_scheme(Path(folder))
        try:
            return work(services, Path(folder))
        finally:
            services.close()


def exported(services: Services, folder: Path, people: list[Record]) -> bytes:
    with services.file.changing(Label("Fill")) as unit:
        for (name, kind), sector in zip(ORGANISATIONS.items(), SECTORS, strict=True):
            unit.organisations.save(Organisation(name=name, sector=sector, kind=kind))
        for participant, participation, need in people:
            person = unit.people.save(participant)
            unit.participations.save(replace(participation, participant_id=person.id))
            if need:
                unit.access_needs.save(replace(need, participant_id=person.id))
        unit.commit()
    services.workbook.save(folder / "people.xlsx")
    return (folder / "people.xlsx").read_bytes()


def imported(services: Services, folder: Path, workbook: bytes) -> list[tuple[object, ...]]:
    (folder / "people.xlsx").write_bytes(workbook)
    services.imports.run(folder / "people.xlsx")
    with services.file.reading() as unit:
        parts = {part.participant_id: part for part in unit.participations.all()}
        access = {need.participant_id: need for need in unit.access_needs.all()}
        names = {organisation.id: organisation.name for organisation in unit.organisations.all()}
        return [
            content(person, parts[person.id], access.get(person.id), names[person.organisation_id])
            for person in unit.people.all()
        ]


def content(person: Participant, part: Participation, need: AccessNeed | None, organisation: str):
    """Everything of someone but the numbers that a file gives."""
    return (
        replace(person, id=ParticipantId(0), organisation_id=OrganisationId(0)),
        replace(
            part,
            id=ParticipationId(0),
            participant_id=ParticipantId(0),
            organisation_id=OrganisationId(0),
            source=Source(),
        ),
        need and (need.note, need.consent_on),
        organisation,
    )


def test_every_field_is_given_another_value_or_is_made_by_the_file():
    for record, values in (
        (Participant, PARTICIPANT),
        (LetterPreferences, LETTERS),
        (Participation, PARTICIPATION),
    ):
        assert {each.name for each in fields(record)} - MADE_BY_THE_FILE[record] == values.keys()


@settings(max_examples=12, deadline=None)
@given(records)
def test_an_export_brings_the_same_people_into_a_new_scheme(people: list[Record]):
    workbook = in_new_scheme(lambda services, folder: exported(services, folder, people))
    found = in_new_scheme(lambda services, folder: imported(services, folder, workbook))
    names = list(ORGANISATIONS)
    wanted = [content(*record, names[record[0].organisation_id - 1]) for record in people]
    assert sorted(found, key=_name) == sorted(wanted, key=_name)


def _name(content: Any) -> str:
    name: str = content[0].full_name
    return name
