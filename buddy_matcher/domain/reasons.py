"""Why a pair was made, in plain words, from the same values that its score is made of.

What the coordinator and the panel read says both people's wishes. What a letter says is less: only the
recipient's own wishes, because a buddy's wishes read as weaknesses. Nothing here names points.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from buddy_matcher.domain.candidates import Candidate
from buddy_matcher.domain.criteria import Part
from buddy_matcher.domain.ids import StrengthId, ThemeId
from buddy_matcher.domain.letter_phrases import Phrase
from buddy_matcher.domain.meeting import IN_PERSON, MeetingWay
from buddy_matcher.domain.pairings import PAIR
from buddy_matcher.domain.phrases import in_a_list, inside_sentence
from buddy_matcher.domain.places import HECTOMETRES_PER_MILE, distance_between, distance_in_words
from buddy_matcher.domain.reach import ways_to_meet
from buddy_matcher.domain.sayings import Entry, Say, say
from buddy_matcher.domain.scoring import (
    IN_PERSON_AT_LIMIT,
    Score,
    different_percent,
    level_percent,
    meeting_percent,
)
from buddy_matcher.domain.text import counted, fold

MOST_WISHES_NAMED = 3
MOST_HALF_DAYS_NAMED = 3
MOST_THEMES_NAMED = 3
MOST_LETTER_REASONS = 3

SAME = 100
MOSTLY_DIFFERENT = 50


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, without its full stop, and the part of the score that it explains."""

    part: Part
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The names of strengths and themes by id, as the scheme lists them."""

    strengths: Mapping[StrengthId, str]
    themes: Mapping[ThemeId, str]

    def of(self, candidate: Candidate) -> "Wording":
        """Return the names of what one candidate answered."""
        answered = candidate.can_share.keys() | candidate.would_like.keys()
        return Wording(
            strengths={each: self.strengths[each] for each in answered if each in self.strengths},
            themes={each: self.themes[each] for each in candidate.theme_ids if each in self.themes},
        )


def pair_reasons(
    a: Candidate, b: Candidate, score: Score, *, names: tuple[str, str], wording: Wording
) -> tuple[Reason, ...]:
    """Return why two candidates fit, for the coordinator: what each gains first, then what they share.

    `names` are what to call `a` and `b`. A part that gives the pair no points is no reason.
    """
    name_a, name_b = names
    found = (
        *_wish_reasons(a, b, name_a, name_b, wording),
        *_wish_reasons(b, a, name_b, name_a, wording),
        *_meeting_reasons(a, b),
        *_shared_ground_reasons(a, b, wording),
        *_other_reasons(a, b, score),
    )
    return tuple(reason for reason in found if score.parts.get(reason.part, 0))


def _wish_reasons(
    person: Candidate, buddy: Candidate, name: str, buddy_name: str, wording: Wording
) -> Iterator[Reason]:
    for wish in met_wishes(person, buddy, wording)[:MOST_WISHES_NAMED]:
        strength = inside_sentence(wording.strengths[wish])
        yield Reason(
            Part.COMPLEMENTARY, f"{name} would like help with {strength}, which {buddy_name} can share"
        )


def met_wishes(person: Candidate, buddy: Candidate, wording: Wording) -> tuple[StrengthId, ...]:
    """Return the strengths that a person would like and the buddy can share, best met first."""
    met = [s for s in person.would_like if buddy.can_share.get(s) and s in wording.strengths]
    return tuple(
        sorted(
            met,
            key=lambda s: (
                -min(person.would_like[s], buddy.can_share[s]),
                -person.would_like[s],
                wording.strengths[s],
            ),
        )
    )


def _meeting_reasons(a: Candidate, b: Candidate) -> Iterator[Reason]:
    ways = ways_to_meet(a, b)
    if ways & IN_PERSON:
        yield Reason(Part.MEETING, f"They can meet in person{_how_near(a, b)}")
    elif MeetingWay.VIDEO in ways:
        yield Reason(Part.MEETING, "They can meet by video call")
    elif MeetingWay.PHONE in ways:
        yield Reason(Part.MEETING, "They can talk by phone")


def _how_near(a: Candidate, b: Candidate) -> str:
    if a.base.place and fold(a.base.place) == fold(b.base.place):
        return f", both in {a.base.place}"
    apart = distance_between(a.base, b.base)
    return "" if apart is None else f", {distance_in_words(apart)}"


def _shared_ground_reasons(a: Candidate, b: Candidate, wording: Wording) -> Iterator[Reason]:
    shared = [inside_sentence(theme) for theme in _shared_themes(a, b, wording)[:MOST_THEMES_NAMED]]
    if shared:
        yield Reason(Part.SHARED_GROUND, f"Both work with {in_a_list(shared)}")


def _shared_themes(a: Candidate, b: Candidate, wording: Wording) -> list[str]:
    return sorted(wording.themes[t] for t in a.theme_ids & b.theme_ids if t in wording.themes)


def _other_reasons(a: Candidate, b: Candidate, score: Score) -> Iterator[Reason]:
    different = different_percent(a, b)
    if a.can_share and b.can_share and different >= MOSTLY_DIFFERENT:
        amount = "All" if different == SAME else "Most"
        yield Reason(Part.DIFFERENT, f"{amount} of their strengths are different")
    if a.free & b.free:
        yield Reason(Part.FREE_TIME, f"Both are usually free on {_shared_times(a, b)}")
    if a.level and level_percent(a, b) == SAME:
        yield Reason(Part.LEVEL, f"Both have a similar role: {inside_sentence(a.level.label)}")
    if score.parts.get(Part.PREFERENCE):
        wanted = score.parts[Part.PREFERENCE] > 0
        rule = "prefers this pair" if wanted else "says to avoid this pair where possible"
        yield Reason(Part.PREFERENCE, f"A rule {rule}")


def _shared_times(a: Candidate, b: Candidate) -> str:
    shared = [half_day.label for half_day in sorted(a.free & b.free)]
    more = len(shared) - MOST_HALF_DAYS_NAMED
    if more <= 0:
        return in_a_list(shared)
    return in_a_list([*shared[:MOST_HALF_DAYS_NAMED], counted(more, "other time")])


class Gaining(Enum):
    """Who of the people of a pairing has a wish met."""

    ALL = "all"
    SOME = "some"
    NONE = "none"
    NO_WISHES = "no_wishes"


@dataclass(frozen=True, slots=True)
class WhoGains:
    """How far each person of a pairing gains at best: 0 to 100, None for somebody without wishes."""

    gains: tuple[int | None, ...]

    @property
    def extent(self) -> Gaining:
        """How many of them gain, as a code."""
        if all(gain is None for gain in self.gains):
            return Gaining.NO_WISHES
        if not any(self.gains):
            return Gaining.NONE
        return Gaining.ALL if all(self.gains) else Gaining.SOME

    @property
    def words(self) -> str:
        """The same in words: "Both gain", "One gains", "2 of 3 gain", "No stated wish met" and so on."""
        number, people = sum(bool(gain) for gain in self.gains), len(self.gains)
        of_several = f"{number} of {people} {'gains' if number == 1 else 'gain'}"
        return {
            Gaining.NO_WISHES: "No wishes stated",
            Gaining.NONE: "No stated wish met",
            Gaining.ALL: "Both gain" if people == PAIR else "All gain",
            Gaining.SOME: "One gains" if people == PAIR else of_several,
        }[self.extent]


def wishes_in_words(person: Candidate, *buddies: Candidate) -> str:
    """Return for example "2 of 3 wishes": how many of a person's wishes their buddies can share at all."""
    if not person.would_like:
        return "no wishes stated"
    return f"{wishes_in_short(person, *buddies)} {'wish' if len(person.would_like) == 1 else 'wishes'}"


