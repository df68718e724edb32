"""What ids name: a type for each kind of thing, so that one kind's can't stand in for another's.

They are plain integers when the program runs. Only `storage`, which gives them, treats them as such.
"""

from typing import Any, Final, NewType

ParticipantId = NewType("ParticipantId", int)
ParticipationId = NewType("ParticipationId", int)
PairingId = NewType("PairingId", int)
RoundId = NewType("RoundId", int)
OrganisationId = NewType("OrganisationId", int)
LocalOrganisationId = NewType("LocalOrganisationId", int)
StrengthId = NewType("StrengthId", int)
ThemeId = NewType("ThemeId", int)
RuleId = NewType("RuleId", int)
ConflictId = NewType("ConflictId", int)
TwoPeopleId = NewType("TwoPeopleId", int)
WishId = NewType("WishId", int)
UnknownValueId = NewType("UnknownValueId", int)
KeptAnswerId = NewType("KeptAnswerId", int)
DecidedAnswerId = NewType("DecidedAnswerId", int)
HeadingId = NewType("HeadingId", int)
AccessNeedId = NewType("AccessNeedId", int)
LetterId = NewType("LetterId", int)
EntryId = NewType("EntryId", int)
RateId = NewType("RateId", int)
AgreementId = NewType("AgreementId", int)
BudgetId = NewType("BudgetId", int)
PaymentSummaryId = NewType("PaymentSummaryId", int)
SentenceId = NewType("SentenceId", int)
AttachmentId = NewType("AttachmentId", int)
AnswerId = NewType("AnswerId", int)
LearningId = NewType("LearningId", int)
ReportIssueId = NewType("ReportIssueId", int)
ReportTextId = NewType("ReportTextId", int)
OfferId = NewType("OfferId", int)
ScenarioId = NewType("ScenarioId", int)

EngineId = NewType("EngineId", int)
"""Where somebody stands among the people whom one plan is made of; it names nobody outside that."""

ListedId = StrengthId | ThemeId
"""An entry of the scheme's lists; which list is said by the question that it answers."""

# Any, because it stands for an id of every kind.
UNSAVED: Final[Any] = 0
"""The id that an object has before the scheme file has given it one."""

NOBODY: Final = ParticipantId(0)
"""Whose part in a round it was, once they were erased: it is kept for the hours of their buddy."""
