"""Letters in the coordinator's own words: kept, refused, undone, copied, and making letters out of date."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.block_text import UnknownField
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.letter_blocks import NEVER_EMPTY, OUR_WORDS, Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue, Standing
from buddy_matcher.services.schemes import Services
from tests.domain.test_block_text import WILD_TEXTS
from tests.helpers.people import Ids

KIND = LetterKind.INTRODUCTION
EXPECT = (KIND, Block.EXPECT)


@pytest.fixture
def ids(services: Services, ids: Ids) -> Ids:
    services.plan.suggest(agree=True)
    return ids


def text_of(services: Services, place: tuple[LetterKind, Block] = EXPECT) -> str:
    return next(b.text for b in services.wording.blocks() if (b.kind, b.block) == place)


def said(services: Services) -> str:
    return services.letters.in_words([services.letters.letters()[0].member.participation_id])


@pytest.mark.usefixtures("ids")
def test_own_words_are_said_in_every_letter_of_their_kind_and_can_be_taken_back(services: Services):
    services.wording.reword({EXPECT: "  Meet \t often. \n\n- And laugh"})
    assert text_of(services) == "Meet often.\n- And laugh"
    assert "Meet often." in said(services)
    services.history.undo()
    assert text_of(services) == OUR_WORDS[KIND][Block.EXPECT]
    services.history.redo()
    services.wording.ours_again([EXPECT])
    assert all(block.is_ours for block in services.wording.blocks())
    assert "Plan to meet about 6 times" in said(services)


def test_a_block_may_be_left_out_but_for_what_no_letter_can_be_without(services: Services):
    for block in services.wording.blocks():
        place = block.kind, block.block
        if block.block in NEVER_EMPTY:
            with pytest.raises(UserError, match="can’t be left out"):
                services.wording.reword({place: " \n "})
        else:
            services.wording.reword({place: ""})
            assert text_of(services, place) == ""


def test_what_is_refused_changes_nothing(services: Services):
    services.wording.reword({EXPECT: "Mine."})
    with pytest.raises(UnknownField, match="meetings"):
        services.wording.reword({EXPECT: "About {{meeting}}.", (KIND, Block.IDEAS): "Dance."})
    with pytest.raises(UserError, match="at most 100 are kept"):
        services.wording.reword({EXPECT: "é" * 60_000})
    assert text_of(services) == "Mine."
    assert text_of(services, (KIND, Block.IDEAS)) == OUR_WORDS[KIND][Block.IDEAS]


def test_the_next_round_starts_with_the_same_words_and_keeps_its_own(services: Services):
    services.wording.reword({EXPECT: "Mine."})
    services.rounds.start("Autumn")
    assert text_of(services) == "Mine."
    services.wording.reword({EXPECT: "Mine of autumn."})
    services.history.undo()
    services.history.undo()
    assert text_of(services) == "Mine."


def test_other_words_make_letters_of_their_kind_out_of_date_until_the_pair_is_in_contact(
    services: Services, ids: Ids, tmp_path: Path
):
    services.letters.save_pdf(tmp_path / "letters.pdf")
    services.wording.reword({(LetterKind.WAITING_LIST, Block.NEWS): "Wait."})
    assert {letter.state.standing for letter in services.letters.letters()} == {Standing.SAVED}
    services.letters.record_gone(Issue.POSTED, date(2026, 1, 8))
    pair = services.latest.plan().pairs[0].pairing
    services.entries.add(Entry(pairing_id=pair.id, on=date(2026, 1, 9), kind=EntryKind.CONTACT))
    services.wording.reword({EXPECT: "Mine."})
    stale = {
        letter.member.participation_id: letter.state.changed
        for letter in services.letters.letters()
        if letter.state.changed
    }
    assert stale == dict.fromkeys(set(ids.values()) - set(pair.members), ("the wording",))
    services.wording.ours_again([EXPECT])
    assert not any(letter.state.changed for letter in services.letters.letters())


@pytest.mark.usefixtures("ids")
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(WILD_TEXTS, st.just("word " * 19_000), st.just("x" * 90_000)))
def test_any_wording_that_is_kept_makes_pages(services: Services, text: str):
    try:
        services.wording.reword({(KIND, Block.WHO): text})
    except UserError:
        return
    member = services.letters.letters()[0].member.participation_id
    assert services.letters.pages([member]).startswith(b"%PDF")
