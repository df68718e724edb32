"""Agreeing what crosses a rule is up to the coordinator, and asked first."""

from collections.abc import Sequence

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import listed


class CrossesRules(UserError):
    """Pairings to be agreed cross a rule; `crossed` says which and why, as a sentence begins."""

    def __init__(self, crossed: Sequence[str]) -> None:
        super().__init__(
            f"Nothing was agreed: {listed(list(crossed))}.",
            "Agree them all the same, or unpair them first.",
        )
        self.crossed = tuple(crossed)
