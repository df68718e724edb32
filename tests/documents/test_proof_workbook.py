"""The proof workbook, recalculated by others: it says "proved" of a best plan and of nothing else."""

import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import batched, count, islice
from pathlib import Path
from typing import Any

import formulas
import numpy as np
import pytest
from openpyxl import load_workbook

from buddy_matcher.documents.proof_tables import PairLine, PriceLine, ProofTables, WorkedOut
from buddy_matcher.documents.proof_workbook import proof_workbook
from buddy_matcher.matching import PairLimit, solve
from buddy_matcher.matching.questions.prices import prices_of
from tests.matching.problems import random_problem


def tables_of(problem):
    """The workbook's tables for the best plan of a problem of the engine."""
    prices = prices_of(problem, solve(problem))
    labels = [f"{place.person} {place.number}" for place in prices.places]
    columns: tuple[list[Any], ...] = (
        prices.pairs.tolist(),
        prices.worth.tolist(),
        prices.is_planned.tolist(),
        prices.stays.tolist(),
    )
    return ProofTables(
        aims=tuple(f"aim {aim}" for aim in range(prices.worth.shape[1])),
        people=[
            PriceLine(label, tuple(price), is_free=place.is_held)
            for label, price, place in zip(labels, prices.of_places.tolist(), prices.places, strict=True)
        ],
        pairs=[
            PairLine(pair[0], pair[1], tuple(worth), is_planned, stays)
            for pair, worth, is_planned, stays in zip(*columns, strict=True)
        ],
        rules=[
            PriceLine(f"rule {number}", tuple(price), at_most=rule.at_most)
            for number, (rule, price) in enumerate(zip(prices.rules, prices.of_rules.tolist(), strict=True))
        ],
        counted=[
            (pair, number) for number, rule in enumerate(prices.rules) for pair in rule.members.tolist()
        ],
        why="" if prices.gap is None else "Half a pair here and half a pair there.",
    )


def some_problem(seed, size=3):
    numbers = np.random.default_rng(seed)
    lefts, rights = range(size), range(size, 2 * size)
    within = [(left, right) for left in lefts for right in rights if numbers.random() < 1 / 2]
    kinds: tuple[Any, ...] = (
        {},
        {"left_capacity": numbers.integers(1, 3, size)},
        {"limits": [PairLimit("few", within, 1)]},
        {"trio_left": numbers.random(size) < 0.7, "trio_right": numbers.random(size) < 0.7},
    )
    return random_problem(seed, size, size, **kinds[seed % len(kinds)])


def verdict_by_formulas(model: formulas.ExcelModel, typed: dict[str, int] | None = None) -> str:
    """The verdict once these cells hold other numbers."""
    found = model.calculate(inputs=typed)
    cell = next(value for key, value in found.items() if key.upper().endswith("]PROOF'!B1"))
    return str(cell.value[0, 0])


def differing_cells(path: Path, other: Path) -> dict[str, int]:
    """The cells in which another workbook differs from one, with what they hold there: numbers only."""
    here, there = (load_workbook(each) for each in (path, other))
    differing = {
        f"'[{path.name}]{sheet.title.upper()}'!{cell.coordinate}": cell.value
        for sheet in there
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != here[sheet.title][cell.coordinate].value
    }
    assert {type(value) for value in differing.values()} == {int}
    return differing


ALWAYS_WORK_OUT = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""
"""The setting by which LibreOffice takes no result from a file."""


@pytest.mark.parametrize("seed", range(4))
def test_the_results_that_are_written_say_the_same_as_the_formulas_would(seed, tmp_path: Path):
    tables = tables_of(some_problem(seed))
    (tmp_path / "proof.xlsx").write_bytes(proof_workbook(tables))
    proof = load_workbook(tmp_path / "proof.xlsx", data_only=True)["Proof"]
    assert proof["B1"].value == ("proved by search" if tables.why else "proved")
    if not tables.why:
        assert [proof.cell(row, 2).value for row in range(4, 9)] == [0] * 5


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("seed", "size"), [(0, 3), (2, 3), (46, 2)], ids=["plain", "limits", "search"])
def test_a_best_plan_is_proved_and_a_change_that_makes_it_no_longer_best_is_not(seed, size, tmp_path: Path):
    proof, harmed = tmp_path / "proof.xlsx", tmp_path / "harmed.xlsx"
    tables = tables_of(some_problem(seed, size))
    proof.write_bytes(proof_workbook(tables))
    harmed.write_bytes(harmed_workbook(tables, np.random.default_rng(seed)))
    # Reading the formulas takes most of the time: the changes are made in the sheets, as a reader would.
    model = formulas.ExcelModel().loads(str(proof)).finish()
    assert verdict_by_formulas(model) == ("proved by search" if tables.why else "proved")
    assert verdict_by_formulas(model, differing_cells(proof, harmed)) == "not proved"


