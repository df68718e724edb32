"""What the panel is told of declared interests, read back from its sheet."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from buddy_matcher.domain.conflicts import Conflict, ConflictEffect, ConflictKind, Party, Side
from buddy_matcher.domain.papers import Paper
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_four


def test_the_panel_sheet_tells_of_interests_with_the_pairs_that_they_stand_between(services: Services):
    add_four(services)
    services.plan.suggest(agree=True)
    [pair, *_] = services.latest.plan().pairs
    state = services.latest.state()
    parties = [
        Party(side, participant_id=state.members[member].participant.id)
        for side, member in zip(Side, pair.pairing.members, strict=True)
    ]
    services.interests.save(
        Conflict(
            kind=ConflictKind.INDIRECT,
            effect=ConflictEffect.TELL_PANEL,
            parties=tuple(parties),
            reason="sit on one board",
            declared_on=date(2026, 9, 1),
            source="a letter",
        )
    )
    pdf = services.papers.pages(Paper.PANEL)
    assert pdf
    text = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    for stated in (
        "Interest 1 stands between them, see below",
        "Indirect: sit on one board",
        "Declared on 1 September 2026",
        "Known from a letter",
        "Not judged yet",
        f"For the panel to weigh: {pair.names}",
    ):
        assert "".join(stated.split()) in text
