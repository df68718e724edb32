"""Bold words are shown in the bold of the font."""

from PySide6.QtGui import QFont, QTextDocument

from buddy_matcher.ui.widgets.true_bold import show_true_bold


def test_bold_words_and_headings_have_the_bold_of_the_font_and_others_have_not(qapp):
    document = QTextDocument()
    document.setMarkdown("# Heading\n\nSome **bold words** here.\n")
    show_true_bold(document)
    bold, block = [], document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            font = place.fragment().charFormat().font()
            assert font.weight() == QFont.Weight.Normal
            if font.variableAxisValue(QFont.Tag("wght")):
                bold.append(place.fragment().text())
            place += 1
        block = block.next()
    assert bold == ["Heading", "bold words"]
    assert document.toPlainText().startswith("Heading")
