"""What a report says of its tables in sentences: short ones, in which every figure has its "of how many".

Only what the tables print is said. A hidden number is told by a bound, where one gives nothing away, or not
at all.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from buddy_matcher.domain.disclosure import LEAST_FOR_AMOUNTS, Count, Protection, Share, SmallNumbers
from buddy_matcher.domain.entries import Fit
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.report import ALL, Part
from buddy_matcher.domain.report_drafts import Draft, counted_parts
from buddy_matcher.domain.report_facts import (
    Change,
    Outcome,
    RoundFacts,
    average_going_well,
    median_days,
    people_in,
    wishes,
)
from buddy_matcher.domain.report_money import FUNDED, IN_KIND, MONEY, PAID
from buddy_matcher.domain.report_parts import ALL_ANSWERED, GOING_WELL, Met, pair_part
from buddy_matcher.domain.report_reach import LISTED, LOCAL, NOT_YET, TOOK_PART
from buddy_matcher.domain.report_tables import (
    APPLIED,
    CHOSEN,
    CONFIDENCE,
    ELIGIBLE,
    FITS,
    HAVE_MET,
    LEARNT,
    MEETINGS,
    ORGANISATIONS,
    PAIRED,
    PAIRS,
    PEOPLE,
    WAITING,
)
from buddy_matcher.domain.text import counted

_IMPORTANCE = 65
_MINUTES_PER_HOUR = 60


class Told(StrEnum):
    """A share that sentences tell of everybody, or of all pairs."""

    ELIGIBLE = "eligible"
    PAIRED = "paired"
    MET = "met"
    GOING = "going"
    ANSWERED = "answered"
    GOING_WELL = "going well"


def shares(tables: Mapping[str, Draft], sizes: Mapping[str, int]) -> dict[Told, Share]:
    """Return the shares that are told, by a bound where they can't be printed; not all stand in a table."""
    found: dict[Told, Share] = {}
    if people := tables.get(PEOPLE):
        applied = people.count(ALL, APPLIED)
        found[Told.PAIRED] = Share(people.count(ALL, PAIRED), applied)
        found[Told.ANSWERED] = Share(
            counted_parts(ALL_ANSWERED, sizes, _IMPORTANCE), people.count(ALL, PAIRED)
        )
        found[Told.GOING_WELL] = Share(
            counted_parts(frozenset({GOING_WELL}), sizes, _IMPORTANCE), people.count(ALL, PAIRED)
        )
        found[Told.ELIGIBLE] = Share(people.count(ALL, ELIGIBLE), applied)
    if pairs := tables.get(MEETINGS):
        going = frozenset(pair_part(Outcome.GOING, met) for met in Met)
        all_pairs = pairs.count(ALL, PAIRS)
        found[Told.MET] = Share(pairs.count(ALL, HAVE_MET), all_pairs)
        found[Told.GOING] = Share(counted_parts(going, sizes, _IMPORTANCE), all_pairs)
    return found


