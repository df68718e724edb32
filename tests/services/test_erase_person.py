"""Erasure: nothing of the person is left in the file, and the report says where they are still held."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from buddy_matcher.domain.answers import Answer, Asked, Occasion
from buddy_matcher.domain.backups import BackupReason
from buddy_matcher.domain.choices import Introduced, Offer
from buddy_matcher.domain.conflicts import Conflict, Party, Side
from buddy_matcher.domain.duplicates import TwoPeople
from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare, Fit
from buddy_matcher.domain.errors import EnvironmentProblem, UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import NOBODY, ParticipantId, ParticipationId, RoundId
from buddy_matcher.domain.learning import Learning, LearningKind
from buddy_matcher.domain.money import PaymentLine, PaymentSummary
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.pairings import PairingState
from buddy_matcher.domain.participations import Participation, Status
from buddy_matcher.domain.people import AccessNeed, LetterPreferences, Merged
from buddy_matcher.domain.questions import Question
from buddy_matcher.domain.rules import AnswerField, DecidedAnswer, KeptAnswer, PossibleRule, UnknownValue
from buddy_matcher.domain.scenarios import Scenario, places_of
from buddy_matcher.domain.statements import Permission, Statement, StatementAbout
from buddy_matcher.paths import backup_folder
from buddy_matcher.services.edit_people import PersonForm
from buddy_matcher.services.schemes import Services, open_scheme
from buddy_matcher.storage.rescue.backup_copies import BackupFolder
from buddy_matcher.storage.rows import Row
from buddy_matcher.storage.unit_of_work import UnitOfWork
from buddy_matcher.ui.people.erase_dialog import report_in_words
from tests.helpers.people import Ids, add_person
from tests.storage.raw_files import rows_of

TODAY = date(2026, 11, 21)

SECRETS = ("Quillfeather", "Zebedee", "zq@example.org", "07700 900777", "very private", "step-free please")


def _answer_of(unit: UnitOfWork, part: ParticipationId, form: PersonForm) -> None:
    unit.answers.save(
        Answer(
            participation_id=part,
            occasion=Occasion.END,
            question=Asked.LEARNT,
            on=TODAY,
            text="very private",
        )
    )
    unit.learning.save(
        Learning(
            round_id=RoundId(1),
            participation_id=part,
            on=TODAY,
            kind=LearningKind.CHANGED,
            text="very private",
        )
    )
    placed = places_of([(part, ParticipationId(1))])
    unit.scenarios.save(Scenario(round_id=RoundId(1), name="One", saved_on=TODAY, placed=placed))
    told = (Introduced(number=1, participation_id=part),)
    for who in (part, ParticipationId(1)):
        unit.offers.save(Offer(participation_id=who, offered_on=TODAY, introduced=told))
    wished = Statement(StatementAbout.ME, "very private", Permission.BUDDY)
    unit.participations.save(replace(form.participation, statements=(wished,)))


def _say_of(services: Services, part: ParticipationId, form: PersonForm) -> None:
    person = form.participant
    with services.file.changing(Label("Note")) as unit:
        _declare_of(unit, form)
        unit.access_needs.save(
            AccessNeed(participant_id=person.id, note="step-free please", consent_on=date(2026, 11, 21))
        )
        asha, ben = ParticipantId(1), ParticipantId(2)
        unit.possible_rules.save(PossibleRule(participant_id=person.id, text="not Dewi", likely_ids=(asha,)))
        unit.possible_rules.save(
            PossibleRule(
                participant_id=asha, text="not with Zebedee Quillfeather", likely_ids=(ben, person.id)
            )
        )
        unit.unknown_values.save(
            UnknownValue(participation_id=part, field=AnswerField.THEMES, text="very private")
        )
        rang = unit.entries.save(
            Entry(
                participation_id=part,
                on=date(2026, 11, 21),
                kind=EntryKind.NOTE,
                said="Zebedee rang",
                shares=(EntryShare(part),),
            )
        )
        line = PaymentLine(rang.id, part, "Zebedee Quillfeather", rang.on, 90, 90, 0, 3750)
        group = form.participation.organisation_id
        unit.payment_summaries.save(
            PaymentSummary(organisation_id=group, round_id=RoundId(1), sent_on=rang.on, lines=(line,))
        )
        unit.kept_answers.save(
            KeptAnswer(participation_id=part, heading="Anything else?", text="very private")
        )
        unit.decided_answers.save(
            DecidedAnswer(question=Question.THEMES, text="Zebedee’s club", listed_id=None)
        )
        _answer_of(unit, part, form)
        unit.commit()


def _declare_of(unit: UnitOfWork, form: PersonForm) -> None:
    person = form.participant
    unit.two_people.save(TwoPeople(first_participant_id=person.id, second_participant_id=ParticipantId(1)))
    unit.merged.save(Merged(old_id=ParticipantId(99), new_id=person.id))
    unit.conflicts.save(
        Conflict(
            parties=(
                Party(Side.FIRST, participant_id=person.id),
                Party(Side.SECOND, organisation_id=form.participation.organisation_id),
            ),
            reason="Zebedee chairs it",
        )
    )


@pytest.fixture
def zebedee(services: Services, ids: Ids) -> ParticipantId:
    """A participant of whom every table says something."""
    part = add_person(services, "Zebedee Quillfeather", Sector.HEALTH, shares="Policy", wishes="Bid")
    form = services.people.form_of(part)
    person = replace(form.participant, email="zq@example.org", phone="07700 900777", notes="very private")
    services.people.save(replace(form, participant=replace(person, letters=LetterPreferences())))
    services.pairings.pair(part, ids["Ben"])
    services.pairings.agree()
    services.pairings.never_pair(part, ids["Dewi"], reason="Zebedee said so")
    _say_of(services, part, form)
    value = next(v for v in services.answers.open_values() if v.text == "very private")
    services.answers.ignore(replace(value, text="Zebedee’s hobby"))
    return person.id


def test_nothing_of_an_erased_person_is_left_in_the_file(services: Services, zebedee: ParticipantId):
    report = services.erasure.erase(zebedee)
    assert report.changes
    # What another person wrote stays, and is reported.
    assert report.mentioned_by == ("Asha Rao", "Zebedee Quillfeather’s group")
    services.answers.dismiss_wish(services.answers.open_wishes()[0].wish_id)
    with services.file.changing(Label("Edit a wish")) as unit:
        wish = unit.possible_rules.all()[0]
        assert wish.likely_ids == (2,)
        unit.possible_rules.save(replace(wish, text="not with someone"))
        [group] = [each for each in unit.organisations.all() if "Zebedee" in each.name]
        unit.organisations.save(replace(group, name="A group"))
        unit.commit()
    services.close()
    # Editing what others wrote is an ordinary action: its image holds it until it is too old to be undone.
    content = services.path.read_bytes()
    for kept in ("not with Zebedee Quillfeather", "Zebedee Quillfeather’s group"):
        content = content.replace(kept.encode(), b"")
    left = [secret for secret in SECRETS if secret.encode() in content]
    assert not left
    names = {path.name for path in services.path.parent.iterdir()}
    assert names == {"scheme.buddy"}
    reopened = open_scheme(services.path)
    assert len(reopened.people.people()) == 4
    assert reopened.check.findings() == ()
    assert reopened.interests.all() == ()
    assert all("Zebedee" not in entry.text for entry in reopened.history.entries())
    reopened.close()


def test_the_open_file_and_its_journal_hold_nothing_either(services: Services, zebedee: ParticipantId):
    services.erasure.erase(zebedee)
    content = b"".join(path.read_bytes() for path in services.path.parent.iterdir() if path.is_file())
    assert b"very private" not in content
    assert b"07700 900777" not in content


def test_the_backups_that_still_hold_the_person_are_listed(
    services: Services, zebedee: ParticipantId, tmp_path: Path
):
    report = services.erasure.erase(zebedee)
    backups = services.backups.list()
    assert [backup.reason for backup in backups] == ["After erasing a person", "Before erasing a person"]
    assert [backup.people for backup in backups] == [4, 5]
    assert [backup.pairings for backup in backups] == [0, 1]
    assert [(held.taken_at, held.gone_by) for held in report.backups] == [
        (backups[1].taken_at, backups[1].gone_by)
    ]
    services.backups.restore(backups[1].backup, tmp_path / "restored.buddy")
    restored = open_scheme(tmp_path / "restored.buddy")
    assert "Zebedee Quillfeather" not in {member.name for member in restored.people.people()}
    restored.close()


def test_a_pair_that_met_keeps_a_nameless_part_in_place_of_who_was_erased(
    services: Services, zebedee: ParticipantId
):
    state = services.latest.state()
    part = next(each for each in state.members.values() if each.participant.id == zebedee)
    [pairing] = state.pairings_of[part.participation_id]
    services.entries.add(
        Entry(
            pairing_id=pairing.id,
            on=TODAY,
            kind=EntryKind.MEETING,
            minutes=60,
            shares=(EntryShare(part.participation_id, Fit.NOT_GOOD, funded_minutes=90),),
        )
    )
    services.erasure.erase(zebedee)
    # Another person’s wish and the organisation still name them, as the report says.
    assert not [secret for secret in SECRETS[2:] if secret.encode() in services.path.read_bytes()]
    with services.file.reading() as unit:
        kept = unit.participations.get(part.participation_id)
        [entry] = unit.entries.where(pairing_id=pairing.id)
        ended = unit.pairings.get(pairing.id)
    nobody = Participation(
        id=kept.id,
        round_id=kept.round_id,
        participant_id=NOBODY,
        sector=kept.sector,
        organisation_id=part.participation.organisation_id,
        status=Status.WITHDRAWN,
    )
    assert kept == nobody
    assert (ended.state, ended.members) == (PairingState.ENDED, pairing.members)
    assert (entry.minutes, entry.shares) == (60, (EntryShare(kept.id, funded_minutes=90),))
    look_at_everything(services)


def look_at_everything(services: Services) -> None:
    """Ask all that looks through a round's people and pairs."""
    [line] = services.follow_up.pairs(TODAY)
    assert line.life.minutes == 60
    services.follow_up.due(TODAY)
    services.follow_up.without_buddy(TODAY)
    services.rounds.rounds()
    services.history.entries()
    services.papers.papers()
    services.reports.report(TODAY)
    services.funding.funding(TODAY)
    services.payments.payments()
    services.overview.round()
    services.letters.letters()
    services.answers.open_values()
    assert services.check.findings() == ()


