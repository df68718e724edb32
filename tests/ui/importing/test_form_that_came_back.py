"""A form of a living round that comes back is checked and taken in, with nothing to decide before."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from buddy_matcher.domain.answers import Asked
from buddy_matcher.domain.entries import EntryKind
from buddy_matcher.domain.made_forms import FormKind
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.importing.import_dialog import ImportDialog
from tests.helpers.form_tools import microsoft_forms
from tests.helpers.importing import Driven
from tests.helpers.people import id_of

WORK_MS = 30_000


def test_its_answers_are_taken_in_with_one_click(
    running: Services, operations: Operations, tmp_path: Path, qtbot
):
    form = running.people.form_of(id_of(running, "Asha Rao"))
    person = replace(form.participant, email="asha@example.org")
    running.people.save(replace(form, participant=person))
    said: dict[Any, list[str]] = {Asked.EMAIL: ["asha@example.org"], Asked.MET: ["Yes"]}
    stranger: dict[Any, list[str]] = {Asked.EMAIL: ["zoe@example.org"], Asked.MET: ["Yes"]}
    sheet = microsoft_forms(running.forms.form(FormKind.CHECK_IN), [said, stranger], tmp_path)
    with qtbot.waitSignal(operations.jobs.ended, timeout=WORK_MS):
        dialog = ImportDialog(None, running.imports, running.lists, sheet, operations)
        qtbot.addWidget(dialog)
        dialog.show()
    driven = Driven(dialog, operations.jobs)
    assert "2 answers to the form “check-in”" in driven.words
    assert "1 answer can’t come in yet." in driven.words
    assert not [button for button in driven.buttons() if "Back" in button.text()]
    driven.click("Take in 1 answer")
    assert "1 of 4 answered." in driven.words
    with running.file.reading() as unit:
        assert [entry.kind for entry in unit.entries.all()] == [EntryKind.CONTACT, EntryKind.MEETING]
    driven.click("Close")
