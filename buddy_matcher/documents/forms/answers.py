"""What an answer to each question says of a person, as values of the domain's fields.

A reading depends on the kept text and the scheme's lists alone, so that an answer of an earlier import
can be read again and compared. Whether a value is taken over is decided by the service.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from buddy_matcher.documents.forms import cells
from buddy_matcher.documents.forms.agreements import read_consent
from buddy_matcher.documents.forms.cells import Reading
from buddy_matcher.documents.forms.choices import Vocabulary, phrases_of_text, picks_of_text, suggestion
from buddy_matcher.documents.forms.free_times import read_free_time
from buddy_matcher.documents.forms.meeting_ways import read_ways
from buddy_matcher.documents.forms.moments import read_moment
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.people import STANDARD_PRINT_SIZE, Delivery, Language, split_full_name
from buddy_matcher.domain.places import outcode
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.strengths import FULL_LEVEL, Strength, Theme
from buddy_matcher.domain.text import fold, listed, tidy

MOST_ADDRESS_LINES = 7


@dataclass(frozen=True, slots=True)
class UnknownPick:
    """A choice that is on no list, with the id of what it is probably a spelling of and its level."""

    text: str
    suggested_id: int | None
    level: int = FULL_LEVEL


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """What an answer says: values by field name of a participant, their letters or their participation.

    Three names are not fields: `organisation` (its name), `can_share` and `would_like` (levels by
    strength). `message` and `advice` tell the coordinator of a doubt, `remarks` what was decided before.
    """

    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    unknown: tuple[UnknownPick, ...] = ()
    remarks: tuple[str, ...] = ()
    message: str = ""
    advice: str = ""


type _Reader = Callable[[str, Vocabulary], Meaning]


def read_answer(question: Question, text: str, vocabulary: Vocabulary) -> Meaning:
    """Return what the kept text of an answer says; a blank one says the fields' defaults."""
    reader = _READERS.get(question)
    return reader(text, vocabulary) if reader else Meaning()


def _text(name: str) -> _Reader:
    return lambda text, _: Meaning(values={name: tidy(text)})


def _lines(name: str) -> _Reader:
    return lambda text, _: Meaning(values={name: cells.tidy_lines(text)})


def _cell(name: str, read: Callable[[str], Reading[object]], *, blank: object) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        if not text:
            return Meaning(values={name: blank})
        found = read(text)
        values = {} if found.value is None else {name: found.value}
        return Meaning(values=values, message=found.message, advice=found.advice)

    return reader


def _named(name: str, read: Callable[[str], object], *, blank: object = None) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        found = read(text) if text else blank
        if found is not None or not text:
            return Meaning(values={name: found})
        return Meaning(message=f"“{text}” can't be read here, so it was left out.", advice=_CHOOSE)

    return reader


def _consent(name: str) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        agrees = read_consent(text)
        if agrees is not None:
            return Meaning(values={name: agrees})
        message = f"“{text}” is not a plain yes, so it counts as a no."
        return Meaning(values={name: False}, message=message, advice="Ask the person, and change it then.")

    return reader


_CHOOSE = "Choose the right answer under People."


def _name(text: str, _: Vocabulary) -> Meaning:
    found = cells.read_name(text)
    given, family = split_full_name(found.value or "")
    return Meaning(values={"given": given, "family": family}, message=found.message, advice=found.advice)


def _part_of_name(name: str) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        lost = cells.read_name(text) if cells.is_damaged(text) else Reading(text)
        return Meaning(values={name: tidy(text)}, message=lost.message, advice=lost.advice)

    return reader


def _postcode(text: str, _: Vocabulary) -> Meaning:
    outward = outcode(text)
    if outward or not text:
        return Meaning(values={"outcode": outward})
    return Meaning(
        message=f"“{text}” is not a postcode, so it was left out.", advice="Correct it under People."
    )


def _address(text: str, _: Vocabulary) -> Meaning:
    # One line may be the whole address; of several, each may hold a comma.
    parts = text.split("\n" if "\n" in text else ",")
    lines = tuple(line for part in parts if (line := tidy(part)))
    if len(lines) > MOST_ADDRESS_LINES:
        return Meaning(message="The address has more than 7 lines.", advice="Enter it under People.")
    return Meaning(values={"address": lines})


def _strengths(name: str) -> _Reader:
    def reader(text: str, vocabulary: Vocabulary) -> Meaning:
        levels, rest = _listed(text, vocabulary.strengths, vocabulary.strength_answers)
        return replace(rest, values={name: levels})

    return reader


def _themes(text: str, vocabulary: Vocabulary) -> Meaning:
    levels, rest = _listed(text, vocabulary.themes, vocabulary.theme_answers)
    return replace(rest, values={"theme_ids": frozenset(levels)})