def test_someone_who_is_not_there_can_not_be_erased(services: Services):
    with pytest.raises(UserError, match="not in the scheme"):
        services.erasure.erase(ParticipantId(99))
    assert services.history.entries()[-1].is_barrier is False


def rows_about(path: Path, person: int) -> dict[str, int]:
    """Count the rows of every table that refer to a person, through others too."""
    about: dict[str, set[int]] = {"participant": {person}}
    counts: dict[str, int] = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        for table in Row.metadata.sorted_tables:
            for key in table.foreign_keys:
                of = about.get(key.column.table.name)
                if of is None or key.column.table.name == "organisation":
                    continue
                own = next(iter(table.primary_key)).name
                query = f"SELECT {own}, {key.parent.name} FROM {table.name}"  # noqa: S608 - our own names
                found = {row for row, other in connection.execute(query) if other in of}
                about.setdefault(table.name, set()).update(found)
                counts[table.name] = counts.get(table.name, 0) + len(found)
    return counts


def test_no_table_that_refers_to_people_escapes(services: Services, zebedee: ParticipantId):
    # A new table that refers to people must be filled by `zebedee`.
    before = rows_about(services.path, zebedee)
    empty = {"participation_theme", "letter", "pairing"}
    assert {table for table, rows in before.items() if not rows} <= empty
    services.erasure.erase(zebedee)
    assert not any(rows_about(services.path, zebedee).values())


