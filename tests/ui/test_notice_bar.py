"""The notice about a synced folder: when it shows, what it names, and hiding it."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.ui.notice_bar import NoticeBar, synced_notice
from tests.helpers.people import new_scheme


@pytest.fixture
def synced(tmp_path: Path):
    """A scheme opened in a synced folder beside a conflict copy."""
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    made = new_scheme(folder)
    made.close()
    shutil.copy(made.path, folder / "scheme (conflicted copy).buddy")
    services = open_scheme(made.path)
    yield services
    services.close()


def test_a_synced_folder_and_its_conflict_copies_are_named(synced: Services):
    said = synced_notice(synced.synced)
    assert "Dropbox" in said
    assert "Another file in the folder holds a version of this scheme: scheme (conflicted copy).buddy" in said


def test_a_folder_of_this_computer_alone_needs_no_notice(services: Services, qtbot):
    assert synced_notice(services.synced) == ""
    bar = NoticeBar("")
    qtbot.addWidget(bar)
    assert bar.isHidden()


def test_a_notice_is_hidden_by_its_button(qtbot):
    bar = NoticeBar("<b>Good</b> to know")
    qtbot.addWidget(bar)
    bar.show()
    bar.findChild(QPushButton).click()
    assert bar.isHidden()
