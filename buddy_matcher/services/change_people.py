"""Changes several chosen people alike, as one action; what they are is edited one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipationId, ThemeId
from buddy_matcher.domain.participations import ENDS_PAIRINGS, Participation, Status
from buddy_matcher.domain.people import Delivery, Participant
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import listed, tidy
from buddy_matcher.services.rounds.ended_pairings import take_apart_all_of
from buddy_matcher.services.rounds.round_state import Member, read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, kw_only=True, slots=True)
class Consents:
    """Consents as they were given or taken back on a day; `source` says how, such as "on paper".

    None leaves one as it is. The notice that was given is a `privacy_version`, "" where it is not recorded.
    """

    share_contact: bool | None = None
    share_themes: bool | None = None
    privacy_version: str = ""
    on: date
    source: str

    @property
    def in_words(self) -> str:
        """What is recorded, "" for nothing: a sentence for the story of a person."""
        parts = [
            f"{'may' if given else 'may not'} share {what} with the buddy"
            for given, what in ((self.share_contact, "contact details"), (self.share_themes, "themes"))
            if given is not None
        ]
        if self.privacy_version:
            parts.append(f"was given the privacy notice {self.privacy_version}")
        return f"Consent, {self.source}, {date_in_words(self.on)}: {listed(parts)}." if parts else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What is to become of each of some people; None, and no theme, leave things as they are."""

    status: Status | None = None
    delivery: Delivery | None = None
    capacity: int | None = None
    happy_in_trio: bool | None = None
    add_themes: frozenset[ThemeId] = frozenset()
    remove_themes: frozenset[ThemeId] = frozenset()
    consents: Consents | None = None


class ChangePeople:
    """The same change for several people of the latest round."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def change(self, participation_ids: Sequence[ParticipationId], change: Change) -> Changes:
        """Make a change to each of some people; consents are noted in their stories too.

        Whoever withdraws leaves their pairings on that day. Raises UserError for consents without a source.
        """
        with self._file.changing(Label(Deed.CHANGE_PEOPLE, told=("0",))) as unit:
            consents = _checked(change.consents)
            state = read_round(unit)
            members = [state.members[each] for each in participation_ids if each in state.members]
            unit.relabel(Label(Deed.CHANGE_PEOPLE, told=(str(len(members)),)))
            unit.people.save_all(_person(member.participant, change) for member in members)
            unit.participations.save_all(_part(member.participation, change, consents) for member in members)
            if consents:
                unit.entries.save_all(_noted(member, consents) for member in members)
            if change.status in ENDS_PAIRINGS:
                take_apart_all_of(unit, state, {member.participation_id for member in members})
            return unit.commit()


def _checked(consents: Consents | None) -> Consents | None:
    if consents is None or not consents.in_words:
        return None
    source = tidy(consents.source)
    if not source:
        raise UserError("Say how these consents were given.", "For example: on the paper form, by phone.")
    return replace(consents, source=source, privacy_version=tidy(consents.privacy_version))


def _person(person: Participant, change: Change) -> Participant:
    if change.delivery is None:
        return person
    return replace(person, letters=replace(person.letters, delivery=change.delivery))


def _part(part: Participation, change: Change, consents: Consents | None) -> Participation:
    changed = replace(
        part,
        status=change.status or part.status,
        capacity=part.capacity if change.capacity is None else change.capacity,
        happy_in_trio=part.happy_in_trio if change.happy_in_trio is None else change.happy_in_trio,
        theme_ids=(part.theme_ids | change.add_themes) - change.remove_themes,
    )
    if consents is None:
        return changed
    has_notice = bool(consents.privacy_version)
    return replace(
        changed,
        share_contact=part.share_contact if consents.share_contact is None else consents.share_contact,
        share_themes=part.share_themes if consents.share_themes is None else consents.share_themes,
        privacy_version=consents.privacy_version if has_notice else part.privacy_version,
        privacy_given_on=consents.on if has_notice else part.privacy_given_on,
    )


def _noted(member: Member, consents: Consents) -> Entry:
    return Entry(
        participation_id=member.participation_id,
        on=consents.on,
        kind=EntryKind.NOTE,
        said=consents.in_words,
    )
