"""The tabs of a person's form: each shows its part of a `PersonForm` and gives it back as filled in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import override

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QWidget,
)

from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Organisation, Sector, organisation_key
from buddy_matcher.domain.participations import MOST_BUDDIES, MOST_CONFIDENT, Status
from buddy_matcher.domain.people import PRINT_SIZES, Delivery, Level, OtherFormat
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.postal_address import MOST_LINES
from buddy_matcher.domain.strengths import Strength, Theme
from buddy_matcher.domain.text import counted, fold, tidy
from buddy_matcher.services.edit_people import InvalidField, PersonForm
from buddy_matcher.ui.people.form_part import TEXT_LINES, FormPart, line_field
from buddy_matcher.ui.people.free_times import FreeTimes
from buddy_matcher.ui.people.statement_fields import StatementFields
from buddy_matcher.ui.people.strength_picker import StrengthPicker
from buddy_matcher.ui.widgets.calm_fields import CalmDateEdit, SuggestingBox
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.labels import (
    SectorLabel,
    number_box,
    quiet_label,
    sector_icon,
    without_mnemonic,
)
from buddy_matcher.ui.widgets.text_field import text_field
from buddy_matcher.ui.widgets.theme import GAP

_NOT_SAID = -1
_FARTHEST = 999


class WhoPart(FormPart):
    """Who someone is and where they stand in the round."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        super().__init__()
        self._sectors = {organisation_key(each.name): each.sector for each in organisations}
        self._given, self._family, self._known_as = line_field(), line_field(), line_field()
        self._organisation = SuggestingBox(sorted((each.name for each in organisations), key=fold))
        self._sector = _SectorChoice()
        self._job_title, self._email, self._phone = line_field(), line_field(), line_field()
        self._level = ChoiceBox[Level | None]([(None, "Not said"), *((each, each.label) for each in Level)])
        self._status = ChoiceBox([(status, status.label) for status in Status])
        self._notes = text_field(lines=TEXT_LINES)
        self.add_line(("given", "&Given name", self._given), ("family", "&Family name", self._family))
        self.add_field("known_as", "&Known as", self._known_as, "If the letter should greet them otherwise.")
        self.add_field("organisation", "&Organisation", self._organisation)
        self.add_field("sector", "Se&ctor", self._sector)
        self.add_line(("job_title", "&Job title", self._job_title), ("level", "&Level", self._level))
        self.add_line(("email", "E-&mail", self._email), ("phone", "&Phone", self._phone))
        self.add_field("status", "Sta&tus in this round", self._status)
        self.add_field("notes", "&Notes", self._notes, "They may ask to read them.")
        self.end()
        self._organisation.editTextChanged.connect(self._on_organisation_changed)

    @override
    def show_form(self, form: PersonForm) -> None:
        person = form.participant
        for field, text in (
            (self._given, person.given),
            (self._family, person.family),
            (self._known_as, person.known_as),
            (self._job_title, person.job_title),
            (self._email, person.email),
            (self._phone, person.phone),
        ):
            field.setText(text)
        self._organisation.setEditText(form.organisation)
        for name in ("given", "organisation") if person.id == UNSAVED else ("given",):
            self.require(name)
        self._on_organisation_changed(form.organisation)
        self._level.choose(person.level)
        self._status.choose(form.participation.status)
        self._notes.setPlainText(person.notes)

    @override
    def filled(self, form: PersonForm) -> PersonForm:
        return replace(
            form,
            participant=replace(
                form.participant,
                given=self._given.text(),
                family=self._family.text(),
                known_as=self._known_as.text(),
                job_title=self._job_title.text(),
                level=self._level.chosen,
                email=self._email.text(),
                phone=self._phone.text(),
                notes=self._notes.toPlainText(),
            ),
            participation=replace(form.participation, status=self._status.chosen),
            organisation=self._organisation.currentText(),
            sector=self._chosen_sector() or form.sector,
        )

    def _chosen_sector(self) -> Sector | None:
        """Return the sector, None where no organisation is named yet; who may be paired hangs on it."""
        if tidy(self._organisation.currentText()) and self._sector.chosen is None:
            raise InvalidField("sector", "This organisation is new. Please choose its sector.")
        return self._sector.chosen

    def _on_organisation_changed(self, name: str) -> None:
        self._sector.follow(self._sectors.get(organisation_key(name)), is_named=bool(tidy(name)))