def _listed(
    text: str, entries: Iterable[Strength | Theme], answers: Mapping[str, int | None]
) -> tuple[dict[int, int], Meaning]:
    """Return the level of each entry that a text chooses, by id, and what else it says."""
    names = {entry.id: entry.name for entry in entries}
    by_name = {fold(name): entry_id for entry_id, name in names.items()}
    levels: dict[int, int] = {}
    unknown, remarks = [], []
    for pick in picks_of_text(text, answers):
        folded = fold(pick.text)
        entry_id = answers.get(folded)
        if folded not in answers:
            unknown.append(UnknownPick(pick.text, suggestion(pick.text, by_name), pick.level))
        elif folded not in by_name:
            taken = f"was taken as “{names[entry_id]}”" if entry_id else "was left out"
            remarks.append(f"“{pick.text}” {taken}, as you decided before.")
        if entry_id is not None:
            levels[entry_id] = max(pick.level, levels.get(entry_id, 0))
    return levels, Meaning(unknown=tuple(unknown), remarks=tuple(remarks))


def _set_of[T](name: str, read: Callable[[str], frozenset[T]]) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        named = {pick.text: read(pick.text) for pick in phrases_of_text(text)}
        unread = [f"“{choice}”" for choice, found in named.items() if not found]
        values = {name: frozenset().union(*named.values())}
        if not unread:
            return Meaning(values=values)
        return Meaning(
            values=values, message=f"{listed(unread)} can't be read here and was left out.", advice=_CHOOSE
        )

    return reader


def _letters(text: str, _: Vocabulary) -> Meaning:
    usual = {"print_size": STANDARD_PRINT_SIZE, "other_format": None, "delivery": Delivery.BY_HAND}
    if not text:
        return Meaning(values=usual)
    found = cells.read_letters(text)
    return Meaning(values=found.value or {}, message=found.message, advice=found.advice)


def _date(name: str) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        moment = read_moment(text, None)
        return Meaning(values={name: moment.date() if moment else None})

    return reader


def _status(text: str) -> Status | None:
    return {fold(status.label): status for status in Status}.get(fold(text))


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


_READERS: dict[Question, _Reader] = {
    Question.FULL_NAME: _name,
    Question.GIVEN: _part_of_name("given"),
    Question.FAMILY: _part_of_name("family"),
    Question.KNOWN_AS: _text("known_as"),
    Question.ORGANISATION: _text("organisation"),
    Question.SECTOR: _named("sector", cells.read_sector),
    Question.ORGANISATION_KIND: _named("kind", cells.read_kind),
    Question.JOB_TITLE: _text("job_title"),
    Question.LEVEL: _named("level", cells.read_level),
    Question.EMAIL: _cell("email", cells.read_email, blank=""),
    Question.PHONE: _cell("phone", cells.read_phone, blank=""),
    Question.ADDRESS: _address,
    Question.PLACE: _text("place"),
    Question.POSTCODE: _postcode,
    Question.CAN_SHARE: _strengths("can_share"),
    Question.WOULD_LIKE: _strengths("would_like"),
    Question.THEMES: _themes,
    Question.HOPES: _lines("hopes"),
    Question.IF_ONLY: _lines("if_only_they_knew"),
    Question.INTRODUCTION: _lines("introduction"),
    Question.WAYS: _set_of("ways", read_ways),
    Question.FREE: _set_of("free", read_free_time),
    Question.TRAVEL: _cell("travel_miles", cells.read_miles, blank=None),
    Question.VENUE_NEEDS: _text("venue_needs"),
    Question.CAPACITY: _cell("capacity", cells.read_capacity, blank=1),
    Question.TRIO: _named("happy_in_trio", cells.read_yes, blank=False),
    Question.LETTERS: _letters,
    Question.DELIVERY: _named("delivery", cells.read_delivery, blank=Delivery.BY_HAND),
    Question.LANGUAGE: _named("language", cells.read_language, blank=Language.NOT_ASKED),
    Question.PRINT_SIZE: _cell("print_size", cells.read_print_size, blank=STANDARD_PRINT_SIZE),
    Question.OTHER_FORMAT: _named("other_format", cells.read_other_format),
    Question.SHARE_CONTACT: _consent("share_contact"),
    Question.SHARE_THEMES: _consent("share_themes"),
    Question.PRIVACY_VERSION: _text("privacy_version"),
    Question.PRIVACY_GIVEN: _date("privacy_given_on"),
    Question.TIME_FUNDED: _named("time_funded", cells.read_yes, blank=False),
    Question.FUNDED_RATE: _text("funded_rate"),
    Question.STATUS: _named("status", _status, blank=Status.READY),
    Question.PRIORITY: _named("priority", _whole_number, blank=0),
    Question.NOTES: _lines("notes"),
}
