import re
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.domain.ids import OrganisationId, ParticipationId
from buddy_matcher.domain.letter_facts import (
    Buddy,
    ContactSide,
    Fact,
    Introduction,
    LetterFacts,
    Recipient,
    changed_facts,
    first_contact,
    names_to_call,
)
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.letters import LetterText, PassageKind
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.people import Delivery, LetterPreferences, Participant
from buddy_matcher.domain.rounds import Coordinator

NIA = Coordinator(
    name="Nia Hughes",
    phone="07700 900123",
    email="nia@scheme.example.org",
    organisation="Calder NHS Trust",
    address=("12 Mill Lane", "Halifax", "HX1 1UJ"),
)
ASHA = Recipient(
    participation_id=ParticipationId(1),
    given="Asha",
    family="Khan",
    greeting_name="Ash",
    job_title="Ward manager",
    organisation="Calder NHS Trust",
)
BEN = Buddy(
    participation_id=ParticipationId(2),
    called="Ben",
    full_name="Ben Price",
    job_title="Outreach worker",
    organisation="Hillside Befrienders",
    sector=Sector.VCSE,
    reasons=("Ben can share bid writing and fundraising, which you asked for.",),
    email="ben@hillside.example.org",
    phone="07700 900456",
    statements=("how many forms one small grant takes.",),
)
CARA = Buddy(
    participation_id=ParticipationId(3),
    called="Cara",
    full_name="Cara Lee",
    organisation="Canal Food Bank",
    sector=Sector.VCSE,
    reasons=("Cara knows about volunteer management.",),
)
WITH_BEN = Introduction(buddies=(BEN,), first_contact=ASHA.participation_id)


def facts(*introductions: Introduction, **changes) -> LetterFacts:
    usual = LetterFacts(
        recipient=ASHA,
        kind=LetterKind.INTRODUCTION if introductions else LetterKind.WAITING_LIST,
        introductions=introductions,
        scheme_name="Calder Buddy Scheme",
        coordinator=NIA,
        dated=date(2026, 11, 21),
        letters_on=date(2026, 11, 21),
    )
    return replace(usual, **changes)


def words(letter: LetterText) -> str:
    return "\n".join(passage.text for passage in letter.passages)


def headings(letter: LetterText) -> list[str]:
    return [passage.text for passage in letter.passages if passage.kind is PassageKind.HEADING]


def side(number: int, sector: Sector, *, seen: bool = True) -> ContactSide:
    return ContactSide(participation_id=ParticipationId(number), sector=sector, can_be_contacted=seen)


def test_the_health_side_makes_first_contact():
    assert first_contact([side(1, Sector.VCSE), side(2, Sector.HEALTH)]) == 2


def test_the_other_side_makes_first_contact_where_only_they_can_see_contact_details():
    assert first_contact([side(1, Sector.VCSE), side(2, Sector.HEALTH, seen=False)]) == 2
    assert first_contact([side(1, Sector.VCSE, seen=False), side(2, Sector.HEALTH)]) == 1


def test_the_coordinator_introduces_people_who_share_no_contact_details():
    assert first_contact([side(1, Sector.VCSE, seen=False), side(2, Sector.HEALTH, seen=False)]) is None


def test_the_choice_of_the_coordinator_counts_where_it_can_be_done():
    pair = [side(1, Sector.VCSE), side(2, Sector.HEALTH)]
    assert first_contact(pair, chosen=ParticipationId(1)) == 1
    assert (
        first_contact([side(1, Sector.VCSE), side(2, Sector.HEALTH, seen=False)], chosen=ParticipationId(1))
        == 2
    )


def test_in_a_trio_somebody_starts_who_can_see_both_others():
    trio = [side(1, Sector.HEALTH, seen=False), side(2, Sector.VCSE), side(3, Sector.HEALTH)]
    assert first_contact(trio) == 1


