"""What is wrong is shown, and a screen reader speaks it whenever it comes in sight or is said again."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from buddy_matcher.domain.errors import UserError
from buddy_matcher.ui.widgets.complaint import Complaint


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def form_with(complaint: Complaint, qtbot) -> QWidget:
    form = QWidget()
    qtbot.addWidget(form)
    QVBoxLayout(form).addWidget(complaint)
    form.show()
    return form


def test_a_refusal_is_spoken_when_its_dialog_opens(qtbot, spoken: list[str]):
    complaint = Complaint(UserError("That name is taken.", "Choose another."))
    form = form_with(complaint, qtbot)
    assert complaint.text() == "⚠ That name is taken. Choose another."
    assert spoken == ["That name is taken. Choose another."]
    form.hide()


def test_what_is_complained_of_again_is_spoken_again(qtbot, spoken: list[str]):
    complaint = Complaint()
    form = form_with(complaint, qtbot)
    assert not complaint.isVisible()
    complaint.complain("Enter a name.")
    complaint.complain("Enter a name.")
    assert spoken == ["Enter a name."] * 2
    complaint.complain("")
    assert not complaint.isVisible()
    assert spoken == ["Enter a name."] * 2
    form.hide()
