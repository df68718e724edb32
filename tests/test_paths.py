import pytest

from buddy_matcher import paths


@pytest.mark.parametrize("bundled", [paths.sample_form_export, paths.starter_lists, paths.outcode_table])
def test_bundled_files_are_where_they_are_said_to_be(bundled):
    assert bundled().is_file()


def test_what_the_application_keeps_lies_outside_its_own_files():
    resources = paths.resources_folder()
    for folder in (paths.settings_folder(), paths.backup_folder(), paths.log_folder()):
        assert folder.is_absolute()
        assert resources not in folder.parents
