"""`meeting`: records that a pair met, was in touch or was rung, and what its people said.

Of one person, with a buddy or without, or of an organisation it keeps a note, a call or a reminder.
"""

import argparse
from contextlib import closing
from datetime import date
from difflib import get_close_matches

from buddy_matcher.app.command import DONE, Command, refuse_alone
from buddy_matcher.app.life.options import (
    add_day,
    add_pair,
    add_round,
    day,
    member_called,
    named,
    pair_of_names,
    person_of_name,
)
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.app.numbers import whole, whole_number
from buddy_matcher.domain.entries import RECORDED, Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.organisations import Organisation, organisation_called
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import listed, quoted
from buddy_matcher.services.follow_up import RunningPair
from buddy_matcher.services.record_entries import RecordEntries
from buddy_matcher.services.schemes import Services


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    about = parser.add_mutually_exclusive_group(required=True)
    add_pair(about)
    about.add_argument("--person", metavar="NAME", help="one person, for a note, a call or a reminder")
    about.add_argument("--about", metavar="ORGANISATION", help="the same of an organisation")
    add_day(parser)
    add_round(parser)
    kinds = [kind.value for kind in RECORDED]
    parser.add_argument(
        "--kind", choices=kinds, help="what happened; if left out, a pair met and of a person it is a note"
    )
    parser.add_argument("--minutes", type=whole, metavar="N", help="how long they met")
    parser.add_argument("--told-by", metavar="NAME", help="which of them told it; you, if left out")
    for option, what in (
        ("--fit", "NAME=good, not-sure or not-good: how it fits for somebody"),
        ("--funded", "NAME=MINUTES: somebody's time that is paid for"),
        ("--miles", "NAME=N: how far somebody travelled"),
    ):
        parser.add_argument(option, type=named, action="append", default=[], metavar="NAME=…", help=what)
    parser.add_argument("--said", default="", metavar="TEXT", help="a private remark")
    parser.add_argument("--follow-up", type=day, metavar="DATE", help="when to come back to it")
    parser.add_argument(
        "--instead-of", type=day, metavar="DATE", help="correct what was recorded of that day"
    )


def _run(options: argparse.Namespace) -> int:
    for_pairs = ("told_by", "minutes", "fit", "funded", "miles", "instead_of")
    refuse_alone(options, "pair", *for_pairs)
    with closing(open_to_change(options.file)) as services:
        if options.pair is None:
            _note(services, options)
            return DONE
        pair = pair_of_names(services.follow_up, options, is_running=False)
        entry = _entry(options, pair)
        if options.instead_of:
            services.entries.correct(_in_place_of(services.entries, pair, entry, options.instead_of))
        else:
            services.entries.add(entry)
    _say(entry, pair)
    return DONE


def _note(services: Services, options: argparse.Namespace) -> None:
    """Keep a note about one person or an organisation."""
    person = person_of_name(services, options) if options.about is None else None
    organisation = None if person else _organisation_of_name(services, options.about)
    entry = Entry(
        participation_id=person.participation_id if person else None,
        organisation_id=organisation.id if organisation else None,
        on=options.on,
        kind=EntryKind(options.kind or EntryKind.NOTE),
        said=options.said,
        follow_up_on=options.follow_up,
    )
    services.entries.add(entry)
    about = person or organisation
    print(f"Recorded for {about.name if about else ''}, {date_in_words(entry.on)}: {entry.kind.label}.")


def _organisation_of_name(services: Services, name: str) -> Organisation:
    everybody = services.organisations.all()
    found = organisation_called(name, everybody)
    if found is None:
        alike = get_close_matches(name, [each.name for each in everybody])
        advice = f"Did you mean {listed(alike, 'or')}?" if alike else "Look at the list of organisations."
        raise UserError(f"There is no organisation {quoted(name)}.", f"Nothing was recorded. {advice}")
    return found


def _say(entry: Entry, pair: RunningPair) -> None:
    who = listed([member.name for member in pair.members])
    print(f"Recorded for {who}, {date_in_words(entry.on)}: {entry.kind.label}.")


def _entry(options: argparse.Namespace, pair: RunningPair) -> Entry:
    return Entry(
        pairing_id=pair.pairing.id,
        on=options.on,
        kind=EntryKind(options.kind or EntryKind.MEETING),
        told_by=None if options.told_by is None else member_called(options.told_by, pair.members),
        minutes=_number(options.minutes, "minutes"),
        said=options.said,
        follow_up_on=options.follow_up,
        shares=_shares(options, pair),
    )


def _shares(options: argparse.Namespace, pair: RunningPair) -> tuple[EntryShare, ...]:
    fits = {member_called(name, pair.members): _fit(value) for name, value in options.fit}
    fits = _once_each(fits, options.fit)
    funded = _numbers(options.funded, pair, "minutes")
    miles = _numbers(options.miles, pair, "miles")
    told = fits.keys() | funded.keys() | miles.keys()
    return tuple(
        EntryShare(member, fits.get(member), funded.get(member), miles.get(member))
        for member in pair.pairing.members
        if member in told
    )


def _numbers(given: list[tuple[str, str]], pair: RunningPair, what: str) -> dict[ParticipationId, int]:
    found = {}
    for name, value in given:
        number = whole_number(value, most=None)
        if number is None:
            raise UserError(f"{quoted(value)} is not a whole number of {what}.", "Nothing was recorded.")
        found[member_called(name, pair.members)] = number
    return _once_each(found, given)


def _once_each[Told](
    found: dict[ParticipationId, Told], given: list[tuple[str, str]]
) -> dict[ParticipationId, Told]:
    """Return what was found of each; raises UserError when somebody was named twice."""
    if len(found) < len(given):
        raise UserError("Something is said twice of the same person.", "Nothing was recorded. Say it once.")
    return found


def _number(value: int | None, what: str) -> int | None:
    if value is not None and value < 0:
        raise UserError(f"{value} is less than no {what}.", "Nothing was recorded.")
    return value


def _fit(value: str) -> Fit:
    try:
        return Fit(value)
    except ValueError as error:
        raise UserError(
            f"{quoted(value)} does not say how it fits.",
            "Nothing was recorded. Say good, not-sure or not-good.",
        ) from error


def _in_place_of(entries: RecordEntries, pair: RunningPair, entry: Entry, on: date) -> Entry:
    """Return an entry with the id of the one of its kind on that day, else of the last one of that day."""
    of_day = [each for each in entries.entries_of(pair.pairing.id) if each.on == on]
    if not of_day:
        raise UserError(
            f"Nothing was recorded for them on {date_in_words(on)}.", "Nothing was changed. Look at the day."
        )
    chosen = next((each for each in reversed(of_day) if each.kind is entry.kind), of_day[-1])
    return entry.in_place_of(chosen)


MEETING = Command("meeting", "record a meeting, a contact or a call of a pair", _add_arguments, _run)
