"""Hides counts of a report so that no small one can be worked out, and audits that.

For each number that is not printed a linear programme finds the least and the largest value that agree with
everything printed, in this report and in earlier ones. Where they are too near each other, one of the printed
counts that hold it there is hidden too: its dual value names it. In the end whatever need not be hidden is
shown again, the most important first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from buddy_matcher.domain.disclosure import (
    AMOUNT,
    Count,
    Known,
    Parts,
    Protection,
    Published,
    Relation,
    Share,
    SmallNumbers,
    is_small_amount,
)
from buddy_matcher.matching.report_reader import ReportReader

_NOBODY: Mapping[str, int] = {}

_STEP = 5
"""Bounds of rounded numbers are round too."""


def protect(
    counts: Sequence[Count],
    relations: Sequence[Relation],
    sizes: Mapping[str, int],
    rule: SmallNumbers,
    earlier: Sequence[Published] = (),
    shares: Sequence[Share] = (),
    behind: Mapping[str, int] = _NOBODY,
) -> Protection:
    """Return which counts may not be printed under a rule, after earlier reports of the same round.

    What the last of these hid is hidden again where it has to be, so that the same report stays the same.
    `sizes` are the true sizes of all parts, `behind` how many people each part that is money is of. `shares`
    is what is told by a bound if it can't be printed and the bound gives nothing away. A number that earlier
    reports gave away already is hidden as the rule says, and can't be protected from who compares them.
    Raises SolverFailed when the solver gives up.
    """
    readers = [ReportReader(counts, relations, sizes, rule)]
    if earlier:
        readers.append(ReportReader(counts, relations, sizes, rule, earlier))
    hiding = _Hiding({count.parts: count for count in counts}, sizes, rule, readers, behind)
    if earlier:
        hiding.begin_with(_hidden_in(earlier[-1]))
    hiding.hide_more()
    hiding.show_again()
    at_least = dict(hiding.bounds(shares))
    return Protection(
        frozenset(hiding.hidden),
        at_least,
        min(hiding.widths(), default=None),
        _published(counts, relations, sizes, rule, hiding.hidden, at_least),
    )


def widths(
    counts: Sequence[Count],
    relations: Sequence[Relation],
    sizes: Mapping[str, int],
    rule: SmallNumbers,
    protection: Protection | None = None,
    earlier: Sequence[Published] = (),
    behind: Mapping[str, int] = _NOBODY,
) -> dict[Parts, int]:
    """Return for each small or hidden count, and each small part, the largest value less the least.

    Without a protection everything is printed.
    """
    reader = ReportReader(counts, relations, sizes, rule, earlier)
    hidden = protection.hidden if protection else frozenset()
    for parts in hidden:
        reader.hide(parts)
    for parts, least in protection.at_least.items() if protection else ():
        reader.bound(parts, least)
    small = set(_small_parts(sizes, rule, behind))
    small |= {count.parts for count in counts if count.is_small(rule)}
    return {target: reader.width(target) for target in small | hidden}


class _Hiding:
    """Which counts are hidden so far, for readers who know more or less besides."""

    def __init__(
        self,
        counts: Mapping[Parts, Count],
        sizes: Mapping[str, int],
        rule: SmallNumbers,
        readers: Sequence[ReportReader],
        behind: Mapping[str, int],
    ) -> None:
        self._counts = counts
        self._rule = rule
        self._sizes = sizes
        self._small_parts = list(_small_parts(sizes, rule, behind))
        small = [parts for parts, count in counts.items() if count.is_small(rule)]
        self._readers = {reader: self._given_away(reader) for reader in readers}
        self.hidden: list[Parts] = []
        self._small = frozenset(small)
        for parts in small:
            self._hide(parts)

    def begin_with(self, hidden: Iterable[Parts]) -> None:
        """Hide what there is of some counts, but for noughts."""
        for parts in hidden:
            if parts in self._counts and self._can_be_hidden(parts):
                self._hide(parts)

    def hide_more(self) -> None:
        """Hide counts until no reader can tell a hidden or a small one nearer than the rule allows."""
        for reader, given_away in self._readers.items():
            place = 0
            # What is hidden on the way joins the queue; what was wide enough only gets wider.
            while place < len(targets := [*self._small_parts, *self.hidden]):
                target = targets[place]
                place += 1
                while target not in given_away and not reader.is_wide(target, self._width(target)):
                    self._hide(min(filter(self._can_be_hidden, reader.holding), key=self._order))
                    # The small parts stand first, so that a hidden one never moves those before it.

    def show_again(self) -> None:
        """Show what was hidden besides small counts and need not be, the most important first."""
        others = [parts for parts in self.hidden if parts not in self._small]
        for parts in sorted(others, key=self._order, reverse=True):
            if parts in self.hidden:
                self._try_to_show(parts)

    def _try_to_show(self, parts: Parts) -> None:
        """Show a count, with others that it gives away and that are not small; nothing if a small one is."""
        shown: list[Parts] = []
        narrow = [parts]
        while narrow:
            for each in narrow:
                self._show(each)
            shown += narrow
            narrow = []
            for target in self._narrow():
                if target in self._small or target not in self.hidden:
                    for each in shown:
                        self._hide(each)
                    return
                narrow.append(target)

    def bounds(self, shares: Iterable[Share]) -> Iterator[tuple[Parts, int]]:
        """Yield for hidden counts of a printed whole a number that they may be said to reach."""
        for share in shares:
            part, whole = share.part, share.whole
            if part.parts not in self.hidden or whole.parts in self.hidden:
                continue
            least = self._rule.read(whole.value)[0] - self._rule.width - 1
            least -= least % _STEP if self._rule.shown(whole.value) != whole.value else 0
            if not whole.value < 2 * least <= 2 * part.value:
                continue
            for reader in self._readers:
                reader.bound(part.parts, least)
            if not any(self._narrow()):
                yield part.parts, least
            else:
                for reader in self._readers:
                    reader.bound(part.parts, 1)

    def widths(self) -> Iterator[int]:
        """Yield the width of each hidden count for each reader, but for what was given away before."""
        counts = [parts for parts in self.hidden if not _is_money(parts)]
        for reader, given_away in self._readers.items():
            yield from (reader.width(parts) for parts in counts if parts not in given_away)

    def _narrow(self) -> Iterator[Parts]:
        """Yield what some reader can tell nearer than the rule allows, small parts first."""
        for target in dict.fromkeys((*self._small_parts, *self.hidden)):
            if any(
                target not in given_away and not reader.is_wide(target, self._width(target))
                for reader, given_away in self._readers.items()
            ):
                yield target

    def _width(self, parts: Parts) -> int:
        """Return how wide a hidden number has to be: money as wide as it is itself."""
        return sum(self._sizes[part] for part in parts) if _is_money(parts) else self._rule.width

    def _can_be_hidden(self, parts: Parts) -> bool:
        return parts not in self.hidden and bool(self._counts[parts].value)

    def _order(self, parts: Parts) -> tuple[int, int, list[str]]:
        count = self._counts[parts]
        return count.importance, count.value, sorted(parts)

    def _given_away(self, reader: ReportReader) -> set[Parts]:
        """Return what a reader knows too well before anything of this report but its noughts is printed."""
        counted = [parts for parts, count in self._counts.items() if count.value]
        for parts in counted:
            reader.hide(parts)
        targets = {*self._small_parts, *counted}
        found = {target for target in targets if not reader.is_wide(target, self._width(target))}
        for parts in counted:
            reader.show(parts)
        return found

    def _hide(self, parts: Parts) -> None:
        self.hidden.append(parts)
        for reader in self._readers:
            reader.hide(parts)

    def _show(self, parts: Parts) -> None:
        self.hidden.remove(parts)
        for reader in self._readers:
            reader.show(parts)


def _hidden_in(report: Published) -> Iterator[Parts]:
    """Yield the counts that a report hid: a reader knows a least of them and no most."""
    for each in report.known:
        if each.high is None:
            yield frozenset(report.parts[part][0] for part in each.parts)


def _small_parts(sizes: Mapping[str, int], rule: SmallNumbers, behind: Mapping[str, int]) -> Iterator[Parts]:
    """Yield the parts that are too small to be told: of few people, or the money of few."""
    for name, size in sizes.items():
        if size and is_small_amount(behind[name]) if name in behind else rule.is_small(size):
            yield frozenset({name})


def _is_money(parts: Parts) -> bool:
    return any(part.startswith(AMOUNT) for part in parts)


def _published(
    counts: Sequence[Count],
    relations: Sequence[Relation],
    sizes: Mapping[str, int],
    rule: SmallNumbers,
    hidden: Iterable[Parts],
    at_least: Mapping[Parts, int],
) -> Published:
    place = {name: number for number, name in enumerate(sizes)}
    known = [
        Known(
            tuple(place[name] for name, _ in relation.factors),
            tuple(factor for _, factor in relation.factors),
            0 if relation.is_equal else None,
            0,
        )
        for relation in relations
    ]
    unprinted = set(hidden)
    for parts, count in {count.parts: count for count in counts}.items():
        low, high = (at_least.get(parts, 1), None) if parts in unprinted else count.read(rule)
        known.append(Known(tuple(sorted(place[name] for name in parts)), (1,) * len(parts), low, high))
    return Published(tuple(sizes.items()), tuple(known))
