"""Rounds by chance, as a report counts them: of all sizes, with categories that hold one person or many."""

import random

from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Fit
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.report_facts import (
    MoneyFacts,
    Outcome,
    PairFacts,
    PersonFacts,
    RoundFacts,
    Standing,
)

SIZES = (12, 20, 30, 57, 90, 150, 300)


def random_facts(seed: int, people: int | None = None) -> RoundFacts:
    """Return what a report counts of a round of so many people, by default of any size."""
    chance = random.Random(seed)
    number = people or chance.choice(SIZES)
    areas = ["", *(f"A{place}" for place in range(chance.randint(1, 8)))]
    themes = [f"Theme {place}" for place in range(chance.randint(0, 15))]
    missing = chance.choice((0.02, 0.1, 0.4))
    found = [_person(chance, number, areas, themes, missing) for _ in range(number)]
    paired = [person for person in found if person.standing is Standing.PAIRED]
    met = chance.random()
    return RoundFacts(
        people=tuple(found),
        pairs=tuple(_pair(chance, met) for _ in range(len(paired) // 2)),
        money=tuple(_money(chance, paired)) if chance.random() < 0.5 else (),
        has_earlier_rounds=chance.random() < 0.5,
    )


def _person(
    chance: random.Random, number: int, areas: list[str], themes: list[str], missing: float
) -> PersonFacts:
    sector = chance.choice(list(Sector))
    kinds = [kind for kind in OrganisationKind if kind.sector is sector]
    standing = chance.choices(list(Standing), [1 - missing, missing * 0.7, missing * 0.3])[0]
    return PersonFacts(
        sector=sector,
        kind=chance.choice([*kinds[: chance.randint(1, 6)], None]),
        area=chance.choice(areas),
        themes=frozenset(chance.sample(themes, min(len(themes), chance.randint(0, 3)))),
        standing=standing,
        organisation=chance.randrange(number),
        is_new_organisation=chance.random() < 0.3,
        fit=chance.choice([None, None, *Fit]) if standing is Standing.PAIRED else None,
    )


def _pair(chance: random.Random, met: float) -> PairFacts:
    meetings = chance.randint(1, 6) if chance.random() < met else 0
    return PairFacts(
        people=2,
        outcome=chance.choices(list(Outcome), [0.8, 0.1, 0.1])[0],
        meetings=meetings,
        minutes=60 * meetings,
        days=chance.randint(3, 40) if meetings else None,
        ended_for=chance.choice(list(EndReason)),
        is_by_hand=chance.random() < 0.1,
    )


def _money(chance: random.Random, paired: list[PersonFacts]) -> list[MoneyFacts]:
    kinds = {person.kind for person in paired if person.sector is Sector.VCSE}
    return [
        MoneyFacts(
            kind=kind,
            people=sum(person.sector is Sector.VCSE and person.kind == kind for person in paired),
            pence=chance.randint(0, 90_000),
            in_kind=0,
        )
        for kind in sorted(kinds, key=str)
    ]
