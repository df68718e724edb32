"""The mail merge: a row a letter, only what its reader may see, nothing live, and read by other programs."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.people import Delivery
from buddy_matcher.services.schemes import Services
from tests.helpers.people import Ids

ON = date(2027, 3, 4)


def rows(services: Services, path: Path) -> dict[str, dict[str, str]]:
    """Write the mail merge and return its rows by greeting."""
    services.mail_merge.save(path, ON)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row["Greeting"]: row for row in csv.DictReader(stream)}


def tell(services: Services, part: ParticipationId, **details: Any) -> None:
    form = services.people.form_of(part)
    shares = bool(details.pop("shares", False))
    services.people.save(
        replace(
            form,
            participant=replace(form.participant, **details),
            participation=replace(form.participation, share_contact=shares),
        )
    )


def test_each_letter_is_a_row_with_what_its_reader_may_see(services: Services, ids: Ids, tmp_path: Path):
    letters = replace(services.people.form_of(ids["Asha"]).participant.letters, delivery=Delivery.POST)
    address = ("1 Hill Road", "Halifax", "HX1 1AA")
    tell(services, ids["Asha"], email="asha@example.org", shares=True, letters=letters, address=address)
    tell(services, ids["Ben"], email="ben@example.org", phone="+44 7700 900123")
    tell(services, ids["Dewi"], job_title="=1+1", phone="+44 7700 900123", email="d@example.org", shares=True)
    services.plan.suggest()
    found = rows(services, tmp_path / "out.csv")
    asha, ben, cara = (found[f"Dear {name},"] for name in ("Asha", "Ben", "Cara"))
    assert [*asha][:9] == ["Kind", "Greeting", *(f"Address line {n}" for n in range(1, 8))]
    assert [*asha][-3:] == ["First step", "Date", "State"]
    assert [asha[f"Address line {n}"] for n in range(1, 6)] == ["Asha Rao", *address, ""]
    assert (asha["Kind"], asha["Date"], asha["State"]) == ("Introduction", "4 March 2027", "Draft")
    assert (asha["Buddy 1 name"], asha["Buddy 1 e-mail"], asha["Buddy 1 phone"]) == ("Ben Moss", "", "")
    assert ben["Buddy 1 e-mail"] == "asha@example.org"
    assert asha["Reason 1"].startswith("Ben ")
    assert asha["First step"]
    assert (cara["Buddy 1 job title"], cara["Buddy 1 phone"]) == ("'=1+1", "+44 7700 900123")


def test_an_agreed_letter_says_where_it_stands_and_who_waits_has_a_row(
    services: Services, ids: Ids, tmp_path: Path
):
    services.pairings.pair(ids["Asha"], ids["Ben"])
    services.pairings.agree()
    services.letters.record_printed([ids["Asha"]])
    found = rows(services, tmp_path / "out.csv")
    assert found["Dear Asha,"]["State"].startswith(("Printed", "Out of date"))
    assert found["Dear Ben,"]["State"] == "Not printed yet"
    assert (found["Dear Cara,"]["Kind"], found["Dear Cara,"]["Buddy 1 name"]) == ("Waiting list", "")


def test_another_ending_is_refused(services: Services, ids: Ids, tmp_path: Path):
    with pytest.raises(UserError, match=r"must end in \.csv"):
        services.mail_merge.save(tmp_path / "out.txt")
