"""What a limit of pairs is a limit of, as the engine hands it back: a code, made and read here alone."""

from buddy_matcher.domain.ids import OrganisationId

_SEPARATOR = ":"
_LIMIT = "limit"


def limit_code(*organisations: OrganisationId) -> str:
    """Return the code of the limit of one organisation, or between two."""
    return _SEPARATOR.join([_LIMIT, *map(str, organisations)])


def organisations_of(code: str) -> tuple[OrganisationId, ...]:
    """Return the organisations that a limit is about; raises ValueError for what is no code of a limit."""
    kind, *organisations = code.split(_SEPARATOR)
    if kind != _LIMIT:
        raise ValueError(f"{code!r} is no limit")
    return tuple(OrganisationId(int(each)) for each in organisations)
