"""Brings the answers of a form export into a round: the first step of the main story.

A preview and the import itself follow one plan; the import is one transaction and one step to undo.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from buddy_matcher.documents.files import write_whole
from buddy_matcher.documents.forms.choices import Vocabulary
from buddy_matcher.documents.forms.export import FormExport, read_tables_of_people
from buddy_matcher.documents.forms.life_sheets import LifeSheet, read_life_sheet
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.documents.tables import read_tables
from buddy_matcher.documents.workbook_out import Sheet, workbook_of
from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.import_report import ImportReport, Outcome, SheetRow
from buddy_matcher.domain.life_forms import life_form
from buddy_matcher.domain.sheet_reading import ReadingDecisions
from buddy_matcher.domain.text import fold
from buddy_matcher.domain.watching import Watch
from buddy_matcher.services.importing import carried_organisations
from buddy_matcher.services.importing.carried_lists import carried_lists, parted
from buddy_matcher.services.importing.carried_organisations import CarriedOrganisations
from buddy_matcher.services.importing.collecting import without_collecting
from buddy_matcher.services.importing.decisions import Lists, decided_lists, taken_lists
from buddy_matcher.services.importing.held import HeldScheme
from buddy_matcher.services.importing.held_life import read_held_life
from buddy_matcher.services.importing.life_answers import LifePlan, plan_answers, save_answers
from buddy_matcher.services.importing.plan import ImportPlan, plan_import
from buddy_matcher.services.importing.saving import save_headings, save_plan
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

_NOTHING_DECIDED: Final = ReadingDecisions()
_UNWATCHED: Final = Watch()
_OPENED: Final = 0.4
_READ: Final = 0.8
"""How much of the work is done once the file is open, and once its answers are read."""

WHY: Final = "Problem"
"""The heading of the reasons in a sheet of rows that were kept out; an import reads over it."""


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A file as it was opened: what is read of it later is what was checked, whatever becomes of the file."""

    name: str
    tables: tuple[Table, ...]

    def can_mend(self, row: SheetRow) -> bool:
        """Return whether a row stands so in the sheet: it may have been put together of several."""
        return self._row(row) is not None

    def with_mended(self, row: SheetRow, cells: tuple[str, ...]) -> "OpenedSheet":
        """Return the sheet with other cells in a row; the file itself stays as it is."""
        old = self._row(row)
        if old is None:
            return self
        new = TableRow(old.number, (*cells, *old.cells[len(cells) :]), filed=old.filed or old.cells)
        tables = (
            replace(table, rows=tuple(new if each is old else each for each in table.rows))
            for table in self.tables
        )
        return OpenedSheet(self.name, tuple(tables))

    def _row(self, row: SheetRow) -> TableRow | None:
        found = [
            each
            for table in self.tables
            if row.sheet in {"", table.name}
            for each in table.rows
            if each.number == row.row and each.cells[: len(row.cells)] == row.cells
        ]
        return found[0] if len(found) == 1 else None


