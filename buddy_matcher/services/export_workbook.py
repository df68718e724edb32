"""Writes the latest round as a workbook: people, plan, who waits, organisations and those around, lists.

The people's sheet has the headings that the importer knows, so that importing it into a new scheme gives
the same people and lists.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from buddy_matcher.documents.files import write_whole
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.workbook_out import Cell, Sheet, workbook_of
from buddy_matcher.domain.ids import ParticipantId, StrengthId
from buddy_matcher.domain.meeting import MeetingWay
from buddy_matcher.domain.people import AccessNeed
from buddy_matcher.domain.questions import STATEMENTS, Question
from buddy_matcher.domain.statements import StatementAbout
from buddy_matcher.domain.strengths import FULL_LEVEL, LEVEL_LABELS, WISH_LABELS
from buddy_matcher.services.importing.carried_lists import lists_sheet
from buddy_matcher.services.importing.carried_local import local_sheets
from buddy_matcher.services.importing.carried_organisations import carried_sheets
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import Member, RoundState
from buddy_matcher.services.rounds.shown_plan import ShownPair, ShownPlan, shown_plan
from buddy_matcher.storage.scheme_file import SchemeFile


class ExportWorkbook:
    """The latest round as a workbook."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def save(self, path: Path) -> None:
        """Write the workbook; raises UserError and EnvironmentProblem as `write_whole` does."""
        with self._file.reading() as unit:
            state = self._rounds.shown(unit)
            needs = {need.participant_id: need for need in unit.access_needs.all()}
            carried = carried_sheets(
                unit.organisations.all(),
                Counter(member.organisation_key for member in state.members.values()),
                unit.conflicts.all(),
                {person.id: person for person in unit.people.all()},
            )
            carried += local_sheets(
                unit.local_organisations.all(), unit.organisations.all(), unit.themes.all(), state.round.id
            )
            lists = Vocabulary(unit.strengths.all(), unit.themes.all(), unit.decided_answers.all())
        plan = state.derived(shown_plan)
        changes = [_plan("Proposed changes", plan.changes)] if plan.changes else []
        sheets = [
            _people(state, needs),
            _plan("Plan", plan.pairs),
            *changes,
            _without_buddy(plan),
            *carried,
            lists_sheet(lists),
        ]
        write_whole(path, workbook_of(sheets), suffix=".xlsx")


def _people(state: RoundState, needs: dict[ParticipantId, AccessNeed]) -> Sheet:
    rows = [
        [*(column(state, member) for column in _COLUMNS.values()), *_access(needs.get(member.participant.id))]
        for member in state.members.values()
    ]
    questions = (*_COLUMNS, Question.ACCESS_NOTE, Question.ACCESS_CONSENT)
    return Sheet("People", tuple(question.label for question in questions), rows)


def _access(need: AccessNeed | None) -> tuple[Cell, Cell]:
    return (need.note, need.consent_on) if need else ("", None)


def _yes(answer: bool) -> str:  # noqa: FBT001 - an answer
    return "Yes" if answer else "No"


def _with_levels(
    names: Mapping[StrengthId, str], levels: dict[StrengthId, int], words: tuple[str, ...]
) -> str:
    """Return names joined as the importer splits them; a full level is a plain tick."""
    return "; ".join(
        names[strength] if level == FULL_LEVEL else f"{names[strength]} ({words[level]})"
        for strength, level in sorted(levels.items(), key=lambda item: names[item[0]])
    )


def _can_share(state: RoundState, member: Member) -> Cell:
    return _with_levels(state.wording.strengths, member.participation.can_share, LEVEL_LABELS)


def _would_like(state: RoundState, member: Member) -> Cell:
    return _with_levels(state.wording.strengths, member.participation.would_like, WISH_LABELS)


def _kind(_state: RoundState, member: Member) -> Cell:
    kind = member.organisation.kind if member.organisation else None
    return kind.label if kind else ""


def _themes(state: RoundState, member: Member) -> Cell:
    return "; ".join(sorted(state.wording.themes[theme] for theme in member.participation.theme_ids))


def _statement(about: StatementAbout) -> Callable[[RoundState, Member], Cell]:
    return lambda _, m: m.participation.statement(about).text


def _read_by(about: StatementAbout) -> Callable[[RoundState, Member], Cell]:
    return lambda _, m: m.participation.statement(about).read_by


