"""Two entries that may be one person, why, and what each says where they differ."""

from dataclasses import dataclass
from enum import StrEnum

from buddy_matcher.domain.ids import UNSAVED, ParticipantId, TwoPeopleId


class Likeness(StrEnum):
    """Why two entries may be one person."""

    SAME_EMAIL = "same_email"
    SAME_NAME = "same_name"
    ALIKE_NAME = "alike_name"

    @property
    def label(self) -> str:
        """The reason as the screen says it."""
        return {
            Likeness.SAME_EMAIL: "the same e-mail address",
            Likeness.SAME_NAME: "the same name",
            Likeness.ALIKE_NAME: "nearly the same name",
        }[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class TwoPeople:
    """That two entries were decided to be two people, so that they are not asked about again."""

    id: TwoPeopleId = UNSAVED
    first_participant_id: ParticipantId
    second_participant_id: ParticipantId

    @property
    def people(self) -> frozenset[ParticipantId]:
        """The ids of the two, in no order."""
        return frozenset({self.first_participant_id, self.second_participant_id})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two entries differ: its name, how each says it, and which is proposed to be kept."""

    field: str
    label: str
    first: str
    second: str
    takes_second: bool
