"""The formats of a scheme file, one SQL script each; numbered, and keyed on SQLite's `user_version`."""

from importlib.resources import files

NEWEST = 1
"""The format that this version writes."""


def script(number: int) -> list[str]:
    """Return the statements that take a file from format `number` − 1 to format `number`."""
    source = files(__package__).joinpath(f"format_{number}.sql").read_text(encoding="utf-8")
    code = "\n".join(line for line in source.splitlines() if not line.startswith("--"))
    return [statement.strip() for statement in code.split(";") if statement.strip()]
