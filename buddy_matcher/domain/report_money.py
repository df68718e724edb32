"""The tables of money in a report: what kinds of organisation are paid, and what funders gave for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from buddy_matcher.domain.disclosure import LEAST_FOR_AMOUNTS, Count
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.report import ALL, Part
from buddy_matcher.domain.report_drafts import Cell, Draft, counted_parts, kind_label, merged
from buddy_matcher.domain.report_facts import MoneyFacts, RoundFacts
from buddy_matcher.domain.report_parts import funded_part, funder_part, in_kind_part, paid_part, people_behind

MONEY = "Money by kind of organisation"
FUNDERS = "Money by funder"
FUNDED, PAID, IN_KIND, BUDGET = "People funded", "Paid or owed", "Value in kind", "Budget"

_NO_BUDGET = "none"


def money_drafts(facts: RoundFacts, sizes: Mapping[str, int], least: int) -> Iterator[Draft]:
    """Yield the tables of money, from as many people up as sums of money are shown of."""
    if sum(money.people for money in facts.money) >= LEAST_FOR_AMOUNTS:
        tables = _MoneyTables(facts, sizes, least)
        yield tables.by_kind()
        yield from tables.by_funder()


class _MoneyTables:
    def __init__(self, facts: RoundFacts, sizes: Mapping[str, int], least: int) -> None:
        self._facts = facts
        self._sizes = sizes
        self._least = least
        self._behind = people_behind(facts)

    def by_kind(self) -> Draft:
        """Return the money by kind; kinds with too few people for an amount of their own are merged."""
        by_kind: dict[str, list[MoneyFacts]] = {}
        for money in self._facts.money:
            by_kind.setdefault(kind_label(Sector.VCSE, money.kind), []).append(money)
        groups = [
            (label, [m for kind in kinds for m in by_kind[kind]]) for label, kinds in self._groups(by_kind)
        ]
        return Draft(
            part=Part.MONEY,
            title=MONEY,
            columns=("Kind", FUNDED, PAID, IN_KIND),
            rows=(
                *((label, self._cells(found, 10)) for label, found in groups),
                (ALL, self._cells(self._facts.money, 40)),
            ),
            pence=(PAID, IN_KIND),
            is_main=True,
        )

    def _groups(self, by_kind: Mapping[str, Sequence[MoneyFacts]]) -> Iterator[tuple[str, list[str]]]:
        """Yield the rows, each with its kinds: those that are too small, or one organisation, together."""
        people = {label: sum(each.people for each in found) for label, found in sorted(by_kind.items())}
        alone, small = merged(people, max(LEAST_FOR_AMOUNTS, self._least))
        # Of an organisation that is alone in its kind everybody could read the money, so it is merged too.
        lonely = [label for label in alone if len(by_kind[label]) == 1]
        alone, small = [label for label in alone if label not in lonely], [*small, *lonely]
        if sum(len(by_kind[label]) for label in small) == 1 and alone:
            small.append(alone.pop())
        yield from ((label, [label]) for label in alone)
        if small and alone:
            yield "Other kinds", small

    def _cells(self, found: Sequence[MoneyFacts], importance: int) -> tuple[Cell, ...]:
        funded = counted_parts(frozenset(map(funded_part, found)), self._sizes, importance)
        return (
            funded,
            self._amount(found, paid_part, lambda m: m.paid_people, importance),
            self._amount(found, in_kind_part, lambda m: m.in_kind_people, importance),
        )

    def _amount(
        self,
        found: Iterable[MoneyFacts],
        part_of: Callable[[MoneyFacts], str],
        people_of: Callable[[MoneyFacts], int],
        importance: int,
    ) -> Count:
        found = list(found)
        parts = frozenset(map(part_of, found))
        pence = sum(self._sizes[part] for part in parts)
        behind = [people_of(each) for each in found if people_of(each)]
        people = sum(behind) if len(behind) > 1 else min(1, sum(behind))
        return Count(parts, pence, importance, people)

    def by_funder(self) -> Iterator[Draft]:
        """Yield what each funder gave and pays, where two are told apart or a budget is known."""
        facts = self._facts
        used = {each.funder for money in facts.money for each in money.funders if each.pence}
        names = sorted({*used, *(budget.funder for budget in facts.budgets)} - {""})
        if not facts.budgets and len(used) <= 1:
            return
        budgets = {name: [b for b in facts.budgets if b.funder == name] for name in (*names, "")}
        rows: list[tuple[str, tuple[Cell, ...]]] = []
        for name in [*names, *([""] if "" in used or budgets[""] else [])]:
            when = ", ".join(dict.fromkeys(budget.when for budget in budgets[name]))
            label = f"{name or 'No funder named'}{f' ({when})' if when else ''}"
            given = sum(budget.pence for budget in budgets[name]) or _NO_BUDGET
            rows.append((label, (self._of_funder(name), *((given,) if facts.budgets else ()))))
        yield Draft(
            part=Part.MONEY,
            title=FUNDERS,
            columns=("Funder", PAID, *((BUDGET,) if facts.budgets else ())),
            rows=tuple(rows),
            pence=(PAID, BUDGET),
            has_sums=False,
        )

    def _of_funder(self, name: str) -> Count:
        part = funder_part(name)
        pence = self._sizes.get(part, 0)
        # A funder reads first what became of their own money.
        return Count(frozenset({part}), pence, 45, self._behind.get(part, 0))
