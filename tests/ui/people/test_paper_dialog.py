"""Forms on paper, as somebody types them in: few keys, nothing lost, and the last one can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.form_codes import letters
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Question
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.paper_dialog import PaperDialog
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from tests.helpers.dialogs import answer

type Asks = Question | Asked

WORDS: dict[Asks, str] = {
    Question.FULL_NAME: "Joy Grant",
    Question.KNOWN_AS: "",
    Question.ORGANISATION: "Al-Noor Centre",
    Question.JOB_TITLE: "Volunteer",
    Question.EMAIL: "joy@example.org",
    Question.PHONE: "07700 900123",
    Question.IF_ONLY: "That we are open at night",
    Question.IF_ONLY_PEOPLE: "",
    Question.IF_ONLY_ME: "",
    Question.POSTCODE: "LS1",
    Question.TRAVEL: "10",
    Question.NOT_WITH: "",
    Question.ACCESS_NOTE: "",
}
TICKS: dict[Asks, tuple[str, ...]] = {
    Question.PRIVACY_GIVEN: ("Yes",),
    Question.TAKES_PART: ("Yes",),
    Question.SECTOR: ("VCSE",),
    Question.SHARE_CONTACT: ("Yes",),
    Question.CAN_SHARE: ("Listening and peer support", "Policy and strategy", "Project management"),
    Question.WOULD_LIKE: ("Bid writing and fundraising", "Budgets and financial planning"),
    Question.SHARE_THEMES: ("Yes",),
    Question.IF_ONLY_READ_BY: ("My buddy only",),
    Question.WAYS: ("Video call",),
    Question.CAPACITY: ("1",),
    Question.TRIO: ("No",),
    Question.STANDBY: ("Yes",),
    Question.TIME_FUNDED: ("No",),
}


@pytest.fixture
def dialog(services: Services, operations: Operations, qtbot, monkeypatch: pytest.MonkeyPatch) -> PaperDialog:
    # What is half typed in when a test ends is left.
    answer(monkeypatch, ConfirmDialog, with_=True)
    dialog = PaperDialog(None, services.entering, services.history, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


class Typist:
    """Types a form in by the keyboard alone, and counts the keys that are no part of what was written."""

    def __init__(self, dialog: PaperDialog) -> None:
        self.dialog = dialog
        self.keys = 0

    @property
    def asked(self) -> Asks:
        focused = self.dialog.focusWidget()
        return next(each.question.question for each in self.dialog.questions if each.line is focused)

    def codes(self, *places: int, options: int) -> None:
        before = self.asked
        for place in places:
            code = letters(options)[place]
            QTest.keyClicks(self.dialog.focusWidget(), code)
            self.keys += len(code)
        if not self.dialog.isVisible() or self._is_still_at(before):
            self.enter()
            self.keys += 1

    def enter(self) -> None:
        QTest.keyClick(self.dialog.focusWidget(), Qt.Key.Key_Return)

    def words(self, text: str) -> None:
        QTest.keyClicks(self.dialog.focusWidget(), text)
        self.enter()

    def _is_still_at(self, question: Asks) -> bool:
        return self.asked is question and bool(self.dialog.answers.get(question))

    def type_in(self, words: dict[Asks, str], ticks: dict[Asks, tuple[str, ...]]) -> list[Asks]:
        asked: list[Asks] = []
        by_question = {each.question.question: each.question for each in self.dialog.questions}
        while self.asked not in asked:
            question = self.asked
            asked.append(question)
            if question in words:
                self.words(words[question])
                continue
            options = by_question[question].options
            ticked = ticks.get(question, options[:1] if question is Question.THEMES else ())
            if ticked:
                self.codes(*(options.index(each) for each in ticked), options=len(options))
            else:
                self.enter()
                self.keys += 1
        return asked


def words_of(dialog: PaperDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def button(dialog: PaperDialog, beginning: str) -> QPushButton:
    return next(
        b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "").startswith(beginning)
    )


def test_a_form_takes_25_keys_besides_what_was_written(dialog: PaperDialog, services: Services):
    typist = Typist(dialog)
    ticks = TICKS | {Question.FREE: ("Friday afternoon",)}
    asked = typist.type_in(WORDS, ticks)
    assert typist.keys <= 25
    assert Question.PRINT_SIZE not in asked
    assert Question.IF_ONLY_ME_READ_BY not in asked
    assert "Joy Grant: new. 1 form so far." in words_of(dialog)
    [member] = services.people.people()
    assert (member.name, member.sector) == ("Joy Grant", Sector.VCSE)
    part = member.participation
    assert (len(part.can_share), len(part.would_like), len(part.theme_ids)) == (3, 2, 1)
    assert part.ways == {MeetingWay.VIDEO}


def test_the_question_that_is_asked_is_in_sight_with_its_codes(dialog: PaperDialog, qtbot):
    typist = Typist(dialog)
    while typist.asked is not Question.CAN_SHARE:
        typist.enter()
    question = next(each for each in dialog.questions if each.question.question is Question.CAN_SHARE)
    qtbot.waitUntil(lambda: question.visibleRegion().boundingRect().height() == question.height())
    assert "x\N{NO-BREAK SPACE}Working with primary care" in words_of(dialog)


def test_the_last_form_is_taken_back_and_changed(dialog: PaperDialog, services: Services):
    Typist(dialog).type_in(WORDS, TICKS)
    button(dialog, "Take back").click()
    assert services.people.people() == ()
    assert dialog.answers[Question.FULL_NAME] == "Joy Grant"
    button(dialog, "Add this person").click()
    assert [member.name for member in services.people.people()] == ["Joy Grant"]


def test_a_form_without_a_name_is_not_added_and_nothing_typed_is_lost(
    dialog: PaperDialog, services: Services
):
    typist = Typist(dialog)
    typist.type_in(WORDS | {Question.FULL_NAME: ""}, TICKS)
    assert "Not added. The row names nobody" in words_of(dialog)
    assert typist.asked is Question.FULL_NAME
    typist.words("Joy Grant")
    button(dialog, "Add this person").click()
    assert [member.name for member in services.people.people()] == ["Joy Grant"]


def test_a_code_that_is_none_is_said(dialog: PaperDialog):
    QTest.keyClicks(dialog.focusWidget(), "x")
    assert "No option has the code “x”." in words_of(dialog)
    assert dialog.answers[Question.PRIVACY_GIVEN] == ""


def test_a_half_typed_form_is_not_left_without_asking(dialog: PaperDialog, monkeypatch: pytest.MonkeyPatch):
    QTest.keyClicks(dialog.focusWidget(), "a")
    answer(monkeypatch, ConfirmDialog, with_=False)
    dialog.reject()
    assert dialog.isVisible()
