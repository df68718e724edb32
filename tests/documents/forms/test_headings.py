from buddy_matcher.documents.forms.headings import Layout, find_layout
from buddy_matcher.documents.grid import Table, TableRow
from buddy_matcher.domain.questions import Question
from tests.helpers.sheets import VOCABULARY


def layout_of(*rows: tuple[str, ...]) -> Layout | None:
    table = Table(tuple(TableRow(number, row) for number, row in enumerate(rows, start=1)))
    return find_layout(table, VOCABULARY)


def columns_of(*rows: tuple[str, ...]) -> dict[int, tuple[Question, str]]:
    layout = layout_of(*rows)
    assert layout
    return {column.index: (column.question, column.option) for column in layout.columns}


def test_the_heading_row_is_found_below_a_title():
    layout = layout_of(
        ("Sign-up list, autumn 2026", "", ""),
        ("Name", "Organisation", "Sector"),
        ("Joy Grant", "Rainbow Lounge", "VCSE"),
    )
    assert layout
    assert [row.number for row in layout.answers] == [3]


def test_headings_that_stand_again_among_the_answers_are_no_answer():
    headings = ("Name", "Organisation", "Sector")
    layout = layout_of(headings, ("Joy Grant", "Rainbow Lounge", "VCSE"), headings)
    assert layout
    assert [row.number for row in layout.answers] == [2]


def test_a_sheet_without_headings_has_no_layout():
    assert layout_of(("Joy Grant", "Rainbow Lounge", "joy@example.org"), ("a", "b", "c")) is None
    assert layout_of(("Date", "Amount", "Paid"), ("1", "2", "3")) is None


def test_a_strength_as_heading_is_an_option_of_what_people_share():
    found = columns_of(("Name", "Sector", "Project management"), ("Joy Grant", "NHS", "x"))
    assert found[2] == (Question.CAN_SHARE, "Project management")


def test_a_column_headed_phone_holds_numbers_and_other_ways_to_meet_are_options():
    found = columns_of(("Name", "Sector", "Phone", "Video call"), ("Joy", "NHS", "07700 900123", "x"))
    assert found[2] == (Question.PHONE, "")
    assert found[3] == (Question.WAYS, "Video call")


def test_questions_above_a_row_of_options_belong_to_them():
    found = columns_of(
        ("Full name", "Sector", "Strengths", "", "Would like", ""),
        ("Response", "Response", "Project management", "Beekeeping", "Project management", "Other"),
        ("Joy Grant", "NHS", "Project management", "", "", ""),
    )
    assert found == {
        0: (Question.FULL_NAME, ""),
        1: (Question.SECTOR, ""),
        2: (Question.CAN_SHARE, "Project management"),
        3: (Question.CAN_SHARE, "Beekeeping"),
        4: (Question.WOULD_LIKE, "Project management"),
        5: (Question.WOULD_LIKE, "Other"),
    }


def test_a_grid_names_its_rows_in_square_brackets():
    found = columns_of(
        ("Name", "Sector", "Strengths you can share [Project management]"), ("Joy", "NHS", "Well")
    )
    assert found[2] == (Question.CAN_SHARE, "Project management")


def test_the_column_with_the_most_valid_addresses_is_the_email_column():
    found = columns_of(
        ("Email", "Name", "Work e-mail", "Sector"),
        ("anonymous", "Joy", "joy@example.org", "NHS"),
        ("anonymous", "Owen", "", "NHS"),
    )
    assert found[2] == (Question.EMAIL, "")
    assert 0 not in found


def test_a_heading_over_several_columns_is_noted_and_the_fullest_read():
    layout = layout_of(
        ("Name", "Sector", "Town", "Town"), ("Joy", "NHS", "", "Leeds"), ("Owen", "NHS", "York", "Leeds")
    )
    assert layout
    assert layout.repeated == ("Town",)
    assert {column.index for column in layout.columns} == {0, 1, 3}
