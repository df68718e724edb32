"""Wishes about pairing that people wrote in their own words, and whom each of them may mean.

Nothing here decides: until the coordinator does, a wish keeps everybody apart whom it may mean.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from buddy_matcher.documents.forms.cells import is_no_answer
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.import_report import FoundWish
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import PossibleRule, WishDecision
from buddy_matcher.domain.text import fold
from buddy_matcher.services.importing.named_people import NamedPeople
from buddy_matcher.services.importing.organisations import NamedOrganisations


@dataclass(frozen=True, slots=True)
class Wishes:
    """Wishes to store, and what to report as open."""

    new: tuple[PossibleRule, ...]
    found: tuple[FoundWish, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """One wish in one row: what it is now, and whether that differs from what is held."""

    rule: PossibleRule
    is_new: bool
    found: FoundWish


def find_wishes(
    asking: Sequence[tuple[Participant, Sequence[FormAnswer]]],
    held: Iterable[PossibleRule],
    people: Iterable[Participant],
    organisations: NamedOrganisations,
) -> Wishes:
    """Return the wishes in anybody's answers, also in earlier ones, that are not decided yet.

    One that is held already may mean `people` who have come since.
    """
    told = [(person, answer) for person, answers in asking for answer in answers if _wish_of(answer)]
    if not told:
        return Wishes((), ())
    everyone = list(people)
    known = {(rule.participant_id, fold(rule.text)): rule for rule in held}
    wishes: list[_Wish] = []
    named, names = NamedPeople(everyone, organisations), {p.id: p.full_name for p in everyone}
    for person, answer in told:
        key = person.id, fold(_wish_of(answer))
        if wish := _open_wish(person, answer, known.get(key), named, names):
            # The same wish in two rows of a person is one rule.
            known[key] = wish.rule
            wishes.append(wish)
    return Wishes(tuple(wish.rule for wish in wishes if wish.is_new), tuple(wish.found for wish in wishes))


def _wish_of(answer: FormAnswer) -> str:
    text = answer.texts.get(Question.NOT_WITH, "")
    return "" if is_no_answer(text) else text


def _open_wish(
    person: Participant,
    answer: FormAnswer,
    held: PossibleRule | None,
    named: NamedPeople,
    names: dict[ParticipantId, str],
) -> _Wish | None:
    """Return the wish of an answer, None when it is decided."""
    if held and held.decision is not WishDecision.UNDECIDED:
        return None
    text = _wish_of(answer)
    likely = named.likely(text, person.id)
    if held:
        likely = (*held.likely_ids, *(p for p in likely if p not in held.likely_ids))
    rule = replace(held or PossibleRule(participant_id=person.id, text=text), likely_ids=likely)
    found = FoundWish(
        row=answer.row,
        person=person.full_name,
        text=text,
        likely=tuple(names[p] for p in likely if p in names),
        sheet=answer.sheet,
    )
    return _Wish(rule, is_new=rule != held, found=found)
