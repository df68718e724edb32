"""What was decided on a sheet, as the reading needs it: lists with what is new, meanings of answers.

A new entry of a list has a negative id until it is saved.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.domain.ids import ListedId, StrengthId, ThemeId
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import DecidedAnswer
from buddy_matcher.domain.sheet_reading import IGNORE, NEW, ReadingDecisions, ValueDecision
from buddy_matcher.domain.strengths import Strength, Theme
from buddy_matcher.domain.text import fold

GROUP_OF_NEW: Final = "Added"
"""The group of strengths that came with a sheet."""

_OF_STRENGTHS: Final = (Question.CAN_SHARE, Question.WOULD_LIKE)


@dataclass(frozen=True, slots=True)
class Lists:
    """A scheme's lists as an import leaves them, and what of them is new or goes."""

    vocabulary: Vocabulary
    new_strengths: tuple[Strength, ...] = ()
    new_themes: tuple[Theme, ...] = ()
    gone_strengths: tuple[Strength, ...] = ()
    gone_themes: tuple[Theme, ...] = ()
    decided: tuple[DecidedAnswer, ...] = ()


def decided_lists(lists: Lists, decisions: ReadingDecisions) -> Lists:
    """Return a scheme's lists with what was decided on single answers.

    A meaning that is no entry of its list is left to the reading: it may be a level.
    """
    known = lists.vocabulary
    strengths = [each for each in decisions.values if each.question in _OF_STRENGTHS]
    themes = [each for each in decisions.values if each.question is Question.THEMES]
    lists = with_new(
        lists,
        strengths=_strengths(_new_names(strengths, _ids_of(known.strengths))),
        themes=_themes(_new_names(themes, _ids_of(known.themes))),
    )
    return with_decided(lists, tuple(_answers(decisions.values, lists.vocabulary)))


def with_decided(lists: Lists, decided: tuple[DecidedAnswer, ...]) -> Lists:
    """Return lists with decisions on answers in place of earlier ones on the same texts."""
    texts = {(each.question, fold(each.text)) for each in decided}

    def others(answers: Iterable[DecidedAnswer]) -> tuple[DecidedAnswer, ...]:
        return tuple(each for each in answers if (each.question, fold(each.text)) not in texts)

    known = lists.vocabulary
    vocabulary = replace(known, decided=(*others(known.decided), *decided))
    return replace(lists, vocabulary=vocabulary, decided=(*others(lists.decided), *decided))


def _strengths(names: Iterable[str]) -> Iterator[Strength]:
    return (Strength(name=name, group=GROUP_OF_NEW) for name in names)


def _themes(names: Iterable[str]) -> Iterator[Theme]:
    return (Theme(name=name) for name in names)


def _ids_of(entries: Iterable[Strength | Theme]) -> dict[str, ListedId]:
    return {fold(entry.name): entry.id for entry in entries}


def _new_names(decisions: Iterable[ValueDecision], known: Collection[str]) -> Iterator[str]:
    names = {fold(each.text): each.text for each in decisions if each.meaning == NEW}
    return (name for folded, name in names.items() if folded not in known)


def _answers(decisions: Iterable[ValueDecision], known: Vocabulary) -> Iterator[DecidedAnswer]:
    """Yield what is to be remembered; an answer that is new on its list says itself what it means."""
    ids: dict[Question, Mapping[str, ListedId]] = {
        **dict.fromkeys(_OF_STRENGTHS, _ids_of(known.strengths)),
        Question.THEMES: _ids_of(known.themes),
    }
    for each in decisions:
        listed_id = ids.get(each.question, {}).get(fold(each.meaning))
        is_left_out = each.meaning == IGNORE
        if listed_id is not None or is_left_out:
            for question in _OF_STRENGTHS if each.question in _OF_STRENGTHS else (each.question,):
                yield DecidedAnswer(question=question, text=each.text, listed_id=listed_id)
        elif each.meaning != NEW:
            yield DecidedAnswer(question=each.question, text=each.text, meaning=each.meaning)


