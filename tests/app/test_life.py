"""A round that runs, as someone types it: dates, meetings, flags, holds, ends and the next round."""

import csv
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from buddy_matcher.app import main
from buddy_matcher.app.life.options import today
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services, create_scheme, open_scheme
from tests.app.typed import answer
from tests.helpers.kept_schemes import copy_of
from tests.helpers.people import NAME, add_person, new_scheme


def two_pairs(path: Path) -> Services:
    """Make two agreed pairs whose letters were printed, Asha with Ben and Cara with Dewi; Eve waits."""
    with closing(create_scheme(path, NAME)) as services:
        add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", wishes="Bid")
        add_person(services, "Ben Li", Sector.VCSE, shares="Bid", wishes="Policy")
        add_person(services, "Cara Lunt", Sector.HEALTH, shares="Project", wishes="Listening")
        add_person(services, "Dewi Pugh", Sector.VCSE, shares="Listening", wishes="Project")
        add_person(services, "Eve Stone", Sector.VCSE, shares="Bid")
        services.plan.suggest(agree=True)
    assert main(["sent", str(path), "--all", "--how", "printed"]) == 0
    return open_scheme(path)


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """Two agreed pairs whose letters were printed, Asha with Ben and Cara with Dewi, and Eve, who waits."""
    return copy_of(two_pairs, tmp_path / "scheme.buddy")


