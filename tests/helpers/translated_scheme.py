"""A scheme with letters in two languages that nobody speaks, for tests to begin with."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl

from buddy_matcher.documents.locales import rules_of
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.people import LetterPreferences
from buddy_matcher.domain.to_translate import texts_to_translate
from buddy_matcher.services.schemes import Services
from buddy_matcher.services.translate_letters import TakenIn
from tests.helpers.people import planned_four
from tests.helpers.pseudo_language import pseudo

READS = {"Asha": Language.BOTH, "Ben": Language.WELSH, "Cara": Language.ARABIC}
"""What the four people read; Dewi was not asked."""
SIGNED_BY, SIGNED_ON = "Mair Rees", "2026-11-20"


def sheet_of(services: Services, language: Language) -> Path:
    """Save the sheet of a language beside the scheme and return where it is."""
    path = services.path.with_name(f"{language.code}.xlsx")
    services.translations.save_sheet(path, language)
    return path


def edit_rows(path: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    """Change the rows of a saved sheet: `change` gets one by its headings, and returns cells to put there."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        cells = {name: str(sheet.cell(row, column).value or "") for name, column in columns.items()}
        for name, value in (change(cells) or {}).items():
            sheet.cell(row, columns[name], value)
    workbook.save(path)


def translate(services: Services, language: Language, *, signed_by: str = "", on: str = "") -> TakenIn:
    """Take in translations of everything in a language, from a plain table: a workbook takes much longer."""
    state = services.latest.state()
    texts = texts_to_translate(state.sentences, state.wording, language.code, rules_of(language.code))
    path = services.path.with_name(f"{language.code}.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        headings = (f"Key ({language.code})", "English", "For numbers", language.label, "Translator", "Date")
        table.writerow(headings)
        for text in texts:
            said = pseudo(text.english, language.code, text.form)
            table.writerow((text.key, text.english, text.form, said, signed_by, on))
    return services.translations.take_in(path)


def translated_four(path: Path) -> Services:
    """Make a scheme of four with an agreed plan and signed translations, whose people read `READS`."""
    services = planned_four(path)
    services.pairings.agree()
    for member in services.people.people():
        if member.participant.given in READS:
            reads(services, member.participation_id, READS[member.participant.given])
    for language in (Language.WELSH, Language.ARABIC):
        translate(services, language, signed_by=SIGNED_BY, on=SIGNED_ON)
    return services


def reads(services: Services, who: ParticipationId, language: Language, size: int = 14) -> None:
    """Let somebody have their letters in a language."""
    form = services.people.form_of(who)
    letters = LetterPreferences(language=language, print_size=size)
    services.people.save(replace(form, participant=replace(form.participant, letters=letters)))
