"""The facts of rounds as tables that may be printed: merged, then hidden where needed, and audited.

Of several rounds every count is the sum of those of each, so that whoever has a report of one of them too
learns no more of the others than the rule allows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from buddy_matcher.domain.disclosure import (
    Count,
    Parts,
    Protection,
    Published,
    Relation,
    Share,
    SmallNumbers,
)
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.report import Audit, Part, Table
from buddy_matcher.domain.report_drafts import Cell, Draft
from buddy_matcher.domain.report_facts import RoundFacts, together
from buddy_matcher.domain.report_parts import part_sizes, people_behind, relations
from buddy_matcher.domain.report_tables import drafts
from buddy_matcher.domain.report_words import ReportWords, shares

_NONE: Final = RoundId(0)
_OF_A_ROUND: Final = re.compile(r" @\d+$")


@dataclass(frozen=True, slots=True)
class ProtectedTables:
    """The tables of each section with their sentences, the audit, and what a reader knows from them."""

    tables: Mapping[Part, tuple[Table, ...]]
    sentences: Mapping[Part, tuple[str, ...]]
    audit: Audit
    published: Published


def protected_tables(
    facts: RoundFacts, rule: SmallNumbers, earlier: Sequence[Published] = (), key: RoundId = _NONE
) -> ProtectedTables:
    """Return what may be printed of a round under a rule, after earlier reports of it."""
    return protected_rounds({key: facts}, rule, earlier)


def protected_rounds(
    rounds: Mapping[RoundId, RoundFacts], rule: SmallNumbers, earlier: Sequence[Published] = ()
) -> ProtectedTables:
    """Return what may be printed of some rounds together, after earlier reports of any of them.

    The key of each tells its parts from those of the others in `earlier`.
    """
    from buddy_matcher.matching.disclosure import protect

    known = _Rounds(rounds)
    facts = together(list(rounds.values()))
    whole = part_sizes(facts)
    tables = {draft.title: known.draft(draft) for draft in drafts(facts, whole, rule)}
    while True:
        told = {each: known.share(share) for each, share in shares(tables, whole).items()}
        counts = [share.part for share in told.values()]
        counts += [count for draft in tables.values() for count in draft.counts]
        protection = protect(
            counts, known.relations, known.sizes, rule, earlier, list(told.values()), known.behind
        )
        thinner = {title: draft.without_empty_columns(protection.hidden) for title, draft in tables.items()}
        if thinner == tables:
            return _as_printed(tables, ReportWords(facts, tables, told, rule, protection), rule, protection)
        # What is not printed at all may let other numbers be shown.
        tables = thinner


def published_of_round(published: Published, key: RoundId) -> Published:
    """Return what an issued report told, its parts named as those of a round where they are not yet."""
    parts = tuple((_of_round(name, key), size) for name, size in published.parts)
    return replace(published, parts=parts)


def _of_round(name: str, key: RoundId) -> str:
    return name if _OF_A_ROUND.search(name) else f"{name} @{key}"


class _Rounds:
    """The parts of some rounds, each named as its round's, and what is known of them."""

    def __init__(self, rounds: Mapping[RoundId, RoundFacts]) -> None:
        last = list(rounds)[-1]
        self.sizes: dict[str, int] = {}
        self.behind: dict[str, int] = {}
        self.relations: list[Relation] = []
        self._names: dict[str, list[str]] = {}
        for key, whole in rounds.items():
            # The list of local organisations is that of the last round, which knows of those before.
            facts = whole if key == last else replace(whole, local=(), round_names=())
            sizes = part_sizes(facts)
            for name, size in sizes.items():
                self._names.setdefault(name, []).append(_of_round(name, key))
                self.sizes[_of_round(name, key)] = size
            self.behind |= {_of_round(name, key): people for name, people in people_behind(facts).items()}
            self.relations += (_relation_of_round(each, key) for each in relations(facts, sizes))

    def draft(self, draft: Draft) -> Draft:
        """Return a table whose counts are sums of the parts of all rounds."""
        rows = tuple((label, tuple(map(self._cell, cells))) for label, cells in draft.rows)
        strip_of = self._count(draft.strip_of) if draft.strip_of else None
        return replace(draft, rows=rows, strip_of=strip_of)

    def share(self, share: Share) -> Share:
        """Return a share of the parts of all rounds."""
        return Share(self._count(share.part), self._count(share.whole))

    def _cell(self, cell: Cell) -> Cell:
        return self._count(cell) if isinstance(cell, Count) else cell

    def _count(self, count: Count) -> Count:
        return replace(count, parts=self._parts(count.parts))

    def _parts(self, parts: Parts) -> Parts:
        return frozenset(found for name in parts for found in self._names.get(name, [name]))


def _relation_of_round(relation: Relation, key: RoundId) -> Relation:
    return replace(
        relation, factors=tuple((_of_round(name, key), factor) for name, factor in relation.factors)
    )


def _as_printed(
    tables: Mapping[str, Draft], words: ReportWords, rule: SmallNumbers, protection: Protection
) -> ProtectedTables:
    printed: dict[Part, list[Table]] = {part: [] for part in Part}
    for draft in tables.values():
        if table := draft.printed(rule, protection.hidden):
            printed[draft.part].append(table)
    hidden = sum(table.hidden for found in printed.values() for table in found)
    return ProtectedTables(
        tables={part: tuple(found) for part, found in printed.items()},
        sentences={part: words.of(part) for part in Part},
        audit=Audit(
            hidden,
            protection.narrowest if hidden else None,
            sum(table.hidden_pence for found in printed.values() for table in found),
        ),
        published=protection.published,
    )
