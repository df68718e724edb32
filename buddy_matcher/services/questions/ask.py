"""Gathers the questions that can be asked of an open scheme."""

from dataclasses import dataclass

from buddy_matcher.services.questions.check_plan import CheckPlan
from buddy_matcher.services.questions.compare_plans import ComparePlans
from buddy_matcher.services.questions.hear_choices import HearChoices
from buddy_matcher.services.questions.holding import AskHolding
from buddy_matcher.services.questions.keep_scenarios import KeepScenarios
from buddy_matcher.services.questions.mend_plan import MendPlan
from buddy_matcher.services.questions.offer_choices import OfferChoices
from buddy_matcher.services.questions.picture_plan import PicturePlan
from buddy_matcher.services.questions.prove_plan import ProvePlan
from buddy_matcher.services.questions.replay_round import ReplayRound
from buddy_matcher.services.questions.rotate_people import RotatePeople
from buddy_matcher.services.questions.try_criteria import TryCriteria
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions on one open scheme; all but `mend.take`, `scenarios` and `hearing` change nothing."""

    mend: MendPlan
    holding: AskHolding
    proof: ProvePlan
    choices: OfferChoices
    rotation: RotatePeople
    comparison: ComparePlans
    replay: ReplayRound
    pictures: PicturePlan
    check: CheckPlan
    scenarios: KeepScenarios
    hearing: HearChoices
    trying: TryCriteria


def questions_on(file: SchemeFile, rounds: RoundReadings) -> Questions:
    """Return the questions on an open file."""
    return Questions(
        mend=MendPlan(file),
        holding=AskHolding(file),
        proof=ProvePlan(file),
        choices=OfferChoices(file),
        rotation=RotatePeople(file),
        comparison=ComparePlans(file),
        replay=ReplayRound(file),
        pictures=PicturePlan(rounds),
        check=CheckPlan(file),
        scenarios=KeepScenarios(file),
        hearing=HearChoices(file),
        trying=TryCriteria(rounds),
    )
