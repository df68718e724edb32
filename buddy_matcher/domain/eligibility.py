"""The hard rules: which two people can't be paired, and the name of every rule that says so.

Hard rules are never points. The functions here look at one pair; `matching.encode` computes the same
for whole matrices.
"""

from collections.abc import Iterator
from enum import Enum

from buddy_matcher.domain.candidates import Candidate, PairRules, pair_of
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.reach import ways_to_meet
from buddy_matcher.domain.scoring import score


class Block(Enum):
    """A hard rule that keeps two people apart; the value is its code."""

    SAME_SECTOR = "same_sector"
    SAME_ORGANISATION = "same_organisation"
    SAME_FAMILY = "same_family"
    NEVER_PAIR = "never_pair"
    UNDECIDED_WISH = "undecided_wish"
    CONFLICT = "conflict"
    NO_WAY_TO_MEET = "no_way_to_meet"
    NO_SHARED_TIME = "no_shared_time"
    BELOW_MINIMUM = "below_minimum"
    PAIRED_BEFORE = "paired_before"

    @property
    def sentence(self) -> str:
        """The rule as a clause about two people, such as "they have no free time in common"."""
        return _OF_TWO[self]

    def of_people(self, number: int) -> str:
        """Return the rule of a number of people whom it rules out: "3 have no way to meet in common"."""
        one, several = _OF_PEOPLE[self]
        return f"{number:,} {one if number == 1 else several}"


_OF_TWO = {
    Block.SAME_SECTOR: "they work in the same sector",
    Block.SAME_ORGANISATION: "they work for the same organisation",
    Block.SAME_FAMILY: "their organisations belong to the same parent organisation",
    Block.NEVER_PAIR: "a rule says never to pair them",
    Block.UNDECIDED_WISH: (
        "one of them may have asked not to be paired with the other, and that is not decided yet"
    ),
    Block.CONFLICT: "a conflict of interest keeps them apart",
    Block.NO_WAY_TO_MEET: "they have no way to meet in common",
    Block.NO_SHARED_TIME: "they have no free time in common",
    Block.BELOW_MINIMUM: "the pair scores less than the minimum",
    Block.PAIRED_BEFORE: "they were paired before",
}

_OF_PEOPLE = {
    Block.SAME_SECTOR: ("works in the same sector", "work in the same sector"),
    Block.SAME_ORGANISATION: ("works for the same organisation", "work for the same organisation"),
    Block.SAME_FAMILY: (
        "works under the same parent organisation",
        "work under the same parent organisation",
    ),
    Block.NEVER_PAIR: ("is kept apart from them by a rule", "are kept apart from them by a rule"),
    Block.UNDECIDED_WISH: (
        "is kept apart from them by a wish that is not decided yet",
        "are kept apart from them by wishes that are not decided yet",
    ),
    Block.CONFLICT: (
        "is kept apart from them by a conflict of interest",
        "are kept apart from them by conflicts of interest",
    ),
    Block.NO_WAY_TO_MEET: ("has no way to meet in common", "have no way to meet in common"),
    Block.NO_SHARED_TIME: ("has no free time in common", "have no free time in common"),
    Block.BELOW_MINIMUM: ("would score less than the minimum", "would score less than the minimum"),
    Block.PAIRED_BEFORE: ("was their buddy before", "were their buddies before"),
}
"""What to say after a number of people whom a rule rules out: of one, and of several."""


def blocks(a: Candidate, b: Candidate, *, rules: PairRules, criteria: Criteria) -> tuple[Block, ...]:
    """Return every hard rule that keeps two candidates apart, in the order of `Block`; () if none does."""
    found = {
        *_organisation_blocks(a, b),
        *_person_blocks(a, b, rules),
        *_meeting_blocks(a, b, criteria),
    }
    minimum = criteria.minimum_score
    if minimum is not None and score(a, b, rules=rules, criteria=criteria).total < minimum:
        found.add(Block.BELOW_MINIMUM)
    return tuple(block for block in Block if block in found)


def _organisation_blocks(a: Candidate, b: Candidate) -> Iterator[Block]:
    if a.sector is b.sector:
        yield Block.SAME_SECTOR
    if a.organisation_id == b.organisation_id:
        yield Block.SAME_ORGANISATION
    elif a.family_id == b.family_id:
        yield Block.SAME_FAMILY


def _person_blocks(a: Candidate, b: Candidate, rules: PairRules) -> Iterator[Block]:
    pair = pair_of(a.participation_id, b.participation_id)
    if pair in rules.never:
        yield Block.NEVER_PAIR
    if pair in rules.undecided:
        yield Block.UNDECIDED_WISH
    if pair in rules.conflicts:
        yield Block.CONFLICT
    if pair in rules.paired_before:
        yield Block.PAIRED_BEFORE


def _meeting_blocks(a: Candidate, b: Candidate, criteria: Criteria) -> Iterator[Block]:
    if criteria.needs_way_to_meet and a.ways and b.ways and not ways_to_meet(a, b):
        yield Block.NO_WAY_TO_MEET
    if criteria.needs_shared_time and a.free and b.free and not a.free & b.free:
        yield Block.NO_SHARED_TIME
