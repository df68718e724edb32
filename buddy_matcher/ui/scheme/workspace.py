"""An open scheme in the window: the rail, its pages, and who looks again after a change.

It owns what lives as long as the file is open (the worker thread, the pages); the window owns the rest.
"""

from typing import override

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from buddy_matcher.domain.changes import EVERYTHING, Changes, Kind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.refusals import LostFile
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.follow_up import BACK, FREE, REMINDER, UNSENT, Due
from buddy_matcher.services.overview import NextStep
from buddy_matcher.services.rounds.round_state import Member
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.command import Command
from buddy_matcher.ui.acting.job_bar import NOT_SAVED, READ_ONLY, SAVED, SAVED_HERE, JobBar
from buddy_matcher.ui.acting.jobs import Jobs, meanwhile
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.overview.overview_page import OverviewPage
from buddy_matcher.ui.scheme.pages import Pages
from buddy_matcher.ui.scheme.place_rail import Place, PlaceRail
from buddy_matcher.ui.scheme.upkeep import Upkeep
from buddy_matcher.ui.widgets.announcements import announce
from buddy_matcher.ui.widgets.faces import load_faces
from buddy_matcher.ui.widgets.labels import without_mnemonic
from buddy_matcher.ui.widgets.notice_bar import NoticeBar
from buddy_matcher.ui.widgets.scrolling_pane import ScrollingPane
from buddy_matcher.ui.widgets.tab_order import tab_as_laid_out

_PLACE_OF_STEP = {
    NextStep.INVITE: Place.LETTERS,
    NextStep.ADD_PEOPLE: Place.PEOPLE,
    NextStep.SUGGEST: Place.PAIRINGS,
    NextStep.AGREE: Place.PAIRINGS,
    NextStep.FIND_BUDDY: Place.PAIRINGS,
    NextStep.PRINT_LETTERS: Place.LETTERS,
    NextStep.FOLLOW_UP: Place.MEETINGS,
}
_OF_PEOPLE = frozenset({BACK, FREE})
_IDLE_MS = 400
"""How long a scheme is in sight before the pages are made that nobody asked for yet."""

_BETWEEN_PAGES_MS = 20
"""How long whoever works has between two of them."""

_SAVE_A_COPY = "Save a cop&y…"
_LOOKS_BACK = (
    "You look back at {}: its people and plan stay as they were. What happened in it, its letters, ends and "
    "money can still be recorded."
)
_LOOK_ONLY = "You look at a copy: nothing can be changed here. Save a copy of your own to work in."


