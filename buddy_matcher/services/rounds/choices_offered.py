"""What people of a round were offered to choose from, and the numbers that they answered since."""

from collections.abc import Container
from datetime import date

from buddy_matcher.domain.answers import Asked, Occasion
from buddy_matcher.domain.choices import Offer
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.storage.unit_of_work import UnitOfWork

type Offers = dict[ParticipationId, Offer]
type Chosen = dict[ParticipationId, int]


def read_offers(unit: UnitOfWork, members: Container[ParticipationId]) -> tuple[Offers, Chosen]:
    """Return by member what they were offered, and the last number that each answered to that."""
    offers = {each.participation_id: each for each in unit.offers.all() if each.participation_id in members}
    if not offers:
        return {}, {}
    answers = unit.answers.where(occasion=Occasion.CHOICE.value, question=Asked.CHOSEN.value)
    in_time = (
        a for a in answers if a.participation_id in offers and _is_in_time(offers, a.participation_id, a.on)
    )
    latest_last = sorted(in_time, key=lambda each: (each.on, each.id))
    return offers, {each.participation_id: each.number for each in latest_last if each.number is not None}


def _is_in_time(offers: Offers, who: ParticipationId, on: date) -> bool:
    # The numbers of an answer from before are those of an offer that is not there any more.
    return on >= offers[who].offered_on
