"""Money for VCSE time, as someone types it: rates, agreements, what is sent, paid and taken back."""

from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services, create_scheme, open_scheme
from tests.helpers.kept_schemes import copy_of
from tests.helpers.people import NAME, add_person

MET = ["--pair", "Asha Rao", "Ben Li"]


def one_pair(path: Path) -> Services:
    """Make an agreed pair, Asha with Ben of the Hub."""
    services = create_scheme(path, NAME)
    add_person(services, "Asha Rao", Sector.HEALTH, shares="Policy", wishes="Bid")
    add_person(services, "Ben Li", Sector.VCSE, organisation="The Hub", shares="Bid", wishes="Policy")
    services.plan.suggest(agree=True)
    return services


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """An agreed pair, Asha with Ben of the Hub."""
    return copy_of(one_pair, tmp_path / "scheme.buddy")


@pytest.fixture
def funded(typed):
    """The Hub is paid 25 pounds an hour and 55p a mile for Ben's time, up to two hours."""
    assert typed("funding", "--rate", "hourly=2500/hour", "--rate", "car=55/mile@2026-04-06") == 0
    assert typed("funding", "--agree", "the hub", "hourly", "--mileage", "car", "--ceiling", "120") == 0
    return typed


def meet(typed, on: str, minutes: int, *more: str) -> None:
    assert typed("meeting", *MET, "--on", on, "--funded", f"Ben Li={minutes}", *more) == 0


def test_funding_shows_what_is_agreed_used_and_to_settle(funded):
    meet(funded, "2026-05-01", 90, "--miles", "Ben Li=10")
    meet(funded, "2026-05-08", 60)
    assert funded("meeting", *MET, "--on", "2026-05-15") == 0
    [line] = funded("funding", "--json")["organisations"]
    assert line == {
        "name": "The Hub",
        "agreed_minutes": 120,
        "used_minutes": 120,
        "miles": 10,
        "used_pence": 3750 + 550 + 1250,
        "value_in_kind_pence": 0,
        "forecast_pence": {"low": 2 * 3750, "high": 6 * 3750},
        "paid_pence": 0,
        "to_settle": 1,
        "funders": [{"name": "", "used_pence": 5550}],
    }


def test_what_was_sent_is_frozen_and_a_correction_comes_in_the_next_one(funded, tmp_path: Path, scheme: Path):
    meet(funded, "2026-05-01", 60)
    meet(funded, "2026-06-01", 30)
    out = ["--out", str(tmp_path / "payments"), "--json"]
    [draft] = funded("payments", *out)["summaries"]
    assert (draft["number"], draft["state"], draft["total_pence"]) == (None, "draft", 3750)
    sent, draft = funded("payments", *out, "--send", "--until", "2026-05-31")["summaries"], None
    assert [(each["number"], each["state"], each["total_pence"]) for each in sent] == [(1, "sent", 2500)]
    assert funded("payments", "--paid", "1", "--on", "2026-06-02") == 0
    # The first meeting turns out to have been shorter.
    meet(funded, "2026-05-01", 45, "--instead-of", "2026-05-01")
    first, draft = funded("payments", *out)["summaries"]
    assert (first["state"], first["total_pence"]) == ("paid", 2500)
    assert [(line["on"], line["minutes"], line["pence"]) for line in draft["lines"]] == [
        ("2026-05-01", -60, -2500),
        ("2026-05-01", 45, 1875),
        ("2026-06-01", 30, 1250),
    ]
    [line] = funded("funding", "--json")["organisations"]
    assert (line["used_pence"], line["paid_pence"]) == (3125, 2500)
    with closing(open_scheme(scheme)) as services:
        pairing = services.latest.plan().pairs[0].pairing.id
        met = services.entries.entries_of(pairing)[0]
        with pytest.raises(UserError, match="payment summary 1"):
            services.entries.strike_out(met.id)


def test_what_could_not_be_written_was_not_sent(funded, tmp_path: Path, capsys):
    meet(funded, "2026-05-01", 60)
    (tmp_path / "out").write_text("The minutes of somebody else", encoding="utf-8")
    assert funded("payments", "--out", str(tmp_path / "out"), "--send") == 1
    assert "a file stands where a folder would be" in capsys.readouterr().err
    [draft] = funded("payments", "--out", str(tmp_path / "payments"), "--json")["summaries"]
    assert (draft["number"], draft["state"]) == (None, "draft")


def test_a_payment_summary_can_be_read_and_paid(funded, tmp_path: Path):
    assert funded("scheme", "--coordinator", "Morag Ellis", "--email", "morag@example.org") == 0
    meet(funded, "2026-05-01", 90, "--miles", "Ben Li=10")
    [sent] = funded("payments", "--out", str(tmp_path / "out"), "--send", "--json")["summaries"]
    # What is agreed later changes nothing of what was sent.
    assert funded("funding", "--agree", "the hub", "hourly", "--payee", "Another", "--reference", "New") == 0
    [sent] = funded("payments", "--out", str(tmp_path / "out"), "--json")["summaries"]
    book = openpyxl.load_workbook(Path(sent["path"]).with_suffix(".xlsx"))
    assert [cell.value for cell in book["Payment"][3]] == ["Total", None, 1.5, 10, None, 43, None]
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(sent["path"]).pages)
    for told in (
        "Payment summary 1",
        "The Hub",
        "Ben Li",
        "1 May 2026",
        "1 h 30 min",
        "£25.00 an hour, 55p a mile",
        "£43.00",
        "morag@example.org",
    ):
        assert told in text
    assert "Asha" not in text
    assert "Another" not in text
    assert "New" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--agree", "Nobody", "hourly"], "no organisation called “Nobody”"),
        (["--agree", "Asha Rao’s group", "hourly"], "only VCSE time is funded"),
        (["--agree", "The Hub", "daily"], "no rate called “daily”"),
        (["--agree", "The Hub", "car"], "pays for miles"),
        (["--agree", "The Hub", "hourly", "--mileage", "hourly"], "does not pay for miles"),
    ],
)
def test_what_can_not_be_agreed_is_refused(funded, capsys, arguments: list[str], said: str):
    assert funded("funding", *arguments) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "rate",
    [
        "hourly",
        "hourly=25.00/hour",
        "hourly=2500/week",
        "hourly=2500/hour@soon",
        f"hourly={10**20}/hour",
    ],
)
def test_a_rate_in_other_words_is_wrong_usage(typed, rate: str):
    with pytest.raises(SystemExit) as wrong:
        typed("funding", "--rate", rate)
    assert wrong.value.code == 2


def test_a_number_that_was_not_sent_can_not_be_paid(funded, capsys):
    assert funded("payments", "--paid", "7") == 1
    assert "No payment summary 7 was sent" in capsys.readouterr().err


def test_an_erased_person_leaves_the_sums_and_takes_the_name(funded, scheme: Path, tmp_path: Path):
    meet(funded, "2026-05-01", 60)
    out = ["--out", str(tmp_path / "payments"), "--json"]
    funded("payments", *out, "--send")
    with closing(open_scheme(scheme)) as services:
        ben = next(m.participant for m in services.people.people() if m.name == "Ben Li")
        services.erasure.erase(ben.id)
    assert b"Ben Li" not in scheme.read_bytes()
    [sent] = funded("payments", *out)["summaries"]
    assert [(line["person"], line["minutes"], line["pence"]) for line in sent["lines"]] == [("", 60, 2500)]
    assert sent["state"] == "sent"