def wishes_in_short(person: Candidate, *buddies: Candidate) -> str:
    """Return the same where a heading says what is counted: "2 of 3"."""
    if not person.would_like:
        return "none stated"
    met = len(person.would_like.keys() & {s for buddy in buddies for s in buddy.can_share})
    return f"{met} of {len(person.would_like)}"


def meeting_in_words(a: Candidate, b: Candidate) -> str:
    """Return whether a pair is "easy to meet", "harder to meet", or has no way known or in common."""
    if meeting_percent(a, b):
        return "easy to meet" if meeting_percent(a, b) >= IN_PERSON_AT_LIMIT else "harder to meet"
    return "no way to meet in common" if a.ways and b.ways else "ways to meet not known"


def miles_apart(a: Candidate, b: Candidate) -> int | None:
    """Return how far apart a pair is based in whole miles, None where that is not known."""
    apart = distance_between(a.base, b.base)
    return None if apart is None else round(apart / HECTOMETRES_PER_MILE)


def miles_to_meet(a: Candidate, b: Candidate) -> int | None:
    """Return how far a pair who may meet in person are apart, None where they do not or it is not known."""
    return miles_apart(a, b) if ways_to_meet(a, b) & IN_PERSON else None


def meets_in_short(a: Candidate, b: Candidate) -> str:
    """Return how a pair can meet as a table has it: "8 mi", "By video", or that it is not known."""
    ways, miles = ways_to_meet(a, b), miles_apart(a, b)
    if ways & IN_PERSON:
        return "In person" if miles is None else f"{miles} mi" if miles else "Same place"
    if MeetingWay.VIDEO in ways:
        return "By video"
    if MeetingWay.PHONE in ways:
        return "By phone"
    return "No way" if a.ways and b.ways else "Not known"


