"""`funding`: shows what VCSE time comes to, or sets rates and what organisations are paid."""

import argparse
import re
from contextlib import closing
from datetime import date

from buddy_matcher.app.command import DONE, Command, all_or_nothing, print_json, refuse_alone, refuse_twice
from buddy_matcher.app.life.options import add_round, day, named, today
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.app.numbers import whole_number
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.domain.money import HUNDRED, Agreement, Budget, BudgetUse, Rate, RateUnit, money_in_words
from buddy_matcher.domain.text import counted, quoted
from buddy_matcher.services.fund_time import OrganisationFunding
from buddy_matcher.services.rounds.payment_paper import budget_in_words, minutes_in_words
from buddy_matcher.services.schemes import Services

_RATE = re.compile(r"(?P<name>[^=]+)=(?P<pence>\d{1,9})/(?P<unit>[a-z-]+)(?:@(?P<starts>\d{4}-\d\d-\d\d))?")

_BUDGET = re.compile(
    r"(?P<funder>[^=]*)=(?P<pence>\d{1,9})@(?P<starts>\d{4}-\d\d-\d\d)\.\.(?P<ends>\d{4}-\d\d-\d\d)"
)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    units = ", ".join(unit.value for unit in RateUnit)
    parser.add_argument(
        "--rate",
        type=_rate,
        action="append",
        default=[],
        metavar="NAME=PENCE/UNIT[@FROM]",
        help=f"set a rate in whole pence for each {units}, such as hourly=2500/hour@2026-04-01",
    )
    parser.add_argument("--source", default="", metavar="TEXT", help="where the rates are from")
    parser.add_argument(
        "--agree", nargs=2, metavar=("ORGANISATION", "RATE"), help="what an organisation is paid for its time"
    )
    parser.add_argument("--mileage", default="", metavar="RATE", help="what it is paid for a mile")
    parser.add_argument("--ceiling", type=_minutes, metavar="MINUTES", help="most paid a person and round")
    parser.add_argument("--in-kind", default="", metavar="RATE", help="what unpaid time is worth")
    parser.add_argument("--from", dest="starts", type=day, metavar="DATE", help="first day of the agreement")
    parser.add_argument("--payee", default="", metavar="NAME", help="who is paid, if not the organisation")
    parser.add_argument("--reference", default="", metavar="TEXT", help="what stands on payment summaries")
    parser.add_argument("--funder", default="", metavar="NAME", help="whose money it is, if you have several")
    parser.add_argument(
        "--second-funder",
        type=_share,
        metavar="NAME=PERCENT",
        help="who pays so many hundredths of it beside the first, such as “Health fund=40”",
    )
    parser.add_argument(
        "--budget",
        type=_budget,
        action="append",
        default=[],
        metavar="FUNDER=PENCE@FROM..TO",
        help="what a funder gives between two days, such as “City fund=500000@2026-04-01..2027-03-31”;"
        " 0 takes it away, no FUNDER is everybody's money",
    )
    add_round(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _rate(text: str) -> Rate:
    found = _RATE.fullmatch(text.strip())
    if found is None or found["unit"] not in list(RateUnit):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a rate such as hourly=2500/hour")
    starts = day(found["starts"]) if found["starts"] else None
    return Rate(name=found["name"], pence=int(found["pence"]), unit=RateUnit(found["unit"]), starts=starts)


def _share(text: str) -> tuple[str, int]:
    name, given = named(text)
    percent = whole_number(given)
    if percent is None or not 0 < percent <= HUNDRED:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a funder, = and 1 to 100")
    return name, percent


def _budget(text: str) -> Budget:
    found = _BUDGET.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not a budget such as City fund=500000@2026-04-01..2027-03-31"
        )
    starts, ends = day(found["starts"]), day(found["ends"])
    if ends < starts:
        raise argparse.ArgumentTypeError(f"{quoted(text)} ends before it starts")
    return Budget(funder=found["funder"], pence=int(found["pence"]), starts=starts, ends=ends)


def _minutes(text: str) -> int:
    minutes = whole_number(text)
    if minutes is None:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a whole number of minutes")
    return minutes


