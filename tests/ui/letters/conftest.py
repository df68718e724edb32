"""A scheme of four people whose pairs are agreed, the Letters page on it, and a printer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.letters.letters_page import LettersPage
from buddy_matcher.ui.letters.page_printing import PrinterDialog, a4_printer
from tests.helpers.dialogs import answer
from tests.helpers.people import Ids, add_four, new_scheme


@pytest.fixture(scope="session")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Ids]:
    """The bytes of a scheme with an agreed plan, and its people; planning it for each test takes long."""
    services = new_scheme(tmp_path_factory.mktemp("agreed"))
    ids = add_four(services)
    services.plan.suggest(agree=True)
    services.close()
    return services.path.read_bytes(), ids


@pytest.fixture
def services(agreed: tuple[bytes, Ids], tmp_path: Path) -> Iterator[Services]:
    path = tmp_path / "scheme.buddy"
    path.write_bytes(agreed[0])
    services = open_scheme(path)
    yield services
    services.close()


@pytest.fixture
def ids(agreed: tuple[bytes, Ids]) -> Ids:
    return agreed[1]


@pytest.fixture
def page(services: Services, operations: Operations, qtbot) -> LettersPage:
    page = LettersPage(
        services.letters,
        services.wording,
        services.letterhead,
        services.translations,
        services.papers,
        operations,
    )
    qtbot.addWidget(page)
    operations.changed.connect(page.refresh)
    page.refresh()
    page.show()
    return page


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the sheets of an installed printer come out."""
    paper = tmp_path / "paper.pdf"
    printer = a4_printer(both_sides=False)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    printer.setResolution(72)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    answer(monkeypatch, PrinterDialog, with_=printer)
    return paper
