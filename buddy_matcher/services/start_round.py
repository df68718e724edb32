"""Starts the next round: its dates and criteria, and whom to invite. Nobody is paired on old answers."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from buddy_matcher.documents.bank_holidays import bank_holidays
from buddy_matcher.domain.answers import Asked, Occasion
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED, ParticipationId, RoundId
from buddy_matcher.domain.pair_life import FlagSettings
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import Participation, Source, Status, new_code
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.round_dates import Milestone, RoundDates
from buddy_matcher.domain.rounds import NamedForm, Round
from buddy_matcher.domain.text import fold, in_short, quoted, tidy
from buddy_matcher.domain.working_days import Nation, today
from buddy_matcher.services.rounds.round_life import running_round
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

INVITED_BY_DEFAULT = frozenset({Status.FINISHED, Status.WAITING})
"""Who is asked again: not those who withdrew, nor those for whom everything was stopped."""

_LINK = re.compile(r"https?://\w[^\s/]*\.\w\S*")
"""A link that can be typed from paper as one word: it names a place on the internet."""

_NEVER_INVITED = frozenset({Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of the scheme at a glance; its `nation` has the bank holidays that move its dates."""

    round: Round
    nation: Nation
    people: int
    pairs: int
    is_current: bool

    @property
    def due(self) -> dict[Milestone, date]:
        """The dates that it has, moved to working days."""
        holidays = bank_holidays(self.nation)
        due = ((milestone, self.round.dates.due(milestone, holidays)) for milestone in Milestone)
        return {milestone: day for milestone, day in due if day}


