"""`papers`, as someone types it."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from buddy_matcher.app import main
from tests.app.typed import answer


def test_papers_are_written_and_counted(agreed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    papers = ["papers", str(agreed), "--out", str(tmp_path / "papers")]
    assert main([*papers, "--only", "panel,badges", "--json"]) == 0
    made = answer(capsys)["papers"]
    assert [paper["paper"] for paper in made] == ["panel", "badges"]
    assert all(len(PdfReader(paper["path"]).pages) == paper["pages"] for paper in made)
    assert main([*papers, "--only", "certificates"]) == 0
    assert "Certificates: nothing to put on it yet" in capsys.readouterr().out


@pytest.mark.parametrize("unknown", ["kite", "panel,kite", ","])
def test_an_unknown_paper_is_wrong_usage(filled: Path, tmp_path: Path, unknown: str):
    with pytest.raises(SystemExit) as wrong:
        main(["papers", str(filled), "--out", str(tmp_path), "--only", unknown])
    assert wrong.value.code == 2
