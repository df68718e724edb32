"""How somebody is introduced to who may choose them: where they work and what they can share, no names."""

from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.sayings import Entry, Saying, Several, say
from buddy_matcher.services.rounds.round_state import RoundState

_MOST_NAMED = 4
_WHERE = {Sector.HEALTH: Phrase.SOMEBODY_IN_HEALTH, Sector.VCSE: Phrase.SOMEBODY_IN_VCSE}


def introduced_as(state: RoundState, who: ParticipationId, reader: ParticipationId) -> Saying:
    """Return for example "somebody in a health organisation who can share policy and strategy".

    What the reader would like comes first.
    """
    names, wished = state.wording.strengths, state.candidates[reader].would_like
    known = [strength for strength in state.candidates[who].can_share if strength in names]
    known.sort(key=lambda strength: (strength not in wished, names[strength]))
    somebody = say(_WHERE[state.members[who].sector])
    if not known:
        return somebody
    shares = Several(tuple(Entry(names[strength]) for strength in known[:_MOST_NAMED]))
    return say(Phrase.WHO_CAN_SHARE, somebody=somebody, strengths=shares)
