"""When and where a pair meets: what is offered, what is kept, what letters say of it, and the invitations."""

from contextlib import closing
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from buddy_matcher.domain.arranged import Arranged
from buddy_matcher.domain.entries import Entry, EntryKind
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.letters import Standing
from buddy_matcher.domain.phrases import date_in_words
from buddy_matcher.services.follow_up import TO_ASK
from buddy_matcher.services.schemes import Services
from tests.helpers.kept_schemes import opened
from tests.helpers.lives import TODAY, pair_of, running_four

AT = datetime.combine(TODAY + timedelta(days=9), datetime.min.time()).replace(hour=10)
THERE = Arranged(starts=AT, where="The Hub", times=6)


@pytest.fixture
def running(tmp_path: Path):
    """Two agreed pairs whose letters went ten days ago."""
    with closing(opened(running_four, tmp_path / "running.buddy")) as services:
        yield services


def said(services: Services) -> dict[str, str]:
    return {
        each.member.name: " ".join(p.text for p in each.text.passages) for each in services.letters.letters()
    }


def outdated(services: Services) -> set[str]:
    return {
        each.member.name for each in services.letters.letters() if each.state.standing is Standing.OUT_OF_DATE
    }


def test_what_was_arranged_stands_in_letters_and_makes_those_that_went_out_of_date(running: Services):
    pair = pair_of(running, "Asha Rao")
    running.arranging.arrange(pair.pairing.id, THERE)
    assert f"{date_in_words(AT.date())} at 10:00, The Hub." in said(running)["Asha Rao"]
    assert outdated(running) == {member.name for member in pair.members}
    assert pair_of(running, "Asha Rao").next_date.on == AT.date()
    running.history.undo()
    assert "You meet on" not in said(running)["Asha Rao"]
    assert not outdated(running)


def test_a_calendar_file_and_a_draft_for_each_say_one_address(running: Services, tmp_path: Path):
    pair = pair_of(running, "Asha Rao")
    running.arranging.arrange(pair.pairing.id, THERE)
    saved = running.arranging.save_invitations(pair.pairing.id, tmp_path / "out")
    calendar = next(path for path in saved.files if path.suffix == ".ics").read_bytes()
    assert calendar.count(b"BEGIN:VEVENT") == THERE.times
    drafts = [
        message_from_bytes(path.read_bytes(), policy=default) for path in saved.files if path.suffix == ".eml"
    ]
    assert len(drafts) + len(saved.to_tell) == len(pair.members)
    for draft in drafts:
        assert len(draft["To"].addresses) == 1
        (attached,) = draft.iter_attachments()
        assert attached.get_content().encode() == calendar.replace(b"\r\n", b"\n")
        assert THERE.first_in_words in draft.get_body().get_content()
    with pytest.raises(UserError, match="would be replaced"):
        running.arranging.save_invitations(pair.pairing.id, tmp_path / "out")


@pytest.mark.parametrize(("days", "is_asked"), [(-1, False), (0, False), (1, True)])
def test_today_asks_whether_they_met_from_the_day_after_on(running: Services, days: int, is_asked: bool):
    pair = pair_of(running, "Asha Rao")
    running.arranging.arrange(pair.pairing.id, THERE)
    day = AT.date() + timedelta(days=days)
    asked = [due for due in running.follow_up.due(day) if due.kind == TO_ASK]
    assert bool(asked) is is_asked
    met = Entry(pairing_id=pair.pairing.id, on=AT.date(), kind=EntryKind.MEETING)
    running.entries.add(met)
    assert not [due for due in running.follow_up.due(day) if due.kind == TO_ASK]


def test_without_a_meeting_there_is_nobody_to_invite(running: Services, tmp_path: Path):
    pair = pair_of(running, "Asha Rao")
    with pytest.raises(UserError, match="No meeting is arranged"):
        running.arranging.save_invitations(pair.pairing.id, tmp_path)


def test_the_fairest_places_count_where_each_is_based_and_every_room(running: Services):
    options = running.arranging.options(pair_of(running, "Asha Rao").pairing.id, date(2026, 12, 14))
    assert len(options.members) == 2
    assert all(len(place.trips) == 2 for place in options.places)
