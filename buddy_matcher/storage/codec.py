"""Turns one field of a domain object into the value of a column and back, by the field's type.

Columns hold text, numbers and nothing, so that the journal can keep images of rows as JSON. It knows
types, not tables.
"""

import json
import types
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from buddy_matcher.domain.ids import NOBODY, ParticipantId
from buddy_matcher.domain.meeting import HALF_DAYS, HalfDay

_SHARED_VALUES = 2048
"""How many different values of one column are kept for the next row that says the same."""

type Plain = str | int | float | bool | list[Any] | dict[str, Any] | None
"""What JSON can hold."""


@dataclass(frozen=True, slots=True)
class Codec:
    """A way to a plain value and back; `is_scalar` tells values that a column holds without JSON."""

    encode: Callable[[Any], Plain]
    decode: Callable[[Any], Any]
    is_scalar: bool


def column_codec(hint: Any) -> Codec:
    """Return the codec between values of a type and what a column holds: lists and records as JSON text."""
    codec = _codec(hint)
    if codec.is_scalar:
        return codec

    # Many rows say the same, and the values are frozen: equal texts may share one.
    @lru_cache(maxsize=_SHARED_VALUES)
    def decode(text: str) -> Any:
        return codec.decode(json.loads(text))

    return Codec(
        lambda value: json.dumps(codec.encode(value), ensure_ascii=False, separators=(",", ":")),
        decode,
        is_scalar=True,
    )


def _codec(hint: Any) -> Codec:
    if isinstance(hint, TypeAliasType):
        return _codec(hint.__value__)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _optional(_codec(next(a for a in arguments if a is not type(None))))
    if origin is tuple:
        return _tuple(arguments)
    if origin is frozenset:
        return _set(_codec(arguments[0]))
    if is_dataclass(hint) and isinstance(hint, type) and hint is not HalfDay:
        return _record(hint)
    return _scalar(hint)


def _scalar(hint: Any) -> Codec:
    if hint is ParticipantId:
        # A part in a round that is nobody's refers to nobody.
        return Codec(lambda key: key or None, lambda plain: int(plain or NOBODY), is_scalar=True)
    hint = getattr(hint, "__supertype__", hint)  # an id is kept as the integer that it is
    if hint is HalfDay:
        return Codec(lambda half_day: half_day.number, HALF_DAYS.__getitem__, is_scalar=True)
    if hint in (date, datetime):
        return Codec(lambda moment: moment.isoformat(), hint.fromisoformat, is_scalar=True)
    if hint is bool:
        return Codec(int, bool, is_scalar=True)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Codec(lambda member: member.value, hint, is_scalar=True)
    if hint in (str, int, float):
        return Codec(hint, hint, is_scalar=True)
    raise TypeError(f"no column holds a {hint}")


def _optional(inner: Codec) -> Codec:
    return Codec(
        lambda value: None if value is None else inner.encode(value),
        lambda plain: None if plain is None else inner.decode(plain),
        inner.is_scalar,
    )


def _tuple(arguments: tuple[Any, ...]) -> Codec:
    if arguments[-1] is Ellipsis:
        item = _codec(arguments[0])
        return Codec(
            lambda values: [item.encode(v) for v in values],
            lambda plain: tuple(item.decode(p) for p in plain),
            is_scalar=False,
        )
    items = [_codec(a) for a in arguments]
    return Codec(
        lambda values: [c.encode(v) for c, v in zip(items, values, strict=True)],
        lambda plain: tuple(c.decode(p) for c, p in zip(items, plain, strict=True)),
        is_scalar=False,
    )


def _set(item: Codec) -> Codec:
    return Codec(
        lambda values: sorted(item.encode(v) for v in values),
        lambda plain: frozenset(item.decode(p) for p in plain),
        is_scalar=False,
    )


def _record(record: type[Any]) -> Codec:
    codecs = {name: _codec(hint) for name, hint in field_types(record).items()}
    # A key that an older file lacks takes the field's default.
    return Codec(
        lambda value: {name: codec.encode(getattr(value, name)) for name, codec in codecs.items()},
        lambda plain: record(**{name: c.decode(plain[name]) for name, c in codecs.items() if name in plain}),
        is_scalar=False,
    )


def field_types(record: type[Any]) -> dict[str, Any]:
    """Return the type of each field of a dataclass, in its order."""
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record)}
