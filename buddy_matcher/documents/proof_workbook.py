"""A workbook that proves a plan to whoever opens it: aims and prices are numbers, the checks are formulas.

Sheets: Proof (the verdict and what it rests on), Pairs (every possible pair), Prices (every person), and,
where limits or threes count, Rules and Counted (which rule counts which pair). Nothing is packed: aims stand
in columns of their own and are compared one by one, the first that differs decides.
"""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from buddy_matcher.documents.files import MARK
from buddy_matcher.documents.proof_tables import BY_SEARCH, NOT_PROVED, PROVED, ProofTables, WorkedOut


def proof_workbook(tables: ProofTables) -> bytes:
    """Return the .xlsx workbook; its formulas are worked out anew when it is opened or changed."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        workbook.set_properties({"author": MARK})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        verdict = workbook.add_format({"bold": True, "font_size": 16})
        sheets = {
            name: workbook.add_worksheet(name) for name in ("Proof", "Pairs", "Prices", "Rules", "Counted")
        }
        layout = _Layout(tables)
        _write_pairs(sheets["Pairs"], layout, bold)
        _write_prices(sheets["Prices"], layout, bold)
        _write_rules(sheets["Rules"], sheets["Counted"], layout, bold)
        _write_proof(sheets["Proof"], layout, bold, verdict)
    return stream.getvalue()


class _Layout:
    """Where everything stands: columns by letter, ranges with their last row."""

    def __init__(self, tables: ProofTables) -> None:
        self.tables = tables
        self.worked = WorkedOut(tables)
        self.count = count = len(tables.aims)
        # Pairs: Person, Buddy, In the plan, the aims, then what is worked out.
        self.worth = [xl_col_to_name(3 + aim) for aim in range(count)]
        self.stays, self.first, self.second, self.number = map(xl_col_to_name, range(3 + count, 7 + count))
        self.over = [xl_col_to_name(7 + count + aim) for aim in range(count)]
        self.fits, self.sum = xl_col_to_name(7 + 2 * count), xl_col_to_name(8 + 2 * count)
        # Prices: Person, the aims. Rules: Rule, At most, the aims. Counted: Pair, Rule, In the plan, aims.
        self.price = [xl_col_to_name(1 + aim) for aim in range(count)]
        self.rule_price = [xl_col_to_name(2 + aim) for aim in range(count)]
        self.counted_price = [xl_col_to_name(3 + aim) for aim in range(count)]

    def pairs(self, column: str) -> str:
        return f"Pairs!${column}$2:${column}${max(2, len(self.tables.pairs) + 1)}"

    def prices(self, column: str) -> str:
        return f"Prices!${column}$2:${column}${max(2, len(self.tables.people) + 1)}"

    def rules(self, column: str) -> str:
        return f"Rules!${column}$2:${column}${max(2, len(self.tables.rules) + 1)}"

    def counted(self, column: str) -> str:
        return f"Counted!${column}$2:${column}${max(2, len(self.tables.counted) + 1)}"


def _not_below(cells: Sequence[str]) -> str:
    """Return a condition: the first of the cells that isn't 0 is above it."""
    condition = "TRUE"
    for cell in reversed(cells):
        condition = f"IF({cell}<>0,{cell}>0,{condition})"
    return condition


def _write(sheet: Any, cell: str, formula: str, result: int) -> None:
    sheet.write_formula(cell, formula, None, int(result))


def _write_pairs(sheet: Any, layout: _Layout, bold: object) -> None:
    tables, aims, worked = layout.tables, layout.tables.aims, layout.worked
    over = [f"Prices less worth: {aim}" for aim in aims]
    worked_out = ("Must stay", "Person's row", "Buddy's row", "Number", *over, "Fits", "Sum for the search")
    sheet.write_row(0, 0, ("Person", "Buddy", "In the plan", *aims, *worked_out), bold)
    for place, pair in enumerate(tables.pairs):
        row = place + 2
        for column, person in enumerate((pair.first, pair.second)):
            sheet.write_string(row - 1, column, tables.people[person].label)
        places = pair.first + 1, pair.second + 1, place + 1
        sheet.write_row(row - 1, 2, (int(pair.is_planned), *pair.worth, int(pair.stays), *places))
        for aim, over_column in enumerate(layout.over):
            _write(
                sheet, f"{over_column}{row}", _prices_less_worth(layout, row, aim), worked.over[place][aim]
            )
        _write(sheet, f"{layout.fits}{row}", _fits(layout, row), worked.fits[place])
        terms = [f"{3 + 2 * n}*{column}{row}" for n, column in enumerate(("C", *layout.worth, layout.stays))]
        added = f"={layout.number}{row}*({'+'.join(terms)})"
        _write(sheet, f"{layout.sum}{row}", added, worked.sums[place])
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 1, 28)


