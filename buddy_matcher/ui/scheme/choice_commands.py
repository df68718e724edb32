"""A say without a loss, in the window: whom people may choose, offering it, and planning with the answers."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from buddy_matcher.domain.text import counted, listed
from buddy_matcher.ui.acting.jobs import Cancelled, Progress

if TYPE_CHECKING:
    from buddy_matcher.services.questions.hear_choices import HonouringPlan
    from buddy_matcher.services.questions.offer_choices import MayChoose
    from buddy_matcher.ui.scheme.workspace import Workspace

_HINT = (
    "Nobody would lose a buddy or their only wish, whatever one of them chooses. Offer it, and a letter "
    "without any buddy’s name is ready for each of them; what they answer is entered with “Choices made”."
)
_NO_CHOICE = (
    "Nobody can choose between two people without a loss to somebody, however many points it may cost, so "
    "there is nothing to offer."
)
_MOST_POINTS = 500
_PRICES = (5, 10, 25, 50, 100, 200, _MOST_POINTS)
"""At what price it is tried again, in points, where nobody has a choice at the one that was asked for."""

type _Found = tuple[int, Sequence[MayChoose]]


def choose(workspace: "Workspace") -> None:
    """Ask what a choice may cost, show who may choose whom at that price or the next, and offer it."""
    from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog, NumberDialog

    points = NumberDialog.ask(
        workspace, "Choices without a loss", "Points that a choice may cost", (0, 2, _MOST_POINTS)
    )
    if points is None:
        return

    def show(found: _Found) -> None:
        price, offers = found
        rows = [(each.name, listed(each.offered, last="or")) for each in offers if each.has_choice]
        accept = "&Offer these choices" if rows and workspace.operations.can_change else ""
        columns, hint = ("Person", "May choose"), _in_words(points, price) if rows else _NO_CHOICE
        taken = AnswerDialog.ask(workspace, "Choices without a loss", hint, columns, rows, accept=accept)
        if taken is not None:
            _offer(workspace, offers)

    def work(_progress: Progress, cancelled: Cancelled) -> _Found:
        return _dearest_needed(workspace, points, cancelled)

    workspace.operations.start("Looking whom people may choose", work, show)


def _dearest_needed(workspace: "Workspace", points: int, cancelled: Cancelled) -> _Found:
    """Return the first price at which somebody has a choice, else the last, and whom each may choose."""
    offers: Sequence[MayChoose] = ()
    for price in (points, *(each for each in _PRICES if each > points)):
        offers = workspace.services.questions.choices.offers(price, cancelled=cancelled)
        if any(each.has_choice for each in offers) or cancelled():
            return price, offers
    return _MOST_POINTS, offers


def _in_words(points: int, price: int) -> str:
    if price == points:
        return _HINT
    asked = counted(points, "point")
    return f"At {asked} nobody has a choice; at up to {price} these have. {_HINT}"


def _offer(workspace: "Workspace", found: "Sequence[MayChoose]") -> None:
    choosing = sum(each.has_choice for each in found)
    offer = partial(workspace.services.questions.hearing.offer, found)
    outcome = (
        f"{counted(choosing, 'person', 'people')} may choose now: their letters are on the Letters page."
    )
    workspace.operations.perform_many(choosing, "Offering choices", offer, outcome)


def hear(workspace: "Workspace") -> None:
    """Take down what people chose; where it is wanted, make the plan that honours most and offer that."""
    from buddy_matcher.ui.scheme.choices_dialog import ChoicesDialog

    hearing = workspace.services.questions.hearing
    if not ChoicesDialog.ask(workspace, hearing, workspace.operations):
        return

    def work(_progress: Progress, cancelled: Cancelled) -> "HonouringPlan | None":
        return hearing.plan(cancelled=cancelled)

    workspace.operations.start("Planning with what people chose", work, partial(_show_plan, workspace))


def _show_plan(workspace: "Workspace", plan: "HonouringPlan | None") -> None:
    from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog

    if plan is None:
        return
    honoured = set(plan.honoured)
    rows = [(listed(pair), listed([name for name in pair if name in honoured])) for pair in plan.pairs]
    rows.sort(key=lambda row: not row[1])
    of = counted(len(plan.honoured) + len(plan.missed), "choice")
    missed = f" Not that of {listed(plan.missed)}." if plan.missed else ""
    hint = (
        f"This plan honours {len(plan.honoured)} of {of}.{missed} No plan honours more without a loss to "
        "anybody. Taking it replaces the drafts and locks the pairs that were chosen; you can undo it."
    )
    columns = ("Pair", "Chosen by")
    if (
        AnswerDialog.ask(workspace, "Plan with choices", hint, columns, rows, accept="&Take this plan")
        is None
    ):
        return
    take = partial(workspace.services.questions.hearing.take, plan)
    workspace.operations.perform_beside(
        "Taking the plan", take, f"The plan honours {len(plan.honoured)} of {of}."
    )
