"""Every page and dialog can be used without a mouse and without seeing it: a walk with Tab through each."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from buddy_matcher.services.example import create_example
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.widgets.framed_dialog import FramedDialog
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.every_dialog import dialogs_of
from tests.helpers.kept_schemes import copy_of
from tests.helpers.walking import goes_back, hidden_texts, name_of, stops_of, walk
from tests.helpers.window import window_on

LINE = 24
"""Controls whose middles differ by less, in pixels, stand in one line."""


def running_example(path: Path) -> Services:
    """Make the example scheme with a plan of which one pair is agreed, so that it runs."""
    services = create_example(path)
    services.plan.suggest()
    services.pairings.agree(services.latest.plan().pairs[-1].pairing.id)
    return services


@pytest.fixture(scope="module")
def shown(qapp, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The window on the example; only looked at."""
    with window_on(copy_of(running_example, tmp_path_factory.mktemp("shown") / "example.buddy")) as window:
        yield window


@pytest.fixture
def seen(shown: MainWindow) -> MainWindow:
    """The window on the example in front of all others; only looked at."""
    shown.activateWindow()
    return shown


@pytest.fixture
def used(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on an example of its own."""
    window.activateWindow()
    assert window.open_file(copy_of(running_example, tmp_path / "example.buddy"))
    return window


@pytest.fixture
def dialogs(seen: MainWindow) -> dict[str, QDialog]:
    return dict(dialogs_of(seen.workspace))


@pytest.mark.parametrize("place", Place)
def test_tab_comes_to_every_control_of_a_page_as_one_reads(seen: MainWindow, place: Place):
    seen.workspace.show_place(place)
    page = seen.workspace.page(place)
    stops = walk(page)
    assert not named([stop for stop in stops_of(page) if is_own_stop(stop) and stop not in stops])
    assert not [name for name in named(stops) if not name]
    from_the_top = sorted(stops, key=page_order(stops))
    assert not [named(pair) for pair in pairwise(from_the_top) if goes_back(*pair)]


def test_tab_comes_to_every_control_of_every_dialog_as_one_reads(dialogs: dict[str, QDialog], qtbot):
    missed, nameless, back = {}, {}, {}
    for name, dialog in dialogs.items():
        show(dialog, qtbot)
        stops = walk(dialog)
        missed[name] = named([stop for stop in stops_of(dialog) if is_own_stop(stop) and stop not in stops])
        nameless[name] = [stop for stop in stops if not name_of(stop)]
        # It begins at its first question, and comes round to what stands above that.
        back[name] = [named(pair) for pair in pairwise(stops) if goes_back(*pair)][1:]
        dialog.hide()
    assert not {name: stops for name, stops in missed.items() if stops}
    assert not {name: stops for name, stops in nameless.items() if stops}
    assert not {name: pairs for name, pairs in back.items() if pairs}


def test_every_field_that_has_to_be_filled_in_says_so(dialogs: dict[str, QDialog]):
    required = {}
    for name, dialog in dialogs.items():
        labels = [label for label in dialog.findChildren(QLabel) if label.text().endswith("(required)")]
        required[name] = [label.text().replace("&", "").removesuffix(" (required)") for label in labels]
        assert all("required" in label.buddy().accessibleName() for label in labels)
    assert {name: fields for name, fields in required.items() if fields} == {
        "scheme-dialog": ["Scheme name"],
        "person-dialog": ["Given name"],
        "names-dialog": ["Names"],
        "organisation-dialog": ["Name"],
        "end-dialog": ["Reason"],
        "worry-dialog": ["Passed to"],
        "rate-dialog": ["Name"],
        "budget-dialog": ["Funder"],
        "start-round-dialog": ["Name"],
        "local-dialog": ["Name"],
    }


def test_every_control_says_what_kind_of_thing_it_is(seen: MainWindow, dialogs: dict[str, QDialog]):
    for place in Place:
        seen.workspace.page(place)
    stops = [stop for widget in (seen, *dialogs.values()) for stop in stops_of(widget)]
    assert not named([stop for stop in stops if role_of(stop) is None and not is_pane(stop)])


def test_every_dialog_begins_at_its_first_question(dialogs: dict[str, QDialog], qtbot):
    elsewhere = {}
    for name, dialog in dialogs.items():
        show(dialog, qtbot)
        focused = QApplication.focusWidget()
        # A tick asks something; a button does something.
        questions = [stop for stop in stops_of(dialog) if not isinstance(stop, QPushButton | QToolButton)]
        if questions and focused not in questions:
            elsewhere[name] = named([focused])
        dialog.hide()
    assert not elsewhere


def show(dialog: QDialog, qtbot) -> None:
    """Show a dialog and wait until it has the focus, as it has for a person."""
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or dialog.parentWidget()))


def test_no_name_hides_a_text(seen: MainWindow, dialogs: dict[str, QDialog]):
    for place in Place:
        seen.workspace.show_place(place)
        assert not hidden_texts(seen)
    assert not {name: hidden_texts(dialog) for name, dialog in dialogs.items() if hidden_texts(dialog)}


NOTHING_TO_SEARCH = {
    Place.OVERVIEW: "has lists that one reads whole",
    Place.REPORT: "is one document of two pages",
    Place.MONEY: "has a row for each organisation that is paid",
}
"""Pages without a search, with the reason."""


@pytest.mark.parametrize("place", Place)
def test_every_page_searches_with_one_key(seen: MainWindow, place: Place):
    seen.workspace.show_place(place)
    finds = [command for command in seen.workspace.commands(place) if command.text().startswith("&Find")]
    assert len(finds) == (place not in NOTHING_TO_SEARCH)
    for find in finds:
        find.trigger()
        assert name_of(QApplication.focusWidget()).startswith("Search")


@pytest.mark.parametrize("title", ["Unpair", "Lock pair", "Agree pair", "Agree the whole plan"])
def test_the_focus_stays_on_the_page_after_each_command(used: MainWindow, title: str, qtbot):
    used.workspace.show_place(Place.PAIRINGS)
    command(used, title).trigger()
    qtbot.waitUntil(lambda: not used.workspace.jobs.is_busy)
    qtbot.waitUntil(lambda: is_focus_on_the_page(used))
    used.commands.undo.trigger()
    assert_focus_is_on_the_page(used)


def test_the_focus_is_on_the_page_after_a_suggestion(used: MainWindow, qtbot):
    workspace = used.workspace
    workspace.show_place(Place.PAIRINGS)
    [button] = [
        b
        for b in workspace.page(Place.PAIRINGS).findChildren(QAbstractButton)
        if b.text() == "Suggest pairings" and b.isVisible()
    ]
    button.setFocus()
    with qtbot.waitSignal(workspace.operations.said, timeout=60_000):
        button.click()
    qtbot.waitUntil(lambda: is_focus_on_the_page(used))


def test_after_closing_a_scheme_the_welcome_page_has_the_focus(used: MainWindow):
    used.commands.close.trigger()
    assert name_of(QApplication.focusWidget())


def role_of(widget: QWidget) -> QAccessible.Role | None:
    """Return what a screen reader takes a control for, None where it can't tell."""
    role = QAccessible.queryAccessibleInterface(widget).role()
    return None if role in {QAccessible.Role.NoRole, QAccessible.Role.Client} else role


def is_pane(widget: QWidget) -> bool:
    """Return whether a control is only looked at and scrolled: for that there is no role but its name."""
    return isinstance(widget, QAbstractScrollArea)


def command(window: MainWindow, title: str) -> Command:
    commands = window.workspace.commands(Place.PAIRINGS)
    return next(each for each in commands if each.text().replace("&", "") == title)


def is_focus_on_the_page(window: MainWindow) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and window.workspace.page(window.workspace.place).isAncestorOf(focused)


def assert_focus_is_on_the_page(window: MainWindow) -> None:
    assert is_focus_on_the_page(window), QApplication.focusWidget()
    assert QApplication.focusWidget().isEnabled()


def is_own_stop(widget: object) -> bool:
    """Of radio buttons in one group Tab comes to the chosen one only; Ctrl+Tab and Alt+1 lead to tabs."""
    if isinstance(widget, QTabBar):
        return False
    return not isinstance(widget, QRadioButton) or widget.isChecked() or not widget.autoExclusive()


def named(widgets: Iterable[QWidget]) -> list[str]:
    return [f"{type(widget).__name__} {name_of(widget)}" for widget in widgets]


def page_order(walked: list):
    """Return the key by which a walk that began in the middle is turned to begin at its first stop."""
    first = walked.index(min(walked, key=line_and_place))
    return lambda stop: (walked.index(stop) - first) % len(walked)


def line_and_place(widget: QWidget) -> tuple[int, int]:
    """Return the line of a page that a control stands in, and where in it."""
    corner = widget.mapTo(widget.window(), widget.rect().center())
    return corner.y() // LINE, corner.x()


def test_enter_presses_the_button_that_has_the_focus_wherever_it_stands(window: MainWindow, qtbot):
    pressed: list[str] = []
    window.activateWindow()
    [example] = [b for b in window.findChildren(QPushButton) if b.text() == "Try the e&xample"]
    example.clicked.disconnect()
    example.clicked.connect(lambda: pressed.append("welcome"))
    example.setFocus()
    qtbot.keyClick(example, Qt.Key.Key_Return)
    assert pressed == ["welcome"]


def test_enter_leads_to_a_place_of_the_rail(used: MainWindow, qtbot):
    [people] = [b for b in used.workspace.rail.findChildren(QToolButton) if b.accessibleName() == "People"]
    people.setFocus()
    qtbot.keyClick(people, Qt.Key.Key_Enter)
    assert used.workspace.place is Place.PEOPLE


def test_enter_in_a_dialog_presses_what_accepts_or_nothing(seen: MainWindow, qtbot):
    done: list[str] = []
    dialog = FramedDialog(seen, "Something to read")
    line, inside = QLineEdit(), QPushButton("Do it")
    inside.clicked.connect(lambda: done.append("inside"))
    dialog.body.addWidget(line)
    dialog.body.addWidget(inside)
    dialog.buttons.addButton(QDialogButtonBox.StandardButton.Close)
    show(dialog, qtbot)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (done, dialog.isVisible()) == ([], True)
    inside.setFocus()
    qtbot.keyClick(inside, Qt.Key.Key_Return)
    assert done == ["inside"]
    # What is put in later comes when its turn is, as one reads.
    new = QPushButton("Made anew")
    dialog.body.insertWidget(1, new)
    new.show()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is new
    dialog.close()