def _prices_less_worth(layout: _Layout, row: int, aim: int) -> str:
    prices, counted = layout.prices(layout.price[aim]), layout.counted(layout.counted_price[aim])
    of_people = f"INDEX({prices},{layout.first}{row})+INDEX({prices},{layout.second}{row})"
    of_rules = f"+SUMIF({layout.counted('A')},{layout.number}{row},{counted})"
    return f"={of_people}{of_rules if layout.tables.counted else ''}-{layout.worth[aim]}{row}"


def _fits(layout: _Layout, row: int) -> str:
    """Return 1 where the prices are those of the two named and cover what the pair is worth."""
    names = layout.prices("A")
    ends = ((layout.first, "A"), (layout.second, "B"))
    same = ",".join(f"EXACT(INDEX({names},{place}{row}),{name}{row})" for place, name in ends)
    return f"=IF(AND({same},{_not_below([f'{column}{row}' for column in layout.over])}),1,0)"


def _write_prices(sheet: Any, layout: _Layout, bold: object) -> None:
    sheet.write_row(
        0, 0, ("Person", *layout.tables.aims, "Held by a locked pair", "In the plan", "Fits"), bold
    )
    worked = layout.worked
    held, paired, fits = (xl_col_to_name(1 + layout.count + column) for column in range(3))
    for place, person in enumerate(layout.tables.people):
        row = place + 2
        sheet.write_string(row - 1, 0, person.label)
        sheet.write_row(row - 1, 1, (*person.prices, int(person.is_free)))
        both = [
            f"SUMIF({layout.pairs(column)},{place + 1},{layout.pairs('C')})"
            for column in (layout.first, layout.second)
        ]
        _write(sheet, f"{paired}{row}", f"={'+'.join(both)}", worked.paired[place])
        above = _not_below([f"{column}{row}" for column in layout.price])
        is_fit = f"=IF(AND({paired}{row}<=1,OR({held}{row}=1,{above})),1,0)"
        _write(sheet, f"{fits}{row}", is_fit, worked.people_fit[place])
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 28)


def _write_rules(rules: Any, counted: Any, layout: _Layout, bold: object) -> None:
    tables, worked = layout.tables, layout.worked
    rules.write_row(0, 0, ("Rule", "At most", *tables.aims, "In the plan", "Fits"), bold)
    there, fits = (xl_col_to_name(2 + layout.count + column) for column in range(2))
    for place, rule in enumerate(tables.rules):
        row = place + 2
        rules.write_string(row - 1, 0, rule.label)
        rules.write_row(row - 1, 1, (rule.at_most, *rule.prices))
        planned = f"=SUMIF({layout.counted('B')},{place + 1},{layout.counted('C')})"
        _write(rules, f"{there}{row}", planned, worked.in_rules[place])
        above = _not_below([f"{column}{row}" for column in layout.rule_price])
        is_fit = f"=IF(AND({there}{row}<=B{row},{above}),1,0)"
        _write(rules, f"{fits}{row}", is_fit, worked.rules_fit[place])
    counted.write_row(0, 0, ("Pair's number", "Rule's row", "In the plan", *tables.aims), bold)
    for place, (pair, rule_place) in enumerate(tables.counted):
        row = place + 2
        counted.write_row(row - 1, 0, (pair + 1, rule_place + 1))
        _write(counted, f"C{row}", f"=INDEX({layout.pairs('C')},A{row})", tables.pairs[pair].is_planned)
        for aim, price in enumerate(tables.rules[rule_place].prices):
            prices = layout.rules(layout.rule_price[aim])
            _write(counted, f"{layout.counted_price[aim]}{row}", f"=INDEX({prices},B{row})", price)
    rules.set_column(0, 0, 50)


