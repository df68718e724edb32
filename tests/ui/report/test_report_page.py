"""The Report page on real services: its pages, the rule for small numbers, own words, and saving."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from buddy_matcher.domain.disclosure import SmallNumbers
from buddy_matcher.domain.report import Part
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.report.report_page import ReportPage
from buddy_matcher.ui.widgets.day_fields import show_day
from buddy_matcher.ui.widgets.file_dialogs import SaveReportDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids

TODAY = date(2026, 11, 28)


@pytest.fixture
def page(services: Services, operations: Operations, qtbot) -> ReportPage:
    page = ReportPage(
        services.reports, services.rounds, services.reach, operations, lambda: TODAY, lambda: None
    )
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.resize(1100, 700)
    page.show()
    return page


@pytest.fixture
def made(page: ReportPage, services: Services, ids: Ids, qtbot) -> ReportPage:
    """The page on an agreed plan, once its pages are there."""
    services.plan.suggest(agree=True)
    with qtbot.waitSignal(page.preview.page_turned, check_params_cb=has_pages, timeout=20_000):
        page.refresh()
    return page


def has_pages(_page: int, pages: int) -> bool:
    return pages > 0


def command(page: ReportPage, beginning: str) -> QAction:
    return next(a for a in page.commands() if a.text().replace("&", "").startswith(beginning))


def told(page: ReportPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_before_a_pair_is_agreed_it_says_why_there_is_no_report(page: ReportPage, qtbot):
    with qtbot.waitSignal(page.preview.page_turned, timeout=5_000):
        page.refresh()
    assert "nothing to report before" in told(page)
    assert not command(page, "Save report for Word").isEnabled()


def test_the_pages_and_what_is_hidden_are_shown_for_each_rule(made: ReportPage, qtbot):
    assert made.preview.page_count >= 1
    assert "hidden" in told(made)
    assert "applied" in made.preview.accessibleDescription()
    with qtbot.waitSignal(made.preview.page_turned, check_params_cb=has_pages, timeout=20_000):
        made.rule.choose(SmallNumbers.UNDER_10)
    assert "hidden" in told(made)


def test_own_words_are_kept_when_the_section_or_the_place_is_left(
    made: ReportPage, services: Services, operations: Operations, qtbot
):
    made.own.words.setPlainText("We went to every market.")
    made.own.words.document().setModified(True)
    made.own.section.choose(Part.MONEY)
    assert made.own.words.toPlainText() == ""
    made.own.words.setPlainText("Thanks to the fund.")
    made.own.words.document().setModified(True)
    made.settle()
    own = {section.part: section.own for section in services.reports.report(TODAY).sections}
    assert (own[Part.REACH], own[Part.MONEY]) == ("We went to every market.", "Thanks to the fund.")
    with qtbot.waitSignal(made.preview.page_turned, check_params_cb=has_pages, timeout=20_000):
        operations.perform(services.history.undo)
    assert services.reports.report(TODAY).sections[4].own == ""


def test_a_report_of_other_days_is_of_all_rounds_in_them(made: ReportPage, qtbot):
    with qtbot.waitSignal(made.preview.page_turned, check_params_cb=has_pages, timeout=20_000):
        made.period.tick.setChecked(True)
    assert not made.round.isEnabled()
    assert made.own.words.isReadOnly()
    show_day(made.period.ends, date(2026, 3, 1))
    with qtbot.waitSignal(made.preview.page_turned, timeout=5_000):
        made.period.changed.emit()
    assert "The last day is before the first" in told(made)
    assert made.period.period is None


@pytest.mark.parametrize(
    ("beginning", "suffix"),
    [("Save report for Word", ".docx"), ("Save report as PDF", ".pdf"), ("Save report as workbook", ".xlsx")],
)
def test_the_report_is_saved_in_three_forms(
    made: ReportPage, operations: Operations, monkeypatch, tmp_path: Path, qtbot, beginning: str, suffix: str
):
    path = tmp_path / f"report{suffix}"
    answer(monkeypatch, SaveReportDialog, with_=path)
    with qtbot.waitSignal(operations.said, timeout=20_000) as said:
        command(made, beginning).trigger()
    assert said.args[0].startswith(f"The report is saved as report{suffix}.")
    assert path.stat().st_size > 1_000
