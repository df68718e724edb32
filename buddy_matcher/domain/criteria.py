"""The rules and weights that the coordinator sets for a round, saved with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self


class Part(StrEnum):
    """A named part of a pair's score; the score is always the sum of its parts."""

    COMPLEMENTARY = "complementary strengths"
    MEETING = "meeting"
    SHARED_GROUND = "shared ground"
    DIFFERENT = "different strengths"
    FREE_TIME = "free at the same time"
    LEVEL = "similar level"
    PREFERENCE = "preference"

    @property
    def field(self) -> str:
        """The field of `Criteria` that holds its points."""
        return self.name.casefold()


class Importance(StrEnum):
    """How much a part of the score counts, in words."""

    NOT_USED = "not used"
    HELPFUL = "helpful"
    IMPORTANT = "important"


DEFAULT_POINTS: dict[Part, int] = {
    Part.COMPLEMENTARY: 50,
    Part.MEETING: 20,
    Part.SHARED_GROUND: 15,
    Part.DIFFERENT: 5,
    Part.FREE_TIME: 5,
    Part.LEVEL: 5,
    Part.PREFERENCE: 20,
}
"""The most points that each part gives; for the preference, what "prefer" adds and "avoid" takes."""

MOST_POINTS = 1_000
"""Beside it every other part is as nothing; the engine counts on with far more, but not with any number."""


def points_for(part: Part, importance: Importance) -> int:
    """Return the points of a part for an importance: helpful is its default, important twice that."""
    return {Importance.NOT_USED: 0, Importance.HELPFUL: 1, Importance.IMPORTANT: 2}[
        importance
    ] * DEFAULT_POINTS[part]


@dataclass(frozen=True, kw_only=True, slots=True)
class Criteria:
    """What makes a pair possible and what makes it good, in one round.

    `complementary` to `preference` are points. `weaker_side_percent` says how much the complementary
    part looks at the smaller of the two gains rather than at their mean: 0 to 100.
    `minimum_score` ("rather no buddy than a poor one") is None when it is off. `repeat_rounds` says
    how many rounds back a pair must not repeat: None for all of them, 0 for off. `bands` are the gains,
    rising, below which pair-ends are counted for fairness. `at_most_per_organisation` and
    `at_most_between_organisations` limit pairs, None for no limit.
    """

    complementary: int = DEFAULT_POINTS[Part.COMPLEMENTARY]
    meeting: int = DEFAULT_POINTS[Part.MEETING]
    shared_ground: int = DEFAULT_POINTS[Part.SHARED_GROUND]
    different: int = DEFAULT_POINTS[Part.DIFFERENT]
    free_time: int = DEFAULT_POINTS[Part.FREE_TIME]
    level: int = DEFAULT_POINTS[Part.LEVEL]
    preference: int = DEFAULT_POINTS[Part.PREFERENCE]
    weaker_side_percent: int = 50
    needs_way_to_meet: bool = True
    needs_shared_time: bool = False
    minimum_score: int | None = None
    repeat_rounds: int | None = None
    bands: tuple[int, ...] = (1,)
    meets_in_person_first: bool = False
    keeps_before_score: bool = True
    at_most_per_organisation: int | None = None
    at_most_between_organisations: int | None = None

    def with_points(self, points: Mapping[Part, int]) -> Self:
        """Return the same criteria with other points for some parts."""
        changes: dict[str, Any] = {part.field: value for part, value in points.items()}
        return replace(self, **changes)

    def points(self, part: Part) -> int:
        """Return the most points that a part gives in this round."""
        points: int = getattr(self, part.field)
        return points