def with_new(lists: Lists, *, strengths: Iterable[Strength] = (), themes: Iterable[Theme] = ()) -> Lists:
    """Return lists with entries that are not saved yet at their ends."""
    known = lists.vocabulary
    lowest = min([0, *_ids_of(known.strengths).values(), *_ids_of(known.themes).values()])
    # Ids of the two lists must differ: what an answer was decided to mean is told by its id alone.
    numbers = count(1)
    new_strengths = tuple(replace(each, id=StrengthId(lowest - next(numbers))) for each in strengths)
    new_themes = tuple(replace(each, id=ThemeId(lowest - next(numbers))) for each in themes)
    vocabulary = replace(
        known, strengths=(*known.strengths, *new_strengths), themes=(*known.themes, *new_themes)
    )
    return replace(
        lists,
        vocabulary=vocabulary,
        new_strengths=(*lists.new_strengths, *new_strengths),
        new_themes=(*lists.new_themes, *new_themes),
    )


def taken_lists(
    lists: Lists, export: FormExport, questions: Iterable[Question], used: frozenset[int]
) -> Lists:
    """Return lists that are the sheet's own, for each of `questions` one of `CAN_SHARE` and `THEMES`.

    What nobody is known to have chosen goes where no entry of its list was ever chosen (`used` are the ids
    of those that were, themes as negative numbers); otherwise the sheet's are put beside those there are.
    """
    for question in questions:
        is_strengths = question is not Question.THEMES
        asked = _OF_STRENGTHS if is_strengths else (Question.THEMES,)
        names = _unknown_names(export, asked)
        lists = (
            with_new(lists, strengths=_strengths(names))
            if is_strengths
            else with_new(lists, themes=_themes(names))
        )
        known = lists.vocabulary
        listed: tuple[Strength | Theme, ...] = known.strengths if is_strengths else known.themes
        if any((each.id if is_strengths else -each.id) in used for each in listed if each.id > 0):
            continue
        chosen = _chosen_ids(export, asked)
        gone: set[ListedId] = {each.id for each in listed if each.id > 0 and each.id not in chosen}
        lists = without(lists, gone, is_strengths=is_strengths)
    return lists


def without(lists: Lists, gone: Collection[ListedId], *, is_strengths: bool) -> Lists:
    """Return lists without some entries of one of them."""
    known = lists.vocabulary
    questions = _OF_STRENGTHS if is_strengths else (Question.THEMES,)
    decided = tuple(
        each for each in known.decided if each.question not in questions or each.listed_id not in gone
    )
    if is_strengths:
        vocabulary = replace(known, strengths=_but(known.strengths, gone), decided=decided)
        out = (*lists.gone_strengths, *(each for each in known.strengths if each.id in gone))
        return replace(lists, vocabulary=vocabulary, gone_strengths=out)
    vocabulary = replace(known, themes=_but(known.themes, gone), decided=decided)
    out_themes = (*lists.gone_themes, *(each for each in known.themes if each.id in gone))
    return replace(lists, vocabulary=vocabulary, gone_themes=out_themes)


def _but[E: Strength | Theme](entries: Iterable[E], gone: Collection[ListedId]) -> tuple[E, ...]:
    return tuple(entry for entry in entries if entry.id not in gone)


def _unknown_names(export: FormExport, questions: Iterable[Question]) -> tuple[str, ...]:
    """Return the answers on no list, in the order of the sheet, each once however it is written."""
    names: dict[str, str] = {}
    for answer in export.answers:
        for question in questions:
            for pick in answer.meanings[question].unknown if question in answer.meanings else ():
                names.setdefault(fold(pick.text), pick.text)
    return tuple(names.values())


def _chosen_ids(export: FormExport, questions: Iterable[Question]) -> frozenset[ListedId]:
    return frozenset(
        listed_id
        for answer in export.answers
        for question in questions
        if question in answer.meanings
        for _, chosen in answer.meanings[question].values.fields()
        for listed_id in chosen
    )
