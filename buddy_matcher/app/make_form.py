"""`form`: the scheme's own forms, for a form tool, Word, Excel, paper or an e-mail."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, path, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.domain.made_forms import FormKind, MadeForm
from buddy_matcher.services.make_form import WrittenForm
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    kinds = [kind.value for kind in FormKind]
    parser.add_argument("--kind", choices=kinds, default=kinds[0], help="which form to make")
    parser.add_argument("--out", type=path, required=True, metavar="DIR", help="the folder to write it into")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_scheme(options.file)) as services:
        form = services.forms.form(FormKind(options.kind))
        written = services.forms.save(form, options.out)
    if options.json:
        print_json(_as_json(form, written))
    else:
        for each in written:
            print(f"{each.format:6} {each.path}")
    return DONE


def _as_json(form: MadeForm, written: tuple[WrittenForm, ...]) -> dict[str, object]:
    return {
        "files": [{"format": each.format, "path": str(each.path)} for each in written],
        "questions": [
            {
                "question": each.question.value,
                "text": each.text,
                "type": each.answers.value,
                "options": list(each.options),
                "heading": each.text,
                "asks": each.question.value,
            }
            for each in form.questions
        ],
    }


FORM = Command("form", "make a form that needs no mapping when it comes back", _add_arguments, _run)
