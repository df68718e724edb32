"""The parts that counts of a report add up, how large they are, and how they hang together.

A part is named by what is counted and by whom: "kind vcse charity paired". Tables take their counts from
here, so that two tables that count the same people can't differ, and who audits them knows it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from buddy_matcher.domain.disclosure import AMOUNT, Parts, Relation, adds_to, at_most
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Fit
from buddy_matcher.domain.learning import LearningKind
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.report_facts import (
    Change,
    LocalFacts,
    MoneyFacts,
    Outcome,
    PairFacts,
    PersonFacts,
    RoundFacts,
    Standing,
)

NOT_KNOWN = "not known"
MOST_BUDDIES_EACH = 3
MOST_IN_A_PAIR = 3


class Met(StrEnum):
    """Whether a pair has met, as far as anybody told."""

    YES = "met"
    NO = "not met"


REASONS = {
    EndReason.AIMS_MET: "Aims met",
    EndReason.NO_TIME: "Could not find the time",
    EndReason.COULD_NOT_MEET: "Could not find the time",
    EndReason.NO_REPLY: "Could not find the time",
    EndReason.NOT_GOOD_FIT: "Not the right fit",
    EndReason.CONFLICT: "Not the right fit",
}
"""How reasons are grouped; every other one, and none, is another reason."""
OTHER_REASON = "Another reason"


def sector_part(sector: Sector, standing: Standing) -> str:
    """Return the part of a sector's people who stand somewhere."""
    return f"sector {sector} {standing}"


def kind_part(person: PersonFacts, standing: Standing) -> str:
    """Return the part of the people of somebody's kind of organisation who stand somewhere."""
    return f"kind {person.sector} {person.kind or NOT_KNOWN} {standing}"


def area_part(area: str, standing: Standing) -> str:
    """Return the part of an area's people who stand somewhere."""
    return f"area {area or NOT_KNOWN} {standing}"


def theme_part(theme: str) -> str:
    """Return the part of people who work with a community or theme."""
    return f"theme {theme}"


def organisation_part(sector: Sector, *, is_new: bool) -> str:
    """Return the part of a sector's organisations that are new, or not."""
    return f"organisation {sector} {'new' if is_new else 'known'}"


def fit_part(fit: str) -> str:
    """Return the part of people who said last that it fits so."""
    return f"fit {fit}"


def confidence_part(change: Change) -> str:
    """Return the part of people whose confidence changed so."""
    return f"confidence {change}"


def answered_part(*, has_confidence: bool) -> str:
    """Return the part of people who answered at the end, and said how confident they are or did not."""
    return f"answered {'with' if has_confidence else 'without'} confidence"


def learning_part(kind: LearningKind) -> str:
    """Return the part of what was learnt that is of a kind."""
    return f"learnt {kind}"


def pair_part(outcome: Outcome, met: Met) -> str:
    """Return the part of pairs that stand somewhere and have met, or not."""
    return f"pairs {outcome} {met}"


def reason_part(pair: PairFacts) -> str:
    """Return the part of pairs that ended for a pair's group of reasons."""
    return f"ended {reason_of(pair)}"


def reason_of(pair: PairFacts) -> str:
    """Return the group of a pair's reason to end."""
    return REASONS.get(pair.ended_for, OTHER_REASON) if pair.ended_for else OTHER_REASON


def made_part(*, by_hand: bool) -> str:
    """Return the part of pairs that were chosen by hand, or suggested."""
    return f"made {'by hand' if by_hand else 'suggested'}"


def funded_part(money: MoneyFacts) -> str:
    """Return the part of people of a kind of organisation whose time is paid for or valued."""
    return f"funded {money.kind or NOT_KNOWN}"


class Reached(StrEnum):
    """Whether an organisation around took part, was asked only, or was not reached yet."""

    TOOK_PART = "took part"
    ASKED = "asked"
    NOT_YET = "not yet"


def reached(local: LocalFacts) -> Reached:
    """Return how far a scheme came with an organisation around."""
    if local.first_round is not None:
        return Reached.TOOK_PART
    return Reached.ASKED if local.is_invited else Reached.NOT_YET


def local_kind_part(kind: OrganisationKind | None, reach: Reached) -> str:
    """Return the part of the organisations around of a kind that were reached so far."""
    return f"local kind {kind or NOT_KNOWN} {reach}"


def local_area_part(area: str, reach: Reached) -> str:
    """Return the part of the organisations around of an area that were reached so far."""
    return f"local area {area or NOT_KNOWN} {reach}"


def local_round_part(number: int) -> str:
    """Return the part of the organisations around that took part for the first time in a round."""
    return f"local first {number}"


