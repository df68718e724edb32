"""How the window looks: the two colour schemes, the bundled font and the style of controls.

A widget asks `colours(self.palette())` when it paints, so that nothing keeps a colour of the other scheme.
Every text colour has a contrast of at least 4.5 : 1 on `window`, `surface` and `raised` (WCAG 2.2, 1.4.3).
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from string import Template

import fontpkg_noto_sans
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.reasons import Gaining
from buddy_matcher.paths import resources_folder

GAP = 8
"""The space between controls that belong together, in pixels; larger spaces are its multiples."""

_SMALLEST_POINTS = 10.0
_IS_BOLD = "isBold"
_WEIGHT_AXIS = QFont.Tag("wght")  # the bundled font is variable: a weight alone finds no bold face in it


class ColourScheme(StrEnum):
    """Which colours the coordinator chose."""

    AS_THE_SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        """The choice as the menu names it."""
        return {"system": "As the system", "light": "Light", "dark": "Dark"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of one scheme as #rrggbb.

    `window`, `rail`, `surface` and `raised` are backgrounds; `line` separates, `border` outlines what can be
    typed in; `…_soft` are tints that text of the plain colour can stand on.
    """

    window: str
    rail: str
    surface: str
    raised: str
    line: str
    border: str
    text: str
    quiet: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    health: str
    vcse: str
    good: str
    fair: str
    poor: str
    notice_soft: str

    def of_sector(self, sector: Sector) -> QColor:
        """Return the colour of a sector's word and shape."""
        return QColor(self.health if sector is Sector.HEALTH else self.vcse)

    def of_match(self, extent: Gaining) -> QColor:
        """Return the colour of a match by who gains."""
        known = {
            Gaining.ALL: self.good,
            Gaining.SOME: self.fair,
            Gaining.NONE: self.poor,
            Gaining.NO_WISHES: self.quiet,
        }
        return QColor(known[extent])


LIGHT = Colours(
    window="#f5f7f8",
    rail="#e8eef0",
    surface="#ffffff",
    raised="#f0f4f5",
    line="#d8e0e4",
    border="#788792",
    text="#17252e",
    quiet="#51616d",
    accent="#0b6b62",
    accent_strong="#085149",
    accent_soft="#d9efec",
    on_accent="#ffffff",
    health="#0b559f",
    vcse="#9a4208",
    good="#1b6a36",
    fair="#795300",
    poor="#a8272b",
    notice_soft="#fdf3d8",
)

DARK = Colours(
    window="#141b20",
    rail="#0f1519",
    surface="#1b242a",
    raised="#222d34",
    line="#35434c",
    border="#7f8f9a",
    text="#e7edf0",
    quiet="#a9b8c1",
    accent="#57c7b8",
    accent_strong="#82dccf",
    accent_soft="#1d423e",
    on_accent="#05231f",
    health="#86bcf3",
    vcse="#f2a873",
    good="#82d09a",
    fair="#e5c16a",
    poor="#f3948f",
    notice_soft="#3a3219",
)

_HALF_GREY = 128


def colours(palette: QPalette) -> Colours:
    """Return the colours of the scheme that a palette belongs to."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < _HALF_GREY else LIGHT


def apply(app: QApplication, scheme: ColourScheme) -> None:
    """Give the application its style, font and colours; may be called again with another scheme."""
    wanted = _colours_of(app, scheme)
    app.setStyle("Fusion")
    app.setFont(_bundled_font())
    app.setPalette(_palette(wanted))
    app.setStyleSheet(_style_sheet(wanted))
    for widget in app.allWidgets():
        if (is_bold := widget.property(_IS_BOLD)) is not None:
            widget.setFont(scaled_font(1, is_bold=is_bold))


def give_font(widget: QWidget, *, is_bold: bool) -> None:
    """Let a widget in sight speak in bold, or no more; a style sheet brings back the font of before."""
    widget.setProperty(_IS_BOLD, is_bold)
    widget.setFont(scaled_font(1, is_bold=is_bold))


def scaled_font(factor: float, *, is_bold: bool = False) -> QFont:
    """Return the application's font, larger or smaller by a factor."""
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    return in_bold(font) if is_bold else font


def in_bold(font: QFont) -> QFont:
    """Return a font of ours in bold."""
    bold = QFont(font)
    bold.setVariableAxis(_WEIGHT_AXIS, QFont.Weight.DemiBold)
    return bold


def _colours_of(app: QApplication, scheme: ColourScheme) -> Colours:
    if scheme is ColourScheme.AS_THE_SYSTEM:
        return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme is ColourScheme.DARK else LIGHT


def _bundled_font() -> QFont:
    """Return Noto Sans in the size that the system's own font has, but not smaller than 10 points."""
    if fontpkg_noto_sans.FAMILY not in QFontDatabase.families():
        for file in sorted((fontpkg_noto_sans.ROOT / "files").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
    font = QFont(fontpkg_noto_sans.FAMILY)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(max(_SMALLEST_POINTS, system.pointSizeF()))
    return font


def _palette(wanted: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for one, colour in {
        role.Window: wanted.window,
        role.WindowText: wanted.text,
        role.Base: wanted.surface,
        role.AlternateBase: wanted.raised,
        role.Text: wanted.text,
        role.Button: wanted.surface,
        role.ButtonText: wanted.text,
        role.BrightText: wanted.poor,
        role.Highlight: wanted.accent_soft,
        role.HighlightedText: wanted.text,
        role.Accent: wanted.accent,
        role.Link: wanted.accent,
        role.LinkVisited: wanted.accent_strong,
        role.ToolTipBase: wanted.raised,
        role.ToolTipText: wanted.text,
        role.PlaceholderText: wanted.quiet,
        role.Light: wanted.surface,
        role.Midlight: wanted.raised,
        role.Mid: wanted.line,
        role.Dark: wanted.border,
        role.Shadow: wanted.border,
    }.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(wanted.border))
    return palette


def _style_sheet(wanted: Colours) -> str:
    template = Template((resources_folder() / "theme" / "window.qss").read_text("utf-8"))
    icons = (resources_folder() / "icons").as_posix()
    tick = "dark" if wanted is DARK else "light"
    return template.substitute(asdict(wanted), icons=icons, tick=tick)
