"""Changes what is known of an organisation: its name, sector, kind, parent, numbers, rooms, and its end."""

from dataclasses import replace

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED, OrganisationId
from buddy_matcher.domain.organisations import Organisation, organisation_key
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.registers import identifier
from buddy_matcher.domain.text import fold, tidy
from buddy_matcher.services.merging.organisations import keep_listed, put_together, read_renamed
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


class EditOrganisations:
    """The organisations that people of the scheme come from."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def all(self) -> tuple[Organisation, ...]:
        """Return every organisation, in the order of their names."""
        with self._file.reading() as unit:
            return tuple(sorted(unit.organisations.all(), key=lambda o: fold(o.name)))

    def save(self, organisation: Organisation) -> Changes:
        """Add an organisation without an id, or change the one with its id.

        Its people of the latest round change sides with it.

        Raises UserError without a name, with the name of another one, or when it would be its own parent.
        """
        changed = _tidied(organisation)
        is_new = organisation.id == UNSAVED
        deed = Deed.ADD_ORGANISATION if is_new else Deed.EDIT_ORGANISATION
        with self._file.changing(Label(deed)) as unit:
            known = {o.id: o for o in unit.organisations.all()}
            _check(changed, known)
            if not is_new and organisation_key(changed.name) != organisation_key(known[changed.id].name):
                keep_listed(unit, known[changed.id], changed.id)
            unit.organisations.save(changed)
            if not is_new:
                read_renamed(unit, known[changed.id].name, changed.name)
                if changed.sector is not known[changed.id].sector:
                    _change_sides(unit, changed)
            return unit.commit()

    def merge(self, gone_id: OrganisationId, kept_id: OrganisationId) -> Changes:
        """Put two spellings of one organisation together; sheets with either name mean the one that is kept.

        Raises UserError when one of them is gone already, when they are the same, or on different sides.
        """
        with self._file.changing(Label(Deed.MERGE_ORGANISATIONS)) as unit:
            gone, kept = unit.organisations.find(gone_id), unit.organisations.find(kept_id)
            if gone is None or kept is None or gone_id == kept_id:
                raise UserError("These are not two organisations any more.", "Look at the list again.")
            if gone.sector is not kept.sector:
                raise UserError(
                    f"{gone.name} is in {gone.sector.in_words}, {kept.name} is not.",
                    "Nothing was changed. Give them the same sector first, if they are the same.",
                )
            put_together(unit, gone, kept)
            return unit.commit()


def _tidied(organisation: Organisation) -> Organisation:
    """Return an organisation as it is kept: numbers in their usual form, and no empty lines."""
    typed = (identifier(each.register, each.number) for each in organisation.identifiers)
    rooms = (
        replace(
            room,
            name=tidy(room.name),
            outcode=outcode(room.outcode),
            cost=tidy(room.cost),
            ask=tidy(room.ask),
        )
        for room in organisation.rooms
    )
    return replace(
        organisation,
        name=tidy(organisation.name),
        identifiers=tuple(sorted({each for each in typed if each.number})),
        rooms=tuple(room for room in rooms if room.name),
    )


def _change_sides(unit: UnitOfWork, organisation: Organisation) -> None:
    people = unit.participations.where(round_id=current_round(unit).id, organisation_id=organisation.id)
    unit.participations.save_all(replace(each, sector=organisation.sector) for each in people)


def _check(changed: Organisation, known: dict[OrganisationId, Organisation]) -> None:
    if not changed.name:
        raise UserError("An organisation needs a name.", "Please enter one.")
    key = organisation_key(changed.name)
    others = (o for o in known.values() if o.id != changed.id)
    # Two that older files hold under one name can still be changed otherwise.
    before = known.get(changed.id)
    is_renamed = before is None or fold(changed.name) != fold(before.name)
    if is_renamed and any(organisation_key(other.name) == key for other in others):
        raise UserError(f"There is already an organisation called {changed.name}.", "Choose another name.")
    above, seen = changed.parent_id, {changed.id}
    while above is not None and above not in seen:
        seen.add(above)
        above = known[above].parent_id
    if above is not None:
        raise UserError("An organisation can’t be part of itself.", "Choose another parent organisation.")
    if any(successor.into_id == changed.id for successor in changed.became):
        raise UserError("An organisation can’t become itself.", "Choose the one that it has become.")
