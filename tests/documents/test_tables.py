import contextlib
import os
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buddy_matcher.documents.delimited import read_delimited
from buddy_matcher.documents.grid import MOST_COLUMNS, MOST_ROWS, Flaw
from buddy_matcher.documents.tables import read_tables
from buddy_matcher.domain.errors import UserError
from tests.helpers.sheets import SAMPLES, raw_workbook, text_cell, write_archive, write_csv, write_workbook

HEADINGS = ("Name", "Organisation", "Sector")


def cells(path: Path) -> list[tuple[str, ...]]:
    [table] = read_tables(path)
    return [row.cells for row in table.rows]


def refusal(path: Path) -> str:
    """The message of the error with which a file is refused; it took no time to come."""
    start = time.process_time()
    with pytest.raises(UserError) as caught:
        read_tables(path)
    assert time.process_time() - start < 1
    assert caught.value.message.endswith(".")
    assert caught.value.advice.endswith(".")
    return caught.value.message


def test_rows_have_their_numbers_of_the_sheet_and_blank_rows_are_left_out():
    [table] = read_tables(SAMPLES / "plain-list.xlsx")
    assert [row.number for row in table.rows] == [1, *range(3, 28), 29]


def test_values_of_cells_become_text(tmp_path: Path):
    path = write_workbook(tmp_path / "a.xlsx", [HEADINGS, (7700900123, 1.5, True)])
    assert cells(path)[1] == ("7700900123", "1.5", "Yes")


def test_dates_become_iso_text():
    [table] = read_tables(SAMPLES / "microsoft-forms.xlsx")
    assert table.rows[1].text(1) == "2026-09-07 16:24:00"


def test_hidden_sheets_are_not_read(tmp_path: Path):
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.active.append(HEADINGS)
    workbook.create_sheet("hidden").sheet_state = "veryHidden"
    workbook.save(tmp_path / "a.xlsx")
    assert len(read_tables(tmp_path / "a.xlsx")) == 1


def test_cells_merged_over_rows_are_named(tmp_path: Path):
    from openpyxl import Workbook

    workbook = Workbook()
    for row in (HEADINGS, *[["x"] * len(HEADINGS)] * 5):
        workbook.active.append(row)
    workbook.active.merge_cells("A3:A5")
    workbook.active.merge_cells("A1:B1")
    workbook.save(tmp_path / "a.xlsx")
    [table] = read_tables(tmp_path / "a.xlsx")
    [remark] = table.remarks
    assert "(A3:A5)" in remark.message


def test_letters_in_doubt_are_shown_as_they_were_read_and_as_they_may_be(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name,Sector,Organisation\nAna Garc\x92a,VCSE,The Hub\n")
    [remark] = read_tables(path)[0].remarks
    assert "“Garc’a”, which may be “García”" in remark.message


def test_an_apostrophe_leaves_no_doubt(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name,Sector,Organisation\nUna O\x92Neill,VCSE,St Ann\x92s\n")
    assert read_tables(path)[0].remarks == ()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Ŵyn Nguyễn"),
        ("utf-8-sig", "Ŵyn Nguyễn"),
        ("utf-16", "Ŵyn Nguyễn"),
        ("utf-16-le", "Owen O’Neill"),
        ("utf-16-be", "Owen O’Neill"),
        ("cp1252", "Zoë O’Neill"),
    ],
)
def test_text_is_decoded(tmp_path: Path, encoding: str, text: str):
    path = write_csv(tmp_path / "a.csv", [HEADINGS, (text, "Org", "Health")] * 5, encoding)
    assert cells(path)[1] == (text, "Org", "Health")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_recognised(tmp_path: Path, delimiter: str):
    path = tmp_path / "a.csv"
    path.write_text(
        f"A{delimiter}B{delimiter}C\n1{delimiter}x, y; z{delimiter}3\n".replace("x, y; z", "x y z")
    )
    assert cells(path)[1] == ("1", "x y z", "3")


