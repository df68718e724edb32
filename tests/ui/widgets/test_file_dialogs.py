"""Where the dialogs that ask for a file begin."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from buddy_matcher.ui.widgets.file_dialogs import OpenSheetDialog


def test_without_a_folder_for_documents_it_begins_at_home_with_no_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot
):
    home = QStandardPaths.StandardLocation.HomeLocation
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", lambda at: str(tmp_path if at is home else tmp_path / "Documents")
    )
    parent = QWidget()
    qtbot.addWidget(parent)
    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        seen.append((Path(dialog.directory().absolutePath()), dialog.findChildren(QLineEdit)[0].text()))
        dialog.reject()

    QTimer.singleShot(0, look)
    assert OpenSheetDialog.ask(parent) is None
    assert seen == [(tmp_path, "")]