def later(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def pair_of(answer, name: str):
    return next(pair for pair in answer["pairs"] if name in pair["members"])


def test_dates_follow_from_the_letters_and_fall_on_working_days(typed):
    assert typed("round", "--set", "letters-on=2026-03-06", "--set", "closes=2026-02-22") == 0
    [line] = typed("round", "--json")["rounds"]
    assert (line["number"], line["people"], line["pairs"], line["current"]) == (1, 5, 2, True)
    # Good Friday, Easter and two Sundays are no days to be due on.
    assert line["dates"] == {
        "closes": "2026-02-22",
        "letters-on": "2026-03-06",
        "first-contact": "2026-03-20",
        "first-meeting": "2026-04-07",
        "fit-check": "2026-04-07",
        "middle": "2026-06-08",
        "ends": "2026-09-07",
        "follow-up": "2027-03-08",
    }


def test_how_often_and_how_long_to_meet_follow_from_the_round(typed):
    dates = ["--set", "letters-on=2026-03-06", "--set", "ends=2026-12-04"]
    assert typed("round", *dates, "--meetings", "8") == 0
    [line] = typed("round", "--json")["rounds"]
    assert (line["meetings"], line["months"]) == (8, 9)


@pytest.mark.parametrize(
    "given",
    [["--set", "letters-on=9999-12-31"], ["--set", "ends"], ["--start", "Spring", "--months", "0"]],
)
def test_a_slip_in_a_date_is_wrong_usage(typed, given: list[str]):
    with pytest.raises(SystemExit) as wrong:
        typed("round", *given)
    assert wrong.value.code == 2


def test_dates_that_no_round_can_have_change_nothing(typed, capsys):
    before = typed("round", "--json")
    assert typed("round", "--set", "letters-on=2026-03-06", "--set", "ends=2025-12-04") == 1
    assert "would come before “Letters go out” on 6 March 2026" in capsys.readouterr().err
    assert typed("round", "--months", "3") == 1
    assert typed("round", "--json") == before


PAIR = ("--pair", "Asha Rao", "Ben Li")


def test_a_pair_runs_from_the_day_on_which_its_last_letter_went(tmp_path: Path, capsys):
    with closing(new_scheme(tmp_path)) as services:
        add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", wishes="Bid")
        add_person(services, "Ben Li", Sector.VCSE, shares="Bid", wishes="Policy")
        services.plan.suggest(agree=True)
    scheme = str(services.path)
    assert main(["round", scheme, "--set", f"letters-on={today()}"]) == 0
    assert main(["sent", scheme, "--person", "Asha Rao", "--how", "posted", "--on", later(-365)]) == 1
    assert main(["sent", scheme, "--person", "Asha Rao", "--how", "posted", "--on", later(1)]) == 0
    assert main(["letters", scheme, "--pdf", str(tmp_path / "letters.pdf")]) == 0
    assert states(scheme, capsys, later(9)) == ["letter-not-sent"]
    assert main(["sent", scheme, "--person", "Ben Li", "--how", "given", "--on", later(5)]) == 0
    assert states(scheme, capsys, later(4)) == ["letter-not-sent"]
    assert states(scheme, capsys, later(5 + 28)) == ["no-contact"]
    assert states(scheme, capsys, later(5 + 29)) == ["needs-call"]


def states(scheme: str, capsys: pytest.CaptureFixture[str], on: str) -> list[str]:
    capsys.readouterr()
    assert main(["meetings", scheme, "--on", on, "--json"]) == 0
    return [pair["state"] for pair in answer(capsys)["pairs"]]


def test_meetings_count_up_to_the_day_that_is_asked_for(typed):
    pair = ["--pair", "rao, ASHA", "Ben Li"]
    assert typed("meeting", *pair, "--on", later(3), "--kind", "contact") == 0
    assert typed("meeting", *pair, "--on", later(9), "--minutes", "45", "--fit", "Ben Li=good") == 0
    twice = ["--fit", "Ben Li=good", "--fit", "Li, Ben=not-good"]
    assert typed("meeting", *pair, "--on", later(9), *twice) == 1
    asked = pair_of(typed("meetings", "--on", later(5), "--json"), "Asha Rao")
    assert (asked["state"], asked["meetings"], asked["minutes"]) == ("in-touch", 0, 0)
    assert asked["last_heard"] == later(3)
    asked = pair_of(typed("meetings", "--on", later(10), "--json"), "Asha Rao")
    assert (asked["state"], asked["meetings"], asked["minutes"]) == ("met", 1, 45)
    assert asked["members"] == ["Asha Rao", "Ben Li"]


def test_a_pair_arranges_to_meet_and_calls_it_off(typed, tmp_path: Path, capsys):
    pair = ["--pair", "Asha Rao", "Ben Li"]
    assert typed("arrange", *pair, "--json").keys() == {"members", "times", "places"}
    there = [*pair, "--at", f"{later(20)}T10:30", "--where", "The Hub", "--times", "6"]
    assert typed("arrange", *there, "--out", str(tmp_path / "out")) == 0
    (calendar,) = (tmp_path / "out").glob("*.ics")
    assert calendar.read_bytes().count(b"BEGIN:VEVENT") == 6
    for odd in (["--times", "0"], ["--times", "9", "--weeks", "999999"], ["--minutes", "99999"]):
        assert typed("arrange", *pair, "--at", f"{later(20)}T10:30", *odd) == 1
    assert typed("arrange", *pair, "--out", str(tmp_path / "again"), "--json")["told"] == []
    assert typed("arrange", *pair, "--call-off") == 0
    assert typed("arrange", *pair, "--call-off") == 1
    assert typed("arrange", *pair, "--out", str(tmp_path / "none")) == 1
    assert "No meeting is arranged" in capsys.readouterr().err


def test_what_was_learnt_is_noted_corrected_and_removed(typed):
    typed("learnt", "--note", "Wards have a budget", "--told-by", "Ben Li", "--quote", "yes")
    (learnt,) = typed("learnt", "--json")["learnt"]
    assert (learnt["told_by"], learnt["kind"], learnt["may_quote"]) == ("Ben Li", "surprise", True)
    number = str(learnt["number"])
    typed("learnt", "--edit", number, "--text", "Wards have no budget", "--kind", "something-to-try")
    (corrected,) = typed("learnt", "--json")["learnt"]
    assert corrected == {**learnt, "text": "Wards have no budget", "kind": "something-to-try"}
    assert typed("learnt", "--remove", "999") == 1
    typed("learnt", "--remove", number)
    assert typed("learnt", "--json")["learnt"] == []


def test_of_one_person_a_note_or_a_reminder_is_kept(typed, scheme: Path, capsys):
    person = ["--person", "Eve Stone"]
    assert typed("meeting", *person, "--said", "Prefers mornings", "--follow-up", later(7)) == 0
    [due] = [each for each in typed("today", "--on", later(9), "--json")["due"] if each["kind"] == "reminder"]
    assert due["people"] == ["Eve Stone"]
    for odd in ([], ["--kind", "meeting", "--said", "Hello"], ["--minutes", "30", "--said", "Hello"]):
        assert typed("meeting", *person, *odd) == 1
    assert "--minutes says nothing without --pair." in capsys.readouterr().err


@pytest.mark.parametrize("command", ["meeting --said Hello", "hold", "release", "stop", "sent --how posted"])
def test_an_empty_name_is_nobody_and_never_everybody(typed, scheme: Path, capsys, command: str):
    before = scheme.read_bytes()
    name, *others = command.split()
    assert typed(name, "--person", "", *others) == 1
    assert "Nobody in this round is called “”." in capsys.readouterr().err
    assert scheme.read_bytes() == before


def test_of_an_organisation_a_note_or_a_reminder_is_kept(typed, scheme: Path, capsys):
    with closing(open_scheme(scheme)) as services:
        name = services.organisations.all()[0].name
    about = ["--about", name]
    assert typed("meeting", *about, "--said", "The hall is shut in May", "--follow-up", later(7)) == 0
    [due] = [each for each in typed("today", "--on", later(9), "--json")["due"] if each["kind"] == "reminder"]
    assert (due["count"], due["people"], due["organisations"]) == (1, [], [name])
    assert typed("meeting", *about, "--kind", "meeting", "--said", "Hello") == 1
    assert typed("meeting", "--about", "Nowhere", "--said", "Hello") == 1
    assert "There is no organisation “Nowhere”." in capsys.readouterr().err


def test_an_entry_is_corrected_in_place(typed):
    pair = ["--pair", "Asha Rao", "Ben Li"]
    typed("meeting", *pair, "--on", later(3), "--minutes", "60")
    typed("meeting", *pair, "--on", later(4), "--minutes", "30", "--instead-of", later(3))
    asked = pair_of(typed("meetings", "--on", later(9), "--json"), "Asha Rao")
    assert (asked["meetings"], asked["minutes"], asked["last_heard"]) == (1, 30, later(4))
    assert typed("meeting", *pair, "--on", later(5), "--instead-of", later(3)) == 1


def test_today_says_which_letters_are_out_of_date_when_it_is_asked(typed, scheme: Path):
    assert "to_send" not in typed("today", "--json")
    with closing(open_scheme(scheme)) as services:
        [ben] = [m.participation_id for m in services.people.people() if m.name == "Ben Li"]
        form = services.people.form_of(ben)
        services.people.save(replace(form, participant=replace(form.participant, given="Benjamin")))
    assert typed("today", "--to-send", "--json")["to_send"] == {"letters": 2, "payments": 0}


@pytest.mark.parametrize(("days", "is_due"), [(28, False), (29, True)])
def test_today_names_the_pairs_that_have_not_met(typed, days: int, is_due: bool):
    typed("meeting", "--pair", "Asha Rao", "Ben Li", "--on", later(1))
    due = {each["kind"]: each for each in typed("today", "--on", later(days), "--json")["due"]}
    assert ("no-first-meeting" in due) is is_due
    if is_due:
        assert due["no-first-meeting"]["count"] == 1
        assert sorted(due["no-first-meeting"]["people"]) == ["Cara Lunt", "Dewi Pugh"]
    assert due["without-buddy"]["people"] == ["Eve Stone"]


def test_a_pair_that_ends_frees_its_people_and_has_no_flags(typed):
    assert typed("end", "--pair", "Asha Rao", "Ben Li", "--reason", "no-time", "--for", "Asha Rao=leave") == 0
    ended = pair_of(typed("meetings", "--on", later(100), "--json"), "Asha Rao")
    assert (ended["state"], ended["flags"]) == ("ended", [])
    due = {each["kind"]: each for each in typed("today", "--json")["due"]}
    assert sorted(due["without-buddy"]["people"]) == ["Ben Li", "Eve Stone"]
    assert typed("end", "--pair", "Asha Rao", "Ben Li", "--reason", "no-time") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--pair", "Asha Rao", "Ben Li", "--reason", "bored"],
        ["--pair", "Asha Rao", "Ben Li"],
        ["--pair", "Asha Rao", "Dewi Pugh", "--reason", "no-time"],
        ["--pair", "Asha", "Ben Li", "--reason", "no-time"],
        ["--pair", "Asha Rao", "Ben Li", "--reason", "no-time", "--for", "Asha Rao=perhaps"],
        ["--pair", "Asha Rao", "Ben Li", "--reason", "no-time", "--for", "Asha Rao=pause:soon"],
        ["--pair", "Asha Rao", "Ben Li", "--reason", "no-time", "--for", "Asha Rao=pause:1999-01-01"],
    ],
)
def test_what_cannot_be_meant_changes_nothing(typed, arguments: list[str], capsys):
    before = typed("meetings", "--json")
    assert typed("end", *arguments) == 1
    assert "Nothing was changed." in capsys.readouterr().err
    assert typed("meetings", "--json") == before


