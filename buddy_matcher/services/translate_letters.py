"""Other languages of letters: the sheet for translators, what comes back, and who answers for it.

A translation belongs to its English: once that is reworded it is not said any more, until the new words are
translated and signed. What no letter says now is kept, for words that may come back.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from buddy_matcher.documents.files import write_whole
from buddy_matcher.documents.locales import rules_of
from buddy_matcher.documents.translation_sheet import read_translation_sheet, write_translation_sheet
from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.languages import TRANSLATED, Language, language_of
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.domain.sentences import KeptSentence, form_of_key
from buddy_matcher.domain.text import tidy
from buddy_matcher.domain.to_translate import ToTranslate, texts_to_translate
from buddy_matcher.domain.working_days import today
from buddy_matcher.services.rounds.round_readings import RoundReadings
from buddy_matcher.services.rounds.round_state import RoundState, read_round
from buddy_matcher.services.translating.read_rows import OddRow, RowReader
from buddy_matcher.services.translating.sheet_lines import Place, lines_of_sheet
from buddy_matcher.storage.scheme_file import SchemeFile


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageState:
    """How far a language is: `sentences` are all that letters may say, forms counted one by one.

    `people` are those of the round whose letters are to be in it.
    """

    language: Language
    sentences: int
    translated: int
    signed: int
    people: int

    @property
    def to_sign(self) -> int:
        """How many translations nobody has signed yet."""
        return self.translated - self.signed

    @property
    def has_lost_sentences(self) -> bool:
        """Whether somebody signed sentences of it, and others wait to be translated."""
        return self.signed > 0 and self.translated < self.sentences

    @property
    def is_complete(self) -> bool:
        """Whether every letter can be in it."""
        return self.signed == self.sentences


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenIn:
    """What came of a sheet: how many lines were new or changed, and which rows are odd."""

    language: Language
    taken: int
    odd: tuple[OddRow, ...]
    changes: Changes


class TranslateLetters:
    """The languages of the latest round's letters."""

    def __init__(self, file: SchemeFile, rounds: RoundReadings) -> None:
        self._file = file
        self._rounds = rounds

    def states(self) -> tuple[LanguageState, ...]:
        """Return how far each language is that somebody is to get or that has translations, and Welsh."""
        state = self._rounds.latest()
        asked = _people_by_code(state)
        begun = {kept.language for kept in state.sentences}
        return tuple(
            _state_of(state, each, asked[each.code])
            for each in TRANSLATED
            if each is Language.WELSH or asked[each.code] or each.code in begun
        )

    def state(self, language: Language) -> LanguageState:
        """Return how far one language is."""
        state = self._rounds.latest()
        return _state_of(state, language, _people_by_code(state)[language.code])

    def save_sheet(self, path: Path, language: Language) -> int:
        """Write the sheet of sentences, with the translations that there are; return how many are open.

        Raises UserError for a name that is no workbook's, EnvironmentProblem when it can't be written.
        """
        state = self._rounds.latest()
        kept = [each for each in state.sentences if each.language == language.code]
        lines = lines_of_sheet(_texts(state, language), kept)
        write_whole(path, write_translation_sheet(language, lines), suffix=".xlsx")
        return sum(not line.text for line in lines)

    def take_in(self, path: Path, wanted: Language | None = None) -> TakenIn:
        """Keep what a translator filled in, and name the rows that can't be kept or look odd.

        A line left empty changes nothing. A name and a date sign a line; where words changed, a signature
        that stood there before counts no more. Raises UserError for a file that is no such sheet, or one of
        another language than is `wanted`, and EnvironmentProblem when the scheme can't be written.
        """
        sheet = read_translation_sheet(path)
        language = language_of(sheet.code)
        if wanted and language is not wanted:
            raise UserError(
                f"The sheet is of {language.label}, not of {wanted.label}. Nothing was taken in.",
                f"Take in that of {wanted.label}, or this one as {language.label} ({language.code}).",
            )
        with self._file.changing(Label(Deed.TRANSLATE_LETTERS)) as unit:
            state = read_round(unit)
            reader = RowReader(_texts(state, language), _kept(state, language), language, state.round.id)
            reader.read(sheet.rows)
            unit.sentences.save_all(reader.changed)
            changes = unit.commit()
        return TakenIn(language=language, taken=len(reader.changed), odd=tuple(reader.odd), changes=changes)

    def sign(self, language: Language, by: str, on: date) -> Changes:
        """Let somebody answer for every translation that letters say and nobody has signed yet.

        Raises UserError without a name, for a day to come, and when there is nothing to sign.
        """
        name = tidy(by)
        if on > today():
            raise UserError(
                f"{date_in_words(on)} is still to come. Nothing was signed.",
                "Give the day on which it was signed.",
            )
        if not any(map(str.isalpha, name)):
            raise UserError(
                "A translation is signed by somebody. Nothing was signed.",
                "Write the name of whoever answers for it.",
            )
        with self._file.changing(Label(Deed.SIGN_TRANSLATION)) as unit:
            state = read_round(unit)
            kept = _kept(state, language)
            said = (kept.get((text.english, text.form)) for text in _texts(state, language))
            unsigned = [each for each in said if each and not each.is_signed]
            if not unsigned:
                raise UserError(
                    f"Nothing in {language.label} waits to be signed.",
                    "Take in a sheet with translations first.",
                )
            unit.sentences.save_all(replace(each, signed_by=name, signed_on=on) for each in unsigned)
            return unit.commit()


def _texts(state: RoundState, language: Language) -> tuple[ToTranslate, ...]:
    return texts_to_translate(state.sentences, state.wording, language.code, rules_of(language.code))


def _kept(state: RoundState, language: Language) -> dict[Place, KeptSentence]:
    """Return the translations of a language by what they translate."""
    own = (each for each in state.sentences if each.language == language.code)
    return {(each.of_english, form_of_key(each.key)): each for each in own}


def _people_by_code(state: RoundState) -> Counter[str]:
    """Return how many people of the round are to get letters in each language."""
    offers_welsh = state.scheme.offers_welsh
    return Counter(
        code
        for member in state.members.values()
        for code in member.participant.letters.language.of_letter(is_welsh_offered=offers_welsh)
    )


def _state_of(state: RoundState, language: Language, people: int) -> LanguageState:
    kept, texts = _kept(state, language), _texts(state, language)
    translations = [kept.get((text.english, text.form)) for text in texts]
    return LanguageState(
        language=language,
        sentences=len(texts),
        translated=sum(each is not None for each in translations),
        signed=sum(each is not None and each.is_signed for each in translations),
        people=people,
    )
