"""What an update changes of somebody, field by field, in words for the coordinator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.domain.meeting import HalfDay
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.questions import STATEMENTS, Question
from buddy_matcher.domain.strengths import LEVEL_LABELS, WISH_LABELS
from buddy_matcher.services.importing.organisations import NamedOrganisations

_LONGEST: Final = 60

OF_PERSON: Final = {
    "given": Question.GIVEN,
    "family": Question.FAMILY,
    "known_as": Question.KNOWN_AS,
    "organisation_id": Question.ORGANISATION,
    "job_title": Question.JOB_TITLE,
    "level": Question.LEVEL,
    "email": Question.EMAIL,
    "phone": Question.PHONE,
    "address": Question.ADDRESS,
    "notes": Question.NOTES,
}
OF_LETTERS: Final = {
    "delivery": Question.DELIVERY,
    "language": Question.LANGUAGE,
    "print_size": Question.PRINT_SIZE,
    "other_format": Question.OTHER_FORMAT,
}
OF_PARTICIPATION: Final = {
    "sector": Question.SECTOR,
    "status": Question.STATUS,
    "theme_ids": Question.THEMES,
    "hopes": Question.HOPES,
    "introduction": Question.INTRODUCTION,
    "ways": Question.WAYS,
    "place": Question.PLACE,
    "outcode": Question.POSTCODE,
    "travel_miles": Question.TRAVEL,
    "free": Question.FREE,
    "venue_needs": Question.VENUE_NEEDS,
    "capacity": Question.CAPACITY,
    "happy_in_trio": Question.TRIO,
    "is_on_standby": Question.STANDBY,
    "confidence": Question.CONFIDENCE,
    "priority": Question.PRIORITY,
    "share_contact": Question.SHARE_CONTACT,
    "share_themes": Question.SHARE_THEMES,
    "privacy_version": Question.PRIVACY_VERSION,
    "privacy_given_on": Question.PRIVACY_GIVEN,
    "time_funded": Question.TIME_FUNDED,
    "funded_rate": Question.FUNDED_RATE,
}
"""The fields that an answer can change, by the record they are in, and the question that each answers."""


@dataclass(frozen=True, slots=True)
class ChangeTeller:
    """Tells changes with the names of a scheme's lists and organisations."""

    vocabulary: Vocabulary
    organisations: NamedOrganisations

    def tell(
        self, before: tuple[Participant, Participation], after: tuple[Participant, Participation]
    ) -> Iterator[str]:
        """Yield a sentence for each field that differs, such as "Job title: “Nurse” is now “Matron”."."""
        (person, part), (person_now, part_now) = before, after
        yield from self._differing(OF_PERSON, person, person_now)
        yield from self._differing(OF_LETTERS, person.letters, person_now.letters)
        yield from self._differing(OF_PARTICIPATION, part, part_now)
        yield from _of_statements(part, part_now)
        names = self.vocabulary.strength_names
        for question, labels, was, now in (
            (Question.CAN_SHARE, LEVEL_LABELS, part.can_share, part_now.can_share),
            (Question.WOULD_LIKE, WISH_LABELS, part.would_like, part_now.would_like),
        ):
            yield from _of_levels(question, labels, *(_by_name(levels, names) for levels in (was, now)))

    def _differing(self, questions: Mapping[str, Question], before: object, after: object) -> Iterator[str]:
        for field, question in questions.items():
            was, now = getattr(before, field), getattr(after, field)
            if was == now:
                continue
            if field == "theme_ids":
                was, now = (frozenset(map(self.vocabulary.theme_names.get, ids)) for ids in (was, now))
            elif field == "organisation_id":
                was, now = map(self.organisations.name_of, (was, now))
            if isinstance(now, frozenset):
                yield _of_set(question, frozenset(map(_in_words, was)), frozenset(map(_in_words, now)))
            else:
                yield f"{question.label}: {_quoted(_in_words(was))} is now {_quoted(_in_words(now))}."


def _of_statements(before: Participation, after: Participation) -> Iterator[str]:
    for about, (words, read_by) in STATEMENTS.items():
        was, now = before.statement(about), after.statement(about)
        if was.text != now.text:
            yield f"{words.label}: {_quoted(was.text)} is now {_quoted(now.text)}."
        if was.read_by != now.read_by:
            yield f"{read_by.label}: {_quoted(was.read_by)} is now {_quoted(now.read_by)}."


def _by_name(levels: Mapping[Any, int], names: Mapping[Any, str]) -> dict[str, int]:
    return {names[strength]: level for strength, level in levels.items() if strength in names}


def _of_levels(
    question: Question, labels: tuple[str, ...], before: dict[str, int], after: dict[str, int]
) -> Iterator[str]:
    if before.keys() != after.keys():
        yield _of_set(question, frozenset(before), frozenset(after))
    for name in before.keys() & after.keys():
        if before[name] != after[name]:
            yield f"{question.label}: {name} is now “{labels[after[name]]}”."


def _of_set(question: Question, before: frozenset[str], after: frozenset[str]) -> str:
    came, went = sorted(after - before), sorted(before - after)
    told = [f"now also {', '.join(came)}" if came else "", f"no longer {', '.join(went)}" if went else ""]
    return f"{question.label}: {'; '.join(filter(None, told))}."


def _in_words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, StrEnum | HalfDay):
        return str(getattr(value, "label", value))
    return str(value)


def _quoted(text: str) -> str:
    if not text:
        return "nothing"
    return f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”"
