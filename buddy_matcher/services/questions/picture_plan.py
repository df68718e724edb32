"""What the pictures of a plan show: all candidate pairs, what is offered and wished, and where people are.

Read only, and rows of words and numbers: drawing them is the window's business.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, between
from buddy_matcher.domain.places import HECTOMETRES_PER_MILE, GridPoint, distance
from buddy_matcher.domain.reasons import Gaining, WhoGains
from buddy_matcher.domain.scoring import FULL_GAIN
from buddy_matcher.domain.text import fold
from buddy_matcher.matching.encode import encode
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import Member, RoundState
from buddy_matcher.services.rounds.shown_plan import ShownPair, most_points, shown_pair, shown_plan
from buddy_matcher.services.rounds.strength_lines import StrengthLine, strength_lines

BLOCKED = 255
"""The shade of a pair that a rule keeps apart; any other is 0 to 100."""


@dataclass(frozen=True, slots=True)
class PersonInPicture:
    """Someone who has a row or a column, with how many they could be paired with and the best of those.

    `best` is in percent of the most points there are, 0 where nobody is possible; `is_waiting` without a
    buddy.
    """

    participation_id: ParticipationId
    name: str
    organisation: str
    sector: Sector
    possible: int
    best: int
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """All candidate pairs in the order of the plan, so that its pairs lie along the diagonal.

    `shades` has one byte for each cell, row after row: the points in percent, or BLOCKED. `chosen` are the
    cells (row, column) of the plan.
    """

    rows: tuple[PersonInPicture, ...]
    columns: tuple[PersonInPicture, ...]
    shades: bytes
    chosen: frozenset[tuple[int, int]]

    def shade(self, row: int, column: int) -> int:
        """Return the points of a cell in percent, or BLOCKED."""
        return self.shades[row * len(self.columns) + column]


@dataclass(frozen=True, slots=True)
class PlaceOnMap:
    """A place with how many people of each side are based there; the point is in units of 100 m."""

    name: str
    point: GridPoint
    health: int
    vcse: int
    members: frozenset[ParticipationId]


@dataclass(frozen=True, slots=True)
class LineOnMap:
    """Pairs between two places, by their numbers; equal where both are based in one place.

    `extent` is how far the least fortunate of the pairs gain.
    """

    first: int
    second: int
    pairs: tuple[tuple[ParticipationId, ...], ...]
    miles: int
    extent: Gaining


@dataclass(frozen=True, slots=True)
class PlanMap:
    """The places and what joins them; `unknown` people are based where no postcode says."""

    places: tuple[PlaceOnMap, ...]
    lines: tuple[LineOnMap, ...]
    unknown: int


class PicturePlan:
    """Tells what pictures of the latest round's plan show; changes nothing."""

    def __init__(self, rounds: RoundReadings) -> None:
        self._rounds = rounds

    def matrix(self) -> Matrix:
        """Return all candidate pairs of the pool."""
        return self._rounds.shown().derived(_matrix)

    def strengths(self) -> tuple[StrengthLine, ...]:
        """Return the strengths that somebody offers or wishes for, the most wished first."""
        return self._rounds.shown().derived(strength_lines)

    def map(self) -> PlanMap:
        """Return where the people of the round are based, and the pairs between those places."""
        return self._rounds.shown().derived(_map)

    def pair(self, first: ParticipationId, second: ParticipationId) -> ShownPair | None:
        """Return what two people would be as a pair; None when one of them has left the round."""
        state = self._rounds.shown()
        if not {first, second} <= state.members.keys():
            return None
        known = next((p for p in state.current if {first, second} <= set(p.members)), None)
        imagined = Pairing(round_id=state.round.id, memberships=between(first, second))
        return shown_pair(state, known or imagined)


