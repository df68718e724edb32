"""For each method of the life of a round that changes a scheme, a way to call it that changes something."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import docx

from buddy_matcher.domain.answers import Occasion
from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.attachments import Purpose
from buddy_matcher.domain.endings import EndReason
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.ids import UNSAVED, LocalOrganisationId, PaymentSummaryId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.learning import Learning, LearningKind
from buddy_matcher.domain.letter_blocks import Block
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letters import Issue
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.money import Agreement, Budget, Rate, RateUnit
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pair_life import FlagSettings
from buddy_matcher.domain.pairings import Pairing
from buddy_matcher.domain.participations import Status
from buddy_matcher.domain.report import Part
from buddy_matcher.domain.round_dates import Milestone, RoundDates
from buddy_matcher.domain.rounds import NamedForm
from buddy_matcher.services.end_pairings import Ending
from buddy_matcher.services.schemes import Services
from tests.helpers.translated_scheme import translate

ON = date(2026, 11, 2)
TO_MEET = Arranged(starts=datetime(2026, 12, 1, 10), where="The Hub")  # noqa: DTZ001 - clock time


def agreed(services: Services) -> Pairing:
    """Agree the plan and return its first pair of two."""
    services.pairings.agree()
    return next(pair.pairing for pair in services.latest.plan().pairs if not pair.pairing.is_trio)


def recorded(services: Services) -> Entry:
    """Record a meeting and return it."""
    pairing = agreed(services)
    shares = (EntryShare(pairing.members[0], Fit.GOOD, funded_minutes=90),)
    services.entries.add(
        Entry(pairing_id=pairing.id, on=ON, kind=EntryKind.MEETING, follow_up_on=ON, shares=shares)
    )
    return services.entries.entries_of(pairing.id)[0]


def learnt(services: Services) -> Learning:
    return Learning(
        round_id=services.scheme.round().id, on=ON, kind=LearningKind.TO_TRY, text="Meet on the ward"
    )


def listed_locally(services: Services) -> LocalOrganisationId:
    """List a local organisation and return its id."""
    services.reach.save(LocalOrganisation(name="Hill Mosque", outcode="BD3"))
    return services.reach.reach().lines[0].local.id


def import_a_list(services: Services) -> None:
    sheet = services.path.with_name("list.csv")
    sheet.write_text("Organisation,Kind\nHill Mosque,mosque\n", encoding="utf-8")
    services.reach.import_list(sheet, ON)


def noted(services: Services) -> Learning:
    """Note something learnt and return it."""
    services.learning.add(learnt(services))
    return services.learning.all()[0].learning


def go_on(services: Services) -> None:
    pairing = agreed(services)
    services.endings.end_all_finished(pairing.round_id, ON)
    services.rounds.start("Round 2")
    for member in services.people.people():
        services.people.set_status(member.name, Status.READY)
    services.continuing.go_on(pairing.id)


def arrange_and_call_off(services: Services) -> None:
    pairing = agreed(services)
    services.arranging.arrange(pairing.id, TO_MEET)
    services.arranging.call_off(pairing.id)


def hold_and_release(services: Services) -> None:
    pairing = agreed(services)
    services.holds.hold_pairing(pairing.id)
    services.holds.release_pairing(pairing.id)


def hold_and_release_person(services: Services) -> None:
    member = services.people.people()[0].participation_id
    services.holds.hold_person(member)
    services.holds.release_person(member)


def stop_someone(services: Services) -> None:
    member = agreed(services).members[0]
    services.holds.stop(services.latest.state().members[member].participant.id, ON)


def funded(services: Services) -> None:
    """Set a rate and agree it with the VCSE organisation of a pair that met."""
    met = recorded(services)
    state = services.latest.state()
    pairing = next(pairing for pairing in state.pairings if pairing.id == met.pairing_id)
    member = next(m for m in map(state.members.__getitem__, pairing.members) if m.sector is Sector.VCSE)
    share = EntryShare(member.participation_id, funded_minutes=90, miles=4)
    services.entries.correct(replace(met, shares=(share,)))
    services.funding.set_rate(Rate(name="hourly", pence=2500, unit=RateUnit.HOUR))
    services.funding.agree(member.organisation_name, Agreement(organisation_id=UNSAVED, rate="hourly"))


def sent_payment(services: Services) -> PaymentSummaryId:
    """Send what is owed and return the number of the first summary."""
    funded(services)
    services.payments.send(ON)
    return services.payments.payments()[0].summary.id


def reword_and_take_back(services: Services) -> None:
    expect, ideas = (LetterKind.CHANGE, Block.EXPECT), (LetterKind.CHANGE, Block.IDEAS)
    services.wording.reword({expect: "Enjoy it.", ideas: "Dance."})
    services.wording.ours_again([expect])


def use_logo(services: Services) -> None:
    logo = services.path.with_name("logo.svg")
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="1"></svg>', "utf-8")
    services.letterhead.use_logo(logo, "West Moor")


def use_letterhead(services: Services) -> None:
    paper = services.path.with_name("paper.docx")
    docx.Document().save(str(paper))
    services.letterhead.use_letterhead(paper)


LIFE_EXAMPLES: dict[str, Callable[[Services], object]] = {
    "EndPairings.end": lambda s: s.endings.end(
        agreed(s).id, Ending(on=ON, reason=EndReason.NOT_GOOD_FIT, note="They said so")
    ),
    "EndPairings.end_all_finished": lambda s: s.endings.end_all_finished(agreed(s).round_id, ON),
    "FundTime.agree": funded,
    "FundTime.set_budget": lambda s: s.funding.set_budget(
        Budget(funder="City fund", pence=500_000, starts=ON, ends=date(2027, 3, 31))
    ),
    "FundTime.set_rate": lambda s: s.funding.set_rate(Rate(name="mile", pence=55, unit=RateUnit.MILE)),
    "PayOrganisations.send": sent_payment,
    "PayOrganisations.record_paid": lambda s: s.payments.record_paid(sent_payment(s), ON),
    "HoldPeople.hold_pairing": lambda s: s.holds.hold_pairing(agreed(s).id, ON),
    "HoldPeople.pass_worry": lambda s: s.holds.pass_worry(agreed(s).id, "Jo Hale", ON),
    "HoldPeople.pass_worry_about": lambda s: s.holds.pass_worry_about(agreed(s).members[0], "Jo Hale", ON),
    "HoldPeople.hold_person": lambda s: s.holds.hold_person(s.people.people()[0].participation_id, ON),
    "HoldPeople.release_pairing": hold_and_release,
    "HoldPeople.release_person": hold_and_release_person,
    "HoldPeople.stop": stop_someone,
    "IssueLetters.record_gone": lambda s: (agreed(s), s.letters.record_gone(Issue.GIVEN, ON)),
    "ReachOrganisations.import_list": import_a_list,
    "ReachOrganisations.invite": lambda s: s.reach.invite([listed_locally(s)], ON),
    "ReachOrganisations.remove": lambda s: s.reach.remove([listed_locally(s)]),
    "ReachOrganisations.save": listed_locally,
    "RecordEntries.add": recorded,
    "RecordEntries.correct": lambda s: s.entries.correct(replace(recorded(s), minutes=45)),
    "RecordEntries.put_off": lambda s: s.entries.put_off(recorded(s).id, date(2026, 12, 1)),
    "RecordEntries.record_launch_day": lambda s: s.entries.record_launch_day(ON, [agreed(s).id]),
    "RecordEntries.strike_out": lambda s: s.entries.strike_out(recorded(s).id),
    "RecordEntries.tick": lambda s: s.entries.tick(recorded(s).id),
    "WriteReport.save": lambda s: (agreed(s), s.reports.save(s.path.with_name("report.docx"), ON)),
    "WriteReport.write_text": lambda s: s.reports.write_text(Part.REACH, "We went to every market."),
    "StartRound.set_date": lambda s: s.rounds.set_date(Milestone.LETTERS_ON, ON),
    "ContinuePairings.go_on": go_on,
    "ArrangeMeetings.arrange": lambda s: s.arranging.arrange(agreed(s).id, TO_MEET),
    "ArrangeMeetings.call_off": arrange_and_call_off,
    "NoteLearning.correct": lambda s: s.learning.correct(replace(noted(s), text="Meet in town")),
    "NoteLearning.add": lambda s: s.learning.add(learnt(s)),
    "StartRound.name_forms": lambda s: s.rounds.name_forms([NamedForm(Occasion.CHECK_IN)]),
    "NoteLearning.remove": lambda s: s.learning.remove(noted(s).id),
    "StartRound.set_flags": lambda s: s.rounds.set_flags(s.rounds.running().id, FlagSettings(quiet_days=30)),
    "StartRound.set_dates": lambda s: s.rounds.set_dates(RoundDates(months=9)),
    "EditLetterhead.take_away": lambda s: (use_logo(s), s.letterhead.take_away(Purpose.LOGO)),
    "EditLetterhead.use_letterhead": use_letterhead,
    "EditLetterhead.use_logo": use_logo,
    "TranslateLetters.sign": lambda s: (
        translate(s, Language.POLISH),
        s.translations.sign(Language.POLISH, "Ola Nowak", ON),
    ),
    "TranslateLetters.take_in": lambda s: translate(s, Language.WELSH),
    "WordLetters.ours_again": reword_and_take_back,
    "WordLetters.reword": lambda s: s.wording.reword({(LetterKind.CHANGE, Block.EXPECT): "Enjoy it."}),
    "StartRound.start": lambda s: (agreed(s), s.rounds.start("Spring", letters_on=ON)),
}
