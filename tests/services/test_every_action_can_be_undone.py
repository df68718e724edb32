"""Every use case that changes a scheme can be undone; they are found by their types, so none is forgotten."""

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

import buddy_matcher.services
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.conflicts import Conflict, Party, Side
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import PairingId, ParticipantId, ParticipationId, ScenarioId
from buddy_matcher.domain.lists import ListKind
from buddy_matcher.domain.organisations import Organisation, Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import AnswerField, RuleKind
from buddy_matcher.services.change_people import Change
from buddy_matcher.services.decide_answers import OpenValue
from buddy_matcher.services.questions.hear_choices import HeardChoice
from buddy_matcher.services.schemes import Services, create_scheme, open_scheme
from tests.helpers.kept_schemes import copy_of
from tests.helpers.people import NAME
from tests.services.life_examples import LIFE_EXAMPLES
from tests.storage.raw_files import rows_of

SHEET = Path(__file__).parents[1] / "samples" / "microsoft-forms.xlsx"


def prepared(path: Path) -> Services:
    """Make a scheme of some people and a plan, so that there is something of everything."""
    services = create_scheme(path, NAME)
    services.imports.run(first_answers(SHEET, 20, path.with_name("some.xlsx")))
    services.plan.suggest()
    return services


def first_answers(sheet: Path, count: int, into: Path) -> Path:
    """Write the first answers of a form export to a sheet of their own."""
    workbook = load_workbook(sheet)
    answers = workbook.worksheets[0]
    answers.delete_rows(count + 2, answers.max_row)
    workbook.save(into)
    return into


def pairing_ids(services: Services) -> list[PairingId]:
    return [pair.pairing.id for pair in services.latest.plan().pairs if len(pair.pairing.members) == 2]


def member_ids(services: Services) -> list[int]:
    return [member.participation_id for member in services.people.people()]


def open_value(services: Services) -> OpenValue:
    return next(v for v in services.answers.open_values() if AnswerField.THEMES not in v.fields)


def rename_someone(services: Services) -> None:
    form = services.people.form_of(ParticipationId(member_ids(services)[0]))
    services.people.save(replace(form, participant=replace(form.participant, given="Renamed")))


def participant_ids(services: Services) -> list[int]:
    return [member.participant.id for member in services.people.people()]


def merge_with_a_blank(services: Services) -> None:
    blank = services.people.blank_form()
    twin = replace(blank, participant=replace(blank.participant, given="Twin"), organisation="Hub")
    services.people.save(twin)
    [added] = [m.participant.id for m in services.people.people() if m.name == "Twin"]
    services.merging.merge(ParticipantId(participant_ids(services)[0]), added, {"job_title"})


def rename_organisation(services: Services) -> None:
    services.organisations.save(replace(services.organisations.all()[0], name="Renamed trust"))


def vcse(services: Services) -> list[Organisation]:
    return [each for each in services.organisations.all() if each.sector is Sector.VCSE]


def declare_interest(services: Services) -> None:
    first, second = vcse(services)[:2]
    sides = (Party(Side.FIRST, organisation_id=first.id), Party(Side.SECOND, organisation_id=second.id))
    services.interests.save(Conflict(parties=sides))


def add_rule(services: Services) -> None:
    first, second = (member.participant.id for member in services.people.people()[:2])
    services.rules.add(RuleKind.PREFER, first, second)


def remove_and_restore(services: Services) -> None:
    services.people.remove(ParticipationId(member_ids(services)[0]))
    services.people.restore(services.people.bin()[0].id)


def agree_and_reopen(services: Services) -> None:
    services.pairings.agree()
    services.pairings.reopen(*pairing_ids(services))


def lock_and_unlock(services: Services) -> None:
    services.pairings.lock(pairing_ids(services)[0])
    services.pairings.unlock(pairing_ids(services)[0])


