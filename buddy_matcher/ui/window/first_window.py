"""Lets a second start on a scheme raise the window that has it open, instead of refusing the file."""

import getpass
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 300


class FirstWindow(QObject):
    """Listens while a window has a scheme open; `wanted` is emitted when a second start asks for it."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_asked)

    def listen_for(self, scheme: Path) -> None:
        """Answer for this scheme from now on, and for no other."""
        self._server.close()
        name = _name_of(scheme)
        # A window that crashed leaves its address behind; only the holder of the file comes here.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def stop(self) -> None:
        """Answer for no scheme any more."""
        self._server.close()

    def _on_server_asked(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        connection.disconnectFromServer()
        self.wanted.emit()


def raise_first_window(scheme: Path) -> bool:
    """Ask the window of this user that has a scheme open to show itself; return whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(_name_of(scheme))
    is_there = socket.waitForConnected(_PATIENCE_MS)
    socket.abort()
    return is_there


def _name_of(scheme: Path) -> str:
    whose = f"{getpass.getuser()}\n{scheme.resolve()}"
    return f"buddy-matcher-{sha256(whose.encode()).hexdigest()[:24]}"
