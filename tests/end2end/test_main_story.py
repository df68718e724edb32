"""The product in one pass, in the four steps that the services name: a form export becomes letters."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from buddy_matcher.domain.import_report import Outcome
from buddy_matcher.services.rounds.shown_plan import ShownPair
from buddy_matcher.services.schemes import Services, create_scheme, open_scheme

FORM_EXPORT = Path(__file__).parents[1] / "samples" / "microsoft-forms.xlsx"


@pytest.fixture
def services(tmp_path: Path):
    services = create_scheme(tmp_path / "autumn.buddy", "West Moor buddies")
    yield services
    services.close()


def test_a_form_export_becomes_a_plan_and_letters(services: Services, tmp_path: Path):
    import_people(services)
    plan_round(services)
    adjust_pairings(services)
    issue_letters(services, tmp_path / "letters.pdf")


def import_people(services: Services) -> None:
    report = services.imports.run(FORM_EXPORT)
    assert (report.count(Outcome.ADDED), report.count(Outcome.SUPERSEDED)) == (57, 1)
    assert len(services.people.people()) == 57


def plan_round(services: Services) -> None:
    services.plan.suggest()
    plan = services.latest.plan()
    assert plan.standing == "Best possible under your rules and these answers."
    assert all(pair.reasons for pair in plan.pairs)
    assert all(person.reason for person in plan.without_buddy)


def adjust_pairings(services: Services) -> None:
    suggested = pairs(services)
    first = next(iter(suggested.values()))
    services.pairings.unpair(first.pairing.id)
    assert pairs(services).keys() == suggested.keys() - {first.names}
    services.history.undo()
    assert pairs(services) == suggested
    services.pairings.agree()
    assert not services.latest.plan().is_draft


def issue_letters(services: Services, path: Path) -> None:
    batch = services.letters.save_pdf(path)
    paired = {member.participation_id for pair in pairs(services).values() for member in pair.members}
    assert batch.letters + batch.needs_arranging == len(paired)
    assert batch.needs_arranging > 0
    said = text_of(path)
    for letter in services.letters.letters():
        is_in_batch = letter.member.participation_id in paired and not letter.needs_arranging
        address = " ".join(letter.text.address)
        assert (address in said) == is_in_batch, letter.member.name


def test_the_story_goes_on_after_closing_the_file(services: Services, tmp_path: Path):
    import_people(services)
    services.plan.suggest(agree=True)
    before = pairs(services)
    services.close()

    reopened = open_scheme(tmp_path / "autumn.buddy")
    assert pairs(reopened) == before
    again = reopened.imports.run(FORM_EXPORT)
    assert (again.count(Outcome.UNCHANGED), again.count(Outcome.SUPERSEDED)) == (57, 1)
    assert not again.changes
    reopened.plan.suggest()
    assert pairs(reopened) == before
    assert reopened.history.next_undo() == "Suggest pairings"
    reopened.close()


def pairs(services: Services) -> dict[str, ShownPair]:
    return {pair.names: pair for pair in services.latest.plan().pairs}


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
