"""What reading a sheet found and left open, and what was decided on it, for window and command line alike."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum

from buddy_matcher.domain.ids import UNSAVED, HeadingId
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.text import fold


class Shape(StrEnum):
    """Which tool wrote a sheet, as far as its headings tell."""

    MICROSOFT_FORMS = "microsoft_forms"
    GOOGLE_FORMS = "google_forms"
    SURVEY_MONKEY = "survey_monkey"
    QUALTRICS = "qualtrics"
    TYPEFORM = "typeform"
    JOTFORM = "jotform"
    LIME_SURVEY = "lime_survey"
    CRM = "crm"
    OURS = "ours"
    LIST = "list"

    @property
    def in_words(self) -> str:
        """The shape as a sentence begins with it, such as "A Microsoft Forms export"."""
        special = {
            "survey_monkey": "A SurveyMonkey export",
            "jotform": "A JotForm export",
            "lime_survey": "A LimeSurvey export",
            "crm": "An export of a contact database",
            "ours": "A workbook of ours",
            "list": "A list",
        }
        return special.get(self.value, f"A {self.value.replace('_', ' ').title()} export")


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnGuess:
    """What a column is read as and why; `question` is None where it is not read.

    With `is_sure`, nobody need be asked: the heading is known, was decided, or is a survey tool's own.
    `suggestion` is what an unsure column may ask. `samples` are up to three of its texts,
    `count` is how many rows hold one.
    """

    heading: str
    question: Question | None
    is_sure: bool
    why: str
    samples: tuple[str, ...] = ()
    suggestion: Question | None = None
    count: int = 0

    def as_json(self) -> dict[str, object]:
        """Return it under the keys that stay."""
        return {
            "heading": self.heading,
            "question": self.question.value if self.question else None,
            "sure": self.is_sure,
            "samples": list(self.samples),
            "why": self.why,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundSheet:
    """A sheet of a file that holds answers: how many, its first headings, and whether it is read."""

    name: str
    count: int
    is_read: bool
    headings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return it under the keys that stay."""
        return {"name": self.name, "rows": self.count, "read": self.is_read}


class Open(StrEnum):
    """What kind of thing waits for a decision."""

    COLUMN = "column"
    VALUE = "value"
    SHEET = "sheet"
    PERSON = "person"
    NEED = "need"


@dataclass(frozen=True, kw_only=True, slots=True)
class ToDecide:
    """One thing to decide: a heading, an answer, a sheet, a person or an access need, exactly as written.

    `question` is "" where the question itself is what is asked for. `suggestion` is a meaning that may be
    right, if there is one. `row` and `sheet` say where it stands first.
    """

    what: Open
    question: str
    text: str
    count: int = 1
    suggestion: str | None = None
    row: int = 0
    sheet: str = ""

    def as_json(self) -> dict[str, object]:
        """Return it under the keys that stay."""
        return {key: value for key, value in asdict(self).items() if key not in {"row", "sheet"}}


NOT_USED = "-"
"""What stands for a question where a column is not used."""

NEW = "new"
"""The meaning that puts an answer on its list."""

IGNORE = "ignore"
"""The meaning that leaves an answer out."""


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """That a heading asks a question; None when its column is not used."""

    heading: str
    question: Question | None
    id: HeadingId = UNSAVED


@dataclass(frozen=True, slots=True)
class ValueDecision:
    """What an answer to a question means: a label, a number, Yes, No, `NEW` or `IGNORE`."""

    question: Question
    text: str
    meaning: str


class Update(StrEnum):
    """What an import changes of people whom the scheme holds."""

    ALL = "all"
    BLANKS = "blanks"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingDecisions:
    """What the coordinator decided on a sheet, each heading and each answer once.

    `take_lists` are the questions whose unknown answers are the scheme's own list: `Question.CAN_SHARE` for
    the strengths, `Question.THEMES` for the themes. `update` is what changes of people who are known.
    `sheets` are the names of those that are read, None where nobody chose.
    """

    columns: tuple[ColumnDecision, ...] = ()
    values: tuple[ValueDecision, ...] = ()
    take_lists: frozenset[Question] = field(default_factory=frozenset)
    update: Update = Update.ALL
    sheets: frozenset[str] | None = None

    @property
    def questions(self) -> dict[str, Question | None]:
        """The decided question of each folded heading."""
        return {fold(each.heading): each.question for each in self.columns}


@dataclass(frozen=True, slots=True)
class Balance:
    """How many of each sector the round has; `short` is the sector that lacks people, "" for neither."""

    health: int = 0
    vcse: int = 0

    @property
    def short(self) -> str:
        """The value of the sector with fewer people."""
        if self.health == self.vcse:
            return ""
        return "health" if self.health < self.vcse else "vcse"

    def as_json(self) -> dict[str, object]:
        """Return it under the keys that stay."""
        return {"health": self.health, "vcse": self.vcse, "short": self.short}

    @property
    def short_label(self) -> str:
        """The label of the sector with fewer people, "" for neither."""
        return Sector(self.short).label if self.short else ""

    @property
    def missing(self) -> int:
        """How many people the smaller side lacks."""
        return abs(self.health - self.vcse)
