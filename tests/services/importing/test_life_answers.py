"""Forms of a living round come back without a decision: each answer once, and of whom it is."""

import csv
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.domain.answers import Asked, Occasion
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Entry, EntryKind, EntrySource, Fit
from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.domain.made_forms import FormKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.schemes import Services, create_scheme
from tests.helpers.form_tools import TOOLS, Chosen, Tool, microsoft_forms
from tests.helpers.kept_schemes import opened
from tests.helpers.people import NAME, add_person, id_of

DAY = date(2026, 5, 20)
"""The day on which the form tools of the tests say that everybody answered."""

YES, NO = "Yes", "No"


def five_with_email(path: Path) -> Services:
    """Make a scheme where Asha and Ben, Cara and Dewi are agreed pairs, and Eve waits."""
    services = create_scheme(path, NAME)
    for name, sector, shares, wishes in (
        ("Asha Rao", Sector.HEALTH, "Policy", "Bid"),
        ("Ben Li", Sector.VCSE, "Bid", "Policy"),
        ("Cara Lunt", Sector.HEALTH, "Project", "Listening"),
        ("Dewi Pugh", Sector.VCSE, "Listening", "Project"),
        ("Eve Stone", Sector.VCSE, "Bid", ""),
    ):
        part = add_person(services, name, sector, shares=shares, wishes=wishes)
        form = services.people.form_of(part)
        person = replace(form.participant, email=f"{form.participant.given.lower()}@example.org")
        services.people.save(replace(form, participant=person))
    services.plan.suggest(agree=True)
    return services


@pytest.fixture
def scheme(tmp_path: Path):
    """Asha and Ben, Cara and Dewi are agreed pairs; Eve waits."""
    with closing(opened(five_with_email, tmp_path / "scheme.buddy")) as services:
        yield services


type Bring = Callable[..., ImportReport]


@pytest.fixture
def bring(scheme: Services, tmp_path: Path) -> Bring:
    """Import answers to the form of an occasion, each begun with a given name; by default as check-in."""

    def run(
        *people: Chosen, kind: FormKind = FormKind.CHECK_IN, tool: Tool = microsoft_forms
    ) -> ImportReport:
        form = scheme.forms.form(kind)
        return scheme.imports.run(tool(form, people, tmp_path))

    return run


def says(who: str, met: str = "", fit: int | None = None, said: str = "") -> Chosen:
    fits = ("Yes – a good fit", "Not sure", "Not a good fit")
    answers = {Asked.MET: met, Asked.FIT: "" if fit is None else fits[fit], Asked.SAID: said}
    return {Asked.EMAIL: [f"{who}@example.org"], **{asked: [text] for asked, text in answers.items()}}


def entries(scheme: Services) -> list[Entry]:
    with scheme.file.reading() as unit:
        return list(unit.entries.all())


@pytest.mark.parametrize("tool", TOOLS)
def test_a_check_in_asks_nothing_whatever_tool_it_comes_from(scheme: Services, bring: Bring, tool: Tool):
    people = [says("asha", YES, 0), says("ben", YES, 1, "We laughed"), says("cara", NO, 2), says("dewi")]
    report = bring(*people[:3], tool=tool)
    assert (report.problems, report.to_decide, report.unread_columns) == ((), (), ())
    assert report.taken is not None
    assert (report.taken.form, report.taken.entries) == (Occasion.CHECK_IN, 3)
    assert report.taken.sentence == "3 of 4 answered"
    found = entries(scheme)
    assert {(e.on, e.source) for e in found} == {(DAY, EntrySource.CHECK_IN)}
    assert [e.kind for e in found].count(EntryKind.CONTACT) == 3
    # Two tell of one meeting, which nobody timed.
    [meeting] = [e for e in found if e.kind is EntryKind.MEETING]
    assert (meeting.minutes, meeting.shares) == (None, ())
    assert {(e.told_by, s.participation_id, s.fit) for e in found for s in e.shares} == {
        (1, 1, Fit.GOOD),
        (2, 2, Fit.NOT_SURE),
        (3, 3, Fit.NOT_GOOD),
    }
    assert [e.said for e in found if e.said] == ["We laughed"]
    again = bring(*people[:3], tool=tool)
    assert not again.changes
    assert [row.outcome for row in again.outcomes] == [Outcome.UNCHANGED] * 3


def test_three_have_met_when_two_of_them_say_so(scheme: Services, bring: Bring):
    eve = id_of(scheme, "Eve Stone")
    form = scheme.people.form_of(eve)
    scheme.people.save(replace(form, participation=replace(form.participation, happy_in_trio=True)))
    [pairing] = [p for p in scheme.latest.state().pairings if id_of(scheme, "Asha Rao") in p.members]
    scheme.pairings.reopen(pairing.id)
    scheme.pairings.pair(*pairing.members, eve)
    scheme.pairings.agree(cross_rules=True)
    bring(says("asha", YES))
    assert [e.kind for e in entries(scheme)] == [EntryKind.CONTACT]
    bring(says("asha", YES), says("ben", NO))
    bring(says("asha", YES), says("ben", NO), says("eve", YES))
    met = [entry.told_by for entry in entries(scheme) if entry.kind is EntryKind.MEETING]
    assert met == [eve]


