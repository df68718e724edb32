"""One property of every kind of letter, on every day, under any wording: it says what its reader may know."""

import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import docx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from buddy_matcher.documents.email_drafts import email_draft, in_plain_text
from buddy_matcher.documents.letters import write_letters
from buddy_matcher.documents.word_letters import write_word
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.papers import Paper
from buddy_matcher.domain.statements import Permission, StatementAbout
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.rounds.shown_letters import ShownLetter
from buddy_matcher.services.schemes import Services
from tests.domain.test_block_text import WILD_TEXTS
from tests.helpers.pdf_structure import faults_of
from tests.services.test_make_papers import FOR_THE_COORDINATOR, TODAY, Answers, people, said, scheme_of

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
        check(in_its_body(letter), letter, answers)
    is_told = wording.keys().isdisjoint(PLACES_OF_NAMES)
    for letter in letters if is_told else ():
        check_names_are_whole(letter, answers)


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(people, st.dictionaries(st.sampled_from(PLACES), WILD_TEXTS, max_size=6))
def test_neither_does_what_is_written_of_it_in_any_way_nor_any_paper(answers: list[Answers], wording):
    with scheme_of(answers) as services:
        for place, text in wording.items():
            with suppress(UserError):
                services.wording.reword({place: text})
        letters = {letter.text: letter for letter in every_letter(services)}
        papers = [services.papers.pages(paper) for paper in FOR_OTHERS]
        let_it_run(services)
        letters |= {letter.text: letter for letter in every_letter(services)}
        papers += [services.papers.pages(paper) for paper in FOR_OTHERS]
    for letter in letters.values():
        for written in ways_of(letter):
            check(written, letter, answers)
    for paper in map(said, papers):
        assert not [never for never in NEVER[:2] if "".join(never.split()) in paper]
        assert "score" not in paper.casefold()


def ways_of(letter: ShownLetter) -> Iterator[str]:
    """Yield all that a reader gets to read, and a machine of it, in each way that a letter is written."""
    pdf = write_letters([letter.text])
    assert faults_of(pdf) == []
    yield " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    yield "\n".join(each.text for each in docx.Document(io.BytesIO(write_word([letter.text]))).paragraphs)
    yield in_plain_text(letter.text)
    mail = email_draft(letter.text, to="reader@example.org", sender="", pdf=pdf)
    draft = message_from_bytes(mail, policy=default)
    body = draft.get_body()
    yield f"{body.get_content() if body else ''}\n{draft['Subject']}"


NEVER = ("Private words", "quarrelled", "not a good fit for", "Step-free", "Vegan")
"""What was said to the coordinator alone: of a talk, why a pair ended, and what people need."""
FOR_OTHERS = [paper for paper in Paper if paper not in FOR_THE_COORDINATOR]


def in_its_body(letter: ShownLetter) -> str:
    text = letter.text
    body = "\n".join([text.greeting, text.title, *(passage.text for passage in text.passages)])
    assert "Street" not in body
    return body


def check(text: str, letter: ShownLetter, answers: list[Answers]) -> None:
    reader = int(letter.member.participant.given.removeprefix("Given"))
    assert not [never for never in NEVER if never in text]
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
