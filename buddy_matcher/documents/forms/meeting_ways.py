"""Ways to meet as people write them. What somebody rules out or limits is never read as offered."""

import re

from buddy_matcher.domain.meeting import IN_PERSON, MeetingWay
from buddy_matcher.domain.text import fold

_NO_MATTER = re.compile(r"\bno preference\b|\b(don't|do not) mind\b")
_LIMITS = re.compile(r"\b(no|not|never|cannot|except|but|unless|if|without|apart|neither|nor)\b|n't\b")
_JOINT = re.compile(r"[,/&]|\b(?:or|and)\b")
_WAYS = (
    (re.compile(r"video|zoom|teams|online|virtual|remote"), frozenset({MeetingWay.VIDEO})),
    (re.compile(r"phone"), frozenset({MeetingWay.PHONE})),
    (re.compile(r"\b(neutral|somewhere|cafe|halfway|half way|public)\b"), frozenset({MeetingWay.NEUTRAL})),
    (re.compile(r"\b(my|mine|our|ours|host)\b"), frozenset({MeetingWay.AT_MINE})),
    (re.compile(r"\b(their|theirs|your|yours|travel)\b"), frozenset({MeetingWay.AT_YOURS})),
    (re.compile(r"in[ -]person|face[ -]to[ -]face|\bf2f\b"), IN_PERSON),
    (re.compile(r"\b(any|either|all)\b"), frozenset(MeetingWay)),
)


def read_ways(text: str) -> frozenset[MeetingWay]:
    """Return the ways that an answer names together, none when any of it can't be understood."""
    folded = _NO_MATTER.sub("any", fold(text))
    if _LIMITS.search(folded):
        return frozenset()
    found = [_ways_of(piece) for piece in _JOINT.split(folded) if piece.strip()]
    return frozenset().union(*found) if all(found) else frozenset()


def _ways_of(piece: str) -> frozenset[MeetingWay]:
    return next((ways for words, ways in _WAYS if words.search(piece)), frozenset())
