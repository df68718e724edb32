"""The scheme and its rounds."""

from dataclasses import dataclass
from typing import Final

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.conversation import OUR_PROMPTS, Prompts
from buddy_matcher.domain.criteria import Criteria
from buddy_matcher.domain.ids import UNSAVED, RoundId
from buddy_matcher.domain.pair_life import FlagSettings
from buddy_matcher.domain.round_dates import RoundDates
from buddy_matcher.domain.working_days import Nation


@dataclass(frozen=True, kw_only=True, slots=True)
class Coordinator:
    """Who runs the scheme, as the letters name them."""

    name: str = ""
    phone: str = ""
    email: str = ""
    organisation: str = ""
    address: tuple[str, ...] = ()

    @property
    def lacks_in_words(self) -> str:
        """What a reader of a letter would look for in vain, in a sentence, or "": whom to ask, and how."""
        has_name, can_be_reached = bool(self.name.strip()), bool(self.phone.strip() or self.email.strip())
        if has_name and can_be_reached:
            return ""
        if has_name:
            return "Letters can’t say how to reach the coordinator: their phone and e-mail are missing."
        missing = "name is missing" if can_be_reached else "name, phone and e-mail are missing"
        return f"Letters can’t say whom to ask: the coordinator’s {missing}."


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """The programme that one file holds; the window shows money only where it `pays_for_time`.

    It keeps the bank holidays of its `nation`, and `prompts` stand on its conversation cards. `safeguarding`
    says whom to ring who worries about somebody's safety, "" where nobody is named. One that `offers_welsh`
    writes in Welsh and English to whoever was not asked for a language, as the Welsh Language Standards want.
    """

    name: str
    coordinator: Coordinator = Coordinator()
    pays_for_time: bool = False
    nation: Nation = Nation.ENGLAND_AND_WALES
    prompts: Prompts = OUR_PROMPTS
    safeguarding: str = ""
    offers_welsh: bool = False


@dataclass(frozen=True, slots=True)
class NamedForm:
    """A form that letters of its occasion name: at a link, or on paper with them where that is empty."""

    occasion: Occasion
    link: str = ""


NAMED_IN_LETTERS: Final = (Occasion.CHECK_IN, Occasion.MIDDLE)
"""The occasions whose letters name a form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One matching occasion of a scheme.

    `dates` are what the coordinator chose of its dates, `flags` when a running pair is flagged, `forms` what
    letters name, one an occasion.
    """

    id: RoundId = UNSAVED
    number: int
    name: str
    criteria: Criteria = Criteria()
    dates: RoundDates = RoundDates()
    flags: FlagSettings = FlagSettings()
    forms: tuple[NamedForm, ...] = ()

    def form_of(self, occasion: Occasion) -> NamedForm | None:
        """Return the form that letters of an occasion name, if there is one."""
        return next((form for form in self.forms if form.occasion is occasion), None)
