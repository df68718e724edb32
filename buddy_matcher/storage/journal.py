"""The journal: each action with the image of every row that it touched, before and after.

It is written in the action's own transaction, knows no table by name, and is what Undo replays.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Delete, Table, bindparam, delete, event, func, insert, inspect, select, text, update
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.attributes import get_history

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.history import UNDO_DEPTH, Action, Barrier, Label
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.storage.mapping import KIND_OF_TABLE, NONSENSE
from buddy_matcher.storage.rows import ActionImageRow, ActionRow, Row

_QUOTED = re.compile("“[^”]*”?")

type Image = dict[str, Any]
"""The values of a row by column name."""


class ActionState(StrEnum):
    """Where an action stands.

    It can be undone, can be redone, or was overtaken by a new action after its undo; or it is settled,
    when Undo reaches it no more, or a barrier. Only the first two have images of rows.
    """

    DONE = "done"
    UNDONE = "undone"
    OVERTAKEN = "overtaken"
    SETTLED = "settled"
    BARRIER = "barrier"


@dataclass(slots=True)
class RowChange:
    """A row before and after an action: None where it did not exist."""

    table: str
    before: Image | None
    after: Image | None

    @property
    def is_change(self) -> bool:
        """Whether anything differs."""
        return self.before != self.after

    def reversed(self) -> "RowChange":
        """Return the change that takes this one back."""
        return RowChange(self.table, self.after, self.before)


@dataclass(slots=True)
class Recorder:
    """Listens to one session and keeps what each touched row was before and is now.

    The names of their tables are added to `tables`.
    """

    tables: set[str]
    _touched: dict[tuple[str, tuple[Any, ...]], RowChange] = field(default_factory=dict)

    def listen_to(self, session: Session) -> None:
        """Record every flush of a session, and refuse writes that would pass by the journal."""
        event.listen(session, "before_flush", self._on_before_flush)
        event.listen(session, "after_flush", self._on_after_flush)
        event.listen(session, "do_orm_execute", _refuse_bulk_writes)

    def changes(self) -> list[RowChange]:
        """Return the rows that differ from before, in the order in which they were first touched."""
        return [change for change in self._touched.values() if change.is_change]

    def _on_before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        for row in (*session.dirty, *session.deleted):
            self._touch(row, before=_image(row, is_before=True))

    def _on_after_flush(self, session: Session, _context: UOWTransaction) -> None:
        for row in session.new:
            self._touch(row, before=None).after = _image(row)
        for row in session.dirty:
            self._touch(row, before=None).after = _image(row)
        for row in session.deleted:
            self._touch(row, before=None).after = None

    def _touch(self, row: Row, before: Image | None) -> RowChange:
        self.tables.add(row.__tablename__)
        key = (row.__tablename__, tuple(inspect(row).mapper.primary_key_from_instance(row)))
        return self._touched.setdefault(key, RowChange(row.__tablename__, before, before))


def _image(row: Row, *, is_before: bool = False) -> Image:
    image = {column: getattr(row, attribute) for attribute, column in _columns(type(row))}
    if is_before:
        unmodified = inspect(row).unmodified
        for attribute, column in _columns(type(row)):
            if attribute not in unmodified and (deleted := get_history(row, attribute).deleted):
                image[column] = deleted[0]
    return image


@cache
def _columns(row: type[Row]) -> tuple[tuple[str, str], ...]:
    """Return the attributes of rows with the names of their columns."""
    return tuple((each.key, each.columns[0].name) for each in row.__mapper__.column_attrs)


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete or state.is_insert:
        raise RuntimeError("bulk writes would pass by the journal")


def changes_of(row_changes: list[RowChange]) -> Changes:
    """Return the kinds of thing that row changes touch."""
    return Changes(frozenset(KIND_OF_TABLE[change.table] for change in row_changes))


class Journal:
    """The recorded actions of a scheme file, on one connection within a transaction.

    The names of the tables of what it replays are added to `touched`.
    """

    def __init__(self, session: Session, touched: set[str]) -> None:
        # The connection, not the session: the journal's own rows are not journalled.
        self._connection = session.connection()
        self._touched = touched

    def write(self, label: Label, changes: list[RowChange]) -> None:
        """Add an action; actions that were undone before it can't be redone any more."""
        self._finish(ActionState.UNDONE, ActionState.OVERTAKEN)
        entry = {
            "template": _written(label),
            "people": json.dumps(label.people),
            "at": datetime.now(UTC).isoformat(),
            "state": ActionState.DONE,
        }
        number = self._connection.execute(insert(_actions).values(entry)).inserted_primary_key[0]  # type: ignore[index]
        self._connection.execute(
            insert(_images),
            [
                {
                    "action_number": number,
                    "position": position,
                    "table_name": change.table,
                    "before": _dumped(change.before),
                    "after": _dumped(change.after),
                }
                for position, change in enumerate(changes)
            ],
        )
        self._finish(ActionState.DONE, ActionState.SETTLED, up_to=number - UNDO_DEPTH)

    def _finish(self, state: ActionState, final: ActionState, up_to: int | None = None) -> None:
        """Give the actions of a state their final one; what they held of rows goes."""
        finished = _actions.c.state == state
        if up_to is not None:
            finished &= _actions.c.number <= up_to
        numbers = list(self._connection.scalars(select(_actions.c.number).where(finished)))
        if numbers:
            self._connection.execute(delete(_images).where(_images.c.action_number.in_(numbers)))
            self._connection.execute(
                update(_actions).where(_actions.c.number.in_(numbers)).values(state=final)
            )

    def actions(self) -> tuple[Action, ...]:
        """Return every action that is done or can be redone, oldest first."""
        query = select(_actions).where(_actions.c.state != ActionState.OVERTAKEN).order_by(_actions.c.number)
        tables = self._tables_by_action()
        return tuple(_action(row, tables.get(row["number"], frozenset())) for row in self._rows(query))

    def label_of(self, number: int) -> Label:
        """Return the label of one action."""
        [row] = self._rows(select(_actions).where(_actions.c.number == number))
        return _label(row)

    def _tables_by_action(self) -> dict[int, frozenset[str]]:
        query = select(_images.c.action_number, _images.c.table_name).distinct()
        found: dict[int, set[str]] = {}
        for row in self._rows(query):
            found.setdefault(row["action_number"], set()).add(row["table_name"])
        return {number: frozenset(tables) for number, tables in found.items()}

    def last_done(self) -> int | None:
        """Return the number of the action that Undo would take back, or None."""
        return self._number(func.max(_actions.c.number), ActionState.DONE)

    def done_after(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the actions after one that Undo would take back, latest first."""
        query = select(_actions.c.number).where(
            _actions.c.number > number, _actions.c.state == ActionState.DONE
        )
        return tuple(self._connection.scalars(query.order_by(_actions.c.number.desc())))

    def first_undone(self) -> int | None:
        """Return the number of the action that Redo would do again, or None."""
        return self._number(func.min(_actions.c.number), ActionState.UNDONE)

    def rows_of(self, number: int | None) -> int:
        """Return how many rows an action changed, 0 without one."""
        query = select(func.count()).where(_images.c.action_number == number)
        rows: int = self._connection.execute(query).scalar_one()
        return rows

    def undo(self, number: int) -> Changes:
        """Take an action back: each row as it was before."""
        return self._replay(
            [change.reversed() for change in self._images(number)], number, ActionState.UNDONE
        )

    def redo(self, number: int) -> Changes:
        """Do an undone action again: each row as it was after."""
        return self._replay(self._images(number), number, ActionState.DONE)

    def _replay(self, changes: list[RowChange], number: int, state: ActionState) -> Changes:
        self._touched.update(change.table for change in changes)
        self._connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        # All touched rows go before any comes back: row by row would break a UNIQUE on a swap.
        for table, gone in _by_table((change.table, change.before) for change in changes):
            self._connection.execute(_removal(table), gone)
        for table, back in _by_table((change.table, change.after) for change in changes):
            self._connection.execute(insert(table), back)
        self._connection.execute(update(_actions).where(_actions.c.number == number).values(state=state))
        return changes_of(changes)

    def _images(self, number: int) -> list[RowChange]:
        query = select(_images).where(_images.c.action_number == number).order_by(_images.c.position)
        return [
            RowChange(row["table_name"], _loaded(row["before"]), _loaded(row["after"]))
            for row in self._rows(query)
        ]

    def _number(self, aggregate: Any, state: ActionState) -> int | None:
        number: int | None = self._connection.scalar(select(aggregate).where(_actions.c.state == state))
        return number

    def _rows(self, query: Any) -> Iterator[Any]:
        return iter(self._connection.execute(query).mappings().all())


_actions: Table = Row.metadata.tables[ActionRow.__tablename__]
_images: Table = Row.metadata.tables[ActionImageRow.__tablename__]


def _label(row: Any) -> Label:
    return _read_label(row["template"], tuple(json.loads(row["people"])))


def _action(row: Any, tables: frozenset[str]) -> Action:
    try:
        return _decoded(row, tables)
    except NONSENSE as error:
        nonsense = f"holds an action (number {row['number']}) that makes no sense"
        raise DamagedFile("The file", nonsense) from error


def is_action(row: Any) -> bool:
    """Return whether the values of a row make an action."""
    try:
        _decoded(row, frozenset())
    except NONSENSE:
        return False
    return True


def _decoded(row: Any, tables: frozenset[str]) -> Action:
    return Action(
        number=row["number"],
        label=_label(row),
        at=datetime.fromisoformat(row["at"]),
        is_undone=ActionState(row["state"]) is ActionState.UNDONE,
        changes=Changes(frozenset(KIND_OF_TABLE[table] for table in tables)),
        is_barrier=row["state"] == ActionState.BARRIER,
        is_final=row["state"] in (ActionState.BARRIER, ActionState.SETTLED),
    )


def _written(label: Label) -> str:
    """Return what the column `template` holds: the deed, or a list of it and what it tells."""
    return json.dumps([label.deed, *label.told], ensure_ascii=False) if label.told else label.deed


def _read_label(written: str, people: tuple[ParticipantId, ...]) -> Label:
    # A sentence of an older file begins with a letter.
    deed, *told = json.loads(written) if written.startswith("[") else [written]
    if not all(isinstance(text, str) for text in (deed, *told)):
        raise ValueError("a label is made of words")
    if not all(isinstance(person, int) for person in people):
        raise ValueError("a label is about people by their ids")
    return Label(deed, people, tuple(told))


def typed_in(written: str) -> tuple[str, ...]:
    """Return what somebody typed of what the column `template` holds: in an older file what it quotes."""
    label = _read_label(written, ())
    return label.told or tuple(_QUOTED.findall(label.deed))


def write_barrier(connection: sqlite3.Connection, barrier: Barrier) -> None:
    """Add an action that Undo never passes, and count a save; no image of a row from before stays.

    It works on the bare connection, within a transaction, because a barrier is written where no unit of
    work can be: while a file is opened, restored or recovered.
    """
    connection.execute("DELETE FROM action_image")
    connection.execute("UPDATE action SET state = ? WHERE state = ?", (ActionState.SETTLED, ActionState.DONE))
    connection.execute(
        "UPDATE action SET state = ? WHERE state = ?", (ActionState.OVERTAKEN, ActionState.UNDONE)
    )
    connection.execute(
        "INSERT INTO action (template, people, at, state) VALUES (?, '[]', ?, ?)",
        (barrier.value, datetime.now(UTC).isoformat(), ActionState.BARRIER),
    )
    connection.execute("UPDATE meta SET save_counter = save_counter + 1")


def _by_table(images: Iterable[tuple[str, Image | None]]) -> Iterator[tuple[Table, list[Image]]]:
    """Yield the rows that there are by their tables, each table as it is first met."""
    found: dict[str, list[Image]] = {}
    for table, image in images:
        if image is not None:
            found.setdefault(table, []).append(image)
    return ((Row.metadata.tables[name], rows) for name, rows in found.items())


def _removal(table: Table) -> Delete:
    """Return the statement that deletes the row with the keys of an image."""
    return delete(table).where(*(column == bindparam(column.name) for column in table.primary_key))


def _dumped(image: Image | None) -> str | None:
    return None if image is None else json.dumps(image, ensure_ascii=False)


def _loaded(image: str | None) -> Image | None:
    return None if image is None else json.loads(image)