def _write_proof(sheet: Any, layout: _Layout, bold: object, verdict: object) -> None:
    tables = layout.tables
    sheet.write_string("A1", "Is this the best plan?")
    best = "It is if all numbers in lines 4 to 8 and 13 are 0: no plan is worth more than its prices come to."
    sheet.write_string("A2", tables.why or best)
    for place, (words, formula) in enumerate(_checks(layout)):
        sheet.write_string(3 + place, 0, words)
        _write(sheet, f"B{4 + place}", f"={formula}", layout.worked.checks[place])
    _write_totals(sheet, layout, bold)
    if tables.why:
        added = f"SUM({layout.pairs(layout.sum)})" + (f"+SUM({layout.rules('B')})" if tables.rules else "")
        sheet.write_string("A15", "The numbers that the search was about add up to")
        sheet.write_number("B15", layout.worked.sum_for_the_search)
        sheet.write_string("A16", "The numbers here add up to")
        _write(sheet, "B16", f"={added}", layout.worked.sum_for_the_search)
        answer = f'=IF(B15=B16,"{BY_SEARCH}","{NOT_PROVED}")'
    else:
        last = xl_col_to_name(max(1, layout.count))
        all_kept = f"SUM(B4:B8)=0,SUMPRODUCT(B13:{last}13,B13:{last}13)=0"
        answer = f'=IF(AND({all_kept}),"{PROVED}","{NOT_PROVED}")'
    sheet.write_formula("B1", answer, verdict, layout.worked.verdict)
    sheet.set_column(0, 0, 64)
    sheet.set_column(1, 12, 12)


def _checks(layout: _Layout) -> list[tuple[str, str]]:
    """Return what must be 0, in words and as a formula."""
    tables = layout.tables
    people, rules = (xl_col_to_name(3 + layout.count) for _sheet in range(2))
    stays, planned = layout.pairs(layout.stays), layout.pairs("C")
    count = len(tables.pairs)
    return [
        ("Pairs worth more than the prices of their two people", _misfits(layout.pairs(layout.fits), count)),
        (
            "People paired twice in one place, or with a price below nothing",
            _misfits(layout.prices(people), len(tables.people)),
        ),
        (
            "Rules that the plan breaks, or with a price below nothing",
            _misfits(layout.rules(rules), len(tables.rules)),
        ),
        (
            "Pairs that must stay and are not in the plan",
            f"SUM({stays})-SUMIF({stays},1,{planned})" if count else "0",
        ),
        (
            "Marks in the plan other than 0 and 1",
            f"{count}-COUNTIF({planned},0)-COUNTIF({planned},1)" if count else "0",
        ),
    ]


def _write_totals(sheet: Any, layout: _Layout, bold: object) -> None:
    tables, worked = layout.tables, layout.worked
    sheet.write_row(9, 0, ("", *tables.aims), bold)
    for place, words in enumerate(("The plan is worth", "The prices add up to", "Difference")):
        sheet.write_string(10 + place, 0, words)
    for aim, worth in enumerate(layout.worth):
        column = xl_col_to_name(1 + aim)
        planned = f"=SUMPRODUCT({layout.pairs('C')},{layout.pairs(worth)})"
        rules = f"+SUMPRODUCT({layout.rules('B')},{layout.rules(layout.rule_price[aim])})"
        prices = f"=SUM({layout.prices(layout.price[aim])})"
        _write(sheet, f"{column}11", planned if tables.pairs else "=0", worked.worth[aim])
        _write(sheet, f"{column}12", prices + (rules if tables.rules else ""), worked.prices[aim])
        _write(sheet, f"{column}13", f"={column}12-{column}11", worked.prices[aim] - worked.worth[aim])


def _misfits(column: str, rows: int) -> str:
    return f"{rows}-SUM({column})" if rows else "0"
