"""`payments`: writes what is owed to each VCSE organisation, sends it, and records that it was paid."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, all_or_nothing, path, print_json, refuse_alone
from buddy_matcher.app.life.options import add_day, add_round, day
from buddy_matcher.app.named_scheme import add_scheme, open_for
from buddy_matcher.app.numbers import whole
from buddy_matcher.domain.money import PaymentLine, PaymentState, money_in_words
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.services.pay_organisations import Payment
from buddy_matcher.services.schemes import Services


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=path, metavar="DIR", help="write each payment summary into a folder")
    what.add_argument("--paid", type=whole, metavar="NUMBER", help="record that one was paid")
    parser.add_argument("--until", type=day, metavar="DATE", help="leave out what is of a later day")
    parser.add_argument("--send", action="store_true", help="freeze the drafts: they are sent")
    add_day(parser)
    add_round(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _run(options: argparse.Namespace) -> int:
    refuse_alone(options, "out", "send", "until")
    is_change = options.send or options.paid is not None
    with closing(open_for(options.file, is_change=is_change)) as services:
        if options.paid is not None:
            services.payments.record_paid(options.paid, options.on)
            _say_paid(options)
            return DONE
        payments = _written(services, options)
    if options.json:
        print_json({"summaries": [_as_json(payment) for payment in payments]})
    else:
        for payment in payments:
            _print(payment)
        if not payments:
            print("Nothing is owed to anybody, so nothing was written.")
    return DONE


def _say_paid(options: argparse.Namespace) -> None:
    if options.json:
        print_json({"number": options.paid, "state": PaymentState.PAID.value, "on": options.on.isoformat()})
    else:
        print(f"Payment summary {options.paid} is recorded as paid on {date_in_words(options.on)}.")


def _written(services: Services, options: argparse.Namespace) -> tuple[Payment, ...]:
    with all_or_nothing(services.history):
        if options.send:
            services.payments.send(options.on, options.until, options.round)
        return services.payments.save(options.out, options.until, options.round)


def _as_json(payment: Payment) -> dict[str, object]:
    return {
        "number": payment.number,
        "organisation": payment.organisation.name,
        "lines": [_line_as_json(line) for line in payment.summary.lines],
        "total_pence": payment.summary.pence,
        "state": payment.state.value,
        "path": str(payment.path),
    }


def _line_as_json(line: PaymentLine) -> dict[str, object]:
    return {
        "person": line.person,
        "on": line.on.isoformat(),
        "minutes": line.minutes,
        "miles": line.miles,
        "pence": line.pence,
    }


def _print(payment: Payment) -> None:
    number = "draft" if payment.number is None else f"number {payment.number}, {payment.state}"
    print(f"{payment.organisation.name}: {money_in_words(payment.summary.pence)} ({number}), {payment.path}")


PAYMENTS = Command(
    "payments", "write what is owed to VCSE organisations, send it, record it as paid", _add_arguments, _run
)
