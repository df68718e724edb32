"""What an answer to each question says of a person, as values of the domain's fields.

A reading depends on the kept text and the scheme's lists and decisions alone, so that an answer of an
earlier import can be read again and compared. Whether a value is taken over is decided by the service.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from buddy_matcher.documents.forms import cells, fields
from buddy_matcher.documents.forms.agreements import read_consent
from buddy_matcher.documents.forms.cells import Reading
from buddy_matcher.documents.forms.choices import (
    Suggestions,
    Vocabulary,
    phrases_of_text,
    picks_of_text,
)
from buddy_matcher.documents.forms.fields import Key, Values
from buddy_matcher.documents.forms.free_times import read_free_time
from buddy_matcher.documents.forms.identities import read_email, read_name, read_organisation, read_postcode
from buddy_matcher.documents.forms.meeting_ways import read_ways
from buddy_matcher.documents.forms.moments import read_moment
from buddy_matcher.documents.forms.sectors import read_side
from buddy_matcher.domain.ids import ListedId, StrengthId, ThemeId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.people import STANDARD_PRINT_SIZE, Delivery
from buddy_matcher.domain.postal_address import MOST_LINES
from buddy_matcher.domain.questions import OWN_WORDS, STATEMENTS, Question
from buddy_matcher.domain.statements import NOBODY, READERS, Permission, StatementAbout
from buddy_matcher.domain.strengths import FULL_LEVEL
from buddy_matcher.domain.text import fold, listed, tidy


@dataclass(frozen=True, slots=True)
class UnknownPick:
    """A choice that is on no list, with the id of what it is probably a spelling of and its level."""

    text: str
    suggested_id: ListedId | None
    level: int = FULL_LEVEL


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """What an answer says, by typed key.

    `unknown` are choices on no list, `unread` the pieces whose meaning must be decided on. `message` and
    `advice` tell the coordinator of a doubt, `remarks` what was decided before.
    """

    values: Values = field(default_factory=Values)
    unknown: tuple[UnknownPick, ...] = ()
    unread: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    message: str = ""
    advice: str = ""


type _Reader = Callable[[str, Vocabulary], Meaning]

_OF_LISTS = frozenset({Question.CAN_SHARE, Question.WOULD_LIKE, Question.THEMES})
_CHOOSE = "Choose the right answer under People."


class AnswerReader:
    """Reads answers by the lists of one scheme, the same text to the same question once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._read: dict[tuple[Question, str], Meaning] = {}

    def by_other_lists(self, vocabulary: Vocabulary) -> "AnswerReader":
        """Return a reader by other strengths and themes, which knows what was read that chooses from none."""
        other = AnswerReader(vocabulary)
        other._read = {key: meaning for key, meaning in self._read.items() if key[0] not in _OF_LISTS}
        return other

    def read(self, question: Question, text: str) -> Meaning:
        """Return what `read_answer` returns."""
        if question in OWN_WORDS:  # to keep what each said would only fill the memory
            return read_answer(question, text, self.vocabulary)
        key = question, text
        if key not in self._read:
            self._read[key] = read_answer(question, text, self.vocabulary)
        return self._read[key]


def read_answer(question: Question, text: str, vocabulary: Vocabulary) -> Meaning:
    """Return what the kept text of an answer says; a blank one says the fields' defaults.

    An answer that was decided on says what it was decided to mean, and nothing when it is left out.
    """
    reader = _READERS.get(question)
    if reader is None:
        return Meaning()
    decided = vocabulary.meaning(question, text) if text else None
    if decided == "":
        return Meaning()
    return reader(decided or text, vocabulary)


def _text(key: Key[str]) -> _Reader:
    return lambda text, _: Meaning(values=Values({key: tidy(text)}))


def _lines(key: Key[str]) -> _Reader:
    return lambda text, _: Meaning(values=Values({key: cells.tidy_lines(text)}))


