"""Each statement of “If only they knew…” is read by whom its writer said, and by nobody else."""

import pytest

from buddy_matcher.domain.statements import READERS, Permission, Statement, StatementAbout
from buddy_matcher.services.schemes import Services
from tests.services.importing.answers import Importer, answer

WORDS = "If only they knew"
BOTH = "May we share your communities, and what you wish they knew, with your buddy?"


def written(scheme: Services) -> tuple[Statement, ...]:
    with scheme.file.reading() as unit:
        [part] = unit.participations.all()
    return part.statements


@pytest.mark.parametrize(
    ("answers", "permission"),
    [
        ({BOTH: "Yes"}, Permission.BUDDY),
        ({BOTH: "No"}, Permission.NOT_SHARED),
        ({"Agrees to share themes and if only they knew": "Yes"}, Permission.BUDDY),
        ({"May we share your themes with your buddy?": "Yes"}, Permission.NOT_SHARED),
        ({BOTH: "Yes", "If only they knew may be read by": ""}, Permission.NOT_SHARED),
        ({"If only they knew may be read by": "Yes, but not my name"}, Permission.NOT_SHARED),
    ],
)
def test_no_consent_to_something_else_counts(
    scheme: Services, bring: Importer, answers: dict[str, str], permission: Permission
):
    bring({**answer(), WORDS: "how long trust takes", **answers})
    assert written(scheme) == (Statement(StatementAbout.WORK, "how long trust takes", permission),)


def test_each_statement_has_readers_of_its_own(scheme: Services, bring: Importer):
    in_full = {f"{WORDS}{of}": f"something{of}" for of in ("", " of people served", " of me")}
    readers = dict(zip([f"{words} may be read by" for words in in_full], READERS, strict=False))
    assert bring({**answer(), **in_full, **readers}).problems == ()
    assert [(each.text, each.read_by) for each in written(scheme)] == list(
        zip(in_full.values(), READERS, strict=False)
    )
    assert not bring({**answer(), **in_full, **readers}).changes
