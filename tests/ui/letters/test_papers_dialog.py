"""The papers besides letters in the window: listed, looked at, saved and printed."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QLabel

from buddy_matcher.domain.papers import PAPERS, Paper
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.letters.papers_dialog import PapersDialog
from buddy_matcher.ui.widgets.file_dialogs import FolderDialog, SavePdfDialog
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids

A4_ACROSS = (842, 595)
"""Points."""


@pytest.fixture
def dialog(services: Services, ids: Ids, operations: Operations, qtbot) -> PapersDialog:
    dialog = PapersDialog(None, services.papers, operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: PapersDialog, paper: Paper) -> None:
    dialog.table.selectRow([shown.paper for shown in dialog.table.shown()].index(paper))


def told(dialog: PapersDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def sizes(path: Path) -> list[tuple[int, int]]:
    boxes = [page.mediabox for page in PdfReader(path).pages]
    return [(round(float(box.width)), round(float(box.height))) for box in boxes]


def test_every_paper_is_listed_with_what_it_is_for_and_what_is_on_it(dialog: PapersDialog):
    listed = {shown.paper: shown.in_words for shown in dialog.table.shown()}
    assert list(listed) == list(Paper)
    assert listed[Paper.PANEL] == "2 pairs"
    assert listed[Paper.BADGES] == "4 badges"
    assert listed[Paper.VENUE] == "1 sheet"
    model = dialog.table.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        f"{kind.label}, {kind.purpose}" for kind in PAPERS.values()
    ]


def test_the_pages_of_the_chosen_paper_are_shown(dialog: PapersDialog, qtbot):
    assert "Making the pages…" in told(dialog)
    qtbot.waitUntil(lambda: dialog.preview.page_count > 0)
    choose(dialog, Paper.CARDS)
    qtbot.waitUntil(lambda: dialog.preview.page_count == 2)


def test_a_paper_without_content_says_when_there_will_be_some(dialog: PapersDialog, qtbot):
    choose(dialog, Paper.CERTIFICATES)
    qtbot.waitUntil(lambda: "Once somebody has finished." in told(dialog))
    assert dialog.preview.page_count == 0
    assert not dialog.print.isEnabled()
    assert not dialog.save.isEnabled()
    assert dialog.save_all.isEnabled()


def test_badges_begin_where_a_sheet_was_begun(dialog: PapersDialog, monkeypatch, tmp_path: Path, qtbot):
    choose(dialog, Paper.PANEL)
    assert not dialog.first_label.isVisible()
    choose(dialog, Paper.BADGES)
    assert dialog.first_label.isVisible()
    assert dialog.first_label.maximum() == 10
    dialog.stocks[Paper.BADGES].setCurrentIndex(1)
    assert dialog.first_label.maximum() == 14
    dialog.first_label.setValue(12)
    qtbot.waitUntil(lambda: dialog.preview.page_count == 2)
    asked = answer(monkeypatch, SavePdfDialog, with_=tmp_path / "badges.pdf")
    with qtbot.waitSignal(dialog._operations.said, timeout=20_000) as said:
        dialog.save.trigger()
    assert str(asked[0][0]).startswith("Name badges West Moor buddies")
    assert said.args == [f"Name badges: 2 pages saved as {tmp_path / 'badges.pdf'}."]
    assert [page.extract_text().count("\n") > 0 for page in PdfReader(tmp_path / "badges.pdf").pages]


def test_all_papers_with_something_on_them_go_into_a_folder(
    dialog: PapersDialog, operations: Operations, monkeypatch, tmp_path: Path, qtbot
):
    answer(monkeypatch, FolderDialog, with_=tmp_path)
    with qtbot.waitSignal(operations.said, timeout=20_000) as said:
        dialog.save_all.trigger()
    assert {path.stem for path in tmp_path.glob("*.pdf")} == set(Paper) - {Paper.CERTIFICATES, Paper.LABELS}
    assert said.args == [f"10 papers saved in {tmp_path}. 2 papers have nothing on it yet."]


@pytest.mark.parametrize(("wanted", "on_a_sheet"), [(Paper.PANEL, 1), (Paper.CARDS, 2)])
def test_pages_are_printed_as_they_lie_and_two_cards_on_a_sheet(
    dialog: PapersDialog, operations: Operations, paper: Path, qtbot, wanted, on_a_sheet
):
    pages = PdfReader(BytesIO(dialog._papers.pages(wanted))).pages
    choose(dialog, wanted)
    with qtbot.waitSignal(operations.said, timeout=20_000) as said:
        dialog.print.trigger()
    assert "went to the printer" in said.args[0]
    assert len(sizes(paper)) == len(pages) / on_a_sheet
    assert all(side == pytest.approx(A4_ACROSS, abs=1) for side in sizes(paper))


def test_without_a_printer_it_says_so(dialog: PapersDialog, operations: Operations, monkeypatch, qtbot):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with qtbot.waitSignal(operations.said) as said:
        dialog.print.trigger()
    assert "No printer is installed" in said.args[0]
