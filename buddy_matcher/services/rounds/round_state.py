"""Everything about one round at one moment, read once: what the use cases, and what they show, work on."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, Concatenate

from buddy_matcher.documents.places import outcode_points
from buddy_matcher.domain.attachments import Attachment
from buddy_matcher.domain.candidates import Candidate, Pair, PairRules, Pool
from buddy_matcher.domain.choices import Offer
from buddy_matcher.domain.eligibility import Block, blocks
from buddy_matcher.domain.entries import OF_THE_PAIR, Entry
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED, OrganisationId, PairingId, ParticipantId, ParticipationId
from buddy_matcher.domain.letter_facts import ContactSide
from buddy_matcher.domain.letters import Letter
from buddy_matcher.domain.money import Agreement, Rate
from buddy_matcher.domain.organisations import Organisation, Sector, family_of
from buddy_matcher.domain.pairings import Pairing, PairingState, Proof
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import AccessNeed, Participant
from buddy_matcher.domain.places import Base
from buddy_matcher.domain.reasons import Wording
from buddy_matcher.domain.rounds import Round, Scheme
from buddy_matcher.domain.rules import KeptAnswer
from buddy_matcher.domain.scoring import Score, score
from buddy_matcher.domain.sentences import KeptSentence
from buddy_matcher.domain.text import fold, listed
from buddy_matcher.services.rounds.choices_offered import read_offers
from buddy_matcher.services.rounds.interests import Interest, between, kept_apart_by, live_interests
from buddy_matcher.services.rounds.round_rules import read_pair_rules
from buddy_matcher.storage.kept import Kept
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Member:
    """A person with their part in a round and the organisation that they worked for in it, if it is known."""

    participant: Participant
    participation: Participation
    organisation: Organisation | None

    @property
    def participation_id(self) -> ParticipationId:
        """By which pairings name people."""
        return self.participation.id

    @property
    def name(self) -> str:
        """The full name."""
        return self.participant.full_name

    @property
    def sector(self) -> Sector:
        """The side that they stand on in the round."""
        return self.participation.sector

    @property
    def organisation_name(self) -> str:
        """The name of the organisation, "" where it is not known."""
        return self.organisation.name if self.organisation else ""

    @property
    def contact_side(self) -> ContactSide:
        """The member as the rule of who makes first contact sees them."""
        has_details = bool(self.participant.email or self.participant.phone)
        return ContactSide(
            participation_id=self.participation_id,
            sector=self.sector,
            can_be_contacted=self.participation.share_contact and has_details,
        )

    @property
    def organisation_key(self) -> OrganisationId:
        """The organisation's id; where it is not known a negative number that nobody else has."""
        return self.organisation.id if self.organisation else OrganisationId(-self.participation_id)

    @property
    def content_order(self) -> tuple[str, ...]:
        """A sort key of what is known of the person, so that order of entry decides nothing."""
        participant = self.participant
        return (
            self.sector.value,
            fold(participant.family),
            fold(participant.given),
            fold(self.organisation_name),
            fold(participant.email),
            f"{participant.id:012}",
        )


