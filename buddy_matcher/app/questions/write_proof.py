"""`proof`: a workbook that proves the plan to anybody who opens it."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, earlier_file, path, print_json
from buddy_matcher.app.named_scheme import add_scheme, check_order
from buddy_matcher.documents.files import replaces_earlier
from buddy_matcher.documents.proof_tables import PriceLine
from buddy_matcher.services.questions.prove_plan import PlanProof
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("out", type=path, metavar="OUT.xlsx", help="where to")
    add_json(parser)


def _run(options: argparse.Namespace) -> int:
    check_order(options.file, options.out)
    is_replaced = replaces_earlier(options.out, suffix=".xlsx")
    with closing(open_scheme(options.file)) as services:
        proof = services.questions.proof.save(options.out)
    if proof is None:
        return DONE
    if options.json:
        print_json(_as_json(proof))
        return DONE
    how = "Prices prove the plan" if proof.is_by_prices else proof.why
    print(f"{how}. The proof is in {options.out}.{earlier_file(is_replaced=is_replaced)}")
    return DONE


def _as_json(proof: PlanProof) -> dict[str, object]:
    aims = proof.tables.aims

    def priced(line: PriceLine) -> dict[str, int]:
        return dict(zip(aims, line.prices, strict=True))

    return {
        "kind": "prices" if proof.is_by_prices else "search",
        "why": proof.why,
        "prices": {line.label: priced(line) for line in proof.tables.people},
        "rules": [
            {"rule": line.label, "at_most": line.at_most, "price": priced(line)}
            for line in proof.tables.rules
        ],
    }


PROOF = Command("proof", "write a workbook that proves the plan", _add_arguments, _run)
