"""Makes the golden file of the newest format; run it once when a format is released, and commit the file.

python -m tests.helpers.golden_file tests/storage/files/format_1.buddy

Every table holds something, so that a later format can be tested to carry it over.
"""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.conflicts import Conflict, ConflictEffect, ConflictKind, Judgement, Party, Side
from buddy_matcher.domain.duplicates import TwoPeople
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import (
    OrganisationId,
    PairingId,
    ParticipantId,
    ParticipationId,
    RoundId,
    StrengthId,
    ThemeId,
)
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.local_organisations import LocalInvitation, LocalOrganisation
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, Sector, Successor
from buddy_matcher.domain.pair_life import FlagSettings
from buddy_matcher.domain.pairings import Membership, Pairing, PairingState, between
from buddy_matcher.domain.participations import Participation, Source, Status
from buddy_matcher.domain.people import (
    AccessNeed,
    Delivery,
    LetterPreferences,
    Level,
    Merged,
    Participant,
)
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.registers import Identifier, Register
from buddy_matcher.domain.rooms import Room, RoomFeature
from buddy_matcher.domain.round_dates import Milestone, RoundDates
from buddy_matcher.domain.rounds import Coordinator, NamedForm, Round, Scheme
from buddy_matcher.domain.rules import (
    AnswerField,
    DecidedAnswer,
    KeptAnswer,
    PossibleRule,
    Rule,
    RuleKind,
    UnknownValue,
)
from buddy_matcher.domain.sheet_reading import ColumnDecision
from buddy_matcher.domain.statements import Permission, Statement, StatementAbout
from buddy_matcher.domain.strengths import Strength, Theme, answers_from
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork
from tests.helpers.golden_letters import add_proof_and_letters, add_wording
from tests.helpers.golden_life import add_answers, add_entries, add_money, add_plans, add_reports

PEOPLE = (
    ("Asha", "O’Neill", Sector.HEALTH),
    ("Ben", "Nguyễn", Sector.VCSE),
    ("Cara", "Lunt", Sector.HEALTH),
    ("Dewi", "Pugh", Sector.VCSE),
    ("Elin", "Rees", Sector.VCSE),
)


_ROOM = Room(
    name="The garden room",
    outcode="LS1",
    features=frozenset({RoomFeature.STEP_FREE, RoomFeature.PARKING}),
    cost="Free",
    ask="The front desk",
)


def make(path: Path) -> None:
    """Write a small scheme with something in every table to a new file."""
    scheme = Scheme(
        name="Golden scheme",
        pays_for_time=True,
        safeguarding="07700 900002",
        offers_welsh=True,
        coordinator=Coordinator(
            name="Zoë Ŵyn", email="zoe.wyn@example.org", phone="07700 900001", address=("1 Hill", "LS1 4AP")
        ),
    )
    file = SchemeFile.create(path, scheme)
    with file.changing(Label("Add people")) as unit:
        _add_lists_and_round(unit)
        _add_people(unit)
        _add_organisations_around(unit)
        unit.commit()
    with file.changing(Label("Decide on an answer")) as unit:
        _add_rules(unit)
        _add_open_questions(unit)
        unit.commit()
    with file.changing(Label("Pair {0} with {1}", (ParticipantId(1), ParticipantId(2)))) as unit:
        _add_plan(unit)
        add_entries(unit)
        add_plans(unit)
        add_answers(unit)
        add_money(unit)
        add_reports(unit)
        add_proof_and_letters(unit)
        add_wording(unit)
        unit.commit()
    file.close()


def _add_lists_and_round(unit: UnitOfWork) -> None:
    unit.strengths.save_all(
        [
            Strength(name="Budgets", group="Running things"),
            Strength(name="Bids", group="Money", position=1, retired_on=date(2026, 9, 9)),
        ]
    )
    unit.themes.save(Theme(name="Carers", group="People", position=1))
    unit.themes.save(Theme(name="Markets", retired_on=date(2026, 9, 8)))
    unit.rounds.save(
        Round(
            id=RoundId(1),
            number=1,
            name="Round 1",
            dates=RoundDates(months=9).choose(Milestone.LETTERS_ON, date(2026, 9, 1)),
            flags=FlagSettings(quiet_days=45),
            forms=(NamedForm(Occasion.CHECK_IN, "https://forms.example.org/check-in"),),
        )
    )


