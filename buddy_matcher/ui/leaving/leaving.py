"""The use cases that are called when somebody leaves or pauses."""

from dataclasses import dataclass

from buddy_matcher.services.change_people import ChangePeople
from buddy_matcher.services.edit_scheme import EditScheme
from buddy_matcher.services.end_pairings import EndPairings
from buddy_matcher.services.follow_up import FollowUp
from buddy_matcher.services.hold_people import HoldPeople
from buddy_matcher.services.questions.mend_plan import MendPlan
from buddy_matcher.services.start_round import StartRound


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the commands and questions about leaving call."""

    endings: EndPairings
    holds: HoldPeople
    mend: MendPlan
    follow_up: FollowUp
    rounds: StartRound
    changing: ChangePeople
    scheme: EditScheme
