import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.candidates import Candidate, PairRules
from buddy_matcher.domain.criteria import Criteria, Part
from buddy_matcher.domain.ids import OrganisationId, ParticipationId, StrengthId, ThemeId
from buddy_matcher.domain.meeting import HalfDay, MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Level
from buddy_matcher.domain.places import Base, GridPoint
from buddy_matcher.domain.reasons import (
    WhoGains,
    Wording,
    letter_reasons,
    meeting_in_words,
    pair_reasons,
    wishes_in_words,
)
from buddy_matcher.domain.sayings import in_english
from buddy_matcher.domain.scoring import score

WORDING = Wording(
    strengths={
        StrengthId(1): "Bid writing and fundraising",
        StrengthId(2): "Co-production with residents",
        StrengthId(3): "Data, evaluation and evidence",
        StrengthId(4): "Listening and peer support",
        StrengthId(5): "NHS commissioning",
    },
    themes={
        ThemeId(1): "Carers",
        ThemeId(2): "LGBTQ+ communities",
        ThemeId(3): "Children and young people",
    },
)
IN_HALIFAX = Base("Halifax", "HX1", GridPoint(4090, 4250))
IN_LEEDS = Base("Leeds", "LS1", GridPoint(4300, 4330))


def person(number: int, **answers) -> Candidate:
    sector = Sector.HEALTH if number % 2 else Sector.VCSE
    return Candidate(
        participation_id=ParticipationId(number),
        sector=sector,
        organisation_id=OrganisationId(number),
        family_id=OrganisationId(number),
        **answers,
    )


def reasons(a: Candidate, b: Candidate, criteria: Criteria = Criteria(), rules: PairRules = PairRules()):
    points = score(a, b, rules=rules, criteria=criteria)
    return pair_reasons(a, b, points, names=("Asha", "Ben"), wording=WORDING)


def sentences(a: Candidate, b: Candidate, **settings) -> list[str]:
    return [reason.text for reason in reasons(a, b, **settings)]


def for_letter(recipient: Candidate, buddy: Candidate, *, shares_themes: bool = True) -> tuple[str, ...]:
    reasons = letter_reasons(recipient, buddy, buddy_name="Ben", wording=WORDING, shares_themes=shares_themes)
    return in_english(reasons)


def test_both_ways_of_a_pair_say_who_gains_what():
    asha = person(1, would_like={1: 3}, can_share={5: 3})
    ben = person(2, would_like={5: 2}, can_share={1: 3})
    assert sentences(asha, ben)[:2] == [
        "Asha would like help with bid writing and fundraising, which Ben can share",
        "Ben would like help with NHS commissioning, which Asha can share",
    ]


def test_the_best_met_wish_comes_first():
    asha = person(1, would_like={1: 1, 2: 3})
    ben = person(2, can_share={1: 3, 2: 3})
    assert "co-production" in sentences(asha, ben)[0]


def test_a_part_without_points_is_no_reason():
    asha = person(1, would_like={1: 3}, theme_ids=frozenset({1}), free=frozenset({HalfDay(0, 0)}))
    ben = person(2, can_share={1: 3}, theme_ids=frozenset({1}), free=frozenset({HalfDay(0, 0)}))
    unused = Criteria(shared_ground=0, free_time=0, complementary=0)
    assert {r.part for r in reasons(asha, ben)} >= {Part.SHARED_GROUND, Part.FREE_TIME, Part.COMPLEMENTARY}
    assert reasons(asha, ben, criteria=unused) == ()


def test_meeting_says_how_far_apart_two_people_are():
    asha = person(1, ways=frozenset({MeetingWay.NEUTRAL}), base=IN_HALIFAX)
    ben = person(2, ways=frozenset({MeetingWay.NEUTRAL}), base=IN_LEEDS)
    neighbour = person(2, ways=frozenset({MeetingWay.NEUTRAL}), base=Base("halifax"))
    assert sentences(asha, ben) == ["They can meet in person, about 22 km in a straight line (14 miles)"]
    assert sentences(asha, neighbour) == ["They can meet in person, both in Halifax"]


def test_only_ways_that_remain_within_reach_are_named():
    asha = person(1, ways=frozenset({MeetingWay.NEUTRAL, MeetingWay.VIDEO}), base=IN_HALIFAX, travel_miles=5)
    ben = person(2, ways=frozenset({MeetingWay.NEUTRAL, MeetingWay.VIDEO}), base=IN_LEEDS, travel_miles=5)
    caller = person(2, ways=frozenset({MeetingWay.PHONE}))
    assert sentences(asha, ben) == ["They can meet by video call"]
    assert sentences(person(1, ways=frozenset({MeetingWay.PHONE})), caller) == ["They can talk by phone"]


def test_shared_themes_times_and_roles_are_named():
    same = {
        "theme_ids": frozenset({1, 2, 3}),
        "free": frozenset(HalfDay(day, 0) for day in range(5)),
        "level": Level.MANAGER,
    }
    assert sentences(person(1, **same), person(2, **same)) == [
        "Both work with carers, children and young people, and LGBTQ+ communities",
        "Both are usually free on Monday morning, Tuesday morning, Wednesday morning and 2 other times",
        "Both have a similar role: manager",
    ]