_COLUMNS: dict[Question, Callable[[RoundState, Member], Cell]] = {
    Question.GIVEN: lambda _, m: m.participant.given,
    Question.FAMILY: lambda _, m: m.participant.family,
    Question.KNOWN_AS: lambda _, m: m.participant.known_as,
    Question.SECTOR: lambda _, m: m.sector.label,
    Question.ORGANISATION: lambda _, m: m.organisation_name,
    Question.ORGANISATION_KIND: _kind,
    Question.JOB_TITLE: lambda _, m: m.participant.job_title,
    Question.LEVEL: lambda _, m: m.participant.level.label if m.participant.level else "",
    Question.EMAIL: lambda _, m: m.participant.email,
    Question.PHONE: lambda _, m: m.participant.phone,
    Question.ADDRESS: lambda _, m: "\n".join(m.participant.address),
    Question.PLACE: lambda _, m: m.participation.place,
    Question.POSTCODE: lambda _, m: m.participation.outcode,
    Question.CAN_SHARE: _can_share,
    Question.WOULD_LIKE: _would_like,
    Question.THEMES: _themes,
    Question.HOPES: lambda _, m: m.participation.hopes,
    **{words: _statement(about) for about, (words, _) in STATEMENTS.items()},
    **{read_by: _read_by(about) for about, (_, read_by) in STATEMENTS.items()},
    Question.INTRODUCTION: lambda _, m: m.participation.introduction,
    Question.WAYS: lambda _, m: "; ".join(way.label for way in MeetingWay if way in m.participation.ways),
    Question.FREE: lambda _, m: "; ".join(half_day.label for half_day in sorted(m.participation.free)),
    Question.TRAVEL: lambda _, m: m.participation.travel_miles,
    Question.VENUE_NEEDS: lambda _, m: m.participation.venue_needs,
    Question.CAPACITY: lambda _, m: m.participation.capacity,
    Question.TRIO: lambda _, m: _yes(m.participation.happy_in_trio),
    Question.STANDBY: lambda _, m: _yes(m.participation.is_on_standby),
    Question.CONFIDENCE: lambda _, m: m.participation.confidence,
    Question.DELIVERY: lambda _, m: m.participant.letters.delivery.label,
    Question.LANGUAGE: lambda _, m: m.participant.letters.language.label,
    Question.PRINT_SIZE: lambda _, m: m.participant.letters.print_size,
    Question.OTHER_FORMAT: lambda _, m: (
        m.participant.letters.other_format.label if m.participant.letters.other_format else ""
    ),
    Question.SHARE_CONTACT: lambda _, m: _yes(m.participation.share_contact),
    Question.SHARE_THEMES: lambda _, m: _yes(m.participation.share_themes),
    Question.PRIVACY_VERSION: lambda _, m: m.participation.privacy_version,
    Question.PRIVACY_GIVEN: lambda _, m: m.participation.privacy_given_on,
    Question.TIME_FUNDED: lambda _, m: _yes(m.participation.time_funded),
    Question.FUNDED_RATE: lambda _, m: m.participation.funded_rate,
    Question.STATUS: lambda _, m: m.participation.status.label,
    Question.PRIORITY: lambda _, m: m.participation.priority,
    Question.NOTES: lambda _, m: m.participant.notes,
}
"""The columns of the people's sheet, in order."""


def _plan(title: str, pairs: Sequence[ShownPair]) -> Sheet:
    headings = ("Buddies", "Organisations", "State", "Locked", "Match", "Meeting", "Why", "Crosses")
    rows = [
        (
            pair.names,
            "; ".join(member.organisation for member in pair.members),
            pair.change or pair.pairing.state.label,
            _yes(pair.pairing.is_locked),
            pair.who_gains.words,
            pair.meeting,
            ". ".join((*pair.reasons, "")).strip(),
            "; ".join(pair.crossed),
        )
        for pair in pairs
    ]
    return Sheet(title, headings, rows)


def _without_buddy(plan: ShownPlan) -> Sheet:
    rows = [(p.name, p.organisation, p.sector.label, p.reason) for p in plan.without_buddy]
    # No heading here is one of a form, or this sheet would look like another list of people to import.
    return Sheet("Without a buddy", ("Without a buddy", "Organisation", "Sector", "Why"), rows)