def _cell[T](key: Key[T], read: Callable[[str], Reading[T]], *, blank: T, is_closed: bool = False) -> _Reader:
    """Return a reader of one value; an answer to a closed question that is not read is decided on."""

    def reader(text: str, _: Vocabulary) -> Meaning:
        if not text:
            return Meaning(values=Values({key: blank}))
        found = read(text)
        if found.value is None:
            unread = (text,) if is_closed else ()
            return Meaning(unread=unread, message=found.message, advice=found.advice)
        return Meaning(values=Values({key: found.value}), message=found.message, advice=found.advice)

    return reader


def _named[T](key: Key[T], read: Callable[[str], T | None], *, blank: T) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        found = read(text) if text else blank
        if found is not None or not text:
            return Meaning(values=Values({key: found}))
        return _left_out(text)

    return reader


def _left_out(text: str) -> Meaning:
    return Meaning(
        unread=(text,), message=f"“{text}” can’t be read here, so it was left out.", advice=_CHOOSE
    )


def _consent(key: Key[bool]) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        agrees = read_consent(text)
        if agrees is not None:
            return Meaning(values=Values({key: agrees}))
        message = f"“{text}” is not a plain yes, so it counts as a no."
        advice = "Ask the person, and change it then."
        return Meaning(values=Values({key: False}), unread=(text,), message=message, advice=advice)

    return reader


def _read_by(about: StatementAbout) -> _Reader:
    """Return a reader of who may read a statement: those whom forms offer, or by a plain yes the buddy."""
    key = fields.IF_ONLY_READ_BY[about]
    offered = {fold(words): allowed for words, allowed in READERS.items()}

    def reader(text: str, _: Vocabulary) -> Meaning:
        allowed = offered.get(fold(text))
        if allowed:
            return Meaning(values=Values({key: allowed}))
        agrees = read_consent(text)
        found = READERS[NOBODY] if not agrees else (Permission.BUDDY, False)
        values = Values({key: found})
        if agrees is not None:
            return Meaning(values=values)
        message = f"“{text}” does not say plainly who may read it, so nobody may."
        advice = "Ask the person, and change it then."
        return Meaning(values=values, unread=(text,), message=message, advice=advice)

    return reader


def _name(text: str, _: Vocabulary) -> Meaning:
    found = read_name(text)
    name = found.value
    values = Values({fields.GIVEN: name.given if name else "", fields.FAMILY: name.family if name else ""})
    return Meaning(values=values, message=found.message, advice=found.advice)


def _part_of_name(key: Key[str]) -> _Reader:
    def reader(text: str, _: Vocabulary) -> Meaning:
        lost = read_name(text) if cells.is_damaged(text) else None
        bare = tidy(cells.without_brackets(text)) or tidy(text)
        return Meaning(
            values=Values({key: bare}),
            message=lost.message if lost else "",
            advice=lost.advice if lost else "",
        )

    return reader


def _sector(text: str, _: Vocabulary) -> Meaning:
    side = read_side(text)
    if side or not text:
        return Meaning(values=Values({fields.SECTOR: side.sector if side else None}))
    return _not_a_side(text)


def _kind(text: str, _: Vocabulary) -> Meaning:
    by_label = {fold(kind.label): kind for kind in OrganisationKind}.get(fold(text))
    if by_label:
        return Meaning(values=Values({fields.KIND: by_label, fields.SECTOR: by_label.sector}))
    side = read_side(text)
    if side or not text:
        sector, kind = (side.sector, side.kind) if side else (None, None)
        return Meaning(values=Values({fields.KIND: kind, fields.SECTOR: sector}))
    return _not_a_side(text)


def _not_a_side(text: str) -> Meaning:
    sides = f"{Sector.HEALTH.label} or {Sector.VCSE.label}"
    return Meaning(
        unread=(text,),
        message=f"It is not known whether “{text}” is {sides}.",
        advice=f"Say once what “{text}” is; it is remembered.",
    )


