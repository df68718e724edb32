"""The tab of a person's form for what they need at a meeting, and for what they wrote besides."""

from dataclasses import replace
from datetime import date
from typing import override

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox

from buddy_matcher.services.edit_people import PersonForm
from buddy_matcher.ui.people.form_part import TEXT_LINES, FormPart
from buddy_matcher.ui.widgets.calm_fields import CalmDateEdit
from buddy_matcher.ui.widgets.labels import plain_label
from buddy_matcher.ui.widgets.text_field import text_field

_WHY_APART = "What they need, never why. It is kept only if they agreed to that, and stands in no letter."


class AccessPart(FormPart):
    """What someone needs, with the day on which they agreed, and answers that no field takes."""

    def __init__(self) -> None:
        super().__init__()
        self._note = text_field(lines=TEXT_LINES)
        self._agreed = QCheckBox("They &agreed that this is kept")
        self._agreed_on = CalmDateEdit()
        self._kept = plain_label(wraps=True)
        self._read = QCheckBox("I have &read this")
        self.add_field("access_note", "What they &need to take part", self._note, _WHY_APART)
        self.add_bare(self._agreed)
        self.add_field("access_agreed_on", "Agreed &on", self._agreed_on)
        self._wrote = self.add_heading("What they also wrote")
        self.add_bare(self._kept, self._read)
        self.end()
        self._agreed.toggled.connect(self._agreed_on.setEnabled)

    @override
    def show_form(self, form: PersonForm) -> None:
        self._note.setPlainText(form.access_note)
        self._agreed.setChecked(form.access_agreed_on is not None)
        self._agreed_on.setEnabled(form.access_agreed_on is not None)
        shown = form.access_agreed_on or date.today()  # noqa: DTZ011 - the coordinator's own day
        self._agreed_on.setDate(QDate(shown.year, shown.month, shown.day))
        self._kept.setText("\n\n".join(f"{kept.heading}: {kept.text}" for kept in form.kept))
        self._read.setChecked(form.is_kept_read)
        for widget in (self._wrote, self._kept, self._read):
            widget.setVisible(bool(form.kept))

    @override
    def filled(self, form: PersonForm) -> PersonForm:
        day = self._agreed_on.date()
        agreed_on = date(day.year(), day.month(), day.day()) if self._agreed.isChecked() else None
        note = self._note.toPlainText().strip()
        return replace(
            form,
            access_note=note,
            access_agreed_on=agreed_on,
            is_kept_read=self._read.isChecked(),
        )
