"""The tables of a scheme file as ORM classes; they never leave `storage`.

A column has the name of the domain field that it holds. Values are text, integers, reals and NULL only.
The file itself is made by the migrations; a test holds these classes against what they make.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Row(DeclarativeBase):
    """Base of all rows."""


GOES_WITH_IT = {"goes_with_it": True}
"""Marks a reference that may be empty, of a row that says nothing any more once what it names is erased."""


class MetaRow(Row):
    """The one row that says which document this is and how often it was saved."""

    __tablename__ = "meta"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_uuid: Mapped[str]
    written_by: Mapped[str]
    save_counter: Mapped[int]


class SchemeRow(Row):
    """The scheme: one row."""

    __tablename__ = "scheme"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    coordinator: Mapped[str]
    pays_for_time: Mapped[int]
    nation: Mapped[str]
    prompts: Mapped[str]
    safeguarding: Mapped[str]
    offers_welsh: Mapped[int]


class ParticipantRow(Row):
    """A person."""

    __tablename__ = "participant"
    id: Mapped[int] = mapped_column(primary_key=True)
    given: Mapped[str]
    family: Mapped[str]
    known_as: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    job_title: Mapped[str]
    level: Mapped[str | None]
    email: Mapped[str]
    phone: Mapped[str]
    address: Mapped[str]
    letters: Mapped[str]
    notes: Mapped[str]
    removed_at: Mapped[str | None]
    stopped_on: Mapped[str | None]


class MergedRow(Row):
    """The id that somebody who was entered twice had before."""

    __tablename__ = "merged"
    old_id: Mapped[int] = mapped_column(primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))


class TwoPeopleRow(Row):
    """That two entries were decided to be two people."""

    __tablename__ = "two_people"
    id: Mapped[int] = mapped_column(primary_key=True)
    first_participant_id: Mapped[int] = mapped_column("first_id", ForeignKey("participant.id"))
    second_participant_id: Mapped[int] = mapped_column("second_id", ForeignKey("participant.id"))


class AccessNeedRow(Row):
    """What a person needs at a meeting, kept apart from the rest."""

    __tablename__ = "access_need"
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    note: Mapped[str]
    consent_on: Mapped[str]


class StrengthRow(Row):
    """An entry of the list of strengths."""

    __tablename__ = "strength"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    group: Mapped[str] = mapped_column("group_name")
    position: Mapped[int]
    retired_on: Mapped[str | None]


class ThemeRow(Row):
    """An entry of the list of communities and themes."""

    __tablename__ = "theme"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    group: Mapped[str] = mapped_column("group_name")
    position: Mapped[int]
    retired_on: Mapped[str | None]


class RoundRow(Row):
    """A matching occasion."""

    __tablename__ = "round"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    name: Mapped[str]
    criteria: Mapped[str]
    dates: Mapped[str]
    flags: Mapped[str]
    forms: Mapped[str]


class ParticipationRow(Row):
    """A person's part in a round."""

    __tablename__ = "participation"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), info=GOES_WITH_IT)
    sector: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    status: Mapped[str]
    hopes: Mapped[str]
    introduction: Mapped[str]
    ways: Mapped[str]
    place: Mapped[str]
    outcode: Mapped[str]
    travel_miles: Mapped[int | None]
    free: Mapped[str]
    venue_needs: Mapped[str]
    capacity: Mapped[int]
    happy_in_trio: Mapped[int]
    priority: Mapped[int]
    share_contact: Mapped[int]
    share_themes: Mapped[int]
    privacy_version: Mapped[str]
    privacy_given_on: Mapped[str | None]
    time_funded: Mapped[int]
    funded_rate: Mapped[str]
    source: Mapped[str]
    is_held: Mapped[int]
    held_until: Mapped[str | None]
    code: Mapped[str]
    is_on_standby: Mapped[int]
    confidence: Mapped[int | None]


class ParticipationStrengthRow(Row):
    """How much of a strength someone can share or would like, 0 to 3 each."""

    __tablename__ = "participation_strength"
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"), primary_key=True)
    strength_id: Mapped[int] = mapped_column(ForeignKey("strength.id"), primary_key=True)
    can_share: Mapped[int]
    would_like: Mapped[int]