class StartRound:
    """The rounds of a scheme and their dates."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def rounds(self) -> tuple[RoundLine, ...]:
        """Return every round, the first one first."""
        with self._file.reading() as unit:
            newest = current_round(unit)
            return tuple(
                _line(unit, each, is_current=each.id == newest.id)
                for each in sorted(unit.rounds.all(), key=lambda each: each.number)
            )

    def start(
        self,
        name: str,
        *,
        letters_on: date | None = None,
        months: int | None = None,
        invited: Collection[Status] = INVITED_BY_DEFAULT,
    ) -> Changes:
        """Start the next round with the criteria and wording of the newest one, and invite people of it.

        They come with their last answers, to be confirmed, and are in no pool until they answer. Whoever
        could have had a buddy and had none comes first. Raises UserError without a name, for one that a round
        has, and when its letters would go before those of the newest round.
        """
        if not tidy(name):
            raise UserError("A round needs a name.", "Please enter one.")
        with self._file.changing(Label(Deed.START_ROUND)) as unit:
            before = current_round(unit)
            if any(fold(each.name) == fold(tidy(name)) for each in unit.rounds.all()):
                raise UserError(
                    f"There is a round {quoted(name)} already.",
                    "Nothing was changed. Give it another name.",
                )
            _check_follows(before, letters_on)
            dates = RoundDates(months=months or before.dates.months, meetings=before.dates.meetings)
            dates = dates.choose(Milestone.LETTERS_ON, letters_on)
            started = unit.rounds.save(
                replace(before, id=UNSAVED, number=before.number + 1, name=tidy(name), dates=dates, forms=())
            )
            unit.sentences.save_all(
                replace(sentence, id=UNSAVED, round_id=started.id)
                for sentence in unit.sentences.of_round(before.id)
            )
            _invite(unit, before.id, started.id, invited)
            return unit.commit()

    def running(self, number: int | None = None) -> Round:
        """Return the round of a number, else the newest one with agreed pairs, else the newest."""
        with self._file.reading() as unit:
            wanted = running_round(unit) if number is None else number
            return next(each for each in unit.rounds.all() if each.number == wanted)

    def set_flags(self, round_id: RoundId, flags: FlagSettings) -> Changes:
        """Set when pairs of a round are flagged."""
        with self._file.changing(Label(Deed.SET_FLAGS)) as unit:
            unit.rounds.save(replace(unit.rounds.get(round_id), flags=flags))
            return unit.commit()

    def name_forms(self, forms: Collection[NamedForm]) -> Changes:
        """Choose the forms that letters of the newest round name, in place of those chosen before.

        Raises UserError, and changes nothing, for a link that can't be typed from paper as one word.
        """
        named = tuple(replace(form, link=tidy(form.link)) for form in forms)
        for form in named:
            if form.link and not _LINK.fullmatch(form.link):
                raise UserError(
                    f"{quoted(form.link)} is no link. Nothing was changed.",
                    "Copy it from the form tool: it begins with https://",
                )
        with self._file.changing(Label(Deed.NAME_FORMS)) as unit:
            unit.rounds.save(replace(current_round(unit), forms=named))
            return unit.commit()

    def set_date(self, milestone: Milestone, on: date | None) -> Changes:
        """Set a date of the newest round, or let it follow from the others again with None.

        Raises UserError when dates would come in an order that can't be.
        """
        with self._file.changing(Label(Deed.SET_DATES)) as unit:
            newest = current_round(unit)
            dates = newest.dates.choose(milestone, on)
            dates.check_order()
            _check_follows(_before(unit, newest), dates.on(Milestone.LETTERS_ON))
            unit.rounds.save(replace(newest, dates=dates))
            return unit.commit()

    def set_dates(self, dates: RoundDates) -> Changes:
        """Set all dates of the newest round, as one action.

        Raises UserError when dates would come in an order that can't be.
        """
        dates.check_order()
        with self._file.changing(Label(Deed.SET_DATES)) as unit:
            newest = current_round(unit)
            _check_follows(_before(unit, newest), dates.on(Milestone.LETTERS_ON))
            unit.rounds.save(replace(newest, dates=dates))
            return unit.commit()


def _before(unit: UnitOfWork, round_: Round) -> Round | None:
    return next((each for each in unit.rounds.all() if each.number == round_.number - 1), None)


def _check_follows(before: Round | None, letters_on: date | None) -> None:
    """Raise UserError when the letters of a round would go before those of the round before it."""
    earlier = before.dates.on(Milestone.LETTERS_ON) if before else None
    if before and earlier and letters_on and letters_on < earlier:
        raise UserError(
            f"Letters would go on {date_in_words(letters_on)}, before those of {in_short(before.name)} on "
            f"{date_in_words(earlier)}. Nothing was changed.",
            "Look at the year.",
        )


def _line(unit: UnitOfWork, each: Round, *, is_current: bool) -> RoundLine:
    pairings = unit.pairings.of_round(each.id)
    return RoundLine(
        round=each,
        nation=unit.scheme.nation,
        people=len(unit.participations.of_round(each.id)),
        pairs=sum(pairing.state is not PairingState.DRAFT for pairing in pairings),
        is_current=is_current,
    )


def _invite(unit: UnitOfWork, before: RoundId, started: RoundId, invited: Collection[Status]) -> None:
    had_a_buddy = {
        member
        for pairing in unit.pairings.of_round(before)
        if pairing.state is not PairingState.DRAFT
        for member in pairing.members
    }
    people = {person.id: person for person in unit.people.all() if not person.removed_at}
    holds = _holds(unit, before)
    asked = unit.answers.where(question=Asked.ANOTHER_ROUND.value, occasion=Occasion.END.value)
    wants = {answer.participation_id: answer.number for answer in sorted(asked, key=lambda each: each.on)}
    parts = []
    for part in unit.participations.of_round(before):
        person = people.get(part.participant_id)
        if not person or person.stopped_on or part.status in _NEVER_INVITED or wants.get(part.id) == 0:
            continue
        was_left_out = part.id not in had_a_buddy and part.is_in_pool
        if _status_in_the_end(part, was_left_out=was_left_out) in invited:
            parts.append(
                replace(
                    part,
                    id=UNSAVED,
                    round_id=started,
                    status=Status.INVITED,
                    sector=part.sector,
                    organisation_id=person.organisation_id,
                    priority=part.priority + 1 if was_left_out else 0,
                    source=Source(),
                    confidence=None,
                    is_held=part.id in holds,
                    held_until=holds.get(part.id),
                    code=new_code(),
                )
            )
    unit.participations.save_all(parts)


def _holds(unit: UnitOfWork, round_id: RoundId) -> dict[ParticipationId, date | None]:
    """Return who of a round is on hold, alone or with a pair, and until when: that outranks an invitation."""
    running = (each for each in unit.pairings.of_round(round_id) if each.state is PairingState.AGREED)
    pairs = (pairing for pairing in running if pairing.is_held_on(today()))
    of_pairs = {member: pairing.held_until for pairing in pairs for member in pairing.members}
    parts = (part for part in unit.participations.of_round(round_id) if part.is_held_on(today()))
    return of_pairs | {part.id: part.held_until for part in parts}


def _status_in_the_end(part: Participation, *, was_left_out: bool) -> Status:
    """Return how somebody's round ended: who was ready and had nobody waits, who had somebody is through."""
    if not part.is_in_pool:
        return part.status
    return Status.WAITING if was_left_out else Status.FINISHED