def save_round(services: Services) -> None:
    services.scheme.save_round(replace(services.scheme.round(), name="Winter"))


def save_scheme(services: Services) -> None:
    services.scheme.save_scheme(replace(services.scheme.scheme(), name="Renamed"))


def make_rule(services: Services) -> None:
    wish = services.answers.open_wishes()[0]
    others = [member.participant.id for member in services.people.people()]
    services.answers.make_rule(wish.wish_id, next(each for each in others if each not in dict(wish.likely)))


def strangers(services: Services) -> tuple[int, int]:
    first, second = services.latest.plan().pairs[:2]
    return first.pairing.members[0], second.pairing.members[1]


def spoil_and_repair(services: Services) -> None:
    paired = services.latest.plan().pairs[0].pairing.members[0]
    with services.file.changing(Label(Deed.EDIT_PERSON, (ParticipantId(1),))) as unit:
        unit.participations.save(replace(unit.participations.get(paired), status=Status.WITHDRAWN))
        unit.commit()
    services.check.repair()


def take_a_mended_plan(services: Services) -> None:
    services.pairings.unpair(pairing_ids(services)[0])
    services.questions.mend.take("move-nobody")


def save_scenario(services: Services) -> ScenarioId:
    services.questions.scenarios.save("As suggested")
    return services.questions.scenarios.called("As suggested")


def take_scenario(services: Services) -> None:
    scenario = save_scenario(services)
    services.pairings.unpair(pairing_ids(services)[0])
    services.questions.scenarios.take(scenario)


def offer_choices(services: Services) -> list[HeardChoice]:
    questions = services.questions
    questions.hearing.offer(questions.choices.offers(150))
    return list(questions.hearing.heard())


def note_choices(services: Services) -> None:
    heard = offer_choices(services)
    services.questions.hearing.note({each.member.participation_id: 2 for each in heard[:3]})


def honour_choices(services: Services) -> None:
    note_choices(services)
    plan = services.questions.hearing.plan()
    assert plan
    services.questions.hearing.take(plan)


def listed_ids(services: Services) -> list[int]:
    return [entry.id for entry in services.lists.entries(ListKind.STRENGTHS)]


def replace_strengths(services: Services) -> None:
    with services.file.changing(Label(Deed.EDIT_PERSON, (ParticipantId(1),))) as unit:
        for part in unit.participations.all():
            unit.participations.save(replace(part, strengths=()))
        for value in unit.unknown_values.all():
            unit.unknown_values.remove(value.id)
        unit.commit()
    services.lists.replace_strengths(["Juggling", "Listening"])


def beginner(services: Services) -> ParticipationId:
    """Return who can make first contact in the first pairing."""
    return services.pairings.beginners(pairing_ids(services)[0]).able[0][0]


