"""Whom a wish in someone's own words may mean, such as "not with X – we commission them"."""

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.organisations import organisation_key
from buddy_matcher.domain.people import Participant
from buddy_matcher.domain.text import fold, tidy
from buddy_matcher.services.importing.organisations import NamedOrganisations

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLOSE_ENOUGH = 85
_LONG_ENOUGH = 5
_MOST_LIKELY = 10


class NamedPeople:
    """Finds people by the names in a sentence, also misspelt ones."""

    def __init__(self, people: Iterable[Participant], organisations: NamedOrganisations) -> None:
        self._order: dict[ParticipantId, int] = {}
        self._words: dict[ParticipantId, frozenset[str]] = {}
        self._family: dict[ParticipantId, frozenset[str]] = {}
        self._by_word: dict[str, set[ParticipantId]] = defaultdict(set)
        self._by_organisation: dict[str, list[ParticipantId]] = defaultdict(list)
        # In the order of names, because ids change when new people are saved.
        for person in sorted(people, key=lambda person: (*person.sort_name, person.email)):
            self._order[person.id] = len(self._order)
            self._words[person.id] = frozenset(_words(person.full_name))
            self._family[person.id] = frozenset(_words(person.family))
            for word in self._words[person.id]:
                self._by_word[word].add(person.id)
            key = organisation_key(organisations.name_of(person.organisation_id))
            self._by_organisation[key].append(person.id)
        self._spellings: dict[str, frozenset[str]] = {}

    def likely(self, text: str, asking: ParticipantId) -> tuple[ParticipantId, ...]:
        """Return the ids of the people whom a wish may mean, likeliest first, without who asked.

        Whoever is named in full is meant. Otherwise it may be anyone of an organisation that is named,
        or anyone with a family name, or else a first name, that is written with a capital.
        """
        return self._named_in_full(text, asking) or self._named_in_part(text, asking)

    def _named_in_full(self, text: str, asking: ParticipantId) -> tuple[ParticipantId, ...]:
        named = self._names_in(_words(text))
        reached = {person for word in named for person in self._by_word[word]} - {asking}
        return tuple(p for p in self._sorted(reached) if len(self._words[p]) > 1 and self._words[p] <= named)

    def _named_in_part(self, text: str, asking: ParticipantId) -> tuple[ParticipantId, ...]:
        named = self._names_in(fold(word) for word in _WORD.findall(tidy(text)) if word[0].isupper())
        reached = {person for word in named for person in self._by_word[word]} - {asking}
        by_family = self._sorted(person for person in reached if self._family[person] & named)
        found = dict.fromkeys(
            [*(by_family or self._sorted(reached))[:_MOST_LIKELY], *self._of_organisation(text)]
        )
        return tuple(person for person in found if person != asking)

    def _sorted(self, people: Iterable[ParticipantId]) -> list[ParticipantId]:
        return sorted(people, key=self._order.__getitem__)

    def _of_organisation(self, text: str) -> list[ParticipantId]:
        sentence = f" {organisation_key(text)} "
        return [
            person
            for key, people in self._by_organisation.items()
            if key and f" {key} " in sentence
            for person in people
        ]

    def _names_in(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(name for word in words for name in self._spellings_of(word))

    def _spellings_of(self, word: str) -> frozenset[str]:
        if word not in self._spellings:
            self._spellings[word] = self._find_spellings(word)
        return self._spellings[word]

    def _find_spellings(self, word: str) -> frozenset[str]:
        if word in self._by_word or len(word) < _LONG_ENOUGH:
            return frozenset({word} & self._by_word.keys())
        close = process.extract(
            word, self._by_word.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH, limit=3
        )
        return frozenset(name for name, _, _ in close)


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(tidy(text))]
