"""The tables of what is asked of a plan: plans set aside, and what people were offered to choose from."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from buddy_matcher.storage.rows import Row


class ScenarioRow(Row):
    """A plan that was set aside."""

    __tablename__ = "scenario"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    name: Mapped[str]
    saved_on: Mapped[str]


class PlacedRow(Row):
    """Where somebody stands in a scenario."""

    __tablename__ = "placed"
    scenario_id: Mapped[int] = mapped_column(ForeignKey("scenario.id"), primary_key=True)
    pairing: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))


class OfferRow(Row):
    """What somebody was offered to choose from."""

    __tablename__ = "offer"
    id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
    offered_on: Mapped[str]


class IntroducedRow(Row):
    """Somebody who was introduced without a name, under a number."""

    __tablename__ = "introduced"
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(ForeignKey("participation.id"))
