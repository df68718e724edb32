"""Rules between people, and wishes from forms that nobody has read yet."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from buddy_matcher.domain.ids import (
    UNSAVED,
    DecidedAnswerId,
    KeptAnswerId,
    ListedId,
    ParticipantId,
    ParticipationId,
    RuleId,
    UnknownValueId,
    WishId,
)
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.strengths import FULL_LEVEL


class RuleKind(StrEnum):
    """What a rule between two people asks for."""

    NEVER_PAIR = "never_pair"
    MUST_PAIR = "must_pair"
    PREFER = "prefer"
    AVOID = "avoid"

    @property
    def label(self) -> str:
        """The rule as the screen names it."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A rule between two participants, with an optional reason and last day."""

    id: RuleId = UNSAVED
    kind: RuleKind
    first_participant_id: ParticipantId
    second_participant_id: ParticipantId
    reason: str = ""
    ends_on: date | None = None

    @property
    def people(self) -> frozenset[ParticipantId]:
        """The ids of the two participants, in no order."""
        return frozenset({self.first_participant_id, self.second_participant_id})

    def holds_on(self, day: date) -> bool:
        """Return whether the rule still holds on a day."""
        return self.ends_on is None or day <= self.ends_on


class WishDecision(StrEnum):
    """What the coordinator decided about a wish read from a form."""

    UNDECIDED = "undecided"
    NEVER_PAIR = "never_pair"
    DISMISSED = "dismissed"


@dataclass(frozen=True, kw_only=True, slots=True)
class PossibleRule:
    """A wish in someone's own words, such as "not with X": until it is decided they stay apart.

    `likely_ids` are the participants whom it may mean, likeliest first.
    """

    id: WishId = UNSAVED
    participant_id: ParticipantId
    text: str
    likely_ids: tuple[ParticipantId, ...] = ()
    decision: WishDecision = WishDecision.UNDECIDED


class AnswerField(StrEnum):
    """A question whose answers are matched to a list of the scheme."""

    CAN_SHARE = "can_share"
    WOULD_LIKE = "would_like"
    THEMES = "themes"

    @property
    def label(self) -> str:
        """The question as the screen names it."""
        return {
            "can_share": "can share",
            "would_like": "would like to gain",
            "themes": "communities and themes",
        }[self]

    @property
    def question(self) -> Question:
        """The same question among all of a form."""
        return Question(self.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class UnknownValue:
    """An answer that is on no list of the scheme, kept until the coordinator decides on it.

    `level` is the one that it gave, 1 to 3; `suggested_id` is the strength or theme that it is probably a
    spelling of. Once `is_decided`, the same answer from the same person is not asked about again.
    """

    id: UnknownValueId = UNSAVED
    participation_id: ParticipationId
    field: AnswerField
    text: str
    level: int = FULL_LEVEL
    suggested_id: ListedId | None = None
    is_decided: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptAnswer:
    """What someone wrote under a heading that no field takes, until the coordinator has read it."""

    id: KeptAnswerId = UNSAVED
    participation_id: ParticipationId
    heading: str
    text: str
    is_decided: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidedAnswer:
    """What the coordinator takes an answer to a question for that nobody knew.

    That is an entry of a list by `listed_id`, or a label or number as its `meaning`; with neither the answer
    is left out.
    """

    id: DecidedAnswerId = UNSAVED
    question: Question
    text: str
    listed_id: ListedId | None = None
    meaning: str = ""
