"""A form of somebody's own: its headings, its strengths and its words for the sides are known to nobody."""

import random
from collections.abc import Sequence
from pathlib import Path

from buddy_matcher.domain.questions import Question
from tests.helpers.sheets import write_csv

STRENGTHS = (
    "Holding a room",
    "Counting pennies wisely",
    "Writing so people listen",
    "Untangling rotas",
    "Reading the small print",
    "Fixing the wifi",
    "Growing volunteers",
    "Asking funders nicely",
    "Mapping who knows whom",
    "Minding the minutes",
    "Keeping calm in a storm",
    "Telling it with charts",
)

HEADINGS: dict[str, Question | None] = {
    "What goes on your badge?": Question.FULL_NAME,
    "Where you turn up on a Monday": Question.ORGANISATION,
    "Which world are you from?": Question.SECTOR,
    "Postie finds you at (first half)": Question.POSTCODE,
    "Electronic pigeons fly to": Question.EMAIL,
    "On the table from me": Question.CAN_SHARE,
    "On the table for me, please": Question.WOULD_LIKE,
    "A cuppa, or pixels?": Question.WAYS,
    "A word to whoever puts the kettle on": Question.ANYTHING_ELSE,
    "Favourite biscuit": None,
}
"""What each heading asks, None for what nobody needs."""

MEANINGS: dict[tuple[Question, str], str] = {
    (Question.SECTOR, "Wards and clinics"): "Health",
    (Question.SECTOR, "Village halls"): "VCSE",
    (Question.WAYS, "Cuppa"): "In person somewhere neutral",
    (Question.WAYS, "Pixels"): "Video call",
}
"""What the answers mean that no reading knows."""

GIVEN = ("Ana", "Rhodri", "Zebedee", "Comfort")
FAMILIES = ["Moss", "Okafor", "Featherby", "Ŵyn", "Quigley", "Ibrahim", "Dunne", "Szabo", "Bhatt", "Holroyd"]


def write_own_form(path: Path, families: Sequence[str] = FAMILIES) -> Path:
    """Write the answers of four people of each family, half of either side, and return the path."""
    chance = random.Random(7)
    rows = [
        [
            f"{GIVEN[number % 4]} {families[number // 4]}",
            f"{('Moor', 'Vale')[number % 2]} {number // 4}",
            ("Village halls", "Wards and clinics")[number % 2],
            f"LS{1 + number % 9}",
            f"{GIVEN[number % 4].lower()}{number}.{len(families)}@example.org",
            "".join(f"{name};" for name in chance.sample(STRENGTHS, 3)),
            "".join(f"{name};" for name in chance.sample(STRENGTHS, 3)),
            chance.choice(("Cuppa", "Pixels")),
            "Milk first" if number % 9 == 0 else "",
            chance.choice(("Rich tea", "Digestive")),
        ]
        for number in range(4 * len(families))
    ]
    return write_csv(path, [list(HEADINGS), *rows])
