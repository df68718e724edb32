"""Whose letters show what a wording comes to: the hardest of those who are due one first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from buddy_matcher.domain.letter_examples import example_facts
from buddy_matcher.domain.letter_facts import LetterFacts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.services.rounds.hard_cases import hard_cases
from buddy_matcher.services.rounds.letter_texts import ALL_KINDS, due_letters
from buddy_matcher.services.rounds.round_state import RoundState
from buddy_matcher.services.rounds.shown_letters import shown_letters

if TYPE_CHECKING:
    from buddy_matcher.domain.ids import ParticipationId


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a letter: their name, what makes it hard or tells it from others, and its facts."""

    name: str
    what: str
    facts: LetterFacts


def readers_of(state: RoundState, kind: LetterKind, dated: date) -> tuple[Reader, ...]:
    """Return who is due a kind of letter, once for each way in which theirs is the hardest, then all others.

    Where nobody is due one they are invented.
    """
    due = [each for each in state.derived(due_letters, dated, ALL_KINDS) if each.text.kind is kind]
    if not due:
        invented = example_facts(kind, state.scheme, dated)
        return tuple(Reader(facts.recipient.given, what, facts) for what, facts in invented)
    shown = [each for each in state.derived(shown_letters, dated, ALL_KINDS) if each.text.kind is kind]
    hard: defaultdict[ParticipationId, list[str]] = defaultdict(list)
    for case in hard_cases(state, shown):
        hard[case.member_id].append(case.what)
    order = [*hard, *(each.member.participation_id for each in due)]
    of = {each.member.participation_id: each for each in due}
    return tuple(
        Reader(of[who].member.name, "; ".join(hard.get(who, ())), of[who].facts)
        for who in dict.fromkeys(order)
    )
