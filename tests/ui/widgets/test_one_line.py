"""A line of text makes nothing wider."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from buddy_matcher.ui.widgets.one_line import OneLine


def test_a_long_text_makes_nothing_wider_and_is_told_whole(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    line = OneLine("All changes saved")
    QHBoxLayout(around).addWidget(line)
    around.resize(200, 40)
    around.show()
    line.setText("Who else moves: " + "Grace Adeyemi and Ibrahim Ŵyn; " * 20)
    around.layout().activate()
    assert around.width() == 200
    assert around.minimumSizeHint().width() < 200
    assert "Ibrahim" in line.text()
    assert line.text().strip() in line.toolTip()
