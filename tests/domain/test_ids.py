"""Every id says what it is of, and mypy refuses one kind in place of another.

mypy reads this file too, and complains of an ignored error that is none any more: that is the test of the
types.
"""

from buddy_matcher.domain.candidates import Candidate, PairRules, Pool, pair_of
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.ids import UNSAVED, EngineId, OrganisationId, ParticipantId, ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, between
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.matching.encode import encode

PERSON, PART, EMPLOYER = ParticipantId(1), ParticipationId(1), OrganisationId(1)


def test_a_participant_is_no_participation() -> None:
    Pairing(round_id=UNSAVED, memberships=between(PART, ParticipationId(2)))
    Pairing(round_id=UNSAVED, memberships=between(ParticipantId(2), PART))  # type: ignore[arg-type]
    Rule(kind=RuleKind.AVOID, first_participant_id=PERSON, second_participant_id=ParticipantId(2))
    Rule(kind=RuleKind.AVOID, first_participant_id=PART, second_participant_id=PERSON)  # type: ignore[arg-type]


def test_an_organisation_is_no_person() -> None:
    Candidate(participation_id=PART, sector=Sector.VCSE, organisation_id=EMPLOYER, family_id=EMPLOYER)
    Candidate(participation_id=EMPLOYER, sector=Sector.VCSE, organisation_id=EMPLOYER, family_id=EMPLOYER)  # type: ignore[arg-type]
    PairRules(conflicts=frozenset({pair_of(PART, ParticipationId(2))}))
    PairRules(conflicts=frozenset({pair_of(EMPLOYER, OrganisationId(2))}))  # type: ignore[arg-type]


def test_what_the_engine_numbers_people_by_names_nobody_elsewhere() -> None:
    candidates = tuple(
        Candidate(participation_id=part, sector=sector, organisation_id=EMPLOYER, family_id=EMPLOYER)
        for part, sector in ((ParticipationId(7), Sector.HEALTH), (ParticipationId(8), Sector.VCSE))
    )
    encoded = encode(Pool(candidates=candidates, rules=PairRules(), criteria=Criteria()))
    assert encoded.engine_id(ParticipationId(8)) == 1
    encoded.engine_id(EngineId(1))  # type: ignore[arg-type]
    assert encoded.candidate_id(EngineId(1)) == 8
    encoded.candidate_id(PART)  # type: ignore[arg-type]
    encoded.candidate_id(1)  # type: ignore[arg-type]


def test_an_integer_is_no_id() -> None:
    Pairing(round_id=1, memberships=between(PART, ParticipationId(2)))  # type: ignore[arg-type]
