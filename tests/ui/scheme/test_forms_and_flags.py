"""Forms and flags, as the window asks for them: what is made is what was ticked, and what was set counts."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton, QSpinBox

from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.made_forms import FormKind
from buddy_matcher.domain.pair_life import FlagSettings
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.scheme.flags_dialog import FlagsDialog
from buddy_matcher.ui.scheme.make_form_dialog import MakeFormDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.dialogs import answer


def test_a_form_is_made_without_what_was_unticked(services: Services, qtbot):
    dialog = MakeFormDialog(None, services.forms.form)
    qtbot.addWidget(dialog)
    kinds = dialog.findChild(QComboBox)
    kinds.setCurrentText(FormKind.CHECK_IN.label)
    questions = dialog.findChild(QListWidget)
    questions.item(0).setCheckState(Qt.CheckState.Unchecked)
    # Nobody could be told without this one.
    assert not questions.item(1).flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert [each.question for each in dialog.wanted.questions] == [
        Asked.EMAIL,
        Asked.MET,
        Asked.FIT,
        Asked.SAID,
    ]


def test_questions_and_their_options_are_copied_for_a_form_tool(services: Services, qtbot):
    dialog = MakeFormDialog(None, services.forms.form)
    qtbot.addWidget(dialog)
    dialog.findChild(QComboBox).setCurrentText(FormKind.CHECK_IN.label)
    dialog.findChild(QListWidget).setCurrentRow(2)
    assert copied(dialog, "question") == "Have you and your buddy met?"
    assert copied(dialog, "options") == "Yes\nNo"
    assert "One choice." in words(dialog)
    dialog.findChild(QListWidget).setCurrentRow(4)
    assert button(dialog, "options").parentWidget().isHidden()


def test_what_helps_with_a_question_and_what_stands_above_the_form_are_copied_too(services: Services, qtbot):
    dialog = MakeFormDialog(None, services.forms.form)
    qtbot.addWidget(dialog)
    form = services.forms.form(FormKind.SIGN_UP)
    assert copied(dialog, "title") == form.title
    assert copied(dialog, "the start") == form.opening
    helped = next(i for i, question in enumerate(form.questions) if question.help)
    dialog.findChild(QListWidget).setCurrentRow(helped)
    assert copied(dialog, "help text") == form.questions[helped].help
    assert "✓ Help text copied" in words(dialog)
    dialog.findChild(QListWidget).setCurrentRow(helped + 1)
    assert "✓ Help text copied" not in words(dialog)


def button(dialog: MakeFormDialog, what: str) -> QPushButton:
    buttons = dialog.findChildren(QPushButton)
    return next(b for b in buttons if b.text().replace("&", "").lower() == f"copy {what}")


def copied(dialog: MakeFormDialog, what: str) -> str:
    button(dialog, what).click()
    return QGuiApplication.clipboard().text()


def words(dialog: MakeFormDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_window_makes_a_form_where_one_chooses(
    window: MainWindow, running: Services, tmp_path: Path, monkeypatch, qtbot
):
    running.close()
    window.open_file(running.path)
    folder = tmp_path / "forms"
    form = window.workspace.services.forms.form(FormKind.CHECK_IN)
    answer(monkeypatch, MakeFormDialog, form)
    answer(monkeypatch, FolderDialog, folder)
    with qtbot.waitSignal(window.workspace.jobs.ended):
        window.commands.make_form.trigger()
    assert {path.suffix for path in folder.iterdir()} == {".docx", ".xlsx", ".pdf", ".txt"}


def test_when_a_pair_is_flagged_is_set_for_the_round_that_runs(
    window: MainWindow, running: Services, monkeypatch
):
    running.close()
    window.open_file(running.path)
    rounds = window.workspace.services.rounds
    answer(monkeypatch, FlagsDialog, replace(FlagSettings(), quiet_days=30))
    window.commands.flags.trigger()
    assert rounds.running().flags.quiet_days == 30


def test_nought_switches_a_flag_off(services: Services, qtbot):
    dialog = FlagsDialog(None, services.scheme.round())
    qtbot.addWidget(dialog)
    assert dialog.flags == FlagSettings()
    for box in dialog.findChildren(QSpinBox):
        box.setValue(0)
    assert dialog.flags == FlagSettings(
        first_meeting_days=None, quiet_days=None, not_sure_days=None, failed_tries=None
    )
