"""What can be answered to each question: the labels that say a meaning whatever a form calls it."""

from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.meeting import DAY_PARTS, DAYS, HALF_DAYS, MeetingWay
from buddy_matcher.domain.organisations import OrganisationKind, Sector
from buddy_matcher.domain.participations import MOST_BUDDIES, MOST_CONFIDENT, Status
from buddy_matcher.domain.people import PRINT_SIZES, Delivery, Level, OtherFormat
from buddy_matcher.domain.questions import STATEMENTS, Question
from buddy_matcher.domain.statements import READERS

_YES_NO = ("Yes", "No")
_VALUES: dict[Question, tuple[str, ...]] = {
    Question.SECTOR: tuple(sector.label for sector in Sector),
    Question.ORGANISATION_KIND: tuple(kind.label for kind in OrganisationKind),
    Question.LEVEL: tuple(level.label for level in Level),
    # One answer may mean several: "either" is any way, "after work" the evenings.
    Question.WAYS: ("Any way", "In person", *(way.label for way in MeetingWay)),
    Question.FREE: (
        "Any time",
        *(f"{part.capitalize()}s" for part in DAY_PARTS),
        *DAYS,
        *(half_day.label for half_day in HALF_DAYS),
    ),
    Question.TRAVEL: ("2", "5", "10", "20", "30", "50"),
    Question.CAPACITY: tuple(str(number) for number in range(MOST_BUDDIES + 1)),
    Question.TRIO: _YES_NO,
    Question.STANDBY: _YES_NO,
    Question.CONFIDENCE: tuple(str(number) for number in range(MOST_CONFIDENT + 1)),
    Question.LETTERS: (
        *(delivery.label for delivery in Delivery),
        *(other.label for other in OtherFormat),
    ),
    Question.DELIVERY: tuple(delivery.label for delivery in Delivery),
    Question.LANGUAGE: tuple(language.label for language in Language),
    Question.PRINT_SIZE: tuple(str(size) for size in PRINT_SIZES),
    Question.OTHER_FORMAT: tuple(other.label for other in OtherFormat),
    **{read_by: tuple(READERS) for _, read_by in STATEMENTS.values()},
    Question.SHARE_CONTACT: _YES_NO,
    Question.SHARE_THEMES: _YES_NO,
    Question.TIME_FUNDED: _YES_NO,
    Question.TAKES_PART: _YES_NO,
    Question.SHARE_OR_GAIN: ("Share", "Gain", "Both", "Neither"),
    Question.STATUS: tuple(status.label for status in Status),
}


def values_of(question: Question) -> tuple[str, ...]:
    """Return the labels of the answers to a question, () where people answer freely or from a list."""
    return _VALUES.get(question, ())
