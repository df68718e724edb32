"""A use case that changes something looks at it in the same transaction: nothing can change in between."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[2] / "buddy_matcher" / "services"

READS_BEFORE = {
    "ImportPeople.run": "reads how to read the sheet; what it changes is compared in its transaction",
    "IssueLetters.save_pdf": "makes pages for minutes, and records the letters that it made",
    "IssueLetters.save_each": "makes pages for minutes, and records the letters that it made",
    "IssueLetters.save_email_drafts": "makes pages for minutes, and records the letters that it made",
    "IssueLetters.record_printed": "records letters that a printer has printed",
    "IssueLetters.save_word": "records the letters that it made",
    "IssueLetters.record_gone": "records letters that have gone",
    "MendPlan.take": "computes, and stores nothing if the save counter has moved",
    "PlanRound.suggest": "computes for minutes, and stores nothing if the save counter has moved",
    "PlanRound.suggest_with": "computes for minutes, and stores nothing if the save counter has moved",
}
"""What may read first and change later, with the reason."""


def classes() -> Iterator[ast.ClassDef]:
    for path in SERVICES.rglob("*.py"):
        yield from (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ClassDef))


def called(function: ast.FunctionDef, owner: str) -> set[str]:
    """Return the names of what a method calls on `owner`, such as "self._file"."""
    return {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == owner
    }


def reached(name: str, methods: dict[str, ast.FunctionDef]) -> set[str]:
    """Return what a method calls on its file, itself or through other methods of its class."""
    waiting, seen, found = [name], set[str](), set[str]()
    while waiting:
        each = waiting.pop()
        if each in methods and each not in seen:
            seen.add(each)
            found |= called(methods[each], "self._file")
            # Which round is looked at is no reading: its number stands in the window.
            found |= {"reading"} if called(methods[each], "self._rounds") - {"number"} else set()
            waiting += called(methods[each], "self")
    return found


def reads_before_it_changes(each: ast.ClassDef) -> Iterator[str]:
    methods = {node.name: node for node in each.body if isinstance(node, ast.FunctionDef)}
    for name in methods:
        if not name.startswith("_") and {"reading", "changing"} <= reached(name, methods):
            yield f"{each.name}.{name}"


def test_whoever_changes_looks_within_the_transaction() -> None:
    found = {method for each in classes() for method in reads_before_it_changes(each)}
    assert found == READS_BEFORE.keys()


@pytest.mark.parametrize("body", ["self._state()", "self._file.reading()"])
def test_a_reading_before_is_found(body: str) -> None:
    source = f"""
class Edit:
    def save(self):
        state = {body}
        with self._file.changing() as unit:
            pass

    def _state(self):
        return self._file.reading()
"""
    [each] = ast.parse(source).body
    assert isinstance(each, ast.ClassDef)
    assert list(reads_before_it_changes(each)) == ["Edit.save"]
