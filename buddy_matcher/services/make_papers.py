"""Makes the papers of a round besides its letters, as PDFs: to look at, or into a file or a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from buddy_matcher.documents.files import replaces_earlier, write_whole
from buddy_matcher.documents.letters import page_count
from buddy_matcher.documents.papers import write_paper
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.papers import PAPERS, Content, Labels, Paper, Start, amount_on
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.text import counted
from buddy_matcher.services.rounds.paper_contents import content_of
from buddy_matcher.services.rounds.paper_source import PaperSource
from buddy_matcher.services.rounds.round_life import read_life
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.storage.scheme_file import SchemeFile

if TYPE_CHECKING:
    from buddy_matcher.services.rounds.round_state import RoundState


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper that was written, and where."""

    paper: Paper
    path: Path
    pages: int


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper before it is made: how many things would stand on it now, 0 for none."""

    paper: Paper
    amount: int

    @property
    def in_words(self) -> str:
        """What stands on it now, such as "29 pairs", or when there will be something."""
        kind = PAPERS[self.paper]
        return counted(self.amount, *kind.nouns) if self.amount else kind.awaits


class MakePapers:
    """The papers of the latest round, and of the newest with agreed pairs; changes nothing in the scheme."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds
        self._latest: tuple[RoundState, date, tuple[ShownPaper, ...]] | None = None

    def papers(self) -> tuple[ShownPaper, ...]:
        """Return every paper, with what would stand on it now: each is put together once for each state."""
        source = self._source()
        if self._latest is None or self._latest[0] is not source.state or self._latest[1] != source.today:
            contents = ((paper, content_of(paper, source)) for paper in Paper)
            found = tuple(
                ShownPaper(paper, amount_on(content) if content else 0) for paper, content in contents
            )
            self._latest = source.state, source.today, found
        return self._latest[2]

    def pages(self, paper: Paper, start: Start | None = None) -> bytes | None:
        """Return a paper as PDF, or None when there is nothing to put on it.

        Labels and badges begin at `start`, so that the sheets at hand fit and one that was begun is used up.
        """
        content = content_of(paper, self._source())
        return write_paper(_begun(content, start)) if content else None

    def file_name(self, paper: Paper) -> str:
        """Return the name of a paper's own file, by scheme and day, safe on every system."""
        name = self._rounds.shown().scheme.name
        return safe_file_name(f"{paper.label} {name} {date_in_words(_today())}", suffix=".pdf")

    def save_as(self, path: Path, paper: Paper, start: Start | None = None) -> MadePaper:
        """Write one paper to a file that the coordinator named, replacing what was there.

        Raises UserError when there is nothing to put on it, EnvironmentProblem when it can't be written.
        """
        pdf = self.pages(paper, start)
        if pdf is None:
            raise UserError(f"{paper.label}: nothing to put on it yet.", PAPERS[paper].awaits)
        write_whole(path, pdf, suffix=".pdf")
        return MadePaper(paper, path, page_count(pdf))

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
            state, today = self._rounds.shown(unit), _today()
            life = read_life(unit, today, self._rounds.number, shown=state)
            return PaperSource(state, tuple(unit.access_needs.all()), life, today)


def _begun(content: Content, start: Start | None) -> Content:
    return content.on(start.stock, start.place) if start and isinstance(content, Labels) else content


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the coordinator's own day