def test_a_pair_that_met_gets_no_second_first_meeting(scheme: Services, bring: Bring):
    [pairing] = [p.pairing.id for p in scheme.latest.plan().pairs if "Asha" in p.names]
    scheme.entries.add(Entry(pairing_id=pairing, on=date(2026, 5, 1), kind=EntryKind.MEETING, minutes=45))
    bring(says("asha", YES, 0))
    assert [e.kind for e in entries(scheme)] == [EntryKind.MEETING, EntryKind.CONTACT]


def test_a_later_answer_of_the_day_takes_the_place_of_the_earlier(scheme: Services, bring: Bring):
    first = bring(says("asha", NO, 2), says("asha", NO, 1))
    assert [row.outcome for row in first.outcomes] == [Outcome.SUPERSEDED, Outcome.ADDED]
    changed = bring(says("asha", NO, 1), says("asha", NO, 0))
    assert changed.outcomes[-1].outcome is Outcome.UPDATED
    [contact] = entries(scheme)
    assert contact.shares[0].fit is Fit.GOOD


def test_what_the_coordinator_struck_out_does_not_come_back(scheme: Services, bring: Bring):
    bring(says("asha", NO, 2, "A slip"))
    scheme.entries.strike_out(entries(scheme)[0].id)
    assert not bring(says("asha", NO, 2, "A slip")).changes
    assert entries(scheme) == []


def test_answers_that_are_nobodys_here_are_problems_of_their_rows(scheme: Services, bring: Bring):
    scheme.people.set_status("Cara Lunt", Status.WITHDRAWN)
    report = bring(says("cara", YES, 0), says("eve", YES, 0), says("zoe", YES, 0), says("asha", "Maybe", 0))
    assert [(p.row, p.message) for p in report.problems] == [
        (2, "Cara Lunt has left."),
        (3, "Eve Stone is in no pair any more."),
        (4, "Nobody has the e-mail address zoe@example.org."),
        (5, "“Maybe” is none of the answers that the form offers, so it was left out."),
    ]
    assert [row.outcome for row in report.outcomes] == [*[Outcome.NOT_IMPORTED] * 3, Outcome.ADDED]
    assert [e.told_by for e in entries(scheme)] == [1]


def test_two_people_of_one_inbox_are_told_apart_by_their_codes(scheme: Services, bring: Bring):
    for name in ("Asha Rao", "Ben Li"):
        form = scheme.people.form_of(id_of(scheme, name))
        scheme.people.save(replace(form, participant=replace(form.participant, email="inbox@example.org")))
    [problem] = bring(says("inbox", YES, 0)).problems
    assert problem.message == "Several people have the e-mail address inbox@example.org."
    code = next(m.participation.code for m in scheme.people.people() if m.name == "Ben Li")
    report = bring({**says("inbox", YES, 0), Asked.CODE: [f"{code[:4].lower()} {code[4:]}"]})
    assert report.problems == ()
    assert {e.told_by for e in entries(scheme)} == {2}


def test_a_code_and_an_address_of_two_people_count_for_neither(scheme: Services, bring: Bring):
    with scheme.file.reading() as unit:
        people = {person.id: person.given for person in unit.people.all()}
        codes = {people[part.participant_id]: part.code for part in unit.participations.all()}
    crossed = {**says("ben", YES, 0), Asked.CODE: [codes["Asha"]]}
    report = bring(crossed, {**says("a.new.address", YES, 0), Asked.CODE: [codes["Ben"]]})
    assert [row.outcome for row in report.outcomes] == [Outcome.NOT_IMPORTED, Outcome.ADDED]
    [problem] = report.problems
    assert "The code is that of Asha Rao, but the e-mail address is that of Ben Li." in problem.message


def test_an_answer_from_before_the_round_is_about_another_one(scheme: Services, bring: Bring):
    scheme.rounds.set_date(Milestone.OPENS, date(2026, 5, 21))
    [problem] = bring(says("asha", YES, 0)).problems
    assert "another round" in problem.message
    assert entries(scheme) == []


