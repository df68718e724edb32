from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.paths import sample_form_export
from buddy_matcher.services.look_at_sheet import look_at_sheet


def test_a_sheet_says_what_it_is_before_there_is_a_scheme():
    assert look_at_sheet(sample_form_export()).endswith(" with 58 answers")


def test_a_sheet_that_no_scheme_could_import_is_refused(tmp_path: Path):
    broken = tmp_path / "people.xlsx"
    broken.write_bytes(b"not a workbook")
    with pytest.raises(UserError):
        look_at_sheet(broken)
