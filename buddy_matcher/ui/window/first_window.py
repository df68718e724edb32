"""Lets a second start on a scheme raise the window that has it open, instead of refusing the file.

Anybody on the computer can take the address where windows listen. So a window leaves a secret in this user's
own folder, and only who answers with it is obeyed.
"""

import getpass
import os
import secrets
from contextlib import suppress
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from buddy_matcher.paths import settings_folder

_PATIENCE_MS = 5000
"""Where nobody listens that is known at once; a window that is busy answers when it comes to it."""

_SECRET_BYTES = 16


class FirstWindow(QObject):
    """Listens while a window has a scheme open; `wanted` is emitted when a second start asks for it."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._secret = b""
        self._left_in: Path | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_asked)

    def listen_for(self, scheme: Path) -> None:
        """Answer for this scheme from now on, and for no other."""
        self.stop()
        name = _name_of(scheme)
        # A window that crashed leaves its address behind; only the holder of the file comes here.
        QLocalServer.removeServer(name)
        if self._server.listen(name):
            self._secret = secrets.token_hex(_SECRET_BYTES).encode()
            self._left_in = _leave(self._secret, scheme)

    def stop(self) -> None:
        """Answer for no scheme any more."""
        self._server.close()
        if self._left_in and _left_at(self._left_in) == self._secret:
            with suppress(OSError):
                self._left_in.unlink()
        self._left_in = None

    def _on_server_asked(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        connection.write(self._secret)
        connection.flush()
        connection.disconnectFromServer()
        self.wanted.emit()


def raise_first_window(scheme: Path) -> bool:
    """Ask the window of this user that has a scheme open to show itself; return whether there is one."""
    secret = _left_at(_secret_of(scheme))
    if not secret:
        return False
    socket, waiting = QLocalSocket(), QEventLoop()

    def look() -> None:
        # A whole answer is enough, right or wrong: whoever sits there need not hang up.
        if socket.bytesAvailable() >= len(secret):
            waiting.quit()

    socket.disconnected.connect(waiting.quit)
    socket.errorOccurred.connect(waiting.quit)
    socket.readyRead.connect(look)
    socket.connectToServer(_name_of(scheme))
    if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
        QTimer.singleShot(_PATIENCE_MS, waiting.quit)
        waiting.exec()
    answer = socket.readAll().data()
    socket.abort()
    return compare_digest(answer, secret)


def _leave(secret: bytes, scheme: Path) -> Path | None:
    """Leave the secret where this user alone can read it; without room for it no second start finds us."""
    path = _secret_of(scheme)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secret)
    except OSError:
        return None
    return path


def _left_at(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _secret_of(scheme: Path) -> Path:
    return settings_folder() / f"{_name_of(scheme)}.key"


def _name_of(scheme: Path) -> str:
    whose = f"{getpass.getuser()}\n{scheme.resolve()}"
    return f"buddy-matcher-{sha256(whose.encode(errors='surrogateescape')).hexdigest()[:24]}"
