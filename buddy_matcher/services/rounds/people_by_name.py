"""Finds the person whom somebody means by a name as people write it; nobody is guessed."""

from collections.abc import Iterable

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import fold, listed, quoted, tidy
from buddy_matcher.services.rounds.round_state import Member

_MOST_CANDIDATES = 5
_ALIKE = 60
"""Of 100: below that, rapidfuzz's likeness names people whom nobody would confuse."""


def person_called(name: str, people: Iterable[Member]) -> Member:
    """Return the one person of that name ("Ana Moss", "Moss, Ana", "Ana Moss (The Hub)") or e-mail address.

    Capitals and accents don't count. Raises UserError, with the people who may be meant, when there is
    nobody or more than one.
    """
    everybody = tuple(people)
    wanted = _key(name)
    found = [member for member in everybody if wanted in _names(member)]
    found = found or [member for member in everybody if fold(tidy(name)) in _told_apart(member)]
    if len(found) == 1:
        return found[0]
    if found:
        who = listed([_described(member) for member in found], "or")
        raise UserError(
            f"{quoted(name)} may be {who}.", "Nothing was changed. Name the person as here, or by e-mail."
        )
    alike = _alike(wanted, everybody)
    advice = f"Did you mean {listed(alike, 'or')}?" if alike else "Look at the list of people."
    raise UserError(f"Nobody in this round is called {quoted(name)}.", f"Nothing was changed. {advice}")


def _key(name: str) -> str:
    family, comma, given = name.partition(",")
    return fold(tidy(f"{given} {family}" if comma else name))


def _names(member: Member) -> set[str]:
    person = member.participant
    names = {person.full_name, f"{person.known_as} {person.family}" if person.known_as else "", person.email}
    return {fold(tidy(each)) for each in names if each.strip()}


def _described(member: Member) -> str:
    return f"{member.name} ({member.participant.email})" if member.participant.email else _at_work(member)


def _told_apart(member: Member) -> set[str]:
    return {fold(tidy(each)) for each in (_described(member), _at_work(member))}


def _at_work(member: Member) -> str:
    return f"{member.name} ({member.organisation_name})"


def _alike(wanted: str, people: tuple[Member, ...]) -> list[str]:
    names = {member.name: fold(member.name) for member in people}
    # Late: no first sight of a scheme needs it.
    from rapidfuzz import process

    found = process.extract(wanted, names, limit=_MOST_CANDIDATES, score_cutoff=_ALIKE)
    return [name for _, _, name in found]