EXAMPLES: dict[str, Callable[[Services], object]] = LIFE_EXAMPLES | {
    "AdjustPairings.agree": lambda s: s.pairings.agree(),
    "AdjustPairings.let_begin": lambda s: s.pairings.let_begin(pairing_ids(s)[0], beginner(s)),
    "AdjustPairings.lock": lambda s: s.pairings.lock(pairing_ids(s)[0]),
    "AdjustPairings.never_pair": lambda s: s.pairings.never_pair(*member_ids(s)[:2]),
    "AdjustPairings.pair": lambda s: s.pairings.pair(*strangers(s)),
    "AdjustPairings.reopen": agree_and_reopen,
    "AdjustPairings.swap": lambda s: s.pairings.swap(*pairing_ids(s)[:2]),
    "AdjustPairings.unlock": lock_and_unlock,
    "AdjustPairings.unpair": lambda s: s.pairings.unpair(pairing_ids(s)[0]),
    "CheckScheme.repair": spoil_and_repair,
    "DecideAnswers.accept_as": lambda s: s.answers.accept_as(open_value(s), 1),
    "DecideAnswers.accept_all": lambda s: s.answers.accept_all(s.answers.open_values()),
    "DecideAnswers.add_all": lambda s: s.answers.add_all(s.answers.open_values()),
    "DecideAnswers.ignore_all": lambda s: s.answers.ignore_all(s.answers.open_values()),
    "DecideAnswers.make_rules": lambda s: s.answers.make_rules(s.answers.open_wishes()),
    "DecideAnswers.add_to_list": lambda s: s.answers.add_to_list(open_value(s)),
    "DecideAnswers.dismiss_wish": lambda s: s.answers.dismiss_wish(s.answers.open_wishes()[0].wish_id),
    "DecideAnswers.ignore": lambda s: s.answers.ignore(open_value(s)),
    "DecideAnswers.make_rule": make_rule,
    "EditLists.add": lambda s: s.lists.add(ListKind.THEMES, ["Bees", "Trees"], "Outdoors"),
    "EditLists.arrange": lambda s: s.lists.arrange(ListKind.STRENGTHS, listed_ids(s)[::-1]),
    "EditLists.edit": lambda s: s.lists.edit(ListKind.STRENGTHS, listed_ids(s)[0], "Bees", "", ["Hives"]),
    "EditLists.merge": lambda s: s.lists.merge(ListKind.STRENGTHS, listed_ids(s)[:3], listed_ids(s)[0]),
    "EditLists.remove": lambda s: (
        s.lists.add(ListKind.STRENGTHS, ["Bees"]),
        s.lists.remove(ListKind.STRENGTHS, listed_ids(s)[-1:]),
    ),
    "EditLists.replace_strengths": replace_strengths,
    "EditLists.retire": lambda s: s.lists.retire(ListKind.STRENGTHS, listed_ids(s)[:2], date(2027, 1, 4)),
    "EditOrganisations.save": rename_organisation,
    "EnterForms.enter": lambda s: s.entering.enter(
        {Question.FULL_NAME: "Joy Grant", Question.SECTOR: "VCSE"}, datetime.fromisoformat("2026-03-04 09:30")
    ),
    "EditOrganisations.merge": lambda s: s.organisations.merge(*(o.id for o in vcse(s)[:2])),
    "EditInterests.save": declare_interest,
    "EditInterests.remove": lambda s: (
        declare_interest(s),
        s.interests.remove(s.interests.all()[-1].conflict.id),
    ),
    "ChangePeople.change": lambda s: s.changing.change(member_ids(s)[:3], Change(status=Status.PAUSED)),
    "MergePeople.keep_two": lambda s: s.merging.keep_two(*participant_ids(s)[:2]),
    "MergePeople.merge": merge_with_a_blank,
    "EditPeople.remove": lambda s: s.people.remove(*member_ids(s)[:3]),
    "EditPeople.restore": remove_and_restore,
    "EditPeople.set_status": lambda s: s.people.set_status(s.people.people()[0].name, Status.WITHDRAWN),
    "EditPeople.save": rename_someone,
    "EditScheme.save_round": save_round,
    "EditScheme.save_scheme": save_scheme,
    "EditRules.add": add_rule,
    "EditRules.remove": lambda s: (add_rule(s), s.rules.remove(s.rules.rules()[-1].rule.id)),
    "RememberedDecisions.forget": lambda s: (
        s.answers.ignore(open_value(s)),
        s.decisions.forget(s.decisions.all()),
    ),
    "ImportPeople.run": lambda s: s.imports.run(SHEET.with_name("google-forms.csv")),
    "HearChoices.note": note_choices,
    "HearChoices.offer": offer_choices,
    "HearChoices.take": honour_choices,
    "KeepScenarios.remove": lambda s: s.questions.scenarios.remove(save_scenario(s)),
    "KeepScenarios.save": save_scenario,
    "KeepScenarios.take": take_scenario,
    "IssueLetters.record_printed": lambda s: (s.pairings.agree(), s.letters.record_printed(member_ids(s))),
    "IssueLetters.save_each": lambda s: (s.pairings.agree(), s.letters.save_each(s.path.parent)),
    "IssueLetters.save_email_drafts": lambda s: (
        s.pairings.agree(),
        s.letters.save_email_drafts(s.path.parent),
    ),
    "IssueLetters.save_pdf": lambda s: (s.pairings.agree(), s.letters.save_pdf(s.path.with_suffix(".pdf"))),
    "IssueLetters.save_texts": lambda s: (s.pairings.agree(), s.letters.save_texts(s.path.parent)),
    "IssueLetters.save_word": lambda s: (
        s.pairings.agree(),
        s.letters.save_word(s.path.with_suffix(".docx")),
    ),
    "MendPlan.take": take_a_mended_plan,
    "PlanRound.keep": lambda s: s.plan.keep(s.plan.preview_with(*strangers(s))),
    "PlanRound.suggest_with": lambda s: s.plan.suggest_with(*strangers(s)),
    "PlanRound.suggest": lambda s: (s.pairings.unpair(pairing_ids(s)[0]), s.plan.suggest()),
}
"""For each method that changes a scheme, a way to call it that does change something."""

