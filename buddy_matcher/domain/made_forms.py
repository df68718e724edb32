"""The forms that a scheme makes for others to fill in: each question once, in words that are understood.

A form tool, a paper form and a sheet to hand round all ask the same questions in the same words, so that
what comes back needs no mapping. The reader knows these words (`documents.forms.question_headings`).
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from buddy_matcher.domain.answers import Asked, Occasion
from buddy_matcher.domain.ids import StrengthId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.meeting import DAY_PARTS, DAYS, MeetingWay
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.participations import MOST_CONFIDENT
from buddy_matcher.domain.people import PRINT_SIZES, Delivery, OtherFormat
from buddy_matcher.domain.questions import STATEMENTS, Question
from buddy_matcher.domain.statements import READERS, StatementAbout

YES_NO = ("Yes", "No")
MOST_SHARED, MOST_WISHED = 5, 3
"""How many strengths a form asks for: as many as people name with care in a few minutes."""


class FormKind(StrEnum):
    """What a form is for; the value is its name on the command line."""

    SIGN_UP = "sign-up"
    ORGANISATION = "organisation"
    CHECK_IN = Occasion.CHECK_IN.value
    MIDDLE = Occasion.MIDDLE.value
    END = Occasion.END.value
    RETURN = Occasion.RETURN.value
    CHOICE = Occasion.CHOICE.value

    @property
    def label(self) -> str:
        """The form as the screen names it."""
        if self.occasion:
            return self.occasion.label
        return {FormKind.SIGN_UP: "Sign-up", FormKind.ORGANISATION: "Organisation"}[self]

    @property
    def occasion(self) -> Occasion | None:
        """When the form is asked in the life of a round, None for one from before it."""
        return Occasion(self.value) if self.value in Occasion else None


class AnswerType(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"

    @property
    def instruction(self) -> str:
        """What to tell somebody with a pen, or with a form tool."""
        return {
            AnswerType.TEXT: "Write your answer",
            AnswerType.CHOICE: "Choose one",
            AnswerType.CHOICES: "Choose all that apply",
        }[self]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormQuestion:
    """One question of a form: what it asks, in which words, and what can be chosen.

    `most` is how many options may be chosen, None for any number; `lines` is how much room an answer in words
    gets on paper. `scale` are the numbers that options are kept as, best first; `strength_id` is what a
    question about one wish asks for.
    """

    question: Question | Asked
    text: str
    help: str = ""
    answers: AnswerType = AnswerType.TEXT
    options: tuple[str, ...] = ()
    most: int | None = None
    lines: int = 1
    is_required: bool = False
    scale: tuple[int, ...] = ()
    strength_id: StrengthId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MadeForm:
    """A form: its title, what to say first, and its questions in order."""

    kind: FormKind
    title: str
    opening: str
    questions: tuple[FormQuestion, ...]

    def without(self, switched_off: Collection[Question | Asked]) -> "MadeForm":
        """Return the form without some questions; a required one stays."""
        kept = (q for q in self.questions if q.is_required or q.question not in switched_off)
        return MadeForm(kind=self.kind, title=self.title, opening=self.opening, questions=tuple(kept))


_SEPARATORS = re.compile(r"\s*[,;]\s*")


def option_text(name: str) -> str:
    """Return a list's entry as forms offer it: form tools part answers at commas and semicolons."""
    return _SEPARATORS.sub(" – ", name).strip(" –")


def sign_up_form(scheme: str, strengths: Iterable[str], themes: Iterable[str]) -> MadeForm:
    """Return the sign-up form of a scheme with its own lists; it takes about eight minutes to fill in."""
    shared = tuple(option_text(name) for name in strengths)
    return MadeForm(
        kind=FormKind.SIGN_UP,
        title=f"{scheme}: sign-up",
        opening=(
            "We pair people of health organisations with people of voluntary, community, faith and social "
            "enterprise organisations, so that each can share what they are good at. "
            "It takes about 8 minutes."
        ),
        questions=(
            *_taking_part(),
            *_who(),
            *_strengths(shared),
            *_communities(tuple(option_text(name) for name in themes)),
            *_meeting(),
            *_buddies(),
            *_letters(),
            *_needs(),
        ),
    )


def organisation_form(scheme: str) -> MadeForm:
    """Return the form on which an organisation tells about itself."""
    kinds = tuple(kind.label for kind in OrganisationKind)
    return MadeForm(
        kind=FormKind.ORGANISATION,
        title=f"{scheme}: your organisation",
        opening="Tell us about your organisation. Leave out what it does not have.",
        questions=(
            _asked(Question.ORGANISATION, "Name of your organisation", is_required=True),
            _sector(),
            _chosen(Question.ORGANISATION_KIND, "What kind of organisation is it?", kinds),
        ),
    )


def _asked(
    question: Question, text: str, help_: str = "", *, lines: int = 1, is_required: bool = False
) -> FormQuestion:
    return FormQuestion(question=question, text=text, help=help_, lines=lines, is_required=is_required)


def _chosen(
    question: Question, text: str, options: tuple[str, ...], help_: str = "", *, is_required: bool = False
) -> FormQuestion:
    return FormQuestion(
        question=question,
        text=text,
        help=help_,
        answers=AnswerType.CHOICE,
        options=options,
        is_required=is_required,
    )


def _ticked(
    question: Question, text: str, options: tuple[str, ...], help_: str = "", most: int | None = None
) -> FormQuestion:
    return FormQuestion(
        question=question, text=text, help=help_, answers=AnswerType.CHOICES, options=options, most=most
    )