class StrengthsPart(FormPart):
    """What someone can share and would like, and whom they work with."""

    def __init__(self, strengths: Sequence[Strength], themes: Sequence[Theme]) -> None:
        super().__init__()
        self._strengths = strengths
        self._retired_themes = frozenset(theme.id for theme in themes if theme.retired_on)
        self._picker = StrengthPicker()
        self._themes = {theme.id: QCheckBox(without_mnemonic(theme.name)) for theme in themes}
        self.add_bare(self._picker)
        self.first_focus = self._picker.first_focus
        if themes:
            self.add_heading("Communities and themes")
            self.add_bare(*self._themes.values())
        self.end()

    @override
    def show_form(self, form: PersonForm) -> None:
        given = form.participation.strengths
        chosen = {answer.strength_id for answer in given}
        # What is retired is offered to nobody, but nobody's answer is hidden.
        shown = [s for s in self._strengths if s.retired_on is None or s.id in chosen]
        self._picker.show_answers(shown, given)
        for theme, box in self._themes.items():
            is_chosen = theme in form.participation.theme_ids
            box.setChecked(is_chosen)
            if theme in self._retired_themes:
                box.setVisible(is_chosen)

    @override
    def filled(self, form: PersonForm) -> PersonForm:
        themes = frozenset(theme for theme, box in self._themes.items() if box.isChecked())
        answers = replace(form.participation, strengths=self._picker.answers, theme_ids=themes)
        return replace(form, participation=answers)


class WordsPart(FormPart):
    """What someone says in their own words."""

    def __init__(self) -> None:
        super().__init__()
        self._hopes, self._introduction = text_field(lines=TEXT_LINES), text_field(lines=TEXT_LINES)
        self._statements = StatementFields()
        self.add_field("hopes", "What they &hope for", self._hopes)
        self.add_field(
            "introduction", "Introduction for the &letter", self._introduction, "Their buddy reads this."
        )
        self.add_field("statements", "“&If only they knew…”", self._statements, "No patients’ names, please.")
        self.end()

    @override
    def show_form(self, form: PersonForm) -> None:
        answers = form.participation
        self._hopes.setPlainText(answers.hopes)
        self._statements.show_statements(answers)
        self._introduction.setPlainText(answers.introduction)

    @override
    def filled(self, form: PersonForm) -> PersonForm:
        answers = replace(
            form.participation,
            hopes=self._hopes.toPlainText(),
            introduction=self._introduction.toPlainText(),
            statements=self._statements.filled,
        )
        return replace(form, participation=answers)


class MeetingPart(FormPart):
    """How, where and when someone can meet, and with how many."""

    def __init__(self) -> None:
        super().__init__()
        self._ways = {way: QCheckBox(way.label) for way in MeetingWay}
        self._place, self._outcode = line_field(), line_field("HX1")
        self._miles = number_box(_NOT_SAID, _FARTHEST, unit="miles", without="Not said")
        self._free = FreeTimes()
        self._venue = line_field("Step-free, hearing loop…")
        self._capacity = ChoiceBox(
            [
                (0, "None this round"),
                *((n, counted(n, "buddy", "buddies")) for n in range(1, MOST_BUDDIES + 1)),
            ]
        )
        self._trio = QCheckBox("Happ&y to be in a group of three")
        self._standby = QCheckBox("May be ru&ng if someone drops out")
        self._confidence = number_box(_NOT_SAID, MOST_CONFIDENT, without="Not said")
        self.add_heading("How they can meet")
        self.add_bare(*self._ways.values())
        self.add_heading("Where")
        self.add_line(("place", "&Town or place", self._place), ("travel_miles", "Can t&ravel", self._miles))
        self.add_field("outcode", "&Postcode area", self._outcode, "Only the first half is kept.")
        self.add_heading("Usually free")
        self.add_bare(self._free)
        self.add_heading("What to keep in mind")
        self.add_field("venue_needs", "A &venue needs", self._venue)
        self.add_field("capacity", "R&oom for", self._capacity)
        self.add_bare(self._trio, self._standby)
        self.add_field(
            "confidence", "Con&fident with the other sector", self._confidence, "0 to 10, at sign-up."
        )
        self.end()

    @override
    def show_form(self, form: PersonForm) -> None:
        answers = form.participation
        for way, box in self._ways.items():
            box.setChecked(way in answers.ways)
        self._place.setText(answers.place)
        self._outcode.setText(answers.outcode)
        self._miles.setValue(_NOT_SAID if answers.travel_miles is None else answers.travel_miles)
        self._free.choose(answers.free)
        self._venue.setText(answers.venue_needs)
        self._capacity.choose(answers.capacity)
        self._trio.setChecked(answers.happy_in_trio)
        self._standby.setChecked(answers.is_on_standby)
        self._confidence.setValue(_NOT_SAID if answers.confidence is None else answers.confidence)

    @override
    def filled(self, form: PersonForm) -> PersonForm:
        typed = self._outcode.text().strip()
        known = form.participation.outcode
        miles = self._miles.value()
        answers = replace(
            form.participation,
            ways=frozenset(way for way, box in self._ways.items() if box.isChecked()),
            place=self._place.text(),
            # What is no postcode goes on as typed, to be refused.
            outcode=known if typed == known else outcode(typed) or typed,
            travel_miles=None if miles == _NOT_SAID else miles,
            free=self._free.chosen,
            venue_needs=self._venue.text(),
            capacity=self._capacity.chosen,
            happy_in_trio=self._trio.isChecked(),
            is_on_standby=self._standby.isChecked(),
            confidence=None if self._confidence.value() == _NOT_SAID else self._confidence.value(),
        )
        return replace(form, participation=answers)


