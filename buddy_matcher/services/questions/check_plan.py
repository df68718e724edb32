"""Checks the plan as it stands against the best one: in one sentence, then aim by aim and part by part."""

from dataclasses import dataclass

from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.text import counted
from buddy_matcher.services.questions.planned import Planned, read_planned
from buddy_matcher.services.rounds.best_plan import Cancelled
from buddy_matcher.services.rounds.shown_plan import shown_plan
from buddy_matcher.storage.scheme_file import SchemeFile

_AIMS = {
    "people": "People with a buddy",
    "priority": "Of those who waited before, with a buddy",
    "extra": "Second buddies asked for",
    "below_1": "People with none of their wishes met",
    "preferred": "Pairs who can meet in person",
    "kept": "Agreed pairs that stay",
    "score": "Points",
}


@dataclass(frozen=True, slots=True)
class AimLine:
    """One thing that the plan looks for, in words, with what this plan and the best one come to."""

    words: str
    this: int
    best: int


@dataclass(frozen=True, slots=True)
class PartLine:
    """The points that a part gives all pairs together, and the most that it could give them."""

    part: Part
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """The outcome in a sentence, and what it rests on."""

    sentence: str
    aims: tuple[AimLine, ...]
    parts: tuple[PartLine, ...]


class CheckPlan:
    """Checks the plan of the latest round; changes nothing."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def check(self, *, cancelled: Cancelled | None = None) -> CheckedPlan | None:
        """Return how the plan stands against the best one; None when cancelled.

        Raises UserError when there is no plan, or when locked pairings contradict each other.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return None
        pairs = shown_plan(planned.state).pairs
        best = planned.by_aim(planned.best.solution.objective)
        return CheckedPlan(
            sentence=_sentence(planned, best),
            # What should be few is counted below 0 by the engine.
            aims=tuple(
                AimLine(aim_in_words(aim), abs(value), abs(best[aim])) for aim, value in planned.value.items()
            ),
            parts=tuple(
                PartLine(part, sum(p.parts[part] for p in pairs), sum(p.most.get(part, 0) for p in pairs))
                for part in Part
                if any(p.parts[part] or p.most.get(part) for p in pairs)
            ),
        )


def aim_in_words(aim: str) -> str:
    """Return what an aim counts, such as "People with a buddy"."""
    band = aim.removeprefix("below_")
    return _AIMS.get(aim) or f"People whose gain is below {band} of 100"


def _sentence(planned: Planned, best: dict[str, int]) -> str:
    missing = best["people"] - planned.value["people"] if "people" in best else 0
    if missing > 0:
        return f"Another plan gives {counted(missing, 'more person', 'more people')} a buddy."
    if not planned.best.is_proved:
        return "No better plan is known, but the search was stopped early: suggest pairings again."
    if planned.is_best:
        return "No plan gives more people a buddy, and none is better under your rules and these answers."
    worse = next(aim for aim, value in planned.value.items() if value < best[aim])
    return f"No plan gives more people a buddy. Another is better in this: {aim_in_words(worse)}."
