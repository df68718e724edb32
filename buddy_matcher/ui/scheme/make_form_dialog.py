"""Makes one of the scheme's own forms: which, with which questions; or copies it into a form tool by hand."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QListWidgetItem,
    QWidget,
)

from buddy_matcher.domain.made_forms import AnswerType, FormKind, FormQuestion, MadeForm
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.copy_line import CopyLine
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.reading_label import quiet_text, reading_heading
from buddy_matcher.ui.widgets.reading_pane import ReadingPane
from buddy_matcher.ui.widgets.theme import GAP
from buddy_matcher.ui.widgets.ticks_list import TicksList

_SIZE = QSize(900, 620)
_HINT = (
    "Untick what you don’t need. What comes back is known by the words of its questions: copy them into your "
    "form tool as they are, or hand the form round as a Word or Excel file, on paper or in an e-mail."
)


class MakeFormDialog(FramedDialog):
    """The questions of a form with ticks; `form_of` returns a form whole."""

    def __init__(self, parent: QWidget | None, form_of: Callable[[FormKind], MadeForm]) -> None:
        super().__init__(parent, "Make a form", _HINT)
        self.resize(_SIZE)
        self._form_of = form_of
        self._kinds = ChoiceBox([(kind, kind.label) for kind in FormKind])
        self._form = form_of(FormKind.SIGN_UP)
        # A form's questions to tick, made anew for each kind: a model would say no more.
        self._list = TicksList("Questions")
        self._top = [CopyLine("Title", "&title"), CopyLine("What to say first", "the &start")]
        self._of_question = [
            CopyLine("Question", "&question"),
            CopyLine("Help text", "&help text"),
            CopyLine("Options", "o&ptions"),
        ]
        self._kind_of_answer = quiet_text("")
        self._sheet = ReadingPane("To copy into a form tool")
        form = QFormLayout()
        form.addRow(field_label("&Form", self._kinds), self._kinds)
        self.body.addLayout(form)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GAP)
        columns.addWidget(self._list, 1)
        columns.addWidget(self._sheet, 1)
        self.body.addLayout(columns, 1)
        self._sheet.show_parts(
            [
                reading_heading("This question"),
                self._kind_of_answer,
                *self._of_question,
                reading_heading("At the top of the form"),
                *self._top,
            ]
        )
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        accept = primary_button("&Choose where to save…")
        self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._kinds.currentIndexChanged.connect(self._on_kind_chosen)
        self._list.currentRowChanged.connect(self._on_row_chosen)
        self._show()

    @property
    def wanted(self) -> MadeForm:
        """The form without the questions whose tick was taken away."""
        off = [
            question.question
            for row, question in enumerate(self._form.questions)
            if self._list.item(row).checkState() is not Qt.CheckState.Checked
        ]
        return self._form.without(off)

    @classmethod
    def ask(cls, parent: QWidget | None, form_of: Callable[[FormKind], MadeForm]) -> MadeForm | None:
        """Return the form to make, or None when it was cancelled."""
        dialog = cls(parent, form_of)
        return dialog.wanted if dialog.exec() else None

    def _show(self) -> None:
        for line, text in zip(self._top, (self._form.title, self._form.opening), strict=True):
            line.show_text(text)
        self._list.clear()
        for question in self._form.questions:
            item = QListWidgetItem(question.text, self._list)
            ticked = Qt.ItemFlag.ItemIsUserCheckable
            # A question that a form can't do without keeps its tick.
            item.setFlags(item.flags() & ~ticked if question.is_required else item.flags() | ticked)
            item.setCheckState(Qt.CheckState.Checked)
            item.setToolTip("\n".join(filter(None, (question.help, *question.options))))
        self._list.setCurrentRow(0)

    @property
    def _question(self) -> FormQuestion | None:
        row = self._list.currentRow()
        return self._form.questions[row] if 0 <= row < len(self._form.questions) else None

    @Slot()
    def _on_kind_chosen(self) -> None:
        self._form = self._form_of(self._kinds.chosen)
        self._show()

    @Slot()
    def _on_row_chosen(self) -> None:
        question = self._question
        # A line each: form tools make an option of every line that is pasted.
        texts = (question.text, question.help, "\n".join(question.options)) if question else ("", "", "")
        for line, text in zip(self._of_question, texts, strict=True):
            line.show_text(text)
        self._kind_of_answer.setText(_kind_of_answer(question) if question else "")


def _kind_of_answer(question: FormQuestion) -> str:
    """Return what to choose for a question in a form tool, in words that Microsoft's and Google's share."""
    kind = {
        AnswerType.TEXT: "A long text answer" if question.lines > 1 else "A short text answer",
        AnswerType.CHOICE: "One choice",
        AnswerType.CHOICES: "Several choices",
    }[question.answers]
    most = f", at most {question.most}" if question.most else ""
    return f"{kind}{most}{', required' if question.is_required else ''}."
