"""Options that hold commas are told from several options, also where nobody told us the list."""

from buddy_matcher.documents.forms.inferred_options import inferred_options


def test_pieces_that_always_stand_together_are_one_option():
    cells = ["Finance, and all that goes with it, Audit", "Finance, and all that goes with it"]
    assert inferred_options(cells, ()) == {"finance, and all that goes with it"}


def test_options_of_the_list_are_answers_of_their_own_however_often_people_choose_both():
    cells = ["Finance, audit, Policy", "Finance, audit", "Finance, audit"]
    assert inferred_options(cells, ("finance", "audit")) == frozenset()
    assert inferred_options(cells, ("finance",)) == {"finance, audit"}