def _add_people(unit: UnitOfWork) -> None:
    for number, (given, family, sector) in enumerate(PEOPLE, start=1):
        is_health = sector is Sector.HEALTH
        employer = unit.organisations.save(
            Organisation(
                name=f"{family} Trust",
                sector=sector,
                kind=OrganisationKind.NHS_TRUST if is_health else OrganisationKind.CHARITY,
                parent_id=OrganisationId(1) if number == len(PEOPLE) - 2 else None,
                identifiers=(Identifier(register=Register.ODS, number="G7H8J"),) if is_health else (),
                rooms=(_ROOM, replace(_ROOM, name="The hall")) if number == 1 else (),
                became=(Successor(OrganisationId(1), date(2027, 4, 1)),) if given == "Cara" else (),
            )
        )
        unit.people.save(
            Participant(
                given=given,
                family=family,
                known_as="Benny" if given == "Ben" else "",
                organisation_id=employer.id,
                job_title="Head of services",
                level=Level.SENIOR_LEADER,
                email=f"{given.lower()}@example.org",
                phone=f"07700 90010{number}",
                address=("2 Hill", "Leeds", "LS1 4AP") if number == 1 else (),
                letters=LetterPreferences(
                    delivery=Delivery.POST if number == 1 else Delivery.EMAIL,
                    language=Language.WELSH if given == "Dewi" else Language.NOT_ASKED,
                    print_size=18,
                ),
                notes="Rang in May",
                removed_at=datetime(2026, 9, 3, tzinfo=UTC) if given == "Elin" else None,
                stopped_on=date(2026, 9, 3) if given == "Elin" else None,
            )
        )
        unit.participations.save(_participation(number, given))
    _merge_some(unit)
    unit.access_needs.save(
        AccessNeed(participant_id=ParticipantId(1), note="A hearing loop", consent_on=date(2026, 8, 20))
    )


def _add_organisations_around(unit: UnitOfWork) -> None:
    unit.local_organisations.save(
        LocalOrganisation(
            name="Dewi’s Pantry",
            kind=OrganisationKind.COMMUNITY_GROUP,
            outcode="LS2",
            organisation_id=OrganisationId(4),
            theme_ids=frozenset({ThemeId(1)}),
            invitations=(LocalInvitation(RoundId(1), date(2026, 7, 1)),),
        )
    )
    unit.local_organisations.save(LocalOrganisation(name="Hill Mosque", outcode="LS3"))


def _merge_some(unit: UnitOfWork) -> None:
    unit.two_people.save(
        TwoPeople(first_participant_id=ParticipantId(2), second_participant_id=ParticipantId(3))
    )
    unit.merged.save(Merged(old_id=ParticipantId(6), new_id=ParticipantId(1)))


def _participation(number: int, given: str) -> Participation:
    return Participation(
        round_id=RoundId(1),
        participant_id=ParticipantId(number),
        sector=PEOPLE[number - 1][2],
        organisation_id=OrganisationId(number),
        status=Status.WITHDRAWN if given == "Elin" else Status.READY,
        strengths=answers_from({StrengthId(1 + number % 2): 3}, {StrengthId(2 - number % 2): 2}),
        theme_ids=frozenset({ThemeId(1)}),
        hopes="To learn",
        statements=(
            Statement(StatementAbout.WORK, f"How {given} works", Permission.BUDDY),
            Statement(StatementAbout.ME, "That I was a nurse", Permission.SCHEME, may_quote=True),
        ),
        introduction=f"I am {given}",
        ways=frozenset(MeetingWay),
        place="Leeds",
        outcode="LS1",
        travel_miles=10,
        free=frozenset(HALF_DAYS[:3]),
        venue_needs="Step-free",
        capacity=2,
        happy_in_trio=True,
        is_on_standby=True,
        confidence=4,
        is_held=given == "Cara",
        held_until=date(2026, 12, 1) if given == "Cara" else None,
        priority=1,
        share_contact=True,
        share_themes=True,
        privacy_version="2026-01",
        privacy_given_on=date(2026, 8, 1),
        time_funded=True,
        funded_rate="£25 an hour",
        source=_source(number, given),
    )


