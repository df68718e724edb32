"""The scheme's own lists: every way to change one, and that people's answers follow."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.lists import ListedEntry, ListKind
from buddy_matcher.domain.made_forms import FormKind
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.strengths import answers_from
from buddy_matcher.services.schemes import Services
from tests.helpers.people import add_person
from tests.helpers.sheets import write_csv

STRENGTHS, THEMES = ListKind.STRENGTHS, ListKind.THEMES
ON = date(2027, 1, 4)


@pytest.fixture
def short(services: Services) -> Services:
    """A scheme with three strengths, two of which somebody chose."""
    services.lists.replace_strengths(["Maps", "Plans", "Charts"])
    add_person(services, "Asha", Sector.HEALTH, shares="Maps", wishes="Plans")
    add_person(services, "Ben", Sector.VCSE, shares="Plans", wishes="Maps")
    return services


def names(services: Services, kind: ListKind = STRENGTHS) -> list[str]:
    return [entry.name for entry in services.lists.entries(kind)]


def entry(services: Services, name: str, kind: ListKind = STRENGTHS) -> ListedEntry:
    return next(each for each in services.lists.entries(kind) if each.name == name)


def ids(services: Services, *wanted: str, kind: ListKind = STRENGTHS) -> list[Any]:
    return [entry(services, name, kind).id for name in wanted]


def brought_in(services: Services, folder: Path, heading: str, text: str) -> list[str]:
    """Import somebody who answers so; return what is asked about."""
    headings, row = ("Name", "Sector", heading), ("Cara Lunt", "Health", text)
    sheet = write_csv(folder / "a.csv", [headings, row])
    return [each.text for each in services.imports.run(sheet).to_decide]


def test_a_pasted_list_is_added_without_what_is_there(short: Services):
    short.lists.add(STRENGTHS, ["maps", " Bees ", "", "Bees", "Trees"], "Outdoors")
    assert names(short) == ["Maps", "Plans", "Charts", "Bees", "Trees"]
    assert entry(short, "Bees").group == "Outdoors"
    with pytest.raises(UserError, match="already"):
        short.lists.add(STRENGTHS, ["MAPS"])


def test_a_new_name_keeps_the_answers_and_the_old_name_still_reads(short: Services, tmp_path: Path):
    short.lists.edit(STRENGTHS, entry(short, "Maps").id, "Mapping", "Places", ["Cartography"])
    mapping = entry(short, "Mapping")
    assert (mapping.group, mapping.can_share, mapping.would_like) == ("Places", 1, 1)
    assert set(mapping.also_called) == {"Maps", "Cartography"}
    assert brought_in(short, tmp_path, "Can share", "maps; cartography;") == []
    assert entry(short, "Mapping").can_share == 2


def test_a_name_that_is_taken_or_empty_is_refused_and_nothing_changes(short: Services):
    maps = entry(short, "Maps").id
    for name, called in (("", []), ("plans", []), ("Mapping", ["Charts"])):
        with pytest.raises(UserError):
            short.lists.edit(STRENGTHS, maps, name, "", called)
    assert names(short) == ["Maps", "Plans", "Charts"]


def test_what_is_no_longer_called_so_is_asked_about_again(short: Services, tmp_path: Path):
    maps = entry(short, "Maps").id
    short.lists.edit(STRENGTHS, maps, "Maps", "", ["Cartography"])
    short.lists.edit(STRENGTHS, maps, "Maps", "", [])
    assert brought_in(short, tmp_path, "Can share", "Cartography;") == ["Cartography"]


def test_merging_keeps_the_higher_level_and_both_names(short: Services, tmp_path: Path):
    cara = add_person(short, "Cara", Sector.HEALTH, shares="Maps, Plans", wishes="")
    maps, plans = ids(short, "Maps", "Plans")
    with short.file.changing(Label(Deed.EDIT_PERSON)) as unit:
        part = unit.participations.get(cara)
        unit.participations.save(replace(part, strengths=answers_from({maps: 1, plans: 2}, {})))
        unit.commit()
    short.lists.edit(STRENGTHS, entry(short, "Plans").id, "Plans", "", ["Blueprints"])
    short.lists.merge(STRENGTHS, ids(short, "Maps", "Plans"), entry(short, "Maps").id)
    assert names(short) == ["Maps", "Charts"]
    merged = entry(short, "Maps")
    assert (merged.can_share, merged.would_like) == (3, 2)
    assert set(merged.also_called) == {"Plans", "Blueprints"}
    with short.file.reading() as unit:
        assert unit.participations.get(cara).can_share == {maps: 2}
    assert brought_in(short, tmp_path, "Would like to gain", "Blueprints;") == []
    short.history.undo()
    short.history.undo()
    assert names(short) == ["Maps", "Plans", "Charts"]


def test_themes_are_merged_as_strengths_are(services: Services, tmp_path: Path):
    first, second = services.lists.entries(THEMES)[:2]
    brought_in(services, tmp_path, "Communities and themes", f"{first.name}; {second.name};")
    services.lists.merge(THEMES, [first.id, second.id], second.id)
    assert entry(services, second.name, THEMES).can_share == 1
    assert first.name not in names(services, THEMES)


def test_what_is_retired_is_on_no_new_form_and_in_every_answer(short: Services):
    short.lists.retire(STRENGTHS, ids(short, "Maps"), ON)
    assert entry(short, "Maps").is_retired
    assert entry(short, "Maps").can_share == 1
    form = short.forms.form(FormKind.SIGN_UP)
    [offers] = [each.options for each in form.questions if each.question is Question.CAN_SHARE]
    assert "Maps" not in offers
    assert "Plans" in offers
    short.lists.retire(STRENGTHS, ids(short, "Maps"), None)
    assert not entry(short, "Maps").is_retired


def test_an_order_is_kept_and_what_is_new_comes_last(short: Services):
    short.lists.arrange(STRENGTHS, ids(short, "Charts", "Maps", "Plans"))
    short.lists.add(STRENGTHS, ["Bees"])
    assert names(short) == ["Charts", "Maps", "Plans", "Bees"]


def test_only_what_nobody_ever_chose_is_removed(short: Services):
    with pytest.raises(UserError, match="chosen “Maps”"):
        short.lists.remove(STRENGTHS, ids(short, "Maps", "Charts"))
    assert names(short) == ["Maps", "Plans", "Charts"]
    short.lists.remove(STRENGTHS, ids(short, "Charts"))
    assert names(short) == ["Maps", "Plans"]


def test_what_everybody_chose_tells_nobody_apart(short: Services):
    for name in ("Cara", "Elin", "Fay", "Gita"):
        add_person(short, name, Sector.VCSE, shares="Plans, Maps", wishes="")
    assert entry(short, "Maps").tells_apart
    add_person(short, "Hari", Sector.VCSE, shares="Maps", wishes="")
    short.lists.merge(STRENGTHS, ids(short, "Maps", "Plans"), entry(short, "Maps").id)
    assert not entry(short, "Maps").tells_apart


def test_an_entry_that_has_gone_is_said_to_have_gone(short: Services):
    charts = ids(short, "Charts")
    short.lists.remove(STRENGTHS, charts)
    with pytest.raises(UserError, match="not there any more"):
        short.lists.retire(STRENGTHS, charts, ON)