def test_nothing_is_erased_when_the_erasure_can_not_be_noted(services: Services, zebedee: ParticipantId):
    services.file.back_up(BackupReason.TIMER)
    note = backup_folder() / services.file.document_uuid / "erasures.json"
    note.mkdir()
    before = rows_of(services.path)
    with pytest.raises(EnvironmentProblem, match="Nothing was changed"):
        services.erasure.erase(zebedee)
    assert rows_of(services.path) == before
    note.rmdir()
    assert services.erasure.erase(zebedee).changes


def test_an_erasure_that_fails_leaves_no_note(services: Services, zebedee: ParticipantId):
    with services.file.changing(Label("Nothing")):
        pass
    connection = services.file._connection
    connection.execute(
        "CREATE TEMP TRIGGER no BEFORE DELETE ON participant BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(UserError):
        services.erasure.erase(zebedee)
    connection.execute("DROP TRIGGER no")
    assert BackupFolder(services.file.document_uuid).erased() == ()
    assert len(services.people.people()) == 5


def test_decisions_and_labels_go_by_whole_words_only(services: Services, ids: Ids):
    part = add_person(services, "Ra Be", Sector.HEALTH, shares="Policy", wishes="Bid")
    texts = ["to be rather brave", "Rabe", "Rambling", "Ra", "asked Ra Be", "Mrs Be’s choir"]
    with services.file.changing(Label("Decide")) as unit:
        unit.decided_answers.save_all(
            DecidedAnswer(question=Question.THEMES, text=t, listed_id=None) for t in texts
        )
        unit.commit()
    services.erasure.erase(services.people.form_of(part).participant.id)
    with services.file.reading() as unit:
        assert [each.text for each in unit.decided_answers.all()] == texts[:3]


def test_damaged_files_other_versions_and_expired_backups_are_listed_or_cleaned(
    services: Services, zebedee: ParticipantId
):
    path = services.path
    damaged = path.with_name(f"{path.name}.damaged-20260101-101500")
    damaged.write_bytes(b"who knows")
    version = path.with_name("scheme (conflicted copy).buddy")
    version.write_bytes(path.read_bytes())
    unfinished = path.with_name(f".{path.name}.0123abcd.tmp")
    unfinished.write_bytes(path.read_bytes())
    taken = services.file.back_up(BackupReason.TIMER)
    expired = taken.path.with_name(f"{taken.number:06}-1-20200101T101500-timer.buddy")
    taken.path.rename(expired)
    services.people.save(services.people.form_of(ParticipationId(1)))
    report = services.erasure.erase(zebedee)
    assert report.files == (damaged, version)
    assert damaged.exists()
    assert not unfinished.exists()
    assert not expired.exists()
    assert "scheme.buddy.damaged-20260101-101500" in report_in_words(report)
