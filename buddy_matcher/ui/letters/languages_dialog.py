"""The languages of letters: the sheet for a translator, what comes back in it, and who signs."""

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.languages import TRANSLATED, Language
from buddy_matcher.domain.text import counted
from buddy_matcher.services.translate_letters import LanguageState, TakenIn, TranslateLetters
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.letters.languages_model import Column, LanguagesModel, OddColumn, OddRowsModel
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.day_fields import day_field, day_in
from buddy_matcher.ui.widgets.file_dialogs import OpenTranslationsDialog, SaveTranslationsDialog
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.widgets.labels import field_label, heading_label, plain_label, quiet_label
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.wrapping_row import WrappingRow

_SIZE, _SIZE_WITH_ROWS = QSize(760, 500), QSize(760, 680)
_NAME_WIDTH = 220
_HINT = (
    "A letter goes out in a language once somebody has signed all that it says. Until then it goes out in "
    "English. We bring no translations: save a sheet, have it filled in, and take it in again."
)


class LanguagesDialog(FramedDialog):
    """How far each language is, with buttons that act at once on the one that is chosen."""

    def __init__(
        self, parent: QWidget | None, translations: TranslateLetters, operations: Operations
    ) -> None:
        super().__init__(parent, "Languages of letters", _HINT)
        self.resize(_SIZE)
        self._translations = translations
        self._operations = operations
        self._added: list[Language] = []
        self.table = RowsView(LanguagesModel(self), "Languages")
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.stretch(Column.LANGUAGE)
        self.others = ChoiceBox[Language | None]([(None, "Choose one…")])
        self.saving = QPushButton("&Save the sheet…")
        self.taking = QPushButton("&Take in a sheet…")
        self.by = QLineEdit()
        self.by.setPlaceholderText("For example: Mair Rees")
        self.by.setMinimumWidth(_NAME_WIDTH)
        self.on = day_field(_today(), latest=_today())
        self.signing = QPushButton("Si&gn")
        self.told = plain_label(wraps=True)
        self.odd = RowsView(
            OddRowsModel(self), "Rows to look at", wrapped=[OddColumn.ENGLISH, OddColumn.WHAT]
        )
        self.odd.stretch(OddColumn.ENGLISH, OddColumn.WHAT)
        self._lay_out()
        self._connect()
        self._look_again()

    @classmethod
    def ask(cls, parent: QWidget | None, translations: TranslateLetters, operations: Operations) -> None:
        """Show the languages until the dialog is closed."""
        cls(parent, translations, operations).exec()

    def _lay_out(self) -> None:
        self.body.addWidget(self.table, 1)
        other = field_label("An&other language", self.others)
        self.body.addLayout(WrappingRow(self.saving, self.taking, other, self.others))
        self.body.addWidget(self.told)
        self.body.addWidget(self.odd, 1)
        self.body.addWidget(heading_label("Sign"))
        self.body.addWidget(quiet_label(_ABOUT_SIGNING))
        by, on = field_label("Signed &by", self.by), field_label("O&n", self.on)
        self.body.addLayout(WrappingRow(by, self.by, on, self.on, self.signing))
        self.odd.hide()
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)

    def _connect(self) -> None:
        self.table.chosen.connect(self._show_chosen)
        self.others.currentIndexChanged.connect(self._on_other)
        self.saving.clicked.connect(self._on_save)
        self.taking.clicked.connect(self._on_take_in)
        self.signing.clicked.connect(self._on_sign)

    @property
    def chosen(self) -> LanguageState:
        """The language that buttons act on."""
        return next(iter(self.table.chosen_rows()), self.table.shown()[0])

    def _look_again(self) -> None:
        states = list(self._translations.states())
        listed = {state.language for state in states}
        states += [self._translations.state(each) for each in self._added if each not in listed]
        self.table.show_rows(states, lambda state: state.language)
        rest = [each for each in TRANSLATED if each not in {state.language for state in states}]
        self.others.offer([(None, "Choose one…"), *((each, each.label) for each in rest)])
        if not self.table.chosen_rows():
            self.table.choose_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        state = self.chosen
        self.told.setText(_standing(state))
        can_change = self._operations.can_change
        self.taking.setEnabled(can_change)
        self.signing.setEnabled(can_change and bool(state.to_sign))
        self.signing.setToolTip("" if state.to_sign else "Nothing waits to be signed.")

    def _on_other(self) -> None:
        language = self.others.chosen
        if language is not None:
            self._added.append(language)
            self._look_again()
            self.table.choose(lambda state: state.language is language)

    def _on_save(self) -> None:
        language = self.chosen.language
        path = SaveTranslationsDialog.ask(self, f"Sentences {language.label}.xlsx")
        if path is None:
            return

        left: list[int] = []

        def save() -> Changes:
            left.append(self._translations.save_sheet(path, language))
            return Changes()

        if self._operations.perform(save, f"Sentences saved in {path.name}."):
            open_lines = counted(left[0], "line is open", "lines are open")
            self._operations.say(f"Sentences saved in {path.name}: {open_lines}.")

    def _on_take_in(self) -> None:
        path = OpenTranslationsDialog.ask(self)
        if path is None:
            return
        found: list[TakenIn] = []

        def take_in() -> Changes:
            found.append(self._translations.take_in(path))
            return found[0].changes

        if self._operations.perform(take_in):
            self._show_taken(found[0])

    def _show_taken(self, taken: TakenIn) -> None:
        self._look_again()
        self.table.choose(lambda state: state.language is taken.language)
        self.odd.show_rows(taken.odd, lambda odd: odd)
        self.odd.setVisible(bool(taken.odd))
        if taken.odd:
            self.resize(self.size().expandedTo(_SIZE_WITH_ROWS))
        outcome = _outcome(taken)
        self.told.setText(f"{outcome} {_standing(self.chosen)}")
        self._operations.say(outcome)

    def _on_sign(self) -> None:
        language, number = self.chosen.language, self.chosen.to_sign
        outcome = f"{counted(number, 'sentence')} in {language.label} signed by {self.by.text().strip()}."
        if self._operations.perform(
            lambda: self._translations.sign(language, self.by.text(), day_in(self.on)), outcome
        ):
            self._look_again()


_ABOUT_SIGNING = "Signs every sentence of the chosen language that is translated and not signed yet."


def _standing(state: LanguageState) -> str:
    """Return in sentences what letters in a language wait for."""
    name, open_ones = state.language.label, state.sentences - state.translated
    if state.is_complete:
        return f"{name}: all is signed, so every letter can go out in it."
    waits = [
        f"{counted(number, 'sentence')} {what}"
        for number, what in ((open_ones, "to translate"), (state.to_sign, "to sign"))
        if number
    ]
    goes_out = (
        "Letters that say none of these go out in it." if state.signed else "Letters go out in English."
    )
    return f"{name}: {' and '.join(waits)}. {goes_out}"


def _outcome(taken: TakenIn) -> str:
    left_out = sum(odd.is_left_out for odd in taken.odd)
    rest = len(taken.odd) - left_out
    parts = [f"{counted(taken.taken, 'line')} taken in"]
    parts += [f"{left_out} left out"] if left_out else []
    parts += [f"{rest} to look at"] if rest else []
    return f"{', '.join(parts)}."


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the coordinator's own day
