"""Every part of the score has its points, its percentage and its sentence; a new one fails here until it has.

That the criteria dialog offers it is held by `test_criteria_dialog`, that whole matrices agree by
`test_encode`; where parts are listed (in points, on papers, in what holds) they are all of `Part`.
"""

from dataclasses import fields, replace

import pytest

from buddy_matcher.domain.candidates import Candidate, PairRules
from buddy_matcher.domain.criteria import DEFAULT_POINTS, Criteria, Part
from buddy_matcher.domain.ids import OrganisationId, ParticipationId, StrengthId, ThemeId
from buddy_matcher.domain.meeting import HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Level
from buddy_matcher.domain.reasons import Wording, pair_reasons
from buddy_matcher.domain.scoring import score

BUDGETS, BIDS, CARERS = StrengthId(1), StrengthId(2), ThemeId(1)
WORDING = Wording(strengths={BUDGETS: "Budgets", BIDS: "Bids"}, themes={CARERS: "Carers"})

ASHA = Candidate(
    participation_id=ParticipationId(1),
    sector=Sector.HEALTH,
    organisation_id=OrganisationId(1),
    family_id=OrganisationId(1),
)
BEN = replace(
    ASHA,
    participation_id=ParticipationId(2),
    sector=Sector.VCSE,
    organisation_id=OrganisationId(2),
    family_id=OrganisationId(2),
)
SPEAKS_FOR: dict[Part, tuple[Candidate, Candidate]] = {
    Part.COMPLEMENTARY: (replace(ASHA, would_like={BUDGETS: 3}), replace(BEN, can_share={BUDGETS: 3})),
    Part.MEETING: (
        replace(ASHA, ways=frozenset({MeetingWay.PHONE})),
        replace(BEN, ways=frozenset({MeetingWay.PHONE})),
    ),
    Part.SHARED_GROUND: (
        replace(ASHA, theme_ids=frozenset({CARERS})),
        replace(BEN, theme_ids=frozenset({CARERS})),
    ),
    Part.DIFFERENT: (replace(ASHA, can_share={BUDGETS: 3}), replace(BEN, can_share={BIDS: 3})),
    Part.FREE_TIME: (
        replace(ASHA, free=frozenset(HALF_DAYS[:1])),
        replace(BEN, free=frozenset(HALF_DAYS[:1])),
    ),
    Part.LEVEL: (replace(ASHA, level=Level.MANAGER), replace(BEN, level=Level.MANAGER)),
    Part.PREFERENCE: (ASHA, BEN),
}
"""For each part two people whom it speaks for, as far as people alone decide."""

PREFERRED = PairRules(prefer=frozenset({(ASHA.participation_id, BEN.participation_id)}))


def test_every_part_has_an_example_here_and_points_in_the_criteria():
    assert SPEAKS_FOR.keys() == set(Part)
    assert DEFAULT_POINTS.keys() == set(Part)
    assert {part.field for part in Part} <= {each.name for each in fields(Criteria)}
    assert {part: Criteria().points(part) for part in Part} == DEFAULT_POINTS


@pytest.mark.parametrize("part", Part)
def test_it_gives_points_and_says_why_and_neither_when_it_is_not_used(part: Part):
    asha, ben = SPEAKS_FOR[part]
    rules = PREFERRED if part is Part.PREFERENCE else PairRules()
    for criteria, counts in ((Criteria(), True), (Criteria().with_points({part: 0}), False)):
        found = score(asha, ben, rules=rules, criteria=criteria)
        told = pair_reasons(asha, ben, found, names=("Asha", "Ben"), wording=WORDING)
        assert found.parts.keys() == set(Part)
        assert bool(found.parts[part]) is counts
        assert (part in {reason.part for reason in told}) is counts
