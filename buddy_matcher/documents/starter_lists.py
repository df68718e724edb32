"""The strengths and themes that a new scheme starts with, read from the bundled file."""

import tomllib

from buddy_matcher.domain.strengths import Strength, Theme
from buddy_matcher.paths import starter_lists


def starter_strengths() -> tuple[Strength, ...]:
    """Return the starter strengths with their groups, in the file's order, not saved yet."""
    groups: dict[str, list[str]] = tomllib.loads(starter_lists().read_text("utf-8"))["strengths"]
    return tuple(Strength(name=name, group=group) for group, names in groups.items() for name in names)


def starter_themes() -> tuple[Theme, ...]:
    """Return the starter themes, not saved yet."""
    names: list[str] = tomllib.loads(starter_lists().read_text("utf-8"))["themes"]
    return tuple(Theme(name=name) for name in names)
