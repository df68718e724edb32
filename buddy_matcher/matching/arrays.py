"""Reading of the arrays a caller passes: what cannot be meant is refused, with the argument's name.

Only shapes, types and ranges are judged here; what the numbers mean belongs to `problem`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Id = Any  # hashable, and sortable among the ids of its own side
type Pair = tuple[Id, Id]

type IntArray = NDArray[np.int64]
type BoolArray = NDArray[np.bool_]
type FloatArray = NDArray[np.float64]


def read_integers(
    name: str, value: ArrayLike | None, shape: tuple[int, ...], *, low: int, high: int, default: int = 0
) -> IntArray:
    """Return a read-only int64 array of `shape`, every number in `low`..`high`.

    None gives `default` everywhere. Floats are accepted when each is a whole number. Raises ValueError,
    naming the argument, for anything else.
    """
    if value is None:
        return _sealed(np.full(shape, default, dtype=np.int64))
    numbers = _of_shape(name, value, shape)
    if numbers.size and numbers.dtype.kind not in "iuf":
        raise ValueError(f"{name} must hold whole numbers, not {numbers.dtype}")
    if numbers.dtype.kind == "f" and not (np.isfinite(numbers) & (numbers == np.round(numbers))).all():
        raise ValueError(f"{name} must hold whole numbers only: no fractions, NaN or infinity")
    if numbers.size and (numbers.min() < low or numbers.max() > high):
        raise ValueError(f"{name} must lie between {low} and {high}")
    return _sealed(numbers.astype(np.int64))


def read_flags(name: str, value: ArrayLike | None, shape: tuple[int, ...], *, default: bool) -> BoolArray:
    """Return a read-only bool array of `shape`; None gives `default` everywhere.

    Raises ValueError naming the argument.
    """
    if value is None:
        return _sealed(np.full(shape, default, dtype=np.bool_))
    flags = _of_shape(name, value, shape)
    if flags.size and flags.dtype != np.bool_:
        raise ValueError(f"{name} must hold True and False, not {flags.dtype}")
    return _sealed(flags.astype(np.bool_))


def read_ids(name: str, value: Iterable[Id]) -> tuple[Id, ...]:
    """Return the ids as a tuple. Raises ValueError when two are equal or they cannot be hashed and sorted."""
    ids = tuple(value)
    try:
        ordered = sorted(ids)
        distinct = set(ids)
    except TypeError as error:
        raise ValueError(f"{name} must hold ids that can be hashed and sorted: {error}") from None
    if len(distinct) < len(ordered):
        raise ValueError(f"{name} holds an id twice")
    return ids


def read_pairs(
    name: str, value: Iterable[Pair], first: Mapping[Id, int], second: Mapping[Id, int]
) -> tuple[Pair, ...]:
    """Return the pairs without repeats, in the given order.

    Raises ValueError for an id not in `first` or `second`.
    """
    pairs = dict.fromkeys(_as_pair(name, pair) for pair in value)
    for one, other in pairs:
        if one not in first or other not in second:
            raise ValueError(f"{name} names an unknown id in {(one, other)!r}")
    return tuple(pairs)


def is_whole(value: object) -> bool:
    """Return whether the value is a whole number (True and False are not)."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _as_pair(name: str, pair: object) -> Pair:
    match pair:
        case (one, other):
            return one, other
        case _:
            raise ValueError(f"{name} must hold pairs of ids, not {pair!r}")


def _of_shape(name: str, value: ArrayLike, shape: tuple[int, ...]) -> NDArray[Any]:
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be a regular array of shape {shape}") from None
    if array.size == 0 and 0 in shape:
        array = array.reshape(shape)
    if array.shape != shape:
        raise ValueError(f"{name} must have shape {shape}, not {array.shape}")
    return array


def _sealed[Numbers: np.generic](array: NDArray[Numbers]) -> NDArray[Numbers]:
    array.flags.writeable = False
    return array
