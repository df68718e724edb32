"""What is kept of a report: with which numbers it was issued, and the coordinator's own words in it."""

from dataclasses import dataclass
from datetime import datetime

from buddy_matcher.domain.disclosure import Published, SmallNumbers
from buddy_matcher.domain.ids import UNSAVED, ReportIssueId, ReportTextId, RoundId
from buddy_matcher.domain.report import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportIssue:
    """A report that was saved, and so may have been read by others: what its numbers tell stays known.

    It holds counts and no names, and stays as it is when somebody is erased.
    """

    id: ReportIssueId = UNSAVED
    round_id: RoundId
    issued_at: datetime
    rule: SmallNumbers
    published: Published


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportText:
    """What the coordinator wrote under one section of a round's report."""

    id: ReportTextId = UNSAVED
    round_id: RoundId
    part: Part
    text: str
