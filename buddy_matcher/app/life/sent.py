"""`sent`: records that letters went to their readers, and how."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command
from buddy_matcher.app.life.options import add_day
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.domain.letters import GONE, Issue
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted
from buddy_matcher.services.rounds.people_by_name import person_called


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--person", metavar="NAME", help="whose letter went")
    whose.add_argument("--all", action="store_true", help="every letter that is due, those to arrange too")
    ways = [way.value for way in Issue if way in GONE]
    parser.add_argument("--how", choices=ways, required=True, help="how it went")
    add_day(parser)


def _run(options: argparse.Namespace) -> int:
    with closing(open_to_change(options.file)) as services:
        people = None
        if options.person is not None:
            members = [letter.member for letter in services.letters.letters()]
            # Somebody may be due thanks for one round and an invitation to the next.
            by_person = {member.participant.id: member for member in members}
            person = person_called(options.person, list(by_person.values())).participant.id
            people = [member.participation_id for member in members if member.participant.id == person]
        how = Issue(options.how)
        gone = services.letters.record_gone(how, options.on, people)
    print(f"{counted(len(gone.letters), 'letter')} {how.in_words}, {date_in_words(options.on)}.")
    return DONE


SENT = Command("sent", "record that letters went to their readers", _add_arguments, _run)
