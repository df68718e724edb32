"""How a coordinator left the tables and panes of a scheme: columns, sorting and splitters, for each file.

It is kept in this user's settings, never in the scheme: another coordinator may want other columns.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter

from buddy_matcher.ui.scheme.place_rail import Place
from buddy_matcher.ui.scheme.workspace import Workspace
from buddy_matcher.ui.widgets.columns import as_kept, from_kept
from buddy_matcher.ui.widgets.rows_view import RowsView

_LAYOUT = "layout"


def keep_layout(settings: QSettings, workspace: Workspace) -> None:
    """Keep how the tables and panes of an open scheme stand."""
    kept: dict[str, Any] = {}
    for name, part in _parts(workspace):
        if isinstance(part, RowsView):
            kept[name] = {**as_kept(part.columns.state()), "sorting": list(part.sorting)}
        else:
            kept[name] = bytes(part.saveState().toHex().data()).decode("ascii")
    settings.setValue(_key(workspace.services.path), json.dumps(kept))


def restore_layout(settings: QSettings, workspace: Workspace) -> None:
    """Let tables and panes stand as they were left; what no longer fits is passed over."""
    try:
        kept = json.loads(str(settings.value(_key(workspace.services.path), "{}")))
    except ValueError:  # the file was edited by hand
        return
    if not isinstance(kept, dict):
        return
    for name, part in _parts(workspace):
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


def _parts(workspace: Workspace) -> Iterator[tuple[str, RowsView[Any] | QSplitter]]:
    """Yield the tables and splitters of each page, by names that stay from one start to the next."""
    for place in Place:
        page = workspace.page(place)
        for table in page.findChildren(RowsView):
            yield f"{place.value}: {table.accessibleName()}", table
        for number, splitter in enumerate(page.findChildren(QSplitter)):
            yield f"{place.value}: pane {number}", splitter


def _key(path: Path) -> str:
    """Return under which key a scheme's layout is kept; a path itself may hold what an ini file can't."""
    return f"{_LAYOUT}/{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
