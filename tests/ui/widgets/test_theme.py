import re
from itertools import product
from typing import Any

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QPushButton

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.ui.widgets import theme
from buddy_matcher.ui.widgets.choice_box import ChoiceBox
from buddy_matcher.ui.widgets.theme import DARK, LIGHT, Colours, ColourScheme, colours, scaled_font

ENOUGH_FOR_TEXT = 4.5
ENOUGH_FOR_OUTLINES = 3.0


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication):
    before = qapp.palette(), qapp.font(), qapp.styleSheet()
    yield
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.setStyleSheet(before[2])


def luminance(colour: str) -> float:
    parts: Any = QColor(colour).getRgbF()
    channels = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), channels, strict=False))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("own", [LIGHT, DARK])
def test_every_text_colour_can_be_read_on_every_background(own: Colours):
    texts = (own.text, own.quiet, own.accent, own.health, own.vcse, own.good, own.fair, own.poor)
    backgrounds = (own.window, own.rail, own.surface, own.raised)
    tints = (own.accent_soft, own.notice_soft)
    pairs = [*product(texts, backgrounds), *product([own.text], tints), (own.on_accent, own.accent)]
    unreadable = {pair: contrast(*pair) for pair in pairs if contrast(*pair) < ENOUGH_FOR_TEXT}
    assert not unreadable


@pytest.mark.parametrize("own", [LIGHT, DARK])
def test_the_outline_of_what_can_be_typed_in_or_pressed_is_seen(own: Colours):
    outlines, backgrounds = (own.border, own.accent), (own.surface, own.window)
    assert all(contrast(*pair) >= ENOUGH_FOR_OUTLINES for pair in product(outlines, backgrounds))


@pytest.mark.parametrize("kind", ["line", "chip"])
def test_every_kind_of_button_keeps_that_outline(qapp: QApplication, kind: str):
    theme.apply(qapp, ColourScheme.LIGHT)
    own_rules = re.findall(rf'QPushButton\[look="{kind}"\] {{(.*?)}}', qapp.styleSheet(), re.DOTALL)
    assert own_rules
    assert not any(LIGHT.line in rule for rule in own_rules)


@pytest.mark.parametrize("own", [LIGHT, DARK])
def test_sectors_and_matches_have_colours_of_their_own(own: Colours):
    assert own.of_sector(Sector.HEALTH) != own.of_sector(Sector.VCSE)
    assert len({own.of_match(match).name() for match in Gaining}) == len(Gaining)


@pytest.mark.parametrize(("scheme", "own"), [(ColourScheme.LIGHT, LIGHT), (ColourScheme.DARK, DARK)])
def test_a_palette_tells_which_colours_belong_to_it(qapp: QApplication, scheme: ColourScheme, own: Colours):
    theme.apply(qapp, scheme)
    assert colours(qapp.palette()) is own
    assert not re.search(r"\$\w", qapp.styleSheet())


def test_the_window_speaks_in_the_bundled_font_with_a_bold_of_its_own(qapp: QApplication):
    theme.apply(qapp, ColourScheme.LIGHT)
    assert QFontInfo(qapp.font()).family() == "Noto Sans"
    plain, bold = scaled_font(1), scaled_font(1, is_bold=True)
    assert QFontMetricsF(bold).horizontalAdvance("Buddy") > QFontMetricsF(plain).horizontalAdvance("Buddy")


def test_buttons_are_tall_enough_to_hit(qtbot, qapp: QApplication):
    theme.apply(qapp, ColourScheme.LIGHT)
    button = QPushButton("Add person")
    qtbot.addWidget(button)
    assert button.sizeHint().height() >= 24


@pytest.mark.parametrize("own", [LIGHT, DARK])
def test_the_bar_of_a_selected_row_stands_out_from_every_row(own: Colours):
    assert all(
        contrast(own.accent, ground) >= ENOUGH_FOR_OUTLINES for ground in (own.surface, own.accent_soft)
    )


@pytest.mark.qt_log_ignore("This plugin does not support")  # off screen no list has all keys to itself
def test_an_opened_list_shows_its_last_entry_whole(qtbot, qapp: QApplication):
    theme.apply(qapp, ColourScheme.LIGHT)
    box = ChoiceBox([(number, f"Entry {number}") for number in range(11)])
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    view = box.view()
    last = view.visualRect(box.model().index(10, 0))
    assert view.viewport().rect().contains(last)
    box.hidePopup()
