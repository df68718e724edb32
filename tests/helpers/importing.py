"""Drives the import dialog by what is seen of it."""

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from buddy_matcher.ui.acting.jobs import Jobs
from buddy_matcher.ui.importing.import_dialog import ImportDialog


class Driven:
    """An import dialog in sight, and the hands on it."""

    def __init__(self, dialog: ImportDialog, jobs: Jobs) -> None:
        self.dialog = dialog
        self._jobs = jobs

    @property
    def words(self) -> str:
        return " ".join(label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible())

    def button(self, beginning: str) -> QPushButton:
        return next(b for b in self.buttons() if b.text().replace("&", "").startswith(beginning))

    def buttons(self) -> list[QPushButton]:
        return [b for b in self.dialog.findChildren(QPushButton) if b.isVisible()]

    def click(self, beginning: str) -> None:
        QTest.mouseClick(self.button(beginning), Qt.MouseButton.LeftButton)
        self.wait()

    def wait(self) -> None:
        while self._jobs.is_busy:
            waiting = QEventLoop()
            self._jobs.ended.connect(waiting.quit)
            waiting.exec()

    def box(self, text: str) -> QComboBox:
        boxes = self.dialog.findChildren(QComboBox)
        return next(b for b in boxes if b.isVisible() and b.accessibleName() == f"What “{text}” is")

    def choose(self, text: str, words: str) -> None:
        box = self.box(text)
        box.setCurrentIndex(box.findText(words))

    def take_list(self) -> None:
        next(box for box in self.dialog.findChildren(QCheckBox) if box.isVisible()).click()
