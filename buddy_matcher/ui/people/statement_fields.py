"""What somebody wishes the other sector knew: up to three statements, each with who may read it."""

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.statements import READERS, Permission, Statement, StatementAbout
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.labels import field_label
from buddy_matcher.ui.widgets.text_field import text_field
from buddy_matcher.ui.widgets.theme import GAP

_LINES = 2

type _Readers = ChoiceBox[tuple[Permission, bool]]


class StatementFields(QWidget):
    """The words about each thing, and below them who may read them: nobody, until the person says so."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        self._fields: dict[StatementAbout, tuple[QPlainTextEdit, _Readers]] = {}
        for about in StatementAbout:
            words = text_field(lines=_LINES)
            readers = ChoiceBox([(allowed, f"May be read by: {label}") for label, allowed in READERS.items()])
            readers.setAccessibleName(f"{about.label}: may be read by")
            self._fields[about] = words, readers
            layout.addWidget(field_label(about.label, words))
            layout.addWidget(words)
            layout.addWidget(readers)
            layout.addSpacing(GAP)

    def show_statements(self, answers: Participation) -> None:
        """Show what somebody wrote."""
        for about, (words, readers) in self._fields.items():
            statement = answers.statement(about)
            words.setPlainText(statement.text)
            readers.choose((statement.permission, statement.may_quote))

    @property
    def filled(self) -> tuple[Statement, ...]:
        """The statements as they were filled in, without empty ones."""
        return tuple(
            Statement(about, text, *readers.chosen)
            for about, (words, readers) in self._fields.items()
            if (text := words.toPlainText()).strip()
        )
