"""Bold words in texts with formats: of our variable font Qt finds no bold face, and smears the usual one."""

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument, QTextFragment

from buddy_matcher.ui.widgets.theme import in_bold


def show_true_bold(document: QTextDocument) -> None:
    """Give the bold words of a text the bold of the font."""
    for start, length, known in [
        (each.position(), each.length(), each.charFormat())
        for each in _fragments(document)
        if each.charFormat().fontWeight() > QFont.Weight.Normal
    ]:
        marked = QTextCharFormat(known)
        font = known.font()
        font.setWeight(QFont.Weight.Normal)
        marked.setFont(in_bold(font))
        cursor = QTextCursor(document)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(marked)


def _fragments(document: QTextDocument) -> list[QTextFragment]:
    found = []
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            found.append(place.fragment())
            place += 1
        block = block.next()
    return found
