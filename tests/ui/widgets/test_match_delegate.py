"""A match is painted as its word and a bar that grows with it."""

from PySide6.QtGui import QColor, QImage

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.ui.widgets.choose_person_dialog import ChoicesModel, Column, PersonChoice
from buddy_matcher.ui.widgets.match_delegate import Match
from buddy_matcher.ui.widgets.rows_view import RowsView
from buddy_matcher.ui.widgets.theme import colours


def picture_of(percent: int, qtbot) -> tuple[QImage, QColor]:
    match = Match("Both gain", percent, Gaining.ALL)
    model = ChoicesModel[int]()
    model.show_rows([PersonChoice(id=1, name="Ben", organisation="", sector=Sector.VCSE, match=match)])
    view = RowsView(model, "People", match=Column.MATCH)
    qtbot.addWidget(view)
    view.resize(600, 120)
    return view.grab().toImage(), colours(view.palette()).of_match(match.extent)


def painted(picture: QImage, colour: QColor) -> int:
    return sum(
        picture.pixelColor(x, y) == colour for x in range(picture.width()) for y in range(picture.height())
    )


def test_the_bar_grows_with_the_match_and_the_word_is_there_without_it(qtbot):
    none, some, full = (painted(*picture_of(percent, qtbot)) for percent in (0, 40, 100))
    assert 0 < none < some < full
