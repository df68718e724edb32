"""Which days can be days of a round: another year than is meant is the slip that happens most.

A round whose letters have no day yet, neither chosen nor recorded, takes any day.
"""

from collections.abc import Iterable
from datetime import date

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.letters import GONE
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.round_dates import DaysOfRound
from buddy_matcher.domain.working_days import months_later, today
from buddy_matcher.storage.unit_of_work import UnitOfWork

_MONTHS_OF_INVITING = 6
"""How much earlier than anything else of a round organisations may be asked to take part in it."""


def days_of_round(unit: UnitOfWork, round_id: RoundId) -> DaysOfRound | None:
    """Return from when to when something of a round can happen, None while nothing says when it is."""
    letters = (
        each.made_at.astimezone().date() for each in unit.letters.of_round(round_id) if each.how in GONE
    )
    memberships = (each for pairing in unit.pairings.of_round(round_id) for each in pairing.memberships)
    agreed = (each.joined_on for each in memberships if each.joined_on)
    return unit.rounds.get(round_id).dates.days(tuple(letters), (*agreed, today()))


def check_days(unit: UnitOfWork, round_id: RoundId, *days: date | None) -> None:
    """Raise UserError for a day on which nothing of a round can be; None stands for no day."""
    around = days_of_round(unit, round_id)
    wrong = next((day for day in days if day and around and not around.first <= day <= around.last), None)
    if wrong and around:
        raise UserError(
            f"{date_in_words(wrong)} is no day of {unit.rounds.get(round_id).name}, which can be from "
            f"{date_in_words(around.first)} to {date_in_words(around.last)}. Nothing was changed.",
            "Look at the year. If it is right, correct the dates of the round first.",
        )


def can_be_invited_on(unit: UnitOfWork, round_id: RoundId, day: date) -> bool:
    """Return whether somebody can have been asked on a day to take part in a round: a year before it, too."""
    around = days_of_round(unit, round_id)
    return around is None or months_later(around.first, -_MONTHS_OF_INVITING) <= day <= around.last


def check_days_of_any(unit: UnitOfWork, round_ids: Iterable[RoundId], day: date) -> None:
    """Raise UserError for a day on which nothing of any of some rounds can be."""
    refused = None
    for round_id in round_ids:
        try:
            check_days(unit, round_id, day)
        except UserError as error:
            refused = error
        else:
            return
    if refused:
        raise refused