class ImportPeople:
    """Adds and updates people from a sheet; nobody whom the sheet lacks is removed."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def open(self, path: Path, watch: Watch = _UNWATCHED) -> OpenedSheet:
        """Return the content of a file; raises UserError when it can't be read, and WorkCancelledError."""
        return OpenedSheet(path.name, read_tables(path, watch))

    @without_collecting()
    def preview(
        self,
        sheet: Path | OpenedSheet,
        round_id: RoundId | None = None,
        decisions: ReadingDecisions = _NOTHING_DECIDED,
        watch: Watch = _UNWATCHED,
    ) -> ImportReport:
        """Return what `run` would report, with nothing written; raises as it does."""
        opened = sheet if isinstance(sheet, OpenedSheet) else self.open(sheet, watch.part(0, _OPENED))
        with self._file.reading() as unit:
            if answers := _life_answers(opened, unit):
                return _plan_answers(answers, unit).report
        reading = self._read(opened, decisions, watch)
        with self._file.reading() as unit:
            return _plan(reading, unit, round_id, decisions).report

    @without_collecting()
    def run(
        self,
        sheet: Path | OpenedSheet,
        round_id: RoundId | None = None,
        decisions: ReadingDecisions = _NOTHING_DECIDED,
        watch: Watch = _UNWATCHED,
        *,
        has_file: bool = True,
    ) -> ImportReport:
        """Import a sheet into a round, by default the latest; return what became of each row.

        A backup is taken before, unless the one row of it was typed in (`has_file`). Raises UserError when
        the sheet can't be read, EnvironmentProblem when the backup or the file can't be written,
        WorkCancelledError; nothing is changed then.
        """
        opened = sheet if isinstance(sheet, OpenedSheet) else self.open(sheet, watch.part(0, _OPENED))
        with self._file.reading() as unit:
            answers = _life_answers(opened, unit)
        if answers:
            return self._take(answers)
        reading = self._read(opened, decisions, watch)
        if has_file:
            self._file.back_up(BackupReason.IMPORT)
        with self._file.changing(Label(Deed.IMPORT, told=("0", "0"))) as unit:
            plan = _plan(reading, unit, round_id, decisions)
            counts = (plan.report.count(outcome) for outcome in (Outcome.ADDED, Outcome.UPDATED))
            unit.relabel(Label(Deed.IMPORT, told=tuple(map(str, counts))))
            watch.at(_READ, "Storing")
            save_plan(plan, unit)
            carried_organisations.save_carried(reading.organisations, unit)
            save_headings(decisions.columns, unit)
            watch.at(1.0)
            return replace(plan.report, changes=unit.commit())

    def _take(self, answers: LifeSheet) -> ImportReport:
        self._file.back_up(BackupReason.IMPORT)
        with self._file.changing(Label(Deed.TAKE_ANSWERS, told=(str(len(answers.answers)),))) as unit:
            plan = _plan_answers(answers, unit)
            save_answers(plan, unit)
            return replace(plan.report, changes=unit.commit())

    def save_problems(self, report: ImportReport, path: Path) -> None:
        """Write the rows that were kept out as a sheet that can be mended and imported again.

        Raises UserError and EnvironmentProblem as `write_whole` does.
        """
        headings = tuple(dict.fromkeys(h for row in report.problem_rows for h in row.headings if h))
        rows = []
        for row in report.problem_rows:
            cells = dict(zip(row.headings, row.cells, strict=False))
            rows.append((*(cells.get(heading, "") for heading in headings), row.reason))
        write_whole(path, workbook_of([Sheet("Problems", (*headings, WHY), rows)]), suffix=".xlsx")

    def _read(self, opened: OpenedSheet, decisions: ReadingDecisions, watch: Watch) -> "_Reading":
        with self._file.reading() as unit:
            vocabulary, used = _vocabulary(unit), _used(unit)
            forms = frozenset(part.source.form for part in unit.participations.all())
            # What is decided now comes after what was remembered, and so before it.
            remembered, now = unit.headings.all(), decisions.questions
            decisions = replace(decisions, columns=(*remembered, *decisions.columns))
        part = watch.part(_OPENED, _READ)
        tables, organisations = carried_organisations.parted(opened.tables)
        tables, carried = parted(tables)
        lists = decided_lists(carried_lists(vocabulary, carried, used), decisions)
        export = read_tables_of_people(
            tables, opened.name, lists.vocabulary, decisions, part, known_forms=forms
        )
        if decisions.take_lists:
            lists = taken_lists(lists, export, decisions.take_lists, used)
            reader = export.reader.by_other_lists(lists.vocabulary)
            export = read_tables_of_people(
                tables, opened.name, lists.vocabulary, decisions, part, reader, forms
            )
        earlier = frozenset(fold(each.heading) for each in remembered) - now.keys()
        return _Reading(lists, export, earlier, organisations)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sheet as it was read, the lists that it was read by, and the headings that were remembered.

    `organisations` is what it carries of them besides.
    """

    lists: Lists
    export: FormExport
    remembered: frozenset[str]
    organisations: CarriedOrganisations


def _life_answers(opened: OpenedSheet, unit: UnitOfWork) -> LifeSheet | None:
    """Return the answers to one of our own forms of a living round, None for any other sheet."""
    strengths = unit.strengths.all()
    return read_life_sheet(opened.tables, [life_form(each, "", strengths) for each in Occasion])


def _plan_answers(answers: LifeSheet, unit: UnitOfWork) -> LifePlan:
    today = date.today()  # noqa: DTZ011 - the coordinator's own day
    return plan_answers(answers, read_held_life(unit, answers.occasion, today))


def _plan(
    reading: _Reading, unit: UnitOfWork, round_id: RoundId | None, decisions: ReadingDecisions
) -> ImportPlan:
    held = _held(unit, round_id, reading.lists.vocabulary)
    return plan_import(reading.export, held, reading.lists, decisions.update, reading.remembered)


def _vocabulary(unit: UnitOfWork) -> Vocabulary:
    return Vocabulary(unit.strengths.all(), unit.themes.all(), unit.decided_answers.all())


def _used(unit: UnitOfWork) -> frozenset[int]:
    """Return the ids of the strengths that somebody chose, and of the themes as negative numbers."""
    parts = unit.participations.all()
    strengths = {answer.strength_id for part in parts for answer in part.strengths}
    chosen = [theme for part in parts for theme in part.theme_ids]
    chosen += [theme for each in unit.local_organisations.all() for theme in each.theme_ids]
    return frozenset(strengths | {-theme for theme in chosen})


def _held(unit: UnitOfWork, round_id: RoundId | None, vocabulary: Vocabulary) -> HeldScheme:
    return HeldScheme(
        round_id=current_round(unit).id if round_id is None else round_id,
        vocabulary=vocabulary,
        organisations=unit.organisations.all(),
        people=unit.people.all(),
        participations=unit.participations.all(),
        access_needs=unit.access_needs.all(),
        unknown_values=unit.unknown_values.all(),
        possible_rules=unit.possible_rules.all(),
        kept_answers=unit.kept_answers.all(),
    )