class Workspace(QWidget):
    """The rail and the pages of one open scheme.

    `place_changed` carries the `Place` that is now in sight, `page_made` one whose page was made, before
    `pages_made` tells that there are more commands; `copy_wanted` asks for a copy to work in, `sheet_wanted`
    for people of a form export, `details_wanted` for the details of the scheme, `round_wanted` for the next.
    """

    place_changed = Signal(object)
    page_made = Signal(object)
    pages_made = Signal()
    copy_wanted = Signal()
    sheet_wanted = Signal()
    round_wanted = Signal()
    details_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.jobs = Jobs(self)
        # Before anything is disabled for a job, which takes the focus away from it.
        self._focused: QWidget | None = None
        self.jobs.started.connect(self._on_jobs_started)
        self.operations = Operations(self.jobs, self, is_read_only=services.is_read_only)
        self.rail = PlaceRail(self.operations)
        self._maker = Pages(services, self.operations)
        self.operations.read_ahead = lambda: self._maker.read_for(self._place)
        self._pages: dict[Place, Page] = {}
        self._place = Place.OVERVIEW
        self._outdated = set(Place)
        self.job_bar = JobBar(self.jobs, READ_ONLY if services.is_read_only else SAVED)
        self.notice = NoticeBar()
        self.looks_back = NoticeBar(can_hide=False)
        self.upkeep = Upkeep(services.backups, services.synced, self.operations, self)
        self._stack = QStackedWidget()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)
        self._lay_out()
        self.rail.chosen.connect(self.show_place)
        self.rail.round_chosen.connect(self._on_round_chosen)
        self.looks_back.acted.connect(self.rail.show_newest_round)
        self.jobs.ended.connect(self._on_jobs_ended)
        self.operations.said.connect(self.job_bar.say)
        self.operations.done.connect(self.say_done)
        self.operations.changed.connect(self._on_operations_changed)
        self.operations.refused.connect(self._on_operations_refused)
        self.upkeep.noticed.connect(self._on_upkeep_noticed)
        self.notice.acted.connect(self.copy_wanted)
        if services.is_read_only:
            self.notice.say(_LOOK_ONLY)
            self.notice.offer(_SAVE_A_COPY)
        else:
            self.upkeep.start()
        self._on_operations_changed(EVERYTHING)
        self.show_place(Place.OVERVIEW)

    @property
    def place(self) -> Place:
        """The place in sight."""
        return self._place

    def page(self, place: Place) -> Page:
        """Return the page of a place, which is made when it is first asked for."""
        if place not in self._pages:
            self._make(place)
            self.pages_made.emit()
        return self._pages[place]

    @Slot()
    def make_all_pages(self) -> None:
        """Make the pages that nobody asked for yet: some of their commands work from everywhere."""
        missing = [place for place in Place if place not in self._pages]
        for place in missing:
            self._make(place)
        if missing:
            self.pages_made.emit()

    @Slot()
    def _on_idle(self) -> None:
        """Import the pages and read what they show beside the window, then make one after the other."""
        if not self.operations.start_upkeep(
            lambda _progress, cancelled: self._maker.read_ahead(cancelled), lambda _: self._make_next_page()
        ):
            self._idle.start(_IDLE_MS)

    def _make_next_page(self) -> None:
        missing = [place for place in Place if place not in self._pages]
        self._maker.show_to_send()
        if missing:
            self._make(missing[0])
            QTimer.singleShot(_BETWEEN_PAGES_MS, self, self._make_next_page)
            if len(missing) == 1:
                self.pages_made.emit()
                QTimer.singleShot(_BETWEEN_PAGES_MS, self, load_faces)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey keys that work everywhere also before the page that declares them is made."""
        is_of_a_command = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier or (
            Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
        )
        if is_of_a_command and len(self._pages) < len(Place):
            self.make_all_pages()
            pressed = QKeySequence(event.keyCombination())
            for command in (each for place in Place for each in self.commands(place)):
                if command.works_everywhere and pressed in command.shortcuts():
                    self.operations.say(command.why_not) if command.why_not else command.trigger()
                    return
        super().keyPressEvent(event)

    @property
    def places_made(self) -> tuple[Place, ...]:
        """The places whose pages are made."""
        return tuple(self._pages)

    def commands(self, place: Place) -> tuple[Command, ...]:
        """Return the commands of a place for the window's menus; none before its page is made."""
        return self._pages[place].commands() if place in self._pages else ()

    @Slot(object)
    def show_place(self, place: Place) -> None:
        """Show a place, read anew if something it shows was changed meanwhile."""
        if place is Place.PAIRINGS:
            self.services.plan.warm_up()
        self.settle()
        page, self._place = self.page(place), place
        self._stack.setCurrentIndex(list(self._pages).index(place))
        self.rail.show_place(place)
        self._refresh_visible()
        tab_as_laid_out(page)
        page.first_focus.setFocus()
        announce(page, place.label)
        self.place_changed.emit(place)

    def settle(self) -> None:
        """Store what the page in sight has noted and not stored yet."""
        self.page(self.place).settle()

    def close_scheme(self) -> None:
        """Stop what runs, wait for it to end, and give the file back; it shows nothing afterwards.

        Raises UserError when changes could not be put back in a synced folder; the file is closed then too.
        """
        self.settle()
        self.operations.blockSignals(True)  # noqa: FBT003 - Qt's; what ends now has no page to tell any more
        self.upkeep.stop()
        self.jobs.close()
        meanwhile(self.services.close)  # the whole file is read for its seal, on a slow drive too

    def _lay_out(self) -> None:
        places = QHBoxLayout()
        places.setSpacing(0)
        places.addWidget(self.rail)
        places.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.looks_back)
        layout.addLayout(places, 1)
        layout.addWidget(self.job_bar)

    def _make(self, place: Place) -> None:
        page = self._pages[place] = self._maker.made(place)
        page.setAccessibleName(place.label)
        page.people_wanted.connect(self._on_people_wanted)
        page.form_wanted.connect(self._on_form_wanted)
        match place:
            case Place.OVERVIEW:
                self._wire_overview(self._maker.overview)
            case Place.PEOPLE:
                self._maker.people.sheet_wanted.connect(self.sheet_wanted)
            case Place.LETTERS:
                self._maker.letters.details_wanted.connect(self.details_wanted)
                self._maker.letters.pairings_wanted.connect(lambda: self.show_place(Place.PAIRINGS))
            case Place.MEETINGS:
                self._maker.meetings.pairings_wanted.connect(lambda: self.show_place(Place.PAIRINGS))
        self._stack.addWidget(ScrollingPane(page))
        self.page_made.emit(place)

    def _wire_overview(self, overview: OverviewPage) -> None:
        overview.due_wanted.connect(self._on_due_wanted)
        overview.other_round_wanted.connect(self.rail.show_round)
        overview.money_wanted.connect(lambda: self.show_place(Place.MONEY))
        overview.follow_up_wanted.connect(lambda: self.show_place(Place.MEETINGS))
        overview.leaving_wanted.connect(self._on_leaving_wanted)
        overview.step_wanted.connect(self._on_step_wanted)
        overview.decisions_wanted.connect(self._on_decisions_wanted)
        overview.duplicates_wanted.connect(self._on_duplicates_wanted)
        overview.interests_wanted.connect(self._on_interests_wanted)

    def _refresh_visible(self) -> None:
        if self.place in self._outdated:
            self._outdated.discard(self.place)
            focused = QApplication.focusWidget()
            self.page(self.place).refresh()
            self._keep_focus(focused)

    def _keep_focus(self, focused: QWidget | None) -> None:
        """Put the focus back where it was on the page, or where one begins if that is gone."""
        page = self.page(self.place)
        if focused is None or not shiboken6.isValid(focused):
            return
        if focused.isVisible() and focused.isEnabled():
            if page.isAncestorOf(focused):
                focused.setFocus()
        elif QApplication.activeModalWidget() is None:
            page.first_focus.setFocus()

    def _name_scheme(self) -> None:
        self.rail.name_scheme(self.services.scheme.scheme().name)
        newest, *earlier = (line.round for line in reversed(self.services.rounds.rounds()))
        self.rail.offer_rounds([(None, newest.name), *((each.number, each.name) for each in earlier)])

    @Slot(object)
    def _on_round_chosen(self, number: int | None) -> None:
        """Show every page as an earlier round has it, or the newest one again."""
        self.settle()
        self.services.readings.look_at(number)
        newest = self.services.scheme.round().name
        self.operations.look_back(newest if number else "")
        if number:
            self.looks_back.say(_LOOKS_BACK.format(self.services.latest.state().round.name))
            self.looks_back.offer(f"&Back to {without_mnemonic(newest)}")
        else:
            self.looks_back.say("")
        self._on_operations_changed(EVERYTHING)

    def _say_where_saved(self) -> None:
        if not self.services.is_read_only:
            self.job_bar.rest_with(SAVED_HERE if self.services.synced.has_unpublished() else SAVED)

    def say_done(self) -> None:
        """Say what was just done, as the history calls it."""
        done, _ = self.services.history.next_steps()
        if done:
            self.operations.say(f"{done}: done.")

    @Slot(object)
    def _on_operations_changed(self, changes: Changes) -> None:
        self._outdated |= {place for place, page in self._pages.items() if changes.touches(*page.shows)}
        if changes.touches(Kind.SCHEME, Kind.ROUNDS):
            self._name_scheme()
        for place in (Place.MEETINGS, Place.REPORT):
            self.rail.offer(place, is_offered=self.services.follow_up.runs(today()))
        if changes.touches(Kind.SCHEME):
            pays = self.services.scheme.scheme().pays_for_time
            self.rail.offer(Place.MONEY, is_offered=pays)
            if self.place is Place.MONEY and not pays:
                self.show_place(Place.OVERVIEW)
        self._say_where_saved()
        self._refresh_visible()
        self._idle.start(_IDLE_MS)

    @Slot()
    def _on_jobs_started(self) -> None:
        self._focused = QApplication.focusWidget()

    @Slot()
    def _on_jobs_ended(self) -> None:
        focused, self._focused = self._focused, None  # what came of the job may show other controls yet
        QTimer.singleShot(0, self, lambda: self._keep_focus(focused))

    @Slot(object)
    def _on_operations_refused(self, error: UserError) -> None:
        if isinstance(error, LostFile):
            # The message is closed and forgotten; this stays in sight, with the way out beside it.
            self.notice.say(str(error))
            self.notice.offer(_SAVE_A_COPY)
            self.job_bar.rest_with(NOT_SAVED)

    @Slot(object)
    def _on_step_wanted(self, step: NextStep) -> None:
        if step is NextStep.START_ROUND:
            self.round_wanted.emit()
        elif step is NextStep.NEWEST_ROUND:
            self.rail.show_newest_round()
        else:
            self.show_place(_PLACE_OF_STEP[step])

    @Slot(object)
    def _on_due_wanted(self, due: Due) -> None:
        """Open the list that a line of Today counts."""
        from buddy_matcher.ui.overview.reminders_dialog import RemindersDialog

        who = tuple(member.participation_id for member in due.people)
        newest = self.services.scheme.round().id
        if due.kind == REMINDER:
            RemindersDialog.ask(
                self, self.services.follow_up, self.services.entries, self.operations, today()
            )
        elif due.kind == UNSENT:
            self.show_place(Place.LETTERS)
        elif due.kind in _OF_PEOPLE and all(m.participation.round_id == newest for m in due.people):
            self._on_people_wanted(who)
        else:
            self.show_place(Place.MEETINGS)
            self._maker.meetings.show_only(who)

    @Slot(object)
    def _on_leaving_wanted(self, people: tuple[Member, ...]) -> None:
        from buddy_matcher.ui.leaving.someone_leaves import someone_leaves

        someone_leaves(self, self._maker.leaving, self.operations, people, today())

    @Slot(object)
    def _on_people_wanted(self, participation_ids: tuple[ParticipationId, ...]) -> None:
        self.page(Place.PEOPLE)
        self._maker.people.show_only(participation_ids)
        self.show_place(Place.PEOPLE)

    @Slot()
    def _on_duplicates_wanted(self) -> None:
        self.page(Place.PEOPLE)
        self._maker.people.show_duplicates()

    @Slot(object)
    def _on_form_wanted(self, participation_id: ParticipationId) -> None:
        from buddy_matcher.ui.people.person_dialog import edit_person

        edit_person(self, self.services.people, participation_id, self.operations)

    @Slot()
    def _on_interests_wanted(self) -> None:
        from buddy_matcher.ui.organisations.interests_dialog import InterestsDialog

        InterestsDialog.ask(self, self.services.interests, self.operations, today())

    @Slot()
    def _on_decisions_wanted(self) -> None:
        from buddy_matcher.ui.overview.decide_dialog import DecideDialog

        DecideDialog.ask(self, self.services.answers, self.operations)

    @Slot(str)
    def _on_upkeep_noticed(self, text: str) -> None:
        self.notice.say(text)
        self._say_where_saved()
