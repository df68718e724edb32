"""Reads the rows of a sheet that came back: what they change, and which of them are wrong or odd."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from buddy_matcher.documents.letter_fonts import substitutes
from buddy_matcher.documents.translation_sheet import TranslatedRow
from buddy_matcher.domain.ids import RoundId
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.letters import unprintable_in_words
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.sentences import KeptSentence
from buddy_matcher.domain.text import listed, with_capital
from buddy_matcher.domain.to_translate import ToTranslate
from buddy_matcher.domain.translation_checks import doubts_of, faults_of
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.translating.sheet_lines import Place


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row with what is wrong or odd about it, in a sentence; one that `is_left_out` was not kept."""

    row: int
    english: str
    what: str
    is_left_out: bool


class RowReader:
    """Reads rows beside what there is to translate and what is kept; `changed` is to be kept."""

    def __init__(
        self,
        texts: Iterable[ToTranslate],
        kept: Mapping[Place, KeptSentence],
        language: Language,
        round_id: RoundId,
    ) -> None:
        self._texts: dict[Place, ToTranslate] = {(text.english, text.form): text for text in texts}
        self._kept = kept
        self._language = language
        self._round_id = round_id
        self._rows: dict[Place, TranslatedRow] = {}
        self.changed: list[KeptSentence] = []
        self.odd: list[OddRow] = []

    def read(self, rows: Sequence[TranslatedRow]) -> None:
        """Read all rows; those without a translation say nothing."""
        filled = [row for row in rows if row.text]
        missing = substitutes(row.text for row in filled)
        for row in filled:
            faults = list(self._faults(row))
            self._note(row, faults, is_left_out=True)
            if faults:
                continue
            place = row.english, row.form
            self._rows[place] = row
            lacks = missing[row.text].missing if row.text in missing else ()
            self._note(row, self._doubts(row, lacks), is_left_out=False)
            self._keep(row, self._texts[place])

    def _note(self, row: TranslatedRow, what: Iterable[str], *, is_left_out: bool) -> None:
        told = list(what)
        if told:
            self.odd.append(OddRow(row.row, row.english, f"{with_capital(listed(told))}.", is_left_out))

    def _faults(self, row: TranslatedRow) -> Iterator[str]:
        place = row.english, row.form
        if place not in self._texts:
            yield "no letter says this English now: it was reworded after the sheet was saved, or in it"
        elif place in self._rows and self._rows[place].text != row.text:
            yield f"row {self._rows[place].row} translates the same in other words"
        else:
            yield from faults_of(self._texts[place], row.text)

    def _doubts(self, row: TranslatedRow, lacks: Sequence[str]) -> Iterator[str]:
        yield from doubts_of(self._texts[row.english, row.form], row.text)
        if lacks:
            yield unprintable_in_words(lacks)
        if row.dated and row.on is None:
            yield f"“{row.dated}” is no date, so it is not signed"
        elif row.translator and row.on is None:
            yield f"{row.translator} put no date, so it is not signed"
        elif row.on and row.on > today():
            yield f"{date_in_words(row.on)} is still to come, so it is not signed"
        elif row.on and not row.translator:
            yield "there is a date and no name, so it is not signed"

    def _keep(self, row: TranslatedRow, text: ToTranslate) -> None:
        before = self._kept.get((text.english, text.form)) or self._new(text)
        is_signed = row.translator and row.on and row.on <= today()
        by, on = (row.translator, row.on) if is_signed else ("", None)
        if before.text == row.text and not by:
            by, on = before.signed_by, before.signed_on
        elif before.text != row.text and (by, on) == (before.signed_by, before.signed_on):
            by, on = "", None  # the name stood there for the words of before
        now = replace(before, text=row.text, signed_by=by, signed_on=on)
        if now != before:
            self.changed.append(now)

    def _new(self, text: ToTranslate) -> KeptSentence:
        return KeptSentence(
            round_id=self._round_id,
            kind=text.kind,
            key=text.key,
            language=self._language.code,
            text="",
            of_english=text.english,
        )
