"""Finds entries that may be one person, and merges two of them field by field; never by itself."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.duplicates import Difference, Likeness, TwoPeople
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.people import AccessNeed, Participant
from buddy_matcher.services.importing.names import AlikeNames, folded_name
from buddy_matcher.services.merging.people import ACCESS_NEED, put_together, refuse_two_parts
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two entries that may be one person, the older one first, and why; organisations by name."""

    first: Participant
    second: Participant
    organisations: tuple[str, str]
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries side by side; `obstacle` is why they can't be merged, "" where they can."""

    first: Participant
    second: Participant
    differences: tuple[Difference, ...]
    obstacle: str


class MergePeople:
    """Entries of the scheme's people that may be one person's."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def possible(self) -> tuple[PossibleDuplicate, ...]:
        """Return the entries that may be one person, those with one e-mail address first."""
        with self._file.reading() as unit:
            return tuple(possible_duplicates(unit))

    def compare(self, first_id: ParticipantId, second_id: ParticipantId) -> Comparison:
        """Return two entries side by side, the older one first; raises UserError when one is gone."""
        with self._file.reading() as unit:
            first, second = _both(unit, *sorted((first_id, second_id)))
            obstacle = ""
            try:
                refuse_two_parts(unit, second.id, first.id)
            except UserError as refusal:
                obstacle = str(refusal)
            return Comparison(first, second, tuple(_differences(unit, first, second)), obstacle)

    def merge(self, kept_id: ParticipantId, gone_id: ParticipantId, taken: Collection[str] = ()) -> Changes:
        """Put two entries together as the first, with the fields in `taken` as the second one has them.

        Notes are joined, and who is never to be written to stays so. Raises UserError when one is gone, and
        when both have answered in one round.
        """
        with self._file.changing(Label(Deed.MERGE_PEOPLE)) as unit:
            kept, gone = _both(unit, kept_id, gone_id)
            put_together(unit, gone, kept, taken)
            unit.relabel(Label(Deed.MERGE_PEOPLE, (kept.id,)))
            return unit.commit()

    def keep_two(self, first_id: ParticipantId, second_id: ParticipantId) -> Changes:
        """Note that two entries are two people, so that they are not listed again."""
        with self._file.changing(Label(Deed.KEEP_TWO_PEOPLE, (first_id, second_id))) as unit:
            first, second = _both(unit, first_id, second_id)
            two = TwoPeople(first_participant_id=first.id, second_participant_id=second.id)
            if two.people not in {each.people for each in unit.two_people.all()}:
                unit.two_people.save(two)
            return unit.commit()


def possible_duplicates(unit: UnitOfWork) -> Iterator[PossibleDuplicate]:
    """Yield the entries outside the bin that may be one person and were not decided to be two."""
    people = [person for person in unit.people.all() if person.removed_at is None]
    decided = {each.people for each in unit.two_people.all()}
    organisations = {each.id: each.name for each in unit.organisations.all()}
    found: dict[frozenset[ParticipantId], PossibleDuplicate] = {}
    for first, second, likeness in (*_with_one_email(people), *_with_one_name(people)):
        two = frozenset({first.id, second.id})
        if two not in decided and two not in found:
            named = tuple(
                organisations[each.organisation_id] if each.organisation_id is not None else ""
                for each in (first, second)
            )
            found[two] = PossibleDuplicate(first, second, (named[0], named[1]), likeness)
    yield from found.values()


type _Alike = tuple[Participant, Participant, Likeness]


def _with_one_email(people: Sequence[Participant]) -> Iterator[_Alike]:
    by_email: dict[str, list[Participant]] = defaultdict(list)
    for person in people:
        if person.email:
            for other in by_email[person.email.casefold()]:
                yield other, person, Likeness.SAME_EMAIL
            by_email[person.email.casefold()].append(person)


def _with_one_name(people: Sequence[Participant]) -> Iterator[_Alike]:
    """Yield who has the same name, and who has nearly the same at one organisation."""
    same: dict[tuple[str, str], Participant] = {}
    alike = AlikeNames[Participant]()
    for person in people:
        name = folded_name(person.given, person.family)
        if name in same:
            yield same[name], person, Likeness.SAME_NAME
        elif person.organisation_id is not None:
            if other := alike.find(name, person.organisation_id):
                yield other, person, Likeness.ALIKE_NAME
            alike.add(person, name, person.organisation_id)
        same.setdefault(name, person)


def _both(
    unit: UnitOfWork, first_id: ParticipantId, second_id: ParticipantId
) -> tuple[Participant, Participant]:
    first, second = unit.people.find(first_id), unit.people.find(second_id)
    if first is None or second is None or first_id == second_id:
        raise UserError("These are not two people any more.", "Look at the list again.")
    return first, second


_LABELS = {
    "given": "Given name",
    "family": "Family name",
    "known_as": "Known as",
    "organisation_id": "Organisation",
    "job_title": "Job title",
    "level": "Level",
    "email": "E-mail",
    "phone": "Phone",
    "address": "Postal address",
    "letters": "Letters",
    ACCESS_NEED: "Needs at a meeting",
}
"""The fields that are chosen between, in the order in which they are shown."""


def _differences(unit: UnitOfWork, first: Participant, second: Participant) -> Iterator[Difference]:
    mine, theirs = _told(unit, first), _told(unit, second)
    for field, label in _LABELS.items():
        if mine[field] != theirs[field]:
            yield Difference(field, label, mine[field], theirs[field], takes_second=not mine[field])


def _told(unit: UnitOfWork, person: Participant) -> dict[str, str]:
    """Return what an entry says in each field, in words."""
    organisation = unit.organisations.find(person.organisation_id) if person.organisation_id else None
    need = next(iter(unit.access_needs.where(participant_id=person.id)), None)
    told = {name: getattr(person, name, "") for name in _LABELS}
    return {
        **told,
        "organisation_id": organisation.name if organisation else "",
        "level": person.level.label if person.level else "",
        "address": ", ".join(person.address),
        "letters": _letters(person),
        ACCESS_NEED: _need(need),
    }


def _letters(person: Participant) -> str:
    letters = person.letters
    other = letters.other_format.label if letters.other_format else ""
    size = f"{letters.print_size} point"
    return ", ".join(filter(None, (letters.delivery.label, letters.language.label, size, other)))


def _need(need: AccessNeed | None) -> str:
    return need.note if need else ""
