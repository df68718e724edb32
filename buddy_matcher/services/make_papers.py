"""Makes the papers of a round besides its letters, as PDFs in a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from buddy_matcher.documents.files import replaces_earlier, write_whole
from buddy_matcher.documents.letters import page_count
from buddy_matcher.documents.papers import write_paper
from buddy_matcher.domain.papers import Paper
from buddy_matcher.services.rounds.paper_contents import PaperSource, content_of
from buddy_matcher.services.rounds.round_state import read_round
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper that was written, and where."""

    paper: Paper
    path: Path
    pages: int


class MakePapers:
    """The papers of the latest round; changes nothing in the scheme."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def pages(self, paper: Paper) -> bytes | None:
        """Return a paper as PDF, or None when there is nothing to put on it."""
        content = content_of(paper, self._source())
        return write_paper(content) if content else None

    def save(self, folder: Path, papers: Sequence[Paper] = tuple(Paper)) -> tuple[MadePaper, ...]:
        """Write papers into a folder, made when missing; those with nothing on them are left out.

        An earlier paper of ours is replaced. Raises UserError, with nothing written, when a file of another
        program is in the way, EnvironmentProblem when the folder can't be written.
        """
        source = self._source()
        contents = {paper: content_of(paper, source) for paper in dict.fromkeys(papers)}
        pdfs = {folder / f"{paper}.pdf": (paper, write_paper(c)) for paper, c in contents.items() if c}
        for path in pdfs:
            replaces_earlier(path, suffix=".pdf")
        for path, (_, pdf) in pdfs.items():
            write_whole(path, pdf, suffix=".pdf")
        return tuple(MadePaper(paper, path, page_count(pdf)) for path, (paper, pdf) in pdfs.items())

    def _source(self) -> PaperSource:
        with self._file.reading() as unit:
            today = date.today()  # noqa: DTZ011 - the coordinator's own day
            return PaperSource(read_round(unit), tuple(unit.access_needs.all()), today)
