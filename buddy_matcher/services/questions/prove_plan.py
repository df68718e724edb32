"""Writes the proof of the plan as a workbook that anybody can check without this application."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.documents.files import write_whole
from buddy_matcher.documents.proof_tables import PairLine, PriceLine, ProofTables
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import listed
from buddy_matcher.matching.questions.price_rules import Rule
from buddy_matcher.matching.questions.prices import Prices, prices_of
from buddy_matcher.services.questions.planned import Planned, read_planned
from buddy_matcher.services.rounds.best_plan import Cancelled
from buddy_matcher.services.rounds.round_problem import limit_in_words
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class PlanProof:
    """How a plan is proved: `is_by_prices`, or by the search alone and `why`; the tables of the workbook."""

    is_by_prices: bool
    why: str
    tables: ProofTables


class ProvePlan:
    """Proves the plan of the latest round; changes nothing."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def proof(self, *, cancelled: Cancelled | None = None) -> PlanProof | None:
        """Return the proof of the plan as it stands; None when cancelled.

        Raises UserError when there is no plan, or when it isn't the best: then there is nothing to prove.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return None
        if not planned.is_best or set(planned.pairs) != set(planned.best.solution.pairs):
            raise UserError(
                "The plan as it stands is not the one that is proved best under your rules.",
                "Suggest pairings again, or compare it with the best plan.",
            )
        prices = prices_of(planned.best.encoded.problem, planned.best.solution)
        why = _why_not(planned, prices)
        return PlanProof(not why, why, _tables(planned, prices, why))

    def save(self, path: Path, *, cancelled: Cancelled | None = None) -> PlanProof | None:
        """Write the workbook and return the proof; raises what `proof` and `write_whole` raise."""
        from buddy_matcher.documents.proof_workbook import proof_workbook

        proof = self.proof(cancelled=cancelled)
        if proof:
            write_whole(path, proof_workbook(proof.tables), suffix=".xlsx")
        return proof


def _why_not(planned: Planned, prices: Prices) -> str:
    if prices.gap is None:
        return ""
    aim, total = prices.gap
    name, value = list(planned.value.items())[aim]
    return (
        f"Prices can’t prove this plan: for “{name}” they add up to {total}, as if pairs could be shared "
        f"out in parts, while the best whole plan reaches {value}. That none is better was proved by search: "
        "all that could be better was ruled out. The verdict turns if a number here is changed."
    )


def _tables(planned: Planned, prices: Prices, why: str) -> ProofTables:
    labels = _labels(planned, prices)
    return ProofTables(
        aims=tuple(planned.value),
        people=[
            PriceLine(label, tuple(price), is_free=place.is_held)
            for label, place, price in zip(labels, prices.places, prices.of_places.tolist(), strict=True)
        ],
        pairs=[
            PairLine(first, second, tuple(worth), is_planned, stays)
            for (first, second), worth, is_planned, stays in zip(
                prices.pairs.tolist(),
                prices.worth.tolist(),
                prices.is_planned.tolist(),
                prices.stays.tolist(),
                strict=True,
            )
        ],
        rules=[
            PriceLine(_rule_in_words(planned, rule), tuple(price), at_most=rule.at_most)
            for rule, price in zip(prices.rules, prices.of_rules.tolist(), strict=True)
        ],
        counted=[
            (int(pair), number) for number, rule in enumerate(prices.rules) for pair in rule.members.tolist()
        ],
        why=why,
    )


def _labels(planned: Planned, prices: Prices) -> list[str]:
    """Return a label for each place: the name, with the organisation where two share it, and which buddy."""
    people = dict.fromkeys(place.person for place in prices.places)
    counts = Counter(planned.name(person) for person in people)
    names: dict[object, str] = {}
    for person in people:
        member = planned.best.member(person)
        name = member.name if counts[member.name] == 1 else f"{member.name} ({member.organisation_name})"
        while name in names.values():
            name += " *"
        names[person] = name
    return [
        names[place.person] + (f", buddy {place.number + 1}" if place.number else "")
        for place in prices.places
    ]


def _rule_in_words(planned: Planned, rule: Rule) -> str:
    names = [planned.name(person) for person in rule.people]
    match rule.kind:
        case "limit":
            return f"Pairs of {limit_in_words(planned.state, rule.name)}"
        case "once":
            return f"{listed(names)} make one pair"
        case "apart":
            return f"{names[0]} does not bring {listed(names[1:])} together in a three"
        case "two hubs":
            return f"{listed(names)} are not both in the middle of a three"
        case _:
            return f"{names[0]} shares a three only with people who are happy in one"
