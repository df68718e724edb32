"""What was made of objects that were read, handed out again for as long as they are the same objects.

Objects that nobody changed are the same ones in every reading of an open file (`known_objects`), so after a
change only what depends on changed ones is made anew.
"""

from collections.abc import Callable, Hashable
from typing import Any


class Kept:
    """The last making under each key, with what it was made of."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._equals: dict[Hashable, Any] = {}

    def of[T](self, key: Hashable, things: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what `make` makes of some things: what it made last under this key, if they are the same.

        They have to be all that it depends on.
        """
        known = self._made.get(key)
        if known and len(known[0]) == len(things) and all(map(_is_same, known[0], things)):
            made: T = known[1]
            return made
        made = make()
        self._made[key] = things, made
        return made

    def same[T](self, key: Hashable, value: T) -> T:
        """Return the value that was given last under a key if it equals this one, so that it is the same."""
        known: T = self._equals.setdefault(key, value)
        if known is not value and known != value:
            self._equals[key] = known = value
        return known


def _is_same(one: object, other: object) -> bool:
    return one is other
