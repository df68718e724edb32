"""Makes the tables of a report from what it counts, small categories merged: that loses least."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from buddy_matcher.domain.disclosure import Count, SmallNumbers
from buddy_matcher.domain.entries import Fit
from buddy_matcher.domain.learning import LearningKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.report import ALL, Part
from buddy_matcher.domain.report_drafts import Cell, Draft, counted_parts, kind_label, merged
from buddy_matcher.domain.report_facts import Change, Outcome, RoundFacts, Standing
from buddy_matcher.domain.report_money import money_drafts
from buddy_matcher.domain.report_parts import (
    Met,
    area_part,
    confidence_part,
    everybody,
    fit_part,
    kind_part,
    learning_part,
    made_part,
    organisation_part,
    pair_part,
    reason_of,
    reason_part,
    sector_part,
    theme_part,
)
from buddy_matcher.domain.report_reach import local_drafts

PEOPLE = "People by sector"
ORGANISATIONS = "Organisations by sector"
MEETINGS = "Pairs and whether they met"
FITS = "How people found it with their buddy"
CONFIDENCE = "Confidence in working with the other sector"
LEARNT = "What people told us"
CHOSEN = "How pairs were chosen"

MOST_THEMES = 10
"""A report has two pages; the themes named most stand in it."""

APPLIED, ELIGIBLE, PAIRED, WAITING = "Applied", "Eligible", "Paired", "Waiting"
_STANDINGS: Mapping[str, tuple[Standing, ...]] = {
    APPLIED: tuple(Standing),
    ELIGIBLE: (Standing.PAIRED, Standing.WAITING),
    PAIRED: (Standing.PAIRED,),
    WAITING: (Standing.WAITING,),
}
_IMPORTANCE = {APPLIED: 19, PAIRED: 13, WAITING: 12, ELIGIBLE: 11}
"""What is shown first where not all can be; totals come before sectors, and these before kinds and areas."""

PAIRS, HAVE_MET, NOT_MET = "Pairs", "Met", "Not met as far as known"

type _PartOf = Callable[[Standing], str]
type _Row = tuple[str, list[_PartOf]]


def drafts(facts: RoundFacts, sizes: Mapping[str, int], rule: SmallNumbers) -> tuple[Draft, ...]:
    """Return the tables of a report, small categories merged; those with nothing to count are left out."""
    return tuple(_Drafts(facts, sizes, rule.least_shown).all())


class _Drafts:
    """Makes the tables of one round."""

    def __init__(self, facts: RoundFacts, sizes: Mapping[str, int], least: int) -> None:
        self._facts = facts
        self._sizes = sizes
        self._least = least

    def all(self) -> Iterator[Draft]:
        """Yield the tables in the order of the sections."""
        if self._facts.people:
            yield self._by_sector()
            if self._facts.rounds == 1:
                # An organisation may have taken part in each of several rounds, and must not count twice.
                yield self._organisations()
            yield from self._by_kind()
            yield from self._by_area()
            yield from self._by_theme()
        yield from local_drafts(self._facts, self._sizes, self._least)
        if self._facts.pairs:
            yield self._pairs()
            yield from self._reasons()
        if any(person.fit for person in self._facts.people):
            parts = [(fit.label, fit_part(fit)) for fit in Fit]
            yield self._listed(Part.DIFFERENCE, FITS, ("Latest answer", "People who said"), parts)
        if any(person.confidence for person in self._facts.people):
            parts = [(change.label, confidence_part(change)) for change in Change]
            yield self._listed(Part.DIFFERENCE, CONFIDENCE, ("Now and before", "People who compared"), parts)
        if self._facts.learnt:
            parts = [(kind.label, learning_part(kind)) for kind in LearningKind]
            yield self._listed(Part.LEARNING, LEARNT, ("Kind", "Things told"), parts)
        yield from money_drafts(self._facts, self._sizes, self._least)
        if self._facts.pairs:
            made = [
                ("As the best plan has it", made_part(by_hand=False)),
                ("By the coordinator", made_part(by_hand=True)),
            ]
            yield self._listed(Part.DECIDED, CHOSEN, ("Chosen", "Pairs chosen"), made)

    def _count(self, parts: Iterable[str], importance: int) -> Count:
        return counted_parts(frozenset(parts), self._sizes, importance)

    def _by_sector(self) -> Draft:
        rows = [
            (
                sector.label,
                tuple(
                    self._count(
                        (sector_part(sector, standing) for standing in standings), 20 + _IMPORTANCE[column]
                    )
                    for column, standings in _STANDINGS.items()
                ),
            )
            for sector in Sector
        ]
        return Draft(
            part=Part.REACH,
            title=PEOPLE,
            columns=("Sector", *_STANDINGS),
            rows=(*rows, (ALL, self._totals(tuple(_STANDINGS)))),
            is_main=True,
        )

    def _totals(self, columns: Sequence[str]) -> tuple[Cell, ...]:
        return tuple(
            self._count(everybody(_STANDINGS[column]), 50 + _IMPORTANCE[column]) for column in columns
        )

    def _organisations(self) -> Draft:
        kinds = (True, False) if self._facts.has_earlier_rounds else ()

        def cells(sectors: Iterable[Sector], importance: int) -> tuple[Cell, ...]:
            wanted = list(sectors)

            def count(newness: Iterable[bool]) -> Count:
                parts = (organisation_part(sector, is_new=is_new) for sector in wanted for is_new in newness)
                return self._count(parts, importance)

            return count((True, False)), *((count((True,)),) if kinds else ())

        return Draft(
            part=Part.REACH,
            title=ORGANISATIONS,
            columns=("Sector", "Organisations", *(("New to the scheme",) if kinds else ())),
            rows=(*((sector.label, cells([sector], 20)) for sector in Sector), (ALL, cells(Sector, 45))),
        )

    def _people_table(self, title: str, heading: str, rows: Sequence[_Row]) -> Draft:
        columns = (APPLIED, PAIRED)
        return Draft(
            part=Part.REACH,
            title=title,
            columns=(heading, *columns),
            rows=(
                *(
                    (
                        label,
                        tuple(
                            self._count(
                                (part(s) for part in members for s in _STANDINGS[column]), _IMPORTANCE[column]
                            )
                            for column in columns
                        ),
                    )
                    for label, members in rows
                ),
                (ALL, self._totals(columns)),
            ),
        )

    def _by_kind(self) -> Iterator[Draft]:
        rows: list[_Row] = []
        for sector in Sector:
            people = [person for person in self._facts.people if person.sector is sector]
            found: dict[str, _PartOf] = {
                kind_label(sector, person.kind): partial(kind_part, person)
                for person in sorted(people, key=lambda person: person.kind or "~")
            }
            rows += self._merged_rows(found, f"Other {sector.label} organisations")
        if len(rows) > 1 and any(person.kind for person in self._facts.people):
            yield self._people_table("People by kind of organisation", "Kind", rows)

    def _by_area(self) -> Iterator[Draft]:
        areas = sorted({person.area for person in self._facts.people}, key=lambda area: (not area, area))
        found: dict[str, _PartOf] = {area or "Not known": partial(area_part, area) for area in areas}
        rows = self._merged_rows(found, "Elsewhere or not known")
        if len(rows) > 1:
            yield self._people_table("People by postcode area", "Area", rows)

    def _merged_rows(self, found: Mapping[str, _PartOf], together: str) -> list[_Row]:
        sizes = {label: sum(self._sizes[part(s)] for s in Standing) for label, part in found.items()}
        alone, small = merged(sizes, self._least)
        rows = [(label, [found[label]]) for label in alone]
        if small:
            rows.append((together if len(small) > 1 or rows else small[0], [found[label] for label in small]))
        return rows

    def _by_theme(self) -> Iterator[Draft]:
        themes = {theme for person in self._facts.people for theme in person.themes}
        large = [theme for theme in themes if self._sizes[theme_part(theme)] >= self._least]
        named = sorted(large, key=lambda theme: (-self._sizes[theme_part(theme)], theme))[:MOST_THEMES]
        if named:
            yield Draft(
                part=Part.REACH,
                title="Communities and themes named most",
                columns=("Community or theme", "Named it"),
                rows=tuple((theme, (self._count([theme_part(theme)], 10),)) for theme in named),
                has_sums=False,
            )

    def _pairs(self) -> Draft:
        sizes = {
            outcome.value: sum(self._sizes[pair_part(outcome, met)] for met in Met) for outcome in Outcome
        }
        over = [Outcome.FINISHED, Outcome.ENDED]
        if sum(sizes[outcome] for outcome in over) < self._least:
            groups = []
        elif any(0 < sizes[outcome] < self._least for outcome in over):
            groups = [("Still going", [Outcome.GOING]), ("Finished or ended", over)]
        else:
            labels = ("Still going", "Finished", "Ended early")
            groups = [(label, [outcome]) for label, outcome in zip(labels, Outcome, strict=True)]

        def cells(outcomes: Sequence[Outcome], importance: int) -> tuple[Cell, ...]:
            both = [pair_part(outcome, met) for outcome in outcomes for met in Met]
            met = [pair_part(outcome, Met.YES) for outcome in outcomes]
            not_met = [pair_part(outcome, Met.NO) for outcome in outcomes]
            return (
                self._count(both, importance + 40),
                self._count(met, importance + 20),
                self._count(not_met, importance),
            )

        return Draft(
            part=Part.HAPPENED,
            title=MEETINGS,
            columns=("Pairs that were agreed", PAIRS, HAVE_MET, NOT_MET),
            rows=(
                *((label, cells(outcomes, 10)) for label, outcomes in groups),
                (ALL, cells(list(Outcome), 40)),
            ),
            is_main=True,
        )

    def _reasons(self) -> Iterator[Draft]:
        ended = {reason_of(p): reason_part(p) for p in self._facts.pairs if p.outcome is Outcome.ENDED}
        found = {label: self._sizes[part] for label, part in sorted(ended.items())}
        alone, small = merged(found, self._least)
        rows = [(label, [ended[label]]) for label in alone]
        rows += [("Other reasons", [ended[label] for label in small])] if small else []
        if len(rows) > 1:
            yield Draft(
                part=Part.HAPPENED,
                title="Why pairs ended early",
                columns=("Reason", "Ended early"),
                rows=(
                    *((label, (self._count(parts, 10),)) for label, parts in rows),
                    (ALL, (self._count(ended.values(), 30),)),
                ),
            )

    def _listed(
        self, part: Part, title: str, columns: tuple[str, str], parts: Sequence[tuple[str, str]]
    ) -> Draft:
        """Return a table of answers, one a row, with how many gave each and any."""
        return Draft(
            part=part,
            title=title,
            columns=columns,
            rows=(
                *((label, (self._count([each], 10),)) for label, each in parts),
                (ALL, (self._count((each for _, each in parts), 30),)),
            ),
        )
