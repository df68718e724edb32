"""Odd words on the command line are refused, and a refused command leaves nothing half done."""

from contextlib import closing
from pathlib import Path

import pytest

from buddy_matcher.app import main
from buddy_matcher.app.command import all_or_nothing
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services, open_scheme
from tests.helpers.people import add_person, new_scheme

THEIRS = ("theirs.docx", "theirs.xlsx")
"""Files of another program."""

MINUTES = "The minutes of somebody else"

HUGE = "9" * 5000
"""More digits than Python reads."""


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two health people and one VCSE person, with a plan; what is refused leaves it as it is."""
    with closing(new_scheme(tmp_path_factory.mktemp("odd"))) as services:
        for name, sector in (
            ("Asha Rao", Sector.HEALTH),
            ("Cai Lowe", Sector.HEALTH),
            ("Ben Moss", Sector.VCSE),
        ):
            add_person(services, name, sector, shares="Policy", wishes="Policy")
        services.plan.suggest()
        return services.path


@pytest.fixture(scope="module")
def standing(scheme: Path) -> list[str]:
    """What was done in the scheme; files that odd words name lie beside it."""
    beside = scheme.parent
    (beside / "people.csv").write_text("Name,Organisation,Sector\nDee Poole,The Hub,VCSE\n", "utf-8")
    (beside / "theirs.pdf").write_bytes(b"%PDF-1.7")
    (beside / "numbers.txt").write_bytes(bytes(range(256)))
    (beside / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', "utf-8"
    )
    for theirs in THEIRS:
        (beside / theirs).write_text(MINUTES, "utf-8")
    return done(scheme)


def done(path: Path) -> list[str]:
    with closing(open_scheme(path)) as services:
        return [each.text for each in services.history.entries() if not each.is_undone]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["reach", "--on", "2026-11-28"], "--on says nothing without --invited"),
        (["funding", "--second-funder", "Health fund=40"], "--second-funder says nothing without --agree"),
        (["funding", "--source", "NICE"], "--source says nothing without --rate"),
        (["funding", "--from", "2026-04-01"], "--from says nothing without --agree"),
        (["funding", "--budget", "City=0@2026-04-01..2027-03-31"], "No budget of City begins"),
        (["languages", "--on", "2026-11-28"], "--on says nothing without --sign"),
        (["free", "--agree"], "--agree says nothing without --take"),
        (["learnt", "--told-by", "Ben Moss"], "--told-by says nothing without --note"),
        (["learnt", "--text", "Better"], "--text says nothing without --edit"),
        (["scenarios", "--save", ""], "needs a name"),
        (["scenarios", "--take", ""], "no scenario “”"),
        (["compare", "--scenario", ""], "no scenario “”"),
        (["round", "--start", "round 1"], "There is a round “round 1” already"),
        (["round", "--form", "check-in=https://"], "is no link"),
        (["report", "theirs.docx"], "theirs.docx was there before"),
        (["languages", "--of", "cy", "--out", "theirs.xlsx"], "theirs.xlsx was there before"),
        (["import", "people.csv", "--save-problems", "theirs.xlsx"], "theirs.xlsx was there before"),
        (["import", "people.csv", "--save-problems", "theirs.xlsx/new.xlsx"], "a file stands where a folder"),
        (["import", "people.csv", "missing.csv"], "There is no file “missing.csv”, so nothing was imported"),
        (
            ["import", "people.csv", "--column", "Name=given", "--column", "name=email"],
            "--column speaks twice of “name”",
        ),
        (["export", "."], "such as new.xlsx"),
        (["meeting", "--about", "The Hib"], "There is no organisation “The Hib”. Nothing was recorded. "),
        (["import", "theirs.pdf"], "is a PDF. Nothing was imported"),
        (["import", "scheme.buddy"], "is a database"),
        (["import", "."], "“.” is not a file, so nothing was imported"),
        (["lists", "--strengths", "theirs.pdf"], "is a PDF"),
        (["lists", "--strengths", "numbers.txt"], "is no text"),
        (["lists", "--strengths", "missing.txt"], "There is no file “missing.txt”"),
        (["scheme", "--logo", ".", "--logo-text", "The Hub"], ". is not a file. Nothing was changed"),
        (
            ["scheme", "--logo", "logo.svg", "--logo-text", "The Hub", "--email", "nobody"],
            "can’t be an e-mail",
        ),
        (["scheme", "--logo-text", "The Hub"], "--logo-text says nothing without --logo"),
        (["funding", "--agree", "The Hub", ""], "There is no"),
        (["funding", "--rate", "a=1/hour", "--rate", "A=2/hour"], "--rate speaks twice of “A”"),
        (["payments", "--paid", "1", "--send"], "--send says nothing without --out"),
        (["end", "--all-finished", "--for", "Asha Rao=leave"], "of one pair, not of all"),
        (["end", "--pair", "Asha Rao", "Ben Moss", "--except", "Asha Rao"], "nothing of a single pair"),
        (["wording", "--set", "waiting.next=Ring us.", "--reset", "waiting.next"], "twice of “waiting.next”"),
        (["round", "--set", "ends=2027-03-01", "--set", "ends=2027-03-02"], "--set speaks twice of “ends”"),
        (
            ["choices", "--chosen", "Asha Rao=Ben Moss", "--chosen", "asha rao=Ben Moss"],
            "The command speaks twice of “asha rao”",
        ),
        (["continue", "--pair", "Asha Rao", "Ben Moss"], "No earlier pair of Asha Rao and Ben Moss could"),
        (["rotate", "--rounds", "100000000"], "A rotation has 1 to 50 rounds"),
        (["try", "--round", "1", "--set", "meeting=100000000"], "is not a part of the score and its points"),
        (["try", "--round", "1", "--set", "meeting=1001"], "gives 0 to 1,000 points"),
        (["choices", "--answer", f"Asha Rao={HUGE}"], "is no number that Asha Rao could choose"),
        (["learnt", "--text", "Better", "--edit", "0"], "Nothing learnt has the number 0"),
        (["meeting", "--person", "Asha Rao", "--minutes", "0"], "--minutes says nothing without --pair"),
    ],
)
def test_what_says_nothing_is_refused(
    scheme: Path, standing: list[str], capsys, monkeypatch, words: list[str], said: str
):
    monkeypatch.chdir(scheme.parent)
    before = scheme.read_bytes()
    assert main([words[0], str(scheme), *words[1:]]) == 1
    assert said in capsys.readouterr().err
    # What was undone is still in the file, so that its bytes tell only when nothing was tried.
    assert scheme.read_bytes() == before or done(scheme) == standing
    assert {Path(theirs).read_text("utf-8") for theirs in THEIRS} == {MINUTES}


@pytest.mark.parametrize(
    "words",
    [
        ["choices", "--points", "-1"],
        ["arrange", "--pair", "Asha Rao", "Ben Moss", "--at", "2027-03-02"],
        *(["meetings", "--round", number] for number in ("1.5", "ten", "", "1_0", "²", HUGE)),
        ["round", "--months", HUGE],
        ["open", ""],
        ["export", ""],
        ["papers", "--out", " "],
        ["letters", "--each", ""],
        ["funding", "--agree", "The Hub", "hourly", "--ceiling", HUGE],
    ],
)
def test_numbers_and_times_that_are_none_are_wrong_usage(scheme: Path, capsys, words: list[str]):
    with pytest.raises(SystemExit) as stopped:
        main(words[1:] if words[0] == "open" else [words[0], str(scheme), *words[1:]])
    assert stopped.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert "invalid" not in said  # Python's own words, which name a type of its own
    assert len(said) < 200


@pytest.mark.parametrize(
    "words",
    [
        ["funding", "--rate", "hourly=2500/hour", "--agree", "Nobody", "hourly"],
        ["round", "--start", "Autumn", "--form", "check-in=nowhere"],
        ["reach", "--list", "groups.csv", "--invited", "Nobody"],
    ],
)
def test_a_command_that_is_refused_leaves_nothing_half_done(scheme: Path, monkeypatch, words: list[str]):
    monkeypatch.chdir(scheme.parent)
    Path("groups.csv").write_text("Organisation\nThe Hub\n", encoding="utf-8")
    before = done(scheme)
    assert main([words[0], str(scheme), *words[1:]]) == 1
    assert done(scheme) == before


def test_what_is_stopped_between_two_steps_is_taken_back(scheme: Path):
    before = done(scheme)
    with closing(open_scheme(scheme)) as services, pytest.raises(KeyboardInterrupt):
        start_and_stop(services)
    assert done(scheme) == before


def start_and_stop(services: Services) -> None:
    """Do one step of two, as when Ctrl+C comes between them."""
    with all_or_nothing(services.history):
        services.rounds.start("Autumn")
        raise KeyboardInterrupt


def test_a_column_that_the_sheet_lacks_is_said(scheme: Path, tmp_path: Path, capsys):
    sheet = tmp_path / "people.csv"
    sheet.write_text("Name,Organisation,Sector\nDee Poole,The Hub,VCSE\n", encoding="utf-8")
    given = ["--column", "Nmae=given", "--column", "name=full_name"]
    assert main(["import", str(scheme), str(sheet), "--dry-run", *given]) == 0
    assert capsys.readouterr().err == "No column is headed “Nmae”, so --column said nothing.\n"


@pytest.mark.parametrize("buddy", ["Asha Rao", "Cai Lowe"])
def test_only_somebody_of_the_other_sector_can_be_chosen(scheme: Path, capsys, buddy: str):
    assert main(["choices", str(scheme), "--chosen", f"Asha Rao={buddy}"]) == 1
    assert f"Asha Rao can’t choose {buddy}" in capsys.readouterr().err


def test_nobody_who_was_offered_a_choice_is_said(scheme: Path, capsys):
    assert main(["choices", str(scheme), "--heard"]) == 0
    assert "Nobody was offered a choice yet" in capsys.readouterr().out
