"""Problems said once: per column and value with a count, and with examples where a column has many."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.text import counted, fold, listed

_MANY: Final = 5
"""Different values of one column that are still told one by one."""

_EXAMPLES: Final = 3


def said_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with those that say the same of the same value put together, in the order given."""
    same: dict[tuple[str, str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        same[problem.sheet, problem.column, fold(problem.value), problem.message].append(problem)
    by_value = [replace(group[0], count=sum(each.count for each in group)) for group in same.values()]
    alike: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in by_value:
        alike[problem.sheet, problem.column, problem.advice].append(problem)
    many = {key for key, group in alike.items() if len(group) > _MANY and key[1]}
    told: list[Problem] = []
    for problem in by_value:
        key = problem.sheet, problem.column, problem.advice
        if key not in many:
            told.append(problem)
        elif problem is alike[key][0]:
            told.append(_of_column(alike[key]))
    return tuple(told)


def _of_column(problems: list[Problem]) -> Problem:
    values = list(dict.fromkeys(f"“{problem.value}”" for problem in problems))
    count = sum(problem.count for problem in problems)
    such = listed(values[:_EXAMPLES])
    first = problems[0]
    answers = counted(
        count, "answer under this heading is in doubt", "answers under this heading are in doubt"
    )
    return replace(first, message=f"{answers}, such as {such}. {first.message}", count=count)
