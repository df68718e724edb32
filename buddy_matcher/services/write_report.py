"""The report of a round: what is told to funders and partners, as Word, PDF and workbook.

Saving a report issues it: others may have read it from then on, so what its numbers tell is kept, and no
later report of the round may give away beside it what each hides alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from buddy_matcher.domain.ids import UNSAVED, RoundId
from buddy_matcher.domain.pairings import Proof
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.report import Part, Report, ReportSection
from buddy_matcher.domain.report_facts import Period, RoundFacts
from buddy_matcher.domain.report_issues import ReportIssue, ReportText
from buddy_matcher.domain.round_dates import Milestone, RoundDates
from buddy_matcher.domain.text import listed, tidy
from buddy_matcher.services.rounds.aims_and_rules import aims_of, rules_of
from buddy_matcher.services.rounds.protected_tables import (
    ProtectedTables,
    protected_rounds,
    published_of_round,
)
from buddy_matcher.services.rounds.round_facts import round_facts
from buddy_matcher.services.rounds.round_life import RoundLife, read_life
from buddy_matcher.services.rounds.round_money import read_money
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Made:
    report: Report
    issues: tuple[ReportIssue, ...]
    """One for each round that it tells of, so that later reports of any of them know it."""


class WriteReport:
    """The reports of a scheme's rounds."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def report(
        self,
        today: date,
        rule: SmallNumbers = SmallNumbers.UNDER_5,
        number: int | None = None,
        within: Period | None = None,
    ) -> Report:
        """Return the report of a round as it would be saved, by default of the newest with agreed pairs.

        `within` some days it is of all rounds that ran in them, or of the one that is named. Raises UserError
        when there is no round of that number, or none in these days.
        """
        with self._file.reading() as unit:
            return _made(unit, today, rule, number, within).report

    def pages(self, report: Report) -> bytes:
        """Return a report as PDF."""
        return _writers()[".pdf"](report)

    def save(
        self,
        path: Path,
        today: date,
        rule: SmallNumbers = SmallNumbers.UNDER_5,
        number: int | None = None,
        within: Period | None = None,
    ) -> tuple[Report, Changes]:
        """Write the report of a round to a .docx, .pdf or .xlsx file, replacing what was there, and issue it.

        `within` some days it is of all rounds that ran in them, or of the one that is named. Raises UserError
        for another ending and when there is no such round, EnvironmentProblem when the file can't be written;
        nothing is issued then.
        """
        suffix = path.suffix.lower()
        write = _writers().get(suffix)
        if write is None:
            raise UserError(
                f"A report is saved as .docx, .pdf or .xlsx, not as “{path.name}”.", "Nothing was written."
            )
        with self._file.changing(Label(Deed.ISSUE_REPORT)) as unit:
            made = _made(unit, today, rule, number, within)
            write_whole(path, write(made.report), suffix=suffix)
            for issue in made.issues:
                issued = unit.report_issues.of_round(issue.round_id)
                if (rule, issue.published) not in [(each.rule, each.published) for each in issued]:
                    unit.report_issues.save(issue)
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


def _made(
    unit: UnitOfWork, today: date, rule: SmallNumbers, number: int | None, within: Period | None
) -> _Made:
    day = min(today, within.ends) if within else today
    lives = _lives_within(unit, day, number, within) if within else [read_life(unit, day, number)]
    told = within or Period(date.min, date.max)
    facts = {life.state.round.id: _facts(unit, life, told) for life in lives}
    printed = protected_rounds(facts, rule, _earlier(unit, facts))
    life = lives[-1]
    texts = {each.part: each.text for each in unit.report_texts.of_round(life.state.round.id)}
    report = Report(
        title=life.state.scheme.name,
        subtitle=_subtitle(lives, today, within),
        sections=tuple(_section(part, life, printed, _quotations(unit, lives, told)) for part in Part),
        rule=rule,
        audit=printed.audit,
    ).with_own(texts)
    now = datetime.now(UTC)
    issues = (
        ReportIssue(round_id=each, issued_at=now, rule=rule, published=printed.published) for each in facts
    )
    return _Made(report, tuple(issues))


def _facts(unit: UnitOfWork, life: RoundLife, within: Period) -> RoundFacts:
    return round_facts(unit, life, read_money(unit, life.state.round.number), within)


def _lives_within(unit: UnitOfWork, day: date, number: int | None, within: Period) -> list[RoundLife]:
    """Return the rounds that ran in some days, oldest first, or the one that is named; raises UserError."""
    if number is not None:
        return [read_life(unit, day, number)]
    rounds = sorted(unit.rounds.all(), key=lambda each: each.number)
    running = [each for each in rounds if _ran_in(each.dates, within)]
    lives = [life for each in running if (life := read_life(unit, day, each.number)).state.members]
    if not lives:
        raise UserError(
            f"No round ran from {within.in_words}, so there is nothing to report.",
            "Choose other days, or look at the dates of the rounds.",
        )
    return lives


def _ran_in(dates: RoundDates, within: Period) -> bool:
    """Return whether a round ran on any of some days; one whose dates are not set always did."""
    begins = dates.on(Milestone.OPENS) or dates.on(Milestone.LETTERS_ON) or date.min
    ends = dates.on(Milestone.ENDS) or date.max
    return begins <= within.ends and within.starts <= ends


def _earlier(unit: UnitOfWork, rounds: Iterable[RoundId]) -> list[Published]:
    """Return each different thing that was published of these rounds once, the latest at the end."""
    issued = [each for key in rounds for each in unit.report_issues.of_round(key)]
    in_order = sorted(issued, key=lambda each: (each.issued_at, each.id))
    published = [published_of_round(each.published, each.round_id) for each in in_order]
    return list(dict.fromkeys(reversed(published)))[::-1]


def _subtitle(lives: Sequence[RoundLife], today: date, within: Period | None) -> str:
    names = listed([life.state.round.name for life in lives])
    if within is None:
        return f"Report of {names}, {date_in_words(today)}"
    return f"Report of {within.in_words} ({names}), as of {date_in_words(today)}"


def _proved(proof: Proof | None) -> str:
    if proof is None:
        return "The pairs were chosen by hand, without a suggested plan."
    if proof.status != SolutionStatus.OPTIMAL.value:
        return "The plan was good under the rules when it was made, and not proved best."
    return "The plan was proved best under these rules and the answers when it was made."


def _quotations(unit: UnitOfWork, lives: Iterable[RoundLife], within: Period) -> tuple[str, ...]:
    """Return what people agreed to be quoted with, without names; the report never says who said it."""
    found: set[str] = set()
    for life in lives:
        members = {key: each for key, each in life.state.members.items() if not each.participant.stopped_on}
        learnt = (
            each.text
            for each in unit.learning.of_round(life.state.round.id)
            if each.may_quote
            and within.holds(each.on)
            and (each.participation_id is None or each.participation_id in members)
        )
        statements = (
            statement.said
            for member in members.values()
            for statement in member.participation.statements
            if statement.may_quote
        )
        found |= {words for text in (*learnt, *statements) if (words := tidy(text))}
    return tuple(sorted(found))


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