@given(
    st.lists(st.tuples(st.sampled_from(Sector), st.booleans()), min_size=2, max_size=3),
    st.sampled_from([None, 0, 1]),
)
def test_all_letters_of_a_pairing_agree_on_who_starts(members, chosen):
    sides = [side(number, sector, seen=seen) for number, (sector, seen) in enumerate(members)]
    assert len({first_contact(order, chosen) for order in permutations(sides)}) == 1


def test_an_introduction_follows_the_agreed_order():
    letter = compose_letter(facts(WITH_BEN))
    assert (letter.kind, letter.title, letter.greeting) == (
        LetterKind.INTRODUCTION,
        "Meet your buddy",
        "Dear Ash,",
    )
    assert letter.passages[0].text == (
        "Your buddy is Ben Price. Ben works in the voluntary, community, faith and social enterprise sector."
    )
    assert headings(letter) == [
        "Why we paired you",
        "What to do next",
        "Ideas for your first meeting",
        "What to expect",
        "Questions",
        "This letter and your details",
    ]
    assert letter.closing == ("Yours sincerely,", "Nia Hughes", "for Calder Buddy Scheme")


def test_an_introduction_says_who_the_buddy_is_why_and_how_to_reach_them():
    said = words(compose_letter(facts(WITH_BEN)))
    for stated in (
        "Job title: Outreach worker",
        "Organisation: Hillside Befrienders",
        "Ben can share bid writing and fundraising, which you asked for.",
        "Please contact Ben by 5 December 2026.",
        "E-mail Ben: ben@hillside.example.org",
        "Phone Ben: 07700 900456",
        "Ben wrote: “how many forms one small grant takes.”",
        "Please ask Nia Hughes, who runs Calder Buddy Scheme.",
        "Phone Nia Hughes: 07700 900123",
    ):
        assert stated in said


def test_the_one_who_is_contacted_need_not_do_anything():
    said = words(compose_letter(facts(Introduction(buddies=(BEN,), first_contact=BEN.participation_id))))
    assert "Ben will contact you by 5 December 2026. You do not need to do anything until then." in said
    assert "If you hear nothing, here is how to get in touch:" in said


def test_nobody_is_asked_to_contact_a_buddy_whose_details_are_not_shared():
    said = words(compose_letter(facts(Introduction(buddies=(CARA,), first_contact=None))))
    assert "We will introduce you to Cara by 5 December 2026." in said
    assert "Please tell us if you hear nothing." in said
    assert "E-mail Cara" not in said


@pytest.mark.parametrize(
    ("days", "said"),
    [(14, "within 2 weeks"), (7, "within 1 week"), (10, "within 10 days"), (1, "within 1 day"), (0, "soon")],
)
def test_without_a_date_first_contact_is_counted_from_the_letter(days, said):
    letter = compose_letter(facts(WITH_BEN, letters_on=None, contact_within_days=days))
    assert f"Please contact Ben {said}." in words(letter)


def test_a_trio_names_both_others_in_one_letter():
    trio = Introduction(buddies=(BEN, CARA), first_contact=BEN.participation_id)
    letter = compose_letter(facts(trio))
    assert letter.title == "Meet your buddies"
    assert letter.passages[0].text == (
        "You have 2 buddies: Ben Price and Cara Lee. You will meet as a group of 3."
    )
    assert "Ben will contact you and Cara by 5 December 2026." in words(letter)


def test_three_people_are_told_how_they_can_all_meet():
    trio = Introduction(
        buddies=(BEN, CARA), first_contact=ParticipationId(1), ways=frozenset({MeetingWay.VIDEO})
    )
    assert "You can all meet by video call." in words(compose_letter(facts(trio)))


def test_two_buddies_come_in_one_letter_each_with_a_first_step():
    letter = compose_letter(
        facts(WITH_BEN, Introduction(buddies=(CARA,), first_contact=CARA.participation_id))
    )
    said = words(letter)
    assert "You will meet each of them separately." in said
    assert "Please contact Ben by 5 December 2026." in said
    assert "Cara will contact you by 5 December 2026." in said
    assert headings(letter)[:2] == ["Ben Price", "Cara Lee"]


