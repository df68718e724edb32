"""Tells one problem of a round from another, so that a plan counts only for the problem that it answers."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import Any

from buddy_matcher.domain.candidates import PairRules, Pool, pair_of
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import Pairing


def fingerprint(pool: Pool, kept: Iterable[Pairing]) -> str:
    """Return a digest of everything that decides which plan is best, then each pair that has to stay.

    Names and the order of people are no part of it: they make no plan better or worse.
    """
    stay = {pair_of(*pair) for pairing in kept for pair in pairing.pairs}
    return " ".join([_digest(pool), *(f"{a}-{b}" for a, b in sorted(stay))])


def read_fingerprint(text: str) -> tuple[str, frozenset[str]]:
    """Return the digest of a fingerprint, and the pairs that have to stay."""
    digest, *stay = text.split(" ")
    return digest, frozenset(stay)


def _digest(pool: Pool) -> str:
    content = replace(
        pool,
        candidates=tuple(sorted(pool.candidates, key=lambda candidate: candidate.participation_id)),
        rules=_within({candidate.participation_id for candidate in pool.candidates}, pool.rules),
    )
    return sha256(json.dumps(content, default=_plain, sort_keys=True).encode()).hexdigest()


def _within(ids: set[ParticipationId], rules: PairRules) -> PairRules:
    """Return the rules between these people."""
    found = {field.name: getattr(rules, field.name) for field in fields(rules)}
    within = {name: frozenset(two for two in pairs if ids.issuperset(two)) for name, pairs in found.items()}
    return replace(rules, **within)


_AS_NOTED = {"participation_id": "id"}
"""Fields whose names the proofs on record know otherwise: by a new one, all of those would be out of date."""


def _plain(value: Any) -> Any:
    """Return a value in a form that JSON knows and that reads the same in every process."""
    if is_dataclass(value):
        return {_AS_NOTED.get(name, name): getattr(value, name) for name in (f.name for f in fields(value))}
    return sorted(value)