def paid_part(money: MoneyFacts) -> str:
    """Return the part of money that is what a kind of organisation is paid."""
    return f"{AMOUNT}paid {money.kind or NOT_KNOWN}"


def in_kind_part(money: MoneyFacts) -> str:
    """Return the part of money that is what unpaid time of a kind of organisation is worth."""
    return f"{AMOUNT}in kind {money.kind or NOT_KNOWN}"


def funder_part(funder: str) -> str:
    """Return the part of money that a funder pays."""
    return f"{AMOUNT}of {funder or NOT_KNOWN}"


ALL_PAIRS: Parts = frozenset(pair_part(outcome, met) for outcome in Outcome for met in Met)

GOING_WELL = "going well"
"""The part of people with a buddy who said how it is going."""

ALL_ANSWERED: Parts = frozenset(answered_part(has_confidence=has) for has in (True, False))


def part_sizes(facts: RoundFacts) -> dict[str, int]:
    """Return how large every part is; those that tables may ask for are there even if empty."""
    sizes = Counter(dict.fromkeys(_always(), 0))
    for size_of in (_count_people, _count_organisations, _count_pairs, _count_money, _count_local):
        size_of(facts, sizes)
    sizes.update(learning_part(kind) for kind in facts.learnt)
    return dict(sizes)


def _count_people(facts: RoundFacts, sizes: Counter[str]) -> None:
    for person in facts.people:
        for standing in Standing:
            is_theirs = standing is person.standing
            sizes[sector_part(person.sector, standing)] += is_theirs
            sizes[kind_part(person, standing)] += is_theirs
            sizes[area_part(person.area, standing)] += is_theirs
        sizes.update(theme_part(theme) for theme in person.themes)
        if person.fit:
            sizes[fit_part(person.fit)] += 1
        if person.confidence:
            sizes[confidence_part(person.confidence)] += 1
        if person.going_well is not None and person.standing is Standing.PAIRED:
            sizes[GOING_WELL] += 1
        if person.has_answered:
            sizes[answered_part(has_confidence=person.confidence is not None)] += 1


def _count_organisations(facts: RoundFacts, sizes: Counter[str]) -> None:
    organisations = {
        person.organisation: (person.sector, person.is_new_organisation)
        for person in facts.people
        if person.organisation is not None
    }
    sizes.update(organisation_part(sector, is_new=is_new) for sector, is_new in organisations.values())


def _count_pairs(facts: RoundFacts, sizes: Counter[str]) -> None:
    for pair in facts.pairs:
        sizes[pair_part(pair.outcome, Met.YES if pair.meetings else Met.NO)] += 1
        sizes[made_part(by_hand=pair.is_by_hand)] += 1
        if pair.outcome is Outcome.ENDED:
            sizes[reason_part(pair)] += 1


def _count_money(facts: RoundFacts, sizes: Counter[str]) -> None:
    for money in facts.money:
        sizes[funded_part(money)] += money.people
        sizes[paid_part(money)] += money.pence
        sizes[in_kind_part(money)] += money.in_kind
        for each in money.funders:
            sizes[funder_part(each.funder)] += each.pence
    for budget in facts.budgets:
        sizes[funder_part(budget.funder)] += 0


def _count_local(facts: RoundFacts, sizes: Counter[str]) -> None:
    for local in facts.local:
        for reach in Reached:
            is_theirs = reach is reached(local)
            sizes[local_kind_part(local.kind, reach)] += is_theirs
            sizes[local_area_part(local.area, reach)] += is_theirs
    for number, _ in facts.round_names if facts.local else ():
        sizes[local_round_part(number)] = sum(local.first_round == number for local in facts.local)


def people_behind(facts: RoundFacts) -> dict[str, int]:
    """Return how many people each part that is money is of; where one organisation is alone, a single one.

    Of an organisation that is alone in its kind everybody could read the money.
    """
    behind = Counter[str]()
    organisations = Counter[str]()
    for money in facts.money:
        amounts = [
            (paid_part(money), money.pence, money.paid_people),
            (in_kind_part(money), money.in_kind, money.in_kind_people),
            *((funder_part(each.funder), each.pence, each.people) for each in money.funders),
        ]
        for part, pence, people in amounts:
            behind[part] += people
            organisations[part] += bool(pence)
    return {part: people if organisations[part] > 1 else min(people, 1) for part, people in behind.items()}


def _always() -> Iterator[str]:
    for sector in Sector:
        yield from (sector_part(sector, standing) for standing in Standing)
        yield from (organisation_part(sector, is_new=is_new) for is_new in (True, False))
    yield from (fit_part(fit) for fit in Fit)
    yield from (confidence_part(change) for change in Change)
    yield from sorted(ALL_ANSWERED)
    yield GOING_WELL
    yield from (learning_part(kind) for kind in LearningKind)
    yield from sorted(ALL_PAIRS)
    yield from (made_part(by_hand=by_hand) for by_hand in (True, False))


