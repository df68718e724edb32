"""Builds small schemes for tests through the real services."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from buddy_matcher.domain.ids import ParticipationId, StrengthId
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.statements import Permission, Statement, StatementAbout
from buddy_matcher.domain.strengths import FULL_LEVEL, Strength, answers_from
from buddy_matcher.services.schemes import Services, create_scheme
from tests.helpers.kept_schemes import opened

type Ids = dict[str, ParticipationId]
"""Participations by the given names of their people."""

EVERY_WAY = frozenset(MeetingWay)
NAME = "West Moor buddies"
FORM_EXPORT = Path(__file__).parents[1] / "samples" / "microsoft-forms.xlsx"


def new_scheme(folder: Path, name: str = NAME) -> Services:
    """Return a new scheme with the starter strengths in `folder`."""
    return opened(_named(name), folder / "scheme.buddy")


@cache
def _named(name: str) -> Callable[[Path], Services]:
    return partial(create_scheme, name=name)


def four_people(path: Path) -> Services:
    """Make a scheme with the people that `add_four` adds."""
    services = create_scheme(path, NAME)
    add_four(services)
    return services


def planned_four(path: Path) -> Services:
    """Make a scheme with the people that `add_four` adds, and a plan."""
    services = four_people(path)
    services.plan.suggest()
    return services


def form_export(path: Path) -> Services:
    """Make a scheme with the 57 people of a form export."""
    services = create_scheme(path, NAME)
    services.imports.run(FORM_EXPORT)
    return services


def strength_id(services: Services, name: str) -> StrengthId:
    """Return the id of a listed strength by the beginning of its name."""
    return _beginning(services.people.strengths(), name)


def _beginning(listed: tuple[Strength, ...], name: str) -> StrengthId:
    return next(strength.id for strength in listed if strength.name.startswith(name))


def add_person(
    services: Services,
    full_name: str,
    sector: Sector,
    *,
    organisation: str = "",
    shares: str = "",
    wishes: str = "",
    **answers: Any,
) -> ParticipationId:
    """Add someone and return their participation's id; strengths are named by their first words, with commas.

    `answers` are further fields of the participation.
    """
    given, _, family = full_name.partition(" ")
    form = services.people.blank_form()
    listed = services.people.strengths()
    named = {
        field: {_beginning(listed, name.strip()): FULL_LEVEL for name in names.split(",") if name.strip()}
        for field, names in (("shares", shares), ("wishes", wishes))
    }
    services.people.save(
        replace(
            form,
            participant=replace(form.participant, given=given, family=family),
            participation=replace(
                form.participation,
                strengths=answers_from(named["shares"], named["wishes"]),
                **{"ways": EVERY_WAY, **answers},
            ),
            organisation=organisation or f"{full_name}’s group",
            sector=sector,
        )
    )
    return id_of(services, full_name)


def to_buddy(text: str) -> tuple[Statement, ...]:
    """Return a statement that the buddy, and nobody else, may read."""
    return (Statement(StatementAbout.WORK, text, Permission.BUDDY),)


def id_of(services: Services, full_name: str) -> ParticipationId:
    """Return the participation id of someone in the latest round."""
    return next(member.participation_id for member in services.people.people() if member.name == full_name)


def add_four(services: Services) -> Ids:
    """Add two people of each sector whose best plan is clear: Asha with Ben, Cara with Dewi."""
    return {
        "Asha": add_person(
            services, "Asha Rao", Sector.HEALTH, shares="Policy, Quality", wishes="Bid, Community"
        ),
        "Ben": add_person(
            services, "Ben Moss", Sector.VCSE, shares="Bid, Community", wishes="Policy, Quality"
        ),
        "Cara": add_person(
            services, "Cara Lunt", Sector.HEALTH, shares="Budgets, Project", wishes="Faith, Volunteer"
        ),
        "Dewi": add_person(
            services, "Dewi Pugh", Sector.VCSE, shares="Faith, Volunteer", wishes="Budgets, Project"
        ),
    }
