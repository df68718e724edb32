"""One property of every kind of letter, on every day, under any wording: it says what its reader may know."""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.statements import Permission, StatementAbout
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.rounds.shown_letters import ShownLetter
from buddy_matcher.services.schemes import Services
from tests.domain.test_block_text import WILD_TEXTS
from tests.services.test_make_papers import TODAY, Answers, people, scheme_of

DAYS = (0, 29, 31, 100)
PLACES = [(kind, block) for kind, blocks in OUR_WORDS.items() for block in blocks]

PLACES_OF_NAMES = [place for place in PLACES if place[1] is Block.WHO]


def let_it_run(services: Services) -> None:
    """Let letters go, pairs be in touch in private words, and one end for a private reason."""
    try:
        services.letters.record_gone(Issue.POSTED, TODAY)
    except UserError:
        return
    for pair in services.follow_up.pairs(TODAY):
        services.entries.add(
            Entry(pairing_id=pair.pairing.id, on=TODAY, kind=EntryKind.CONTACT, said="Private words")
        )
    running = [p for p in services.follow_up.pairs(TODAY) if p.pairing.state is PairingState.AGREED]
    if len(running) > 1:
        ending = Ending(on=TODAY, reason=EndReason.NOT_GOOD_FIT, note="They quarrelled")
        services.endings.end(running[0].pairing.id, ending)


def every_letter(services: Services) -> list[ShownLetter]:
    return [
        letter
        for days in DAYS
        for asked in (*(frozenset({kind}) for kind in LetterKind), frozenset(LetterKind))
        for letter in services.letters.letters(TODAY + timedelta(days=days), asked)
    ]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(people, st.dictionaries(st.sampled_from(PLACES), WILD_TEXTS, max_size=4))
def test_no_letter_says_what_its_reader_may_not_know(answers: list[Answers], wording):
    with scheme_of(answers) as services:
        for place, text in wording.items():
            try:
                services.wording.reword({place: text})
            except UserError:
                continue  # refused, so that it is in no letter
        letters = every_letter(services)
        let_it_run(services)
        letters += every_letter(services)
    for letter in letters:
        check(letter, answers)
    is_told = wording.keys().isdisjoint(PLACES_OF_NAMES)
    for letter in letters if is_told else ():
        check_names_are_whole(letter, answers)


def check(letter: ShownLetter, answers: list[Answers]) -> None:
    text = "\n".join(
        [letter.text.greeting, letter.text.title, *(passage.text for passage in letter.text.passages)]
    )
    reader = int(letter.member.participant.given.removeprefix("Given"))
    for never in ("Private words", "quarrelled", "not a good fit for", "Step-free", "Vegan", "Street"):
        assert never not in text
    for number, each in enumerate(answers):
        assert f"Given{number}" not in text
        assert f"Note{number}" not in text
        if number == reader:
            continue
        assert each.shares_contact or f"mail{number}@" not in text
        assert each.shares_contact or f"07700 90012{number}" not in text
        for about, permission in zip(StatementAbout, each.permissions, strict=True):
            if permission is Permission.NOT_SHARED:
                assert f"Statement{about}{number}" not in text


def check_names_are_whole(letter: ShownLetter, answers: list[Answers]) -> None:
    if letter.text.kind not in {LetterKind.INTRODUCTION, LetterKind.UPDATE}:
        return
    who = " ".join(passage.text for passage in letter.text.passages[:3])
    told = [number for number in range(len(answers)) if f"Known{number}" in who]
    assert all(f"Known{number} {answers[number].family}" in who for number in told)
