from pathlib import Path

import pytest

from buddy_matcher.domain.errors import UserError
from buddy_matcher.paths import sample_form_export
from buddy_matcher.services.look_at_sheet import look_at_sheet
from tests.helpers.own_forms import write_own_form


def test_a_sheet_says_what_it_is_before_there_is_a_scheme():
    assert look_at_sheet(sample_form_export()).endswith(" with 58 answers")


def test_a_sheet_that_no_scheme_could_import_is_refused(tmp_path: Path):
    broken = tmp_path / "people.xlsx"
    broken.write_bytes(b"not a workbook")
    with pytest.raises(UserError):
        look_at_sheet(broken)


def test_a_form_that_names_nobody_in_known_words_is_no_reason_to_refuse_it(tmp_path: Path):
    assert look_at_sheet(write_own_form(tmp_path / "answers.csv")) == "A list with 40 answers"
