"""The plan of a real form export is as good, aim by aim, as one computed independently by scipy."""

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from buddy_matcher.domain.assignment import Stage
from buddy_matcher.matching.encode import encode
from buddy_matcher.matching.problem import AssignmentProblem
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.services.schemes import create_scheme

SAMPLES = Path(__file__).parents[1] / "samples"


class Oracle:
    """The programme of all aims in scipy's terms: pairs x, people with a partner z, extra pairs o, hubs y."""

    def __init__(self, problem: AssignmentProblem) -> None:
        self.problem = problem
        self.rows, self.columns = np.nonzero(problem.allowed)
        self.pairs = len(self.rows)
        self.capacity = np.concatenate([problem.left_capacity, problem.right_capacity])
        self.flagged = np.concatenate([problem.trio_left, problem.trio_right])
        self.people = len(self.capacity)
        self.ends = self.rows, self.columns + len(problem.left)
        self.size = self.pairs + 3 * self.people

    def row(self) -> np.ndarray:
        return np.zeros(self.size)

    def z(self, person: int) -> int:
        return self.pairs + person

    def o(self, person: int) -> int:
        return self.pairs + self.people + person

    def y(self, person: int) -> int:
        return self.pairs + 2 * self.people + person

    def constraints(self):
        hub = self.flagged & (self.capacity == 1)
        for person in range(self.people):
            mine = [e for e in range(self.pairs) if person in (self.ends[0][e], self.ends[1][e])]
            balance = self.row()
            balance[mine] = 1
            balance[[self.z(person), self.o(person)]] = -1
            yield LinearConstraint(balance[None], 0, 0)
            extra = self.row()
            extra[[self.o(person), self.y(person)]] = 1, -1
            yield LinearConstraint(extra[None], ub=max(0, self.capacity[person] - 1))
            unflagged = self.row()
            unflagged[[e for e in mine if not hub[self.other(e, person)]]] = 1
            unflagged[self.y(person)] = self.capacity[person]
            yield LinearConstraint(unflagged[None], ub=self.capacity[person])
            yield from self.partners_of_a_hub(person, mine)
        for a, b in self.problem.apart:
            for person in range(self.people):
                both = self.row()
                both[[e for e in range(self.pairs) if {person} < self.members(e) < {person, a, b}]] = 1
                both[self.y(person)] = 1
                if both[: self.pairs].sum() > 1:
                    yield LinearConstraint(both[None], ub=2)

    def partners_of_a_hub(self, person: int, mine: list[int]):
        # A partner in a trio has no other pairing and is no hub.
        for e in mine:
            other = self.row()
            other[e], other[self.y(person)] = 1, 1
            other[[self.y(self.other(e, person)), self.o(self.other(e, person))]] = 1
            yield LinearConstraint(other[None], ub=2)

    def members(self, e: int) -> set[int]:
        return {int(self.ends[0][e]), int(self.ends[1][e])}

    def other(self, e: int, person: int) -> int:
        return next(iter(self.members(e) - {person}))

    def upper(self) -> np.ndarray:
        upper = np.ones(self.size)
        for person in range(self.people):
            upper[self.z(person)] = min(1, self.capacity[person])
            upper[self.o(person)] = max(1, self.capacity[person] - 1)
            upper[self.y(person)] = float(self.flagged[person] and self.capacity[person] == 1)
        return upper

    def weights(self):
        problem = self.problem
        people = [self.z(p) for p in range(self.people)]
        for stage in problem.stages:
            weights = self.row()
            if stage is Stage.PEOPLE:
                weights[people] = 1
            elif stage is Stage.PRIORITY:
                weights[people] = np.concatenate([problem.left_priority, problem.right_priority])
            elif stage is Stage.FEWEST_EXTRA:
                weights[[self.o(p) for p in range(self.people)]] = -1
            elif stage is Stage.FAIRNESS:
                missed = (problem.gain_left < 1).astype(int) + (problem.gain_right < 1)
                weights[: self.pairs] = -missed[self.rows, self.columns]
            elif stage is Stage.SCORE:
                weights[: self.pairs] = problem.score[self.rows, self.columns]
            yield weights

    def best(self) -> tuple[int, ...]:
        constraints, values = list(self.constraints()), []
        for weights in self.weights():
            answer = milp(
                -weights,
                integrality=np.ones(self.size, dtype=int),
                bounds=Bounds(0, self.upper()),
                constraints=constraints,
            )
            values.append(round(weights @ np.round(answer.x)))
            constraints.append(LinearConstraint(weights[None], lb=values[-1] - 0.5))
        return tuple(values)


@pytest.mark.parametrize("sheet", ["microsoft-forms.xlsx", "survey-monkey.csv", "plain-list.xlsx"])
def test_every_aim_equals_an_independent_computation(sheet: str, tmp_path: Path):
    services = create_scheme(tmp_path / "scheme.buddy", "West Moor")
    services.imports.run(SAMPLES / sheet)
    with services.file.reading() as unit:
        encoded = encode(read_round(unit).pool)
    suggestion = services.plan.suggest()
    services.close()
    assert suggestion.proof
    assert tuple(value for _, value in suggestion.proof.objective) == Oracle(encoded.problem).best()


def plan_of(sheet: Path, folder: Path) -> set[str]:
    services = create_scheme(folder / f"{sheet.stem}.buddy", "West Moor")
    services.imports.run(sheet)
    services.plan.suggest()
    names = {pair.names for pair in services.latest.plan().pairs}
    services.close()
    return names


def test_neither_a_second_run_nor_the_order_of_rows_changes_the_plan(tmp_path: Path):
    with (SAMPLES / "google-forms.csv").open(encoding="utf-8", newline="") as stream:
        headings, *rows = csv.reader(stream)
    plans = []
    for number in range(3):
        shuffled = tmp_path / f"shuffled-{number}.csv"
        with shuffled.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([headings, *rows])
        plans.append(plan_of(shuffled, tmp_path))
        random.Random(number).shuffle(rows)
    assert len(plans[0]) > 25
    assert plans[0] == plans[1] == plans[2]
