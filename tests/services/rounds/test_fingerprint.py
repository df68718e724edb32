"""What tells problems apart reads in every version as it did in the first: proofs on record hold on to it."""

import json
from dataclasses import fields, is_dataclass
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.candidates import PairRules, Pool
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.services.rounds.fingerprint import fingerprint
from buddy_matcher.storage.kept import Kept
from tests.helpers.strategies import candidates

KEPT = Kept()
"""What earlier fingerprints wrote out, of people of the same ids with other answers too."""


def in_one_piece(pool: Pool) -> str:
    """Return the digest of a pool written out whole, as proofs of format 1 have it."""

    def plain(value: object) -> object:
        if is_dataclass(value):
            names = {field.name: getattr(value, field.name) for field in fields(value)}
            return {"id" if name == "participation_id" else name: one for name, one in names.items()}
        return sorted(value)  # type: ignore[call-overload]  # only sets are left

    return sha256(json.dumps(pool, default=plain, sort_keys=True).encode()).hexdigest()


@settings(max_examples=25)
@given(st.tuples(candidates(1), candidates(2)))
def test_a_problem_written_person_by_person_reads_as_one_written_whole(people):
    pool = Pool(
        candidates=people, rules=PairRules(prefer=frozenset({(ParticipationId(1), ParticipationId(2))}))
    )
    assert fingerprint(pool, (), KEPT) == fingerprint(pool, ()) == in_one_piece(pool)