class LettersPart(FormPart):
    """How someone likes their letters, and what they agreed to."""

    def __init__(self) -> None:
        super().__init__()
        self._delivery = ChoiceBox([(each, each.label) for each in Delivery])
        self._address = text_field(lines=MOST_LINES)
        self._language = ChoiceBox([(each, each.label) for each in Language])
        self._size = ChoiceBox([(size, f"{size} point") for size in PRINT_SIZES])
        self._format = ChoiceBox[OtherFormat | None](
            [(None, "None needed"), *((each, each.label) for each in OtherFormat)]
        )
        self._contact = QCheckBox("The &buddy may have their contact details")
        self._themes = QCheckBox("The buddy may rea&d their themes and “If only they knew…”")
        self._privacy = QCheckBox("They were given the privac&y notice")
        self._given_on = CalmDateEdit()
        self._given_on.setDate(QDate.currentDate())
        self._version = line_field()
        self._funded = QCheckBox("Their time is f&unded")
        self._rate = line_field("£25 an hour")
        self._lay_out()
        self._privacy.toggled.connect(self._given_on.setEnabled)
        self._funded.toggled.connect(self._rate.setEnabled)

    def _lay_out(self) -> None:
        self.add_heading("Letters")
        self.add_line(("delivery", "Letters &go", self._delivery), ("language", "&Language", self._language))
        self.add_field("address", "Postal addr&ess", self._address, "One line each, the postcode last.")
        self.add_line(
            ("print_size", "&Print size", self._size), ("other_format", "Other &format", self._format)
        )
        self.add_heading("Consent")
        self.add_bare(self._contact, self._themes, self._privacy)
        self.add_line(
            ("privacy_given_on", "Given &on", self._given_on),
            ("privacy_version", "&Version of the notice", self._version),
        )
        self.add_heading("Time")
        self.add_bare(self._funded)
        self.add_field("funded_rate", "&Rate", self._rate)
        self.end()

    @override
    def show_form(self, form: PersonForm) -> None:
        letters, answers = form.participant.letters, form.participation
        self._delivery.choose(letters.delivery)
        self._address.setPlainText("\n".join(form.participant.address))
        self._language.choose(letters.language)
        self._size.choose(letters.print_size)
        self._format.choose(letters.other_format)
        self._contact.setChecked(answers.share_contact)
        self._themes.setChecked(answers.share_themes)
        given_on = answers.privacy_given_on
        self._privacy.setChecked(given_on is not None)
        self._given_on.setEnabled(given_on is not None)
        if given_on:
            self._given_on.setDate(QDate(given_on.year, given_on.month, given_on.day))
        self._version.setText(answers.privacy_version)
        self._funded.setChecked(answers.time_funded)
        self._rate.setEnabled(answers.time_funded)
        self._rate.setText(answers.funded_rate)

    @override
    def filled(self, form: PersonForm) -> PersonForm:
        lines = (tidy(line) for line in self._address.toPlainText().splitlines())
        address = tuple(line for line in lines if line)
        letters = replace(
            form.participant.letters,
            delivery=self._delivery.chosen,
            language=self._language.chosen,
            print_size=self._size.chosen,
            other_format=self._format.chosen,
        )
        answers = replace(
            form.participation,
            share_contact=self._contact.isChecked(),
            share_themes=self._themes.isChecked(),
            privacy_given_on=self._given_date() if self._privacy.isChecked() else None,
            privacy_version=self._version.text(),
            time_funded=self._funded.isChecked(),
            funded_rate=self._rate.text(),
        )
        person = replace(form.participant, letters=letters, address=address)
        return replace(form, participant=person, participation=answers)

    def _given_date(self) -> date:
        chosen = self._given_on.date()
        return date(chosen.year(), chosen.month(), chosen.day())


class _SectorChoice(QWidget):
    """The sector of an organisation, to choose for one that the scheme does not know yet."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons = {sector: QRadioButton(sector.label) for sector in Sector}
        self._told = quiet_label(wraps=False)
        self._known = SectorLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GAP)
        for sector, button in self._buttons.items():
            button.setIcon(sector_icon(sector, self.palette()))
            button.setAccessibleName(f"Sector {sector.label}")
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addWidget(self._told)
        layout.addWidget(self._known)
        layout.addStretch()

    @property
    def chosen(self) -> Sector | None:
        """The sector that is chosen, if one is."""
        return next((sector for sector, button in self._buttons.items() if button.isChecked()), None)

    def follow(self, known: Sector | None, *, is_named: bool) -> None:
        """Show the sector of a known organisation, which stays; for a new one, let it be chosen."""
        if known:
            self._buttons[known].setChecked(True)
            self._known.show_sector(known)
        elif not self._known.isHidden():
            self._choose_none()
        self._known.setVisible(known is not None)
        for button in self._buttons.values():
            button.setVisible(known is None)
        self._told.setText("A new organisation: choose its sector." if is_named else "")
        self._told.setVisible(known is None)

    def _choose_none(self) -> None:
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
