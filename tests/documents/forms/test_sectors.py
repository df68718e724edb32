import pytest
from hypothesis import given
from hypothesis import strategies as st

from buddy_matcher.documents.forms.sectors import read_side
from buddy_matcher.domain.organisations import OrganisationKind, Sector


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Health (NHS, council public health, primary care)", Sector.HEALTH),
        ("Voluntary, community, faith or social enterprise (VCSE)", Sector.VCSE),
        ("NHS", Sector.HEALTH),
        ("charity", Sector.VCSE),
        ("Third sector", Sector.VCSE),
        ("VCS", Sector.VCSE),
        ("VCFSE", Sector.VCSE),
        ("faith group", Sector.VCSE),
        ("VCSE (health charity)", Sector.VCSE),
        ("council", Sector.HEALTH),
        ("community health", None),
        ("private", None),
        ("", None),
    ],
)
def test_sectors_are_understood_in_many_words(text: str, sector: Sector | None):
    side = read_side(text)
    assert (side.sector if side else None) is sector


HEALTH = (
    "NHS|Local authority|Council|ICB|Integrated Care Board|Hospital|GP surgery|Mental health trust|Public"
    " health"
    "|Public sector|Statutory|Local government|PCN|Primary Care Network|Foundation Trust|NHS community trust"
    "|Community health services|Ambulance|Primary care|Acute trust|Community pharmacy|Community nursing"
    "|Health (NHS)|Statutory (council)|Statutory sector|Health & Care|Local health board|GP cluster|ICS"
)
VCSE = (
    "charity|Faith|Housing association|CIC|Mosque|Church|Health charity|Hospice|Faith organisation|VCS"
    "|Community group|Social enterprise|Voluntary|Third Sector|Grassroots group|CVS|Place of worship"
    "|Religious group|Not for profit|Community interest company|VCFSE organisation|Infrastructure"
    " organisation"
    "|Council for Voluntary Service|Voluntary or community|Voluntary & community sector|Mutual aid group"
    "|Residents' association|Tenant group|county voluntary council|gurdwara|synagogue|non-profit organisation"
)
ASKED = (
    "University|Private|Both|NHS / VCSE|Charity - commissioned by NHS|Police|Care home|Pharmacy|Parish"
    " council"
    "|Non-statutory|Not NHS|H|V|Healthwatch|Hospital radio|Community transport|nothing to do with the NHS"
)


@pytest.mark.parametrize("text", HEALTH.split("|"))
def test_words_of_health(text: str):
    assert sector_of(text) is Sector.HEALTH


@pytest.mark.parametrize("text", VCSE.split("|"))
def test_words_of_the_other_side(text: str):
    assert sector_of(text) is Sector.VCSE


@pytest.mark.parametrize("text", ASKED.split("|"))
def test_words_of_neither_or_both_are_left_to_the_coordinator(text: str):
    assert sector_of(text) is None


def test_a_word_says_the_kind_where_it_names_one():
    kinds = {text: side.kind for text in ("Mosque", "CVS", "PCN", "NHS") if (side := read_side(text))}
    assert kinds == {
        "Mosque": OrganisationKind.FAITH_GROUP,
        "CVS": OrganisationKind.INFRASTRUCTURE_BODY,
        "PCN": OrganisationKind.PRIMARY_CARE,
        "NHS": None,
    }


@given(
    st.sampled_from((HEALTH + "|" + VCSE).split("|")),
    st.sampled_from(("not {}", "non-{}", "other than {}", "no {}")),
)
def test_a_word_that_is_denied_is_not_taken_for_it(word: str, denial: str):
    assert sector_of(denial.format(word)) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str):
    read_side(text)


def sector_of(text: str) -> Sector | None:
    side = read_side(text)
    return side.sector if side else None
