"""The list of local organisations as a sheet of a workbook of ours, and back.

An import stores it after the people and the lists; what is known already stays as it is. Of invitations it
carries those of the round that it was made of.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from buddy_matcher.documents.workbook_out import Cell, Sheet
from buddy_matcher.domain.ids import OrganisationId, RoundId
from buddy_matcher.domain.local_organisations import LocalInvitation, LocalOrganisation
from buddy_matcher.domain.organisations import Organisation, OrganisationKind, organisation_key
from buddy_matcher.domain.strengths import Theme
from buddy_matcher.domain.text import fold, tidy
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.unit_of_work import UnitOfWork

NAME: Final = "Local organisations"
HEADINGS: Final = (
    "Local organisation",
    "Known as",
    "Kind",
    "Postcode",
    "Communities and themes",
    "Invited",
)


def local_sheets(
    listed: Sequence[LocalOrganisation],
    organisations: Iterable[Organisation],
    themes: Iterable[Theme],
    round_id: RoundId,
) -> list[Sheet]:
    """Return the sheet of the list, none where nothing stands on it."""
    names = {each.id: each.name for each in organisations}
    called = {theme.id: theme.name for theme in themes}
    rows = [
        _row(each, names, [called[theme] for theme in each.theme_ids], round_id)
        for each in sorted(listed, key=lambda each: (fold(each.name), each.outcode))
    ]
    return [Sheet(NAME, HEADINGS, rows)] if rows else []


def _row(
    local: LocalOrganisation, names: Mapping[OrganisationId, str], themes: list[str], round_id: RoundId
) -> tuple[Cell, ...]:
    known = local.organisation_id
    return (
        local.name,
        names[known] if known is not None else "",
        local.kind.label if local.kind else "",
        local.outcode,
        "\n".join(sorted(themes)),
        next((each.on.isoformat() for each in local.invitations if each.round_id == round_id), ""),
    )


def save_local(rows: Iterable[Mapping[str, str]], unit: UnitOfWork) -> None:
    """Store those of the list that are not on it yet."""
    kinds = {fold(kind.label): kind for kind in OrganisationKind}
    themes = {fold(theme.name): theme.id for theme in unit.themes.all()}
    known = {organisation_key(each.name): each.id for each in unit.organisations.all()}
    this_round = current_round(unit).id
    held = list(unit.local_organisations.all())
    for row in rows:
        name, outcode, invited = tidy(row[HEADINGS[0]]), tidy(row["Postcode"]), _day(row["Invited"])
        if not name or any(each.is_listed_as(name, outcode) for each in held):
            continue
        said = (fold(line) for line in row["Communities and themes"].splitlines())
        local = LocalOrganisation(
            name=name,
            kind=kinds.get(fold(row["Kind"])),
            outcode=outcode,
            organisation_id=known.get(organisation_key(row["Known as"])) if row["Known as"].strip() else None,
            theme_ids=frozenset(themes[theme] for theme in said if theme in themes),
            invitations=(LocalInvitation(this_round, invited),) if invited else (),
        )
        held.append(unit.local_organisations.save(local))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
