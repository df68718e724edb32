"""An open scheme file: where units of work come from. Nothing else in the application holds a connection."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Self

from sqlalchemy import Engine, insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

import buddy_matcher
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.errors import EnvironmentProblem
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.rounds import Round, Scheme
from buddy_matcher.storage.database import WRITES, create_database, open_database
from buddy_matcher.storage.mapping import ROUNDS, SCHEME
from buddy_matcher.storage.rows import Row
from buddy_matcher.storage.unit_of_work import UnitOfWork


class SchemeFile:
    """One open file; its units of work run one after another, whichever thread asks."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._turn = RLock()

    @classmethod
    def create(cls, path: Path, scheme: Scheme) -> Self:
        """Make a new file that holds an empty scheme with its first round, and open it.

        Raises UserError when there is a file already, EnvironmentProblem when it can't be made.
        """
        engine = create_database(path)
        first_round = ROUNDS.encode(Round(number=1, name="Round 1"))
        del first_round["id"]
        tables = Row.metadata.tables
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            connection.execute(insert(tables["meta"]).values(_first_meta()))
            connection.execute(insert(tables["scheme"]).values(id=1, **SCHEME.encode(scheme)))
            connection.execute(insert(tables["round"]).values(first_round))
        return cls(path, engine)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an existing file; raises UserError, with the bytes untouched, when it is refused."""
        return cls(path, open_database(path))

    def close(self) -> None:
        """Give the file back to others."""
        with self._turn:
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Return a unit of work that sees one state of the file and changes nothing."""
        with self._turn, UnitOfWork(Session(self._engine)) as unit:
            yield unit

    @contextmanager
    def changing(self, label: Label) -> Iterator[UnitOfWork]:
        """Return a unit of work for one user action, which `label` names in the history.

        It is rolled back unless `unit.commit()` was reached. Raises EnvironmentProblem when the file
        can't be written; the state before the action stays.
        """
        with self._writing(label) as unit:
            yield unit

    def undo(self) -> Changes:
        """Take back the last action; nothing changes when there is none. Raises as `changing` does."""
        with self._writing() as unit:
            return unit.undo()

    def redo(self) -> Changes:
        """Do the last undone action again; nothing changes when there is none. Raises as `changing` does."""
        with self._writing() as unit:
            return unit.redo()

    @contextmanager
    def _writing(self, label: Label | None = None) -> Iterator[UnitOfWork]:
        bind = self._engine.execution_options(**{WRITES: True})
        with self._turn:
            try:
                with UnitOfWork(Session(bind, autoflush=False), label) as unit:
                    yield unit
            except OperationalError as error:
                raise EnvironmentProblem(
                    f"The change could not be saved: {error.orig}. The scheme is as it was before.",
                    "Free some space on the disk or check that the file can be written, then try again.",
                ) from error


def _first_meta() -> dict[str, object]:
    return {
        "id": 1,
        "document_uuid": str(uuid.uuid4()),
        "written_by": buddy_matcher.__version__,
        "save_counter": 0,
    }
