"""The questions that a sign-up form may ask, under one name each whatever a form calls them."""

from enum import Enum, StrEnum, auto

from buddy_matcher.domain.statements import StatementAbout


class Owner(Enum):
    """What an answer is an answer of, and so where what it says is kept.

    `READING` is for answers that no field takes: they say how others are to be read, or are kept as they are.
    """

    PERSON = auto()
    LETTERS = auto()
    ROUND = auto()
    ORGANISATION = auto()
    RESPONSE = auto()
    ACCESS = auto()
    READING = auto()


class Question(StrEnum):
    """A question of a sign-up form; the value names its raw answer in a participation's source."""

    RESPONSE = "response"
    STARTED = "started"
    ANSWERED = "answered"
    CHANGED = "changed"
    FULL_NAME = "full_name"
    GIVEN = "given"
    FAMILY = "family"
    KNOWN_AS = "known_as"
    ORGANISATION = "organisation"
    SECTOR = "sector"
    ORGANISATION_KIND = "organisation_kind"
    JOB_TITLE = "job_title"
    LEVEL = "level"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    PLACE = "place"
    POSTCODE = "postcode"
    CAN_SHARE = "can_share"
    WOULD_LIKE = "would_like"
    THEMES = "themes"
    HOPES = "hopes"
    IF_ONLY = "if_only"
    IF_ONLY_READ_BY = "if_only_read_by"
    IF_ONLY_PEOPLE = "if_only_people"
    IF_ONLY_PEOPLE_READ_BY = "if_only_people_read_by"
    IF_ONLY_ME = "if_only_me"
    IF_ONLY_ME_READ_BY = "if_only_me_read_by"
    INTRODUCTION = "introduction"
    WAYS = "ways"
    FREE = "free"
    TRAVEL = "travel"
    VENUE_NEEDS = "venue_needs"
    CAPACITY = "capacity"
    TRIO = "trio"
    STANDBY = "standby"
    CONFIDENCE = "confidence"
    LETTERS = "letters"
    DELIVERY = "delivery"
    LANGUAGE = "language"
    PRINT_SIZE = "print_size"
    OTHER_FORMAT = "other_format"
    ACCESS_NOTE = "access_note"
    ACCESS_CONSENT = "access_consent"
    NOT_WITH = "not_with"
    SHARE_CONTACT = "share_contact"
    SHARE_THEMES = "share_themes"
    PRIVACY_VERSION = "privacy_version"
    PRIVACY_GIVEN = "privacy_given"
    TIME_FUNDED = "time_funded"
    FUNDED_RATE = "funded_rate"
    TAKES_PART = "takes_part"
    ANYTHING_ELSE = "anything_else"
    SHARE_OR_GAIN = "share_or_gain"
    STATUS = "status"
    PRIORITY = "priority"
    NOTES = "notes"

    @property
    def label(self) -> str:
        """The plain heading that a sheet of ours gives the question, and that is always recognised."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())

    @property
    def owner(self) -> Owner:
        """What the answer is of: the person for good, their letters, their part in one round, or else."""
        return _OWNERS.get(self, Owner.ROUND)


_LABELS = {
    Question.RESPONSE: "Response ID",
    Question.STARTED: "Start time",
    Question.ANSWERED: "Completion time",
    Question.CHANGED: "Last modified time",
    Question.GIVEN: "Given name",
    Question.FAMILY: "Family name",
    Question.ORGANISATION_KIND: "Kind of organisation",
    Question.EMAIL: "E-mail",
    Question.PHONE: "Phone number",
    Question.ADDRESS: "Postal address",
    Question.PLACE: "Town",
    Question.WOULD_LIKE: "Would like to gain",
    Question.THEMES: "Communities and themes",
    Question.IF_ONLY: "If only they knew",
    Question.IF_ONLY_READ_BY: "If only they knew may be read by",
    Question.IF_ONLY_PEOPLE: "If only they knew of people served",
    Question.IF_ONLY_PEOPLE_READ_BY: "If only they knew of people served may be read by",
    Question.IF_ONLY_ME: "If only they knew of me",
    Question.IF_ONLY_ME_READ_BY: "If only they knew of me may be read by",
    Question.WAYS: "Ways to meet",
    Question.FREE: "Free times",
    Question.TRAVEL: "Travel (miles)",
    Question.CAPACITY: "Number of buddies",
    Question.TRIO: "Happy in a group of three",
    Question.STANDBY: "May be rung if someone drops out",
    Question.CONFIDENCE: "Confidence in working with the other sector",
    Question.DELIVERY: "Letters go",
    Question.LANGUAGE: "Language of letters",
    Question.ACCESS_NOTE: "Access needs",
    Question.ACCESS_CONSENT: "Consent to keep access needs",
    Question.NOT_WITH: "Not to be paired with",
    Question.SHARE_CONTACT: "Agrees to share contact details",
    Question.SHARE_THEMES: "Agrees to share themes",
    Question.PRIVACY_VERSION: "Privacy notice version",
    Question.PRIVACY_GIVEN: "Privacy notice given on",
    Question.FUNDED_RATE: "Rate of funded time",
    Question.TAKES_PART: "Takes part",
    Question.SHARE_OR_GAIN: "Share or gain",
}

STATEMENTS = {
    StatementAbout.WORK: (Question.IF_ONLY, Question.IF_ONLY_READ_BY),
    StatementAbout.PEOPLE: (Question.IF_ONLY_PEOPLE, Question.IF_ONLY_PEOPLE_READ_BY),
    StatementAbout.ME: (Question.IF_ONLY_ME, Question.IF_ONLY_ME_READ_BY),
}
"""By what somebody wishes the other sector knew about: the question for the words, and who may read them."""

_QUESTIONS = {
    Owner.PERSON: (
        Question.FULL_NAME,
        Question.GIVEN,
        Question.FAMILY,
        Question.KNOWN_AS,
        Question.ORGANISATION,
        Question.JOB_TITLE,
        Question.LEVEL,
        Question.EMAIL,
        Question.PHONE,
        Question.ADDRESS,
        Question.NOTES,
    ),
    Owner.LETTERS: (
        Question.LETTERS,
        Question.DELIVERY,
        Question.LANGUAGE,
        Question.PRINT_SIZE,
        Question.OTHER_FORMAT,
    ),
    Owner.ORGANISATION: (Question.ORGANISATION_KIND,),
    Owner.RESPONSE: (Question.RESPONSE, Question.STARTED, Question.ANSWERED, Question.CHANGED),
    Owner.ACCESS: (Question.ACCESS_NOTE, Question.ACCESS_CONSENT),
    Owner.READING: (Question.ANYTHING_ELSE, Question.SHARE_OR_GAIN),
}
_OWNERS = {question: owner for owner, questions in _QUESTIONS.items() for question in questions}

OWN_WORDS = frozenset(
    {
        Question.FULL_NAME,
        Question.EMAIL,
        Question.PHONE,
        Question.HOPES,
        Question.INTRODUCTION,
        Question.NOTES,
        *(words for words, _ in STATEMENTS.values()),
    }
)
"""What hardly two people answer alike."""
