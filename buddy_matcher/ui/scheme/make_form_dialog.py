"""Makes one of the scheme's own forms: which, with which questions; or copies it into a form tool by hand."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from buddy_matcher.domain.made_forms import FormKind, FormQuestion, MadeForm
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, primary_button
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_SIZE = QSize(680, 560)
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
        self._list = QListWidget()
        self._list.setAccessibleName("Questions")
        self._copy = QPushButton("Copy &question")
        self._copy_options = QPushButton("Copy o&ptions")
        form = QFormLayout()
        form.addRow(field_label("&Form", self._kinds), self._kinds)
        self.body.addLayout(form)
        self.body.addWidget(self._list, 1)
        self.body.addLayout(WrappingRow(self._copy, self._copy_options))
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        accept = primary_button("&Choose where to save…")
        self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._kinds.currentIndexChanged.connect(self._on_kind_chosen)
        self._list.currentRowChanged.connect(self._on_row_chosen)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._copy_options.clicked.connect(self._on_copy_options_clicked)
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
        self._copy.setEnabled(question is not None)
        self._copy_options.setEnabled(bool(question and question.options))

    @Slot()
    def _on_copy_clicked(self) -> None:
        if question := self._question:
            QGuiApplication.clipboard().setText(question.text)

    @Slot()
    def _on_copy_options_clicked(self) -> None:
        # A line each: form tools make an option of every line that is pasted.
        if question := self._question:
            QGuiApplication.clipboard().setText("\n".join(question.options))
