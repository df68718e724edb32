"""What can be seen of a real scheme, in the terms of the model that it is held against."""

from collections import Counter
from dataclasses import dataclass, replace

from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.letters import Standing
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.services.schemes import Services
from tests.storage import scheme_model as model


@dataclass(frozen=True)
class Seen:
    """What can be seen of a scheme: what it says, and where the letter of everyone who is due one stands."""

    said: model.Said
    letters: dict[str, Standing]


def seen_in(services: Services) -> Seen:
    """Return what can be seen of the real scheme."""
    letters = {letter.member.name: letter.state.standing for letter in services.letters.letters()}
    return Seen(said_by(services), letters)


def expected_of(said: model.Said) -> Seen:
    """Return what should be seen of a scheme that says this."""
    due = (name for name in said.capacity if said.is_due_a_letter(name))
    return Seen(replace(said, told={}, told_to_wait=frozenset()), {name: said.letter(name) for name in due})


def said_by(services: Services) -> model.Said:
    """Return what the real scheme says, but for what its letters said."""
    with services.file.reading() as unit:
        names = {person.id: person.full_name for person in unit.people.all()}
        parts = unit.participations.all()
        name_of = {part.id: names[part.participant_id] for part in parts}
        return model.Said(
            capacity={name_of[part.id]: part.capacity for part in parts},
            bin=frozenset(person.full_name for person in unit.people.all() if person.removed_at),
            pairs=tuple(
                model.Pair(
                    frozenset(name_of[member] for member in pairing.members),
                    pairing.state is PairingState.AGREED,
                    pairing.is_locked,
                )
                for pairing in unit.pairings.all()
                if pairing.is_current
            ),
            never=tuple(
                frozenset({names[r.first_participant_id], names[r.second_participant_id]})
                for r in unit.rules.all()
            ),
            ended=frozenset(
                frozenset(name_of[member] for member in pairing.members)
                for pairing in unit.pairings.all()
                if pairing.state is PairingState.ENDED
            ),
            printed=dict(Counter(name_of[letter.participation_id] for letter in unit.letters.all())),
            aside=model.Aside(
                languages={
                    person.full_name: person.letters.language
                    for person in unit.people.all()
                    if person.letters.language is not Language.NOT_ASKED
                },
                scenarios=tuple(each.name for each in unit.scenarios.all()),
                budgets={each.funder: each.pence for each in unit.budgets.all()},
                local=tuple(each.name for each in unit.local_organisations.all()),
            ),
        )


def everything_in(services: Services) -> list[object]:
    """Return every object of a scheme and its latest round, as they are handed out."""
    with services.file.reading() as unit:
        return [*unit.everything(), read_round(unit)]
