"""What a coordinator notes of one pair while ringing round, and the one entry that it comes to."""

from dataclasses import dataclass, replace
from datetime import date

from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.ids import PairingId, ParticipationId

MEETING_MINUTES = 60
"""How long a meeting is taken to have lasted that was recorded with one key: rounds ask for one hour."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What was heard of one pair: whether they were in touch or met, how each finds it, and a remark.

    `fits` are by participation id; who said nothing is not in it.
    """

    was_in_touch: bool = False
    has_met: bool = False
    did_not_answer: bool = False
    fits: tuple[tuple[ParticipationId, Fit], ...] = ()
    said: str = ""

    def __bool__(self) -> bool:
        return self != Noted()

    def fit_of(self, member: ParticipationId) -> Fit | None:
        """Return what a member said of the pairing."""
        return dict(self.fits).get(member)

    def with_fit(self, member: ParticipationId, fit: Fit | None) -> "Noted":
        """Return the same with what a member said of the pairing; None takes it back."""
        others = tuple(each for each in self.fits if each[0] != member)
        return replace(self, fits=others if fit is None else (*others, (member, fit)))

    @property
    def kind(self) -> EntryKind:
        """The kind of entry that says most: who met were in touch, and who said how it fits was reached."""
        if self.has_met:
            return EntryKind.MEETING
        if self.was_in_touch:
            return EntryKind.CONTACT
        if self.fits:
            return EntryKind.CALL
        return EntryKind.NO_ANSWER if self.did_not_answer else EntryKind.NOTE

    def entry(self, pairing_id: PairingId, on: date) -> Entry:
        """Return the entry of a pairing that this comes to, on a day."""
        return Entry(
            pairing_id=pairing_id,
            on=on,
            kind=self.kind,
            minutes=MEETING_MINUTES if self.has_met else None,
            said=self.said,
            shares=tuple(EntryShare(member, fit) for member, fit in self.fits),
        )
