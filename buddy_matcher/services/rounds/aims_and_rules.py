"""What the plan of a round looks for, and what no pair does, in sentences for people who were not there."""

from collections.abc import Iterator

from buddy_matcher.domain.criteria import Criteria, Part
from buddy_matcher.domain.phrases import in_a_list
from buddy_matcher.domain.text import counted
from buddy_matcher.services.rounds.round_state import RoundState


def aims_of(state: RoundState) -> Iterator[str]:
    """Yield what the plan looks for, the most important first."""
    criteria = state.round.criteria
    yield "As many people as possible have a buddy"
    yield "People who have waited before come first"
    yield "As few people as possible get a buddy who can share nothing that they asked for"
    if criteria.meets_in_person_first:
        yield "Pairs who can meet in person"
    parts = sorted(
        (part for part in Part if part is not Part.PREFERENCE and criteria.points(part)),
        key=lambda part: -criteria.points(part),
    )
    yield f"The best fit of all pairs together: {in_a_list([part.value for part in parts])}"


def rules_of(state: RoundState) -> Iterator[str]:
    """Yield the rules that no pair crosses by itself."""
    criteria: Criteria = state.round.criteria
    yield "The two come from different sectors and different organisations"
    yield "Their organisations do not belong to one parent organisation"
    yield "Nobody is paired with someone they must not be paired with"
    yield "An interest that was declared and keeps people apart does so"
    yield "Someone who may have asked not to be paired with somebody is not, until that is decided"
    if criteria.minimum_score is not None:
        yield "The two fit well enough: rather no buddy than a poor one"
    if criteria.needs_way_to_meet:
        yield "They have a way to meet in common"
    if criteria.needs_shared_time:
        yield "They have free time in common"
    if criteria.repeat_rounds != 0:
        yield "They have not been buddies before"
    if criteria.at_most_per_organisation is not None:
        yield f"At most {counted(criteria.at_most_per_organisation, 'pair')} for one organisation"
    if criteria.at_most_between_organisations is not None:
        yield f"At most {counted(criteria.at_most_between_organisations, 'pair')} between two organisations"
