"""Whom a question about leaving is about: the agreed pairs and the people that a page has selected."""

from dataclasses import dataclass
from datetime import date

from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.domain.text import listed
from buddy_matcher.services.rounds.round_state import Member


@dataclass(frozen=True, slots=True)
class Together:
    """A pairing with its people."""

    pairing: Pairing
    members: tuple[Member, ...]

    @property
    def names(self) -> str:
        """The names, for example "Asha Rao and Ben Moss"."""
        return listed([member.name for member in self.members])

    def is_held_on(self, day: date) -> bool:
        """Return whether the pairing itself is on hold on a day."""
        return self.pairing.is_held_on(day)


@dataclass(frozen=True, slots=True)
class Concerned:
    """The pairs that are selected, or the people; a person brings the agreed pairs that they are in."""

    pairs: tuple[Together, ...] = ()
    people: tuple[Member, ...] = ()

    @property
    def everybody(self) -> tuple[Member, ...]:
        """Who can be asked about: the selected people, else those of the selected pairs."""
        return self.people or tuple(member for pair in self.pairs for member in pair.members)