def _matrix(state: RoundState) -> Matrix:
    encoded = encode(state.pool)
    problem, ids = encoded.problem, encoded.candidate_ids
    left = _in_plan_order(state, [ids[each] for each in problem.left])
    right = _in_plan_order(state, [ids[each] for each in problem.right])
    place_of = {member: place for place, member in enumerate(ids)}
    rows = [place_of[member] for member in left]
    columns = [place_of[member] - len(problem.left) for member in right]
    most = sum(most_points(state).values()) or 1
    percent = np.clip(np.rint(FULL_GAIN * problem.score / most), 0, FULL_GAIN).astype(np.uint8)
    shades = np.where(problem.allowed, percent, BLOCKED).astype(np.uint8)[np.ix_(rows, columns)]
    row_of = {member: place for place, member in enumerate(left)}
    column_of = {member: place for place, member in enumerate(right)}
    both_ways = [both for p in state.planned for a, b in p.pairs for both in ((a, b), (b, a))]
    return Matrix(
        rows=_people(state, left, shades),
        columns=_people(state, right, shades.T),
        shades=shades.tobytes(),
        chosen=frozenset((row_of[a], column_of[b]) for a, b in both_ways if a in row_of and b in column_of),
    )


def _in_plan_order(state: RoundState, members: list[ParticipationId]) -> list[ParticipationId]:
    """Return people in the order of the pairs that they are in; who waits stands last."""
    pairs = state.derived(shown_plan).pairs
    place = {m: number for number, pair in reversed(list(enumerate(pairs))) for m in pair.pairing.members}
    return sorted(members, key=lambda member: place.get(member, len(pairs)))


def _people(
    state: RoundState, members: list[ParticipationId], shades: np.ndarray
) -> tuple[PersonInPicture, ...]:
    found = []
    for member_id, line in zip(members, shades, strict=True):
        member, possible = state.members[member_id], line[line != BLOCKED]
        found.append(
            PersonInPicture(
                participation_id=member_id,
                name=member.name,
                organisation=member.organisation_name,
                sector=member.sector,
                possible=len(possible),
                best=int(possible.max()) if len(possible) else 0,
                is_waiting=not state.pairings_of[member_id],
            )
        )
    return tuple(found)


def _map(state: RoundState) -> PlanMap:
    at: dict[str, list[Member]] = defaultdict(list)
    unknown = 0
    for member in state.members.values():
        base = state.candidates[member.participation_id].base
        if base.point is None:
            unknown += 1
        else:
            at[fold(base.place) or base.outcode].append(member)
    places = tuple(_place(state, members) for _key, members in sorted(at.items()))
    place_of = {member: number for number, place in enumerate(places) for member in place.members}
    joined: dict[tuple[int, int], list[ShownPair]] = defaultdict(list)
    for pair in state.derived(shown_plan).pairs:
        for a, b in pair.pairing.pairs:
            if a in place_of and b in place_of:
                first, second = sorted((place_of[a], place_of[b]))
                joined[first, second].append(pair)
    lines = tuple(
        LineOnMap(
            first=first,
            second=second,
            pairs=tuple(dict.fromkeys(pair.pairing.members for pair in pairs)),
            miles=round(distance(places[first].point, places[second].point) / HECTOMETRES_PER_MILE),
            extent=_least([pair.who_gains for pair in pairs]),
        )
        for (first, second), pairs in sorted(joined.items())
    )
    return PlanMap(places, lines, unknown)


def _place(state: RoundState, members: list[Member]) -> PlaceOnMap:
    bases = [state.candidates[member.participation_id].base for member in members]
    points = [base.point for base in bases if base.point]
    name, _times = Counter(base.place or base.outcode for base in bases).most_common(1)[0]
    return PlaceOnMap(
        name=name,
        point=GridPoint(
            sum(p.easting for p in points) // len(points), sum(p.northing for p in points) // len(points)
        ),
        health=sum(member.sector is Sector.HEALTH for member in members),
        vcse=sum(member.sector is Sector.VCSE for member in members),
        members=frozenset(member.participation_id for member in members),
    )


def _least(gaining: list[WhoGains]) -> Gaining:
    order = [Gaining.NONE, Gaining.SOME, Gaining.NO_WISHES, Gaining.ALL]
    return min((who.extent for who in gaining), key=order.index)
