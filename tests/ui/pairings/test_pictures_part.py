"""The pictures of the plan: what is looked at, clicked, read and saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.pairings.map_picture import MapPicture
from buddy_matcher.ui.pairings.matrix_picture import MatrixPicture
from buddy_matcher.ui.pairings.pairings_page import PairingsPage
from buddy_matcher.ui.pairings.pictures_part import PicturesPart, Sight
from buddy_matcher.ui.pairings.plan_table import PlanTable
from buddy_matcher.ui.widgets.answer_dialog import AnswerDialog
from buddy_matcher.ui.widgets.file_dialogs import SavePictureDialog
from tests.helpers.dialogs import answer
from tests.helpers.finding import the
from tests.helpers.pairings_page import command, inspected, names, words
from tests.helpers.people import Ids, add_person


@pytest.fixture
def page(pairings_page: PairingsPage, services: Services, ids: Ids) -> PairingsPage:
    add_person(services, "Eve Stone", Sector.VCSE, shares="Bid", place="Leeds", outcode="LS1")
    add_person(services, "Fay Hill", Sector.HEALTH, shares="Policy", place="York", outcode="YO1")
    services.plan.suggest()
    pairings_page.refresh()
    return pairings_page


def show(page: PairingsPage, sight: Sight) -> PicturesPart:
    command(page, sight.value.replace("&", "")).trigger()
    return the(PicturesPart, page)


def test_arrows_move_in_the_matrix_and_each_cell_says_what_it_is(
    page: PairingsPage, services: Services, qtbot
):
    show(page, Sight.MATRIX)
    matrix = the(MatrixPicture, page)
    assert "Fay Hill with Eve Stone: in the plan" in matrix.text()
    assert "Why this pair" in inspected(page)
    assert the(PlanTable, page).chosen().only
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert "in the plan" not in matrix.text()
    assert matrix.text() in words(page)
    assert matrix.model().data(matrix.currentIndex(), Qt.ItemDataRole.AccessibleTextRole) == matrix.text()
    assert "Not in the plan." in inspected(page)
    assert not command(page, "Unpair").isEnabled()


def test_return_on_a_cell_previews_that_pair(
    page: PairingsPage, services: Services, operations: Operations, qtbot
):
    before = names(services)
    show(page, Sight.MATRIX)
    matrix = the(MatrixPicture, page)
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    matrix.activated.emit(matrix.currentIndex())
    qtbot.waitUntil(lambda: command(page, "Keep").isEnabled())
    assert names(services) == before


def test_a_place_of_the_map_selects_its_pairs(page: PairingsPage, qtbot):
    show(page, Sight.MAP)
    shown = the(MapPicture, page)
    assert shown.text().startswith("Leeds: 0 Health, 1 VCSE; 1 pair")
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    [pair] = the(PlanTable, page).chosen().pairs
    assert "Eve Stone" in pair.names
    qtbot.keyClick(shown, Qt.Key.Key_Up)
    assert shown.text().startswith("York: 1 Health, 0 VCSE")


@pytest.mark.parametrize("sight", [Sight.MATRIX, Sight.STRENGTHS, Sight.MAP])
def test_every_picture_has_a_table_and_is_saved_as_png_or_svg(
    page: PairingsPage, sight: Sight, tmp_path: Path, monkeypatch
):
    show(page, sight)
    asked = answer(monkeypatch, AnswerDialog, with_=None)
    command(page, "Picture as a table").trigger()
    [(_title, _hint, headings, rows)] = asked
    assert rows
    assert {len(row) for row in rows} == {len(headings)}
    answer(monkeypatch, SavePictureDialog, with_=tmp_path / "picture.png")
    command(page, "Save the picture").trigger()
    assert QImage(str(tmp_path / "picture.png")).width() > 100
    answer(monkeypatch, SavePictureDialog, with_=tmp_path / "picture.svg")
    command(page, "Save the picture").trigger()
    assert (tmp_path / "picture.svg").read_text().rstrip().endswith("</svg>")


def test_a_picture_follows_what_changes(page: PairingsPage, services: Services, operations: Operations):
    show(page, Sight.MATRIX)
    assert "in the plan" in the(MatrixPicture, page).text()
    operations.perform(lambda: services.pairings.unpair(services.latest.plan().pairs[0].pairing.id))
    assert "in the plan" not in the(MatrixPicture, page).text()