def everybody(standings: Iterable[Standing] = Standing) -> Parts:
    """Return the parts of all people who stand somewhere."""
    return frozenset(sector_part(sector, standing) for sector in Sector for standing in standings)


def relations(facts: RoundFacts, sizes: Mapping[str, int]) -> list[Relation]:
    """Return how the parts hang together, as everybody knows who thinks about it.

    What is not so in this round, since somebody was put in the bin, is left out.
    """
    return [each for each in dict.fromkeys(_relations(facts)) if _holds(each, sizes)]


def _holds(relation: Relation, sizes: Mapping[str, int]) -> bool:
    total = sum(factor * sizes[part] for part, factor in relation.factors)
    return total == 0 if relation.is_equal else total <= 0


def _relations(facts: RoundFacts) -> Iterator[Relation]:
    yield from _relations_of_people(facts.people)
    yield from _relations_of_pairs(facts)
    paired = everybody([Standing.PAIRED])
    yield at_most(paired, ALL_PAIRS, MOST_IN_A_PAIR)
    # Each pair has two people or more, and each person three buddies at most.
    pairs = tuple((part, 2) for part in sorted(ALL_PAIRS))
    yield Relation(pairs + tuple((part, -MOST_BUDDIES_EACH) for part in sorted(paired)), is_equal=False)
    yield at_most(frozenset(fit_part(fit) for fit in Fit), paired)
    yield at_most(ALL_ANSWERED, paired)
    yield at_most(frozenset({GOING_WELL}), paired)
    changes = frozenset(confidence_part(change) for change in Change)
    yield adds_to(changes, frozenset({answered_part(has_confidence=True)}))
    for money in facts.money:
        of_kind = [p for p in facts.people if p.sector is Sector.VCSE and p.kind == money.kind]
        if of_kind:
            whole = frozenset({kind_part(of_kind[0], Standing.PAIRED)})
            yield at_most(frozenset({funded_part(money)}), whole)
    yield from _relations_of_money(facts)
    yield from _relations_of_local(facts)


def _relations_of_money(facts: RoundFacts) -> Iterator[Relation]:
    """Yield that funders together pay what all kinds are paid."""
    funders = {share.funder for money in facts.money for share in money.funders}
    funders |= {budget.funder for budget in facts.budgets}
    kinds = frozenset(paid_part(money) for money in facts.money)
    yield adds_to(frozenset(map(funder_part, funders)), kinds)


def _relations_of_local(facts: RoundFacts) -> Iterator[Relation]:
    """Yield that kinds, areas and rounds count the same organisations around."""
    for reach in Reached:
        kinds = frozenset(local_kind_part(local.kind, reach) for local in facts.local)
        yield adds_to(frozenset(local_area_part(local.area, reach) for local in facts.local), kinds)
    if facts.local and facts.round_names:
        firsts = [local_round_part(number) for number, _ in facts.round_names]
        took_part = frozenset(local_kind_part(local.kind, Reached.TOOK_PART) for local in facts.local)
        yield adds_to(frozenset(firsts), took_part)
        new = (organisation_part(sector, is_new=is_new) for sector in Sector for is_new in (True, False))
        yield at_most(frozenset(firsts[-1:]), frozenset(new))


def _relations_of_people(people: Iterable[PersonFacts]) -> Iterator[Relation]:
    people = list(people)
    for standing in Standing:
        areas = frozenset(area_part(person.area, standing) for person in people)
        yield adds_to(areas, everybody([standing]))
        for sector in Sector:
            kinds = frozenset(kind_part(person, standing) for person in people if person.sector is sector)
            yield adds_to(kinds, frozenset({sector_part(sector, standing)}))
    for theme in sorted({theme for person in people for theme in person.themes}):
        yield at_most(frozenset({theme_part(theme)}), everybody())
    for sector in Sector:
        organisations = frozenset(organisation_part(sector, is_new=is_new) for is_new in (True, False))
        yield at_most(organisations, frozenset(sector_part(sector, standing) for standing in Standing))


def _relations_of_pairs(facts: RoundFacts) -> Iterator[Relation]:
    ended = frozenset(pair_part(Outcome.ENDED, met) for met in Met)
    reasons = frozenset(reason_part(pair) for pair in facts.pairs if pair.outcome is Outcome.ENDED)
    yield adds_to(reasons, ended)
    yield adds_to(frozenset(made_part(by_hand=by_hand) for by_hand in (True, False)), ALL_PAIRS)
