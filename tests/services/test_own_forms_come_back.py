"""What comes back from our own forms through a form tool needs no decision, whatever the lists are."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from buddy_matcher.domain.history import Label
from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.domain.made_forms import AnswerType, FormKind, MadeForm, option_text
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.strengths import Strength, Theme
from buddy_matcher.services.schemes import Services, create_scheme
from tests.helpers.form_tools import TOOLS, Chosen, Tool

WORDS = "finance budgeting, audit; PR & comms / data (open) “faith” peer-support 4 Wales's NHS links"
PEOPLE = 4


def random_names(random: Random, number: int) -> list[str]:
    """Different entries of a list, some with commas, semicolons and other signs."""
    names: dict[str, str] = {}
    while len(names) < number:
        name = " ".join(random.sample(WORDS.split(), random.randint(2, 4))).strip(" ,;&/")
        names.setdefault(option_text(name).casefold(), f"{name} {len(names) + 1}")
    return list(names.values())


def scheme_with_lists(path: Path, random: Random) -> Services:
    services = create_scheme(path, "West Moor buddies")
    with services.file.changing(Label("Take other lists")) as unit:
        for strength in unit.strengths.all():
            unit.strengths.remove(strength.id)
        for theme in unit.themes.all():
            unit.themes.remove(theme.id)
        unit.strengths.save_all(Strength(name=name) for name in random_names(random, random.randint(3, 30)))
        unit.themes.save_all(Theme(name=name) for name in random_names(random, random.randint(2, 12)))
        unit.commit()
    return services


def random_answers(random: Random, form: MadeForm, number: int) -> Chosen:
    answers: dict[Any, list[str]] = {
        Question.FULL_NAME: [f"Asha {'ABCDEFGH'[number]}dams"],
        Question.ORGANISATION: [("Moor Trust", "Vale Carers", "Harbour Arts", "Beacon Church")[number]],
        Question.EMAIL: [f"asha{number}@example.org"],
        Question.POSTCODE: ["LS1"],
        Question.TRAVEL: [str(random.randint(0, 40))],
    }
    for question in form.questions:
        if question.answers is AnswerType.CHOICE:
            answers[question.question] = [random.choice(question.options)]
        elif question.answers is AnswerType.CHOICES:
            most = min(question.most or 4, len(question.options))
            answers[question.question] = random.sample(question.options, random.randint(1, most))
    answers[Question.TAKES_PART] = answers[Question.PRIVACY_GIVEN] = answers[Question.ACCESS_CONSENT] = [
        "Yes"
    ]
    del answers[Question.OTHER_FORMAT]
    return answers


def reordered(form: MadeForm, random: Random) -> MadeForm:
    """The form with the options of its lists in another order, as somebody may set it up."""
    shuffled = (replace(q, options=tuple(random.sample(q.options, len(q.options)))) for q in form.questions)
    return replace(form, questions=tuple(shuffled))


def unread(report: ImportReport) -> set[str]:
    """Headings that were not read; those of the account that filled in a form are not ours."""
    return set(report.unread_columns) - {"Email", "Name"}


def check_all_comes_back(services: Services, tool: Tool, random: Random, folder: Path) -> None:
    form = services.forms.form(FormKind.SIGN_UP)
    people = [random_answers(random, form, number) for number in range(PEOPLE)]
    report = services.imports.run(tool(reordered(form, random), people, folder))
    assert report.count(Outcome.ADDED) == PEOPLE
    assert (report.problems, report.unknown_values, unread(report)) == ((), (), set())
    state = services.people.people()
    options = {each.id: option_text(each.name) for each in services.people.strengths()}
    themes = {each.id: option_text(each.name) for each in services.people.themes()}
    for member in state:
        chosen = next(p for p in people if p[Question.EMAIL] == [member.participant.email])
        part = member.participation
        assert {options[each] for each in part.can_share} == set(chosen[Question.CAN_SHARE])
        assert {options[each] for each in part.would_like} == set(chosen[Question.WOULD_LIKE])
        assert {themes[each] for each in part.theme_ids} == set(chosen[Question.THEMES])
        assert {way.label for way in part.ways} == set(chosen[Question.WAYS])
        assert {half_day.label for half_day in part.free} == set(chosen[Question.FREE])
        assert (str(part.capacity), str(part.travel_miles)) == (
            chosen[Question.CAPACITY][0],
            chosen[Question.TRAVEL][0],
        )
        assert (part.share_contact, part.happy_in_trio) == (
            chosen[Question.SHARE_CONTACT] == ["Yes"],
            chosen[Question.TRIO] == ["Yes"],
        )
        assert member.participant.letters.delivery.label == chosen[Question.DELIVERY][0]
        assert f"{member.participant.letters.print_size} point" == chosen[Question.PRINT_SIZE][0]
        assert member.sector.label == chosen[Question.SECTOR][0]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("tool", TOOLS)
def test_answers_come_back_whole(tool: Tool, seed: int, tmp_path: Path):
    random = Random(seed)
    with closing(scheme_with_lists(tmp_path / "scheme.buddy", random)) as services:
        check_all_comes_back(services, tool, random, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("tool", TOOLS)
def test_answers_come_back_whole_over_two_hundred_lists(tool: Tool, tmp_path: Path):
    for seed in range(200):
        random = Random(1000 + seed)
        with closing(scheme_with_lists(tmp_path / f"{seed}.buddy", random)) as services:
            check_all_comes_back(services, tool, random, tmp_path)


@pytest.mark.parametrize("tool", TOOLS)
def test_an_option_that_somebody_reworded_is_asked_and_nothing_else(tool: Tool, tmp_path: Path):
    random = Random(7)
    with closing(scheme_with_lists(tmp_path / "scheme.buddy", random)) as services:
        form = services.forms.form(FormKind.SIGN_UP)
        people = [random_answers(random, form, number) for number in range(PEOPLE)]
        reworded = people[0][Question.CAN_SHARE][0]
        changed = with_options(form, Question.CAN_SHARE, reworded, "Beekeeping")
        answers = [
            {**p, Question.CAN_SHARE: instead(p[Question.CAN_SHARE], reworded, "Beekeeping")} for p in people
        ]
        report = services.imports.run(tool(changed, answers, tmp_path))
    assert [value.value for value in report.unknown_values] == ["Beekeeping"]
    assert (report.problems, unread(report)) == ((), set())


def instead(options: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if option == old else option for option in options)


def with_options(form: MadeForm, question: Question, old: str, new: str) -> MadeForm:
    questions = (
        replace(each, options=instead(each.options, old, new)) if each.question is question else each
        for each in form.questions
    )
    return replace(form, questions=tuple(questions))
