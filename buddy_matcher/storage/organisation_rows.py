"""The tables of organisations: what each is, its numbers and rooms, and the interests between them."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from buddy_matcher.storage.rows import GOES_WITH_IT, Row


class OrganisationRow(Row):
    """An organisation."""

    __tablename__ = "organisation"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sector: Mapped[str]
    kind: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))


class OrganisationIdentifierRow(Row):
    """An organisation's number in a register."""

    __tablename__ = "organisation_identifier"
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    register: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)


class RoomRow(Row):
    """A room that an organisation offers."""

    __tablename__ = "room"
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    outcode: Mapped[str]
    features: Mapped[str]
    cost: Mapped[str]
    ask: Mapped[str]


class BecameRow(Row):
    """What an organisation became on a day."""

    __tablename__ = "became"
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    on: Mapped[str]


class ConflictRow(Row):
    """An interest that may keep two sides apart."""

    __tablename__ = "conflict"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    effect: Mapped[str]
    reason: Mapped[str]
    declared_on: Mapped[str | None]
    judged: Mapped[str]
    starts_on: Mapped[str | None]
    ends_on: Mapped[str | None]
    source: Mapped[str]


class ConflictSideRow(Row):
    """An organisation or a person on one side of an interest."""

    __tablename__ = "conflict_side"
    conflict_id: Mapped[int] = mapped_column(ForeignKey("conflict.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), info=GOES_WITH_IT)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), info=GOES_WITH_IT)


class LocalOrganisationRow(Row):
    """An organisation around, whether it was reached or not."""

    __tablename__ = "local_organisation"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str | None]
    outcode: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))


class LocalOrganisationThemeRow(Row):
    """A community or theme of an organisation around."""

    __tablename__ = "local_organisation_theme"
    local_organisation_id: Mapped[int] = mapped_column(ForeignKey("local_organisation.id"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)


class LocalInvitationRow(Row):
    """That an organisation around was asked to take part in a round."""

    __tablename__ = "local_invitation"
    local_organisation_id: Mapped[int] = mapped_column(ForeignKey("local_organisation.id"), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    on: Mapped[str]
