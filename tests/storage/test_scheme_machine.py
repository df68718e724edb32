"""Any order of actions, undo, redo, reopening, backups and erasures: the scheme says what the model says.

The model takes over what the optimiser suggests, once it has seen that no rule is broken by it.
"""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.money import Budget
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.services.schemes import open_read_only, open_scheme
from tests.conftest import Tally
from tests.helpers.people import add_person, new_scheme
from tests.helpers.sheets import write_csv
from tests.storage import scheme_model as model
from tests.storage.scheme_seen import everything_in, expected_of, said_by, seen_in

some = st.integers(0, 1000)
"""Chooses among what is there, modulo how many."""

_FIRST, _LAST = date(2026, 11, 2), date(2027, 3, 31)

STRENGTHS = ("Policy and strategy", "Project management", "Community organising", "Quality improvement")
HEADINGS = ("Name", "Email", "Sector", "Organisation", "Strengths to share", "Strengths wanted", "Capacity")


def is_of_health(name: str) -> bool:
    """Return the sector that the machine gives somebody."""
    return int(name.rsplit(maxsplit=1)[-1]) % 2 == 1


class SchemeMachine(RuleBasedStateMachine):
    """Does everything to a real scheme and to the model."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.services = new_scheme(Path(self._folder.name))
        self.model = model.SchemeModel()
        self.backups: list[tuple[int, model.Said]] = []
        self.erased: list[str] = []
        self._made = 0

    def teardown(self) -> None:
        self.services.close()
        self._folder.cleanup()

    @initialize()
    def four_people(self) -> None:
        for _ in range(4):
            self.add(1)

    @invariant()
    def says_the_same(self) -> None:
        type(self).steps += 1
        assert seen_in(self.services) == expected_of(self.model.now)
        # The first action of all, adding the starter strengths, can be undone too.
        assert bool(self.services.history.next_redo()) == bool(self.model.undone)

    @rule(capacity=st.integers(0, 3))
    def add(self, capacity: int) -> None:
        name, sector, (shares, wishes) = self._newcomer()
        add_person(self.services, name, sector, shares=shares, wishes=wishes, capacity=capacity)
        self.model.act(lambda said: model.with_capacity(said, name, capacity))

    @rule(capacities=st.lists(st.integers(1, 3), min_size=1, max_size=3))
    def import_people(self, capacities: list[int]) -> None:
        added, rows = {}, []
        for capacity in capacities:
            name, sector, strengths = self._newcomer()
            added[name] = capacity
            email = f"{name.replace(' ', '.')}@example.org"
            rows.append((name, email, sector.label, f"{name}’s group", *strengths, str(capacity)))
        sheet = write_csv(Path(self._folder.name) / "answers.csv", [HEADINGS, *rows])
        assert self.services.imports.run(sheet).count(Outcome.ADDED) == len(rows)
        assert not self.services.imports.run(sheet).changes
        self.model.act(lambda said: replace(said, capacity={**said.capacity, **added}))

    @rule()
    def suggest(self) -> None:
        try:
            self.services.plan.suggest()
        except UserError:
            assert self._has_no_plan()
        else:
            plan = said_by(self.services).pairs
            self.model.act(lambda said: model.planned(said, plan, is_of_health), leaves_a_trace=True)

    @rule()
    def print_letters(self) -> None:
        self.services.letters.record_printed([self._id(name) for name in self._there()])
        self.model.act(model.printed)

    @rule(which=some, capacity=st.integers(0, 3))
    @precondition(lambda self: self._there())
    def change_capacity(self, which: int, capacity: int) -> None:
        name = self._one(which)
        form = self.services.people.form_of(self._id(name))
        edited = replace(form.participation, capacity=capacity)
        self.services.people.save(replace(form, participation=edited))
        self.model.act(lambda said: model.with_capacity(said, name, capacity))

    @rule(which=some)
    @precondition(lambda self: self._there())
    def remove(self, which: int) -> None:
        name = self._one(which)
        self.services.people.remove(self._id(name))
        self.model.act(lambda said: model.removed(said, name))

    @rule(which=some)
    @precondition(lambda self: self.model.now.bin)
    def restore(self, which: int) -> None:
        person = self.services.people.bin()[which % len(self.model.now.bin)]
        self.services.people.restore(person.id)
        self.model.act(lambda said: model.restored(said, person.full_name))

    @rule(first=some, second=some)
    @precondition(lambda self: self._there())
    def pair(self, first: int, second: int) -> None:
        a, b = self._one(first), self._one(second)
        try:
            self.model.act(lambda said: model.paired(said, a, b))
        except model.Refused:
            with pytest.raises(UserError):
                self.services.pairings.pair(self._id(a), self._id(b))
        else:
            self.services.pairings.pair(self._id(a), self._id(b))

    @rule(which=some)
    @precondition(lambda self: self.model.now.pairs)
    def unpair(self, which: int) -> None:
        pairing, pair = self._pairing(which)
        self.services.pairings.unpair(pairing.id)
        self.model.act(lambda said: model.unpaired(said, pair))

    @rule(which=some, is_locked=st.booleans())
    @precondition(lambda self: self.model.now.pairs)
    def lock(self, which: int, is_locked: bool) -> None:
        pairing, pair = self._pairing(which)
        pairings = self.services.pairings
        (pairings.lock if is_locked else pairings.unlock)(pairing.id)
        self.model.act(lambda said: model.locked(said, pair, is_locked=is_locked))

    @rule(which=some)
    @precondition(lambda self: self.model.now.pairs)
    def agree(self, which: int) -> None:
        pairing, pair = self._pairing(which)
        # With a yes to what crosses a rule: of rules made after a pair the model knows nothing.
        self.services.pairings.agree(pairing.id, cross_rules=True)
        self.model.act(lambda said: model.agreed(said, pair))

    @rule(first=some, second=some)
    @precondition(lambda self: len(self._there()) > 1)
    def never_pair(self, first: int, second: int) -> None:
        a = self._one(first)
        b = next(name for name in self._there()[second % len(self._there()) :] + self._there() if name != a)
        self.services.pairings.never_pair(self._id(a), self._id(b))
        self.model.act(lambda said: model.never_paired(said, a, b))

    @rule(which=some, language=st.sampled_from([Language.NOT_ASKED, Language.ENGLISH]))
    @precondition(lambda self: self._there())
    def ask_for_a_language(self, which: int, language: Language) -> None:
        name = self._one(which)
        form = self.services.people.form_of(self._id(name))
        letters = replace(form.participant.letters, language=language)
        self.services.people.save(replace(form, participant=replace(form.participant, letters=letters)))
        others = {each: asked for each, asked in self.model.now.aside.languages.items() if each != name}
        asked = {} if language is Language.NOT_ASKED else {name: language}
        self.model.act(lambda said: model.with_aside(said, languages={**others, **asked}))

    @rule(which=st.integers(0, 2))
    @precondition(lambda self: self.model.now.pairs)
    def set_a_scenario_aside(self, which: int) -> None:
        name, there = f"Scenario {which}", self.model.now.aside.scenarios
        if name in there:
            with pytest.raises(UserError):
                self.services.questions.scenarios.save(name)
        else:
            self.services.questions.scenarios.save(name)
            self.model.act(lambda said: model.with_aside(said, scenarios=(*there, name)))

    @rule(which=some)
    @precondition(lambda self: self.model.now.aside.scenarios)
    def take_a_scenario(self, which: int) -> None:
        there = self.model.now.aside.scenarios
        scenarios = self.services.questions.scenarios
        try:
            changes = scenarios.take(scenarios.called(there[which % len(there)])).changes
        except UserError:
            return
        plan = said_by(self.services).pairs
        self.model.act(lambda said: model.taken(said, plan), leaves_a_trace=bool(changes))

    @rule(which=some)
    @precondition(lambda self: self.model.now.aside.scenarios)
    def forget_a_scenario(self, which: int) -> None:
        there = self.model.now.aside.scenarios
        name = there[which % len(there)]
        self.services.questions.scenarios.remove(self.services.questions.scenarios.called(name))
        left = tuple(each for each in there if each != name)
        self.model.act(lambda said: model.with_aside(said, scenarios=left))

    @rule(which=st.integers(0, 2), pence=st.integers(0, 3))
    def set_a_budget(self, which: int, pence: int) -> None:
        funder = f"Fund {which}"
        budget = Budget(funder=funder, pence=pence, starts=_FIRST, ends=_LAST)
        if not pence and funder not in self.model.now.aside.budgets:
            with pytest.raises(UserError, match="No budget of"):
                self.services.funding.set_budget(budget)
            return
        self.services.funding.set_budget(budget)
        budgets = {**self.model.now.aside.budgets, funder: pence}
        left = {each: given for each, given in budgets.items() if given}
        self.model.act(lambda said: model.with_aside(said, budgets=left))

    @rule(which=st.integers(0, 2))
    def list_locally(self, which: int) -> None:
        name, there = f"Group {which}", self.model.now.aside.local
        if name in there:
            [known] = [each for each in self.services.reach.reach().lines if each.local.name == name]
            self.services.reach.remove([known.local.id])
            listed = tuple(each for each in there if each != name)
        else:
            self.services.reach.save(LocalOrganisation(name=name))
            listed = (*there, name)
        self.model.act(lambda said: model.with_aside(said, local=listed))

    @rule()
    @precondition(lambda self: self.model.earlier)
    def undo(self) -> None:
        assert self.services.history.undo()
        self.model.undo()

    @rule()
    @precondition(lambda self: self.model.undone)
    def redo(self) -> None:
        assert self.services.history.redo()
        self.model.redo()

    @rule()
    def reopen(self) -> None:
        self.services.close()
        self.services = open_scheme(self.services.path)

    @rule()
    def look_at_a_copy(self) -> None:
        copy = open_read_only(self.services.path)
        assert seen_in(copy) == expected_of(self.model.now)
        assert everything_in(copy) == everything_in(self.services)
        copy.close()

    @rule()
    def back_up(self) -> None:
        self.services.backups.back_up_if_changed()
        if backups := self.services.backups.list():
            self.backups.append((backups[0].backup.number, self.model.now))

    @rule(which=some)
    @precondition(lambda self: self.backups)
    def restore_backup(self, which: int) -> None:
        number, said = self.backups[which % len(self.backups)]
        shown = next((each for each in self.services.backups.list() if each.backup.number == number), None)
        if shown is None:
            return
        target = self.services.path.with_name("restored.buddy")
        self.services.backups.restore(shown.backup, target)
        restored = open_scheme(target)
        for name in self.erased:
            said = model.erased(said, name)
        assert seen_in(restored) == expected_of(said)
        restored.close()
        target.unlink()

    @rule(which=some)
    @precondition(lambda self: len(self._there()) > 2)
    def erase(self, which: int) -> None:
        name = self._one(which)
        person = self.services.people.form_of(self._id(name)).participant.id
        self.services.erasure.erase(person)
        self.model.erase(name)
        self.erased.append(name)

    def _newcomer(self) -> tuple[str, Sector, tuple[str, str]]:
        """Return the name, sector, strengths and wishes of somebody new."""
        self._made += 1
        at = self._made % len(STRENGTHS)
        return (
            f"Person {self._made}",
            Sector.HEALTH if is_of_health(f"Person {self._made}") else Sector.VCSE,
            (STRENGTHS[at], STRENGTHS[at - 1]),
        )

    def _has_no_plan(self) -> bool:
        said = self.model.now
        overfull = any(
            len([p for p in said.pairs if name in p.members and (p.is_agreed or p.is_locked)]) > capacity
            for name, capacity in said.capacity.items()
        )
        return overfull or len({is_of_health(name) for name in self._there() if said.capacity[name]}) < 2

    def _there(self) -> list[str]:
        return [name for name in self.model.now.capacity if name not in self.model.now.bin]

    def _one(self, which: int) -> str:
        return self._there()[which % len(self._there())]

    def _id(self, name: str) -> ParticipationId:
        return next(
            member.participation_id for member in self.services.people.people() if member.name == name
        )

    def _pairing(self, which: int) -> tuple[Pairing, model.Pair]:
        position = which % len(self.model.now.pairs)
        with self.services.file.reading() as unit:
            current = [pairing for pairing in unit.pairings.all() if pairing.is_current]
        return current[position], self.model.now.pairs[position]


def run(examples: int, steps: int) -> None:
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(SchemeMachine, settings=limits)


def test_the_scheme_says_what_the_model_says():
    SchemeMachine.steps = 0
    run(examples=4, steps=20)
    assert SchemeMachine.steps >= 4


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_thousands_of_steps(part: int, tally: Tally):
    SchemeMachine.steps = 0
    run(examples=20, steps=50)
    tally("The scheme and its model", steps_without_a_difference=SchemeMachine.steps)
    assert SchemeMachine.steps >= 500
