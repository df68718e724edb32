"""Adds, edits and removes people by hand, one person an action."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from buddy_matcher.documents.email_address import is_email_address
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label, label_of
from buddy_matcher.domain.ids import UNSAVED, ParticipantId, ParticipationId
from buddy_matcher.domain.organisations import Organisation, Sector, organisation_called
from buddy_matcher.domain.participations import ENDS_PAIRINGS, Participation, Status, status_after_edit
from buddy_matcher.domain.people import AccessNeed, Participant
from buddy_matcher.domain.places import is_outcode
from buddy_matcher.domain.postal_address import MOST_LINES
from buddy_matcher.domain.rules import KeptAnswer
from buddy_matcher.domain.strengths import Strength, Theme, in_order
from buddy_matcher.domain.text import tidy
from buddy_matcher.services.rounds.ended_pairings import take_apart_all_of
from buddy_matcher.services.rounds.people_by_name import person_called
from buddy_matcher.services.rounds.person_history import OtherRound, other_rounds
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import Member, RoundState, current_round, read_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


class InvalidField(UserError):
    """What was typed in one field can't be kept; `field` is its name in `PersonForm`'s parts."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message, "Nothing was saved yet.")
        self.field = field


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonForm:
    """A person as the form dialog holds them.

    The organisation is named, not chosen by id: a new name makes a new organisation of `sector`; for a
    known one its own sector stays. Access needs (`access_note`) are kept only with the day on which the
    person agreed to that. `kept` is what they wrote that no field takes; saved with `is_kept_read`, it is
    not asked about again.
    """

    participant: Participant
    participation: Participation
    organisation: str
    sector: Sector
    access_note: str = ""
    access_agreed_on: date | None = None
    kept: tuple[KeptAnswer, ...] = ()
    is_kept_read: bool = False


class EditPeople:
    """The people of the round in sight and the lists that their answers are chosen from."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def people(self) -> tuple[Member, ...]:
        """Return everybody of the round in sight who is not in the bin, in content order."""
        return tuple(self._state().members.values())

    def bin(self) -> tuple[Participant, ...]:
        """Return the people who were removed, latest first."""
        with self._file.reading() as unit:
            removed = [person for person in unit.people.all() if person.removed_at]
        return tuple(sorted(removed, key=lambda person: str(person.removed_at), reverse=True))

    def strengths(self) -> tuple[Strength, ...]:
        """Return the scheme's list of strengths in its order, those that are retired among them."""
        with self._file.reading() as unit:
            return in_order(unit.strengths.all())

    def themes(self) -> tuple[Theme, ...]:
        """Return the scheme's list of communities and themes, as `strengths` does."""
        with self._file.reading() as unit:
            return in_order(unit.themes.all())

    def organisations(self) -> tuple[Organisation, ...]:
        """Return the scheme's organisations."""
        with self._file.reading() as unit:
            return unit.organisations.all()

    def blank_form(self) -> PersonForm:
        """Return the form for a new person of the latest round."""
        with self._file.reading() as unit:
            round_id = current_round(unit).id
        return PersonForm(
            participant=Participant(given=""),
            participation=Participation(round_id=round_id, participant_id=UNSAVED, sector=Sector.VCSE),
            organisation="",
            sector=Sector.VCSE,
        )

    def form_of(self, participation_id: ParticipationId) -> PersonForm:
        """Return the form of someone in the round in sight, whose part may be the one in an earlier round.

        Raises UserError when they are not in it.
        """
        state = self._state()
        member = state.members.get(participation_id) or self._known_from_before(participation_id)
        if member is None:
            raise UserError("That person is not in this round any more.", "Look at the list again.")
        need = state.access_needs.get(member.participant.id)
        kept = state.kept_of.get(member.participation_id, ())
        return PersonForm(
            participant=member.participant,
            participation=member.participation,
            organisation=member.organisation_name,
            sector=member.sector,
            access_note=need.note if need else "",
            access_agreed_on=need.consent_on if need else None,
            kept=kept,
            is_kept_read=all(answer.is_decided for answer in kept),
        )

    def _known_from_before(self, participation_id: ParticipationId) -> Member | None:
        with self._file.reading() as unit:
            earlier = unit.participations.find(participation_id)
        members = self._state().members.values()
        return next((m for m in members if earlier and m.participant.id == earlier.participant_id), None)

    def checked(self, form: PersonForm) -> PersonForm:
        """Return a form as it would be kept; raises InvalidField."""
        return _checked(form)

    def save(self, form: PersonForm) -> Changes:
        """Add the person of a form, or change them if they have an id; raises InvalidField.

        Without strengths a new person is incomplete, and so is one whose last strength is taken away, until
        the coordinator chooses another status. The pairings of someone who withdraws are taken apart; no
        status brings them back.
        """
        form = _checked(form)
        is_new = form.participant.id == UNSAVED
        with self._file.changing(Label(Deed.EDIT_PERSON, (form.participant.id,))) as unit:
            organisation = _organisation(unit, form)
            employer_id = organisation.id if organisation else None
            person = unit.people.save(replace(form.participant, organisation_id=employer_id))
            _save_access_need(unit, person.id, form)
            unit.kept_answers.save_all(replace(each, is_decided=form.is_kept_read) for each in form.kept)
            status = status_after_edit(form.participation, unit.participations.find(form.participation.id))
            answers = unit.participations.save(
                replace(
                    form.participation,
                    participant_id=person.id,
                    status=status,
                    organisation_id=employer_id,
                    sector=organisation.sector if organisation else form.sector,
                )
            )
            if is_new:
                unit.relabel(Label(Deed.ADD_PERSON, (person.id,)))
            elif answers.status in ENDS_PAIRINGS and take_apart_all_of(unit, read_round(unit), {answers.id}):
                unit.relabel(Label(Deed.EDIT_AND_UNPAIR, (person.id,)))
            return unit.commit()

    def set_status(self, name: str, status: Status) -> Changes:
        """Give someone, by name, another status; whoever withdraws leaves their pairings on that day.

        Raises UserError when nobody or several people of the round have the name.
        """
        with self._file.changing(Label(Deed.EDIT_PERSON)) as unit:
            state = read_round(unit)
            member = person_called(name, state.members.values())
            unit.relabel(Label(Deed.SET_STATUS, (member.participant.id,), told=(status.label.casefold(),)))
            unit.participations.save(replace(member.participation, status=status))
            if status in ENDS_PAIRINGS:
                take_apart_all_of(unit, state, {member.participation_id})
            return unit.commit()

    def remove(self, *participation_ids: ParticipationId) -> Changes:
        """Move people to the bin; their draft pairings go and agreed ones end.

        Undo brings all of it back, `restore` the people with their answers but not their pairings.
        """
        with self._file.changing(Label(Deed.REMOVE_PEOPLE)) as unit:
            state = read_round(unit)
            members = [state.members[i] for i in participation_ids if i in state.members]
            people = tuple(member.participant.id for member in members)
            unit.relabel(label_of(Deed.REMOVE_PEOPLE, people, len(people)))
            now = datetime.now(UTC)
            unit.people.save_all(replace(member.participant, removed_at=now) for member in members)
            take_apart_all_of(unit, state, {member.participation_id for member in members})
            return unit.commit()

    def restore(self, participant_id: ParticipantId) -> Changes:
        """Take someone out of the bin; raises UserError when they are not in it any more."""
        with self._file.changing(Label(Deed.RESTORE_PERSON, (participant_id,))) as unit:
            person = unit.people.find(participant_id)
            if person is None:
                raise UserError("That person is not in the bin any more.", "Look at the bin again.")
            unit.people.save(replace(person, removed_at=None))
            return unit.commit()

    def other_rounds(self, participant_id: ParticipantId) -> tuple[OtherRound, ...]:
        """Return what somebody did in the rounds that are not in sight, the latest first."""
        in_sight = self._state().round.id
        with self._file.reading() as unit:
            return other_rounds(unit, participant_id, in_sight)

    def _state(self) -> RoundState:
        return self._rounds.shown()


