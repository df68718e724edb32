"""Forms on paper, as somebody types them in: few keys, nothing lost, and the last one can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.form_codes import codes_of
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Delivery
from buddy_matcher.domain.questions import Question
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.paper_dialog import PaperDialog
from buddy_matcher.ui.people.paper_question import PaperQuestion
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
    Question.THEMES: ("Carers",),
    Question.SHARE_THEMES: ("Yes",),
    Question.IF_ONLY_READ_BY: ("My buddy only",),
    Question.WAYS: ("Video call",),
    Question.FREE: ("Monday morning", "Friday afternoon"),
    Question.CAPACITY: ("1",),
    Question.TRIO: ("No",),
    Question.STANDBY: ("Yes",),
    Question.CONFIDENCE: ("7",),
    Question.TIME_FUNDED: ("No",),
}

THEN: dict[Asks, Asks] = {Question.THEMES: Question.SHARE_THEMES, Question.FREE: Question.CAPACITY}
"""After which of several ticks a code can't be meant for another of them, but for the next question."""


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
    """Types a form in by the keyboard alone, and counts the keys that are no part of what was written.

    The key that ends what was written belongs to it; one that leaves a blank counts.
    """

    def __init__(self, dialog: PaperDialog) -> None:
        self.dialog = dialog
        self.keys = 0

    @property
    def all(self) -> dict[Asks, PaperQuestion]:
        every = (*self.dialog.questions, self.dialog.anything_else)
        return {each.question.question: each for each in every}

    @property
    def asked(self) -> Asks:
        focused = self.dialog.focusWidget()
        return next(asked for asked, each in self.all.items() if each.line is focused)

    def code_of(self, question: Asks, option: str) -> str:
        options = self.all[question].question.options
        return codes_of(options)[options.index(option)]

    def press(self, keys: str) -> None:
        for key in keys:
            self.keys += 1
            QTest.keyClicks(self.dialog.focusWidget(), key)

    def enter(self) -> None:
        QTest.keyClick(self.dialog.focusWidget(), Qt.Key.Key_Return)

    def words(self, text: str) -> None:
        QTest.keyClicks(self.dialog.focusWidget(), text)
        self.keys += not text
        self.enter()

    def ticks(self, question: Asks, *options: str) -> None:
        for option in options:
            self.press(self.code_of(question, option))
        if self.asked is question:
            self.enter()
            self.keys += 1

    def type_in(self, words: dict[Asks, str], ticks: dict[Asks, tuple[str, ...]]) -> list[Asks]:
        """Type in a form; after the last tick of `THEN`, the code of the next question ends it."""
        asked: list[Asks] = []
        while self.asked not in asked:
            question = self.asked
            asked.append(question)
            if question in words:
                self.words(words[question])
            elif question in THEN and ticks.get(question):
                following = THEN[question]
                asked.append(following)
                for option in ticks[question]:
                    self.press(self.code_of(question, option))
                self.ticks(following, *ticks[following])
            else:
                self.ticks(question, *ticks.get(question, ()))
        return asked


def words_of(dialog: PaperDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def button(dialog: PaperDialog, beginning: str) -> QPushButton:
    return next(
        b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "").startswith(beginning)
    )


def test_a_form_takes_25_keys_besides_what_was_written(dialog: PaperDialog, services: Services):
    typist = Typist(dialog)
    asked = typist.type_in(WORDS, TICKS)
    assert typist.keys <= 25
    assert Question.ANYTHING_ELSE in asked
    assert not {Question.PRINT_SIZE, Question.IF_ONLY_ME, Question.NOT_WITH} & set(asked)
    assert "Joy Grant: new. 1 form so far." in words_of(dialog)
    [member] = services.people.people()
    assert (member.name, member.sector) == ("Joy Grant", Sector.VCSE)
    part = member.participation
    assert (len(part.can_share), len(part.would_like), len(part.theme_ids)) == (3, 2, 1)
    assert part.ways == {MeetingWay.VIDEO}
    assert (len(part.free), part.confidence, part.capacity, part.share_themes) == (2, 7, 1, True)


def test_what_few_people_fill_in_is_asked_where_it_is_filled_in(dialog: PaperDialog, services: Services):
    filled_in = ("Whom they should not be paired with", "How letters should come", "Access needs")
    typist = Typist(dialog)
    words = WORDS | {Question.NOT_WITH: "Ben Moss", Question.ACCESS_NOTE: "A ramp"}
    ticks = TICKS | {
        Question.ANYTHING_ELSE: filled_in,
        Question.DELIVERY: (Delivery.EMAIL.label,),
        Question.PRINT_SIZE: ("18 point",),
        Question.ACCESS_CONSENT: ("Yes",),
    }
    asked = typist.type_in(words, ticks)
    after = asked[asked.index(Question.ANYTHING_ELSE) + 1 :]
    assert after[:3] == [Question.NOT_WITH, Question.DELIVERY, Question.PRINT_SIZE]
    assert after[-2:] == [Question.ACCESS_NOTE, Question.ACCESS_CONSENT]
    [member] = services.people.people()
    assert member.participant.letters.print_size == 18
    assert [wish.text for wish in services.answers.open_wishes()] == ["Ben Moss"]


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
    QTest.keyClicks(dialog.focusWidget(), "y")
    answer(monkeypatch, ConfirmDialog, with_=False)
    dialog.reject()
    assert dialog.isVisible()