EXEMPT = {
    "ErasePerson.erase": "an erasure is a barrier",
    "History.undo": "is Undo itself",
    "History.undo_to": "is Undo itself",
    "History.redo": "is Redo",
    "IssueLetters.nothing_written": "writes no letter",
    "ImportPeople.preview": "reports the changes of an import that is not made",
}


NOTHING_IN_ALL = {
    "AdjustPairings.reopen",
    "AdjustPairings.unlock",
    "EditLists.remove",
    "EditInterests.remove",
    "ReachOrganisations.remove",
    "EditRules.remove",
    "HoldPeople.release_person",
    "NoteLearning.remove",
    "KeepScenarios.remove",
}
"""Methods whose example first does what they then take back."""


def changing_methods() -> Iterator[str]:
    """Yield the methods of services that return changes, or a report with changes in it."""
    for module in pkgutil.walk_packages(buddy_matcher.services.__path__, "buddy_matcher.services."):
        found = importlib.import_module(module.name)
        for name, service in inspect.getmembers(found, inspect.isclass):
            if service.__module__ != found.__name__:
                continue
            for method in vars(service).values():
                if inspect.isfunction(method) and not method.__name__.startswith("_") and _changes(method):
                    yield f"{name}.{method.__name__}"


def _changes(method: Callable[..., object]) -> bool:
    returned = typing.get_type_hints(method).get("return")
    if returned is Changes or Changes in typing.get_args(returned):
        return True
    return is_dataclass(returned) and Changes in typing.get_type_hints(returned).values()


def test_every_method_that_changes_a_scheme_has_an_example_here():
    found = set(changing_methods())
    assert found - EXAMPLES.keys() - EXEMPT.keys() == set(), "add an example to EXAMPLES in this file"
    assert (EXAMPLES.keys() | EXEMPT.keys()) - found == set(), "remove what is no method any more"


@pytest.mark.parametrize("method", sorted(EXAMPLES))
def test_undo_takes_back_all_of_it_and_redo_brings_all_of_it_back(method: str, tmp_path: Path):
    path = copy_of(prepared, tmp_path / "scheme.buddy")
    before = rows_of(path)
    services = open_scheme(path)
    mark = services.history.entries()[-1].number
    EXAMPLES[method](services)
    services.close()
    after = rows_of(path)
    assert (after == before) == (method in NOTHING_IN_ALL)

    services = open_scheme(path)
    done = [entry for entry in services.history.entries() if entry.number > mark]
    assert done
    for _ in done:
        assert services.history.undo()
    services.close()
    assert rows_of(path) == before

    services = open_scheme(path)
    for _ in done:
        assert services.history.redo()
    services.close()
    assert rows_of(path) == after