def _address(text: str, _: Vocabulary) -> Meaning:
    # One line may be the whole address; of several, each may hold a comma.
    parts = text.split("\n" if "\n" in text else ",")
    lines = tuple(line for part in parts if (line := tidy(part)))
    if len(lines) > MOST_LINES:
        return Meaning(
            message=f"The address has more than {MOST_LINES} lines.", advice="Enter it under People."
        )
    return Meaning(values=Values({fields.ADDRESS: lines}))


def _strengths(key: Key[dict[StrengthId, int]]) -> _Reader:
    def reader(text: str, vocabulary: Vocabulary) -> Meaning:
        levels, rest = _listed(
            text,
            vocabulary.strength_names,
            vocabulary.strengths_by_name,
            vocabulary.strength_answers,
            vocabulary.strength_suggestions,
        )
        return replace(rest, values=Values({key: levels}))

    return reader


def _themes(text: str, vocabulary: Vocabulary) -> Meaning:
    levels, rest = _listed(
        text,
        vocabulary.theme_names,
        vocabulary.themes_by_name,
        vocabulary.theme_answers,
        vocabulary.theme_suggestions,
    )
    return replace(rest, values=Values({fields.THEMES: frozenset(levels)}))


def _listed[K: (StrengthId, ThemeId)](
    text: str,
    names: Mapping[K, str],
    by_name: Mapping[str, K],
    answers: Mapping[str, K | None],
    suggestions: Suggestions[K],
) -> tuple[dict[K, int], Meaning]:
    """Return the level of each entry that a text chooses, by id, and what else it says."""
    levels: dict[K, int] = {}
    unknown, remarks = [], []
    for pick in picks_of_text(text, answers):
        folded = fold(pick.text)
        entry_id = answers.get(folded)
        if folded not in answers:
            unknown.append(UnknownPick(pick.text, suggestions.of(pick.text), pick.level))
        elif folded not in by_name:
            taken = f"was taken as “{names[entry_id]}”" if entry_id else "was left out"
            remarks.append(f"“{pick.text}” {taken}, as you decided before.")
        if entry_id is not None:
            levels[entry_id] = max(pick.level, levels.get(entry_id, 0))
    return levels, Meaning(unknown=tuple(unknown), remarks=tuple(remarks))


def _set_of[T](question: Question, key: Key[frozenset[T]], read: Callable[[str], frozenset[T]]) -> _Reader:
    def reader(text: str, vocabulary: Vocabulary) -> Meaning:
        named: dict[str, frozenset[T]] = {}
        unread: list[str] = []
        for pick in phrases_of_text(text):
            decided = vocabulary.meaning(question, pick.text)
            named[pick.text] = read(pick.text if decided is None else decided)
            if not named[pick.text] and decided != "":
                unread.append(pick.text)
        values = Values({key: frozenset().union(*named.values())})
        if not unread:
            return Meaning(values=values)
        told = listed([f"“{choice}”" for choice in unread])
        message = f"{told} can’t be read here and was left out."
        return Meaning(values=values, unread=tuple(unread), message=message, advice=_CHOOSE)

    return reader


def _letters(text: str, _: Vocabulary) -> Meaning:
    if not text:
        return Meaning(values=fields.DEFAULT_LETTERS)
    size, other = cells.read_print_size(text), cells.read_other_format(text)
    delivery = cells.read_delivery(text)
    if size.value is None and other is None and delivery is None:
        return Meaning(
            unread=(text,),
            message="How letters should come can’t be read, so the usual is kept.",
            advice="Choose it under People.",
        )
    values = Values(
        {
            fields.PRINT_SIZE: size.value or STANDARD_PRINT_SIZE,
            fields.OTHER_FORMAT: other,
            fields.DELIVERY: delivery or Delivery.BY_HAND,
        }
    )
    return Meaning(values=values, message=size.message, advice=size.advice)


def _date(text: str, _: Vocabulary) -> Meaning:
    moment = read_moment(text, None)
    return Meaning(values=Values({fields.PRIVACY_GIVEN: moment.date() if moment else None}))


def _organisation(text: str, _: Vocabulary) -> Meaning:
    return Meaning(values=Values({fields.ORGANISATION: read_organisation(text)}))


