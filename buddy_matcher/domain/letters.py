"""What a letter is: its text before it becomes pages, the record of having made it, and where it stands.

The words themselves are in `letter_wording`; pages are made by `documents`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from buddy_matcher.domain.file_names import safe_file_name
from buddy_matcher.domain.ids import UNSAVED, LetterId, ParticipationId, RoundId
from buddy_matcher.domain.languages import ENGLISH, Language
from buddy_matcher.domain.letter_facts import Fact, FactDigests, changed_facts, ended_digests
from buddy_matcher.domain.letter_kinds import KINDS, ROUND, LetterKind
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.people import STANDARD_PRINT_SIZE, LetterPreferences
from buddy_matcher.domain.phrases import date_in_words, inside_sentence
from buddy_matcher.domain.text import counted, listed, with_capital


class Envelope(StrEnum):
    """Which envelope letters go into; it decides where the address stands on the page."""

    NO_WINDOW = "no_window"
    DL_WINDOW = "dl_window"
    NOTIFY = "notify"

    @property
    def label(self) -> str:
        """The envelope as the screen names it."""
        return {
            "no_window": "No window",
            "dl_window": "DL with a window of 35 × 90 mm",
            "notify": "Large window, as GOV.UK Notify uses",
        }[self]


class Issue(StrEnum):
    """How a letter left the application."""

    SAVED_AS_PDF = "saved_as_pdf"
    SAVED_AS_WORD = "saved_as_word"
    EMAIL_DRAFTED = "email_drafted"
    PRINTED = "printed"
    POSTED = "posted"
    EMAILED = "emailed"
    GIVEN = "given"
    ARRANGED = "arranged"

    @property
    def in_words(self) -> str:
        """What was done, as it reads inside a sentence before a date."""
        return {
            "saved_as_pdf": "saved as PDF",
            "saved_as_word": "saved for Word",
            "email_drafted": "drafted as e-mail",
            "printed": "printed",
            "posted": "posted",
            "emailed": "sent by e-mail",
            "given": "given by hand",
            "arranged": "arranged in another format",
        }[self]


GONE = frozenset({Issue.PRINTED, Issue.POSTED, Issue.EMAILED, Issue.GIVEN, Issue.ARRANGED})
"""How a letter went to its reader: a saved PDF or a draft of an e-mail may still be on the computer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """The record of one letter that was made.

    A person's letters are told apart by kind and `occasion`, what they are about. `dated` is the day that
    stands in the letter, `facts` are digests of what it stated.
    """

    id: LetterId = UNSAVED
    round_id: RoundId
    participation_id: ParticipationId
    kind: LetterKind
    occasion: str = ROUND
    dated: date
    facts: FactDigests = ()
    made_at: datetime
    how: Issue

    @property
    def key(self) -> tuple[ParticipationId, LetterKind, str]:
        """What tells one letter from another: for whom, of which kind, about what."""
        return self.participation_id, self.kind, self.occasion


class PassageKind(StrEnum):
    """What a piece of a letter's body is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a letter's body as plain text."""

    kind: PassageKind
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What stands around a letter in its language: its day, the draft's mark, page numbers, a PDF's title."""

    day: str = ""
    draft: str = Phrase.DRAFT.value
    page: str = Phrase.PAGE.value
    document: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterText:
    """A letter in words, ready to be laid out or sent.

    `address` is the recipient's address block (at most 7 lines), `sender` who writes, in lines;
    `letterhead` is the scheme's name. `closing` follows the body: "Yours sincerely," and who signs.
    `print_size` is in points, `language` an ISO 639 code; `facts` are digests of what it states.
    The same letter in a second language stands `below` it. `untranslated` are the sentences in English that
    keep it from being in the language that its reader asked for.
    """

    participation_id: ParticipationId
    kind: LetterKind
    occasion: str = ROUND
    facts: FactDigests = ()
    given: str
    family: str
    letterhead: str
    address: tuple[str, ...]
    sender: tuple[str, ...]
    dated: date
    greeting: str
    title: str
    passages: tuple[Passage, ...]
    closing: tuple[str, ...]
    print_size: int = STANDARD_PRINT_SIZE
    language: str = ENGLISH
    frame: Frame = Frame()
    below: "LetterText | None" = None
    untranslated: tuple[str, ...] = ()
    is_draft: bool = False

    @property
    def day(self) -> str:
        """The letter's date in words."""
        return self.frame.day or date_in_words(self.dated)

    @property
    def parts(self) -> "tuple[LetterText, ...]":
        """The letter in each of its languages."""
        return (self, self.below) if self.below else (self,)

    @property
    def recipient(self) -> str:
        """The recipient's full name."""
        return f"{self.given} {self.family}".strip()

    def file_name(self, suffix: str = ".pdf") -> str:
        """Return the name of the letter's own file, by day and person, safe on every system."""
        return safe_file_name(f"{self.dated.isoformat()} {self.family} {self.given}", suffix=suffix)


def last_about_buddies(records: Sequence[Letter]) -> Letter | None:
    """Return the last letter that told somebody who their buddies are, if one was ever made for them.

    It possibly went out, however it was made.
    """
    told = [letter for letter in records if KINDS[letter.kind].tells_of_buddies]
    return max(told, key=lambda letter: letter.id, default=None)


