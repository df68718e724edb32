"""`letters`: the letters of the current plan as one PDF, as a file for each person, or as e-mail drafts."""

import argparse
import sys
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, earlier_file, path, print_json
from buddy_matcher.app.life.options import day
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.app.scheme_details import warn_of_missing_details
from buddy_matcher.documents.files import replaces_earlier
from buddy_matcher.domain.letter_kinds import KINDS, LetterKind
from buddy_matcher.domain.letters import (
    ABOUT_UNPRINTABLE,
    unprintable_in_words,
)
from buddy_matcher.domain.text import counted, listed
from buddy_matcher.services.issue_letters import IssueLetters
from buddy_matcher.services.rounds.shown_letters import IssuedBatch, ShownLetter


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--pdf", type=path, metavar="OUT.pdf", help="all letters as one PDF")
    target.add_argument("--each", type=path, metavar="DIR", help="a PDF for each person, into a folder")
    target.add_argument(
        "--email", type=path, metavar="DIR", help="an unsent e-mail to each who asked for one, into a folder"
    )
    target.add_argument("--word", type=path, metavar="OUT.docx", help="all letters as one Word file")
    target.add_argument(
        "--text", type=path, metavar="DIR", help="a text for each who needs another format, into a folder"
    )
    parser.add_argument(
        "--kind", type=_kinds, metavar="KIND,…", help=f"only letters of these kinds: {', '.join(_KINDS)}"
    )
    parser.add_argument("--date", type=day, metavar="DATE", help="the letters' date, as 2026-11-28")
    parser.add_argument(
        "--one-sided", action="store_true", help="for printers that print one side: no blank pages between"
    )
    parser.add_argument(
        "--waiting-list", action="store_true", help="only the letters to people who wait for a buddy"
    )
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    kinds = frozenset({LetterKind.WAITING_LIST} if options.waiting_list else LetterKind)
    kinds = kinds if options.kind is None else kinds & options.kind
    file = options.pdf or options.word
    is_replaced = bool(file) and replaces_earlier(file, suffix=".pdf" if options.pdf else ".docx")
    with closing(open_to_change(options.file)) as services:
        letters = services.letters
        due = letters.due(kinds, options.date)
        is_any_written = any(bool(options.text) or not letter.needs_arranging for letter in due)
        if not is_any_written and (options.kind or letters.letters(options.date)):
            return _print_none_due(letters.nothing_written(due), options)
        batch = _write(services.letters, options, kinds)
    if options.json:
        print_json({**_batch_as_json(batch), "replaced": is_replaced})
    else:
        target = file or options.each or options.email or options.text
        target = "this folder" if str(target) == "." else target
        _print_batch(batch, f"{target}.{earlier_file(is_replaced=is_replaced)}")
    _warn_of_what_lacks(batch)
    return DONE


def _print_none_due(batch: IssuedBatch, options: argparse.Namespace) -> int:
    if options.json:
        print_json({**_batch_as_json(batch), "replaced": False})
    else:
        print("No such letter is due, so nothing was written.")
        _print_left_out(batch)
    return DONE


