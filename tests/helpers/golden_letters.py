"""The letters of the golden file: the plan's proof, what was made, and in whose words."""

from datetime import UTC, date, datetime

from buddy_matcher.domain.attachments import Attachment, Purpose
from buddy_matcher.domain.ids import ParticipationId, RoundId
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue, Letter
from buddy_matcher.domain.pairings import Proof
from buddy_matcher.domain.sentences import KeptSentence
from buddy_matcher.storage.unit_of_work import UnitOfWork


def add_proof_and_letters(unit: UnitOfWork) -> None:
    """Add the proof of a plan, and letters that were made."""
    unit.proofs.save(
        Proof(
            round_id=RoundId(1),
            status="optimal",
            objective=(("people", 4), ("score", 120)),
            bound=(("people", 4), ("score", 120)),
            pairs=(
                (ParticipationId(1), ParticipationId(2)),
                (ParticipationId(3), ParticipationId(4)),
            ),
            seconds=0.25,
            made_at=datetime(2026, 9, 1, 12, tzinfo=UTC),
            problem="digest 1-2",
        )
    )
    for how in (Issue.SAVED_AS_PDF, Issue.PRINTED):
        unit.letters.save(
            Letter(
                round_id=RoundId(1),
                participation_id=ParticipationId(1),
                kind=LetterKind.INTRODUCTION,
                dated=date(2026, 9, 4),
                facts=(("buddies", "0123456789abcdef"),),
                made_at=datetime(2026, 9, 4, 12, tzinfo=UTC),
                how=how,
            )
        )


def add_wording(unit: UnitOfWork) -> None:
    """Add words of the coordinator's own, in two languages, and what else stands in letters."""
    unit.attachments.save(Attachment.of(Purpose.LOGO, "logo.svg", b"<svg/>", "Golden scheme"))
    unit.sentences.save(
        KeptSentence(
            round_id=RoundId(1), kind=LetterKind.INTRODUCTION, key="expect", text="Meet, and enjoy it."
        )
    )
    unit.sentences.save(
        KeptSentence(
            round_id=RoundId(1),
            kind=LetterKind.INTRODUCTION,
            key="expect",
            language="cy",
            text="Cwrdd, a mwynhau.",
            signed_by="Mair Rees",
            signed_on=date(2026, 8, 20),
            of_english="Meet, and enjoy it.",
        )
    )
