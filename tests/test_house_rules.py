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
    "process": "rapidfuzz and the operating system name it",
    "SolverProcess": "the operating system names it",
    **dict.fromkeys(
        ("data", "setData", "headerData", "mimeData", "dropMimeData", "setEditorData", "setModelData"),
        "Qt's model/view interface names it",
    ),
}


TYPEWRITER = re.compile(r"[a-z”]'(t|s|re|ll|ve)\b", re.IGNORECASE)
NAMES_AN_ID = re.compile(r"(^|_)ids?$")

type Nodes = list[ast.AST]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    documented = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


def too_large(path: str, source: str, nodes: Nodes) -> Iterator[str]:
    """Yield the file or functions with too many lines."""
    if len(source.splitlines()) > MOST_LINES_IN_A_FILE:
        yield path
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            is_widgets_init = "/ui/" in path and node.name == "__init__"
            most = MOST_LINES_IN_A_WIDGETS_INIT if is_widgets_init else MOST_LINES_IN_A_FUNCTION
            if length(node) > most:
                yield f"{path}::{node.name}"


def vague_names(path: str, nodes: Nodes) -> Iterator[str]:
    """Yield the names that say nothing of what a thing is."""
    defined = [node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    defined += [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    for name in (*defined, Path(path).stem):
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        is_vague = BANNED_IN_NAMES.search(words) and name not in NOT_OURS
        if is_vague or (QTS_OWN.search(name) and "/ui/" not in path):
            yield f"{path}::{name} is vague"


def labels_in_words(path: str, nodes: Nodes) -> Iterator[str]:
    """Yield the labels of actions that are no codes: the file keeps a label for good."""
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Label":
            said = ast.unparse(node)
            if not re.match(r"(Deed\.|deed\b)", ast.unparse(node.args[0])):
                yield f"{path}: {said}; add a deed and its words to domain/deeds.py"


def bare_ids(path: str, nodes: Nodes) -> Iterator[str]:
    """Yield the names of ids that are annotated as integers, or as collections or keys that are."""
    for node in nodes:
        for name, annotation in annotated(node):
            is_bare = any(isinstance(part, ast.Name) and part.id == "int" for part in ast.walk(annotation))
            if is_bare and NAMES_AN_ID.search(name):
                yield f"{path}::{name} is an integer; its kind stands in domain/ids.py"


def annotated(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield the name and the type of an argument, field, variable or function that has one."""
    if isinstance(node, ast.arg) and node.annotation:
        yield node.arg, node.annotation
    elif isinstance(node, ast.AnnAssign):
        yield ast.unparse(node.target).rpartition(".")[2], node.annotation
    elif isinstance(node, ast.FunctionDef) and node.returns:
        yield node.name, node.returns


def offences(path: str, source: str) -> Iterator[str]:
    """Yield where a file breaks a rule of the house."""
    nodes = list(ast.walk(ast.parse(source)))
    yield from too_large(path, source, nodes)
    if path.startswith("buddy_matcher/"):
        yield from vague_names(path, nodes)
    if path.startswith("buddy_matcher/services/"):
        yield from labels_in_words(path, nodes)
    if path.startswith("buddy_matcher/") and not path.startswith("buddy_matcher/storage/"):
        yield from bare_ids(path, nodes)
    if path.startswith(("buddy_matcher/ui/", "buddy_matcher/services/")):
        yield from typewriter_apostrophes(path, nodes)


def typewriter_apostrophes(path: str, nodes: Nodes) -> Iterator[str]:
    """Yield words for the screen whose apostrophe is not curved, as all others are."""
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = (node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    for node in texts:
        if id(node) not in docstrings and TYPEWRITER.search(str(node.value)):
            yield f"{path}:{node.lineno}: {ast.unparse(node)}"


def test_every_file_keeps_the_rules_of_the_house():
    found = {each for path in SOURCES for each in offences(relative(path), path.read_text("utf-8"))}
    assert found - LARGER.keys() == set()
    assert LARGER.keys() - found == set(), "what is no longer larger needs no reason"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("\n" * 401, ["{path}"]),
        ("def long():\n" + "    go()\n" * 40, ["{path}::long"]),
        ('def told():\n    """\n' + "    word\n" * 40 + '    """\n    go()\n', []),
        ("class FormHelper: ...\ndata_of = 1\ndef do_it(): ...\n", ["FormHelper", "data_of", "do_it"]),
        ("class PlanView: ...\n", ["PlanView"]),
        ('Label("Agree all")\nLabel(Deed.AGREE, told=(1,))\n', ["Label('Agree all')"]),
        ("def find(round_id: int, pid: int) -> None: ...\n", ["round_id"]),
        ("def chosen_ids(self) -> tuple[int, ...]: ...\n", ["chosen_ids"]),
        ('def f():\n    """It can\'t."""\n    return "can\'t", "can’t"\n', ["can't"]),
        ("class Rule:\n    id: int | None = None\n    row: int\n", ["::id "]),
    ],
)
def test_what_breaks_a_rule_is_found(source: str, found: list[str]):
    path = "buddy_matcher/services/some.py"
    said = list(offences(path, source))
    assert len(said) == len(found)
    for offence, part in zip(sorted(said), sorted(found), strict=True):
        assert part.format(path=path) in offence


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


def test_the_log_of_the_file_format_has_a_line_for_each():
    told = re.findall(r"^\| (\d+) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number in told] == list(range(1, RELEASED.newest + 1))


def test_every_place_has_its_icon():
    assert [place for place in Place if not (ROOT / f"resources/icons/{place.value}.svg").is_file()] == []
