"""Whether every row of a sound database makes an object: no page check knows which values there are."""

import sqlite3

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.storage.document.database import engine_on
from buddy_matcher.storage.unit_of_work import UnitOfWork


def check_sense(connection: sqlite3.Connection, name: str) -> None:
    """Raise DamagedFile, saying what it is, when a value of an open file is none that it can have."""
    try:
        with UnitOfWork(Session(engine_on(connection))) as unit:
            unit.read_all()
    except DamagedFile as nonsense:
        raise DamagedFile(name, nonsense.reason) from nonsense
    except DatabaseError as error:
        raise DamagedFile(name) from error
