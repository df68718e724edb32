"""What a scheme learns from its pairs, in words: the part of a report that figures can't tell."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from buddy_matcher.domain.ids import UNSAVED, LearningId, ParticipationId, RoundId


class LearningKind(StrEnum):
    """What sort of thing was learnt."""

    SURPRISE = "surprise"
    CONTACT_MADE = "contact-made"
    CHANGED = "something-changed"
    TO_TRY = "something-to-try"

    @property
    def label(self) -> str:
        """The kind as the screen names it."""
        return {
            LearningKind.SURPRISE: "A surprise",
            LearningKind.CONTACT_MADE: "A contact made",
            LearningKind.CHANGED: "Something changed",
            LearningKind.TO_TRY: "Something to try",
        }[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class Learning:
    """Something learnt in a round, in words.

    `participation_id` is who told it, None where it is the coordinator's own. A report quotes the words only
    where it `may_quote` them, and never with a name.
    """

    id: LearningId = UNSAVED
    round_id: RoundId
    participation_id: ParticipationId | None = None
    on: date
    kind: LearningKind
    text: str
    may_quote: bool = False
