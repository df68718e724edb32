"""No number that a report does not show can be worked out from what it prints, nor with earlier reports."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from buddy_matcher.domain.disclosure import AMOUNT, LEAST_FOR_AMOUNTS, Published, SmallNumbers
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.report import ALL, Part, Sums, Table
from buddy_matcher.domain.report_drafts import kind_label, merged
from buddy_matcher.domain.report_facts import RoundFacts, Standing
from buddy_matcher.domain.report_parts import part_sizes, people_behind, relations
from buddy_matcher.domain.report_tables import drafts
from buddy_matcher.matching.disclosure import widths
from buddy_matcher.services.rounds.protected_tables import ProtectedTables, protected_rounds, protected_tables
from tests.helpers.random_facts import random_facts

MOST_WORDS = 25
_WITH_A_LATER_REPORT = 5
"""Of every so many rounds a second report is judged too: that takes as long again."""


def rule_of(seed: int) -> SmallNumbers:
    return list(SmallNumbers)[seed % len(SmallNumbers)]


def tables_of(printed: ProtectedTables) -> list[Table]:
    return [table for tables in printed.tables.values() for table in tables]


def narrowest_by_reading(tables: Iterable[Table], rule: SmallNumbers) -> list[float]:
    """Return the range of each hidden count that somebody finds who has nothing but the tables.

    Rows add to All where a table says so, equal-named All cells are one number, and what is applied for is no
    less than what was given.
    """
    columns: dict[object, int] = {}
    bounds: list[tuple[float, float | None]] = []
    hidden: set[int] = set()
    equations: list[list[tuple[int, int]]] = []

    def column(key: object, value: Any) -> int:
        if key not in columns:
            columns[key] = len(columns)
            bounds.append((1, None) if value is None else rule.read(value))
        if value is None:
            hidden.add(columns[key])
        return columns[key]

    for table in tables:
        for name in table.counts:
            place = table.columns.index(name)
            cells = [
                (row[0], column(name if row[0] == ALL else (table.title, row[0], name), row[place]))
                for row in table.rows
            ]
            if Sums.ROWS in table.sums:
                equations.append([(cell, -1 if label == ALL else 1) for label, cell in cells])
    matrix = np.zeros((len(equations), len(columns)))
    for row, terms in enumerate(equations):
        for cell, factor in terms:
            matrix[row, cell] += factor
    return [range_of(cell, matrix, bounds) for cell in hidden]


def range_of(cell: int, matrix: np.ndarray, bounds: Sequence[tuple[float, float | None]]) -> float:
    cost = np.zeros(len(bounds))
    cost[cell] = 1
    rows: dict[str, Any] = {"A_eq": matrix, "b_eq": np.zeros(len(matrix))} if len(matrix) else {}
    least, most = (linprog(sign * cost, bounds=bounds, method="highs", **rows) for sign in (1, -1))
    assert least.status == 0
    return np.inf if most.status else -most.fun - least.fun


def check(seed: int, people: int | None = None) -> int:
    """Judge the reports of one round; return how many numbers a naive report would have given away."""
    facts, rule = random_facts(seed, people), rule_of(seed)
    printed = protected_tables(facts, rule)
    check_printed(facts, printed, rule)
    sizes = part_sizes(facts)
    counts = [count for draft in drafts(facts, sizes, rule) for count in draft.counts]
    given_away = widths(counts, relations(facts, sizes), sizes, rule, behind=people_behind(facts))
    if seed % _WITH_A_LATER_REPORT == 0:
        # A later report under another rule hides what both together would give away.
        later = protected_tables(facts, rule_of(seed + 1), [printed.published])
        check_printed(facts, later, rule_of(seed + 1))
    return sum(width < rule.width for width in given_away.values())


def check_together(first: RoundFacts, second: RoundFacts, rule: SmallNumbers) -> None:
    """Judge a report of two rounds after one of the first: together they tell nothing of the second."""
    one, two = RoundId(1), RoundId(2)
    alone = protected_tables(first, rule, key=one)
    both = protected_rounds({one: first, two: second}, rule, [alone.published])
    check_printed(second, both, rule)
    alone_again = protected_tables(second, rule, [alone.published, both.published], key=two)
    check_printed(second, alone_again, rule)


def check_printed(facts: RoundFacts, printed: ProtectedTables, rule: SmallNumbers) -> None:
    tables = tables_of(printed)
    for table in tables:
        for row in table.rows:
            values: tuple[Any, ...] = row
            for column, value in zip(table.columns, values, strict=True):
                assert column not in table.counts or value is None or not rule.is_small(value)
    found = narrowest_by_reading(tables, rule)
    assert all(each >= rule.width for each in found)
    assert (printed.audit.narrowest is None) == (printed.audit.hidden == 0)
    assert printed.audit.hidden == sum(table.hidden for table in tables)
    assert printed.audit.hidden_pence == sum(table.hidden_pence for table in tables)
    assert (printed.audit.narrowest or rule.width) >= rule.width
    check_money_by_subtraction(printed.tables[Part.MONEY])
    for sentence in sentences_of(printed):
        assert len(sentence.split()) <= MOST_WORDS


def check_money_by_subtraction(tables: Iterable[Table]) -> None:
    """Nobody who takes what is printed from the whole is left with the money of one hidden row."""
    by_title = {table.title: table for table in tables}
    kinds, funders = by_title.get("Money by kind of organisation"), by_title.get("Money by funder")
    if kinds is None:
        return
    for place in range(2, len(kinds.columns)):
        *rows, whole = [row[place] for row in kinds.rows]
        assert whole is None or rows.count(None) != 1
    if funders and "Paid or owed" in kinds.columns and funders.columns[1] == "Paid or owed":
        whole = kinds.rows[-1][kinds.columns.index("Paid or owed")]
        assert whole is None or [row[1] for row in funders.rows].count(None) != 1


def sentences_of(printed: ProtectedTables) -> Iterator[str]:
    for sentences in printed.sentences.values():
        yield from sentences


def test_nothing_hidden_can_be_worked_out_and_a_naive_report_gives_it_away():
    naive = [check(seed, people=(20, 30)[seed % 2]) for seed in range(4)]
    assert all(naive)


def test_the_audit_by_all_that_a_reader_knows_finds_nothing_either():
    for seed in range(60):
        printed = protected_tables(random_facts(1_000 + seed, (10, 14, 18)[seed % 3]), rule_of(seed))
        assert (printed.audit.narrowest or rule_of(seed).width) >= rule_of(seed).width
    assert narrowest_published(printed.published, rule_of(seed)) >= rule_of(seed).width


@pytest.mark.slow
def test_a_thousand_schemes_give_nothing_away():
    naive = [check(seed) for seed in range(1_000)]
    for seed in range(0, 1_000, 5):
        published = protected_tables(random_facts(seed), rule_of(seed)).published
        assert narrowest_published(published, rule_of(seed)) >= rule_of(seed).width
    # A few small rounds have nothing in them that a naive report could give away.
    assert sum(bool(each) for each in naive) >= 990


def narrowest_published(published: Published, rule: SmallNumbers) -> float:
    """Return the narrowest range of a hidden count, by another solver from all that a reader knows."""
    equal, upper = [], []
    size = len(published.parts)
    is_money = [name.startswith(AMOUNT) for name, _ in published.parts]
    hidden = []
    for known in published.known:
        row = np.zeros(size)
        row[list(known.parts)] = known.factors
        if known.high is None:
            hidden.append(row)
        if known.low is not None and known.low == known.high:
            equal.append((row, known.low))
            continue
        if known.high is not None:
            upper.append((row, known.high))
        if known.low is not None:
            upper.append((-row, -known.low))
    within: dict[str, Any] = {
        "bounds": [(0, 10**8 if money else 10_000) for money in is_money],
        "A_eq": np.array([row for row, _ in equal]),
        "b_eq": np.array([bound for _, bound in equal]),
        "A_ub": np.array([row for row, _ in upper]),
        "b_ub": np.array([bound for _, bound in upper]),
    }
    sizes = np.array([count for _, count in published.parts])
    small = [place for place, count in enumerate(sizes) if rule.is_small(count) and not is_money[place]]
    narrowest = np.inf
    for target in [*hidden, *np.eye(size)[small]]:
        width = round(-linprog(-target, **within).fun - linprog(target, **within).fun, 6)
        if target[is_money].any():
            # Money has to stay as uncertain as it is large.
            assert width >= target @ sizes
        else:
            narrowest = min(narrowest, width)
    return narrowest


def test_the_same_round_is_reported_the_same_again():
    facts = random_facts(5, 57)
    first = protected_tables(facts, SmallNumbers.UNDER_5)
    again = protected_tables(facts, SmallNumbers.UNDER_5, [first.published])
    assert (again.tables, again.sentences) == (first.tables, first.sentences)


def test_figures_are_recounts_of_the_people():
    facts = random_facts(11, 90)
    table = tables_of(protected_tables(facts, SmallNumbers.UNDER_5))[0]
    assert table.columns == ("Sector", "Applied", "Eligible", "Paired", "Waiting")
    everybody = dict(zip(table.columns, table.rows[-1], strict=True))
    standings = [person.standing for person in facts.people]
    assert everybody["Applied"] == len(standings)
    for column, wanted in (("Paired", Standing.PAIRED), ("Waiting", Standing.WAITING)):
        assert everybody[column] in {None, standings.count(wanted)}


def test_small_categories_are_merged_until_they_are_no_more():
    sizes = {"charity": 12, "cic": 2, "faith": 1, "group": 6, "church": 8}
    assert merged(sizes, 5) == (["charity", "church"], ["cic", "faith", "group"])
    assert merged({"charity": 12, "group": 6}, 5) == (["charity", "group"], [])
    assert merged({"cic": 2}, 5) == ([], ["cic"])


def test_money_is_shown_from_eight_people_of_two_organisations_up():
    for seed in range(6):
        facts = random_facts(seed, 60)
        printed = protected_tables(facts, SmallNumbers.UNDER_5)
        for table in printed.tables[Part.MONEY]:
            for row in table.rows:
                for column, part_of, people_of in AMOUNTS:
                    if column in table.columns and row[table.columns.index(column)]:
                        check_amount(facts, table, row, part_of, people_of)


AMOUNTS = (
    ("Paid or owed", lambda money: money.pence, lambda money: money.paid_people),
    ("Value in kind", lambda money: money.in_kind, lambda money: money.in_kind_people),
)


def check_amount(facts: RoundFacts, table: Table, row: Any, part_of: Any, people_of: Any) -> None:
    """Hold a sum of money that is printed against those whose it is."""
    if table.title != "Money by kind of organisation":
        funder = "" if row[0].startswith("No funder") else row[0].partition(" (")[0]
        paid = [share for money in facts.money for share in money.funders if share.funder == funder]
        assert (row[1], len(paid) > 1) == (sum(share.pence for share in paid), True)
        assert sum(share.people for share in paid) >= LEAST_FOR_AMOUNTS
        return
    named = {each[0] for each in table.rows} - {ALL, "Other kinds"}
    label = {money: kind_label(Sector.VCSE, money.kind) for money in facts.money}
    wanted = {
        ALL: lambda _money: True,
        "Other kinds": lambda money: label[money] not in named,
    }.get(row[0], lambda money: label[money] == row[0])
    whose = [money for money in facts.money if wanted(money) and part_of(money)]
    assert sum(map(part_of, whose)) in row[2:]
    assert sum(map(people_of, whose)) >= LEAST_FOR_AMOUNTS
    assert len(whose) > 1


def test_the_money_of_few_can_not_be_worked_out():
    for seed in (40,):
        published = protected_tables(random_facts(seed, 20), SmallNumbers.UNDER_5).published
        assert any(name.startswith(AMOUNT) for name, _ in published.parts)
        narrowest_published(published, SmallNumbers.UNDER_5)


def test_a_report_of_two_rounds_gives_nothing_of_one_away():
    check_together(random_facts(0, 8), random_facts(51, 10), SmallNumbers.UNDER_5)


@pytest.mark.slow
def test_fifty_reports_of_two_rounds_give_nothing_of_one_away():
    for seed in range(50):
        check_together(random_facts(seed, 30), random_facts(seed + 5_000, 57), rule_of(seed))
