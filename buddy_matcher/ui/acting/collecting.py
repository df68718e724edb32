"""When Python looks for rings of garbage: on the window's thread alone, and never for long while one clicks.

Objects that nothing refers to are freed at once; what refers to itself has to be looked for. Python does so
whenever much was made, on whichever thread makes it, and now and then among all objects that there are: that
takes longer than any handler of the window may.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_NEVER = 1 << 30
_REST_MS = 300_000
"""With 600 people all that there is takes 230 ms to look through, and 4 to 12 ms what some minutes of work
made since a scheme was loaded."""


class _Collecting:
    """Keeps Python from collecting garbage while any thread works; for the window's thread alone.

    Python collects on whichever thread allocates next, so a thread that let it go on after its own work would
    be the one to do it. While the program `is_loading`, all that work makes stays.
    """

    def __init__(self) -> None:
        self.is_loading = False
        self._working = 0

    def pause(self) -> None:
        """Take note that work begins."""
        self._working += 1
        gc.disable()

    def go_on(self, ended: int = 1) -> None:
        """Take note that so many pieces of work have ended."""
        self._working -= ended
        if self.is_loading:
            gc.freeze()
        if not self._working:
            gc.enable()


collecting = _Collecting()
"""Of this process, as Python's own is."""


class OldGarbage(QObject):
    """Has Python look for young garbage only, and looks for the old itself: now and then, between handlers.

    What is there when `keep_what_is_loaded` is called (the modules of all pages, the scheme that was opened)
    is never looked through again: it would take longest, and nearly all of it stays.
    """

    def __init__(self, parent: QObject | None = None, *, every_ms: int = _REST_MS) -> None:
        super().__init__(parent)
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)
        gc.freeze()
        collecting.is_loading = True
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._on_timeout)

    @Slot()
    def keep_what_is_loaded(self) -> None:
        """Take note that all of a scheme is loaded, of another later on, and look for garbage from now on."""
        gc.freeze()
        collecting.is_loading = False
        self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        if gc.isenabled():  # no thread is at work
            gc.collect()
