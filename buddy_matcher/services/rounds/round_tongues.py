"""The languages that a round's letters can be in: the rules of each, and its signed sentences."""

from buddy_matcher.documents.locales import rules_of
from buddy_matcher.domain.languages import ENGLISH
from buddy_matcher.domain.tongues import Tongue, tongue_of
from buddy_matcher.services.rounds.round_state import RoundState


def tongues_of(state: RoundState, languages: tuple[str, ...]) -> tuple[Tongue, ...]:
    """Return those of some languages, by ISO 639 code, that are not English."""
    return tuple(state.derived(_tongue, code) for code in languages if code != ENGLISH)


def _tongue(state: RoundState, code: str) -> Tongue:
    return tongue_of(code, rules_of(code), state.sentences)