@pytest.mark.parametrize(
    "said",
    [
        ["--minutes", "9" * 20],
        ["--minutes", "1441"],
        ["--miles", f"Asha Rao={'9' * 20}"],
        ["--miles", "Asha Rao=1000"],
    ],
)
def test_a_number_too_large_to_keep_is_not_recorded(typed, said: list[str], capsys):
    assert typed("meeting", "--pair", "Asha Rao", "Ben Li", *said) == 1
    assert "Nothing was recorded." in capsys.readouterr().err


def test_a_hold_lasts_until_its_day_and_bars_the_letter(typed, scheme: Path):
    assert typed("hold", "--person", "Cara Lunt", "--until", later(10)) == 0
    assert pair_of(typed("meetings", "--on", later(9), "--json"), "Cara Lunt")["state"] == "paused"
    assert pair_of(typed("meetings", "--on", later(10), "--json"), "Cara Lunt")["state"] == "no-contact"
    with closing(open_scheme(scheme)) as services:
        assert "Cara Lunt" not in {letter.member.name for letter in services.letters.letters()}
    assert typed("release", "--person", "Cara Lunt") == 0
    assert pair_of(typed("meetings", "--json"), "Cara Lunt")["state"] == "no-contact"


def test_a_hold_that_is_over_already_is_refused(typed, scheme: Path, capsys: pytest.CaptureFixture[str]):
    assert typed("hold", "--person", "Cara Lunt", "--until", later(0), "--on", later(0)) == 1
    assert "Give a later day" in capsys.readouterr().err


