"""What people answer while a round lives: check-ins, half time, its end, and whether they come back.

Answers say how things are; that two people were in touch or met is an entry (`entries`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from buddy_matcher.domain.ids import UNSAVED, AnswerId, ParticipationId, StrengthId


class Occasion(StrEnum):
    """When somebody was asked; the value is the form's name on the command line."""

    CHECK_IN = "check-in"
    MIDDLE = "middle"
    END = "end"
    RETURN = "return"
    CHOICE = "choice"

    @property
    def label(self) -> str:
        """The occasion as the screen names it."""
        return {
            Occasion.CHECK_IN: "Check-in",
            Occasion.MIDDLE: "Half time",
            Occasion.END: "End of the round",
            Occasion.RETURN: "Coming back",
            Occasion.CHOICE: "Choice of a buddy",
        }[self]


class Asked(StrEnum):
    """What a form asks while a round lives; the value is its name on the command line.

    Code and e-mail say who answers, and what is `said` besides stands in an entry; all others are answers.
    """

    CODE = "code"
    EMAIL = "email"
    MET = "met"
    FIT = "fit"
    GOING_WELL = "going-well"
    SURPRISED = "surprised"
    WISH_MET = "wish-met"
    CONFIDENCE_NOW = "confidence-now"
    CONFIDENCE_THEN = "confidence-then"
    RING_REFERRAL = "ring-referral"
    RING_SHARED_CASE = "ring-shared-case"
    RING_MONEY = "ring-money"
    RING_COMMUNITY = "ring-community"
    RING_IDEA = "ring-idea"
    RING_EVENT = "ring-event"
    LEARNT = "learnt"
    MAY_QUOTE = "may-quote"
    ANOTHER_ROUND = "another-round"
    SAME_ANSWERS = "same-answers"
    SAME_BUDDY = "same-buddy"
    CHOSEN = "chosen"
    SAID = "said"


RING = {
    Asked.RING_REFERRAL: "find out how people are referred to the other sector",
    Asked.RING_SHARED_CASE: "sort out a problem of somebody whom both sectors support",
    Asked.RING_MONEY: "ask who decides about money for local services",
    Asked.RING_COMMUNITY: "reach a community that your organisation does not reach",
    Asked.RING_IDEA: "try an idea on somebody in the other sector",
    Asked.RING_EVENT: "find a speaker or a room for an event of both sectors",
}
"""The six things of “whom could you ring to …?”: 0 nobody, 1 someone I could find, 2 someone I know."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One answer of one person on one occasion.

    `number` is its place on the question's scale: yes 1 and no 0; a fit 0 not good to 2 good; going well 1 to
    5; confidence 0 to 10; a wish met 0 to 3, `strength_id` being what was wished for; whom to ring 0 to 2; a
    buddy chosen by their number in the offer, 0 for any of them. It is None for an answer in words, which
    stands in `text`. `on` is the day of the answer.
    """

    id: AnswerId = UNSAVED
    participation_id: ParticipationId
    occasion: Occasion
    question: Asked
    on: date
    number: int | None = None
    text: str = ""
    strength_id: StrengthId | None = None