def _source(number: int, given: str) -> Source:
    return Source(
        form="abc",
        response=str(number),
        row=number + 1,
        answered_at=datetime(2026, 8, 1, 9, 30, tzinfo=UTC),
        answers=(("full_name", given), ("status", "")),
    )


def _add_rules(unit: UnitOfWork) -> None:
    unit.rules.save(
        Rule(
            kind=RuleKind.PREFER,
            first_participant_id=ParticipantId(1),
            second_participant_id=ParticipantId(2),
            reason="They asked",
        )
    )
    unit.rules.save(
        Rule(
            kind=RuleKind.NEVER_PAIR,
            first_participant_id=ParticipantId(3),
            second_participant_id=ParticipantId(2),
            reason="",
            ends_on=date(2027, 1, 1),
        )
    )
    unit.conflicts.save(
        Conflict(
            kind=ConflictKind.INDIRECT,
            effect=ConflictEffect.TELL_PANEL,
            parties=(
                Party(Side.FIRST, organisation_id=OrganisationId(1)),
                Party(Side.SECOND, participant_id=ParticipantId(4)),
            ),
            reason="Commissioner and bidder",
            declared_on=date(2026, 8, 30),
            judged=Judgement(is_conflict=True, by="Zoë Ŵyn", on=date(2026, 9, 1)),
            starts_on=date(2026, 9, 1),
            ends_on=date(2027, 9, 1),
            source="The register",
        )
    )


def _add_open_questions(unit: UnitOfWork) -> None:
    unit.possible_rules.save(
        PossibleRule(
            participant_id=ParticipantId(1),
            text="Not with Dewi",
            likely_ids=(ParticipantId(4), ParticipantId(5)),
        )
    )
    unit.unknown_values.save(
        UnknownValue(
            participation_id=ParticipationId(1),
            field=AnswerField.CAN_SHARE,
            text="Budgetting",
            level=2,
            suggested_id=StrengthId(1),
        )
    )
    unit.unknown_values.save(
        UnknownValue(
            participation_id=ParticipationId(2), field=AnswerField.THEMES, text="Carer", is_decided=True
        )
    )
    unit.kept_answers.save(
        KeptAnswer(participation_id=ParticipationId(2), heading="Anything else?", text="I use a ramp")
    )
    unit.kept_answers.save(
        KeptAnswer(participation_id=ParticipationId(2), heading="Pets?", text="A dog", is_decided=True)
    )
    unit.decided_answers.save(DecidedAnswer(question=Question.THEMES, text="Carer", listed_id=ThemeId(1)))
    unit.decided_answers.save(DecidedAnswer(question=Question.WOULD_LIKE, text="Juggling", listed_id=None))
    unit.decided_answers.save(DecidedAnswer(question=Question.SECTOR, text="Guild", meaning="VCSE"))
    unit.headings.save(ColumnDecision("Where do you fit?", Question.SECTOR))
    unit.headings.save(ColumnDecision("Favourite biscuit", None))


def _add_plan(unit: UnitOfWork) -> None:
    unit.pairings.save(
        Pairing(
            round_id=RoundId(1),
            memberships=between(ParticipationId(1), ParticipationId(2)),
            state=PairingState.AGREED,
            is_locked=True,
            first_contact=ParticipationId(2),
            is_held=True,
            held_until=date(2026, 11, 2),
            arranged=Arranged(starts=datetime(2026, 11, 3, 10, 30), where="The Hub"),  # noqa: DTZ001
        )
    )
    unit.pairings.save(
        Pairing(
            round_id=RoundId(1),
            memberships=(
                Membership(participation_id=ParticipationId(3), joined_on=date(2026, 8, 30)),
                Membership(participation_id=ParticipationId(5)),
                Membership(participation_id=ParticipationId(4), left_on=date(2026, 9, 1)),
            ),
            state=PairingState.ENDED,
            ended_on=date(2026, 9, 2),
            ended_reason="No time",
            ended_for=EndReason.NO_TIME,
            asked_by=ParticipationId(3),
            continues_id=PairingId(1),
        )
    )
    unit.pairings.save(
        Pairing(
            round_id=RoundId(1),
            memberships=between(ParticipationId(1), ParticipationId(2), ParticipationId(4)),
            is_by_hand=True,
            replaces_id=PairingId(1),
        )
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]))
