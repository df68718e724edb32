"""Finds the person of a round whom somebody names, as people write names."""

from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.text import fold, listed
from buddy_matcher.services.rounds.round_state import Member, RoundState


def member_named(state: RoundState, name: str) -> Member:
    """Return the one person of that name, whatever its case and accents; "Family, Given" will do.

    Raises UserError when nobody or several people have it.
    """
    family, comma, given = name.partition(",")
    wanted = fold(f"{given} {family}" if comma else name)
    found = [
        member
        for member in state.members.values()
        if wanted in {fold(member.name), fold(member.participant.known_name)}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        places = listed([member.organisation_name for member in found])
        raise UserError(f"Several people are called {name}: at {places}.", "Nothing was changed.")
    near = [m.name for m in state.members.values() if set(fold(m.name).split()) & set(wanted.split())]
    advice = f"Did you mean {listed(near[:3])}?" if near else "Names are those of the round's people."
    raise UserError(f"Nobody in this round is called {name}.", advice)
