"""What an open scheme needs from time to time: a backup, and its state in the synced folder.

It begins only while no other work runs, and asks nothing; what is good to know of the folder stands in a
notice.
"""

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from buddy_matcher.domain.errors import UserError
from buddy_matcher.services.backups import EVERY_MINUTES, Backups
from buddy_matcher.services.synced_folder import PUBLISH_EVERY_MINUTES, SyncedFolder
from buddy_matcher.ui.acting.operations import Operations
from buddy_matcher.ui.scheme.synced_notice import synced_notice


class Upkeep(QObject):
    """Looks after an open scheme until `stop`.

    `noticed` carries what is to be known of the synced folder now, in words. The timers are public for
    whoever doesn't want to wait.
    """

    noticed = Signal(str)

    def __init__(
        self, backups: Backups, synced: SyncedFolder, operations: Operations, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._backups = backups
        self._synced = synced
        self._operations = operations
        self.backup_timer = self._timer(EVERY_MINUTES)
        self.backup_timer.timeout.connect(self._on_backup_due)
        self.publish_timer = self._timer(PUBLISH_EVERY_MINUTES)
        self.publish_timer.timeout.connect(self._on_publish_due)

    def start(self) -> None:
        """Begin, with what is to be known of the folder at once."""
        self.noticed.emit(synced_notice(self._synced))
        self.backup_timer.start()
        if self._synced.why():
            self.publish_timer.start()

    def stop(self) -> None:
        """Do nothing more."""
        self.backup_timer.stop()
        self.publish_timer.stop()

    def _timer(self, minutes: int) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(timedelta(minutes=minutes) // timedelta(milliseconds=1))
        return timer

    def _publish(self) -> str:
        """Put the changes in the folder and return what is to be known of it then."""
        try:
            self._synced.publish()
        except UserError as problem:
            return f"{synced_notice(self._synced)} {problem}"
        return synced_notice(self._synced)

    @Slot()
    def _on_backup_due(self) -> None:
        self._operations.start_upkeep(
            lambda _progress, _cancelled: self._backups.back_up_if_changed(), lambda _: None
        )

    @Slot()
    def _on_publish_due(self) -> None:
        if self._synced.has_unpublished():
            self._operations.start_upkeep(lambda _progress, _cancelled: self._publish(), self.noticed.emit)
