"""Each fact is changed in turn where letters of a kind were saved: who is told that theirs is old.

The judge is what the letters say: just those whose words, way or address changed may be out of date.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.ids import ParticipationId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.letter_blocks import Block
from buddy_matcher.domain.letter_facts import Fact, changed_facts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.meeting import HALF_DAYS
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.people import Delivery, LetterPreferences
from buddy_matcher.domain.round_dates import Milestone
from buddy_matcher.domain.rounds import Coordinator, NamedForm
from buddy_matcher.domain.strengths import answers_from
from buddy_matcher.services.rounds.shown_letters import ShownLetter, ToDo
from buddy_matcher.services.schemes import Services
from tests.helpers.letter_occasions import DUE
from tests.helpers.lives import TODAY
from tests.helpers.people import Ids, strength_id, to_buddy
from tests.helpers.translated_scheme import translate
from tests.services.life_examples import TO_MEET

type Who = ParticipationId
type Change = Callable[[Services, Who, LetterKind], None]


def person(**fields: Any) -> Change:
    def change(services: Services, who: Who, _kind: LetterKind) -> None:
        form = services.people.form_of(who)
        services.people.save(replace(form, participant=replace(form.participant, **fields)))

    return change


def answers(**fields: Any) -> Change:
    def change(services: Services, who: Who, _kind: LetterKind) -> None:
        form = services.people.form_of(who)
        services.people.save(replace(form, participation=replace(form.participation, **fields)))

    return change


def works_elsewhere(services: Services, who: Who, _kind: LetterKind) -> None:
    form = services.people.form_of(who)
    services.people.save(replace(form, organisation="Another organisation"))


def asks_for_help(services: Services, who: Who, kind: LetterKind) -> None:
    wishes = {strength_id(services, "Data"): 1}
    answers(strengths=answers_from({}, wishes))(services, who, kind)


def others_share_something_else(services: Services, who: Who, kind: LetterKind) -> None:
    shared = {strength_id(services, "Data"): 1}
    for member in services.people.people():
        if member.participation_id != who:
            answers(strengths=answers_from(shared, {}))(services, member.participation_id, kind)


def letters_go(services: Services, _who: Who, _kind: LetterKind) -> None:
    services.rounds.set_date(Milestone.LETTERS_ON, TODAY + timedelta(days=99))


def meet_nine_times(services: Services, _who: Who, _kind: LetterKind) -> None:
    services.rounds.set_dates(services.scheme.round().dates.meeting(9))


def met(services: Services, who: Who, _kind: LetterKind) -> None:
    theirs = [each.pairing.id for each in services.follow_up.pairs(TODAY) if who in each.pairing.members]
    for pairing_id in theirs:
        services.entries.add(
            Entry(pairing_id=pairing_id, on=TODAY - timedelta(days=1), kind=EntryKind.MEETING, minutes=60)
        )


def another_form(services: Services, _who: Who, _kind: LetterKind) -> None:
    forms = [NamedForm(occasion, "https://forms.example.org/1") for occasion in Occasion]
    services.rounds.name_forms(forms)


def free_on_mondays(services: Services, _who: Who, kind: LetterKind) -> None:
    for member in services.people.people():
        answers(free=frozenset(HALF_DAYS[:2]))(services, member.participation_id, kind)


def has_arranged(services: Services, who: Who, _kind: LetterKind) -> None:
    for pair in services.latest.plan().pairs:
        if who in pair.pairing.members and pair.pairing.state is PairingState.AGREED:
            services.arranging.arrange(pair.pairing.id, TO_MEET)


def worried(services: Services, _who: Who, _kind: LetterKind) -> None:
    scheme = services.scheme.scheme()
    services.scheme.save_scheme(replace(scheme, safeguarding="Mair Rees, 07700 900777"))


def another_coordinator(services: Services, _who: Who, _kind: LetterKind) -> None:
    services.scheme.save_scheme(
        replace(services.scheme.scheme(), coordinator=Coordinator(name="Mo Field", phone="07700 900999"))
    )


def reworded(services: Services, _who: Who, kind: LetterKind) -> None:
    services.wording.reword({(kind, Block.FORMAT): "Ask us for braille."})


def translated(services: Services, who: Who, kind: LetterKind) -> None:
    person(letters=LetterPreferences(language=Language.WELSH))(services, who, kind)
    translate(services, Language.WELSH, signed_by="Mair Rees", on="2026-11-20")


def left(services: Services, who: Who, _kind: LetterKind) -> None:
    services.people.remove(who)


CHANGES: dict[Fact, tuple[Change, ...]] = {
    Fact.READER: (person(known_as="Sky"), person(family="Other")),
    Fact.EMPLOYER: (works_elsewhere,),
    Fact.ADDRESS: (
        person(
            letters=LetterPreferences(delivery=Delivery.POST), address=("2 Low Street", "Halifax", "HX1 1UJ")
        ),
        person(letters=LetterPreferences(delivery=Delivery.EMAIL), email="other@example.org"),
    ),
    Fact.FORMAT: (person(letters=LetterPreferences(print_size=28)),),
    Fact.BUDDIES: (left,),
    Fact.ENDED: (person(family="Other"),),
    Fact.NAMES: (person(family="Other"), person(known_as="Sky")),
    Fact.WORK: (person(job_title="Director"), works_elsewhere),
    Fact.REASONS: (asks_for_help,),
    Fact.CONTACT: (person(phone="07700 900456"), person(email="new@example.org")),
    Fact.FIRST_STEP: (answers(share_contact=False),),
    Fact.MEETING: (answers(ways=frozenset()),),
    Fact.STATEMENTS: (answers(statements=to_buddy("how long a night is")), answers(introduction="I bake.")),
    Fact.DATES: (letters_go,),
    Fact.EXPECTED: (meet_nine_times,),
    Fact.ANSWERS: (asks_for_help, works_elsewhere),
    Fact.MET: (met,),
    Fact.CHOICES: (others_share_something_else,),
    Fact.FORM: (another_form,),
    Fact.FREE: (free_on_mondays,),
    Fact.ARRANGED: (has_arranged,),
    Fact.SAFEGUARDING: (worried,),
    Fact.COORDINATOR: (another_coordinator,),
    Fact.WORDING: (reworded,),
    Fact.LANGUAGE: (translated,),
}
"""Ways to change a fact that some letter may state: of a reader and their buddy, or of the scheme."""


def known(services: Services, ids: Ids) -> None:
    """Let everybody share how to reach them, so that letters state it."""
    for number, who in enumerate(ids.values()):
        form = services.people.form_of(who)
        given = replace(form.participant, phone=f"07700 90012{number}", email=f"mail{number}@example.org")
        shared = replace(form.participation, share_contact=True)
        services.people.save(replace(form, participant=given, participation=shared))


def letters_of(services: Services, kind: LetterKind) -> dict[tuple[Who, str], ShownLetter]:
    return {
        (letter.member.participation_id, letter.text.occasion): letter
        for letter in services.letters.letters()
        if letter.text.kind is kind
    }


def changes_of(before: ShownLetter, after: ShownLetter) -> tuple[Fact, ...]:
    return changed_facts(before.text.facts, after.text.facts)


def said(letter: ShownLetter) -> tuple[object, ...]:
    """Return what is printed, and in which way it goes where."""
    text, participant = letter.text, letter.member.participant
    return (
        *(text.address, text.sender, text.letterhead, text.greeting, text.title, text.passages, text.closing),
        *(participant.letters, participant.email if letter.delivery is Delivery.EMAIL else ""),
    )


def test_there_is_a_change_of_every_fact():
    assert CHANGES.keys() == set(Fact)


@pytest.mark.slow
@pytest.mark.parametrize("kind", LetterKind)
def test_just_the_letters_that_say_what_changed_are_out_of_date(
    kind: LetterKind, services: Services, ids: Ids, tmp_path: Path
):
    known(services, ids)
    services.plan.suggest(agree=True)
    DUE[kind](services, tmp_path)
    services.letters.save_pdf(tmp_path / "all.pdf")
    before = letters_of(services, kind)
    assert before
    who, told = min(before)[0], set[Fact]()
    for fact, changes in CHANGES.items():
        for change in changes:
            actions = done(services)
            change(services, who, kind)
            told |= check(before, letters_of(services, kind), fact, is_gone=change is left)
            while done(services) > actions:
                services.history.undo()
    assert IN_EVERY_LETTER - ANOTHER_COMES_FIRST.get(kind, set()) <= told


IN_EVERY_LETTER = {
    Fact.READER,
    Fact.ADDRESS,
    Fact.FORMAT,
    Fact.COORDINATOR,
    Fact.WORDING,
    Fact.LANGUAGE,
}
ANOTHER_COMES_FIRST = {
    # The introduction that went is due again, since the pair has not met.
    LetterKind.REMINDER: IN_EVERY_LETTER - {Fact.WORDING},
    # The pair is told of new details.
    LetterKind.CHECK_IN: {Fact.COORDINATOR},
}
"""What makes another letter due, so that the one of this kind waits its turn."""


def done(services: Services) -> int:
    return sum(not entry.is_undone for entry in services.history.entries())


def check(
    before: dict[tuple[Who, str], ShownLetter],
    after: dict[tuple[Who, str], ShownLetter],
    fact: Fact,
    *,
    is_gone: bool,
) -> set[Fact]:
    """Check who of those that still are due the letter is told that it is old; return the facts told."""
    stale = {key for key, letter in after.items() if letter.to_do is ToDo.RENEW}
    others = {key for key in before.keys() & after.keys() if said(before[key]) != said(after[key])}
    if is_gone:
        # Who is in the bin is named no more; the letter that told that their pairing ended stays right.
        others -= {key for key in others if changes_of(before[key], after[key]) == (Fact.ENDED,)}
    assert stale == others
    changed = {what for key in stale for what in after[key].state.changed}
    assert all(after[key].state.changed for key in stale)
    return {fact} if fact.in_words in changed else set()
