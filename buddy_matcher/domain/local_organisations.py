"""The organisations of an area: those that a scheme could reach, and how far it came with each.

Only what a coordinator lists can be not reached yet. How far a round came with an organisation is counted
from its people; nothing of that is stored but an invitation that nobody answered.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from buddy_matcher.domain.ids import UNSAVED, LocalOrganisationId, OrganisationId, RoundId, ThemeId
from buddy_matcher.domain.organisations import OrganisationKind, organisation_key
from buddy_matcher.domain.places import postcode_area


@dataclass(frozen=True, slots=True)
class LocalInvitation:
    """That an organisation was asked to take part in a round, and when."""

    round_id: RoundId
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalOrganisation:
    """An organisation on the list of those around; `outcode` is the first half of its postcode.

    It is the scheme's organisation of the same name, or the one of `organisation_id` where the scheme knows
    it by another name.
    """

    id: LocalOrganisationId = UNSAVED
    name: str
    kind: OrganisationKind | None = None
    outcode: str = ""
    organisation_id: OrganisationId | None = None
    theme_ids: frozenset[ThemeId] = frozenset()
    invitations: tuple[LocalInvitation, ...] = ()

    @property
    def area(self) -> str:
        """The letters that its postcode begins with, "" where it is not known."""
        return postcode_area(self.outcode)

    def is_listed_as(self, name: str, outcode: str) -> bool:
        """Return whether it is the one of this name; two of one name in two places are two."""
        same_place = not (self.outcode and outcode) or self.outcode == outcode
        return same_place and organisation_key(self.name) == organisation_key(name)


class Reach(IntEnum):
    """How far a round came with an organisation, the nearest last."""

    NOT_YET = 0
    INVITED = 1
    LEFT = 2
    WAITED = 3
    PAIRED = 4

    @property
    def label(self) -> str:
        """The standing as the screen names it."""
        return ("Not reached yet", "Invited", "Left before pairing", "Waited", "Paired")[self]

    @property
    def code(self) -> str:
        """The standing in JSON."""
        return ("not-yet", "invited", "left", "waited", "paired")[self]

    @property
    def has_applied(self) -> bool:
        """Whether somebody of it answered and so took part."""
        return self >= Reach.LEFT


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalLine:
    """An organisation of the list, how far each round came with it (the oldest first), and its themes.

    `kind` is the list's or else the scheme's; `known_as` is the scheme's name of it, "" where it has none.
    """

    local: LocalOrganisation
    reached: tuple[Reach, ...]
    kind: OrganisationKind | None = None
    themes: tuple[str, ...] = ()
    known_as: str = ""

    @property
    def furthest(self) -> Reach:
        """How far the scheme ever came with it."""
        return max(self.reached, default=Reach.NOT_YET)

    @property
    def first_round(self) -> int | None:
        """The place of the first round that it took part in, from 0; None where it never did."""
        return next((place for place, reach in enumerate(self.reached) if reach.has_applied), None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many organisations of a group stand where; those that applied are paired, waited, or left."""

    name: str
    listed: int
    invited: int
    applied: int
    paired: int
    waited: int
    left: int
    not_yet: int

    @property
    def in_words(self) -> str:
        """For example "12 listed: 4 not reached yet, 8 invited, 5 applied; 3 paired, 1 waited, 1 left"."""
        return (
            f"{self.listed:,} listed: {self.not_yet:,} not reached yet, {self.invited:,} invited, "
            f"{self.applied:,} applied; {self.paired:,} paired, {self.waited:,} waited, {self.left:,} left"
        )


def tally(name: str, reached: Iterable[Reach]) -> Tally:
    """Return the counts of a group; whoever applied was invited too."""
    found = list(reached)
    counts = {reach: found.count(reach) for reach in Reach}
    return Tally(
        name,
        len(found),
        sum(reach is not Reach.NOT_YET for reach in found),
        sum(reach.has_applied for reach in found),
        counts[Reach.PAIRED],
        counts[Reach.WAITED],
        counts[Reach.LEFT],
        counts[Reach.NOT_YET],
    )


def tallies(lines: Sequence[LocalLine], groups_of: Callable[[LocalLine], Iterable[str]]) -> tuple[Tally, ...]:
    """Return the counts of each group by its name; an organisation may stand in several groups."""
    found: dict[str, list[Reach]] = {}
    for line in lines:
        for name in groups_of(line):
            found.setdefault(name, []).append(line.furthest)
    return tuple(tally(name, found[name]) for name in sorted(found, key=str.casefold))
