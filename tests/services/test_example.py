"""The example scheme: what half a year of it comes to, and the round that is planned after it."""

from contextlib import closing
from datetime import timedelta

import pytest

from buddy_matcher.domain.learning import LearningKind
from buddy_matcher.domain.money import PaymentState
from buddy_matcher.domain.pair_life import Flag, PairState
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.statements import Permission
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.lives import TODAY, lived


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory):
    with closing(opened(lived, tmp_path_factory.mktemp("example") / "example.buddy")) as services:
        yield services


def test_its_life_has_every_kind_of_pair(example: Services):
    lives = [pair.life for pair in example.follow_up.pairs(TODAY)]
    states = {life.state for life in lives}
    assert states >= {
        PairState.ENDED,
        PairState.PAUSED,
        PairState.NEEDS_CALL,
        PairState.NOT_KNOWN,
        PairState.GOING_WELL,
        PairState.MET,
    }
    assert frozenset().union(*(life.flags for life in lives)) == set(Flag)


def test_something_is_due_and_nothing_lies_ahead(example: Services):
    assert {due.kind for due in example.follow_up.due(TODAY)} >= {*Flag, "reminder"}
    assert all(entry.on <= TODAY for pair in example.follow_up.pairs(TODAY) for entry in pair.life.entries)


def test_its_pairs_began_half_a_year_ago_and_its_next_round_is_planned(example: Services):
    first, second = example.rounds.rounds()
    assert first.due[Milestone.LETTERS_ON] < TODAY - timedelta(days=160)
    assert TODAY < second.due[Milestone.LETTERS_ON] < TODAY + timedelta(days=60)
    assert {m.participation.status for m in example.people.people()} >= {Status.READY, Status.INVITED}
    planned = {frozenset(p.pairing.members) for p in example.latest.plan().pairs}
    people = {m.participation_id: m.participant.id for m in example.people.people()}
    before = {
        frozenset(member.participant.id for member in pair.members) for pair in example.follow_up.pairs(TODAY)
    }
    assert planned
    assert before.isdisjoint(frozenset(people[m] for m in members) for members in planned)


def test_every_page_has_something_to_show(example: Services):
    readers = {
        statement.permission
        for member in example.follow_up.people(TODAY)
        for statement in member.participation.statements
    }
    assert readers == set(Permission)
    assert {learnt.learning.kind for learnt in example.learning.all()} == set(LearningKind)
    states = {payment.state for payment in example.payments.payments()}
    assert states >= {PaymentState.DRAFT, PaymentState.SENT, PaymentState.PAID}
    report = example.reports.report(TODAY)
    assert all(section.sentences for section in report.sections)
    assert any(section.quotations for section in report.sections)


def test_it_passes_the_check_of_a_scheme(example: Services):
    assert not example.check.findings()