def _kinds(text: str) -> frozenset[LetterKind]:
    """Return the kinds that are named, with commas."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in _KINDS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"{text} is no kind of letter: choose from {', '.join(_KINDS)}")
    return frozenset(_KINDS[name] for name in names)


def _write(letters: IssueLetters, options: argparse.Namespace, kinds: frozenset[LetterKind]) -> IssuedBatch:
    dated, one_sided = options.date, options.one_sided
    if options.each:
        return letters.save_each(options.each, kinds=kinds, one_sided=one_sided, dated=dated)
    if options.email:
        return letters.save_email_drafts(options.email, kinds=kinds, dated=dated)
    if options.word:
        return letters.save_word(options.word, kinds=kinds, dated=dated)
    if options.text:
        return letters.save_texts(options.text, kinds=kinds, dated=dated)
    return letters.save_pdf(options.pdf, kinds=kinds, both_sides=not one_sided, dated=dated)


def _batch_as_json(batch: IssuedBatch) -> dict[str, object]:
    return {
        "letters": batch.letters,
        **{KINDS[kind].key: batch.count(kind) for kind in LetterKind},
        "kinds": {code: batch.count(kind) for code, kind in _KINDS.items()},
        "needs_arranging": batch.needs_arranging,
        "draft": batch.is_draft,
        "drafts": batch.drafts,
        "pages": batch.pages,
        "sheets": batch.sheets,
        "coordinator": batch.coordinator.name or None,
        "to_arrange": [{**_person(letter), "format": letter.wanted_format} for letter in batch.left_out],
        "unprintable": [
            {**_person(letter), "characters": list(letter.unprintable)} for letter in batch.incomplete
        ],
        "unaddressed": [_person(letter) for letter in batch.unaddressed],
        "out_of_date": [
            {
                "person": letter.member.name,
                "kind": KINDS[letter.text.kind].code,
                "changed": list(letter.state.changed),
            }
            for letter in batch.replaced
        ],
        "odd": [{"person": oddity.person, "what": oddity.what} for oddity in batch.odd],
        "other_language": [
            {**_person(letter), "language": letter.lacking_language} for letter in batch.in_another_language
        ],
        "without_letter": [
            {"name": who.member.name, "organisation": who.member.organisation_name, "why": who.why}
            for who in batch.without_letter
        ],
    }


def _person(letter: ShownLetter) -> dict[str, str]:
    return {"name": letter.member.name, "organisation": letter.member.organisation_name}


def _print_batch(batch: IssuedBatch, target: str) -> None:
    print(f"{_kinds_in_words(batch)}{_drafts_in_words(batch)} in {target}")
    _print_left_out(batch)
    for who in batch.without_letter:
        print(f"No letter: {who.member.name} {who.why}.")


def _print_left_out(batch: IssuedBatch) -> None:
    left_out = [letter for letter in batch.left_out if letter not in batch.written]
    if left_out:
        people = counted(batch.needs_arranging, "person needs", "people need")
        print(f"{people} another format, which you have to arrange; they are left out:")
    for letter in left_out:
        print(f"- {letter.member.name}, {letter.member.organisation_name}: {letter.wanted_format}")


def _drafts_in_words(batch: IssuedBatch) -> str:
    if not batch.is_draft:
        return ""
    if batch.drafts == batch.letters:
        return ", as drafts," if batch.letters > 1 else ", as a draft,"
    return f" ({batch.drafts} of them {'a draft' if batch.drafts == 1 else 'drafts'})"


def _kinds_in_words(batch: IssuedBatch) -> str:
    numbers = ((kind, batch.count(kind)) for kind in LetterKind)
    return listed([counted(number, *KINDS[kind].nouns) for kind, number in numbers if number])


def _warn_of_what_lacks(batch: IssuedBatch) -> None:
    warn_of_missing_details(batch.coordinator)
    for letter in batch.unaddressed:
        left_out = ": left out" if letter in batch.unreachable else ""
        print(f"{letter.member.name} {letter.lacking_address}{left_out}.", file=sys.stderr)
    for oddity in batch.odd:
        print(f"Look at {oddity.person}: {oddity.what}.", file=sys.stderr)
    for letter in batch.in_another_language:
        print(f"{letter.member.name} {letter.lacking_language_in_words}.", file=sys.stderr)
    for letter in batch.incomplete:
        print(f"{letter.member.name}’s letter {unprintable_in_words(letter.unprintable)}.", file=sys.stderr)
    if batch.incomplete:
        print(ABOUT_UNPRINTABLE, file=sys.stderr)


_KINDS = {each.code: kind for kind, each in KINDS.items()}

LETTERS = Command("letters", "write the letters of the plan, as one PDF or in a folder", _add_arguments, _run)
