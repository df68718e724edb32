"""Lists of local organisations as people keep them: headings, kinds, postcodes, themes, who was invited."""

from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.local_list import LocalList, read_local_list
from buddy_matcher.documents.tables import read_tables
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ThemeId
from buddy_matcher.domain.organisations import OrganisationKind
from buddy_matcher.domain.strengths import Theme

LISTS = Vocabulary(themes=(Theme(id=ThemeId(1), name="Carers"), Theme(id=ThemeId(2), name="Older people")))


def read(folder: Path, *lines: str) -> LocalList:
    path = folder / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_local_list(read_tables(path), path.name, LISTS)


def test_titles_above_and_other_words_for_columns_are_understood(tmp_path: Path):
    found = read(
        tmp_path,
        "Groups in West Moor,,,,",
        "registered_charity_name,Type of organisation,charity_postcode,Communities served,Date invited",
        "Hill Mosque,mosque,BD3 9XX,Carers; Older people,28/03/2026",
        "Beck Surgery,GP practice,ls1,,no",
        "Guild,CIC,,carers,Yes",
    )
    assert [(each.name, each.kind, each.outcode, each.invited) for each in found.organisations] == [
        ("Hill Mosque", OrganisationKind.FAITH_GROUP, "BD3", date(2026, 3, 28)),
        ("Beck Surgery", OrganisationKind.PRIMARY_CARE, "LS1", False),
        ("Guild", OrganisationKind.CIC, "", True),
    ]
    assert [sorted(each.theme_ids) for each in found.organisations] == [[1, 2], [], [1]]
    assert found.problems == ()


def test_a_postcode_is_found_in_an_address(tmp_path: Path):
    found = read(tmp_path, "Name,Address", '"Hill Mosque","2 Hill Road, Bradford BD3 9XX"')
    assert found.organisations[0].outcode == "BD3"


def test_what_is_not_understood_is_named_once_with_a_count_and_left_out(tmp_path: Path):
    found = read(
        tmp_path,
        "Organisation,Kind,Postcode,Themes,Invited",
        "One,guild,NOWHERE,Chess,maybe",
        "Two,Guild,LS1,,",
        "n/a,,LS2,,",
    )
    assert [each.name for each in found.organisations] == ["One", "Two"]
    assert [each.kind for each in found.organisations] == [None, None]
    assert {(each.value, each.count) for each in found.problems} == {
        ("guild", 2),
        ("NOWHERE", 1),
        ("Chess", 1),
        ("maybe", 1),
        ("n/a", 1),
    }
    assert all(each.advice for each in found.problems)


def test_an_organisation_that_is_named_twice_is_told_where_its_rows_differ(tmp_path: Path):
    found = read(
        tmp_path,
        "Organisation,Kind,Postcode",
        "Hill Mosque,Faith group,BD3",
        "the hill mosque,Charity,",
        "Hill Mosque,,BD4",
        "St Mary,,BD4",
        "St Mary,,BD4",
    )
    told = found.problems[0]
    assert (told.row, told.value) == (3, "the hill mosque")
    assert "stands in row 2 too" in told.message


def test_what_may_be_two_days_is_said_and_long_cells_are_quoted_in_short(tmp_path: Path):
    found = read(tmp_path, "Organisation,Kind,Invited", f"The Hub,{'x' * 5000},01/10/2026")
    kind, invited = found.problems
    assert len(kind.message) < 120
    assert invited.message == "“01/10/2026” may be two days: which is the month?"


@pytest.mark.parametrize(
    ("lines", "said"),
    [(["Postcode,Kind", "LS1,CIC"], "No column"), (["Organisation,Kind"], "no organisation below")],
)
def test_a_sheet_that_names_no_organisation_is_refused(tmp_path: Path, lines: list[str], said: str):
    with pytest.raises(UserError, match=said):
        read(tmp_path, *lines)
