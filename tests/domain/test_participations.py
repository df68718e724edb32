from typing import Any

import pytest

from buddy_matcher.domain.ids import UNSAVED, StrengthId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.participations import Participation, Status, status_after_edit
from buddy_matcher.domain.strengths import answers_from

STRENGTHS = answers_from({StrengthId(1): 3}, {})
WISHES_ONLY = answers_from({}, {StrengthId(1): 3})


def part(status: Status = Status.READY, **answers: Any) -> Participation:
    given = {"strengths": STRENGTHS, **answers}
    return Participation(
        round_id=UNSAVED,
        participant_id=UNSAVED,
        sector=Sector.VCSE,
        status=status,
        **given,
    )


@pytest.mark.parametrize("status", Status)
def test_somebody_new_without_a_strength_to_share_is_incomplete(status: Status) -> None:
    lacking = part(status, strengths=WISHES_ONLY)
    expected = Status.INCOMPLETE if status is Status.READY else status
    assert status_after_edit(lacking, None) is expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (part(Status.INCOMPLETE, strengths=()), part(Status.INCOMPLETE), Status.READY),
        (part(), part(strengths=()), Status.INCOMPLETE),
        (part(Status.PAUSED), part(Status.PAUSED, strengths=()), Status.PAUSED),
        (part(Status.INCOMPLETE), part(Status.READY, strengths=()), Status.READY),
        (part(strengths=()), part(strengths=()), Status.READY),
    ],
    ids=[
        "a strength came",
        "the last one went",
        "paused stays",
        "the coordinator chose",
        "nothing came or went",
    ],
)
def test_strengths_that_come_or_go_decide_unless_the_coordinator_did(
    before: Participation, now: Participation, expected: Status
) -> None:
    assert status_after_edit(now, before) is expected


def test_a_sheet_makes_no_number_of_a_code() -> None:
    assert {code[0] for code in (part().code for _ in range(200))} <= set("ABCDEF")