def test_a_worry_holds_the_pair_and_nothing_of_it_is_kept(typed, scheme: Path, tmp_path: Path):
    assert typed("hold", "--pair", "Asha Rao", "Ben Li", "--passed-to", "Jo Hale") == 0
    assert pair_of(typed("meetings", "--json"), "Asha Rao")["state"] == "paused"
    with closing(open_scheme(scheme)) as services:
        kept = [entry for pair in services.follow_up.pairs(today()) for entry in pair.life.entries]
    assert [(entry.kind.value, entry.passed_to) for entry in kept] == [("worry", "Jo Hale")]


@pytest.mark.slow
def test_today_names_the_other_round_that_runs(typed, capsys):
    assert typed("today", "--json")["also_running"] == []
    typed("round", "--start", "Spring", "--letters-on", "2027-03-01")
    for name in ("Eve Stone", "Asha Rao"):
        typed("status", "--person", name, "ready")
    typed("pair", "--agree")
    assert [each["pairs"] for each in typed("round", "--json")["rounds"]] == [2, 1]
    [other] = typed("today", "--json")["also_running"]
    assert (other["number"], other["pairs"]) == (1, 2)
    capsys.readouterr()
    assert typed("today") == 0
    assert "runs too: 2 pairs. See today --round 1." in capsys.readouterr().out
    assert [each["number"] for each in typed("today", "--round", "1", "--json")["also_running"]] == [2]
    typed("meeting", *PAIR, "--round", "1", "--on", later(1), "--follow-up", later(3))
    typed("end", "--all-finished", "--round", "1")
    [other] = typed("today", "--on", later(9), "--json")["also_running"]
    assert (other["number"], other["pairs"], other["reminders"]) == (1, 0, 1)


def test_after_a_stop_nothing_goes_to_the_person_and_the_buddy_is_rung_first(typed, scheme: Path):
    assert typed("stop", "--person", "Dewi Pugh") == 0
    with closing(open_scheme(scheme)) as services:
        written_to = {letter.member.name for letter in services.letters.letters()}
    assert not written_to & {"Dewi Pugh", "Cara Lunt"}
    due = {each["kind"]: each for each in typed("today", "--on", later(3), "--json")["due"]}
    assert due["reminder"]["people"] == ["Cara Lunt"]
    typed("round", "--start", "Spring", "--invite", "finished,waiting,withdrawn")
    with closing(open_scheme(scheme)) as services:
        assert "Dewi Pugh" not in {member.name for member in services.people.people()}