def test_a_trio_beside_a_pairing_says_who_meets_whom():
    dan = replace(CARA, participation_id=ParticipationId(4), called="Dan", full_name="Dan Moss")
    trio = Introduction(buddies=(CARA, dan), first_contact=None)
    said = words(compose_letter(facts(WITH_BEN, trio)))
    assert "You will meet Ben separately. You will meet Cara and Dan together." in said


@pytest.mark.parametrize("theirs", ["If only they knew… how it feels", "how it feels!", "hello there " * 100])
def test_what_a_buddy_wrote_is_quoted_whole_and_as_written(theirs):
    buddy = replace(BEN, statements=(theirs,), introduction=f'"{theirs}"')
    said = words(compose_letter(facts(Introduction(buddies=(buddy,), first_contact=ParticipationId(1)))))
    assert f"Ben wrote: “{theirs.strip()}”" in said
    assert f"In Ben’s words: “{theirs.strip()}”" in said


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        (
            {MeetingWay.NEUTRAL, MeetingWay.VIDEO, MeetingWay.PHONE},
            "face to face, by video call or by phone.",
        ),
        ({MeetingWay.NEUTRAL}, "You can meet face to face."),
        ({MeetingWay.VIDEO}, "You can meet by video call."),
        ({MeetingWay.PHONE}, "You can talk by phone."),
        (set(), "agree when and how to meet."),
    ],
)
def test_a_letter_names_only_ways_in_which_the_two_can_meet(ways, told):
    said = words(compose_letter(facts(replace(WITH_BEN, ways=frozenset(ways)))))
    assert told in said
    assert ("face to face" in said) == (MeetingWay.NEUTRAL in ways)


def test_a_starter_who_shares_no_details_leaves_the_coordinator_to_be_asked():
    hidden = replace(BEN, email="", phone="")
    seen = replace(CARA, phone="07700 900789")
    said = words(
        compose_letter(facts(Introduction(buddies=(hidden, seen), first_contact=hidden.participation_id)))
    )
    assert "Please tell us if you hear nothing.\nHere is how to reach Cara:\nPhone Cara: 07700 900789" in said
    assert "If you hear nothing, here is how" not in said


@pytest.mark.parametrize(
    ("dated", "by"),
    [(date(2026, 11, 1), "5 December 2026"), (date(2026, 12, 20), "3 January 2027")],
    ids=["before the day for letters", "after it"],
)
def test_first_contact_is_never_asked_for_in_the_past(dated, by):
    assert f"Please contact Ben by {by}." in words(compose_letter(facts(WITH_BEN, dated=dated)))


def test_people_without_a_buddy_get_fixed_kind_words_and_no_reason():
    letter = compose_letter(facts())
    other = compose_letter(facts(recipient=replace(ASHA, given="Tom", greeting_name="Tom")))
    assert (letter.kind, letter.title) == (LetterKind.WAITING_LIST, "You are on our waiting list")
    assert letter.passages == other.passages
    assert "People who have waited come first next time." in words(letter)


@pytest.mark.parametrize(
    "introductions",
    [(), (WITH_BEN,), (Introduction(buddies=(BEN, CARA), first_contact=None),)],
    ids=["waiting", "pair", "trio"],
)
def test_sentences_are_short_and_plain(introductions):
    letter = compose_letter(facts(*introductions))
    for sentence in re.split(r"(?<=[.:?])\s+|\n", words(letter)):
        assert len(sentence.split()) <= 20, sentence
    assert "&" not in words(letter)
    assert "VCSE" not in words(letter)


def test_the_address_block_is_name_and_postal_address_or_name_and_workplace():
    posted = replace(ASHA, address=("1 High Street", "Halifax", "HX1 1UJ"))
    assert compose_letter(facts()).address == ("Asha Khan", "Ward manager", "Calder NHS Trust")
    assert compose_letter(facts(recipient=posted)).address == (
        "Asha Khan",
        "1 High Street",
        "Halifax",
        "HX1 1UJ",
    )


