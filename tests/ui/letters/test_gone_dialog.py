"""How letters went: the way that was asked for is proposed, and what stays to be arranged is said."""

from datetime import date

from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.people import Delivery, LetterPreferences, OtherFormat
from buddy_matcher.services.schemes import Services
from buddy_matcher.ui.letters.gone_dialog import GoneDialog, usual_way
from tests.helpers.letters_page import change, told


def test_the_way_that_was_asked_for_is_proposed(services: Services, ids, qtbot):
    for preferences, how in (
        (LetterPreferences(delivery=Delivery.POST), Issue.POSTED),
        (LetterPreferences(delivery=Delivery.EMAIL), Issue.EMAILED),
        (LetterPreferences(delivery=Delivery.BY_HAND), Issue.GIVEN),
        (LetterPreferences(other_format=OtherFormat.BRAILLE), Issue.ARRANGED),
    ):
        change(services, ids["Cara"], letters=preferences)
        letters = services.letters.letters()
        cara = next(letter for letter in letters if letter.member.participation_id == ids["Cara"])
        dialog = GoneDialog(None, [cara], date(2026, 11, 28))
        qtbot.addWidget(dialog)
        assert dialog.how.chosen is how
    dialog.how.choose(Issue.PRINTED)
    assert "1 of them needs another format, and stays to be arranged." in told(dialog)
    change(services, ids["Asha"], letters=LetterPreferences(delivery=Delivery.POST))
    assert usual_way(services.letters.letters()) is Issue.PRINTED
