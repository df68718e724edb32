"""The forms that check-in letters name, chosen by hand."""

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.rounds import NamedForm, Round
from buddy_matcher.ui.scheme.named_forms_dialog import NamedFormsDialog

AT_A_LINK = NamedForm(Occasion.CHECK_IN, "https://forms.example.org/check")
ON_PAPER = NamedForm(Occasion.MIDDLE)


def test_what_is_named_stands_there_and_comes_back_as_it_is(qtbot):
    forms = (AT_A_LINK, ON_PAPER)
    dialog = NamedFormsDialog(None, Round(number=1, name="Autumn", forms=forms))
    qtbot.addWidget(dialog)
    assert dialog.forms == forms
    assert [link.isEnabled() for link in dialog.links.values()] == [True, False]


def test_a_form_is_named_once_it_has_a_link_and_no_more_when_it_is_taken_away(qtbot):
    dialog = NamedFormsDialog(None, Round(number=1, name="Autumn"))
    qtbot.addWidget(dialog)
    assert dialog.forms == ()
    way, link = dialog.ways[Occasion.CHECK_IN], dialog.links[Occasion.CHECK_IN]
    way.setCurrentIndex(1)
    assert dialog.forms == ()
    qtbot.keyClicks(link, AT_A_LINK.link)
    assert dialog.forms == (AT_A_LINK,)
    way.setCurrentIndex(0)
    assert dialog.forms == ()
