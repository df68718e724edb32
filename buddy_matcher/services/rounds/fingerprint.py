"""Tells one problem of a round from another, so that a plan counts only for the problem that it answers."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Any

from buddy_matcher.domain.candidates import PairRules, Pool, pair_of
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.storage.kept import Kept


def fingerprint(pool: Pool, stay: Iterable[Pairing], kept: Kept | None = None) -> str:
    """Return a digest of everything that decides which plan is best, then each pair that has to stay.

    Names and the order of people are no part of it: they make no plan better or worse. What is `kept` of an
    earlier one spares writing out again who did not change.
    """
    pairs = {pair_of(*pair) for pairing in stay for pair in pairing.pairs}
    return " ".join([_digest(pool, kept or Kept()), *(f"{a}-{b}" for a, b in sorted(pairs))])


def read_fingerprint(text: str) -> tuple[str, frozenset[str]]:
    """Return the digest of a fingerprint, and the pairs that have to stay."""
    digest, *stay = text.split(" ")
    return digest, frozenset(stay)


def _digest(pool: Pool, kept: Kept) -> str:
    """Return the digest of a pool as one JSON object, whose candidates are written out one by one."""
    ordered = sorted(pool.candidates, key=lambda candidate: candidate.participation_id)
    candidates = (
        kept.of((_written, each.participation_id), (each,), partial(_written, each)) for each in ordered
    )
    rules = _within({candidate.participation_id for candidate in ordered}, pool.rules)
    parts = (
        f'"candidates": [{", ".join(candidates)}]',
        f'"criteria": {_written(pool.criteria)}',
        f'"rules": {_written(rules)}',
    )
    return sha256(f"{{{', '.join(parts)}}}".encode()).hexdigest()


def _written(value: object) -> str:
    return json.dumps(value, default=_plain, sort_keys=True)


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
