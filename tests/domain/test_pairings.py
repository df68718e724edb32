from dataclasses import replace

import pytest

from buddy_matcher.domain.ids import UNSAVED, ParticipationId
from buddy_matcher.domain.pairings import Pairing, PairingState, between

ONE, TWO, THREE = (ParticipationId(number) for number in (1, 2, 3))
DRAFT = Pairing(round_id=UNSAVED, memberships=between(ONE, TWO))


def test_two_people_of_an_unlocked_draft_can_swap_buddies() -> None:
    assert DRAFT.can_swap


@pytest.mark.parametrize(
    "pairing",
    [
        replace(DRAFT, is_locked=True),
        replace(DRAFT, state=PairingState.AGREED),
        replace(DRAFT, memberships=between(ONE, TWO, THREE)),
    ],
    ids=["locked", "agreed", "of three"],
)
def test_others_can_not(pairing: Pairing) -> None:
    assert not pairing.can_swap
