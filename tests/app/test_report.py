"""The report as somebody types it, and what its JSON tells."""

from pathlib import Path

import pytest


@pytest.mark.usefixtures("agreed")
def test_the_report_tells_its_tables_and_its_audit(typed, tmp_path: Path):
    told = typed("report", str(tmp_path / "report.xlsx"), "--json")
    [people] = [
        table for table in told["tables"] if {"Applied", "Paired", "Waiting"} <= set(table["columns"])
    ]
    assert people["sums"] == ["rows"]
    assert people["counts"] == people["columns"][1:]
    alls = [
        (column, row[table["columns"].index(column)])
        for table in told["tables"]
        for row in table["rows"]
        for column in table["counts"]
        if row[0] == "All"
    ]
    assert len(set(alls)) == len({column for column, _ in alls})
    hidden = [
        value
        for table in told["tables"]
        for row in table["rows"]
        for column, value in zip(table["columns"], row, strict=True)
        if value is None and column in table["counts"]
    ]
    assert told["audit"]["hidden"] == len(hidden)
    assert told["audit"]["narrowest"] >= 4


@pytest.mark.usefixtures("agreed")
def test_rules_for_small_numbers_and_wrong_usage(typed, tmp_path: Path, capsys):
    assert typed("report", str(tmp_path / "report.docx"), "--small", "round-5", "--round", "1") == 0
    assert "hidden" in capsys.readouterr().out
    assert typed("report", str(tmp_path / "report.odt")) == 1
    assert typed("report", str(tmp_path / "report.pdf"), "--round", "7") == 1
    with pytest.raises(SystemExit) as wrong:
        typed("report", str(tmp_path / "report.pdf"), "--small", "never")
    assert wrong.value.code == 2
    assert "under-5" in capsys.readouterr().err.splitlines()[-1]
