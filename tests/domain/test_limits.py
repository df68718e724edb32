import pytest

from buddy_matcher.domain.ids import OrganisationId
from buddy_matcher.domain.limits import limit_code, organisations_of


@pytest.mark.parametrize("organisations", [(7,), (7, 12), (-3, 12)])
def test_a_limit_says_what_it_is_about(organisations: tuple[int, ...]) -> None:
    given = tuple(OrganisationId(each) for each in organisations)
    assert organisations_of(limit_code(*given)) == given


def test_another_rule_is_no_limit() -> None:
    with pytest.raises(ValueError, match="no limit"):
        organisations_of("no_way_to_meet")
