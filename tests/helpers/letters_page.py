"""Ways to read the Letters page and to act on it, by what its controls say."""

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableView,
    QWidget,
)

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letters import Standing
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.letters.letters_page import LettersPage
from tests.helpers.finding import the


def change(services: Services, participation_id: ParticipationId, **fields: Any) -> None:
    form = services.people.form_of(participation_id)
    services.people.save(replace(form, participant=replace(form.participant, **fields)))


def table(page: LettersPage) -> QTableView:
    return next(letter for letter in page.findChildren(QTableView) if letter.accessibleName() == "Letters")


def names(page: LettersPage) -> list[str]:
    model = table(page).model()
    return [model.index(row, 0).data().split(",")[0] for row in range(model.rowCount())]


def command(page: Page, beginning: str) -> Command:
    return next(a for a in page.commands() if a.text().replace("&", "").startswith(beginning))


def tabs(page: LettersPage) -> list[str]:
    bar = the(QTabBar, page)
    return [bar.tabText(place) for place in range(bar.count())]


def show_tab(page: LettersPage, beginning: str) -> None:
    place = next(p for p, text in enumerate(tabs(page)) if text.startswith(beginning))
    the(QTabBar, page).setCurrentIndex(place)


def choose_whole(page: LettersPage) -> None:
    next(b for b in page.findChildren(QRadioButton) if "of ever" in b.text()).click()


def shown_buttons(page: LettersPage) -> list[str]:
    return [b.text().replace("&", "") for b in page.findChildren(QPushButton) if b.isVisibleTo(page)]


def press(page: LettersPage, beginning: str) -> None:
    buttons = page.findChildren(QPushButton)
    next(b for b in buttons if b.text().replace("&", "").startswith(beginning)).click()


def told(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def standings(services: Services) -> dict[str, Standing]:
    return {letter.member.participant.given: letter.state.standing for letter in services.letters.letters()}


def finish(operations: Operations, qtbot, action: QAction) -> None:
    with qtbot.waitSignal(operations.jobs.ended, timeout=20_000):
        action.trigger()