def _checked(form: PersonForm) -> PersonForm:
    participant = replace(
        form.participant,
        given=tidy(form.participant.given),
        family=tidy(form.participant.family),
        email=form.participant.email.strip(),
    )
    organisation = tidy(form.organisation)
    if not participant.given:
        raise InvalidField("given", "Please enter a name.")
    if not organisation and form.participant.id == UNSAVED:
        raise InvalidField("organisation", "Please enter the organisation that they come from.")
    if participant.email and not is_email_address(participant.email):
        raise InvalidField("email", "This is not an e-mail address. Correct it, or leave it empty.")
    if form.access_note.strip() and form.access_agreed_on is None:
        raise InvalidField("access_note", "Say on which day they agreed that it is kept, or leave it empty.")
    if len(participant.address) > MOST_LINES:
        raise InvalidField("address", f"An address has at most {MOST_LINES} lines.")
    outward = form.participation.outcode
    if outward and not is_outcode(outward):
        raise InvalidField("outcode", "That is no postcode. Please enter one such as HX1, or none.")
    note = form.access_note.strip()
    return replace(form, participant=participant, organisation=organisation, access_note=note)


def _organisation(unit: UnitOfWork, form: PersonForm) -> Organisation | None:
    if not form.organisation:
        return None
    known = organisation_called(form.organisation, unit.organisations.all())
    return known or unit.organisations.save(Organisation(name=form.organisation, sector=form.sector))


def _save_access_need(unit: UnitOfWork, person: ParticipantId, form: PersonForm) -> None:
    held = next(iter(unit.access_needs.where(participant_id=person)), None)
    if form.access_note and form.access_agreed_on:
        wanted = AccessNeed(
            id=held.id if held else UNSAVED,
            participant_id=person,
            note=form.access_note,
            consent_on=form.access_agreed_on,
        )
        unit.access_needs.save(wanted)
    elif held:
        unit.access_needs.remove(held.id)