def _run(options: argparse.Namespace) -> int:
    refuse_alone(options, "rate", "source")
    refuse_alone(
        options,
        "agree",
        *("mileage", "ceiling", "in_kind", "payee", "reference", "funder", "second_funder"),
    )
    if options.starts and not options.agree:
        raise UserError("--from says nothing without --agree. Nothing was changed.", "Add --agree.")
    refuse_twice("--rate", [f"{rate.name} {rate.starts or ''}" for rate in options.rate])
    is_change = bool(options.rate or options.agree or options.budget)
    with closing(open_for(options.file, is_change=is_change)) as services:
        with all_or_nothing(services.history):
            _change(services, options)
        lines = services.funding.funding(today(), options.round)
        budgets = services.funding.budgets()
    if options.json:
        found = {"organisations": [_as_json(line) for line in lines]}
        print_json({**found, "budgets": [_budget_as_json(use) for use in budgets]})
        return DONE
    for line in lines:
        _print(line)
    for use in budgets:
        print(budget_in_words(use))
    if not lines:
        print("No organisation is funded yet. Set a rate with --rate and agree it with --agree.")
    return DONE


def _change(services: Services, options: argparse.Namespace) -> None:
    for rate in options.rate:
        services.funding.set_rate(_sourced(rate, options.source))
    for budget in options.budget:
        services.funding.set_budget(budget)
    if options.agree:
        organisation, rate_name = options.agree
        services.funding.agree(organisation, _agreement(options, rate_name, options.starts))


def _sourced(rate: Rate, source: str) -> Rate:
    return Rate(name=rate.name, pence=rate.pence, unit=rate.unit, starts=rate.starts, source=source)


def _agreement(options: argparse.Namespace, rate: str, starts: date | None) -> Agreement:
    other_funder, other_percent = options.second_funder or ("", 0)
    return Agreement(
        organisation_id=UNSAVED,
        rate=rate,
        mileage=options.mileage,
        in_kind=options.in_kind,
        ceiling=options.ceiling,
        starts=starts,
        payee=options.payee,
        reference=options.reference,
        funder=options.funder,
        other_funder=other_funder,
        other_percent=other_percent,
    )


def _as_json(line: OrganisationFunding) -> dict[str, object]:
    low, high = line.forecast_pence
    return {
        "name": line.organisation.name,
        "agreed_minutes": line.agreed_minutes,
        "used_minutes": line.used_minutes,
        "miles": line.miles,
        "used_pence": line.used_pence,
        "value_in_kind_pence": line.value_in_kind_pence,
        "forecast_pence": {"low": low, "high": high},
        "paid_pence": line.paid_pence,
        "to_settle": line.to_settle,
        "funders": [{"name": name, "used_pence": pence} for name, pence in line.by_funder],
    }


def _budget_as_json(use: BudgetUse) -> dict[str, object]:
    budget = use.budget
    return {
        "funder": budget.funder,
        "pence": budget.pence,
        "from": budget.starts.isoformat(),
        "to": budget.ends.isoformat(),
        "used_pence": use.used_pence,
    }


def _print(line: OrganisationFunding) -> None:
    low, high = map(money_in_words, line.forecast_pence)
    print(f"{line.organisation.name}: {counted(line.people, 'funded person', 'funded people')}")
    of_agreed = f" of {minutes_in_words(line.agreed_minutes)}" if line.agreed_minutes is not None else ""
    if line.without_terms:
        noted = minutes_in_words(line.without_terms)
        print(f"    {noted} noted for days on which nothing was agreed: not paid. Set it with --agree.")
    if not line.is_agreed:
        return
    print(f"    used {minutes_in_words(line.used_minutes)}{of_agreed}, {money_in_words(line.used_pence)}")
    print(f"    paid {money_in_words(line.paid_pence)}, forecast for time {low} to {high}")
    if line.value_in_kind_pence:
        print(f"    given in kind: {money_in_words(line.value_in_kind_pence)}")
    if line.to_settle:
        print(f"    {counted(line.to_settle, 'meeting')} without funded minutes: settle them with `meeting`")


FUNDING = Command("funding", "show or set what VCSE time is paid for", _add_arguments, _run)
