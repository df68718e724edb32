"""A plain ledger of a year, kept by a test: what happened, day by day, and what follows from it.

It shares no code with what it is held against: every state, flag and sum is worked out here anew.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST_MEETING_DAYS, QUIET_DAYS, NOT_SURE_DAYS, FAILED_TRIES = 28, 60, 14, 2
PENCE_PER_HOUR, PENCE_PER_MILE = 2375, 55

BANK_HOLIDAYS = {
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 4),
    date(2026, 5, 25),
    date(2026, 8, 31),
    date(2026, 12, 25),
    date(2026, 12, 28),
    date(2027, 1, 1),
}
"""Those of England and Wales in the year and about it, as the government announced them."""

type Line = tuple[str, str | None, int, int, frozenset[str]]
"""State, last heard, meetings, minutes and flags of a pair, as `meetings --json` has them."""

type Due = dict[str, tuple[int, frozenset[str]]]
"""For each thing that is due how often, and whom it is about, as `today --json` has it."""

type Money = tuple[int, int, int, int]
"""Minutes and miles that are paid for, their pence, and meetings to settle."""


def working_day(day: date) -> date:
    """Return the day, or the next one on which people work."""
    while day.isoweekday() > 5 or day in BANK_HOLIDAYS:
        day += timedelta(days=1)
    return day


@dataclass
class LedgerEntry:
    """One thing that happened to a pair."""

    on: date
    kind: str
    minutes: int | None = None
    fits: dict[str, str] = field(default_factory=dict)
    funded: dict[str, tuple[int, int]] = field(default_factory=dict)
    """For whoever is paid for it, minutes and miles."""


@dataclass(frozen=True)
class Limits:
    """After how many days a pair is flagged, None for never, and which flags there are besides."""

    first_meeting: int | None = FIRST_MEETING_DAYS
    quiet: int | None = QUIET_DAYS
    not_sure: int | None = NOT_SURE_DAYS
    tries: int | None = FAILED_TRIES
    not_good: bool = True
    disagree: bool = True


@dataclass
class LedgerPair:
    """A pair, what happened to it, on which day each was written to, and how it ended.

    `holds` are the days on which what holds it is over, `date.max` where nobody said when.
    """

    members: frozenset[str]
    entries: list[LedgerEntry] = field(default_factory=list)
    written: dict[str, date] = field(default_factory=dict)
    ended: tuple[date, str] | None = None
    holds: list[date] = field(default_factory=list)
    limits: Limits = Limits()

    def line(self, day: date) -> Line:
        """Return how the pair is doing on a day."""
        past = sorted((e for e in self.entries if e.on <= day), key=lambda each: each.on)
        met = [e for e in past if e.kind == "meeting"]
        heard = [e.on for e in past if e.kind in {"meeting", "contact", "call"}]
        flags = self._flags(past, day)
        return (
            self._state(past, flags, day),
            max(heard).isoformat() if heard else None,
            len(met),
            sum(e.minutes or 0 for e in met),
            frozenset(flags),
        )

    def _is_over(self, day: date) -> bool:
        return self.ended is not None and self.ended[0] <= day

    def is_held(self, day: date) -> bool:
        """Return whether the pair is on hold: its letters and questions wait."""
        return any(day < until for until in self.holds)

    def letters_out(self, day: date) -> date | None:
        """Return on which day everybody had been written to, None if that was not by this day."""
        gone = [on for on in self.written.values() if on <= day]
        return max(gone) if len(gone) == len(self.members) else None

    def _said(self, past: list[LedgerEntry]) -> dict[str, tuple[date, str]]:
        said: dict[str, tuple[date, str]] = {}
        for entry in past:
            said.update({name: (entry.on, fit) for name, fit in entry.fits.items()})
        return said

    def _flags(self, past: list[LedgerEntry], day: date) -> set[str]:
        out, limits = self.letters_out(day), self.limits
        if out is None or self._is_over(day) or self.is_held(day):
            return set()
        said = self._said(past)
        fits = {fit for _, fit in said.values()}
        heard = [e.on for e in past if e.kind in {"meeting", "contact", "call"}]
        tries = 0
        for entry in past:
            tries = tries + 1 if entry.kind == "no-answer" else tries if entry.kind == "note" else 0
        found = {
            "no-first-meeting": not any(e.kind == "meeting" for e in past)
            and limits.first_meeting is not None
            and day > out + timedelta(days=limits.first_meeting),
            "quiet": limits.quiet is not None
            and day >= (max(heard) if heard else out) + timedelta(days=limits.quiet),
            "not-sure": limits.not_sure is not None
            and any(
                fit == "not-sure" and day >= on + timedelta(days=limits.not_sure) for on, fit in said.values()
            ),
            "not-good": limits.not_good and "not-good" in fits,
            "disagree": limits.disagree and fits >= {"good", "not-good"},
            "failed-tries": limits.tries is not None and tries >= limits.tries,
        }
        return {flag for flag, applies in found.items() if applies}

    def _state(self, past: list[LedgerEntry], flags: set[str], day: date) -> str:
        if self.ended and self._is_over(day):
            return "finished" if self.ended[1] == "finished" else "ended"
        if self.is_held(day):
            return "paused"
        if self.letters_out(day) is None:
            return "letter-not-sent"
        if flags:
            return "needs-call" if flags - {"quiet"} else "not-known"
        said, kinds = self._said(past), {e.kind for e in past}
        is_good = said.keys() >= self.members and {fit for _, fit in said.values()} == {"good"}
        if is_good or "meeting" in kinds:
            return "going-well" if is_good else "met"
        return "in-touch" if "contact" in kinds else "no-contact"


@dataclass
class Ledger:
    """All pairs of one round, who is free, and the days of the round by their names."""

    pairs: list[LedgerPair] = field(default_factory=list)
    free: set[str] = field(default_factory=set)
    days: dict[str, date] = field(default_factory=dict)
    paid: frozenset[str] = frozenset()
    """Whose time is paid for."""

    @property
    def running(self) -> list[LedgerPair]:
        """The pairs that have not ended."""
        return [pair for pair in self.pairs if pair.ended is None]

    def add_pairs(self, found: set[frozenset[str]]) -> None:
        """Take in the pairs that are new."""
        known = {pair.members for pair in self.running}
        self.pairs += [LedgerPair(members) for members in sorted(found - known, key=sorted)]
        self.free -= {name for members in found for name in members}

    def write_to_all(self, on: date) -> None:
        """Note that everybody of a pair was written to about it, if they were not before."""
        for pair in self.running:
            for name in pair.members:
                pair.written.setdefault(name, on)

    def answer(self, name: str, on: date, *, met: bool, fit: str | None) -> None:
        """Note an answer to a form: a contact, and a meeting if it tells of the pair's first."""
        [pair] = [pair for pair in self.running if name in pair.members]
        pair.entries.append(LedgerEntry(on, "contact", fits={name: fit} if fit else {}))
        if met and not any(entry.kind == "meeting" for entry in pair.entries):
            pair.entries.append(LedgerEntry(on, "meeting"))

    def lines(self, day: date) -> dict[tuple[frozenset[str], bool], Line]:
        """Return how every pair is doing on a day; one that ended stands beside one of the same people."""
        return {(pair.members, pair.ended is None): pair.line(day) for pair in self.pairs}

    def due(self, day: date) -> Due:
        """Return what is due: flagged pairs, pairs without their letters, who is free, days of the round."""
        found: dict[str, list[frozenset[str]]] = {}
        for pair in self.pairs:
            flags = pair.line(day)[4]
            is_unsent = pair.ended is None and pair.letters_out(day) is None and not pair.is_held(day)
            for kind in flags | ({"letters"} if is_unsent else set()):
                found.setdefault(kind, []).append(pair.members)
        asked = [pair.members for pair in self.running if not pair.is_held(day)]
        if asked:
            today = [kind for kind, on in self.days.items() if working_day(on) == day]
            found.update((kind, asked) for kind in today)
        if self.pairs and self.free:
            found["without-buddy"] = [frozenset({name}) for name in self.free]
        return {kind: (len(pairs), frozenset().union(*pairs)) for kind, pairs in found.items()}

    def money(self) -> Money:
        """Return what is paid for: each line's time is rounded half up to whole pence."""
        lines = [line for pair in self.pairs for entry in pair.entries for line in entry.funded.values()]
        pence = sum((minutes * PENCE_PER_HOUR * 2 + 60) // 120 for minutes, _ in lines)
        miles = sum(miles for _, miles in lines)
        unsettled = sum(
            bool(pair.members & self.paid) and not entry.funded
            for pair in self.pairs
            for entry in pair.entries
            if entry.kind == "meeting"
        )
        return sum(minutes for minutes, _ in lines), miles, pence + miles * PENCE_PER_MILE, unsettled

    def counts(self, day: date) -> tuple[int, int, int]:
        """Return how many pairs there were, how many met, and how many meetings they had."""
        meetings = [pair.line(day)[2] for pair in self.pairs]
        return len(meetings), sum(map(bool, meetings)), sum(meetings)
