"""The rooms that organisations offer for meetings, and what each is like to get into and to use."""

from dataclasses import dataclass
from enum import StrEnum


class RoomFeature(StrEnum):
    """What a room has that somebody may need."""

    STEP_FREE = "step_free"
    ACCESSIBLE_TOILET = "accessible_toilet"
    HEARING_LOOP = "hearing_loop"
    PARKING = "parking"
    PRAYER_ROOM = "prayer_room"

    @property
    def label(self) -> str:
        """The feature as the screen names it."""
        special = {RoomFeature.STEP_FREE: "Step-free entrance"}
        return special.get(self, self.value.replace("_", " ").capitalize())


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """A room: what it has, what it costs and whom to ask, in the organisation's own words.

    What is not among its `features` is not known or not there.
    """

    name: str
    outcode: str = ""
    features: frozenset[RoomFeature] = frozenset()
    cost: str = ""
    ask: str = ""
