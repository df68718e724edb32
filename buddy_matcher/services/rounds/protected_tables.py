"""A round's facts as tables that may be printed: merged, then hidden where needed, and audited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buddy_matcher.domain.disclosure import Protection, Published, SmallNumbers
from buddy_matcher.domain.report import Audit, Part, Table
from buddy_matcher.domain.report_drafts import Draft
from buddy_matcher.domain.report_facts import RoundFacts
from buddy_matcher.domain.report_parts import part_sizes, relations
from buddy_matcher.domain.report_tables import drafts
from buddy_matcher.domain.report_words import ReportWords, shares


@dataclass(frozen=True, slots=True)
class ProtectedTables:
    """The tables of each section with their sentences, the audit, and what a reader knows from them."""

    tables: Mapping[Part, tuple[Table, ...]]
    sentences: Mapping[Part, tuple[str, ...]]
    audit: Audit
    published: Published


def protected_tables(
    facts: RoundFacts, rule: SmallNumbers, earlier: Sequence[Published] = ()
) -> ProtectedTables:
    """Return what may be printed of a round under a rule, after earlier reports of it."""
    from buddy_matcher.matching.disclosure import protect

    sizes = part_sizes(facts)
    known = relations(facts, sizes)
    tables = {draft.title: draft for draft in drafts(facts, sizes, rule)}
    while True:
        told = shares(tables, sizes)
        counts = [share.part for share in told.values()]
        counts += [count for draft in tables.values() for count in draft.counts]
        protection = protect(counts, known, sizes, rule, earlier, list(told.values()))
        thinner = {title: draft.without_empty_columns(protection.hidden) for title, draft in tables.items()}
        if thinner == tables:
            return _as_printed(tables, ReportWords(facts, tables, told, rule, protection), rule, protection)
        # What is not printed at all may let other numbers be shown.
        tables = thinner


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
        audit=Audit(hidden, protection.narrowest if hidden else None),
        published=protection.published,
    )
