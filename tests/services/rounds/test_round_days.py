"""Which days a round takes: none of another year, whatever happens on them."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta

import pytest

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.endings import EndReason, Next, NextFor
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.learning import Learning, LearningKind
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.lives import TODAY, pair_of, running_four

A_YEAR = timedelta(days=365)
EARLY, LATE = TODAY - A_YEAR, TODAY + 2 * A_YEAR
"""Days of another year than that of a round whose letters went ten days ago."""

type Happens = Callable[[Services, Pairing, date], object]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Two agreed pairs whose letters went ten days ago; nothing that is refused changes them."""
    with closing(opened(running_four, tmp_path_factory.mktemp("running") / "scheme.buddy")) as services:
        yield services


def met(services: Services, pairing: Pairing, day: date) -> Changes:
    return services.entries.add(Entry(pairing_id=pairing.id, on=day, kind=EntryKind.MEETING))


def remind(services: Services, pairing: Pairing, day: date) -> Changes:
    note = Entry(pairing_id=pairing.id, on=TODAY, kind=EntryKind.NOTE, follow_up_on=day)
    return services.entries.add(note)


def note(services: Services, pairing: Pairing, day: date) -> Changes:
    who = pairing.members[0]
    return services.entries.add(Entry(participation_id=who, on=day, kind=EntryKind.NOTE, said="Rang"))


def end(services: Services, pairing: Pairing, day: date) -> Changes:
    return services.endings.end(pairing.id, Ending(on=day, reason=EndReason.NO_TIME))


def pause(services: Services, pairing: Pairing, day: date) -> Changes:
    back = NextFor(pairing.members[0], Next.PAUSE, day)
    return services.endings.end(pairing.id, Ending(on=TODAY, reason=EndReason.NO_TIME, next_for=(back,)))


def learn(services: Services, pairing: Pairing, day: date) -> Changes:
    told = Learning(round_id=pairing.round_id, on=day, kind=LearningKind.SURPRISE, text="A budget")
    return services.learning.add(told)


HAPPENS: dict[str, Happens] = {
    "met": met,
    "reminder": remind,
    "note": note,
    "launch day": lambda s, pairing, day: s.entries.record_launch_day(day, [pairing.id]),
    "arranged": lambda s, pairing, day: s.arranging.arrange(
        pairing.id, Arranged(starts=datetime.combine(day, time(10)))
    ),
    "end": end,
    "pause": pause,
    "all finished": lambda s, pairing, day: s.endings.end_all_finished(pairing.round_id, day),
    "hold pair": lambda s, pairing, day: s.holds.hold_pairing(pairing.id, day),
    "hold person": lambda s, pairing, day: s.holds.hold_person(pairing.members[0], day),
    "worry": lambda s, pairing, day: s.holds.pass_worry(pairing.id, "Jo Hale", day),
    "worry about one": lambda s, pairing, day: s.holds.pass_worry_about(pairing.members[0], "Jo Hale", day),
    "stop": lambda s, pairing, day: s.holds.stop(s.people.form_of(pairing.members[0]).participant.id, day),
    "learnt": learn,
}


@pytest.mark.parametrize("what", HAPPENS)
def test_nothing_happens_on_a_day_of_another_year(running: Services, what: str):
    pairing = pair_of(running, "Asha Rao").pairing
    before = running.history.next_undo()
    for day in (EARLY, LATE):
        with pytest.raises(UserError, match="Look at the year"):
            HAPPENS[what](running, pairing, day)
    assert running.history.next_undo() == before


def test_letters_go_in_the_year_of_their_round(running: Services):
    running.holds.release_pairing(pair_of(running, "Asha Rao").pairing.id)
    with pytest.raises(UserError, match="Look at the year"):
        running.letters.record_gone(
            Issue.POSTED, EARLY, [member.participation_id for member in running.people.people()]
        )
