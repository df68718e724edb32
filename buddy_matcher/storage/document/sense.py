"""Whether every row of a sound database makes an object: no page check knows which values there are."""

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from buddy_matcher.domain.refusals import DamagedFile
from buddy_matcher.storage.unit_of_work import UnitOfWork


def check_sense(engine: Engine, name: str) -> None:
    """Raise DamagedFile, saying what it is, when a value of an open file is none that it can have."""
    try:
        with UnitOfWork(Session(engine)) as unit:
            unit.read_all()
    except DamagedFile as nonsense:
        raise DamagedFile(name, nonsense.reason) from nonsense
    except DatabaseError as error:
        raise DamagedFile(name) from error
