"""How far each round came with the organisations on the list of those around, counted from their people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from buddy_matcher.domain.ids import OrganisationId, RoundId
from buddy_matcher.domain.local_organisations import LocalLine, LocalOrganisation, Reach, Tally, tallies
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, organisation_key
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import IN_POOL, Participation, Status
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rounds import Round
from buddy_matcher.domain.text import fold
from buddy_matcher.storage.unit_of_work import UnitOfWork

_UNKNOWN = "Not known"
_WAITS = IN_POOL | {Status.PAUSED, Status.INCOMPLETE}


@dataclass(frozen=True, slots=True)
class LocalReach:
    """The rounds up to one, the oldest first, and the list with how far each came, by name."""

    rounds: tuple[Round, ...]
    lines: tuple[LocalLine, ...]

    @property
    def took_part(self) -> tuple[int, ...]:
        """By round, how many organisations of the list had taken part by then."""
        firsts = [line.first_round for line in self.lines if line.first_round is not None]
        return tuple(sum(first <= place for first in firsts) for place in range(len(self.rounds)))

    @property
    def by_kind(self) -> tuple[Tally, ...]:
        """How far the scheme ever came with each kind of organisation."""
        return tallies(self.lines, lambda line: [line.kind.label if line.kind else _UNKNOWN])

    @property
    def by_area(self) -> tuple[Tally, ...]:
        """How far it came in each postcode area."""
        return tallies(self.lines, lambda line: [line.local.area or _UNKNOWN])

    @property
    def by_theme(self) -> tuple[Tally, ...]:
        """How far it came with organisations of each community or theme; one may have several, or none."""
        return tallies(self.lines, lambda line: line.themes)


def read_local_reach(unit: UnitOfWork, up_to: int | None = None) -> LocalReach:
    """Return the list with how far each round came with it, up to the round of a number, None for all."""
    rounds = sorted(unit.rounds.all(), key=lambda each: each.number)
    rounds = [each for each in rounds if up_to is None or each.number <= up_to]
    themes = {theme.id: theme.name for theme in unit.themes.all()}
    organisations = {each.id: each for each in unit.organisations.all()}
    listed = unit.local_organisations.all()
    known = {each.id: known_as(unit, each, listed, organisations.values()) for each in listed}
    standing = _Standing(unit)
    lines = [
        LocalLine(
            local=local,
            reached=tuple(standing.reach(local, known[local.id], each.id) for each in rounds),
            themes=tuple(sorted(themes[theme] for theme in local.theme_ids if theme in themes)),
            kind=local.kind or _kind(known[local.id], organisations),
            known_as=_name(known[local.id], organisations),
        )
        for local in listed
    ]
    in_order = sorted(lines, key=lambda line: (fold(line.local.name), line.local.outcode, line.local.id))
    return LocalReach(tuple(rounds), tuple(in_order))


def known_as(
    unit: UnitOfWork,
    local: LocalOrganisation,
    listed: Iterable[LocalOrganisation],
    organisations: Iterable[Organisation],
) -> OrganisationId | None:
    """Return which of the scheme's organisations one of the list is, None where it is none of them.

    Where two of the list have one name, in two places, the coordinator says which of them it is.
    """
    if local.organisation_id is not None:
        return local.organisation_id
    key = organisation_key(local.name)
    if sum(organisation_key(each.name) == key for each in listed) > 1:
        return None
    meant = {
        organisation_key(each.text): organisation_key(each.meaning)
        for each in unit.decided_answers.all()
        if each.question is Question.ORGANISATION and each.meaning
    }
    by_key = {organisation_key(each.name): each.id for each in organisations}
    return by_key.get(key, by_key.get(meant.get(key, "")))


def _kind(
    organisation_id: OrganisationId | None, organisations: Mapping[OrganisationId, Organisation]
) -> OrganisationKind | None:
    found = None if organisation_id is None else organisations.get(organisation_id)
    return found.kind if found else None


def _name(
    organisation_id: OrganisationId | None, organisations: Mapping[OrganisationId, Organisation]
) -> str:
    found = None if organisation_id is None else organisations.get(organisation_id)
    return found.name if found else ""


class _Standing:
    """Looks up how far the people of an organisation came in each round."""

    def __init__(self, unit: UnitOfWork) -> None:
        self._parts: defaultdict[tuple[OrganisationId, RoundId], list[Participation]] = defaultdict(list)
        for part in unit.participations.all():
            if part.organisation_id is not None:
                self._parts[part.organisation_id, part.round_id].append(part)
        self._paired = {
            membership.participation_id
            for pairing in unit.pairings.all()
            if pairing.state is not PairingState.DRAFT
            for membership in pairing.memberships
        }

    def reach(
        self, local: LocalOrganisation, organisation_id: OrganisationId | None, round_id: RoundId
    ) -> Reach:
        found = [] if organisation_id is None else self._parts[organisation_id, round_id]
        is_asked = any(each.round_id == round_id for each in local.invitations)
        asked = Reach.INVITED if is_asked else Reach.NOT_YET
        return max([asked, *map(self._of, found)])

    def _of(self, part: Participation) -> Reach:
        if part.id in self._paired:
            return Reach.PAIRED
        if part.status is Status.INVITED:
            return Reach.INVITED
        return Reach.WAITED if part.status in _WAITS and part.capacity else Reach.LEFT
