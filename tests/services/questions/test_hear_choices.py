"""People are offered a choice by letter, their answers come back, and the plan honours most of them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.choices import ANY, MOST_OFFERED
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.life_forms import life_form
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.questions.hear_choices import HeardChoice
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.people import form_export


def offer_to_all(path: Path) -> Services:
    """Make a scheme of 57 people, planned, whose people were offered a choice at a high price."""
    services = form_export(path)
    services.plan.suggest()
    services.questions.hearing.offer(services.questions.choices.offers(150))
    return services


@pytest.fixture
def offered(tmp_path: Path) -> Iterator[Services]:
    services = opened(offer_to_all, tmp_path / "scheme.buddy")
    yield services
    services.close()


def named_in(services: Services, who: ParticipationId) -> set[str]:
    return {
        services.latest.state().members[member].name
        for pair in services.latest.plan().pairs
        for member in pair.pairing.members
        if who in pair.pairing.members and member != who
    }


def choose_another(services: Services) -> dict[str, tuple[HeardChoice, int]]:
    """Let the first three people choose somebody who is not their buddy now; return what they chose."""
    made: dict[str, tuple[HeardChoice, int]] = {}
    for heard in services.questions.hearing.heard():
        now = named_in(services, heard.member.participation_id)
        other = next((n for n, name, _words in heard.introduced if name not in now), None)
        if other and len(made) < 3:
            made[heard.member.name] = heard, other
    services.questions.hearing.note({h.member.participation_id: n for h, n in made.values()})
    return made


def test_each_is_offered_a_few_by_number_and_their_letter_names_nobody(offered: Services):
    heard = offered.questions.hearing.heard()
    assert heard
    assert all(2 <= len(each.introduced) <= MOST_OFFERED and each.chosen is None for each in heard)
    letters = {letter.member.participation_id: letter for letter in offered.letters.letters()}
    names = [member.name for member in offered.latest.state().members.values()]
    for each in heard:
        letter = letters[each.member.participation_id]
        assert letter.text.kind is LetterKind.CHOICE
        said = " ".join(passage.text for passage in letter.text.passages)
        assert all(f"Number {number}: somebody in a" in said for number, _name, _words in each.introduced)
        assert not [name for name in names if name in said]


def test_the_plan_honours_as_many_choices_as_possible_and_locks_them(offered: Services):
    chosen = choose_another(offered)
    hearing = offered.questions.hearing
    before = {pair.pairing.members for pair in offered.latest.plan().pairs}
    plan = hearing.plan()
    assert plan
    assert set(plan.honoured) | set(plan.missed) == set(chosen)
    assert plan.honoured
    hearing.take(plan)
    for name in plan.honoured:
        heard, number = chosen[name]
        wanted = next(n for at, n, _words in heard.introduced if at == number)
        assert wanted in named_in(offered, heard.member.participation_id)
    locked = [pair for pair in offered.latest.plan().pairs if pair.pairing.is_locked]
    assert len(locked) >= len(plan.honoured) / 2
    paired = {m for pair in offered.latest.plan().pairs for m in pair.pairing.members}
    assert {m for members in before for m in members} <= paired
    offered.history.undo()
    assert {pair.pairing.members for pair in offered.latest.plan().pairs} == before


def test_a_plan_is_not_stored_when_the_scheme_was_changed_meanwhile(offered: Services):
    choose_another(offered)
    plan = offered.questions.hearing.plan()
    assert plan
    offered.pairings.lock(offered.latest.plan().pairs[-1].pairing.id)
    with pytest.raises(UserError, match="changed meanwhile"):
        offered.questions.hearing.take(plan)


def test_whoever_answered_or_is_agreed_is_not_asked_again(offered: Services):
    hearing = offered.questions.hearing
    first, second, third = hearing.heard()[:3]
    hearing.note({first.member.participation_id: ANY})
    pairing = next(
        p.pairing for p in offered.latest.plan().pairs if second.member.participation_id in p.pairing.members
    )
    offered.pairings.agree(pairing.id)
    kinds = {letter.member.participation_id: letter.text.kind for letter in offered.letters.letters()}
    assert kinds[first.member.participation_id] is not LetterKind.CHOICE
    assert kinds[second.member.participation_id] is not LetterKind.CHOICE
    if third.member.participation_id not in pairing.members:
        assert kinds[third.member.participation_id] is LetterKind.CHOICE
    hearing.note({first.member.participation_id: None})
    assert hearing.heard()[0].chosen is None


def test_only_what_was_offered_can_be_chosen(offered: Services):
    hearing = offered.questions.hearing
    who = hearing.heard()[0].member.participation_id
    with pytest.raises(UserError, match="was not offered a number 9"):
        hearing.note({who: 9})
    everybody = {member.participation_id for member in offered.people.people()}
    stranger = min(everybody - {each.member.participation_id for each in hearing.heard()})
    with pytest.raises(UserError, match="was offered no choice"):
        hearing.note({stranger: 1})
    with pytest.raises(UserError, match="Nobody has chosen anybody yet"):
        hearing.plan()
    with pytest.raises(UserError, match="Nobody can choose between two people"):
        hearing.offer([])


def answers_sheet(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    """Write what a form tool exports of our form: code, choice and what was said besides."""
    form = life_form(Occasion.CHOICE, "West Moor buddies", ())
    workbook = Workbook()
    sheet = workbook.active
    assert sheet
    sheet.append(["Completion time", *(question.text for question in form.questions)])
    for code, choice, said in rows:
        sheet.append([today().isoformat(), code, "", choice, said])
    workbook.save(path)
    return path


def test_an_export_of_our_form_is_taken_in_by_code(offered: Services, tmp_path: Path):
    first, second, third = offered.questions.hearing.heard()[:3]
    codes = [each.member.participation.code for each in (first, second, third)]
    rows = [(codes[0], "2", "Rather near the station"), (codes[1], "I don’t mind", ""), (codes[2], "5", "")]
    most = [number for number, _name, _words in third.introduced]
    report = offered.imports.run(answers_sheet(tmp_path / "choices.xlsx", rows))
    now = {each.member.name: each.chosen for each in offered.questions.hearing.heard()}
    assert (now[first.member.name], now[second.member.name]) == (2, ANY)
    assert now[third.member.name] == (5 if 5 in most else None)
    assert len(report.problems) == (0 if 5 in most else 1)
    again = offered.imports.run(answers_sheet(tmp_path / "choices.xlsx", rows))
    assert {outcome.outcome.value for outcome in again.outcomes} <= {"unchanged", "not_imported"}


def test_an_answer_from_before_the_offer_is_about_another_one(offered: Services, tmp_path: Path):
    heard = offered.questions.hearing.heard()[0]
    path = answers_sheet(tmp_path / "choices.xlsx", [(heard.member.participation.code, "1", "")])
    text = (today() - timedelta(days=3)).isoformat()
    form = life_form(Occasion.CHOICE, "West Moor buddies", ())
    workbook = Workbook()
    sheet = workbook.active
    assert sheet
    sheet.append(["Completion time", *(question.text for question in form.questions)])
    sheet.append([text, heard.member.participation.code, "", "1", ""])
    workbook.save(path)
    report = offered.imports.run(path)
    assert "before" in report.problems[0].message
    assert offered.questions.hearing.heard()[0].chosen is None
