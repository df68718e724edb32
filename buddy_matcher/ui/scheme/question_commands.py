"""What the Pairings menu asks about the plan: each answer is worked out as a job and shown as a table.

Nothing here changes the plan; who could step in for somebody is asked in `ui.leaving`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.ui.acting.jobs import Cancelled, Progress

if TYPE_CHECKING:
    from buddy_matcher.services.questions.check_plan import CheckedPlan
    from buddy_matcher.services.questions.compare_plans import Comparison, Other
    from buddy_matcher.services.questions.holding import Firmness, Holds
    from buddy_matcher.services.questions.prove_plan import PlanProof
    from buddy_matcher.services.questions.replay_round import Replay
    from buddy_matcher.services.questions.rotate_people import ShownRotation
    from buddy_matcher.ui.scheme.check_plan_dialog import Further
    from buddy_matcher.ui.scheme.workspace import Workspace


def mend(workspace: "Workspace") -> None:
    """Show who is free and three ways to help them; take the one that is chosen."""
    from buddy_matcher.ui.leaving.step_in import find_who_steps_in

    find_who_steps_in(workspace, workspace.services.questions.mend, workspace.operations)


def hold(workspace: "Workspace") -> None:
    """Show which pairs hold however much each part of the points counts."""
    from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog

    def show(found: "Firmness | None") -> None:
        if found:
            how = "in every combination" if found.is_all else "one at a time"
            rows = [(listed(p.members), _hold_in_words(p.holds), f"{p.share:.0%}") for p in found.pairs]
            hint = (
                f"We made {counted(found.weightings, 'plan')} in which parts of the points count not at all "
                f"or twice as much, {how}. A pair that stands in all of them does not hang on the points."
            )
            AnswerDialog.ask(workspace, "Pairs that hold", hint, ("Pair", "Holds", "In so many plans"), rows)

    def work(progress: Progress, cancelled: Cancelled) -> "Firmness | None":
        def tell(done: float) -> None:
            progress(done, "Weighing the plan anew")

        return workspace.services.questions.holding.firmness(progress=tell, cancelled=cancelled)

    workspace.operations.start("Weighing the plan anew", work, show)


def prove(workspace: "Workspace") -> None:
    """Save a workbook that proves the plan."""
    from buddy_matcher.ui.widgets.file_dialogs import SaveWorkbookDialog

    path = SaveWorkbookDialog.ask(
        workspace, safe_file_name(f"Proof of {workspace.services.path.stem}", suffix=".xlsx")
    )
    if not path:
        return

    def show(proof: "PlanProof | None") -> None:
        if proof:
            how = "by prices" if proof.is_by_prices else "by search"
            workspace.job_bar.say(f"The plan is proved {how}; the workbook is saved as {path}.")

    def work(_progress: Progress, cancelled: Cancelled) -> "PlanProof | None":
        return workspace.services.questions.proof.save(path, cancelled=cancelled)

    workspace.operations.start("Proving the plan", work, show)


def check(workspace: "Workspace", further: "Sequence[Further]") -> None:
    """Check the plan against the best one, and offer what looks further."""
    from buddy_matcher.ui.scheme.check_plan_dialog import CheckPlanDialog

    def show(checked: "CheckedPlan | None") -> None:
        if checked:
            workspace.operations.say(checked.sentence)
            CheckPlanDialog.ask(workspace, checked, further)

    def work(_progress: Progress, cancelled: Cancelled) -> "CheckedPlan | None":
        return workspace.services.questions.check.check(cancelled=cancelled)

    workspace.operations.start("Checking the plan", work, show)


def compare_best(workspace: "Workspace") -> None:
    """Show in which pairs the best plan differs."""
    from buddy_matcher.services.questions.compare_plans import Other

    _compare(workspace, Other.BEST)


def compare_as_good(workspace: "Workspace") -> None:
    """Show in which pairs the plan as good differs that differs most."""
    from buddy_matcher.services.questions.compare_plans import Other

    _compare(workspace, Other.DIFFERENT)


def compare_next_best(workspace: "Workspace") -> None:
    """Show in which pairs the next best plan differs."""
    from buddy_matcher.services.questions.compare_plans import Other

    _compare(workspace, Other.NEXT)


def scenarios(workspace: "Workspace") -> None:
    """Show the plans that were set aside; compare the one that is chosen with the plan."""
    from buddy_matcher.ui.scheme.scenarios_dialog import ScenariosDialog

    questions = workspace.services.questions
    chosen = ScenariosDialog.ask(workspace, questions.scenarios, workspace.operations)
    if chosen is not None:
        compare = partial(questions.comparison.compare_scenario, chosen)
        _show_compared(workspace, "The scenario beside the plan", compare)


def _compare(workspace: "Workspace", other: "Other") -> None:
    compare = partial(workspace.services.questions.comparison.compare, other)
    _show_compared(workspace, _other_in_words(other), compare)


def _show_compared(workspace: "Workspace", title: str, compare: "Callable[..., Comparison | None]") -> None:
    """Show in which pairs another plan differs, and what each aim comes to in both."""
    from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog

    def show(found: "Comparison | None") -> None:
        if found:
            rows = [(first, second) for first, second in found.pairs]
            AnswerDialog.ask(workspace, title, _compared(found), ("Person", "Other buddy"), rows)

    def work(_progress: Progress, cancelled: Cancelled) -> "Comparison | None":
        return compare(cancelled=cancelled)

    workspace.operations.start("Looking for other plans", work, show)


def _compared(found: "Comparison") -> str:
    from buddy_matcher.services.questions.check_plan import aim_in_words

    differing = [
        f"{aim_in_words(aim)}: here {abs(mine):,}, there {abs(theirs):,}"
        for aim, (mine, theirs) in found.aims.items()
        if mine != theirs
    ]
    settled = f"{found.settled} of {found.paired} people are in the same pair in every plan as good."
    changed = f"{counted(len(found.changed), 'person has', 'people have')} another buddy there."
    equal = f"{'; '.join(differing) or 'Both are equally good'}."
    costs = _costs_in_words(found.costs[0].words, found.costs[1].words) if found.costs else []
    crossing = [f"Cross a rule now: {'; '.join(found.crossing)}."] if found.crossing else []
    return "\n".join([settled, changed, equal, *crossing, *costs])


def _costs_in_words(here: str, there: str) -> list[str]:
    return [f"In both: {here}."] if here == there else [f"Here: {here}.", f"There: {there}."]


def rotate(workspace: "Workspace") -> None:
    """Ask for how many rounds, and show who meets whom in each."""
    from buddy_matcher.services.questions.rotate_people import MOST_ROUNDS
    from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog, NumberDialog

    range_ = (1, 6, MOST_ROUNDS)
    rounds = NumberDialog.ask(workspace, "Several rounds at once", "How many rounds?", range_)
    if rounds is None:
        return

    def show(found: "ShownRotation") -> None:
        rows = [
            (f"{number}", first, second)
            for number, pairs in enumerate(found.rounds, start=1)
            for first, second in pairs
        ]
        points = f"Points in all: {found.total:,}; in the least round: {found.worst:,}."
        hint = f"Nobody meets anybody twice. {points}"
        AnswerDialog.ask(workspace, "Several rounds at once", hint, ("Round", "Person", "Buddy"), rows)

    _start(
        workspace, "Planning the rounds", lambda: workspace.services.questions.rotation.rotate(rounds), show
    )


def replay(workspace: "Workspace") -> None:
    """Ask for a round, and show how it would have come out under the points of today."""
    from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog, NumberDialog

    latest = workspace.services.scheme.round()
    number = NumberDialog.ask(workspace, "Replay a round", "Round", (1, latest.number, latest.number))
    if number is None:
        return

    def show(found: "Replay | None") -> None:
        if found:
            rows = [
                (words, f"{len(o.pairs)}", f"{len(o.waiting)}", f"{o.wishes_met}", f"{o.in_person}")
                for words, o in (("As it came out", found.then), ("With today’s points", found.now))
            ]
            hint = "Every pair would be the same." if found.is_same else "Some pairs would be others."
            headings = ("Plan", "Pairs", "Waiting", "A wish met", "Can meet in person")
            AnswerDialog.ask(workspace, "Replay a round", hint, headings, rows)

    points = {part: latest.criteria.points(part) for part in Part}
    service = workspace.services.questions.replay
    _start(workspace, "Replaying the round", lambda: service.replay(number, points), show)


def _start[Answer](
    workspace: "Workspace", text: str, ask: Callable[[], Answer], show: Callable[[Answer], None]
) -> None:
    workspace.operations.start(text, lambda _progress, _cancelled: ask(), show)


def _other_in_words(other: "Other") -> str:
    from buddy_matcher.services.questions.compare_plans import Other

    return {
        Other.BEST: "The best plan",
        Other.NEXT: "The next best plan",
        Other.DIFFERENT: "The plan as good that differs most",
    }[other]


def _hold_in_words(holds: "Holds") -> str:
    from buddy_matcher.services.questions.holding import Holds

    return {
        Holds.ALWAYS: "Always",
        Holds.ONE_STEP: "If one part alone counts otherwise",
        Holds.ONLY: "Only with weights like these",
    }[holds]