def leaves_a_choice(seed: int) -> bool:
    """Whether there is a pair that is not in the plan: without one nothing could be better."""
    pairs = tables_of(some_problem(seed, size=2 + seed % 5)).pairs
    return any(not pair.is_planned for pair in pairs)


def harm(tables: ProofTables, numbers) -> ProofTables:
    """Change a score, a rule or a pair so that the plan is no longer the best, or no plan."""
    pairs = list(tables.pairs)
    place = int(numbers.integers(len(pairs)))
    pair = pairs[place]
    kind = numbers.integers(3)
    if kind == 0 and tables.rules:
        used = [
            sum(pairs[at].is_planned for at, rule in tables.counted if rule == n)
            for n in range(len(tables.rules))
        ]
        tight = [n for n, rule in enumerate(tables.rules) if used[n] == rule.at_most]
        if tight:
            rules = list(tables.rules)
            rules[tight[0]] = replace(rules[tight[0]], at_most=rules[tight[0]].at_most - 1)
            return replace(tables, rules=rules)
    if kind == 1:
        # A pair is taken out of the plan, or put in beside those that are there.
        pairs[place] = replace(pair, is_planned=not pair.is_planned)
        return replace(tables, pairs=pairs)
    # In the first aim everybody with a buddy counts one: more than all of them together outweighs any plan.
    planned = [n for n, each in enumerate(pairs) if each.is_planned]
    place = place if not pair.is_planned else next(n for n in range(len(pairs)) if n not in planned)
    more = 10 * (len(tables.people) + 1)
    pairs[place] = replace(pairs[place], worth=(pairs[place].worth[0] + more, *pairs[place].worth[1:]))
    return replace(tables, pairs=pairs)


def harmed_workbook(tables: ProofTables, numbers) -> bytes:
    """The workbook of a plan after a harmful change; the sum of what a search was about stays as it was."""
    workbook = load_workbook(BytesIO(proof_workbook(harm(tables, numbers))))
    if tables.why:
        workbook["Proof"]["B15"] = WorkedOut(tables).sum_for_the_search
    changed = BytesIO()
    workbook.save(changed)
    return changed.getvalue()


def verdicts_by_office(office: str, folder: Path) -> dict[str, str]:
    """The verdict of every workbook in a folder, worked out anew by LibreOffice."""
    out, profile = folder / "out", folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_WORK_OUT)
    convert = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
    ]
    # Of more than some 250 files at once it leaves out the rest and says nothing.
    for some in batched(sorted(folder.glob("*.xlsx")), 100):
        subprocess.run([*convert, *map(str, some)], check=True, capture_output=True)
    return {
        path.stem: str(load_workbook(path, data_only=True)["Proof"]["B1"].value)
        for path in out.glob("*.xlsx")
    }


@pytest.mark.slow
def test_an_office_program_agrees_on_200_plans_and_1000_changes(office: str, tmp_path: Path):
    expected = {}
    for seed in islice((each for each in count() if leaves_a_choice(each)), 200):
        tables = tables_of(some_problem(seed, size=2 + seed % 5))
        (tmp_path / f"{seed}.xlsx").write_bytes(proof_workbook(tables))
        expected[str(seed)] = "proved by search" if tables.why else "proved"
        for change in range(5):
            harmed = harmed_workbook(tables, np.random.default_rng([seed, change]))
            (tmp_path / f"{seed}-{change}.xlsx").write_bytes(harmed)
            expected[f"{seed}-{change}"] = "not proved"
    assert verdicts_by_office(office, tmp_path) == expected
