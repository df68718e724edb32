"""The scheme's own lists: what stands on them, how many chose each entry, and every way to change them.

Answers follow their entry: renaming keeps them, merging joins them, and only what nobody ever chose can be
removed. What an entry was called before is remembered, so that older forms still read.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from buddy_matcher.domain.changes import Changes
from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED, ListedId, StrengthId, ThemeId
from buddy_matcher.domain.lists import ListedEntry, ListKind
from buddy_matcher.domain.participations import Participation
from buddy_matcher.domain.rules import DecidedAnswer
from buddy_matcher.domain.strengths import Strength, Theme, answers_from, in_order
from buddy_matcher.domain.text import fold, listed, quoted, tidy
from buddy_matcher.services.rounds.round_state import current_round
from buddy_matcher.storage.collection import Collection
from buddy_matcher.storage.scheme_file import SchemeFile
from buddy_matcher.storage.unit_of_work import UnitOfWork

_FEWEST_TO_TELL_APART = 5
"""Of fewer people, all may have chosen one thing by chance."""


class EditLists:
    """Shows and changes the lists that answers choose from."""

    def __init__(self, file: SchemeFile) -> None:
        self._file = file

    def entries(self, kind: ListKind) -> tuple[ListedEntry, ...]:
        """Return the entries of a list in their order, those that are retired among them."""
        with self._file.reading() as unit:
            parts = unit.participations.of_round(current_round(unit).id)
            share, like = _counts(kind, parts)
            called = _also_called(unit, kind)
            return tuple(
                ListedEntry(
                    entry.id,
                    entry.name,
                    share[entry.id],
                    like[entry.id],
                    entry.group,
                    called.get(entry.id, ()),
                    is_retired=entry.retired_on is not None,
                    tells_apart=len(parts) < _FEWEST_TO_TELL_APART or share[entry.id] < len(parts),
                )
                for entry in in_order(_stored(unit, kind).all())
            )

    def add(self, kind: ListKind, names: Sequence[str], group: str = "") -> Changes:
        """Put names at the end of a list, those that are on it already left out.

        Raises UserError when none is new.
        """
        with self._file.changing(Label(Deed.ADD_ENTRIES, told=("0",))) as unit:
            taken = {fold(entry.name) for entry in _stored(unit, kind).all()}
            new = {fold(name): tidy(name) for name in names if name.strip() and fold(name) not in taken}
            if not new:
                raise UserError(
                    f"No {kind.entry} was added: each of these is on the list already.",
                    "Write names that are new, one a line.",
                )
            unit.relabel(Label(Deed.ADD_ENTRIES, told=(str(len(new)),)))
            _stored(unit, kind).save_all(_new(kind, name, tidy(group)) for name in new.values())
            return unit.commit()

    def edit(
        self, kind: ListKind, entry_id: ListedId, name: str, group: str, also_called: Sequence[str]
    ) -> Changes:
        """Give an entry another name, group and other texts for it; people's answers stay with it.

        Its earlier name becomes one of the other texts. Raises UserError for no name, and for another's.
        """
        name = tidy(name)
        with self._file.changing(Label(Deed.EDIT_ENTRY, told=(name,))) as unit:
            entry = _entry(unit, kind, entry_id)
            texts = [entry.name, *also_called] if fold(entry.name) != fold(name) else also_called
            _refuse_names(unit, kind, entry_id, name, also_called)
            _stored(unit, kind).save(replace(entry, name=name, group=tidy(group)))
            _call(unit, kind, entry_id, [text for text in texts if fold(text) != fold(name)])
            return unit.commit()

    def merge(self, kind: ListKind, entry_ids: Sequence[ListedId], into: ListedId) -> Changes:
        """Put several entries together as the one `into`; of two levels the higher one stays.

        What they were called is taken for it from now on.
        """
        gone = frozenset(entry_ids) - {into}
        with self._file.changing(Label(Deed.MERGE_ENTRIES)) as unit:
            kept = _entry(unit, kind, into)
            merged = [_entry(unit, kind, each) for each in sorted(gone)]
            told = (listed([entry.name for entry in merged]), kept.name)
            unit.relabel(Label(Deed.MERGE_ENTRIES, told=told))
            parts = unit.participations.all()
            unit.participations.save_all(
                now for part in parts if (now := _with_merged(part, kind, gone, into)) != part
            )
            if kind is ListKind.THEMES:
                _merge_locally(unit, gone, ThemeId(into))
            for value in unit.unknown_values.all():
                if value.field.question in kind.questions and value.suggested_id in gone:
                    unit.unknown_values.save(replace(value, suggested_id=into))
            called = _also_called(unit, kind)
            names = [each.name for each in merged]
            texts = [text for each in (into, *gone) for text in called.get(each, ())]
            _call(unit, kind, into, [*texts, *names])
            for each in gone:
                _stored(unit, kind).remove(each)
            return unit.commit()

    def retire(self, kind: ListKind, entry_ids: Sequence[ListedId], on: date | None) -> Changes:
        """Leave entries out of new forms from a day on, or put them back with None; answers stay."""
        deed = Deed.RETIRE_ENTRIES if on else Deed.BRING_BACK_ENTRIES
        with self._file.changing(Label(deed)) as unit:
            entries = [_entry(unit, kind, each) for each in entry_ids]
            unit.relabel(Label(deed, told=(listed([entry.name for entry in entries]),)))
            _stored(unit, kind).save_all(replace(entry, retired_on=on) for entry in entries)
            return unit.commit()

    def arrange(self, kind: ListKind, entry_ids: Sequence[ListedId]) -> Changes:
        """Put a list in the order of these ids; what is not among them comes last."""
        with self._file.changing(Label(Deed.ARRANGE_LIST, told=(kind.value,))) as unit:
            places = {each: place for place, each in enumerate(entry_ids, start=1)}
            stored = _stored(unit, kind)
            stored.save_all(replace(each, position=places.get(each.id, 0)) for each in stored.all())
            return unit.commit()

    def remove(self, kind: ListKind, entry_ids: Sequence[ListedId]) -> Changes:
        """Take entries off a list; raises UserError when somebody ever chose one of them."""
        with self._file.changing(Label(Deed.REMOVE_ENTRIES)) as unit:
            entries = [_entry(unit, kind, each) for each in entry_ids]
            share, like = _counts(kind, unit.participations.all())
            around = _of_local_organisations(unit) if kind is ListKind.THEMES else frozenset()
            used = [e.name for e in entries if share[e.id] or like[e.id] or e.id in around]
            if used:
                raise UserError(
                    f"People have chosen {listed([quoted(name) for name in used])}, so nothing was removed.",
                    "Retire it, and it is on no new form; or merge it with another.",
                )
            unit.relabel(Label(Deed.REMOVE_ENTRIES, told=(listed([entry.name for entry in entries]),)))
            for entry in entries:
                _call(unit, kind, entry.id, ())
                _stored(unit, kind).remove(entry.id)
            return unit.commit()

    def replace_strengths(self, names: Sequence[str]) -> Changes:
        """Put a list of names in place of the strengths.

        Raises UserError for an empty list, and where somebody chose a strength: their answers would go.
        """
        wanted = {fold(name): tidy(name) for name in names if name.strip()}
        if not wanted:
            raise UserError("The list names no strength. Nothing was changed.", "Write one strength a line.")
        with self._file.changing(Label(Deed.REPLACE_STRENGTHS)) as unit:
            _refuse_used(unit)
            held = {fold(strength.name): strength for strength in unit.strengths.all()}
            for folded, strength in held.items():
                if folded not in wanted:
                    unit.strengths.remove(strength.id)
            unit.strengths.save_all(
                Strength(name=name) for folded, name in wanted.items() if folded not in held
            )
            return unit.commit()


def _stored(unit: UnitOfWork, kind: ListKind) -> Collection[Any, Any]:
    return unit.strengths if kind is ListKind.STRENGTHS else unit.themes


def _new(kind: ListKind, name: str, group: str) -> Strength | Theme:
    if kind is ListKind.STRENGTHS:
        return Strength(name=name, group=group)
    return Theme(name=name, group=group)


def _entry(unit: UnitOfWork, kind: ListKind, entry_id: ListedId) -> Any:
    entry = _stored(unit, kind).find(entry_id)
    if entry is None:
        raise UserError(f"That {kind.entry} is not there any more.", "Nothing was changed. Look again.")
    return entry


def _counts(kind: ListKind, parts: Iterable[Participation]) -> tuple[Counter[int], Counter[int]]:
    """Return how many can share each entry and would like it, by id; of a theme both are who chose it."""
    if kind is ListKind.THEMES:
        chosen = Counter[int](theme for part in parts for theme in part.theme_ids)
        return chosen, chosen
    share, like = Counter[int](), Counter[int]()
    for part in parts:
        share.update(part.can_share.keys())
        like.update(part.would_like.keys())
    return share, like


def _also_called(unit: UnitOfWork, kind: ListKind) -> dict[int, tuple[str, ...]]:
    """Return the other texts that are taken for each entry, each once however it was written."""
    texts: dict[int, dict[str, str]] = {}
    for each in unit.decided_answers.all():
        if each.question in kind.questions and each.listed_id is not None:
            texts.setdefault(each.listed_id, {}).setdefault(fold(each.text), each.text)
    return {entry_id: tuple(called.values()) for entry_id, called in texts.items()}


def _call(unit: UnitOfWork, kind: ListKind, entry_id: ListedId, texts: Iterable[str]) -> None:
    """Let these texts, and no others, be taken for an entry at every question of its list."""
    wanted = {fold(text): tidy(text) for text in texts if text.strip()}
    held = {
        (each.question, fold(each.text)): each
        for each in unit.decided_answers.all()
        if each.question in kind.questions
    }
    for (_, folded), each in held.items():
        if each.listed_id == entry_id and folded not in wanted:
            unit.decided_answers.remove(each.id)
    unit.decided_answers.save_all(
        DecidedAnswer(
            id=held[question, folded].id if (question, folded) in held else UNSAVED,
            question=question,
            text=text,
            listed_id=entry_id,
        )
        for question in kind.questions
        for folded, text in wanted.items()
    )


def _refuse_names(
    unit: UnitOfWork, kind: ListKind, entry_id: ListedId, name: str, also_called: Sequence[str]
) -> None:
    if not name:
        raise UserError(f"The {kind.entry} has no name.", "Nothing was changed. Write one.")
    others = {fold(each.name): each.name for each in _stored(unit, kind).all() if each.id != entry_id}
    for text in (name, *also_called):
        if fold(text) in others:
            raise UserError(
                f"There is a {kind.entry} {quoted(others[fold(text)])} already. Nothing was changed.",
                "Choose another name, or merge the two.",
            )


def _with_merged(
    part: Participation, kind: ListKind, gone: frozenset[ListedId], into: ListedId
) -> Participation:
    if kind is ListKind.THEMES:
        themes = frozenset(ThemeId(into) if each in gone else each for each in part.theme_ids)
        return replace(part, theme_ids=themes)
    share, like = (_merged_levels(levels, gone, into) for levels in (part.can_share, part.would_like))
    return replace(part, strengths=answers_from(share, like))


def _merge_locally(unit: UnitOfWork, gone: frozenset[ListedId], into: ThemeId) -> None:
    unit.local_organisations.save_all(
        replace(each, theme_ids=frozenset(into if theme in gone else theme for theme in each.theme_ids))
        for each in unit.local_organisations.all()
        if each.theme_ids & gone
    )


def _of_local_organisations(unit: UnitOfWork) -> frozenset[ListedId]:
    return frozenset(theme for each in unit.local_organisations.all() for theme in each.theme_ids)


def _merged_levels(
    levels: dict[StrengthId, int], gone: frozenset[ListedId], into: ListedId
) -> dict[StrengthId, int]:
    merged: dict[StrengthId, int] = {}
    for strength_id, level in levels.items():
        now = StrengthId(into) if strength_id in gone else strength_id
        merged[now] = max(level, merged.get(now, 0))
    return merged


def _refuse_used(unit: UnitOfWork) -> None:
    is_used = any(part.strengths for part in unit.participations.all()) or unit.unknown_values.all()
    if is_used:
        raise UserError(
            "People have chosen from the list of strengths, so it was not replaced.",
            "Add, rename, merge or retire single strengths in the lists instead.",
        )