class Standing(StrEnum):
    """Where someone's letter stands."""

    NEEDS_ARRANGING = "needs_arranging"
    NOT_PRINTED = "not_printed"
    SAVED = "saved"
    EMAIL_DRAFTED = "email_drafted"
    PRINTED = "printed"
    OUT_OF_DATE = "out_of_date"


@dataclass(frozen=True, slots=True)
class LetterState:
    """Where someone's letter stands, and the same in words."""

    standing: Standing
    in_words: str
    changed: tuple[str, ...] = ()
    """What changed since it was made, in words, when it is out of date."""


def letter_state(
    records: Sequence[Letter],
    facts: FactDigests,
    preferences: LetterPreferences,
    *,
    is_in_contact: bool = False,
    is_of_a_moment: bool = False,
    earlier: Sequence[str] | None = (),
) -> LetterState:
    """Return where someone's letter stands.

    Once it went, nothing makes it out of date for somebody who `is_in_contact` with their buddy, or where
    it `is_of_a_moment`; before that other wording does not for who is in contact where it `brings_together`.
    The `earlier` buddies are named in a letter that tells they are it no more; None where not all can be: who
    is gone is named no more, and makes nothing out of date, nor does who is back.
    `records` are all letters made for the participation of that kind and occasion, in any order; the record
    with the largest id is the last one whatever the clock said. `facts` are those of the letter as it would
    be made now; a letter of before facts were kept is not known to be out of date.
    """
    is_arranged = any(letter.how is Issue.ARRANGED for letter in records)
    if preferences.other_format and not is_arranged:
        wanted = inside_sentence(preferences.other_format.label)
        return LetterState(Standing.NEEDS_ARRANGING, f"Needs arranging: {wanted}")
    issued = sorted(records, key=lambda letter: letter.id)
    if not issued:
        return LetterState(Standing.NOT_PRINTED, "Not printed yet")
    if (is_in_contact or is_of_a_moment) and (gone := [each for each in issued if each.how in GONE]):
        return LetterState(Standing.PRINTED, with_capital(_issue_in_words(gone[-1])))
    wording = {Fact.WORDING, Fact.LANGUAGE}
    ignored = wording if is_in_contact and KINDS[issued[-1].kind].brings_together else set[Fact]()
    if earlier is None or dict(issued[-1].facts).get(Fact.ENDED) in ended_digests(earlier):
        ignored |= {Fact.ENDED}
    if changed := [fact for fact in changed_facts(issued[-1].facts, facts) if fact not in ignored]:
        made, what = _issue_in_words(issued[-1]), tuple(fact.in_words for fact in changed)
        told = f"Out of date: {made}; changed since: {listed(what)}"
        return LetterState(Standing.OUT_OF_DATE, told, what)
    last = _last_that_counts(issued)
    return LetterState(_STANDING_AFTER[last.how], with_capital(_issue_in_words(last)))


_STANDING_AFTER = {
    Issue.SAVED_AS_PDF: Standing.SAVED,
    Issue.SAVED_AS_WORD: Standing.SAVED,
    Issue.EMAIL_DRAFTED: Standing.EMAIL_DRAFTED,
    **dict.fromkeys(GONE, Standing.PRINTED),
}


def _last_that_counts(issued: list[Letter]) -> Letter:
    """Return the newest letter that went to its reader among the last ones of one content, else the newest.

    Saving a file of a printed letter does not make it unprinted; a print of an older text does not count.
    """
    for letter in reversed(issued):
        if changed_facts(letter.facts, issued[-1].facts):
            break
        if _STANDING_AFTER[letter.how] is not Standing.SAVED:
            return letter
    return issued[-1]


def _issue_in_words(letter: Letter) -> str:
    return f"{letter.how.in_words} {date_in_words(letter.made_at.astimezone().date())}"


@lru_cache(maxsize=4_000)  # asked of every letter after each change
def odd_greeting(name: str) -> str:
    """Return why "Dear" and this name would look odd, as a clause, or "" where it looks right."""
    letters = [c for c in name if c.isalpha()]
    signs = {
        "it is empty": not name.strip(),
        "it is an e-mail address": "@" in name,
        "it holds a digit": any(c.isdigit() for c in name),
        "it is one letter only": len(letters) == 1,
        "it is all in capitals": len(letters) > 1 and name.isupper(),
        "it has no capital": name.islower(),
    }
    return next((why for why, applies in signs.items() if applies), "")


ABOUT_UNPRINTABLE = (
    "No font here has them: an empty box is printed, or the letter without its accent. "
    "Spell them in other letters, or write them by hand."
)


ABOUT_LANGUAGES = "Languages in the Letters menu has the sheet to translate, and who signs it."


def lacking_language_in_words(language: Language, sentences: int) -> str:
    """Return how many of a letter's sentences keep it from being in its reader's language, as a clause."""
    lacks = counted(sentences, "of its sentences has", "of its sentences have")
    is_asked = language is not Language.NOT_ASKED
    wants = f"asked for {language.label}" if is_asked else f"is to get {Language.BOTH.label}"
    return f"{wants}: not available, goes out in English ({lacks} no signed translation)"


def unprintable_in_words(pieces: Sequence[str]) -> str:
    """Return for example "can’t print “བོད་”", for pieces of words that no font can show."""
    return f"can’t print {listed([f'“{piece}”' for piece in pieces])}"
