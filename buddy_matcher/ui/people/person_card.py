"""One person of the round as a card to read: who they are, what they answered, and what was noted of them.

Only what was answered is shown; notes alone can be changed from here.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from buddy_matcher.domain.ids import StrengthId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.meeting import DAY_PARTS, DAYS, HalfDay, MeetingWay
from buddy_matcher.domain.participations import MOST_CONFIDENT, Participation
from buddy_matcher.domain.people import AccessNeed, Participant
from buddy_matcher.domain.phrases import date_in_words, inside_sentence
from buddy_matcher.domain.strengths import LEVEL_LABELS, WISH_LABELS
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.rounds.person_history import OtherRound
from buddy_matcher.ui.noting.note_button import note_button
from buddy_matcher.ui.people.people_model import PersonRow
from buddy_matcher.ui.widgets.labels import SectorLabel, rule_line
from buddy_matcher.ui.widgets.reading_label import (
    ReadingLabel,
    quiet_text,
    reading_heading,
    strong_text,
)
from buddy_matcher.ui.widgets.reading_pane import ReadingPane

_MOST_NAMED = 20
_FOR_SEVERAL = "Change several… sets status, letters, consents and themes of all of them at once."

type Fact = tuple[str, str]


class PersonCard(ReadingPane):
    """Shows one person, or who are selected; `entry_wanted` carries the note that is to be changed."""

    entry_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The selected person", parent=parent)
        # Widgets are dear: what is shown already is not made anew with every key of a search.
        self._shown: tuple[PersonRow, str, Sequence[OtherRound]] | None = None
        self.show_nobody()

    def show_nobody(self) -> None:
        """Say how to get somebody shown here."""
        self._shown = None
        self.show_parts([quiet_text("Select a person to see what they answered.")])

    def show_people(self, names: Sequence[str]) -> None:
        """Say who are selected, if they are several, and what can be done for all of them."""
        self._shown = None
        more = len(names) - _MOST_NAMED
        listed_names = [*names[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else [])]
        heading = reading_heading(f"{counted(len(names), 'person', 'people')} selected")
        self.show_parts([heading, ReadingLabel("\n".join(listed_names)), quiet_text(_FOR_SEVERAL)])

    def show_person(
        self, person: PersonRow, why_no_buddy: str = "", others: Sequence[OtherRound] = ()
    ) -> None:
        """Show someone; `why_no_buddy` is the reason, if they have none, `others` what they did before."""
        if (person, why_no_buddy, others) == self._shown:
            return
        self._shown = person, why_no_buddy, others
        member = person.member
        parts = [*_head(person), *_buddy_part(person, why_no_buddy)]
        if person.noted:
            notes = (note_button(entry, self.entry_wanted.emit) for entry in person.noted)
            parts += [rule_line(), strong_text("What was noted"), *notes]
        for heading, facts in (
            ("Other rounds", [(each.round_name, each.in_words) for each in others]),
            ("Strengths", _strength_facts(person)),
            ("Meeting", _meeting_facts(member.participation)),
            ("Needs at a meeting", _need_facts(person.access_need)),
            ("Consents", _consent_facts(member.participation)),
            ("Letters", _letter_facts(member.participant)),
            ("In their words", _own_words(member.participation)),
            ("Also wrote", [(kept.heading, kept.text) for kept in person.kept]),
            ("Notes (they may ask to read them)", [("", member.participant.notes)]),
        ):
            parts += _part(heading, facts)
        self.show_parts(parts)


def free_in_words(free: frozenset[HalfDay]) -> str:
    """Return half-days as a reader says them, such as "Monday all day; Thursday morning and evening"."""
    told = []
    for day, name in enumerate(DAYS):
        parts = [DAY_PARTS[half_day.part] for half_day in sorted(free) if half_day.day == day]
        if parts:
            told.append(f"{name} {'all day' if len(parts) == len(DAY_PARTS) else listed(parts)}")
    return "; ".join(told)


def _head(person: PersonRow) -> list[QWidget]:
    member = person.member
    sector = SectorLabel()
    sector.show_sector(member.sector)
    participant = member.participant
    role = [participant.job_title, participant.level.label if participant.level else ""]
    lines = (" · ".join(filter(None, role)), member.organisation_name, participant.email, participant.phone)
    called = f"Called {participant.known_as}" if participant.known_as else ""
    told = "\n".join(filter(None, (called, *lines)))
    return [reading_heading(member.name), sector, ReadingLabel(told)]


def _buddy_part(person: PersonRow, why_no_buddy: str) -> list[QWidget]:
    status = person.member.participation.status.label
    facts = [("Status", status), ("Buddy", person.buddy_in_words), ("Why", why_no_buddy)]
    return _part("This round", facts)


def _strength_facts(person: PersonRow) -> list[Fact]:
    answers = person.member.participation
    return [
        ("Can share", _with_levels(person.can_share, answers.can_share, LEVEL_LABELS)),
        ("Would like", _with_levels(person.would_like, answers.would_like, WISH_LABELS)),
        ("Communities and themes", "\n".join(person.themes)),
    ]


def _with_levels(names: Sequence[str], levels: dict[StrengthId, int], words: Sequence[str]) -> str:
    """Return one line for each name, strongest first; a level is said unless all have the same."""
    strongest_first = sorted(levels.values(), reverse=True)
    if len(set(strongest_first)) <= 1:
        return "\n".join(names)
    return "\n".join(
        f"{name} ({inside_sentence(words[level])})"
        for name, level in zip(names, strongest_first, strict=True)
    )


def _meeting_facts(answers: Participation) -> list[Fact]:
    place = " ".join(filter(None, (answers.place, answers.outcode)))
    miles = answers.travel_miles
    buddies = "None this round" if answers.capacity == 0 else counted(answers.capacity, "buddy", "buddies")
    return [
        ("How", "\n".join(way.label for way in MeetingWay if way in answers.ways)),
        ("Where", place),
        ("Can travel", "" if miles is None else counted(miles, "mile")),
        ("Usually free", free_in_words(answers.free)),
        ("A venue needs", answers.venue_needs),
        ("Room for", buddies),
        ("A group of three", "Happy to" if answers.happy_in_trio else "No"),
        ("If someone drops out", "May be rung" if answers.is_on_standby else ""),
        ("Confident with the other sector", _out_of_ten(answers.confidence)),
    ]


def _out_of_ten(confidence: int | None) -> str:
    return "" if confidence is None else f"{confidence} of {MOST_CONFIDENT} at sign-up"


def _need_facts(need: AccessNeed | None) -> list[Fact]:
    return [(f"Agreed on {date_in_words(need.consent_on)}", need.note)] if need else []


def _consent_facts(answers: Participation) -> list[Fact]:
    given = answers.privacy_given_on
    notice = " of ".join(filter(None, (answers.privacy_version, date_in_words(given) if given else "")))
    funded = f"Funded{f', {answers.funded_rate}' if answers.funded_rate else ''}"
    return [
        ("Share contact details", _yes(answers.share_contact)),
        ("Share themes", _yes(answers.share_themes)),
        ("Privacy notice", notice),
        ("Time", funded if answers.time_funded else ""),
    ]


def _letter_facts(participant: Participant) -> list[Fact]:
    letters = participant.letters
    language = "" if letters.language is Language.NOT_ASKED else letters.language.label
    return [
        ("How", letters.delivery.label),
        ("Address", "\n".join(participant.address)),
        ("Language", language),
        ("Print size", f"{letters.print_size} point"),
        ("Other format", letters.other_format.label if letters.other_format else ""),
    ]


def _own_words(answers: Participation) -> list[Fact]:
    return [
        ("Hopes", answers.hopes),
        *(
            (f"If only they knew… {each.about.label}", f"{each.text}\nMay be read by: {each.read_by}")
            for each in answers.statements
        ),
        ("Introduction for the letter", answers.introduction),
    ]


def _yes(is_given: bool) -> str:  # noqa: FBT001 - the only argument
    return "Yes" if is_given else "No"


def _part(heading: str, facts: Sequence[Fact]) -> list[QWidget]:
    """Return a heading with what was answered below it; nothing when nothing was."""
    told = [(name, text) for name, text in facts if text]
    if not told:
        return []
    return [rule_line(), strong_text(heading), *(_fact(name, text) for name, text in told)]


def _fact(name: str, text: str) -> QWidget:
    fact = QWidget()
    layout = QVBoxLayout(fact)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    if name:
        layout.addWidget(quiet_text(name))
    layout.addWidget(ReadingLabel(text))
    return fact
