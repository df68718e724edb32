"""How a running pair is doing: states, flags at their very day, and recounts over random entries."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.ids import EntryId, PairingId, ParticipationId
from buddy_matcher.domain.pair_life import Flag, FlagSettings, PairLife, PairState

ASHA, BEN, CARA = (ParticipationId(number) for number in (1, 2, 3))
L = date(2026, 3, 2)


def entry(day: int, kind: EntryKind = EntryKind.CONTACT, /, *, number: int = 1, **fields) -> Entry:
    return Entry(id=EntryId(number), pairing_id=PairingId(1), on=L + timedelta(days=day), kind=kind, **fields)


def told(day: int, member: ParticipationId, fit: Fit, number: int = 1) -> Entry:
    shares = (EntryShare(member, fit),)
    return entry(day, EntryKind.CALL, told_by=member, shares=shares, number=number)


def life(day: int, *entries: Entry, members=(ASHA, BEN), **fields) -> PairLife:
    fields.setdefault("letters_out", L)
    return PairLife(members=members, entries=entries, today=L + timedelta(days=day), **fields)


@pytest.mark.parametrize(("day", "is_flagged"), [(27, False), (28, False), (29, True)])
def test_no_first_meeting_is_flagged_from_the_day_after_the_limit(day: int, is_flagged: bool):
    assert (Flag.NO_FIRST_MEETING in life(day, entry(3)).flags) is is_flagged
    assert Flag.NO_FIRST_MEETING not in life(day, entry(3, EntryKind.MEETING)).flags


@pytest.mark.parametrize(("days", "is_flagged"), [(59, False), (60, True), (61, True)])
@pytest.mark.parametrize("kind", [EntryKind.MEETING, EntryKind.CONTACT, EntryKind.CALL])
def test_a_pair_is_quiet_sixty_days_after_something_was_heard(days: int, is_flagged: bool, kind: EntryKind):
    quiet = life(10 + days, entry(10, kind))
    assert (Flag.QUIET in quiet.flags) is is_flagged
    assert (Flag.QUIET in life(days).flags) is is_flagged
    note_and_failed_try = entry(40, EntryKind.NOTE), entry(41, EntryKind.NO_ANSWER)
    assert (Flag.QUIET in life(10 + days, entry(10, kind), *note_and_failed_try).flags) is is_flagged


@pytest.mark.parametrize(("days", "is_flagged"), [(13, False), (14, True), (15, True)])
def test_not_sure_is_flagged_after_two_weeks_without_another_word_of_the_same_member(
    days: int, is_flagged: bool
):
    not_sure = told(5, ASHA, Fit.NOT_SURE)
    assert (Flag.NOT_SURE in life(5 + days, not_sure).flags) is is_flagged
    other = told(8, BEN, Fit.GOOD, number=2)
    assert (Flag.NOT_SURE in life(5 + days, not_sure, other).flags) is is_flagged
    assert Flag.NOT_SURE not in life(5 + days, not_sure, told(8, ASHA, Fit.GOOD, number=2)).flags


@pytest.mark.parametrize(("day", "is_flagged"), [(4, False), (5, True), (6, True)])
def test_not_good_and_disagreeing_are_flagged_from_the_day_on_which_they_were_said(
    day: int, is_flagged: bool
):
    said = told(3, ASHA, Fit.GOOD), told(5, BEN, Fit.NOT_GOOD, number=2)
    assert ({Flag.NOT_GOOD, Flag.DISAGREE} <= life(day, *said).flags) is is_flagged


def test_not_good_is_flagged_until_the_same_member_says_otherwise():
    assert Flag.NOT_GOOD in life(5, told(5, ASHA, Fit.NOT_GOOD)).flags
    mended = life(9, told(5, ASHA, Fit.NOT_GOOD), told(9, ASHA, Fit.GOOD, number=2))
    assert not mended.flags


def test_two_members_who_disagree_are_both_shown_and_flagged():
    pair = life(9, told(5, ASHA, Fit.GOOD), told(6, BEN, Fit.NOT_GOOD, number=2))
    assert pair.flags >= {Flag.DISAGREE, Flag.NOT_GOOD}
    assert pair.fits == {ASHA: Fit.GOOD, BEN: Fit.NOT_GOOD}
    assert pair.state is PairState.NEEDS_CALL


@pytest.mark.parametrize(("tries", "is_flagged"), [(1, False), (2, True), (3, True)])
def test_failed_tries_in_a_row_are_flagged_until_somebody_answers(tries: int, is_flagged: bool):
    failed = [entry(5 + n, EntryKind.NO_ANSWER, number=n) for n in range(tries)]
    assert (Flag.FAILED_TRIES in life(20, *failed).flags) is is_flagged
    assert Flag.FAILED_TRIES not in life(20, *failed, entry(19, EntryKind.CALL, number=9)).flags


def test_each_flag_can_be_switched_off():
    entries = [told(5, ASHA, Fit.GOOD), told(6, BEN, Fit.NOT_GOOD, 2), told(7, CARA, Fit.NOT_SURE, 3)]
    entries += [entry(20 + n, EntryKind.NO_ANSWER, number=4 + n) for n in range(2)]
    trio = life(300, *entries, members=(ASHA, BEN, CARA))
    assert trio.flags == set(Flag)
    off = FlagSettings(
        first_meeting_days=None,
        quiet_days=None,
        not_sure_days=None,
        failed_tries=None,
        not_good=False,
        disagree=False,
    )
    assert not replace(trio, settings=off).flags


def test_the_first_state_that_fits_counts():
    met = entry(3, EntryKind.MEETING, minutes=60)
    both_good = told(4, ASHA, Fit.GOOD, 2), told(5, BEN, Fit.GOOD, 3)
    assert life(5, met, ended=PairState.FINISHED, is_held=True).state is PairState.FINISHED
    assert life(5, met, is_held=True, letters_out=None).state is PairState.PAUSED
    assert life(5, met, letters_out=None).state is PairState.LETTER_NOT_SENT
    assert life(90, met, *both_good).state is PairState.NOT_KNOWN
    assert life(29, *both_good).state is PairState.NEEDS_CALL
    assert life(9, met, *both_good).state is PairState.GOING_WELL
    assert life(9, met, both_good[0]).state is PairState.MET
    assert life(9, entry(1)).state is PairState.IN_TOUCH
    assert life(9, entry(1, EntryKind.CALL)).state is PairState.NO_CONTACT


def test_what_comes_after_the_day_looked_at_is_not_known_yet():
    pair = life(9, entry(10, EntryKind.MEETING, minutes=60), entry(2))
    assert (pair.meetings, pair.minutes, pair.state) == ((), 0, PairState.IN_TOUCH)


kinds, fits, members = (
    st.sampled_from(EntryKind),
    st.none() | st.sampled_from(Fit),
    st.sampled_from([ASHA, BEN]),
)
entries = st.lists(
    st.tuples(st.integers(0, 120), kinds, st.none() | st.integers(0, 180), members, fits), max_size=12
)


@given(told_entries=entries, day=st.integers(0, 130))
def test_every_figure_equals_a_plain_recount(told_entries, day: int):
    made = [
        entry(on, kind, number=n, minutes=minutes, told_by=member, shares=(EntryShare(member, fit),))
        for n, (on, kind, minutes, member, fit) in enumerate(told_entries, start=1)
    ]
    pair = life(day, *made)
    past = sorted((on, n, *rest) for n, (on, *rest) in enumerate(told_entries) if on <= day)
    meetings = [minutes or 0 for _, _, kind, minutes, _, _ in past if kind == "meeting"]
    assert (len(pair.meetings), pair.minutes) == (len(meetings), sum(meetings))
    heard = [on for on, _, kind, *_ in past if kind in {"meeting", "contact", "call"}]
    assert pair.last_heard == (L + timedelta(days=max(heard)) if heard else None)
    said = {member: fit for *_, member, fit in past if fit}
    assert pair.fits == said
    assert (Flag.NOT_GOOD in pair.flags) == ("not-good" in said.values())
    assert (Flag.QUIET in pair.flags) == (day - (max(heard) if heard else 0) >= 60)
    assert (Flag.NO_FIRST_MEETING in pair.flags) == (not meetings and day >= 29)
