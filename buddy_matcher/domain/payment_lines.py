"""Works out the lines of the next payment summary of an organisation from what is funded and what was sent.

What was sent stays. An entry that was corrected afterwards is taken back by a credit and claimed anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.ids import EntryId, ParticipationId
from buddy_matcher.domain.money import Agreement, PaymentLine, PaymentState, PaymentSummary, RateUnit, Terms


@dataclass(frozen=True, order=True, slots=True)
class Claim:
    """One person's funded part in one entry, in the order in which claims are met: by day."""

    on: date
    entry_id: EntryId
    participation_id: ParticipationId
    person: str
    minutes: int
    miles: int


type _Key = tuple[EntryId | None, ParticipationId | None]


def next_lines(
    claims: Iterable[Claim], terms: Terms, sent: Sequence[PaymentSummary], until: date | None = None
) -> tuple[PaymentLine, ...]:
    """Return what is owed besides what was sent: credits first, then new lines by day, up to `until`.

    `sent` are the organisation's earlier summaries of the round, oldest first. Without terms on its day a
    claim makes no line. The ceiling cuts what is claimed in order of date, after what was sent.
    """
    standing = standing_lines(sent)
    by_key: dict[_Key, Claim] = {(claim.entry_id, claim.participation_id): claim for claim in sorted(claims)}
    gone = [line for key, line in standing.items() if not _is_as_sent(line, by_key.get(key))]
    kept = [line for line in standing.values() if line not in gone]
    kept_keys = {(line.entry_id, line.participation_id) for line in kept}
    new = [
        claim
        for key, claim in by_key.items()
        if key not in kept_keys and terms.agreement(claim.on) and (until is None or claim.on <= until)
    ]
    return (*(line.credited() for line in gone), *_claimed(new, terms, kept))


def standing_lines(sent: Iterable[PaymentSummary]) -> dict[_Key, PaymentLine]:
    """Return the lines that were sent and not taken back, by entry and person; those of the erased apart."""
    standing: dict[_Key, PaymentLine] = {}
    for summary in sent:
        for line in summary.lines:
            key = line.entry_id, line.participation_id
            if None in key:
                continue  # an erased person's line can't be corrected any more
            if line.is_credit:
                standing.pop(key, None)
            else:
                standing[key] = line
    return standing


def state_of(summary: PaymentSummary, later: Sequence[PaymentSummary]) -> PaymentState:
    """Return where a summary stands: CREDITED once all that it claimed was taken back by later ones."""
    if summary.sent_on is None:
        return PaymentState.DRAFT
    taken_back = {
        (line.entry_id, line.participation_id) for each in later for line in each.lines if line.is_credit
    }
    claimed = [line for line in summary.lines if not line.is_credit]
    if claimed and all((line.entry_id, line.participation_id) in taken_back for line in claimed):
        return PaymentState.CREDITED
    return PaymentState.PAID if summary.paid_on else PaymentState.SENT


def _is_as_sent(line: PaymentLine, claim: Claim | None) -> bool:
    if claim is None:
        return False
    return (line.on, line.claimed, line.miles) == (claim.on, claim.minutes, claim.miles)


def _claimed(claims: Iterable[Claim], terms: Terms, kept: Iterable[PaymentLine]) -> Iterator[PaymentLine]:
    used: defaultdict[ParticipationId, int] = defaultdict(int)
    has_round: set[ParticipationId] = set()
    for line in kept:
        if line.participation_id is not None:
            used[line.participation_id] += line.minutes
            if line.minutes and _is_by_round(terms, line.on):
                has_round.add(line.participation_id)
    for claim in claims:
        person = claim.participation_id
        minutes = _within(terms.agreement(claim.on), claim.minutes, used[person])
        pence = terms.time_pence(minutes, claim.on, is_first=person not in has_round)
        pence += terms.mile_pence(claim.miles, claim.on)
        agreed = terms.agreement(claim.on)
        used[person] += minutes
        if minutes and _is_by_round(terms, claim.on):
            has_round.add(person)
        yield PaymentLine(
            claim.entry_id,
            person,
            claim.person,
            claim.on,
            claim.minutes,
            minutes,
            claim.miles,
            pence,
            funder=agreed.funder if agreed else "",
            other_funder=agreed.other_funder if agreed else "",
            other_pence=agreed.others_pence(pence) if agreed else 0,
            rate=terms.in_words(claim.miles, claim.on),
        )


def _within(agreement: Agreement | None, minutes: int, used: int) -> int:
    if agreement is None or agreement.ceiling is None:
        return minutes
    return min(minutes, max(0, agreement.ceiling - used))


def _is_by_round(terms: Terms, on: date) -> bool:
    rate = terms.time_rate(on)
    return rate is not None and rate.unit is RateUnit.ROUND
