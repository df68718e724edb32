"""`languages`: how far letters are translated, the sheet for a translator, and who signs what came back."""

import argparse
import sys
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, path, print_json, refuse_alone
from buddy_matcher.app.life.options import day, today
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.documents.files import replaces_earlier
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.languages import CODES, Language, language_of
from buddy_matcher.domain.text import counted
from buddy_matcher.services.translate_letters import LanguageState, TakenIn, TranslateLetters


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--of", choices=sorted(CODES), metavar="CODE", help="which language, such as cy")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--out", type=path, metavar="SHEET.xlsx", help="write the sheet of its sentences, to be filled in"
    )
    what.add_argument(
        "--in", dest="sheet", type=path, metavar="SHEET", help="take in a sheet that was filled in"
    )
    what.add_argument("--sign", metavar="NAME", help="who answers for all its translations")
    parser.add_argument("--on", type=day, metavar="DATE", help="the day of the signature, as 2026-11-28")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    changes_scheme = bool(options.sheet or options.sign is not None)
    with closing(open_for(options.file, is_change=changes_scheme)) as services:
        taken = _act(services.translations, options)
        states = services.translations.states()
    if options.json:
        print_json({"languages": [_as_json(state) for state in states], **_taken_as_json(taken)})
    else:
        for state in states:
            print(_in_words(state))
    for odd in taken.odd if taken else ():
        left_out = "left out. " if odd.is_left_out else ""
        print(f"Row {odd.row}, “{odd.english}”: {left_out}{odd.what}", file=sys.stderr)
    return DONE


def _act(translations: TranslateLetters, options: argparse.Namespace) -> TakenIn | None:
    refuse_alone(options, "sign", "on")
    if options.sheet:
        return translations.take_in(options.sheet, language_of(options.of) if options.of else None)
    if options.out:
        # A sheet that somebody filled in is no longer ours alone.
        replaces_earlier(options.out, suffix=".xlsx")
        translations.save_sheet(options.out, _language(options))
    if options.sign is not None:
        translations.sign(_language(options), options.sign, options.on or today())
    return None


def _language(options: argparse.Namespace) -> Language:
    if options.of is None:
        raise UserError("Which language? Nothing was written.", "Add --of and its code, such as --of cy.")
    return language_of(options.of)


def _as_json(state: LanguageState) -> dict[str, object]:
    return {
        "language": state.language.label,
        "code": state.language.code,
        "people": state.people,
        "sentences": state.sentences,
        "translated": state.translated,
        "signed": state.signed,
    }


def _taken_as_json(taken: TakenIn | None) -> dict[str, object]:
    if taken is None:
        return {}
    odd = [
        {"row": each.row, "english": each.english, "what": each.what, "left_out": each.is_left_out}
        for each in taken.odd
    ]
    return {"taken": taken.taken, "odd": odd}


def _in_words(state: LanguageState) -> str:
    people = counted(state.people, "person", "people")
    return (
        f"{state.language.label} ({state.language.code}), for {people}: {state.translated} of "
        f"{state.sentences} translated, {state.signed} signed"
    )


LANGUAGES = Command(
    "languages",
    "show how far letters are translated, write or take in a sheet, sign",
    _add_arguments,
    _run,
)
