"""The scripted year hour by hour in the real window: by clicks and keys, held against the plain ledger."""

from datetime import UTC, datetime
from pathlib import Path
from typing import override

import pytest
import time_machine
from pytestqt.qtbot import QtBot

from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.schemes import create_scheme
from buddy_matcher.ui.window.remembered import Remembered
from buddy_matcher.ui.window.window import MainWindow
from tests.helpers.window_hands import LABELS, ByWindow
from tests.helpers.year import L, Year

MOST_NAMED = 4


class WindowYear(Year):
    """The year as the window shows it: of what is due it names the first people only."""

    @override
    def check(self) -> None:
        assert self.hands.lines(self.day) == self.ledger.lines(self.day), self.day
        shown = self.hands.due(self.day)
        expected = {LABELS[kind]: due for kind, due in self.ledger.due(self.day).items()}
        assert {label: count for label, (count, _) in shown.items()} == {
            label: count for label, (count, _) in expected.items()
        }, self.day
        for label, (_, named) in shown.items():
            people = expected[label][1]
            more = {f"{len(people) - MOST_NAMED} more"} if len(people) > MOST_NAMED else set()
            assert named - more <= people, label
            assert len(named) == min(len(people), MOST_NAMED) + len(more), label

    @override
    def report(self) -> None:
        """The report is a picture in the window."""


@pytest.mark.slow
def test_a_year_in_the_window_equals_its_ledger(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    with time_machine.travel(datetime(L.year, L.month, L.day, 8, tzinfo=UTC)) as clock:
        scheme = tmp_path / "scheme.buddy"
        create_scheme(scheme, "West Moor buddies").close()
        window = MainWindow(Remembered())
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
        assert window.open_file(scheme)
        hands = ByWindow(window, qtbot, clock, monkeypatch)
        WindowYear(hands, tmp_path, 20, every=40, funded=()).live()
        window.close()
