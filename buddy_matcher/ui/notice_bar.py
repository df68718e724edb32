"""A notice above the pages that stays until the coordinator hides it, and what it says of a synced folder."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from buddy_matcher.domain.phrases import in_a_list
from buddy_matcher.services.synced_folder import SyncedFolder
from buddy_matcher.ui.labels import plain_label, with_look
from buddy_matcher.ui.theme import GAP


class NoticeBar(QFrame):
    """Says something that is good to know while one works; without a text it is hidden."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_look(self, "banner")
        label = plain_label(text, wraps=True)
        label.setAccessibleName("Notice")
        label.setAccessibleDescription(text)
        hide = QPushButton("Hi&de notice")
        hide.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        line.setSpacing(2 * GAP)
        line.addWidget(label, 1)
        line.addWidget(hide, alignment=Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(text))


def synced_notice(synced: SyncedFolder) -> str:
    """Return why the scheme's folder matters and which other versions of it lie there, or ""."""
    why = synced.why()
    if not why:
        return ""
    sentences = [why]
    versions = [path.name for path in synced.versions_beside()]
    if versions:
        files = "Another file" if len(versions) == 1 else "Other files"
        verb = "holds" if len(versions) == 1 else "hold"
        sentences.append(
            f"{files} in the folder {verb} a version of this scheme: {in_a_list(versions)}."
            " Look which one is right, and delete what is not needed."
        )
    aside = synced.set_aside()
    if aside:
        sentences.append(f"Somebody else changed the file; what was changed here is kept in {aside.name}.")
    return " ".join(sentences)
