"""The strings in a JSON value, to look at all of them or to replace some."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any


def strings_in(value: Any) -> Iterator[str]:
    """Yield every string in a JSON value but the keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(strings_in, value.values()))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(strings_in, value))


def with_strings_replaced(value: Any, replacements: Mapping[str, str]) -> Any:
    """Return a JSON value with every string that has a replacement replaced."""
    if not replacements:
        return value
    if isinstance(value, dict):
        return {key: with_strings_replaced(item, replacements) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [with_strings_replaced(item, replacements) for item in value]
    return replacements.get(value, value) if isinstance(value, str) else value
