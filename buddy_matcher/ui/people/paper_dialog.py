"""Types in sign-up forms on paper, one after the other, with few keys besides what people wrote."""

from datetime import datetime
from typing import Final, override

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QScrollArea, QWidget

from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.import_report import ImportReport, Outcome
from buddy_matcher.domain.made_forms import AnswerType
from buddy_matcher.domain.paper_forms import ANYTHING_ELSE, is_asked, next_question
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import counted
from buddy_matcher.services.enter_forms import EnterForms
from buddy_matcher.services.history import History
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.people.paper_question import PaperQuestion
from buddy_matcher.ui.widgets.confirm_dialog import ConfirmDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import primary_button
from buddy_matcher.ui.widgets.reading_label import ReadingLabel

_SIZE = QSize(860, 680)
_AROUND = 80
"""How much of what stands beside the question is in sight too, in pixels."""
_HINT: Final = (
    "Type the code beside each tick. One choice goes on by itself; Enter ends several ticks, or leaves a "
    "question blank; so does the code of a tick in the next question. What few people fill in is asked at "
    "the end, at once. Then the person is added, and the next form begins."
)


class PaperDialog(FramedDialog):
    """The questions of the form in its order; each form is stored when its last question is answered."""

    def __init__(
        self, parent: QWidget | None, entering: EnterForms, history: History, operations: Operations
    ) -> None:
        super().__init__(parent, "Type in forms on paper", _HINT)
        self.resize(_SIZE)
        self._entering = entering
        self._history = history
        self._operations = operations
        self._last: dict[Question | Asked, str] = {}
        self._count = 0
        self._outcome = ReadingLabel()
        self._outcome.hide()
        self.questions = [
            PaperQuestion(number, question)
            for number, question in enumerate(entering.form().questions, start=1)
        ]
        for place, question in enumerate(self.questions):
            self.body.addWidget(question)
            question.ended.connect(lambda place=place: self._go_on(place))
            question.changed.connect(self._show_asked)
            question.entered.connect(lambda question=question: self._on_entered(question))
            question.went_beyond.connect(lambda code, place=place: self._on_went_beyond(place, code))
        self.anything_else = PaperQuestion(None, ANYTHING_ELSE)
        self.body.addWidget(self.anything_else)
        self.anything_else.ended.connect(self._ask_the_rest)
        self.anything_else.entered.connect(lambda: self._on_entered(self.anything_else))
        self.anything_else.went_beyond.connect(self.anything_else.refuse)
        self._filled_in: tuple[str, ...] | None = None
        self._add_buttons()
        self._show_asked()

    def _add_buttons(self) -> None:
        self._add = primary_button("&Add this person")
        self._back = QPushButton("&Take back the last form")
        self._back.setEnabled(False)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        for button in (self._add, self._back):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._add.clicked.connect(self._on_add_clicked)
        self._back.clicked.connect(self._on_back_clicked)
        layout = self.layout()
        if layout is not None:
            layout.removeWidget(self.buttons)
            layout.addWidget(self._outcome)
            layout.addWidget(self.buttons)

    @classmethod
    def ask(
        cls, parent: QWidget | None, entering: EnterForms, history: History, operations: Operations
    ) -> None:
        """Show the form until it is closed."""
        cls(parent, entering, history, operations).exec()

    @property
    def answers(self) -> dict[Question | Asked, str]:
        """What is typed in, of the questions that are asked."""
        given = {each.question.question: each.answer for each in self.questions}
        asked = (each.question for each in self.questions if is_asked(each.question, given))
        return {question.question: given[question.question] for question in asked}

    def _show_asked(self) -> None:
        answers = {each.question.question: each.answer for each in self.questions}
        for question in self.questions:
            question.setVisible(is_asked(question.question, answers))

    def _on_entered(self, entered: PaperQuestion) -> None:
        for question in (*self.questions, self.anything_else):
            if question is not entered:
                question.leave()
        # Qt scrolls to what Tab leads to, not to what is given the focus; the codes are laid out only then.
        QTimer.singleShot(0, self, lambda: self._bring_in_sight(entered))

    def _bring_in_sight(self, question: PaperQuestion) -> None:
        for area in self.findChildren(QScrollArea):
            area.ensureWidgetVisible(question, 0, _AROUND)

    def _following(self, place: int) -> PaperQuestion | None:
        questions = [each.question for each in self.questions]
        following = next_question(questions, place, self.answers, self._filled_in)
        return None if following is None else self.questions[following]

    def _go_on(self, place: int) -> None:
        self._show_asked()
        following = self._following(place)
        if following:
            following.line.setFocus()
        elif self._filled_in is None:
            self.anything_else.line.setFocus()
        else:
            self._on_add_clicked()

    def _on_went_beyond(self, place: int, code: str) -> None:
        """Go on where a code is none of several ticks, but ticks something in the question after them."""
        here, following = self.questions[place], self._following(place)
        if here.question.answers is AnswerType.CHOICES and following and following.takes(code):
            following.line.setFocus()
            following.type_in(code)
        else:
            here.refuse(code)

    def _ask_the_rest(self) -> None:
        """Ask what most people leave blank, where something of it is filled in."""
        self._filled_in = tuple(self.anything_else.chosen)
        self._go_on(-1)

    def _on_add_clicked(self) -> None:
        answers = self.answers
        if not any(answers.values()):
            self._say("Nothing is typed in yet.")
            self.questions[0].line.setFocus()
            return
        try:
            report = self._entering.enter(answers, datetime.now())  # noqa: DTZ005 - the coordinator's own time
        except UserError as error:
            self._operations.refused.emit(error)
            return
        self._operations.announce(report.changes)
        self._tell(report, answers)

    def _tell(self, report: ImportReport, answers: dict[Question | Asked, str]) -> None:
        [row] = report.outcomes
        problems = " ".join(f"{each.message} {each.advice}" for each in report.problems)
        if row.outcome is Outcome.NOT_IMPORTED:
            self._say(f"Not added. {problems}")
            self._focus_on_missing()
            return
        self._last, self._count = answers, self._count + 1
        self._back.setEnabled(True)
        self._say(
            f"{row.name}: {row.outcome.label.lower()}. {counted(self._count, 'form')} so far. {problems}"
        )
        self._show({})

    def _focus_on_missing(self) -> None:
        missing = [each for each in self.questions if each.question.is_required and not each.answer]
        (missing or self.questions)[0].line.setFocus()

    def _say(self, text: str) -> None:
        self._outcome.setText(text.strip())
        self._outcome.show()
        self._operations.say(text.strip())

    def _show(self, answers: dict[Question | Asked, str]) -> None:
        self._filled_in = None
        for question in self.questions:
            question.write(answers.get(question.question.question, ""))
        self.anything_else.write("")
        self._show_asked()
        self.questions[0].line.setFocus()

    def _on_back_clicked(self) -> None:
        if self._operations.perform(self._history.undo):
            self._count -= 1
            self._back.setEnabled(False)
            self._show(self._last)
            self._say("The last form is taken back: change it, and add the person again.")

    @override
    def reject(self) -> None:
        """Close, asking first where a form is half typed in."""
        if any(self.answers.values()) and not ConfirmDialog.ask(
            self,
            "A form is half typed in",
            "What is typed in of this form is not stored.",
            accept="Leave it",
            refuse="Go on typing",
        ):
            return
        super().reject()
