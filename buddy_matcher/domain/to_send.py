"""What waits to be sent while a round runs, besides first letters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToSend:
    """How many letters are out of date, and for how many organisations a payment summary is a draft."""

    letters: int = 0
    payments: int = 0

    @property
    def letters_in_words(self) -> str:
        """For example "Letters out of date: 4", "" for none."""
        return f"Letters out of date: {self.letters:,}" if self.letters else ""

    @property
    def payments_in_words(self) -> str:
        """For example "Payment summaries to send: 2", "" for none."""
        return f"Payment summaries to send: {self.payments:,}" if self.payments else ""
