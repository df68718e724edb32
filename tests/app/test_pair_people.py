"""`pair`, as someone types it."""

from pathlib import Path

import pytest

from buddy_matcher.app import main, pair_people
from buddy_matcher.domain.organisations import Sector
from tests.app.typed import answer
from tests.helpers.people import add_person, new_scheme


def test_pair_gives_the_plan_and_keeps_agreed_pairings(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["pair", str(filled), "--agree", "--json"]) == 0
    plan = answer(capsys)
    assert plan["status"] == "optimal"
    assert list(plan["objective"]) == ["people", "priority", "extra", "below_1", "kept", "score"]
    assert plan["bound"] == plan["objective"]
    paired = [member["name"] for pair in plan["pairs"] for member in pair["members"]]
    alone = [person["name"] for person in plan["without_buddy"]]
    assert len(set(paired)) + len(alone) == 57
    assert all(pair["score"] == sum(pair["parts"].values()) and pair["reasons"] for pair in plan["pairs"])
    assert plan["objective"]["people"] == len(set(paired))
    assert {pair["state"] for pair in plan["pairs"]} == {"agreed"}

    assert main(["pair", str(filled), "--json"]) == 0
    again = answer(capsys)
    assert again["pairs"] == plan["pairs"]


def test_pair_without_json_says_each_pair_in_a_line(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["pair", str(filled)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert "Best possible under your rules and these answers." in printed[0]
    assert any("Both gain" in line for line in printed)


def test_pair_says_what_is_still_to_be_decided_and_where(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["pair", str(filled)]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == (
        "Still to decide: 1 wish not to be paired with someone and 2 answers that are on no list. "
        "Open the scheme in the window; the Overview leads there."
    )
    assert main(["pair", str(filled), "--json"]) == 0
    assert answer(capsys)["undecided"] == {"wishes": 1, "answers": 2}


def test_a_time_limit_without_end_is_no_error(filled: Path):
    assert main(["pair", str(filled), "--time-limit", "1e400"]) == 0


def test_a_time_limit_that_leaves_no_time_does_not_empty_the_plan(
    filled: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["pair", str(filled), "--time-limit", "1e-9", "--json"]) == 0
    assert len(answer(capsys)["pairs"]) > 20


def test_without_agree_the_plan_is_a_draft(filled: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["pair", str(filled), "--json"]) == 0
    assert {pair["state"] for pair in answer(capsys)["pairs"]} == {"draft"}


def test_a_search_that_is_out_of_time_says_what_it_could_not_prove(
    filled: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    # What takes longer than the least time that is given would hold up every run of the tests.
    monkeypatch.setattr(pair_people, "SHORTEST", 1e-9)
    assert main(["pair", str(filled), "--time-limit", "1e-9", "--json"]) == 0
    plan = answer(capsys)
    assert plan["status"] == "feasible"
    assert plan["objective"]["people"] < plan["bound"]["people"]


def test_a_pair_without_a_reason_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    services = new_scheme(tmp_path)
    for name, sector in (("Asha Rao", Sector.HEALTH), ("Ben Moss", Sector.VCSE)):
        add_person(services, name, sector, shares="Policy", ways=frozenset())
    services.close()
    assert main(["pair", str(services.path)]) == 0
    assert "Asha Rao and Ben Moss: No wishes stated." in capsys.readouterr().out.splitlines()
