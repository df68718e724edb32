"""A say without a loss: whom people were offered as a buddy, by numbers, and what they chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from buddy_matcher.domain.ids import UNSAVED, OfferId, ParticipationId

MOST_OFFERED: Final = 5
"""How many buddies somebody may choose from: more are a burden to read, and no choice is better for it."""

ANY: Final = 0
"""The number of an answer that says that somebody does not mind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Introduced:
    """Somebody who was introduced without a name, and the number that they had, from 1 on."""

    number: int
    participation_id: ParticipationId


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """What one person was offered to choose from, and on which day.

    The numbers stay as they were told, also where somebody who was introduced is not there any more.
    """

    id: OfferId = UNSAVED
    participation_id: ParticipationId
    offered_on: date
    introduced: tuple[Introduced, ...]

    def buddy(self, number: int) -> ParticipationId | None:
        """Return who was introduced under a number, None where nobody was, or they were erased."""
        found = (each.participation_id for each in self.introduced if each.number == number)
        return next(found, None)


def choices_made(
    offers: Mapping[ParticipationId, Offer], chosen: Mapping[ParticipationId, int]
) -> dict[ParticipationId, ParticipationId]:
    """Return whom people chose, from the numbers that they told; those who do not mind are left out."""
    made = {who: offers[who].buddy(number) for who, number in chosen.items() if who in offers}
    return {who: buddy for who, buddy in made.items() if buddy is not None}
