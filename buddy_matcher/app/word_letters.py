"""`wording`: what letters say, block by block, and the coordinator's own words in place of ours."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, print_json, refuse_twice
from buddy_matcher.app.named_scheme import add_scheme, open_to_change
from buddy_matcher.domain.letter_blocks import OUR_WORDS, Block
from buddy_matcher.domain.letter_kinds import KINDS
from buddy_matcher.domain.text import quoted
from buddy_matcher.services.schemes import open_scheme
from buddy_matcher.services.word_letters import Place, WordedBlock

_PLACES: dict[str, Place] = {
    f"{KINDS[kind].code}.{block.value}": (kind, block)
    for kind, blocks in OUR_WORDS.items()
    for block in blocks
}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument(
        "--set",
        type=_text,
        action="append",
        default=[],
        metavar="KIND.BLOCK=TEXT",
        help="put your words in place of ours, such as introduction.expect=…; may be given several times",
    )
    parser.add_argument(
        "--reset",
        type=_place,
        action="append",
        default=[],
        metavar="KIND.BLOCK",
        help="take our words again; may be given several times",
    )
    add_json(parser)


def _place(name: str) -> Place:
    if name not in _PLACES:
        blocks = ", ".join(block.value for block in Block)
        raise argparse.ArgumentTypeError(
            f"{quoted(name)} is no block of a letter such as introduction.who; blocks are {blocks}"
        )
    return _PLACES[name]


def _text(text: str) -> tuple[Place, str]:
    name, sign, words = text.partition("=")
    place = _place(name)
    if not sign:
        raise argparse.ArgumentTypeError(f"{quoted(text)} says no words; “{text}=” leaves the block out")
    return place, words


def _run(options: argparse.Namespace) -> int:
    places = [*options.reset, *(place for place, _ in options.set)]
    refuse_twice("The command", [f"{KINDS[kind].code}.{block.value}" for kind, block in places])
    if options.set or options.reset:
        with closing(open_to_change(options.file)) as services:
            ours = {(kind, block): OUR_WORDS[kind][block] for kind, block in options.reset}
            services.wording.reword({**ours, **dict(options.set)})
            blocks = services.wording.blocks()
    else:
        with closing(open_scheme(options.file)) as services:
            blocks = services.wording.blocks()
    if options.json:
        print_json({"blocks": [_as_json(each) for each in blocks]})
    else:
        changed = {*options.reset, *dict(options.set)}
        for each in blocks:
            # Whoever changed a block wants to see what became of it, not all the others.
            if not changed or (each.kind, each.block) in changed:
                _print(each)
    return DONE


def _as_json(each: WordedBlock) -> dict[str, object]:
    kind, block = KINDS[each.kind].code, each.block.value
    return {"kind": kind, "block": block, "text": each.text, "ours": each.is_ours}


def _print(each: WordedBlock) -> None:
    whose = "" if each.is_ours else " (your words)"
    print(f"{KINDS[each.kind].code}.{each.block.value}{whose}")
    for line in each.text.splitlines() or ["(left out)"]:
        print(f"    {line}")


WORDING = Command("wording", "show or change what letters say", _add_arguments, _run)
