"""Fills in sheets of sentences as a translator would, in a language that nobody speaks.

Its words are the English ones with accents and a third longer, or in Arabic letters; a form beside a number
names itself, so that a test sees which one a letter took. No real translation stands anywhere in the project.
"""

import re
from pathlib import Path

import openpyxl

from buddy_matcher.domain.languages import language_of

_FIELD = re.compile(r"(\{\{[^{}]*\}\})")
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED = str.maketrans("aeiouwyAEIOUWY", "âêîôûŵŷÂÊÎÔÛŴŶ")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابثدهفغحيجكلمنوپقرستعڤطخيز")
_ENDINGS = ("ion", "au", "oedd")


def pseudo(english: str, code: str, form: str = "") -> str:
    """Return a text in the pseudo-language of a code: fields stay, words change."""
    pieces = [piece if _FIELD.fullmatch(piece) else _said(piece, code) for piece in _FIELD.split(english)]
    return f"{''.join(pieces)}{f' {_said(form, code)}' if form else ''}"


def _said(text: str, code: str) -> str:
    if code == "ar":
        arabic = text.lower().translate(_ARABIC)
        return arabic.replace("?", "؟").replace(", ", "، ").replace(",", "،")
    words = iter(range(10_000))
    longer = _WORD.sub(
        lambda word: f"{word[0]}{_ENDINGS[next(words) % 3]}" if len(word[0]) > 3 else word[0], text
    )
    return longer.translate(_ACCENTED)


def fill_in(path: Path, *, signed_by: str = "", on: str = "") -> int:
    """Fill in each open line of a saved sheet; return how many."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    code = str(sheet.cell(1, 1).value)[len("Key (") : -1]
    text = columns[language_of(code).label]
    filled = 0
    for row in range(2, sheet.max_row + 1):
        english, form = (
            str(sheet.cell(row, columns[name]).value or "") for name in ("English", "For numbers")
        )
        if sheet.cell(row, text).value:
            continue
        sheet.cell(row, text, pseudo(english, code, form.partition(":")[0]))
        sheet.cell(row, columns["Translator"], signed_by or None)
        sheet.cell(row, columns["Date"], on or None)
        filled += 1
    workbook.save(path)
    return filled
