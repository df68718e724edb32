"""How a coordinator left the tables and panes of a scheme: columns, sorting and splitters, for each file.

It is kept in this user's settings, never in the scheme: another coordinator may want other columns.
"""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from buddy_matcher.ui.scheme.place_rail import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from buddy_matcher.ui.scheme.workspace import Workspace
    from buddy_matcher.ui.widgets.rows_view import RowsView

_LAYOUT = "layout"


def keep_layout(settings: QSettings, workspace: "Workspace") -> None:
    """Keep how the tables and panes of an open scheme stand; those that nobody saw stay as they were."""
    from buddy_matcher.ui.widgets.columns import as_kept
    from buddy_matcher.ui.widgets.rows_view import RowsView

    kept = _kept(settings, workspace)
    for name, part in (
        each for place in workspace.places_made for each in _parts(workspace.page(place), place)
    ):
        if isinstance(part, RowsView):
            kept[name] = {**as_kept(part.columns.state()), "sorting": list(part.sorting)}
        else:
            kept[name] = bytes(part.saveState().toHex().data()).decode("ascii")
    settings.setValue(_key(workspace.services.path), json.dumps(kept))


def restore_layout(settings: QSettings, workspace: "Workspace", place: Place) -> None:
    """Let the tables and panes of a page stand as they were left; what no longer fits is passed over."""
    from buddy_matcher.ui.widgets.columns import from_kept
    from buddy_matcher.ui.widgets.rows_view import RowsView

    kept = _kept(settings, workspace)
    for name, part in _parts(workspace.page(place), place):
        stored = kept.get(name)
        if isinstance(part, RowsView) and isinstance(stored, dict):
            state = from_kept(stored)
            if state:
                part.columns.restore(state)
            match stored.get("sorting"):
                case [int(column), bool(is_ascending)]:
                    part.sorting = (column, is_ascending)
        elif isinstance(part, QSplitter) and isinstance(stored, str):
            part.restoreState(QByteArray.fromHex(stored.encode("ascii", "replace")))


def _kept(settings: QSettings, workspace: "Workspace") -> dict[str, Any]:
    try:
        kept = json.loads(str(settings.value(_key(workspace.services.path), "{}")))
    except ValueError:  # the file was edited by hand
        return {}
    return kept if isinstance(kept, dict) else {}


def _parts(page: QWidget, place: Place) -> "Iterator[tuple[str, RowsView[Any] | QSplitter]]":
    """Yield the tables and splitters of a page, by names that stay from one start to the next."""
    from buddy_matcher.ui.widgets.rows_view import RowsView

    for table in page.findChildren(RowsView):
        yield f"{place.value}: {table.accessibleName()}", table
    for number, splitter in enumerate(page.findChildren(QSplitter)):
        yield f"{place.value}: pane {number}", splitter


def _key(path: Path) -> str:
    """Return under which key a scheme's layout is kept; a path itself may hold what an ini file can't."""
    return f"{_LAYOUT}/{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
