"""`scheme`: shows or sets what letters say of a scheme."""

import argparse
from contextlib import closing
from dataclasses import replace

from buddy_matcher.app.command import DONE, Command, add_json, all_or_nothing, path, print_json, refuse_alone
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.app.scheme_details import add_details, warn_of_missing_details, with_details
from buddy_matcher.domain.attachments import Purpose
from buddy_matcher.domain.rounds import Scheme
from buddy_matcher.domain.working_days import Nation
from buddy_matcher.services.edit_letterhead import EditLetterhead
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--name", help="another name for the scheme, in quotes")
    add_details(parser)
    logo = parser.add_mutually_exclusive_group()
    logo.add_argument("--logo", type=path, metavar="FILE", help="a PNG, JPEG or SVG for the head of letters")
    logo.add_argument("--no-logo", action="store_true", help="print the scheme's name instead of a logo")
    parser.add_argument("--logo-text", default="", metavar="TEXT", help="what the logo shows, in words")
    paper = parser.add_mutually_exclusive_group()
    paper.add_argument("--letterhead", type=path, metavar="FILE.docx", help="the paper for letters in Word")
    paper.add_argument("--no-letterhead", action="store_true", help="write letters in Word on plain paper")
    nations = [nation.value for nation in Nation]
    parser.add_argument(
        "--safeguarding", metavar="TEXT", help="whom to ring who is worried about safety: a name and a number"
    )
    parser.add_argument("--nation", choices=nations, help="whose bank holidays no date is due on")
    parser.add_argument(
        "--welsh", choices=("yes", "no"), help="letters in Welsh and English to who was not asked"
    )
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    refuse_alone(options, "logo", "logo_text")
    scheme = _changed(options) if _is_any_given(options) else _present(options)
    if options.json:
        print_json(_as_json(scheme))
    else:
        _print(scheme)
    warn_of_missing_details(scheme.coordinator)
    return DONE


def _is_any_given(options: argparse.Namespace) -> bool:
    given = (options.coordinator, options.phone, options.email, options.organisation, options.address)
    files = options.logo, options.letterhead, options.no_logo or None, options.no_letterhead or None
    of_scheme = options.name, options.nation, options.welsh, options.safeguarding
    return any(value is not None for value in (*of_scheme, *given, *files))


def _present(options: argparse.Namespace) -> Scheme:
    with closing(open_scheme(options.file)) as services:
        return services.scheme.scheme()


def _changed(options: argparse.Namespace) -> Scheme:
    with closing(open_to_change(options.file)) as services, all_or_nothing(services.history):
        before = services.scheme.scheme()
        name = before.name if options.name is None else options.name
        coordinator = with_details(before.coordinator, options)
        _change_head(services.letterhead, options)
        nation = before.nation if options.nation is None else Nation(options.nation)
        offers_welsh = before.offers_welsh if options.welsh is None else options.welsh == "yes"
        worried = before.safeguarding if options.safeguarding is None else options.safeguarding
        after = replace(before, name=name, coordinator=coordinator, nation=nation)
        after = replace(after, offers_welsh=offers_welsh, safeguarding=worried)
        services.scheme.save_scheme(after)
        return services.scheme.scheme()


def _change_head(head: EditLetterhead, options: argparse.Namespace) -> None:
    if options.logo:
        head.use_logo(options.logo, options.logo_text)
    if options.letterhead:
        head.use_letterhead(options.letterhead)
    if options.no_logo:
        head.take_away(Purpose.LOGO)
    if options.no_letterhead:
        head.take_away(Purpose.LETTERHEAD)


def _as_json(scheme: Scheme) -> dict[str, object]:
    coordinator = scheme.coordinator
    return {
        "name": scheme.name,
        "coordinator": coordinator.name or None,
        "phone": coordinator.phone or None,
        "email": coordinator.email or None,
        "organisation": coordinator.organisation or None,
        "address": list(coordinator.address),
        "safeguarding": scheme.safeguarding or None,
        "nation": scheme.nation.value,
        "welsh": scheme.offers_welsh,
    }


def _print(scheme: Scheme) -> None:
    coordinator = scheme.coordinator
    print(f"Scheme: {scheme.name}")
    print(f"Coordinator: {coordinator.name or 'not set'}")
    print(f"Phone: {coordinator.phone or 'not set'}")
    print(f"E-mail: {coordinator.email or 'not set'}")
    print(f"Organisation: {coordinator.organisation or 'not set'}")
    print(f"Address: {', '.join(coordinator.address) or 'not set'}")
    print(f"Safeguarding lead: {scheme.safeguarding or 'not set'}")
    print(f"Bank holidays: {scheme.nation.label}")
    print(f"Welsh to who was not asked: {'yes' if scheme.offers_welsh else 'no'}")


SCHEME = Command("scheme", "show or set what letters say of a scheme", _add_arguments, _run)
