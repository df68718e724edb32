"""Rules of the code that no linter checks: sizes, names, and what the wheel holds."""

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.storage.formats import RELEASED
from buddy_matcher.ui.scheme.place_rail import Place

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path for folder in ("buddy_matcher", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)

MOST_LINES_IN_A_FILE = 400
MOST_LINES_IN_A_FUNCTION = 40
MOST_LINES_IN_A_WIDGETS_INIT = 60

LARGER = {
    "buddy_matcher/matching/problem.py::__init__": "the contract's arguments, one line each",
}
"""Files (path) and functions (path::name) that may be larger, each with the reason."""

BANNED_IN_NAMES = re.compile(r"(^|_)(manager|helper|utils|common|misc|data|info|handle|process)(_|$)|^_?do_")
QTS_OWN = re.compile(r"(^|_)views?(_|$)|(^|[a-z])View")
"""A view is what Qt calls one; what people are shown of a plan or a letter is `Shown…`."""

NOT_OURS = {
    "MANAGER": "a level of role on people's forms",
    "data": "Qt's model/view interface names it",
    "setData": "Qt's model/view interface names it",
    "process": "rapidfuzz and the operating system name it",
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    documented = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_and_functions_are_small(path: Path):
    lines = len(path.read_text("utf-8").splitlines())
    too_large = {relative(path)} if lines > MOST_LINES_IN_A_FILE else set()
    for function in functions(path):
        is_widgets_init = "ui" in path.parts and function.name == "__init__"
        most = MOST_LINES_IN_A_WIDGETS_INIT if is_widgets_init else MOST_LINES_IN_A_FUNCTION
        if length(function) > most:
            too_large.add(f"{relative(path)}::{function.name}")
    assert too_large <= LARGER.keys()


@pytest.mark.parametrize("path", [path for path in SOURCES if "buddy_matcher" in path.parts], ids=relative)
def test_names_say_what_a_thing_is(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    defined = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    defined += [
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    vague = {
        name
        for name in (*defined, path.stem)
        if (BANNED_IN_NAMES.search(name.lower()) and name not in NOT_OURS)
        or (QTS_OWN.search(name) and "ui" not in path.parts)
    }
    assert not vague


def test_the_wheel_holds_the_resources(tmp_path: Path):
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    [wheel] = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"buddy_matcher/{relative(path)}" for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert wanted <= names
    assert "buddy_matcher/storage/formats/format_1.sql" in names
    [entry_points] = [name for name in names if name.endswith("entry_points.txt")]
    assert b"buddy-matcher = buddy_matcher.app:main" in zipfile.ZipFile(wheel).read(entry_points)


@pytest.mark.parametrize("path", sorted((ROOT / "buddy_matcher" / "services").rglob("*.py")), ids=relative)
def test_actions_are_named_by_codes(path: Path):
    # The file keeps a label for good: add a deed and its words to domain/deeds.py.
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    labels = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Label"]
    sentences = [
        ast.unparse(call) for call in labels if not re.match(r"(Deed\.|deed\b)", ast.unparse(call.args[0]))
    ]
    assert not sentences


def test_the_log_of_the_file_format_has_a_line_for_each():
    told = re.findall(r"^\| (\d+) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number in told] == list(range(1, RELEASED.newest + 1))


def test_every_place_has_its_icon():
    assert [place for place in Place if not (ROOT / f"resources/icons/{place.value}.svg").is_file()] == []
