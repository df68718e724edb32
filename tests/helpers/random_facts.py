"""Rounds by chance, as a report counts them: of all sizes, with categories that hold one person or many."""

import random

from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Fit
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.report_facts import (
    BudgetFacts,
    FunderFacts,
    LocalFacts,
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
    rounds = chance.randint(1, 5)
    return RoundFacts(
        people=tuple(found),
        pairs=tuple(_pair(chance, met) for _ in range(len(paired) // 2)),
        money=tuple(_money(chance, paired)) if chance.random() < 0.5 else (),
        has_earlier_rounds=rounds > 1,
        budgets=(BudgetFacts("City fund", "this year", 500_000),) if chance.random() < 0.3 else (),
        local=tuple(_local(chance, rounds)) if chance.random() < 0.25 else (),
        round_names=tuple((number, f"Round {number}") for number in range(1, rounds + 1)),
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
    """Return the money of each kind, of one organisation or two, from one funder or several."""
    kinds = {person.kind for person in paired if person.sector is Sector.VCSE}
    funders = chance.choice([[""], ["City fund", "Health board"], ["City fund", "Health board", "Us"]])
    found = []
    for kind in sorted(kinds, key=str):
        people = sum(person.sector is Sector.VCSE and person.kind == kind for person in paired)
        first = chance.randint(0, people)
        found += [_of_organisation(chance, kind, each, funders) for each in (first, people - first) if each]
    return found


def _of_organisation(
    chance: random.Random, kind: OrganisationKind | None, people: int, funders: list[str]
) -> MoneyFacts:
    paid = chance.choice([people, people, chance.randint(0, people)])
    in_kind = people - paid
    shares = [FunderFacts(name, chance.randint(1, 30_000), paid) for name in funders if paid]
    return MoneyFacts(
        kind=kind,
        people=people,
        pence=sum(share.pence for share in shares),
        in_kind=chance.randint(1, 40_000) if in_kind else 0,
        paid_people=paid,
        in_kind_people=in_kind,
        funders=tuple(shares),
    )


def _local(chance: random.Random, rounds: int) -> list[LocalFacts]:
    kinds = chance.sample(list(OrganisationKind), chance.randint(1, 8))
    areas = ["", *(f"A{place}" for place in range(chance.randint(1, 8)))]
    reached = chance.random()
    return [
        LocalFacts(
            kind=chance.choice([*kinds, None]),
            area=chance.choice(areas),
            first_round=chance.randint(1, rounds) if chance.random() < reached else None,
            is_invited=chance.random() < 0.3,
        )
        for _ in range(chance.choice([5, 20, 80, 300]))
    ]