def test_a_long_address_keeps_to_seven_lines_with_the_postcode_last():
    lines = ("Flat 12", "The Old Woollen Mill", "12 Upper Road", "Cottingley", "Ely", "Cambs", "CB6 1AA")
    long = replace(ASHA, address=lines)
    assert compose_letter(facts(recipient=long)).address == (
        "Asha Khan",
        "Flat 12",
        "The Old Woollen Mill",
        "12 Upper Road",
        "Cottingley",
        "Ely, Cambs",
        "CB6 1AA",
    )


def test_a_scheme_without_a_named_coordinator_still_signs():
    letter = compose_letter(facts(coordinator=Coordinator()))
    assert letter.closing == ("Yours sincerely,", "Calder Buddy Scheme")
    assert letter.sender == ()
    assert "Please ask us." in words(letter)


def test_size_and_draft_mark_come_from_the_facts():
    large = replace(ASHA, letters=LetterPreferences(print_size=24))
    letter = compose_letter(facts(recipient=large, is_draft=True))
    assert letter.print_size == 24
    assert letter.is_draft


def test_a_letter_does_not_go_out_of_date_overnight():
    later = facts(WITH_BEN, dated=date(2027, 1, 22), is_draft=True)
    assert compose_letter(later).facts == compose_letter(facts(WITH_BEN)).facts
    moved = facts(WITH_BEN, letters_on=date(2026, 11, 28))
    now = compose_letter(facts(WITH_BEN)).facts
    assert changed_facts(compose_letter(moved).facts, now) == (Fact.DATES,)


def test_a_corrected_address_or_another_way_is_another_letter():
    by_email = replace(ASHA, email="asha@example.org", letters=LetterPreferences(delivery=Delivery.EMAIL))
    corrected = replace(by_email, email="asha.khan@example.org")
    stated = {compose_letter(facts(WITH_BEN, recipient=who)).facts for who in (ASHA, by_email, corrected)}
    assert len(stated) == 3


def test_people_of_one_name_are_called_by_their_full_names():
    people = {
        ParticipationId(1): Participant(given="Joy", family="Grant", organisation_id=OrganisationId(1)),
        ParticipationId(2): Participant(
            given="Joyce", known_as="joy", family="Rahman", organisation_id=OrganisationId(1)
        ),
        ParticipationId(3): Participant(given="Ben", family="Price", organisation_id=OrganisationId(1)),
    }
    assert names_to_call(people) == {1: "Joy Grant", 2: "joy Rahman", 3: "Ben"}


def test_words_from_right_to_left_are_set_apart_wherever_they_stand_in_a_sentence():
    who = ParticipationId(2)
    called = names_to_call({who: Participant(given="محمد", family="خان", organisation_id=OrganisationId(1))})[
        who
    ]
    buddy = replace(
        BEN,
        called=called,
        full_name="محمد خان",
        organisation="جمعية 2019",
        introduction="مرحبا. أهلا!",
        statements=("الحقيقة",),
    )
    said = words(compose_letter(facts(Introduction(buddies=(buddy,), first_contact=ASHA.participation_id))))
    for sentence in (
        "Your buddy is \u2068محمد خان\u2069. \u2068محمد\u2069 works in",
        "Organisation: \u2068جمعية 2019\u2069",
        "In \u2068محمد\u2069’s words: “\u2068مرحبا. أهلا!\u2069”",
        "Phone \u2068محمد\u2069: 07700 900456",
        "wrote: “\u2068الحقيقة\u2069”",
    ):
        assert sentence in said
    coordinator = Coordinator(name="שלמה", phone="07700 900123")
    assert "Phone \u2068שלמה\u2069: 07700 900123" in words(compose_letter(facts(coordinator=coordinator)))


def test_other_scripts_are_printed_as_they_are():
    buddy = replace(BEN, called="明", full_name="明 王", organisation="慧賢社")
    said = words(compose_letter(facts(Introduction(buddies=(buddy,), first_contact=ASHA.participation_id))))
    assert "Your buddy is 明 王. 明 works in" in said