class ParticipationThemeRow(Row):
    """A theme that someone works with."""

    __tablename__ = "participation_theme"
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)


class RuleRow(Row):
    """A rule between two people."""

    __tablename__ = "rule"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    first_participant_id: Mapped[int] = mapped_column("first_id", ForeignKey("participant.id"))
    second_participant_id: Mapped[int] = mapped_column("second_id", ForeignKey("participant.id"))
    reason: Mapped[str]
    ends_on: Mapped[str | None]


class PossibleRuleRow(Row):
    """A wish about others in someone's own words."""

    __tablename__ = "possible_rule"
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    text: Mapped[str]
    decision: Mapped[str]


class PossibleRulePersonRow(Row):
    """Someone whom such a wish may mean."""

    __tablename__ = "possible_rule_person"
    possible_rule_id: Mapped[int] = mapped_column(ForeignKey("possible_rule.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))


class UnknownValueRow(Row):
    """An answer that is on no list."""

    __tablename__ = "unknown_value"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    field: Mapped[str]
    text: Mapped[str]
    level: Mapped[int]
    suggested_id: Mapped[int | None]
    is_decided: Mapped[int]


class KeptAnswerRow(Row):
    """What someone answered that no field takes."""

    __tablename__ = "kept_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    heading: Mapped[str]
    text: Mapped[str]
    is_decided: Mapped[int]


class DecidedAnswerRow(Row):
    """What an answer that nobody knew is taken for."""

    __tablename__ = "decided_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column("field")
    text: Mapped[str]
    listed_id: Mapped[int | None]
    meaning: Mapped[str]


class HeadingRow(Row):
    """What the column under a heading asks."""

    __tablename__ = "heading"
    id: Mapped[int] = mapped_column(primary_key=True)
    heading: Mapped[str]
    question: Mapped[str | None]


class PairingRow(Row):
    """A pairing; its members stand in their own table."""

    __tablename__ = "pairing"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    state: Mapped[str]
    is_locked: Mapped[int]
    is_by_hand: Mapped[int]
    first_contact: Mapped[int | None] = mapped_column(ForeignKey("participation.id"))
    ended_on: Mapped[str | None]
    ended_reason: Mapped[str]
    ended_for: Mapped[str | None]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("participation.id"))
    is_held: Mapped[int]
    held_until: Mapped[str | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("pairing.id"))
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("pairing.id"))
    arranged: Mapped[str]


class PairingMemberRow(Row):
    """A member of a pairing, present or past; of those present the first is the hub of a trio."""

    __tablename__ = "pairing_member"
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    joined_on: Mapped[str | None]
    left_on: Mapped[str | None]


class ProofRow(Row):
    """What the engine said of a round's last plan."""

    __tablename__ = "proof"
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    status: Mapped[str]
    objective: Mapped[str]
    bound: Mapped[str]
    pairs: Mapped[str]
    seconds: Mapped[float]
    made_at: Mapped[str]
    problem: Mapped[str]


class LetterRow(Row):
    """A letter that was issued."""

    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    kind: Mapped[str]
    occasion: Mapped[str]
    dated: Mapped[str]
    facts: Mapped[str]
    made_at: Mapped[str]
    how: Mapped[str]


class SentenceRow(Row):
    """What a kind of letter says in place of our words."""

    __tablename__ = "sentence"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    kind: Mapped[str]
    key: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    signed_by: Mapped[str]
    signed_on: Mapped[str | None]
    of_english: Mapped[str]


class AttachmentRow(Row):
    """A file of the scheme's."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    name: Mapped[str]
    alternative: Mapped[str]
    encoded: Mapped[str]


class ActionRow(Row):
    """One user action of the journal."""

    __tablename__ = "action"
    number: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str]
    people: Mapped[str]
    at: Mapped[str]
    state: Mapped[str]


class ActionImageRow(Row):
    """A row that an action touched: its image before and after as JSON, NULL where it did not exist."""

    __tablename__ = "action_image"
    action_number: Mapped[int] = mapped_column(ForeignKey("action.number"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
