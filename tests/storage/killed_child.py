"""A process that works on a scheme until it is killed, and what a scheme may look like afterwards.

The child acknowledges each action after it; whoever kills it compares the file with the states that the
same actions go through undisturbed.
"""

import hashlib
import multiprocessing
import os
import random
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, event

from buddy_matcher.domain.entries import Entry, EntryKind, EntryShare
from buddy_matcher.domain.errors import UserError
from buddy_matcher.domain.history import Label
from buddy_matcher.domain.ids import UNSAVED
from buddy_matcher.domain.languages import Language
from buddy_matcher.domain.local_organisations import LocalOrganisation
from buddy_matcher.domain.money import Agreement, Budget, Rate, RateUnit
from buddy_matcher.domain.organisations import Sector
from buddy_matcher.domain.report import Part
from buddy_matcher.paths import HOME_VARIABLE
from buddy_matcher.services.questions.hear_choices import HearChoices
from buddy_matcher.services.questions.keep_scenarios import KeepScenarios
from buddy_matcher.services.questions.offer_choices import MayChoose
from buddy_matcher.services.schemes import Services, open_scheme
from tests.helpers.people import add_person
from tests.storage.raw_files import history_of, rows_of

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])

ACTIONS = 8
_ON = date(2026, 11, 2)
STEPS_OF_SQLITE = 100
"""How many steps of SQLite's machine lie between two points at which a child may end."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(\+00:00)?")
_CODE = re.compile(r"\b[A-F][0-9A-F]{7}\b")
"""By which a form says whose answer it is; made by chance."""


@dataclass(frozen=True)
class Kill:
    """Where a child ends: at the n-th event of SQLAlchemy or the n-th tick of SQLite; at neither with 0."""

    event: int = 0
    tick: int = 0


def _with_chance(act: Callable[..., object], chance: random.Random, services: Services) -> object:
    return act(services, chance)


def actions(seed: int) -> list[Callable[[Services], object]]:
    """Return actions of every kind in an order of chance, the same for the same seed."""
    chance = random.Random(seed)
    chosen = chance.sample(_KINDS, ACTIONS)
    return [partial(_with_chance, act, chance) for act in chosen]


def act(path: str, seed: int, kill: Kill, link: Connection, home: str) -> None:
    """Perform the actions of a seed, acknowledging each, and end where the kill says."""
    os.environ[HOME_VARIABLE] = home
    counted = _end_at(kill)
    link.recv_bytes()
    services = open_scheme(Path(path))
    for action in actions(seed):
        perform(services, action)
        link.send_bytes(b"done")
    services.close()
    link.send_bytes(b"closed %d %d" % (counted["event"], counted["tick"]))


def perform(services: Services, action: Callable[[Services], object]) -> None:
    """Perform an action; one that the services refuse changes nothing."""
    try:
        action(services)
    except UserError:
        return


def _end_at(kill: Kill) -> dict[str, int]:
    counted = {"event": 0, "tick": 0}

    def count(kind: str, last: int) -> int:
        counted[kind] += 1
        if counted[kind] == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    for name in ("before_cursor_execute", "after_cursor_execute", "begin", "commit", "rollback"):
        event.listen(Engine, name, lambda *_: count("event", kill.event) and None)
    event.listen(
        Engine,
        "connect",
        lambda connection, _: connection.set_progress_handler(
            lambda: count("tick", kill.tick), STEPS_OF_SQLITE
        ),
    )
    return counted


def _add(services: Services, chance: random.Random) -> None:
    sector = chance.choice(list(Sector))
    add_person(services, f"New {chance.randrange(1000)}", sector, shares="Policy", wishes="Bid")


def _edit(services: Services, chance: random.Random) -> None:
    form = services.people.form_of(chance.choice(services.people.people()).participation_id)
    edited = replace(form.participant, notes="n" * chance.randrange(9000))
    services.people.save(replace(form, participant=edited))


def _pair(services: Services, chance: random.Random) -> None:
    services.pairings.pair(
        *(member.participation_id for member in chance.sample(services.people.people(), 2))
    )


def _agree(services: Services, _chance: random.Random) -> None:
    services.pairings.agree()


def _unpair(services: Services, chance: random.Random) -> None:
    pairs = services.latest.plan().pairs
    if pairs:
        services.pairings.unpair(chance.choice(pairs).pairing.id)


def _never(services: Services, chance: random.Random) -> None:
    services.pairings.never_pair(
        *(member.participation_id for member in chance.sample(services.people.people(), 2))
    )


def _remove(services: Services, chance: random.Random) -> None:
    services.people.remove(chance.choice(services.people.people()).participation_id)


def _undo(services: Services, _chance: random.Random) -> None:
    services.history.undo()


def _redo(services: Services, _chance: random.Random) -> None:
    services.history.redo()


def _change_everybody(services: Services, chance: random.Random) -> None:
    with services.file.changing(Label("Change everybody’s number")) as unit:
        for person in unit.people.all():
            unit.people.save(replace(person, phone=f"07700 900{chance.randrange(1000):03}"))
        unit.commit()


def _erase(services: Services, chance: random.Random) -> None:
    services.erasure.erase(chance.choice(services.people.people()).participant.id)


def _back_up(services: Services, _chance: random.Random) -> None:
    services.backups.back_up_if_changed()


def _set_rate(services: Services, chance: random.Random) -> None:
    services.funding.set_rate(Rate(name="hourly", pence=chance.randrange(5_000), unit=RateUnit.HOUR))


def _fund(services: Services, chance: random.Random) -> None:
    groups = [each for each in services.organisations.all() if each.sector is Sector.VCSE]
    percent = chance.choice([0, 40])
    agreement = Agreement(
        organisation_id=UNSAVED,
        rate="hourly",
        ceiling=chance.randrange(600),
        funder="City fund",
        other_funder="The board" if percent else "",
        other_percent=percent,
    )
    services.funding.agree(chance.choice(groups).name, agreement)


def _meet(services: Services, chance: random.Random) -> None:
    pairings = services.latest.state().current
    if pairings:
        pairing = chance.choice(pairings)
        shares = tuple(EntryShare(member, funded_minutes=90, miles=4) for member in pairing.members)
        services.entries.add(Entry(pairing_id=pairing.id, on=_ON, kind=EntryKind.MEETING, shares=shares))


def _send(services: Services, _chance: random.Random) -> None:
    services.payments.send(_ON)


def _set_budget(services: Services, chance: random.Random) -> None:
    pence = chance.randrange(1, 900_000)
    services.funding.set_budget(Budget(funder="City fund", pence=pence, starts=_ON, ends=date(2027, 3, 31)))


def _list_locally(services: Services, chance: random.Random) -> None:
    names = "\n".join(f"Group {number},mosque,LS1,Carers,Yes" for number in range(chance.randint(1, 90)))
    with TemporaryDirectory() as folder:
        sheet = Path(folder) / "list.csv"
        sheet.write_text(f"Organisation,Kind,Postcode,Themes,Invited\n{names}\n", encoding="utf-8")
        services.reach.import_list(sheet, _ON)


def _add_locally(services: Services, chance: random.Random) -> None:
    services.reach.save(LocalOrganisation(name=f"Group {chance.randrange(900)}", outcode="LS1"))


def _invite(services: Services, _chance: random.Random) -> None:
    services.reach.invite([line.local.id for line in services.reach.reach().lines], _ON)


def _set_aside(services: Services, chance: random.Random) -> None:
    KeepScenarios(services.file).save(f"Plan {chance.randrange(9)}")


def _take_up(services: Services, chance: random.Random) -> None:
    kept = KeepScenarios(services.file)
    if scenarios := kept.all():
        kept.take(chance.choice(scenarios).scenario.id)


def _offer(services: Services, chance: random.Random) -> None:
    who, *others = (member.participation_id for member in chance.sample(services.people.people(), 3))
    HearChoices(services.file).offer([MayChoose("", (), who, tuple(others))])


def _ask_for_a_language(services: Services, chance: random.Random) -> None:
    form = services.people.form_of(chance.choice(services.people.people()).participation_id)
    letters = replace(form.participant.letters, language=chance.choice(list(Language)))
    services.people.save(replace(form, participant=replace(form.participant, letters=letters)))


def _write_in_report(services: Services, chance: random.Random) -> None:
    services.reports.write_text(chance.choice(list(Part)), "w" * chance.randrange(9000))


_KINDS = (
    _add,
    _edit,
    _pair,
    _agree,
    _unpair,
    _never,
    _remove,
    _undo,
    _redo,
    _change_everybody,
    _erase,
    _back_up,
    _set_rate,
    _fund,
    _meet,
    _send,
    _set_budget,
    _list_locally,
    _add_locally,
    _invite,
    _write_in_report,
    _set_aside,
    _take_up,
    _offer,
    _ask_for_a_language,
)


def state_of(path: Path) -> str:
    """Return a digest of everything that the file says, but for moments and codes made by chance."""
    said = _MOMENT.sub("then", repr((rows_of(path), history_of(path))))
    return hashlib.blake2b(_CODE.sub("code", said).encode()).hexdigest()


def undisturbed_states(path: Path, seed: int) -> list[str]:
    """Perform the actions of a seed on a file; return its state before and after each."""
    services = open_scheme(path)
    states = [state_of(path)]
    for action in actions(seed):
        perform(services, action)
        states.append(state_of(path))
    services.close()
    return states


@dataclass(frozen=True)
class Ended:
    """How a child ended: how many actions it acknowledged, and its counts when it came to the end."""

    acknowledged: int
    counts: tuple[int, int] | None


class Child:
    """A child at work; it begins when it is told to."""

    def __init__(self, path: Path, seed: int, kill: Kill = Kill()) -> None:
        self._link, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(
            target=act, args=(str(path), seed, kill, theirs, os.environ[HOME_VARIABLE])
        )
        self.process.start()
        theirs.close()

    def begin(self) -> None:
        """Let it work."""
        self._link.send_bytes(b"go")

    def ended(self, within: float | None = None) -> Ended:
        """Wait for its end, or kill it after some seconds; return what it had acknowledged."""
        self.process.join(within)
        self.process.kill()
        self.process.join()
        messages = []
        try:
            while True:
                messages.append(self._link.recv_bytes())
        except (EOFError, ConnectionResetError):
            self._link.close()
        finished = [message for message in messages if message.startswith(b"closed")]
        counts: Any = tuple(int(word) for word in finished[0].split()[1:]) if finished else None
        return Ended(messages.count(b"done"), counts)


def kill_at_system_call(child: Child, call: str, number: int) -> subprocess.Popen[str]:
    """Have strace kill a child at its n-th call of a kind, before the system performs it."""
    injection = f"inject={call}:signal=KILL:when={number}"
    tracer = subprocess.Popen(
        [shutil.which("strace"), "-f", "-p", str(child.process.pid), "-o", "/dev/null", "-e", injection],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "attached" in tracer.stderr.readline()
    return tracer


def can_trace() -> bool:
    """Return whether strace is there and allowed to kill."""
    if not shutil.which("strace"):
        return False
    command = ["strace", "-f", "-o", "/dev/null", "-e", "inject=exit_group:signal=KILL:when=1", "true"]
    done = subprocess.run(command, check=False, capture_output=True)
    return done.returncode != 0 and b"strace:" not in done.stderr
