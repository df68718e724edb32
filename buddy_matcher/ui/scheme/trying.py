"""Tries criteria as jobs while they are chosen: on the newest round, and on each of before."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from buddy_matcher.domain.criteria import Criteria, Part
from buddy_matcher.ui.acting.jobs import Cancelled, Progress

if TYPE_CHECKING:
    from buddy_matcher.ui.pairings.trial import Try
    from buddy_matcher.ui.scheme.workspace import Workspace

_CANNOT_HOLD = "Locked pairs can’t all hold under these: no plan could be made."

type _Work = Callable[[Criteria, Cancelled], str]


def tries_of(workspace: "Workspace") -> "list[tuple[str, Try]]":
    """Return by name the rounds to try criteria on, the newest first; of the others the points alone."""
    questions, rounds = workspace.services.questions, workspace.services.rounds.rounds()
    newest = max(line.round.number for line in rounds)

    def on_newest(criteria: Criteria, cancelled: Cancelled) -> str:
        tried = questions.trying.tried(criteria, cancelled=cancelled)
        return tried.words if tried else _CANNOT_HOLD

    def on_earlier(number: int, criteria: Criteria, cancelled: Cancelled) -> str:
        points = {part: criteria.points(part) for part in Part}
        replay = questions.replay.replay(number, points, cancelled=cancelled)
        return replay.words if replay else ""

    earlier = [line.round for line in rounds if line.round.number < newest and line.pairs]
    tries: list[tuple[str, Try]] = [("This round", partial(_start, workspace, on_newest))]
    tries += [(each.name, partial(_start, workspace, partial(on_earlier, each.number))) for each in earlier]
    return tries


def _start(workspace: "Workspace", work: _Work, criteria: Criteria, tell: Callable[[str], None]) -> None:
    def find_out(_progress: Progress, cancelled: Cancelled) -> str:
        return work(criteria, cancelled)

    workspace.jobs.cancel()
    workspace.operations.start("Trying what the plan looks for", find_out, tell)
