"""Which organisation each answer of a form names, whatever its spelling, and the sector of new ones.

Two spellings are one organisation only when they differ in capitals, spaces, accents and punctuation;
names that are merely alike are pointed out, never merged.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from buddy_matcher.documents.forms.cells import fits_damaged, is_damaged
from buddy_matcher.documents.forms.export import FormExport
from buddy_matcher.documents.forms.rows import FormAnswer
from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.import_report import Problem
from buddy_matcher.domain.organisations import (
    Organisation,
    OrganisationKind,
    Sector,
    organisation_key,
    organisation_today,
)
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.sheet_reading import Shape
from buddy_matcher.domain.text import fold, tidy
from buddy_matcher.domain.working_days import today

_ALIKE = 90
_BLOCK = 3
_MOST_COMPARED = 50


class NamedOrganisations:
    """The organisations of a scheme together with the `new` ones of an export, found by name.

    A name of one that has become another by the day means that other one.
    """

    def __init__(self, held: Iterable[Organisation], new: tuple[Organisation, ...] = ()) -> None:
        self.new = new
        self._on = today()
        everyone = (*held, *new)
        self._by_id = {organisation.id: organisation for organisation in everyone}
        self._by_name = {fold(organisation.name): organisation for organisation in everyone}
        self._by_key = {organisation_key(organisation.name): organisation for organisation in everyone}

    def named(self, name: str) -> Organisation | None:
        """Return the organisation with a name, None when it is blank or its sector is not known."""
        found = self._by_name.get(fold(name)) or self._by_key.get(self._key(name))
        return organisation_today(found, self._by_id, self._on) if found else None

    def known(self, name: str) -> Organisation:
        """Return the organisation with a name; raises KeyError where `named` finds none."""
        if organisation := self.named(name):
            return organisation
        raise KeyError(name)

    def name_of(self, organisation_id: OrganisationId | None) -> str:
        """Return the name of an organisation, "" where it is not known."""
        return self._by_id[organisation_id].name if organisation_id is not None else ""

    def sector_of(self, organisation_id: OrganisationId | None) -> Sector | None:
        """Return the sector of an organisation, None where the organisation is not known."""
        return self._by_id[organisation_id].sector if organisation_id is not None else None

    def all(self) -> tuple[Organisation, ...]:
        """Return every organisation, old and new."""
        return tuple(self._by_id.values())

    def _key(self, name: str) -> str:
        """Return the key of a name; one with lost letters finds the only one that it fits."""
        key = organisation_key(name)
        if not is_damaged(name):
            return key
        fitting = [k for k, known in self._by_key.items() if fits_damaged(fold(known.name), fold(name))]
        return fitting[0] if len(fitting) == 1 else key


def named_organisations(answers: Sequence[FormAnswer], held: Sequence[Organisation]) -> NamedOrganisations:
    """Return those of a scheme with those that answers add, which have negative ids until they are saved."""
    known = NamedOrganisations(held)
    # Damaged names come last, so that the whole ones they may stand for are known.
    for damaged in (False, True):
        unknown = [
            answer
            for answer in answers
            if answer.organisation
            and is_damaged(answer.organisation) is damaged
            and not known.named(answer.organisation)
        ]
        known = NamedOrganisations(held, (*known.new, *_new_organisations(unknown, len(known.new))))
    return known


def _new_organisations(answers: Iterable[FormAnswer], count: int) -> Iterator[Organisation]:
    """Yield the organisations of answers that say the sector; `count` is how many are new already."""
    groups: dict[str, list[FormAnswer]] = defaultdict(list)
    for answer in answers:
        groups[organisation_key(answer.organisation)].append(answer)
    with_sector = ((group, sector) for group in groups.values() if (sector := _majority_sector(group)))
    for number, (group, sector) in enumerate(with_sector, start=count + 1):
        yield Organisation(
            id=OrganisationId(-number),
            name=_best_spelling([tidy(answer.organisation) for answer in group]),
            sector=sector,
            kind=_majority_kind(group, sector),
        )


def _majority_sector(answers: Iterable[FormAnswer]) -> Sector | None:
    votes = Counter(answer.sector for answer in answers if answer.sector)
    return votes.most_common(1)[0][0] if votes else None


def _majority_kind(answers: Iterable[FormAnswer], sector: Sector) -> OrganisationKind | None:
    votes = Counter(answer.kind for answer in answers if answer.kind and answer.kind.sector is sector)
    return votes.most_common(1)[0][0] if votes else None


def _best_spelling(spellings: Sequence[str]) -> str:
    """Return the commonest spelling, one with capitals and small letters before any other."""
    counts = Counter(spellings)
    return max(counts, key=lambda s: (not is_damaged(s), not s.isupper() and not s.islower(), counts[s]))


def sector_problems(export: FormExport, organisations: NamedOrganisations) -> Iterator[Problem]:
    """Return a problem for each answer whose sector differs from that of its organisation.

    A workbook of ours says of everybody what was decided before.
    """
    if export.shape is Shape.OURS:
        return
    for answer in export.answers:
        organisation = organisations.named(answer.organisation)
        if organisation and answer.sector and answer.sector is not organisation.sector:
            question = Question.SECTOR if Question.SECTOR in answer.texts else Question.ORGANISATION_KIND
            yield export.problem(
                answer,
                question,
                f"The answer says {answer.sector.label}, but {organisation.name} is in "
                f"{organisation.sector.in_words}; the person counts as {answer.sector.label}, as answered.",
                "Change the person or the organisation if one of them is on the wrong side.",
            )


def alike_problems(export: FormExport, organisations: NamedOrganisations) -> Iterator[Problem]:
    """Return a problem for the first answer of each new organisation whose name is like another's."""
    blocks: dict[str, list[Organisation]] = defaultdict(list)
    for organisation in organisations.all():
        blocks[organisation_key(organisation.name)[:_BLOCK]].append(organisation)
    first = _first_answers(export, organisations)
    for new in organisations.new:
        others = blocks[organisation_key(new.name)[:_BLOCK]][:_MOST_COMPARED]
        alike = next((other for other in others if other.id > new.id and _are_alike(new, other)), None)
        if alike:
            yield export.problem(
                first[new.id],
                Question.ORGANISATION,
                f"This may be the same as {alike.name}; it was added as another organisation.",
                "Correct the name in the sheet and import it again, or under Organisations.",
            )


def _are_alike(a: Organisation, b: Organisation) -> bool:
    return fuzz.ratio(fold(a.name), fold(b.name)) >= _ALIKE


def _first_answers(export: FormExport, organisations: NamedOrganisations) -> dict[OrganisationId, FormAnswer]:
    answers: dict[OrganisationId, FormAnswer] = {}
    for answer in export.answers:
        if organisation := organisations.named(answer.organisation):
            answers.setdefault(organisation.id, answer)
    return answers
