"""The list of local organisations: which of them a scheme has reached, and which not yet."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.local_list import ListedLocal, read_local_list
from buddy_matcher.documents.tables import read_tables
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED, LocalOrganisationId, RoundId
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.local_organisations import LocalInvitation, LocalOrganisation
from buddy_matcher.domain.organisations import Organisation, organisation_key
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.rounds import Round
from buddy_matcher.domain.text import counted, fold, quoted, tidy
from buddy_matcher.services.rounds.local_reach import LocalReach, read_local_reach
from buddy_matcher.services.rounds.round_days import can_be_invited_on
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LocalImport:
    """What became of a list: how many were added, changed or stayed, what was not understood, and changes."""

    added: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...]
    changes: Changes

    @property
    def in_words(self) -> str:
        """For example "12 local organisations added, 3 updated, 33 unchanged."."""
        added = counted(self.added, "local organisation")
        odd = sum(problem.count for problem in self.problems)
        not_read = f" {counted(odd, 'thing')} in it to look at." if odd else ""
        return f"{added} added, {self.updated:,} updated, {self.unchanged:,} unchanged.{not_read}"


class ReachOrganisations:
    """Keeps the list of local organisations, and says how far each round came with them."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def reach(self, up_to: int | None = None) -> LocalReach:
        """Return the list with how far every round came, up to the round of a number where one is given."""
        with self._file.reading() as unit:
            return read_local_reach(unit, up_to)

    def organisations(self) -> tuple[Organisation, ...]:
        """Return the scheme's own organisations, in the order of their names."""
        with self._file.reading() as unit:
            return tuple(sorted(unit.organisations.all(), key=lambda each: fold(each.name)))

    def import_list(self, path: Path, today: date) -> LocalImport:
        """Add what a sheet lists and fill in what it says of those known; nothing is removed.

        Who was invited, by the sheet, is invited to the latest round: on its day, or today. Raises UserError
        when the sheet can't be read or names no organisation; nothing is changed then.
        """
        tables = read_tables(path)
        with self._file.changing(Label(Deed.IMPORT_LOCAL, told=("0",))) as unit:
            lists = Vocabulary(unit.strengths.all(), unit.themes.all(), unit.decided_answers.all())
            found = read_local_list(tables, path.name, lists)
            held = unit.local_organisations.all()
            latest = current_round(unit)
            listed, too_far = _with_days_of(unit, latest, found.organisations)
            wanted = merged_list(held, listed, latest.id, today)
            before = {each.id: each for each in held}
            new = sum(each.id == UNSAVED for each in wanted)
            changed = [each for each in wanted if each.id == UNSAVED or before[each.id] != each]
            unit.relabel(Label(Deed.IMPORT_LOCAL, told=(str(len(changed)),)))
            unit.local_organisations.save_all(changed)
            updated = len(changed) - new
            return LocalImport(
                new, updated, len(wanted) - len(changed), (*found.problems, *too_far), unit.commit()
            )

    def save(self, local: LocalOrganisation) -> Changes:
        """Add an organisation without an id to the list, or change the one with its id.

        Raises UserError without a name, for a postcode that is none, and for one that is listed already.
        """
        changed = _tidied(local)
        with self._file.changing(Label(Deed.EDIT_LOCAL)) as unit:
            others = [each for each in unit.local_organisations.all() if each.id != changed.id]
            if any(each.is_listed_as(changed.name, changed.outcode) for each in others):
                raise UserError(
                    f"{changed.name} is on the list already. Nothing was changed.",
                    "Choose another name, or a postcode that tells the two apart.",
                )
            unit.local_organisations.save(changed)
            return unit.commit()

    def invite(self, ids: Collection[LocalOrganisationId], on: date) -> Changes:
        """Record that organisations were asked on a day to take part in the latest round.

        Raises UserError for a day on which nobody can have been asked to take part in it.
        """
        with self._file.changing(Label(Deed.INVITE_LOCAL, told=(str(len(ids)),))) as unit:
            latest = current_round(unit)
            if not can_be_invited_on(unit, latest.id, on):
                raise UserError(
                    f"Nobody can have been asked on {date_in_words(on)} to take part in {latest.name}. "
                    "Nothing was recorded.",
                    "Look at the year. If it is right, correct the dates of the round first.",
                )
            asked = LocalInvitation(latest.id, on)
            unit.local_organisations.save_all(_invited(each, asked) for each in _listed(unit, ids))
            return unit.commit()

    def remove(self, ids: Collection[LocalOrganisationId]) -> Changes:
        """Take organisations off the list; people of theirs stay in the scheme."""
        with self._file.changing(Label(Deed.REMOVE_LOCAL, told=(str(len(ids)),))) as unit:
            for local in _listed(unit, ids):
                unit.local_organisations.remove(local.id)
            return unit.commit()