class ReportWords:
    """The sentences of one report, from what of it is printed."""

    def __init__(
        self,
        facts: RoundFacts,
        tables: Mapping[str, Draft],
        told: Mapping[Told, Share],
        rule: SmallNumbers,
        protection: Protection,
    ) -> None:
        self._facts = facts
        self._tables = tables
        self._told = told
        self._rule = rule
        self._hidden = protection.hidden
        self._at_least = protection.at_least

    def of(self, part: Part) -> tuple[str, ...]:
        """Return the sentences of a section, none of more than 25 words."""
        told: Mapping[Part, Callable[[], Iterator[str]]] = {
            Part.REACH: self._reach,
            Part.HAPPENED: self._happened,
            Part.DIFFERENCE: self._difference,
            Part.LEARNING: self._learning,
            Part.MONEY: self._money,
            Part.DECIDED: self._decided,
        }
        return tuple(told[part]())

    def _reach(self) -> Iterator[str]:
        table = self._tables.get(PEOPLE)
        if table is None:
            yield "Nobody has applied yet."
            return
        applied = table.count(ALL, APPLIED)
        whole = self._number(applied)
        if whole is None:
            yield "Too few people applied for their number to be shown."
            return
        sides = [self._number(table.count(sector.label, APPLIED)) for sector in Sector]
        if None in sides:
            yield f"{whole} people applied from health and VCSE organisations."
        else:
            health, vcse = sides
            yield f"Of {whole} people who applied, {health} work in health and {vcse} in VCSE organisations."
        if eligible := self._tell(Told.ELIGIBLE):
            yield f"{eligible} people could be given a buddy: their answers were complete and they stayed."
        if paired := self._tell(Told.PAIRED):
            yield f"{paired} people have, or had, a buddy in this round."
        if waiting := self._share(table.count(ALL, WAITING), applied):
            yield f"{waiting} people wait for a buddy."
        yield from self._of_organisations()
        yield from self._of_local_organisations()

    def _of_organisations(self) -> Iterator[str]:
        table = self._tables.get(ORGANISATIONS)
        if table is None:
            yield f"{self._facts.rounds} rounds ran in this time; who took part in several counts in each."
            return
        organisations = table.count(ALL, "Organisations")
        if (whole := self._number(organisations)) is None:
            return
        if self._facts.has_earlier_rounds and "New to the scheme" in table.columns:
            if new := self._share(table.count(ALL, "New to the scheme"), organisations):
                yield f"{new} organisations are new to the scheme."
        else:
            yield f"They come from {whole} organisations."

    def _of_local_organisations(self) -> Iterator[str]:
        table = self._tables.get(LOCAL)
        if table is None:
            return
        listed = table.count(ALL, LISTED)
        if took_part := self._share(table.count(ALL, TOOK_PART), listed):
            yield f"{took_part} organisations on the list of those around have taken part so far."
        if not_yet := self._share(table.count(ALL, NOT_YET), listed):
            yield f"{not_yet} were not reached yet."

    def _happened(self) -> Iterator[str]:
        table = self._tables.get(MEETINGS)
        if table is None:
            yield "No pair has been agreed yet."
            return
        pairs = table.count(ALL, PAIRS)
        if self._number(pairs) is None:
            yield "Too few pairs were agreed for their number to be shown."
            return
        if met := self._tell(Told.MET):
            yield f"{met} pairs have met, as far as anybody told us."
        if going := self._tell(Told.GOING):
            yield f"{going} pairs are still going."
        yield from self._of_meetings()

    def _of_meetings(self) -> Iterator[str]:
        met = [pair for pair in self._facts.pairs if pair.meetings]
        if people_in(met) < LEAST_FOR_AMOUNTS:
            return
        meetings = sum(pair.meetings for pair in met)
        hours = round(sum(pair.minutes for pair in met) / _MINUTES_PER_HOUR)
        lasting = f", {counted(hours, 'hour')} together" if hours else ""
        known = f"{counted(meetings, 'meeting')}{lasting}"
        yield f"We know of {known}, of these pairs; meetings that nobody reported are not counted."
        if (days := median_days(met)) is not None:
            yield f"Half of the pairs who met did so within {counted(days, 'day')} of their letters."

    def _difference(self) -> Iterator[str]:
        people, told = self._facts.people, 0
        for title, row, words in (
            (
                CONFIDENCE,
                Change.HIGHER.label,
                "people who compared are more confident with the other sector.",
            ),
            (FITS, Fit.GOOD.label, "people who said how they find it with their buddy said: good."),
        ):
            table = self._tables.get(title)
            if table and (share := self._share(*(table.count(r, table.columns[1]) for r in (row, ALL)))):
                yield f"{share} {words}"
                told += 1
        if met := wishes(people):
            yield f"{met[0]:,} of {met[1]:,} wishes that people had named were met well."
            told += 1
        if (average := average_going_well(people)) is not None:
            answered = self._tell(Told.GOING_WELL) or "People"
            yield f"{answered} who had a buddy said how it is going: {average:.1f} of 5 on average."
            told += 1
        has_answers = any(p.fit or p.confidence or p.wishes_asked or p.going_well for p in people)
        if not told and has_answers:
            yield "Too few people have answered, or differ, for numbers to be shown."
        elif not told:
            yield "Nobody has been asked yet what difference it made."

    def _learning(self) -> Iterator[str]:
        table = self._tables.get(LEARNT)
        if table is None:
            yield "Nobody has told us yet what they learnt."
        elif told := self._number(table.count(ALL, table.columns[1])):
            yield f"People told us {told} things that they learnt; those whose words follow agreed to that."
        else:
            yield "Few people have told us yet what they learnt."

    def _money(self) -> Iterator[str]:
        if not self._facts.money:
            yield "No VCSE organisation was paid for its people’s time in this round."
            return
        table = self._tables.get(MONEY)
        if table is None:
            yield f"What VCSE time cost is shown from {LEAST_FOR_AMOUNTS} people up."
            return
        paid = self._amount(table.count(ALL, PAID)) if PAID in table.columns else None
        in_kind = self._amount(table.count(ALL, IN_KIND)) if IN_KIND in table.columns else None
        whom = self._whom_funded(table)
        if paid is not None:
            yield f"{_pounds(paid)} was paid or is owed to VCSE organisations for the time of {whom}."
        else:
            yield "What was paid in all is not shown: it would tell what few people were paid."
        if in_kind:
            yield f"They gave unpaid time worth {_pounds(in_kind)}."

    def _whom_funded(self, table: Draft) -> str:
        """Return of how many people the time was funded, and of how many VCSE people with a buddy."""
        funded = table.count(ALL, FUNDED)
        people = self._tables.get(PEOPLE)
        of = people.count(Sector.VCSE.label, PAIRED) if people else None
        share = self._share(funded, of) if of and funded.value <= of.value else ""
        if share:
            return f"{share.lower()} VCSE people with a buddy"
        number = self._number(funded)
        return "VCSE people" if number is None else f"{number} VCSE people"

    def _amount(self, amount: Count) -> int | None:
        return None if amount.parts in self._hidden else amount.value

    def _decided(self) -> Iterator[str]:
        table = self._tables.get(CHOSEN)
        if table is None:
            return
        if answered := self._answered():
            yield answered
        if chosen := self._share(
            *(table.count(row, table.columns[1]) for row in ("By the coordinator", ALL))
        ):
            yield f"The coordinator chose {chosen.lower()} pairs by hand."

    def _answered(self) -> str:
        has_any = any(person.has_answered for person in self._facts.people)
        told = self._tell(Told.ANSWERED) if has_any else ""
        return f"{told} people with a buddy answered our questions at the end." if told else ""

    def _number(self, count: Count) -> str | None:
        if count.parts in self._hidden:
            return None
        about = "about " if self._rule is SmallNumbers.ROUND_5 and count.value else ""
        return f"{about}{self._rule.shown(count.value):,}"

    def _tell(self, told: Told) -> str:
        return self._share(self._told[told].part, self._told[told].whole)

    def _share(self, part: Count, whole: Count) -> str:
        """Return for example "28 of 57", "At least 52 of 57", or "" where nothing can be told."""
        of = self._number(whole)
        if of is None:
            return ""
        if (number := self._number(part)) is not None:
            return f"{number[:1].upper()}{number[1:]} of {of}"
        least = self._at_least.get(part.parts)
        return f"At least {least:,} of {of}" if least else ""


def _pounds(pence: int) -> str:
    return f"£{pence // 100:,}.{pence % 100:02}" if pence % 100 else f"£{pence // 100:,}"
