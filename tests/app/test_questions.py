"""The questions of a round, as someone types them."""

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from buddy_matcher.app import main
from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.questions.offer_choices import MayChoose
from buddy_matcher.services.schemes import Services, create_scheme, open_scheme
from tests.app.typed import answer
from tests.helpers.kept_schemes import copy_of
from tests.helpers.people import NAME, add_person, new_scheme

WEIGHED = len(set(Part) - {Part.PREFERENCE})
"""How many parts of the points a coordinator weighs."""


def five_drafted(path: Path) -> Services:
    """Make a scheme of three health and two VCSE people, with a draft plan."""
    services = create_scheme(path, NAME)
    for name, shares, wishes in (
        ("Asha Rao", "Policy", "Outreach"),
        ("Cai Lowe", "Outreach", "Policy"),
        ("Eve Orr", "Policy", "Policy"),
    ):
        add_person(services, name, Sector.HEALTH, shares=shares, wishes=wishes)
    for name, shares, wishes in (("Ben Moss", "Outreach", "Policy"), ("Dee Ash", "Policy", "Outreach")):
        add_person(services, name, Sector.VCSE, shares=shares, wishes=wishes)
    services.plan.suggest()
    return services


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Three health and two VCSE people, with a draft plan."""
    return copy_of(five_drafted, tmp_path / "small" / "scheme.buddy")


def ask(capsys, *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    return answer(capsys)


def names_of(path: Path) -> set[str]:
    services = open_scheme(path)
    names = {member.name for member in services.latest.state().members.values()}
    services.close()
    return names


def test_explain_names_reason_crowd_and_what_would_help(small: Path, capsys: pytest.CaptureFixture[str]):
    [waiting] = ask(capsys, "explain", str(small))["waiting"]
    assert set(waiting) == {"name", "reason", "crowd", "places", "openings"}
    assert set(waiting["crowd"]) == {"Asha Rao", "Cai Lowe", "Eve Orr"}
    assert waiting["places"] == 2
    assert main(["explain", str(small)]) == 0
    assert "3 people compete for 2 places" in capsys.readouterr().out


def test_compare_with_the_best_the_next_and_the_most_different(
    small: Path, capsys: pytest.CaptureFixture[str]
):
    best = ask(capsys, "compare", str(small))
    assert best["changed"] == []
    assert all(mine == theirs for mine, theirs in best["aims"].values())
    assert list(best["aims"]) == ["people", "priority", "extra", "below_1", "kept", "score"]
    following = ask(capsys, "compare", str(small), "--with", "next")
    assert following["changed"]
    assert [theirs for _mine, theirs in following["aims"].values()] <= [
        mine for mine, _theirs in following["aims"].values()
    ]
    different = ask(capsys, "compare", str(small), "--with", "different")
    assert all(mine == theirs for mine, theirs in different["aims"].values())


def test_holds_tells_how_firm_each_pair_is(agreed: Path, small: Path, capsys: pytest.CaptureFixture[str]):
    # Some of the 57 are happy in a three, so one part at a time is tried; nobody of the small scheme is.
    several = ask(capsys, "holds", str(agreed))
    assert several["weightings"] == 2 * WEIGHED
    assert {pair["holds"] for pair in several["pairs"]} <= {"one-step", "only"}
    every = ask(capsys, "holds", str(small))
    assert every["weightings"] == 2 * 3 ** (WEIGHED - 1)
    for pair in every["pairs"]:
        assert (pair["holds"] == "always") == (pair["share"] == 1)
        assert len(pair["members"]) == 2


def test_proof_gives_prices_that_add_up_to_the_plan(
    agreed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "proof.xlsx"
    proof = ask(capsys, "proof", str(agreed), str(out))
    objective = ask(capsys, "pair", str(agreed))["objective"]
    assert proof["kind"] == "prices"
    for aim in ("people", "priority", "extra", "below_1", "score"):
        of_rules = sum(rule["at_most"] * rule["price"][aim] for rule in proof["rules"])
        assert sum(price[aim] for price in proof["prices"].values()) + of_rules == objective[aim]
    sheet = load_workbook(out)["Pairs"]
    assert [cell.value for cell in sheet[1]][:5] == ["Person", "Buddy", "In the plan", "people", "priority"]
    names = {row[0] for row in sheet.iter_rows(min_row=2, max_col=2, values_only=True)}
    assert names <= set(proof["prices"])
    # It replaces its own, as `export` does.
    assert main(["proof", str(agreed), str(out)]) == 0
    assert "The earlier file of that name was replaced." in capsys.readouterr().out


def test_a_plan_changed_for_the_worse_is_not_proved(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    services = open_scheme(small)
    services.pairings.unpair(services.latest.plan().pairs[0].pairing.id)
    services.close()
    assert main(["proof", str(small), str(tmp_path / "proof.xlsx")]) == 1
    assert "not the one that is proved best" in capsys.readouterr().err
    assert not (tmp_path / "proof.xlsx").exists()


def test_rotate_lets_nobody_meet_twice(agreed: Path, capsys: pytest.CaptureFixture[str]):
    found = ask(capsys, "rotate", str(agreed), "--rounds", "4")
    assert found["status"] == "optimal"
    assert len(found["rounds"]) == 4
    pairs = [tuple(pair) for pairs in found["rounds"] for pair in pairs]
    assert len(set(pairs)) == len(pairs)
    for each in found["rounds"]:
        people = [name for pair in each for name in pair]
        assert len(set(people)) == len(people)
    assert main(["rotate", str(agreed), "--rounds", "0"]) == 1


def test_try_is_the_same_under_the_same_criteria_and_says_what_else_would_be(
    agreed: Path, capsys: pytest.CaptureFixture[str]
):
    same = ask(capsys, "try", str(agreed), "--round", "1")
    assert same["same"] is True
    assert same["pairs"] == same["then"]["pairs"]
    other = ask(
        capsys,
        "try",
        str(agreed),
        "--round",
        "1",
        "--set",
        "complementary strengths=0",
        "--set",
        "meeting=60",
    )
    assert other["same"] is False
    assert {name for pair in other["pairs"] for name in pair} | set(other["waiting"]) <= names_of(agreed)
    assert main(["try", str(agreed), "--round", "1", "--set", "luck=3"]) == 1
    assert "The parts are complementary strengths" in capsys.readouterr().err
    assert main(["try", str(agreed), "--round", "7"]) == 1
    assert "no round 7" in capsys.readouterr().err


def test_free_tells_three_ways_and_takes_one(agreed: Path, capsys: pytest.CaptureFixture[str]):
    services = open_scheme(agreed)
    pairs = [pair for pair in services.latest.plan().pairs if not pair.pairing.is_trio]
    for pair, place in ((pairs[0], 0), (pairs[1], 1)):
        services.pairings.unpair(pair.pairing.id)
        assert pair.members[place].sector is (Sector.HEALTH, Sector.VCSE)[place]
    alone = {pairs[0].members[0].name, pairs[1].members[1].name}
    services.close()
    found = ask(capsys, "free", str(agreed))
    assert alone <= set(found["people"])
    assert [each["name"] for each in found["answers"]] == ["move-nobody", "join-as-three", "plan-again"]
    for each in found["answers"]:
        assert each["helped"] == len({name for pair in each["pairs"] for name in pair} & set(found["people"]))
        # Everything is agreed, so nobody can be moved.
        assert each["moved"] == 0
        assert each["status"] == "optimal"
    assert found["answers"][0]["helped"] >= 2
    assert ask(capsys, "free", str(agreed), "--take", "move-nobody", "--agree")["taken"] == "move-nobody"
    after = ask(capsys, "pair", str(agreed))
    stored = {frozenset(m["name"] for m in pair["members"]) for pair in after["pairs"]}
    assert {frozenset(pair) for pair in found["answers"][0]["pairs"]} <= stored


def test_someone_joins_a_pair_that_is_happy_in_a_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    services = new_scheme(tmp_path)
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", happy_in_trio=True)
    add_person(services, "Ben Moss", Sector.VCSE, shares="Outreach", happy_in_trio=True)
    services.close()
    assert main(["pair", str(services.path), "--agree"]) == 0
    services = open_scheme(services.path)
    add_person(services, "Cai Lowe", Sector.HEALTH, shares="Policy", happy_in_trio=True)
    [before] = services.latest.plan().pairs
    services.close()
    capsys.readouterr()
    found = ask(capsys, "free", str(services.path), "--take", "join-as-three", "--agree")
    assert found["answers"][0]["pairs"] == []
    assert [set(names) for names in found["answers"][1]["pairs"]] == [{"Asha Rao", "Ben Moss", "Cai Lowe"}]
    services = open_scheme(services.path)
    [after] = services.latest.plan().pairs
    services.close()
    assert after.pairing.id == before.pairing.id
    assert len(after.members) == 3


def test_choices_are_offered_and_honoured(small: Path, capsys: pytest.CaptureFixture[str]):
    people = ask(capsys, "choices", str(small), "--points", "100")["people"]
    assert len(people) == 4
    chooser = next(person for person in people if person["buddies"])
    buddy = chooser["buddies"][0]["name"]
    honoured = ask(capsys, "choices", str(small), "--chosen", f"{chooser['name']}={buddy}")
    assert honoured["honoured"] == [chooser["name"]]
    assert main(["choices", str(small), "--chosen", "Nobody=Ben Moss"]) == 1
    assert "Nobody in this round is called “Nobody”" in capsys.readouterr().err


def test_a_choice_is_offered_noted_by_number_and_taken(small: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["choices", str(small), "--offer"]) == 1
    assert "Nobody can choose between two people" in capsys.readouterr().err
    with closing(open_scheme(small)) as services:
        first, second = services.latest.plan().pairs
        members = [each.participation_id for each in (*first.members, *second.members)]
        offered = MayChoose(first.members[0].name, (), members[0], (members[1], members[3]))
        services.questions.hearing.offer([offered])
    name, other = first.members[0].name, second.members[1].name
    [heard] = ask(capsys, "choices", str(small), "--answer", f"{name}=2")["people"]
    assert (heard["name"], heard["chosen"], heard["offered"][1]) == (name, 2, {"number": 2, "name": other})
    assert main(["choices", str(small), "--heard"]) == 0
    assert f"{name} chose {other}." in capsys.readouterr().out
    taken = ask(capsys, "choices", str(small), "--take")
    assert name in taken["honoured"] + taken["missed"]
    assert main(["choices", str(small), "--answer", f"{name}=x"]) == 1
    assert "is no number" in capsys.readouterr().err


def test_plans_are_set_aside_compared_and_taken(small: Path, capsys: pytest.CaptureFixture[str]):
    [saved] = ask(capsys, "scenarios", str(small), "--save", "One")["scenarios"]
    assert (saved["name"], saved["pairings"], saved["alike"]) == ("One", 2, 2)
    assert ask(capsys, "compare", str(small), "--scenario", "one")["changed"] == []
    with closing(open_scheme(small)) as services:
        services.pairings.unpair(services.latest.plan().pairs[0].pairing.id)
    assert main(["scenarios", str(small), "--take", "x" * 5000]) == 1
    assert len(capsys.readouterr().err) < 200
    [taken] = ask(capsys, "scenarios", str(small), "--take", "One")["scenarios"]
    assert taken["alike"] == 2
    assert ask(capsys, "scenarios", str(small), "--remove", "One") == {"scenarios": [], "left_out": []}
    assert main(["compare", str(small), "--scenario", "One"]) == 1
    assert "no scenario “One”" in capsys.readouterr().err


def test_a_scheme_without_a_plan_says_so(filled: Path, capsys: pytest.CaptureFixture[str]):
    for words in (["compare"], ["holds"], ["choices"]):
        assert main([words[0], str(filled)]) == 1
        assert "There is no plan yet." in capsys.readouterr().err
