"""`papers`: the panel sheet, cards, badges and other papers of the round, as PDFs in a folder."""

import argparse
from contextlib import closing

from buddy_matcher.app.command import DONE, Command, add_json, path, print_json
from buddy_matcher.app.named_scheme import add_scheme
from buddy_matcher.domain.papers import Paper
from buddy_matcher.domain.text import counted
from buddy_matcher.services.make_papers import MadePaper
from buddy_matcher.services.schemes import open_scheme


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scheme(parser)
    parser.add_argument("--out", type=path, required=True, metavar="DIR", help="the folder for the PDFs")
    parser.add_argument(
        "--only", type=_papers, metavar="PAPER,…", help=f"only some papers: {', '.join(Paper)}"
    )
    add_json(parser)


def _papers(text: str) -> tuple[Paper, ...]:
    try:
        papers = tuple(Paper(name.strip()) for name in text.split(",") if name.strip())
    except ValueError:
        papers = ()
    if not papers:
        raise argparse.ArgumentTypeError(f"{text} is no paper: choose from {', '.join(Paper)}")
    return papers


def _run(options: argparse.Namespace) -> int:
    wanted = options.only or tuple(Paper)
    with closing(open_scheme(options.file)) as services:
        made = services.papers.save(options.out, wanted)
    if options.json:
        print_json({"papers": [_as_json(paper) for paper in made]})
        return DONE
    for paper in made:
        print(f"{paper.paper.label}: {counted(paper.pages, 'page')} in {paper.path}")
    for paper in wanted:
        if paper not in {each.paper for each in made}:
            print(f"{paper.label}: nothing to put on it yet")
    return DONE


def _as_json(paper: MadePaper) -> dict[str, object]:
    return {"paper": paper.paper.value, "path": str(paper.path), "pages": paper.pages}


PAPERS = Command("papers", "make the panel sheet, cards, badges and other papers", _add_arguments, _run)