def _sector() -> FormQuestion:
    # Health first, as the letters name the sides.
    return _chosen(
        Question.SECTOR,
        "Which sector do you work in?",
        tuple(sector.label for sector in Sector),
        "VCSE is the voluntary, community, faith and social enterprise sector.",
        is_required=True,
    )


def _taking_part() -> tuple[FormQuestion, ...]:
    # Reading a notice is no agreement to anything, so the two are asked apart.
    return (
        _chosen(Question.PRIVACY_GIVEN, "Have you read our privacy notice?", YES_NO, is_required=True),
        _chosen(Question.TAKES_PART, "Do you want to take part?", YES_NO, is_required=True),
    )


def _who() -> tuple[FormQuestion, ...]:
    return (
        _asked(Question.FULL_NAME, "Your full name", is_required=True),
        _asked(Question.KNOWN_AS, "What name do you like to be called?", "If it is not your first name."),
        _asked(Question.ORGANISATION, "Name of your organisation", is_required=True),
        _sector(),
        _asked(Question.JOB_TITLE, "Your job title", "“Volunteer” is fine."),
        _asked(Question.EMAIL, "Your e-mail address", is_required=True),
        _asked(Question.PHONE, "Your phone number"),
        _chosen(Question.SHARE_CONTACT, "May we give your e-mail and phone number to your buddy?", YES_NO),
    )


def _strengths(options: tuple[str, ...]) -> tuple[FormQuestion, ...]:
    return (
        _ticked(
            Question.CAN_SHARE,
            "Which strengths could you share?",
            options,
            f"Choose up to {MOST_SHARED}.",
            MOST_SHARED,
        ),
        _ticked(
            Question.WOULD_LIKE,
            "Which strengths would you like to gain?",
            options,
            f"Choose up to {MOST_WISHED}.",
            MOST_WISHED,
        ),
    )


def _communities(options: tuple[str, ...]) -> tuple[FormQuestion, ...]:
    return (
        _ticked(Question.THEMES, "Which communities and themes do you work with?", options),
        _chosen(Question.SHARE_THEMES, "May we share your communities with your buddy?", YES_NO),
        *(question for about, subject in _SUBJECTS.items() for question in _statement(about, subject)),
    )


_SUBJECTS = {
    StatementAbout.WORK: "your work",
    StatementAbout.PEOPLE: "the people you serve",
    StatementAbout.ME: "you",
}


def _statement(about: StatementAbout, subject: str) -> tuple[FormQuestion, ...]:
    words, readers = STATEMENTS[about]
    return (
        _asked(
            words,
            f"If only they knew… What do you wish the other sector knew about {subject}?",
            "Please name no patients or clients.",
            lines=3,
        ),
        _chosen(readers, f"Who may read what you wish they knew about {subject}?", tuple(READERS)),
    )


def _meeting() -> tuple[FormQuestion, ...]:
    half_days = tuple(f"{day} {part}" for day in DAYS for part in DAY_PARTS)
    return (
        _ticked(Question.WAYS, "In which ways could you meet?", tuple(way.label for way in MeetingWay)),
        _asked(
            Question.POSTCODE,
            "First half of your postcode",
            "For example LS1. It tells how far apart people are.",
        ),
        _asked(Question.TRAVEL, "How far could you travel to meet, in miles?", "A number, such as 10."),
        _ticked(Question.FREE, "When are you usually free to meet?", half_days),
    )


def _buddies() -> tuple[FormQuestion, ...]:
    return (
        _chosen(Question.CAPACITY, "How many buddies could you have?", ("1", "2", "3")),
        _chosen(Question.TRIO, "Are you happy to be in a group of three?", YES_NO),
        _chosen(Question.STANDBY, "If someone drops out later, may we ring you?", YES_NO),
        _chosen(
            Question.CONFIDENCE,
            "How confident are you in working with the other sector?",
            tuple(str(number) for number in range(MOST_CONFIDENT + 1)),
            "0 is not at all, 10 is very. We ask again at the end.",
        ),
        _asked(
            Question.NOT_WITH,
            "Is there anyone you should not be paired with?",
            "Only the coordinator reads this.",
        ),
    )


def _letters() -> tuple[FormQuestion, ...]:
    sizes = tuple(f"{size} point" for size in PRINT_SIZES)
    return (
        _chosen(Question.DELIVERY, "How should letters reach you?", tuple(way.label for way in Delivery)),
        _asked(Question.ADDRESS, "Your postal address", "Only if letters should come by post.", lines=4),
        _chosen(Question.PRINT_SIZE, "Which print size do you read?", sizes, "Most letters are in 14 point."),
        _chosen(
            Question.LANGUAGE,
            "Language of letters",
            tuple(each.label for each in (Language.ENGLISH, Language.WELSH, Language.BOTH)),
            "Tell us if you read another language better.",
        ),
        _chosen(
            Question.OTHER_FORMAT,
            "Other format of letters",
            tuple(each.label for each in OtherFormat),
            "Only if you need one.",
        ),
    )


def _needs() -> tuple[FormQuestion, ...]:
    return (
        _asked(Question.ACCESS_NOTE, "Access needs at a meeting place", "What you need, not why."),
        _chosen(Question.ACCESS_CONSENT, "Do you agree that we keep a note of your access needs?", YES_NO),
        _chosen(Question.TIME_FUNDED, "VCSE only: is your time funded?", YES_NO),
    )
