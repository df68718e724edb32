"""The report of a round: what is told to funders and partners, as Word, PDF and workbook.

Saving a report issues it: others may have read it from then on, so what its numbers tell is kept, and no
later report of the round may give away beside it what each hides alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from buddy_matcher.documents.files import write_whole
from buddy_matcher.domain.assignment import SolutionStatus
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.disclosure import Published, SmallNumbers
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.domain.pairings import Proof
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.report import Part, Report, ReportSection
from buddy_matcher.domain.report_issues import ReportIssue, ReportText
from buddy_matcher.domain.text import tidy
from buddy_matcher.services.rounds.aims_and_rules import aims_of, rules_of
from buddy_matcher.services.rounds.protected_tables import ProtectedTables, protected_tables
from buddy_matcher.services.rounds.round_facts import round_facts
from buddy_matcher.services.rounds.round_life import RoundLife, read_life
from buddy_matcher.services.rounds.round_money import read_money
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Made:
    report: Report
    issue: ReportIssue


class WriteReport:
    """The reports of a scheme's rounds."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def report(
        self, today: date, rule: SmallNumbers = SmallNumbers.UNDER_5, number: int | None = None
    ) -> Report:
        """Return the report of a round as it would be saved, by default of the newest with agreed pairs.

        Raises UserError when there is no round of that number.
        """
        with self._file.reading() as unit:
            return _made(unit, today, rule, number).report

    def pages(self, report: Report) -> bytes:
        """Return a report as PDF."""
        return _writers()[".pdf"](report)

    def save(
        self,
        path: Path,
        today: date,
        rule: SmallNumbers = SmallNumbers.UNDER_5,
        number: int | None = None,
    ) -> tuple[Report, Changes]:
        """Write the report of a round to a .docx, .pdf or .xlsx file, replacing what was there, and issue it.

        Raises UserError for another ending and when there is no round of that number, EnvironmentProblem
        when the file can't be written; nothing is issued then.
        """
        suffix = path.suffix.lower()
        write = _writers().get(suffix)
        if write is None:
            raise UserError(
                f"A report is saved as .docx, .pdf or .xlsx, not as “{path.name}”.", "Nothing was written."
            )
        with self._file.changing(Label(Deed.ISSUE_REPORT)) as unit:
            made = _made(unit, today, rule, number)
            write_whole(path, write(made.report), suffix=suffix)
            same = (made.issue.rule, made.issue.published)
            issued = unit.report_issues.of_round(made.issue.round_id)
            if same not in [(each.rule, each.published) for each in issued]:
                unit.report_issues.save(made.issue)
            return made.report, unit.commit()

    def file_name(self, report: Report, suffix: str) -> str:
        """Return the name of a report's own file, safe on every system."""
        return safe_file_name(f"{report.title}, {report.subtitle}", suffix=suffix)

    def write_text(self, part: Part, text: str, number: int | None = None) -> Changes:
        """Keep what the coordinator wrote under a section; empty text is taken out.

        Raises UserError when there is no round of that number.
        """
        with self._file.changing(Label(Deed.WRITE_REPORT)) as unit:
            round_id = read_life(unit, date.min, number).state.round.id
            found = [each for each in unit.report_texts.of_round(round_id) if each.part is part]
            kept = found[0] if found else ReportText(id=UNSAVED, round_id=round_id, part=part, text="")
            words = "\n".join(line for line in map(tidy, text.splitlines()) if line)
            if words:
                unit.report_texts.save(replace(kept, text=words))
            elif found:
                unit.report_texts.remove(kept.id)
            return unit.commit()


def _writers() -> Mapping[str, Callable[[Report], bytes]]:
    """Return by the suffix of a file what makes one."""
    from buddy_matcher.documents.reports.paper import as_paper
    from buddy_matcher.documents.reports.word import as_word
    from buddy_matcher.documents.reports.workbook import as_workbook

    return {".docx": as_word, ".pdf": as_paper, ".xlsx": as_workbook}


def _made(unit: UnitOfWork, today: date, rule: SmallNumbers, number: int | None) -> _Made:
    life = read_life(unit, today, number)
    this_round = life.state.round
    facts = round_facts(unit, life, read_money(unit, this_round.number))
    issues = unit.report_issues.of_round(this_round.id)
    printed = protected_tables(facts, rule, _apart([each.published for each in issues]))
    texts = {each.part: each.text for each in unit.report_texts.of_round(this_round.id)}
    report = Report(
        title=life.state.scheme.name,
        subtitle=f"Report of {this_round.name}, {date_in_words(today)}",
        sections=tuple(_section(part, life, printed, _quotations(unit, life)) for part in Part),
        rule=rule,
        audit=printed.audit,
    ).with_own(texts)
    issue = ReportIssue(
        round_id=this_round.id, issued_at=datetime.now(UTC), rule=rule, published=printed.published
    )
    return _Made(report, issue)


def _proved(proof: Proof | None) -> str:
    if proof is None:
        return "The pairs were chosen by hand, without a suggested plan."
    if proof.status != SolutionStatus.OPTIMAL.value:
        return "The plan was good under the rules when it was made, and not proved best."
    return "The plan was proved best under these rules and the answers when it was made."


def _apart(published: list[Published]) -> list[Published]:
    """Return each different thing that was published once, the latest at the end."""
    return list(dict.fromkeys(reversed(published)))[::-1]


def _quotations(unit: UnitOfWork, life: RoundLife) -> tuple[str, ...]:
    """Return what people agreed to be quoted with, without names; the report never says who said it."""
    members = {key: each for key, each in life.state.members.items() if not each.participant.stopped_on}
    learnt = (
        each.text
        for each in unit.learning.of_round(life.state.round.id)
        if each.may_quote and (each.participation_id is None or each.participation_id in members)
    )
    statements = (
        statement.said
        for member in members.values()
        for statement in member.participation.statements
        if statement.may_quote
    )
    return tuple(sorted({words for text in (*learnt, *statements) if (words := tidy(text))}))


def _section(
    part: Part, life: RoundLife, printed: ProtectedTables, quotations: tuple[str, ...]
) -> ReportSection:
    state = life.state
    sentences, bullets = printed.sentences[part], tuple[str, ...]()
    if part is Part.DECIDED:
        sentences = (
            *sentences,
            _proved(state.proof),
            "What the plan looks for comes first, the rules after it.",
        )
        bullets = tuple(f"{words}." for words in (*aims_of(state), *rules_of(state)))
    return ReportSection(
        part=part,
        sentences=sentences,
        tables=printed.tables[part],
        bullets=bullets,
        quotations=quotations if part is Part.LEARNING else (),
    )
