"""Words letters in the coordinator's own way, a block of a kind of letter at a time, in the latest round."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from buddy_matcher.documents.letters import write_letters
from buddy_matcher.documents.logos import picture_of
from buddy_matcher.domain.attachments import Purpose, attached
from buddy_matcher.domain.block_text import check_fields
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.languages import ENGLISH
from buddy_matcher.domain.letter_blocks import NEVER_EMPTY, OUR_WORDS, Block
from buddy_matcher.domain.letter_facts import LetterFacts
from buddy_matcher.domain.letter_kinds import LetterKind
from buddy_matcher.domain.letter_wording import compose_letter
from buddy_matcher.domain.sentences import KeptSentence
from buddy_matcher.domain.text import counted, tidy
from buddy_matcher.services.rounds.letter_readers import Reader, readers_of
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

MOST_BYTES: Final = 100_000
"""How long the coordinator's words for one kind of letter may be together."""

type Place = tuple[LetterKind, Block]
"""Which block of which kind of letter."""


@dataclass(frozen=True, slots=True)
class WordedBlock:
    """A block as it is worded now; `ours` is our text for it."""

    kind: LetterKind
    block: Block
    text: str
    ours: str

    @property
    def is_ours(self) -> bool:
        """Whether it says what we wrote."""
        return self.text == self.ours


class WordLetters:
    """The wording of the latest round's letters."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def readers(self, kind: LetterKind, dated: date) -> tuple[Reader, ...]:
        """Return whose letters of a kind to look at, as `readers_of` does."""
        return readers_of(self._rounds.shown(), kind, dated)

    def page(self, facts: LetterFacts, texts: Mapping[Block, str]) -> bytes:
        """Return the PDF of somebody's letter as it would be with texts in place of those of some blocks."""
        own = tuple(sorted((block.value, text) for block, text in texts.items()))
        logo = attached(self._rounds.shown().attachments, Purpose.LOGO)
        letter = compose_letter(replace(facts, own_words=own))
        return write_letters([letter], logo=picture_of(logo) if logo else None)

    def blocks(self) -> tuple[WordedBlock, ...]:
        """Return the blocks of every kind of letter, in the order of the letters."""
        with self._file.reading() as unit:
            own = {(kept.kind, Block(kept.key)): kept.text for kept in _own(unit)}
        return tuple(
            WordedBlock(kind, block, own.get((kind, block), ours), ours)
            for kind, blocks in OUR_WORDS.items()
            for block, ours in blocks.items()
        )

    def reword(self, texts: Mapping[Place, str]) -> Changes:
        """Put texts in place of those that blocks have; our own text is ours again, "" leaves a block out.

        Letters that said something else become out of date. Raises UserError, and changes nothing, for a
        field that there is not, for emptying what no letter can be without, and for more than 100 kB.
        """
        wanted = {place: _kept_as(text) for place, text in texts.items()}
        for (_, block), text in wanted.items():
            _check(block, text)
        with self._file.changing(Label(Deed.REWORD_LETTERS)) as unit:
            before = {(kept.kind, kept.key): kept for kept in _own(unit)}
            for (kind, block), text in wanted.items():
                _put(unit, before.get((kind, block.value)), kind, block, text)
            _check_size(unit)
            return unit.commit()

    def ours_again(self, places: Collection[Place]) -> Changes:
        """Let blocks say again what we wrote."""
        return self.reword({(kind, block): OUR_WORDS[kind][block] for kind, block in places})


def _own(unit: UnitOfWork) -> Iterator[KeptSentence]:
    kept = unit.sentences.of_round(current_round(unit).id)
    return (each for each in kept if each.language == ENGLISH)


def _kept_as(text: str) -> str:
    """Return a text as it is kept: tidy lines, none of them empty."""
    return "\n".join(line for line in map(tidy, text.splitlines()) if line)


def _check(block: Block, text: str) -> None:
    if block in NEVER_EMPTY and not any(map(str.isalnum, text)):
        raise UserError(
            f"“{block.label}” can’t be left out of a letter. Nothing was changed.",
            "Write something else in its place, or take our words again.",
        )
    check_fields(text)


def _check_size(unit: UnitOfWork) -> None:
    for kind in LetterKind:
        size = sum(len(kept.text.encode()) for kept in _own(unit) if kept.kind is kind)
        if size > MOST_BYTES:
            raise UserError(
                f"The wording of this letter would be {counted(size // 1000, 'kB', 'kB')} long: at most "
                f"{MOST_BYTES // 1000} are kept. Nothing was changed.",
                "Make it shorter.",
            )


def _put(unit: UnitOfWork, before: KeptSentence | None, kind: LetterKind, block: Block, text: str) -> None:
    is_ours = text == _kept_as(OUR_WORDS[kind][block])
    if before and is_ours:
        unit.sentences.remove(before.id)
    elif before:
        unit.sentences.save(replace(before, text=text))
    elif not is_ours:
        round_id = current_round(unit).id
        unit.sentences.save(KeptSentence(round_id=round_id, kind=kind, key=block.value, text=text))