@dataclass(frozen=True)
class RoundState:
    """One round as it stands; people in the bin are left out.

    `members` and `candidates` are by participation id, in content order; `pairings` are those of the
    round, ended ones included, `entries` all that are about its pairings or people, or about an
    organisation, whose name is in `noted_organisations`; `save_counter` tells whether the file changed
    since; `kept` is what was made of its objects, in this reading or earlier ones. `offers` is what
    people were last offered to choose from, `chosen` the numbers that they answered to it.
    `entries_before` is what happened to pairs that go on, in the rounds before.
    """

    scheme: Scheme
    round: Round
    members: dict[ParticipationId, Member]
    candidates: dict[ParticipationId, Candidate]
    rules: PairRules
    wording: Wording
    pairings: tuple[Pairing, ...]
    proof: Proof | None
    letters: tuple[Letter, ...]
    save_counter: int
    entries: tuple[Entry, ...] = ()
    noted_organisations: dict[OrganisationId, str] = field(default_factory=dict)
    entries_before: dict[PairingId, tuple[Entry, ...]] = field(default_factory=dict)
    sentences: tuple[KeptSentence, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    access_needs: dict[ParticipantId, AccessNeed] = field(default_factory=dict)
    kept_answers: tuple[KeptAnswer, ...] = ()
    interests: tuple[Interest, ...] = ()
    rates: tuple[Rate, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    offers: dict[ParticipationId, Offer] = field(default_factory=dict)
    chosen: dict[ParticipationId, int] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)
    _derived: dict[object, Any] = field(default_factory=dict, compare=False, repr=False, init=False)

    @cached_property
    def kept_of(self) -> dict[ParticipationId, tuple[KeptAnswer, ...]]:
        """What people of the round wrote that no field takes, by who wrote it."""
        found: dict[ParticipationId, list[KeptAnswer]] = {}
        for kept in self.kept_answers:
            if kept.participation_id in self.members:
                found.setdefault(kept.participation_id, []).append(kept)
        return {member: tuple(answers) for member, answers in found.items()}

    def derived[T, **P](
        self, derive: Callable[Concatenate["RoundState", P], T], *arguments: P.args, **named: P.kwargs
    ) -> T:
        """Return what a function makes of this round, made when it is first asked for."""
        asked = derive, arguments, tuple(sorted(named.items()))
        if asked not in self._derived:
            self._derived[asked] = derive(self, *arguments, **named)
        made: T = self._derived[asked]
        return made

    @cached_property
    def current(self) -> tuple[Pairing, ...]:
        """The pairings that stand, drafts and agreed ones, whose members all are in the round."""
        return tuple(p for p in self.pairings if p.is_current and self.members.keys() >= set(p.members))

    @cached_property
    def proposals(self) -> tuple[Pairing, ...]:
        """The changes of agreed pairings that are proposed, and count only once they are agreed."""
        return tuple(
            p
            for p in self.pairings
            if p.replaces_id is not None
            and p.state is PairingState.DRAFT
            and self.members.keys() >= set(p.members)
        )

    @cached_property
    def planned(self) -> tuple[Pairing, ...]:
        """The pairings as they would stand with every proposed change agreed."""
        becomes = {p.replaces_id: p for p in self.proposals}
        return tuple(becomes.get(p.id, p) for p in self.current)

    @cached_property
    def pool(self) -> Pool:
        """Who may be paired by the engine."""
        today = date.today()  # noqa: DTZ011 - the coordinator's own day
        parts = (member.participation for member in self.members.values())
        in_pool = tuple(self.candidates[part.id] for part in parts if part.can_be_paired_on(today))
        return Pool(candidates=in_pool, rules=self.rules, criteria=self.round.criteria)

    @cached_property
    def pairings_of(self) -> dict[ParticipationId, tuple[Pairing, ...]]:
        """The current pairings of each member."""
        found: dict[ParticipationId, list[Pairing]] = {member: [] for member in self.members}
        for pairing in self.current:
            for member in pairing.members:
                found[member].append(pairing)
        return {member: tuple(pairings) for member, pairings in found.items()}

    @cached_property
    def letters_of(self) -> Mapping[ParticipationId, Sequence[Letter]]:
        """The letters on record of each member, as they were made."""
        found: dict[ParticipationId, list[Letter]] = {member: [] for member in self.members}
        for letter in self.letters:
            found.setdefault(letter.participation_id, []).append(letter)
        return found

    @cached_property
    def in_contact(self) -> frozenset[PairingId]:
        """The pairings whose people are known to have been in touch."""
        return frozenset(
            entry.pairing_id for entry in self.entries if entry.pairing_id and entry.kind in OF_THE_PAIR
        )

    def score(self, a: ParticipationId, b: ParticipationId) -> Score:
        """Return the score of two members under the round's criteria."""
        return score(self.candidates[a], self.candidates[b], rules=self.rules, criteria=self.round.criteria)

    def blocks(self, a: ParticipationId, b: ParticipationId) -> tuple[Block, ...]:
        """Return the hard rules that keep two members apart."""
        return blocks(self.candidates[a], self.candidates[b], rules=self.rules, criteria=self.round.criteria)

    def crossed(self, *pairs: Pair) -> tuple[str, ...]:
        """Return each hard rule that pairs cross, as a clause; of an interest it says which one."""
        found = dict.fromkeys(block for pair in pairs for block in self.blocks(*pair))
        told = [each.words for each in between(self.interests, pairs) if each.keeps_apart]
        return tuple(
            f"{each.sentence} ({'; '.join(told)})" if each is Block.CONFLICT else each.sentence
            for each in found
        )


def current_round(unit: UnitOfWork) -> Round:
    """Return the scheme's latest round."""
    return max(unit.rounds.all(), key=lambda each: each.number)


def read_round(unit: UnitOfWork, number: int | None = None) -> RoundState:
    """Return a round as it stands in the file, the latest one without a `number`.

    Raises UserError when there is no round of that number.
    """
    this_round = current_round(unit) if number is None else _numbered(unit, number)
    today = unit.kept.same(date, date.today())  # noqa: DTZ011 - the coordinator's own day
    members = _members(unit, this_round)
    pairings = unit.pairings.of_round(this_round.id)
    entries = _entries(unit, {pairing.id for pairing in pairings}, members)
    offers, chosen = read_offers(unit, members)
    interests = live_interests(unit, this_round, (m.participation for m in members.values()), today)
    part_of = {m.participant.id: m.participation_id for m in members.values()}
    return RoundState(
        scheme=unit.scheme,
        round=this_round,
        members=members,
        candidates=_candidates(unit, members, today),
        rules=read_pair_rules(unit, this_round, part_of, kept_apart_by(interests), today),
        wording=Wording(
            strengths={s.id: s.name for s in unit.strengths.all()},
            themes={t.id: t.name for t in unit.themes.all()},
        ),
        pairings=pairings,
        proof=unit.proofs.find(this_round.id),
        letters=unit.letters.of_round(this_round.id),
        entries=entries,
        noted_organisations=_noted_organisations(unit, entries),
        attachments=unit.attachments.all(),
        sentences=unit.sentences.of_round(this_round.id),
        save_counter=unit.save_counter,
        entries_before=_entries_before(unit, pairings),
        access_needs={need.participant_id: need for need in unit.access_needs.all()},
        kept_answers=unit.kept_answers.all(),
        interests=interests,
        rates=unit.rates.all(),
        agreements=unit.agreements.all(),
        kept=unit.kept,
        offers=offers,
        chosen=chosen,
    )


def _entries_before(unit: UnitOfWork, pairings: Iterable[Pairing]) -> dict[PairingId, tuple[Entry, ...]]:
    """Return for each pairing that goes on what happened to the same people in earlier rounds."""
    found: dict[PairingId, tuple[Entry, ...]] = {}
    for pairing in pairings:
        seen, before = {pairing.id}, pairing.continues_id
        while before is not None and before not in seen:
            found[pairing.id] = (*unit.entries.where(pairing_id=before), *found.get(pairing.id, ()))
            seen.add(before)
            earlier = unit.pairings.find(before)
            before = earlier.continues_id if earlier else None
    return found


def _entries(
    unit: UnitOfWork, pairings: Container[PairingId], members: Container[ParticipationId]
) -> tuple[Entry, ...]:
    """Return what happened that is about pairings or people of a round, or about an organisation.

    An organisation is in no round more than in another.
    """
    return tuple(
        entry
        for entry in unit.entries.all()
        if entry.pairing_id in pairings
        or entry.participation_id in members
        or entry.organisation_id is not None
    )


def _noted_organisations(unit: UnitOfWork, entries: Iterable[Entry]) -> dict[OrganisationId, str]:
    found = {entry.organisation_id for entry in entries if entry.organisation_id is not None}
    return {each: unit.organisations.get(each).name for each in found}


def _numbered(unit: UnitOfWork, number: int) -> Round:
    rounds = {each.number: each for each in unit.rounds.all()}
    if number not in rounds:
        raise UserError(
            f"This scheme has no round {number}.",
            f"Its rounds are {listed([str(each) for each in sorted(rounds)])}.",
        )
    return rounds[number]


def _members(unit: UnitOfWork, this_round: Round) -> dict[ParticipationId, Member]:
    read = unit.people.all(), unit.organisations.all(), unit.participations.of_round(this_round.id)
    return unit.kept.of((_members, this_round.id), read, lambda: _made_members(unit.kept, *read))


def _made_members(
    kept: Kept,
    everybody: tuple[Participant, ...],
    employers: tuple[Organisation, ...],
    parts: tuple[Participation, ...],
) -> dict[ParticipationId, Member]:
    people = {p.id: p for p in everybody if p.removed_at is None}
    organisations = {o.id: o for o in employers}
    found = (
        (people[p.participant_id], p, organisations.get(p.organisation_id or UNSAVED))
        for p in parts
        if p.participant_id in people
    )
    members = [kept.of((Member, things[1].id), things, partial(Member, *things)) for things in found]

    def order(member: Member) -> tuple[str, ...]:
        return kept.of(
            (Member.content_order, member.participation_id), (member,), lambda: member.content_order
        )

    return {member.participation_id: member for member in sorted(members, key=order)}


def _candidates(
    unit: UnitOfWork, members: dict[ParticipationId, Member], today: date
) -> dict[ParticipationId, Candidate]:
    read = unit.organisations.all()
    organisations = {o.id: o for o in read}

    def made(member: Member) -> Candidate:
        return unit.kept.of(
            (Candidate, member.participation_id),
            (member, read, today),
            lambda: _candidate(member, organisations, today),
        )

    return {key: made(member) for key, member in members.items()}


def _candidate(member: Member, organisations: dict[OrganisationId, Organisation], today: date) -> Candidate:
    participation = member.participation
    return Candidate(
        participation_id=participation.id,
        sector=member.sector,
        organisation_id=member.organisation_key,
        family_id=family_of(member.organisation_key, organisations, today),
        can_share=participation.can_share,
        would_like=participation.would_like,
        theme_ids=participation.theme_ids,
        ways=participation.ways,
        base=Base(participation.place, participation.outcode, outcode_points().get(participation.outcode)),
        travel_miles=participation.travel_miles,
        free=participation.free,
        level=member.participant.level,
        capacity=participation.capacity,
        happy_in_trio=participation.happy_in_trio,
        priority=participation.priority,
    )