def _with_days_of(
    unit: UnitOfWork, latest: Round, listed: Iterable[ListedLocal]
) -> tuple[list[ListedLocal], list[Problem]]:
    """Return rows without the days on which nobody can have been asked to take part in a round, and those."""
    kept: list[ListedLocal] = []
    problems: list[Problem] = []
    for row in listed:
        day = row.invited
        if isinstance(day, date) and not can_be_invited_on(unit, latest.id, day):
            asked = f"{row.name} can’t have been asked on {date_in_words(day)} to join {latest.name}."
            advice = "Everything else of the row was taken. Look at the year, or leave out earlier rounds."
            problems.append(
                Problem(row=row.row, column="", value=day.isoformat(), message=asked, advice=advice)
            )
            row = replace(row, invited=False)  # noqa: PLW2901 - the same row without its day
        kept.append(row)
    return kept, problems


def merged_list(
    held: Sequence[LocalOrganisation], listed: Iterable[ListedLocal], round_id: RoundId, today: date
) -> list[LocalOrganisation]:
    """Return those of a list as they are to be kept, each once: what it says counts, what it lacks stays."""
    by_key: dict[str, list[LocalOrganisation]] = {}
    for each in held:
        by_key.setdefault(organisation_key(each.name), []).append(each)
    wanted: list[tuple[str, int]] = []
    for row in listed:
        key = organisation_key(row.name)
        same = by_key.setdefault(key, [])
        found = next((each for each in same if each.is_listed_as(row.name, row.outcode)), None)
        merged = _merged(found, row, round_id, today)
        place = same.index(found) if found else len(same)
        same[place : place + 1] = [merged]
        wanted.append((key, place))
    return [by_key[key][place] for key, place in dict.fromkeys(wanted)]


def _merged(
    held: LocalOrganisation | None, row: ListedLocal, round_id: RoundId, today: date
) -> LocalOrganisation:
    local = held or LocalOrganisation(name=row.name)
    local = replace(
        local,
        kind=row.kind or local.kind,
        outcode=row.outcode or local.outcode,
        theme_ids=row.theme_ids or local.theme_ids,
    )
    if not row.invited:
        return local
    if row.invited is True:
        # The day of an earlier import stays; only what is new was asked today.
        is_known = any(each.round_id == round_id for each in local.invitations)
        return local if is_known else _invited(local, LocalInvitation(round_id, today))
    return _invited(local, LocalInvitation(round_id, row.invited))


def _invited(local: LocalOrganisation, invitation: LocalInvitation) -> LocalOrganisation:
    others = (each for each in local.invitations if each.round_id != invitation.round_id)
    in_order = sorted((*others, invitation), key=lambda each: each.round_id)
    return replace(local, invitations=tuple(in_order))


def _listed(unit: UnitOfWork, ids: Collection[LocalOrganisationId]) -> Iterator[LocalOrganisation]:
    for each in unit.local_organisations.all():
        if each.id in ids:
            yield each


def _tidied(local: LocalOrganisation) -> LocalOrganisation:
    name, outward = tidy(local.name), outcode(local.outcode)
    if not name:
        raise UserError("A local organisation needs a name.", "Nothing was changed. Please enter one.")
    if local.outcode.strip() and not outward:
        raise UserError(
            f"{quoted(local.outcode)} is no postcode.",
            "Nothing was changed. Its first half is enough: LS1.",
        )
    return replace(local, name=name, outcode=outward)
