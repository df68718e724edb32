"""What waits to be sent while a round runs, besides first letters: letters out of date, payment summaries."""

from collections.abc import Callable

from buddy_matcher.domain.money import PaymentState
from buddy_matcher.domain.to_send import ToSend
from buddy_matcher.services.issue_letters import IssueLetters
from buddy_matcher.services.pay_organisations import PayOrganisations
from buddy_matcher.services.rounds.shown_letters import ToDo


class WhatToSend:
    """Looks at the round in sight; changes nothing."""

    def __init__(self, letters: IssueLetters, payments: Callable[[], PayOrganisations]) -> None:
        self._letters = letters
        self._payments = payments

    def now(self) -> ToSend:
        """Return what waits to be sent; every letter is read for it."""
        out_of_date = sum(letter.to_do is ToDo.RENEW for letter in self._letters.letters())
        drafts = sum(payment.state is PaymentState.DRAFT for payment in self._payments().payments())
        return ToSend(out_of_date, drafts)