def letter_reasons(
    recipient: Candidate, buddy: Candidate, *, buddy_name: str, wording: Wording, shares_themes: bool
) -> tuple[Say, ...]:
    """Return one to three whole sentences for the recipient's letter, to "you".

    They say the recipient's own wishes that the buddy meets, what else the buddy can share, and the
    themes that both work with if `shares_themes` (both agreed to share them). Never the buddy's wishes.
    """
    met = met_wishes(recipient, buddy, wording)
    sentences = [
        *_own_wish_sentences(met, buddy_name, wording),
        *_shared_theme_sentences(recipient, buddy, wording, shares_themes=shares_themes),
        *_other_strength_sentences(buddy, met, buddy_name, wording),
    ]
    if not met:
        sentences.insert(0, _what_any_two_can_gain(recipient, buddy, buddy_name))
    return tuple(sentences[:MOST_LETTER_REASONS])


def _what_any_two_can_gain(recipient: Candidate, buddy: Candidate, buddy_name: str) -> Say:
    are_alike = recipient.sector is buddy.sector
    return say(Phrase.LEARN if are_alike else Phrase.DIFFERENT_SIDES, buddy=buddy_name)


def _own_wish_sentences(met: tuple[StrengthId, ...], buddy_name: str, wording: Wording) -> Iterator[Say]:
    for number, wish in enumerate(met):
        can = Phrase.CAN_ALSO_SHARE if number else Phrase.CAN_SHARE
        yield say(can, buddy=buddy_name, strength=Entry(wording.strengths[wish]))


def _shared_theme_sentences(
    recipient: Candidate, buddy: Candidate, wording: Wording, *, shares_themes: bool
) -> Iterator[Say]:
    if shares_themes:
        for theme in _shared_themes(recipient, buddy, wording)[:1]:
            yield say(Phrase.SHARED_THEME, theme=Entry(theme))


def _other_strength_sentences(
    buddy: Candidate, met: tuple[StrengthId, ...], buddy_name: str, wording: Wording
) -> Iterator[Say]:
    others = [s for s in buddy.can_share if s not in met and s in wording.strengths]
    for best in sorted(others, key=lambda s: (-buddy.can_share[s], wording.strengths[s]))[:1]:
        knows = Phrase.ALSO_KNOWS if met else Phrase.KNOWS
        yield say(knows, buddy=buddy_name, strength=Entry(wording.strengths[best]))
