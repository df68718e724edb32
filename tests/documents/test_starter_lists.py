from buddy_matcher.documents.starter_lists import starter_strengths, starter_themes


def test_the_starter_lists_have_24_strengths_in_groups_and_10_themes():
    strengths, themes = starter_strengths(), starter_themes()
    assert len({strength.name for strength in strengths}) == 24
    assert all(strength.group for strength in strengths)
    assert len({theme.name for theme in themes}) == 10
