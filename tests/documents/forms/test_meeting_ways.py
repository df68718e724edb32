import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.meeting_ways import read_ways
from buddy_matcher.domain.meeting import IN_PERSON, MeetingWay

MINE, YOURS, VIDEO, PHONE = (
    MeetingWay.AT_MINE,
    MeetingWay.AT_YOURS,
    MeetingWay.VIDEO,
    MeetingWay.PHONE,
)


@given(st.lists(st.sampled_from(MeetingWay), min_size=1), st.sampled_from([", ", " or ", " and ", "/"]))
def test_ways_are_known_by_their_labels_however_they_are_joined(ways: list[MeetingWay], joint: str):
    assert read_ways(joint.join(way.label for way in ways)) == frozenset(ways)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("In person or by video call", IN_PERSON | {VIDEO}),
        ("Zoom/Teams and phone", {VIDEO, PHONE}),
        ("my place or yours", {MINE, YOURS}),
        ("Happy to travel to you", {YOURS}),
        ("either in person or online", IN_PERSON | {VIDEO}),
        ("No preference", set(MeetingWay)),
        ("I don’t mind", set(MeetingWay)),
    ],
)
def test_every_way_that_is_offered_is_read(text: str, ways: set[MeetingWay]):
    assert read_ways(text) == ways


@pytest.mark.parametrize(
    "text",
    [
        "Anything but phone",
        "No video please",
        "I cannot travel",
        "can’t do phone",
        "video, but only if needed",
        "in person or by pigeon",
        "",
    ],
)
def test_what_is_ruled_out_or_not_understood_is_not_guessed(text: str):
    assert read_ways(text) == frozenset()
