from buddy_matcher.documents.places import outcode_points
from buddy_matcher.domain.places import HECTOMETRES_PER_MILE, distance


def test_every_outcode_of_great_britain_has_a_point():
    points = outcode_points()
    assert len(points) == 2863
    assert points["HX1"]
    assert "BT1" not in points


def test_halifax_and_leeds_lie_about_14_miles_apart():
    points = outcode_points()
    assert 13 <= distance(points["HX1"], points["LS1"]) / HECTOMETRES_PER_MILE <= 15