def test_the_next_round_invites_and_pairs_nobody_on_old_answers(typed, scheme: Path):
    assert typed("end", "--all-finished", "--except", "Cara Lunt") == 0
    assert typed("round", "--start", "Spring", "--letters-on", "2027-03-01", "--months", "3") == 0
    typed("round", "--set", "letters-on=2027-03-02")
    assert typed("round", "--start", "Third", "--letters-on", "2026-09-01") == 1
    typed("round", "--set", "letters-on=2027-03-01")
    first, second = typed("round", "--json")["rounds"]
    assert (first["current"], second["current"], second["name"]) == (False, True, "Spring")
    assert second["dates"]["ends"] == "2027-06-01"
    with closing(open_scheme(scheme)) as services:
        invited = {member.name: member.participation for member in services.people.people()}
    assert {part.status.value for part in invited.values()} == {"invited"}
    assert invited["Eve Stone"].priority == 1
    assert invited["Asha Rao"].priority == 0
    assert typed("pair", "--json")["pairs"] == []
    # Who came for the new round alone can be held and noted of, though the first one runs.
    with closing(open_scheme(scheme)) as services:
        add_person(services, "Farid Khan", Sector.VCSE, shares="Bid")
    assert typed("meeting", "--person", "Farid Khan", "--said", "Prefers mornings", "--on", "2027-01-10") == 0
    assert typed("hold", "--person", "Farid Khan") == 0
    # The pair that goes on in the first round is still there.
    assert pair_of(typed("meetings", "--json"), "Cara Lunt")["state"] == "no-contact"
    assert typed("meetings", "--round", "3") == 1


def test_a_check_in_comes_back_by_the_headings_of_its_form(typed, scheme: Path, tmp_path: Path):
    with closing(open_scheme(scheme)) as services:
        for member in services.people.people():
            form = services.people.form_of(member.participation_id)
            email = f"{member.participant.given.lower()}@example.org"
            services.people.save(replace(form, participant=replace(form.participant, email=email)))
    made = typed("form", "--kind", "check-in", "--out", str(tmp_path / "forms"), "--json")
    assert [each["asks"] for each in made["questions"]] == ["code", "email", "met", "fit", "said"]
    assert {each["format"] for each in made["files"]} == {"word", "excel", "paper", "text", "codes"}
    said = {"met": "Yes", "fit": made["questions"][3]["options"][0]}
    with (tmp_path / "answers.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["Timestamp", *(each["heading"] for each in made["questions"])])
        for name in ("asha", "ben"):
            answers = {**said, "email": f"{name}@example.org"}
            rows.writerow([f"{later(0)} 10:00:00", *(answers.get(q["asks"], "") for q in made["questions"])])
    for entries in (2, 0):
        report = typed("import", str(tmp_path / "answers.csv"), "--json")
        assert (report["form"], report["entries"], report["answered"], report["of"]) == (
            "check-in",
            entries,
            2,
            4,
        )
        assert (report["problems"], report["to_decide"]) == ([], [])
    pair = pair_of(typed("meetings", "--json"), "Asha Rao")
    assert (pair["state"], pair["meetings"], pair["minutes"]) == ("going-well", 1, 0)


def test_a_pair_made_late_runs_from_the_letters_that_told_of_it(typed):
    assert (
        typed("end", "--pair", "Cara Lunt", "Dewi Pugh", "--reason", "no-time", "--for", "Dewi Pugh=leave")
        == 0
    )
    assert typed("free", "--take", "move-nobody", "--agree") == 0
    mended = pair_of(typed("meetings", "--on", later(40), "--json"), "Eve Stone")
    assert set(mended["members"]) == {"Cara Lunt", "Eve Stone"}
    # Both had letters of the round, about another buddy and about waiting.
    assert (mended["state"], mended["flags"]) == ("letter-not-sent", [])
    assert typed("sent", "--all", "--how", "posted", "--on", later(30)) == 0
    for day, state in ((29, "letter-not-sent"), (30 + 28, "no-contact"), (30 + 29, "needs-call")):
        assert pair_of(typed("meetings", "--on", later(day), "--json"), "Eve Stone")["state"] == state


def test_no_date_is_due_on_a_bank_holiday_of_the_schemes_nation(typed):
    assert typed("round", "--set", "letters-on=2026-10-02", "--set", "ends=2026-11-30") == 0
    assert typed("round", "--json")["rounds"][0]["dates"]["ends"] == "2026-11-30"
    assert typed("scheme", "--nation", "scotland", "--json")["nation"] == "scotland"
    # St Andrew's Day is kept in Scotland alone.
    assert typed("round", "--json")["rounds"][0]["dates"]["ends"] == "2026-12-01"