def test_a_line_that_names_the_separator_is_obeyed(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("sep=|\nA|B\n1|2\n")
    assert cells(path) == [("A", "B"), ("1", "2")]


@pytest.mark.parametrize("first", ['sep="', 'sep=";"', "sep=", "sep=a", '"sep=,"', "sep=,,,"])
def test_a_first_line_that_names_no_separator_keeps_nothing_out(tmp_path: Path, first: str):
    path = tmp_path / "answers.csv"
    path.write_text(f"{first}\r\nA,B\r\n1,2\r\n")
    rows = read_delimited(path.read_bytes()).rows
    assert [row.cells for row in rows] == [("A", "B"), ("1", "2")]
    assert [row.number for row in rows] == [2, 3]


def test_a_csv_file_in_a_zip_file_is_read(tmp_path: Path):
    path = write_archive(tmp_path / "form.csv.zip", {"form.csv": "A,B\n1,2\n"})
    assert cells(path) == [("A", "B"), ("1", "2")]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    assert "no file" in refusal(tmp_path / "gone.csv")
    assert "can’t be read" in refusal(tmp_path / f"{'x' * 300}.csv")


def test_a_folder_is_refused(tmp_path: Path):
    assert "not a file" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "not a file" in refusal(tmp_path / "pipe.csv")


def test_an_empty_file_is_refused(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b" \n")
    assert "is empty" in refusal(tmp_path / "a.csv")


def test_a_file_of_more_than_20_mb_is_refused(tmp_path: Path):
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(21 * 1024 * 1024)
    assert "larger than 20 MB" in refusal(tmp_path / "a.csv")


def test_text_called_a_workbook_is_refused(tmp_path: Path):
    (tmp_path / "a.xlsx").write_text("Name,Sector\n")
    assert "is not one" in refusal(tmp_path / "a.xlsx")


def test_an_old_excel_file_is_refused(tmp_path: Path):
    (tmp_path / "a.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    assert "(.xls)" in refusal(tmp_path / "a.xls")


def test_a_workbook_with_a_password_is_refused(tmp_path: Path):
    inside = "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + inside)
    assert "password" in refusal(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("member", "reason"),
    [("xl/vbaProject.bin", "macros"), ("xl/workbook.bin", ".xlsb"), ("word/document.xml", "not an Excel")],
)
def test_other_office_files_are_refused(tmp_path: Path, member: str, reason: str):
    path = write_archive(tmp_path / "a.xlsx", {member: "x", "[Content_Types].xml": "<Types/>"})
    assert reason in refusal(path)


def test_a_cell_in_the_last_corner_is_too_large_and_refused_at_once(tmp_path: Path):
    rows = f'<row r="1">{text_cell("A1", "Name")}</row><row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    assert "too large" in refusal(raw_workbook(tmp_path / "a.xlsx", rows))


def test_a_formatted_but_empty_last_corner_is_harmless(tmp_path: Path):
    rows = f'<row r="1">{text_cell("A1", "Name")}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert cells(raw_workbook(tmp_path / "a.xlsx", rows)) == [("Name",)]


def test_a_column_beyond_the_limit_is_refused_not_dropped(tmp_path: Path):
    assert "too large" in refusal(write_csv(tmp_path / "a.csv", [["x"] * (MOST_COLUMNS + 1)]))
    assert "too large" in refusal(write_workbook(tmp_path / "a.xlsx", [["x"] * (MOST_COLUMNS + 1)]))


def test_a_row_beyond_the_limit_is_refused_not_dropped(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 100_000)
    assert f"{MOST_ROWS:,} rows" in refusal(path)


def test_a_cell_longer_than_excel_allows_is_refused(tmp_path: Path):
    assert "characters" in refusal(write_csv(tmp_path / "a.csv", [["Name", "x" * 40_000]]))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path):
    path = write_archive(tmp_path / "a.xlsx", {"xl/workbook.xml": "<x/>", "xl/a.xml": b" " * 150_000_000})
    assert path.stat().st_size < 1_000_000
    assert "unpack to far more" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_multiply_are_refused_before_they_are_expanded(tmp_path: Path, encoding: str):
    lol = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]><x>&l9;</x>'.encode(encoding)
    path = write_archive(tmp_path / "a.xlsx", {"xl/workbook.xml": bomb})
    assert "entities" in refusal(path)


