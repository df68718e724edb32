"""Every id says what it is of, and mypy refuses one kind in place of another.

mypy reads this file too, and complains of an ignored error that is none any more: that is the test of the
types.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from buddy_matcher.domain.candidates import Candidate, PairRules, Pool, pair_of
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.ids import UNSAVED, EngineId, OrganisationId, ParticipantId, ParticipationId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import Pairing, between
from buddy_matcher.domain.rules import Rule, RuleKind
from buddy_matcher.matching.encode import encode

SOURCES = sorted(
    path
    for path in (Path(__file__).parents[2] / "buddy_matcher").rglob("*.py")
    if "storage" not in path.parts
)
NAMES_AN_ID = re.compile(r"(^|_)ids?$")

PERSON, PART, EMPLOYER = ParticipantId(1), ParticipationId(1), OrganisationId(1)


def annotated(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield the name and the type of every argument, field, variable and function that has one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation:
            yield node.arg, node.annotation
        elif isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.target).rpartition(".")[2], node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns:
            yield node.name, node.returns


def bare_ids(source: str) -> list[str]:
    """Return the names of ids that are annotated as integers, or as collections or keys that are."""
    return [
        name
        for name, annotation in annotated(ast.parse(source))
        if NAMES_AN_ID.search(name)
        and any(isinstance(part, ast.Name) and part.id == "int" for part in ast.walk(annotation))
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_id_is_a_bare_integer(path: Path) -> None:
    assert bare_ids(path.read_text("utf-8")) == []


def test_a_bare_id_is_found_wherever_it_stands() -> None:
    source = """
def find(round_id: int, pid: int) -> None: ...
def chosen_ids(self) -> tuple[int, ...]: ...
class Rule:
    id: int | None = None
    row: int
"""
    assert sorted(bare_ids(source)) == ["chosen_ids", "id", "round_id"]


def test_a_participant_is_no_participation() -> None:
    Pairing(round_id=UNSAVED, memberships=between(PART, ParticipationId(2)))
    Pairing(round_id=UNSAVED, memberships=between(ParticipantId(2), PART))  # type: ignore[arg-type]
    Rule(kind=RuleKind.AVOID, first_participant_id=PERSON, second_participant_id=ParticipantId(2))
    Rule(kind=RuleKind.AVOID, first_participant_id=PART, second_participant_id=PERSON)  # type: ignore[arg-type]


def test_an_organisation_is_no_person() -> None:
    Candidate(participation_id=PART, sector=Sector.VCSE, organisation_id=EMPLOYER, family_id=EMPLOYER)
    Candidate(participation_id=EMPLOYER, sector=Sector.VCSE, organisation_id=EMPLOYER, family_id=EMPLOYER)  # type: ignore[arg-type]
    PairRules(conflicts=frozenset({pair_of(PART, ParticipationId(2))}))
    PairRules(conflicts=frozenset({pair_of(EMPLOYER, OrganisationId(2))}))  # type: ignore[arg-type]


def test_what_the_engine_numbers_people_by_names_nobody_elsewhere() -> None:
    candidates = tuple(
        Candidate(participation_id=part, sector=sector, organisation_id=EMPLOYER, family_id=EMPLOYER)
        for part, sector in ((ParticipationId(7), Sector.HEALTH), (ParticipationId(8), Sector.VCSE))
    )
    encoded = encode(Pool(candidates=candidates, rules=PairRules(), criteria=Criteria()))
    assert encoded.engine_id(ParticipationId(8)) == 1
    encoded.engine_id(EngineId(1))  # type: ignore[arg-type]
    assert encoded.candidate_id(EngineId(1)) == 8
    encoded.candidate_id(PART)  # type: ignore[arg-type]
    encoded.candidate_id(1)  # type: ignore[arg-type]


def test_an_integer_is_no_id() -> None:
    Pairing(round_id=1, memberships=between(PART, ParticipationId(2)))  # type: ignore[arg-type]
