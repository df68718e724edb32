"""The languages that someone can ask for their letters in, and which ones a letter is in, in its order."""

from enum import StrEnum
from typing import Final

ENGLISH: Final = "en"
WELSH: Final = "cy"


class Language(StrEnum):
    """The language someone asked for their letters in; most values are ISO 639 codes.

    Welsh is read without English or with it, as people choose. Any other language comes with the English
    below it, so that whoever helps the reader, and the scheme itself, can read what was sent.
    """

    NOT_ASKED = "not_asked"
    ENGLISH = "en"
    WELSH = "cy"
    BOTH = "both"
    ARABIC = "ar"
    BENGALI = "bn"
    BULGARIAN = "bg"
    CHINESE = "zh"
    FRENCH = "fr"
    GAELIC = "gd"
    GUJARATI = "gu"
    IRISH = "ga"
    LITHUANIAN = "lt"
    PANJABI = "pa"
    PERSIAN = "fa"
    POLISH = "pl"
    PORTUGUESE = "pt"
    ROMANIAN = "ro"
    SOMALI = "so"
    SPANISH = "es"
    TAMIL = "ta"
    TURKISH = "tr"
    UKRAINIAN = "uk"
    URDU = "ur"

    @property
    def label(self) -> str:
        """The language as forms and the screen name it."""
        if self in _LABELS:
            return _LABELS[self]
        english, own = self.names
        return f"{english} ({own})"

    @property
    def names(self) -> tuple[str, ...]:
        """What a language besides English and Welsh is called in English, and by those who speak it."""
        return (self.name.capitalize(), _OWN_NAMES[self]) if self in _OWN_NAMES else ()

    @property
    def code(self) -> str:
        """The language besides English that it asks for, or ""."""
        return _CODES.get(self, self.value)

    def of_letter(self, *, is_welsh_offered: bool = False) -> tuple[str, ...]:
        """Return the codes of the languages that the letter is to be in, the first one first.

        Where `is_welsh_offered`, who was not asked gets both: the Welsh Language Standards let nobody wait
        for Welsh.
        """
        asked = Language.BOTH if self is Language.NOT_ASKED and is_welsh_offered else self
        if not asked.code:
            return (ENGLISH,)
        return (WELSH,) if asked is Language.WELSH else (asked.code, ENGLISH)


_CODES = {Language.NOT_ASKED: "", Language.ENGLISH: "", Language.BOTH: WELSH}
_LABELS = {
    Language.NOT_ASKED: "Not asked",
    Language.ENGLISH: "English",
    Language.WELSH: "Cymraeg",
    Language.BOTH: "English and Cymraeg",
}
_OWN_NAMES = {
    Language.ARABIC: "العربية",
    Language.BENGALI: "বাংলা",
    Language.BULGARIAN: "български",
    Language.CHINESE: "中文",
    Language.FRENCH: "français",
    Language.GAELIC: "Gàidhlig",
    Language.GUJARATI: "ગુજરાતી",
    Language.IRISH: "Gaeilge",
    Language.LITHUANIAN: "lietuvių",
    Language.PANJABI: "ਪੰਜਾਬੀ",
    Language.PERSIAN: "فارسی",
    Language.POLISH: "polski",
    Language.PORTUGUESE: "português",
    Language.ROMANIAN: "română",
    Language.SOMALI: "Soomaali",
    Language.SPANISH: "español",
    Language.TAMIL: "தமிழ்",
    Language.TURKISH: "Türkçe",
    Language.UKRAINIAN: "українська",
    Language.URDU: "اردو",
}

TRANSLATED: Final = tuple(each for each in Language if each.code and each is not Language.BOTH)
"""The languages that letters can be translated into."""


_BY_CODE = {each.code: each for each in TRANSLATED}
CODES: Final = frozenset(_BY_CODE)


def language_of(code: str) -> Language:
    """Return the language that letters of a code are in; raises KeyError for one that there is not."""
    return _BY_CODE[code]
