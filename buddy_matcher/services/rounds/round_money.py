"""What the VCSE organisations of a round are paid for: whose time, under which terms, and what was sent.

Nothing is counted but from entries: a claim is one person's funded minutes and miles in one entry.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.ids import OrganisationId, ParticipationId
from buddy_matcher.domain.money import Agreement, PaymentLine, PaymentSummary, Rate, Terms
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.payment_lines import Claim, next_lines
from buddy_matcher.services.rounds.round_life import running_round
from buddy_matcher.services.rounds.round_state import RoundState, read_round
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class RoundMoney:
    """The money side of a round; `funded` are its VCSE participations with an organisation, by id."""

    state: RoundState
    organisations: dict[OrganisationId, Organisation]
    funded: dict[ParticipationId, Participation]
    names: dict[ParticipationId, str]
    entries: tuple[Entry, ...]
    rates: tuple[Rate, ...]
    agreements: tuple[Agreement, ...]
    sent: tuple[PaymentSummary, ...]

    def terms(self, organisation_id: OrganisationId) -> Terms:
        """Return what an organisation is paid on any day."""
        return Terms(self.rates, [a for a in self.agreements if a.organisation_id == organisation_id])

    @cached_property
    def claims(self) -> dict[OrganisationId, list[Claim]]:
        """What is funded of each organisation's people's time, settled entries only."""
        found: dict[OrganisationId, list[Claim]] = {}
        for entry in self.entries:
            for share in entry.shares:
                part = self.funded.get(share.participation_id)
                if part and part.organisation_id is not None and share.funded_minutes is not None:
                    name, miles = self.names[part.id], share.miles or 0
                    claim = Claim(entry.on, entry.id, part.id, name, share.funded_minutes, miles)
                    found.setdefault(part.organisation_id, []).append(claim)
        return found

    def sent_to(self, organisation_id: OrganisationId) -> list[PaymentSummary]:
        """Return what was sent to an organisation for this round, oldest first."""
        return sorted((s for s in self.sent if s.organisation_id == organisation_id), key=lambda s: s.id)

    def next_lines(
        self, organisation_id: OrganisationId, until: date | None = None
    ) -> tuple[PaymentLine, ...]:
        """Return the lines of an organisation's next payment summary, up to a day."""
        claims, sent = self.claims.get(organisation_id, []), self.sent_to(organisation_id)
        return next_lines(claims, self.terms(organisation_id), sent, until)

    def lines_of(self, organisation_id: OrganisationId) -> list[PaymentLine]:
        """Return every line of an organisation: what was sent, then what is owed besides."""
        sent = (line for summary in self.sent_to(organisation_id) for line in summary.lines)
        return [*sent, *self.next_lines(organisation_id)]

    def all_lines(self) -> list[PaymentLine]:
        """Return every line of the round."""
        return [line for each in self.paid_organisations() for line in self.lines_of(each.id)]

    def without_terms(self, organisation_id: OrganisationId) -> int:
        """Return how many funded minutes are of days on which nothing was agreed."""
        terms = self.terms(organisation_id)
        claims = self.claims.get(organisation_id, [])
        return sum(claim.minutes for claim in claims if terms.agreement(claim.on) is None)

    def to_settle(self, organisation_id: OrganisationId) -> int:
        """Return how many meetings have somebody of an organisation whose funded time is not settled."""
        return self._unsettled[organisation_id]

    @cached_property
    def _unsettled(self) -> Counter[OrganisationId | None]:
        members = {pairing.id: set(pairing.members) for pairing in self.state.pairings}
        found: Counter[OrganisationId | None] = Counter()
        for entry in self.entries:
            if entry.kind is EntryKind.MEETING and entry.pairing_id is not None:
                settled = {s.participation_id for s in entry.shares if s.funded_minutes is not None}
                waiting = (members[entry.pairing_id] - settled) & self.funded.keys()
                # A meeting counts once for an organisation, however many of its people were there.
                found.update({self.funded[person].organisation_id for person in waiting})
        return found

    def with_buddy(self, organisation_id: OrganisationId) -> list[ParticipationId]:
        """Return whose time is funded: an organisation's VCSE people who have a buddy."""
        return [
            part.id
            for part in self.funded.values()
            if part.organisation_id == organisation_id and self.state.pairings_of.get(part.id)
        ]

    def paid_organisations(self) -> list[Organisation]:
        """Return those with an agreement, with funded time or with something sent, by name."""
        ids = {a.organisation_id for a in self.agreements} | self.claims.keys()
        ids |= {summary.organisation_id for summary in self.sent}
        found = (self.organisations[each] for each in ids if each in self.organisations)
        return sorted(found, key=lambda organisation: (organisation.name.casefold(), organisation.id))


def read_money(unit: UnitOfWork, number: int | None = None) -> RoundMoney:
    """Return the money side of a round, by default of the newest one with agreed pairs.

    Raises UserError when there is no round of that number.
    """
    state = read_round(unit, running_round(unit) if number is None else number)
    names = {person.id: person.full_name for person in unit.people.all()}
    # Whoever was put in the bin since keeps what was earned.
    parts = {part.id: part for part in unit.participations.of_round(state.round.id)}
    funded = {
        part.id: part
        for part in parts.values()
        if part.sector is Sector.VCSE and part.organisation_id is not None
    }
    pairings = {pairing.id for pairing in state.pairings}
    return RoundMoney(
        state=state,
        organisations={each.id: each for each in unit.organisations.all()},
        funded=funded,
        names={part.id: names.get(part.participant_id, "") for part in funded.values()},
        entries=tuple(
            e for e in unit.entries.all() if e.pairing_id in pairings or e.participation_id in parts
        ),
        rates=state.rates,
        agreements=state.agreements,
        sent=unit.payment_summaries.of_round(state.round.id),
    )
