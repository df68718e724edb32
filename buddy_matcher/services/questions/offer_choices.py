"""A say without a loss: whom each person may choose, and the plan that honours what they chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from buddy_matcher.documents.files import write_whole
from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.phrases import in_a_list, inside_sentence
from buddy_matcher.matching.questions.choices import choices, honouring
from buddy_matcher.services.questions.planned import read_planned
from buddy_matcher.services.rounds.best_plan import BestPlan, Cancelled
from buddy_matcher.services.rounds.people_by_name import person_called
from buddy_matcher.storage.scheme_file import SchemeFile

_MOST_NAMED = 4
_WHICH = (
    "Any of these could be your buddy. Tell us the number of the one you would like best, or that you don't "
    "mind."
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody's name, and the names of those whom they may choose with the points that this costs.

    `introductions` say the same buddies without a name: where they work and what they can share.
    """

    name: str
    buddies: tuple[tuple[str, int], ...]
    introductions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HonouredChoices:
    """The plan after choices by names, those whose choice it honours, and its value by aim."""

    pairs: tuple[tuple[str, str], ...]
    honoured: tuple[str, ...]
    objective: dict[str, int]
    status: SolutionStatus


class OfferChoices:
    """Asks whom people of the latest round may choose; stores nothing."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def offers(self, points: int, *, cancelled: Cancelled | None = None) -> tuple[Offer, ...]:
        """Return, for everybody with a buddy in the best plan, whom they may choose, the cheapest first.

        A choice costs the whole plan at most so many points, and nobody a buddy or their only wish met. Fewer
        people when it was cancelled. Raises UserError when there is no plan.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return ()
        best = planned.best
        found = choices(best.encoded.problem, best.solution, points, cancelled=cancelled)
        return tuple(
            Offer(
                planned.name(person),
                tuple((planned.name(each.partner), each.points) for each in offered),
                tuple(_introduction(best, each.partner) for each in offered),
            )
            for person, offered in found
        )

    def save_introductions(self, path: Path, offers: Sequence[Offer]) -> None:
        """Write what each person may choose from as a text to print or e-mail, without any buddy's name.

        Raises EnvironmentProblem where it can't be written.
        """
        letters = [_letter(offer) for offer in offers if len(offer.buddies) > 1]
        write_whole(path, "\n\n\n".join(letters).encode(), suffix=".txt")

    def honour(
        self, chosen: Mapping[str, str], *, cancelled: Cancelled | None = None
    ) -> HonouredChoices | None:
        """Return the best plan that honours as many choices as possible, by names; None when cancelled.

        Raises UserError when there is no plan, and for a name that nobody or several people have.
        """
        planned = read_planned(self._file, cancelled=cancelled)
        if planned is None:
            return None
        best = planned.best
        everybody = tuple(best.state.members.values())

        def engine_id(name: str) -> int | None:
            return best.engine_id(person_called(name, everybody).participation_id)

        ids = {engine_id(person): engine_id(buddy) for person, buddy in chosen.items()}
        known = {a: b for a, b in ids.items() if a is not None and b is not None}
        found = honouring(best.encoded.problem, best.solution, known, cancelled=cancelled)
        if found is None:
            return None
        return HonouredChoices(
            tuple((planned.name(a), planned.name(b)) for a, b in found.pairs),
            tuple(planned.name(each) for each in found.people),
            planned.by_aim(found.objective),
            found.status,
        )


def _introduction(best: BestPlan, engine_id: int) -> str:
    """Return for example "Somebody in a health organisation who can share policy and strategy"."""
    member = best.member(engine_id)
    names, can_share = best.state.wording.strengths, best.state.candidates[member.participation_id].can_share
    health, vcse = "a health organisation", "a voluntary or community organisation"
    shares = sorted(inside_sentence(names[strength]) for strength in can_share if strength in names)
    told = f"Somebody in {health if member.sector is Sector.HEALTH else vcse}"
    return f"{told} who can share {in_a_list(shares[:_MOST_NAMED])}" if shares else told


def _letter(offer: Offer) -> str:
    choices = [f"{number}. {words}." for number, words in enumerate(offer.introductions, start=1)]
    return "\n".join([f"For {offer.name}", "", _WHICH, "", *choices])
