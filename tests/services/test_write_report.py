"""The report of a round: its figures, what is kept of it, and what stays out of it."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from buddy_matcher.domain.answers import Answer, Asked, Occasion
from buddy_matcher.domain.changes import Kind
from buddy_matcher.domain.disclosure import SmallNumbers
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.learning import Learning, LearningKind
from buddy_matcher.domain.report import ALL, NOT_SHOWN, Part, Report, Table, Value
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.lives import TODAY, large_round, lived


@pytest.fixture
def services(tmp_path: Path):
    """A round that runs, of which nothing was heard yet."""
    with closing(opened(large_round, tmp_path / "scheme.buddy")) as running:
        yield running


@pytest.fixture
def lived_round(tmp_path: Path):
    """The example scheme after half a year."""
    with closing(opened(lived, tmp_path / "lived.buddy")) as services:
        yield services


def said(report: Report) -> str:
    return " ".join(" ".join(section.sentences) for section in report.sections)


def in_workbook(table: Table, row: tuple[Value, ...]) -> tuple[object, ...]:
    """Return the cells of a row as a workbook has them: money in pounds."""
    return tuple(
        NOT_SHOWN
        if value is None
        else value / 100
        if column in table.pence and isinstance(value, int)
        else value
        for column, value in zip(table.columns, row, strict=True)
    )


def test_all_three_forms_say_the_same_on_two_pages(lived_round: Services, tmp_path: Path):
    lived_round.reports.write_text(Part.REACH, "We went to <every> market.\n\nTwice.")
    for suffix in ("pdf", "docx", "xlsx"):
        report, _ = lived_round.reports.save(tmp_path / f"report.{suffix}", TODAY)
    pdf = PdfReader(tmp_path / "report.pdf")
    assert len(pdf.pages) == 2
    word = docx.Document(str(tmp_path / "report.docx"))
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    printed = {
        "pdf": " ".join(page.extract_text() for page in pdf.pages),
        "word": " ".join(paragraph.text for paragraph in word.paragraphs),
        "workbook": " ".join(str(cell) for row in book["Report"].iter_rows(values_only=True) for cell in row),
    }
    for text in printed.values():
        flat = " ".join(text.split())
        assert "We went to <every> market." in flat
        for section in report.sections:
            assert all(words in flat for words in section.sentences)
    rows = [tuple(cell.text for cell in row.cells) for table in word.tables for row in table.rows]
    assert rows == [row for table in report.tables for row in (table.columns, *table.printed)]
    for table, sheet in zip(report.tables, book.worksheets[1:], strict=True):
        found = list(sheet.iter_rows(values_only=True))
        assert found == [table.columns, *(in_workbook(table, row) for row in table.rows)]


def test_figures_are_recounts(lived_round: Services):
    [people, *_] = lived_round.reports.report(TODAY).tables
    applied = lived_round.follow_up.people(TODAY)
    assert dict(zip(people.columns, people.rows[-1], strict=True))["Applied"] == len(applied)
    table = next(t for t in lived_round.reports.report(TODAY).tables if "Met" in t.columns)
    pairs = lived_round.follow_up.pairs(TODAY)
    met = sum(bool(pair.life.meetings) for pair in pairs)
    assert table.rows[-1] == (ALL, len(pairs), met, len(pairs) - met)


def test_saving_issues_a_report_once_and_undo_asks(services: Services, tmp_path: Path):
    _, first = services.reports.save(tmp_path / "a.pdf", TODAY)
    _, again = services.reports.save(tmp_path / "a.docx", TODAY)
    assert (first.kinds, bool(again)) == ({Kind.REPORTS}, False)
    assert services.history.went_out()
    services.history.undo()
    _, anew = services.reports.save(tmp_path / "a.docx", TODAY)
    assert anew


def test_what_was_issued_outlives_an_erasure_and_undo(services: Services, tmp_path: Path):
    services.reports.save(tmp_path / "a.pdf", TODAY)
    with services.file.reading() as unit:
        issued = unit.report_issues.all()
    services.erasure.erase(services.people.people()[0].participant.id)
    with services.file.reading() as unit:
        assert unit.report_issues.all() == issued


def test_later_reports_hide_what_earlier_ones_would_give_away(lived_round: Services, tmp_path: Path):
    first, _ = lived_round.reports.save(tmp_path / "a.pdf", TODAY)
    assert lived_round.reports.report(TODAY).tables == first.tables
    for rule in (SmallNumbers.UNDER_10, SmallNumbers.ROUND_5):
        later, _ = lived_round.reports.save(tmp_path / "b.pdf", TODAY, rule)
        assert later.audit.narrowest is not None
        assert later.audit.narrowest >= rule.width


def test_only_words_with_consent_are_quoted_and_no_name_is_told(services: Services):
    one, two, three = services.people.people()[:3]
    told = (
        ("Ring before you refer.", one, True),
        ("A private thing.", two, False),
        ("Of somebody who left us.", three, True),
    )
    with services.file.changing(Label("Note")) as unit:
        for text, member, may_quote in told:
            unit.learning.save(
                Learning(
                    round_id=member.participation.round_id,
                    participation_id=member.participation_id,
                    on=TODAY,
                    kind=LearningKind.SURPRISE,
                    text=text,
                    may_quote=may_quote,
                )
            )
        unit.commit()
    services.holds.stop(three.participant.id, TODAY)
    report = services.reports.report(TODAY)
    learning = next(section for section in report.sections if section.part is Part.LEARNING)
    assert learning.quotations == ("Ring before you refer.",)
    everything = repr(report)
    assert not [m.name for m in services.people.people() if m.name in everything]


def test_answers_before_and_after_are_compared(services: Services):
    paired = [m for m in services.people.people() if services.latest.state().pairings_of[m.participation_id]]
    with services.file.changing(Label("Answers")) as unit:
        for number, member in enumerate(paired[:30]):
            for asked, value in ((Asked.CONFIDENCE_THEN, 4), (Asked.CONFIDENCE_NOW, 3 + number % 3)):
                unit.answers.save(
                    Answer(
                        participation_id=member.participation_id,
                        occasion=Occasion.END,
                        question=asked,
                        on=TODAY,
                        number=value,
                    )
                )
        unit.commit()
    report = services.reports.report(TODAY)
    table = next(t for t in report.tables if t.title.startswith("Confidence"))
    assert table.rows == (("Higher", 10), ("As before", 10), ("Lower", 10), (ALL, 30))
    assert "10 of 30 people who compared are more confident" in said(report)


def test_another_ending_is_refused_and_nothing_is_issued(services: Services, tmp_path: Path):
    with pytest.raises(UserError, match=r"\.docx, \.pdf or \.xlsx"):
        services.reports.save(tmp_path / "report.odt", TODAY)
    with services.file.reading() as unit:
        assert not unit.report_issues.all()


def test_text_that_is_emptied_is_taken_out(services: Services):
    services.reports.write_text(Part.REACH, "One")
    services.reports.write_text(Part.REACH, "Two")
    [reach, *_] = services.reports.report(TODAY).sections
    assert replace(reach, own="").own == ""
    assert reach.own == "Two"
    services.reports.write_text(Part.REACH, " ")
    assert services.reports.report(TODAY).sections[0].own == ""
