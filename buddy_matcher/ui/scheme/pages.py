"""Makes the page of each place; its module is imported only then, as that takes longest."""

from collections.abc import Callable
from functools import cached_property, partial
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from buddy_matcher import ui
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.acting.page import Page
from buddy_matcher.ui.overview.overview_page import OverviewPage
from buddy_matcher.ui.scheme.place_rail import Place

if TYPE_CHECKING:
    from buddy_matcher.domain.to_send import ToSend
    from buddy_matcher.ui.funding.funding_page import FundingPage
    from buddy_matcher.ui.leaving.leaving import Leaving
    from buddy_matcher.ui.letters.letters_page import LettersPage
    from buddy_matcher.ui.meetings.meetings_page import MeetingsPage
    from buddy_matcher.ui.organisations.organisations_page import OrganisationsPage
    from buddy_matcher.ui.pairings.pairings_page import PairingsPage
    from buddy_matcher.ui.people.people_page import PeoplePage
    from buddy_matcher.ui.report.report_page import ReportPage


_MODULES = (
    "people.people_page",
    "organisations.organisations_page",
    "pairings.pairings_page",
    "letters.letters_page",
    "meetings.meetings_page",
    "report.report_page",
    "funding.funding_page",
)


class Pages:
    """The pages of an open scheme, each made when it is first asked for, from the use cases it needs."""

    def __init__(self, services: Services, operations: Operations) -> None:
        self._services = services
        self._operations = operations
        self._to_send: ToSend | None = None

    def show_to_send(self) -> None:
        """Show in the Overview what waits to be sent, once that was read ahead."""
        if self._to_send is not None:
            self.overview.show_to_send(self._to_send)
            self._to_send = None

    def read_ahead(self, is_over: Callable[[], bool]) -> None:
        """Read what takes longest to read and import all modules, those of pages first, until it `is_over`.

        It runs beside the window: both take longer than anybody should wait who opens a page or a dialog.
        """
        from buddy_matcher.services.what_to_send import WhatToSend

        services = self._services
        work: tuple[Callable[[], object], ...] = (
            *(partial(import_module, f"buddy_matcher.ui.{module}") for module in _MODULES),
            lambda: services.questions,
            services.overview.round,
            services.letters.letters,
            services.letters.to_mend,
            services.papers.papers,
            services.arranging.warm_up,
            services.warm_up,
            *(
                partial(import_module, module.name)
                for module in walk_packages(ui.__path__, f"{ui.__name__}.")
            ),
        )
        for step in work:
            if is_over():
                return
            step()
        self._to_send = WhatToSend(services.letters, lambda: services.payments).now()

    def read_for(self, place: Place) -> None:
        """Read what takes longest of what a page and the rail show; it runs beside the window."""
        services = self._services
        services.follow_up.runs(today())
        read: dict[Place, Callable[[], object]] = {
            Place.OVERVIEW: services.overview.round,
            Place.PEOPLE: services.latest.plan,
            Place.PAIRINGS: services.latest.plan,
            Place.LETTERS: services.letters.letters,
            Place.MEETINGS: lambda: services.follow_up.pairs(today()),
        }
        read.get(place, services.latest.state)()

    def made(self, place: Place) -> Page:
        """Return the page of a place."""
        page: Page = getattr(self, place.value)
        return page

    @cached_property
    def leaving(self) -> "Leaving":
        """The use cases that the commands about leaving call."""
        from buddy_matcher.ui.leaving.leaving import Leaving

        services = self._services
        return Leaving(
            services.endings,
            services.holds,
            services.questions.mend,
            services.follow_up,
            services.rounds,
            services.changing,
            services.scheme,
        )

    @cached_property
    def overview(self) -> OverviewPage:
        """What is to be done."""
        services = self._services
        return OverviewPage(services.overview, services.follow_up, services.entries, self._operations, today)

    @cached_property
    def people(self) -> "PeoplePage":
        """Everybody of the round."""
        from buddy_matcher.ui.people.people_commands import PeopleServices
        from buddy_matcher.ui.people.people_page import PeoplePage

        services = self._services
        return PeoplePage(
            PeopleServices(
                services.people, services.changing, services.merging, services.erasure, services.entries
            ),
            services.latest,
            self.leaving,
            self._operations,
            today,
        )

    @cached_property
    def organisations(self) -> "OrganisationsPage":
        """Where they work."""
        from buddy_matcher.ui.organisations.organisations_page import OrganisationsPage

        services = self._services
        return OrganisationsPage(
            services.organisations,
            services.interests,
            services.entries,
            services.latest,
            self._operations,
            today,
        )

    @cached_property
    def pairings(self) -> "PairingsPage":
        """The plan."""
        from buddy_matcher.ui.pairings.pairings_page import Asking, PairingsPage

        services = self._services
        return PairingsPage(
            services.plan,
            services.pairings,
            services.overview,
            services.latest,
            Asking(services.weighing, services.waiting, services.questions.pictures),
            self.leaving,
            self._operations,
            today=today,
        )

    @cached_property
    def letters(self) -> "LettersPage":
        """The letters that are due."""
        from buddy_matcher.ui.letters.letters_page import LettersPage

        services = self._services
        return LettersPage(
            services.letters,
            services.wording,
            services.letterhead,
            services.translations,
            services.papers,
            self._operations,
        )

    @cached_property
    def meetings(self) -> "MeetingsPage":
        """The pairs that run."""
        from buddy_matcher.ui.meetings.meetings_page import MeetingsPage

        services = self._services
        return MeetingsPage(
            services.follow_up,
            services.entries,
            services.arranging,
            services.rounds,
            self.leaving,
            self._operations,
            today,
        )

    @cached_property
    def report(self) -> "ReportPage":
        """What funders are told."""
        from buddy_matcher.ui.report.report_page import ReportPage

        services = self._services
        return ReportPage(
            services.reports,
            services.rounds,
            services.reach,
            self._operations,
            today,
            lambda: services.readings.number,
        )

    @cached_property
    def money(self) -> "FundingPage":
        """What is paid for time."""
        from buddy_matcher.ui.funding.funding_page import FundingPage

        services = self._services
        return FundingPage(
            services.funding, services.payments, services.organisations, self._operations, today
        )