def test_the_end_of_a_round_is_answered_after_it_too(scheme: Services, bring: Bring):
    for pair in scheme.latest.plan().pairs:
        scheme.endings.end(pair.pairing.id, Ending(reason=EndReason.FINISHED, on=date(2026, 5, 1)))
    wish = scheme.forms.form(FormKind.END).questions[3]
    assert wish.question is Asked.WISH_MET
    answers = {
        Asked.EMAIL: ["asha@example.org"],
        Asked.CONFIDENCE_NOW: ["9"],
        Asked.CONFIDENCE_THEN: ["4"],
        Asked.LEARNT: ["How bids are scored"],
        Asked.ANOTHER_ROUND: [NO],
    }
    report = bring(answers, kind=FormKind.END)
    assert report.problems == ()
    with scheme.file.reading() as unit:
        found = {a.question: (a.number, a.text) for a in unit.answers.all()}
    assert found == {
        Asked.CONFIDENCE_NOW: (9, ""),
        Asked.CONFIDENCE_THEN: (4, ""),
        Asked.LEARNT: (None, "How bids are scored"),
        Asked.ANOTHER_ROUND: (0, ""),
    }
    # Who does not want to come again is not invited.
    scheme.rounds.start("Round 2")
    assert "Asha Rao" not in {member.name for member in scheme.people.people()}


def test_only_what_somebody_wished_for_can_be_met(scheme: Services, bring: Bring, tmp_path: Path):
    form = scheme.forms.form(FormKind.END)
    wishes = [each for each in form.questions if each.question is Asked.WISH_MET]
    path = tmp_path / "end.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Timestamp", "Your e-mail address", *(each.text for each in wishes)])
        rows.writerow(["2026-05-20 10:00:00", "asha@example.org", *["Most of it"] * len(wishes)])
    assert scheme.imports.run(path).problems == ()
    with scheme.file.reading() as unit:
        [answer] = unit.answers.all()
        assert answer.number == 2
        assert unit.strengths.get(answer.strength_id).name.startswith("Bid")


def test_who_comes_back_says_so_before_they_are_in_the_pool(scheme: Services, bring: Bring):
    for pair in scheme.latest.plan().pairs:
        scheme.endings.end(pair.pairing.id, Ending(reason=EndReason.FINISHED, on=date(2026, 5, 1)))
    scheme.rounds.start("Round 2")
    same, again = Asked.SAME_ANSWERS, Asked.ANOTHER_ROUND
    report = bring(
        {Asked.EMAIL: ["asha@example.org"], again: [YES], same: [YES]},
        {Asked.EMAIL: ["ben@example.org"], again: [YES], same: [NO], Asked.SAID: ["I moved to Leeds"]},
        {Asked.EMAIL: ["cara@example.org"], again: [NO]},
        kind=FormKind.RETURN,
    )
    assert (report.problems, report.taken and (report.taken.entries, report.taken.sentence)) == (
        (),
        (0, "3 of 5 answered"),
    )
    assert {m.name: m.participation.status for m in scheme.people.people()} == {
        "Asha Rao": Status.READY,
        "Ben Li": Status.INVITED,
        "Cara Lunt": Status.WITHDRAWN,
        "Dewi Pugh": Status.INVITED,
        "Eve Stone": Status.INVITED,
    }
    with scheme.file.reading() as unit:
        assert [kept.text for kept in unit.kept_answers.all()] == ["I moved to Leeds"]
    assert scheme.file.undo()
    assert {m.participation.status for m in scheme.people.people()} == {Status.INVITED}


def test_nobody_comes_back_by_the_code_of_an_earlier_round(scheme: Services, bring: Bring):
    code = next(m.participation.code for m in scheme.people.people() if m.name == "Asha Rao")
    scheme.rounds.start("Round 2", invited={Status.FINISHED})
    came = {Asked.CODE: [code], Asked.ANOTHER_ROUND: [YES], Asked.SAME_ANSWERS: [YES]}
    report = bring(came, kind=FormKind.RETURN)
    [problem] = report.problems
    assert "about another round" in problem.message
    assert report.outcomes[0].outcome is Outcome.NOT_IMPORTED


def test_a_preview_changes_nothing(scheme: Services, tmp_path: Path):
    path = microsoft_forms(scheme.forms.form(FormKind.MIDDLE), [says("asha", YES)], tmp_path)
    report = scheme.imports.preview(path)
    assert report.taken is not None
    assert report.taken.entries == 1
    assert entries(scheme) == []


def test_an_answer_of_the_last_round_does_not_count_for_this_one(scheme: Services, bring: Bring):
    for pair in scheme.latest.plan().pairs:
        scheme.endings.end(pair.pairing.id, Ending(reason=EndReason.FINISHED, on=date(2026, 5, 1)))
    scheme.rounds.start("Round 2", letters_on=date(2026, 6, 1))
    again = {Asked.ANOTHER_ROUND: [YES], Asked.SAME_ANSWERS: [YES]}
    people = [{Asked.EMAIL: [f"{name}@example.org"], **again} for name in ("asha", "ben", "cara", "dewi")]
    bring(*people, kind=FormKind.RETURN)
    scheme.plan.suggest(agree=True)
    assert scheme.latest.plan().pairs
    [problem] = bring(says("asha", YES, 0)).problems
    assert problem.message == "It is from before Round 2 began, so it is about another round."