def test_a_truncated_workbook_is_refused(tmp_path: Path):
    whole = (SAMPLES / "plain-list.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    assert "can’t be read" in refusal(tmp_path / "a.xlsx")


def test_a_damaged_member_is_refused(tmp_path: Path):
    path = raw_workbook(tmp_path / "a.xlsx", "<row r='1'><c r='A1'")
    assert "can’t be read" in refusal(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 6900), byte=st.integers(0, 255))
def test_a_workbook_with_a_wrong_byte_is_read_or_refused_in_words(tmp_path: Path, place: int, byte: int):
    content = bytearray((SAMPLES / "plain-list.xlsx").read_bytes())
    content[place] = byte
    (tmp_path / "a.xlsx").write_bytes(content)
    with contextlib.suppress(UserError):
        assert read_tables(tmp_path / "a.xlsx")


def test_a_formula_that_was_never_worked_out_is_a_flaw_of_its_cell(tmp_path: Path):
    rows = (
        f'<row r="1">{text_cell("A1", "Name")}{text_cell("B1", "Town")}</row>'
        '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><f>2+2</f><v>4</v></c></row>'
    )
    [table] = read_tables(raw_workbook(tmp_path / "a.xlsx", rows))
    assert table.rows[1].cells == ("", "4")
    assert table.rows[1].flaws == {0: Flaw.NO_VALUE}


def test_an_excel_error_is_a_flaw_of_its_cell(tmp_path: Path):
    rows = f'<row r="1">{text_cell("A1", "Name")}<c r="B1" t="e"><v>#REF!</v></c></row>'
    [table] = read_tables(raw_workbook(tmp_path / "a.xlsx", rows))
    assert table.rows[0].flaws == {1: Flaw.ERROR}


def test_a_zero_byte_is_a_flaw_of_its_cell(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"Name,Town\nJo\0y,Leeds\n")
    [table] = read_tables(tmp_path / "a.csv")
    assert table.rows[1].cells == ("Joy", "Leeds")
    assert table.rows[1].flaws == {0: Flaw.NUL}


def test_an_unclosed_quotation_mark_is_found_in_its_row(tmp_path: Path):
    (tmp_path / "a.csv").write_text('Name,Town\nJoy,"Leeds"\nOwen,"Hali\nfax\nGwen,Leeds\n')
    assert "row 3 (line 3 of the file)" in refusal(tmp_path / "a.csv")


def test_an_unclosed_quotation_mark_before_others_is_found_in_its_row(tmp_path: Path):
    (tmp_path / "a.csv").write_text('Name,Town\nJoy,"Leeds\nOwen,"Halifax, West"\nGwen,Leeds\n')
    assert "row 2 (line 2 of the file)" in refusal(tmp_path / "a.csv")


def test_quotation_marks_that_were_not_doubled_are_harmless(tmp_path: Path):
    (tmp_path / "a.csv").write_text('Name,Town\nJoy,"so "called" town"\nGwen,Leeds\n')
    assert [row[0] for row in cells(tmp_path / "a.csv")] == ["Name", "Joy", "Gwen"]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path):
    dangerous = ("=cmd|'/c calc'!A0", "+1", "-2", "@SUM(1)")
    assert cells(write_csv(tmp_path / "a.csv", [dangerous]))[0] == dangerous
    rows = f'<row r="1">{text_cell("A1", "=1+1")}</row>'
    assert cells(raw_workbook(tmp_path / "a.xlsx", rows)) == [("=1+1",)]


def test_a_workbook_in_a_file_with_another_name_is_read(tmp_path: Path):
    path = tmp_path / "answers.csv"
    path.write_bytes((SAMPLES / "plain-list.xlsx").read_bytes())
    assert len(read_tables(path)[0].rows) == 27


def test_an_encrypted_member_is_refused(tmp_path: Path):
    path = write_archive(tmp_path / "a.xlsx", {"xl/workbook.xml": "<x/>"})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.start_dir
    content[start + 8] |= 1
    path.write_bytes(content)
    assert "password" in refusal(path)