def _takes_part(text: str, _: Vocabulary) -> Meaning:
    agrees = cells.read_yes(text) if text else True
    if agrees is None:
        return _left_out(text)
    return Meaning(values=Values({fields.TAKES_PART: agrees}))


def _status(text: str) -> Status | None:
    return {fold(status.label): status for status in Status}.get(fold(text))


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


_READERS: dict[Question, _Reader] = {
    Question.FULL_NAME: _name,
    Question.GIVEN: _part_of_name(fields.GIVEN),
    Question.FAMILY: _part_of_name(fields.FAMILY),
    Question.KNOWN_AS: _text(fields.KNOWN_AS),
    Question.ORGANISATION: _organisation,
    Question.SECTOR: _sector,
    Question.ORGANISATION_KIND: _kind,
    Question.JOB_TITLE: _text(fields.JOB_TITLE),
    Question.LEVEL: _named(fields.LEVEL, cells.read_level, blank=None),
    Question.EMAIL: _cell(fields.EMAIL, read_email, blank=""),
    Question.PHONE: _cell(fields.PHONE, cells.read_phone, blank=""),
    Question.ADDRESS: _address,
    Question.PLACE: _text(fields.PLACE),
    Question.POSTCODE: _cell(fields.OUTCODE, read_postcode, blank=""),
    Question.CAN_SHARE: _strengths(fields.CAN_SHARE),
    Question.WOULD_LIKE: _strengths(fields.WOULD_LIKE),
    Question.THEMES: _themes,
    Question.HOPES: _lines(fields.HOPES),
    **{words: _lines(fields.IF_ONLY[about]) for about, (words, _) in STATEMENTS.items()},
    **{read_by: _read_by(about) for about, (_, read_by) in STATEMENTS.items()},
    Question.INTRODUCTION: _lines(fields.INTRODUCTION),
    Question.WAYS: _set_of(Question.WAYS, fields.WAYS, read_ways),
    Question.FREE: _set_of(Question.FREE, fields.FREE, read_free_time),
    Question.TRAVEL: _cell(fields.TRAVEL, cells.read_miles, blank=None, is_closed=True),
    Question.VENUE_NEEDS: _text(fields.VENUE_NEEDS),
    Question.CAPACITY: _cell(fields.CAPACITY, cells.read_capacity, blank=1, is_closed=True),
    Question.TRIO: _named(fields.TRIO, cells.read_yes, blank=False),
    Question.STANDBY: _named(fields.STANDBY, cells.read_yes, blank=False),
    Question.CONFIDENCE: _named(fields.CONFIDENCE, cells.read_confidence, blank=None),
    Question.LETTERS: _letters,
    Question.DELIVERY: _named(fields.DELIVERY, cells.read_delivery, blank=Delivery.BY_HAND),
    Question.LANGUAGE: _named(fields.LANGUAGE, cells.read_language, blank=Language.NOT_ASKED),
    Question.PRINT_SIZE: _cell(fields.PRINT_SIZE, cells.read_print_size, blank=STANDARD_PRINT_SIZE),
    Question.OTHER_FORMAT: _named(fields.OTHER_FORMAT, cells.read_other_format, blank=None),
    Question.SHARE_CONTACT: _consent(fields.SHARE_CONTACT),
    Question.SHARE_THEMES: _consent(fields.SHARE_THEMES),
    Question.PRIVACY_VERSION: _text(fields.PRIVACY_VERSION),
    Question.PRIVACY_GIVEN: _date,
    Question.TIME_FUNDED: _named(fields.TIME_FUNDED, cells.read_yes, blank=False),
    Question.FUNDED_RATE: _text(fields.FUNDED_RATE),
    Question.TAKES_PART: _takes_part,
    Question.STATUS: _named(fields.STATUS, _status, blank=Status.READY),
    Question.PRIORITY: _named(fields.PRIORITY, _whole_number, blank=0),
    Question.NOTES: _lines(fields.NOTES),
}