def test_a_preference_or_its_opposite_is_said():
    pair = person(1), person(2)
    assert sentences(
        *pair, rules=PairRules(prefer=frozenset({(ParticipationId(1), ParticipationId(2))}))
    ) == ["A rule prefers this pair"]
    avoided = sentences(*pair, rules=PairRules(avoid=frozenset({(ParticipationId(1), ParticipationId(2))})))
    assert avoided == ["A rule says to avoid this pair where possible"]


def test_a_match_in_words_counts_who_gains():
    giver, taker = person(2, can_share={1: 3}, would_like={5: 3}), person(1, would_like={1: 3})
    mutual = person(1, would_like={1: 3}, can_share={5: 1})

    def words(a, b):
        return WhoGains(score(a, b, rules=PairRules(), criteria=Criteria()).gains).words

    assert words(mutual, giver) == "Both gain"
    assert words(taker, giver) == "One gains"
    assert words(taker, person(2)) == "No stated wish met"
    assert words(person(1), person(2)) == "No wishes stated"


def test_wishes_in_words_counts_those_met():
    asha = person(1, would_like={1: 3, 2: 1, 4: 2})
    assert wishes_in_words(asha, person(2, can_share={1: 1, 4: 3})) == "2 of 3 wishes"
    assert wishes_in_words(person(1, would_like={1: 3}), person(2)) == "0 of 1 wish"
    assert wishes_in_words(person(1), asha) == "no wishes stated"


def test_meeting_in_words_tells_easy_from_harder():
    near = person(1, ways=frozenset({MeetingWay.NEUTRAL}))
    by_phone = person(2, ways=frozenset({MeetingWay.PHONE}))
    assert meeting_in_words(near, person(2, ways=frozenset({MeetingWay.NEUTRAL}))) == "easy to meet"
    assert meeting_in_words(person(1, ways=frozenset({MeetingWay.PHONE})), by_phone) == "harder to meet"
    assert meeting_in_words(near, by_phone) == "no way to meet in common"
    assert meeting_in_words(near, person(2)) == "ways to meet not known"


def test_a_letter_says_the_wishes_that_the_reader_asked_for():
    asha = person(1, would_like={1: 3, 2: 2}, theme_ids=frozenset({1}))
    ben = person(2, can_share={1: 3, 2: 3, 4: 3}, theme_ids=frozenset({1}))
    assert for_letter(asha, ben) == (
        "Ben can share bid writing and fundraising, which you asked for.",
        "Ben can also share co-production with residents, which you asked for.",
        "You both work with carers.",
    )


def test_a_letter_is_kind_when_no_wish_was_met():
    told = for_letter(person(1, would_like={5: 3}), person(2, can_share={4: 3}))
    assert told == (
        "You and Ben see things from different sides and can learn from each other.",
        "Ben knows about listening and peer support.",
    )


def test_a_letter_keeps_themes_that_were_not_shared_and_the_wishes_of_the_buddy():
    asha = person(1, can_share={3: 3}, theme_ids=frozenset({1}))
    ben = person(2, would_like={3: 3}, theme_ids=frozenset({1}))
    told = " ".join(for_letter(asha, ben, shares_themes=False))
    assert "carers" not in told
    assert "evidence" not in told


levels = st.dictionaries(st.sampled_from(sorted(WORDING.strengths)), st.integers(1, 3))


@given(levels, levels, levels, st.frozensets(st.sampled_from([1, 2, 3])), st.booleans())
def test_a_letter_gives_one_to_three_short_reasons(likes, shares, buddy_likes, themes, agreed):
    recipient = person(1, would_like=likes, theme_ids=themes)
    buddy = person(2, can_share=shares, would_like=buddy_likes, theme_ids=themes)
    told = for_letter(recipient, buddy, shares_themes=agreed)
    assert 1 <= len(told) <= 3
    assert all(len(sentence.split()) <= 20 and sentence.endswith(".") for sentence in told)
    assert told == for_letter(recipient, person(2, can_share=shares, theme_ids=themes), shares_themes=agreed)


@pytest.mark.parametrize(
    ("gains", "told"),
    [
        ([100, 60, 50], "All gain"),
        ([100, 0, 50], "2 of 3 gain"),
        ([0, 100, None], "1 of 3 gains"),
        ([0, None, 0], "No stated wish met"),
        ([None, None, None], "No wishes stated"),
    ],
)
def test_a_trio_counts_who_of_the_three_gains(gains: list[int | None], told: str):
    assert WhoGains(tuple(gains)).words == told


def test_two_of_one_sector_are_not_said_to_see_things_from_different_sides():
    across, within = for_letter(person(1), person(2)), for_letter(person(2), person(4))
    assert across == ("You and Ben see things from different sides and can learn from each other.",)
    assert within == ("You and Ben can learn from each other.",)
