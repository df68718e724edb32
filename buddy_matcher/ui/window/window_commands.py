"""The commands of the window itself: schemes and files in and out, what is done to a whole scheme, help."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, override

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from buddy_matcher.ui.acting.command import Commands, Menu
from buddy_matcher.ui.acting.operations import Needs
from buddy_matcher.ui.scheme import choice_commands, question_commands, scheme_commands
from buddy_matcher.ui.widgets.labels import without_mnemonic
from buddy_matcher.ui.window.help_keys import SHORTCUTS

if TYPE_CHECKING:
    from buddy_matcher.ui.scheme.check_plan_dialog import Further
    from buddy_matcher.ui.scheme.workspace import Workspace


class Window(Protocol):
    """What the window does for these commands."""

    @property
    def workspace(self) -> "Workspace | None":
        """The open scheme, or None."""

    def create_scheme(self) -> bool:
        """Ask for a new scheme and open it."""

    def ask_for_scheme(self) -> None:
        """Ask for a scheme file and open it."""

    def ask_for_sheet(self) -> None:
        """Ask for a form export and import it."""

    def restore_backup(self) -> None:
        """Let the coordinator restore a backup."""

    def close_scheme(self) -> None:
        """Close the open scheme."""

    def close(self) -> bool:
        """Close the window."""

    def show_help(self, page: str = "") -> None:
        """Show a page of the help, that of the place in sight without its name."""

    def show_first_round(self) -> None:
        """Open the example, and the page of the help that leads through it."""

    def edit_preferences(self) -> None:
        """Let the coordinator choose colours and rows."""

    def show_about(self) -> None:
        """Say what Buddy Matcher is."""


class WindowCommands(Commands):
    """Everything that the window can do, also while no page is in sight."""

    def __init__(self, owner: QWidget, window: Window) -> None:
        super().__init__(owner, None)
        self._window = window
        self._undo_text, self._redo_text = "", ""
        self._declare_files(window)
        self._declare_scheme()
        self._declare_rounds()
        self._declare_questions()
        self._declare_help(window)
        self.look_again()

    @override
    def look_again(self) -> None:
        """Find out anew what can be done now, and what Undo and Redo would do."""
        workspace = self._window.workspace if self.all() else None
        history = workspace.services.history if workspace else None
        self._undo_text, self._redo_text = history.next_steps() if history else ("", "")
        super().look_again()

    def _declare_files(self, window: Window) -> None:
        anywhere = partial(self.declare, menu=Menu.FILE, needs=Needs.NOTHING, works_everywhere=True)
        of_scheme = partial(self.declare, menu=Menu.FILE, needs=Needs.NO_JOB, works_everywhere=True)
        in_workspace, change = self._in_workspace, Needs.CHANGE
        self.new = anywhere("&New scheme…", window.create_scheme, "Ctrl+N")
        self.open = anywhere("&Open scheme…", window.ask_for_scheme, "Ctrl+O")
        # Without a scheme it makes one for the sheet.
        self.import_sheet = anywhere(
            "&Import from a file…",
            window.ask_for_sheet,
            "Ctrl+I",
            why_not=lambda: self._why_not(change) if window.workspace else "",
            begins_group=True,
        )
        self.make_form = of_scheme("Make a &form…", in_workspace(scheme_commands.make_form), "Shift+F4")
        self.type_in = of_scheme(
            "Type in forms on &paper…", in_workspace(scheme_commands.type_in_forms), "Shift+F6", needs=change
        )
        self.export = of_scheme(
            "&Export workbook…", in_workspace(scheme_commands.export_workbook), "Ctrl+Shift+E"
        )
        self.mail_merge = of_scheme(
            "Export for &mail merge…", in_workspace(scheme_commands.export_mail_merge), "Shift+F7"
        )
        self.save_copy = of_scheme(
            "&Save a copy…", in_workspace(scheme_commands.save_copy), "Ctrl+Shift+S", begins_group=True
        )
        self.restore = of_scheme("Restore a &backup…", window.restore_backup, "Ctrl+Shift+O")
        self.check = of_scheme("Chec&k this scheme…", in_workspace(scheme_commands.check), "F7")
        self.details = of_scheme(
            "Scheme &details…", in_workspace(scheme_commands.edit_details), "Ctrl+D", needs=change
        )
        self.close = anywhere("&Close scheme", window.close_scheme, "Ctrl+W", why_not=self._unless_open)
        self.quit = anywhere("&Quit", window.close, "Ctrl+Q", begins_group=True)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _declare_scheme(self) -> None:
        of_scheme = partial(self.declare, works_everywhere=True)
        in_workspace = self._in_workspace
        self.undo = of_scheme(
            lambda: _named("Undo", self._undo_text),
            in_workspace(scheme_commands.undo),
            "Ctrl+Z",
            menu=Menu.EDIT,
            needs=Needs.LIFE,
            why_not=lambda: "" if self._undo_text else "There is nothing to undo.",
        )
        self.redo = of_scheme(
            lambda: _named("Redo", self._redo_text),
            in_workspace(scheme_commands.redo),
            "Ctrl+Shift+Z",
            "Ctrl+Y",
            menu=Menu.EDIT,
            needs=Needs.LIFE,
            why_not=lambda: "" if self._redo_text else "Nothing was undone.",
        )
        self.history = of_scheme(
            "&History…",
            in_workspace(scheme_commands.show_history),
            "Ctrl+Shift+H",  # Ctrl+H hides a program on a Mac
            menu=Menu.EDIT,
            needs=Needs.NO_JOB,
        )
        self.lists = of_scheme(
            "&Lists and decisions…", in_workspace(scheme_commands.edit_lists), "F9", menu=Menu.EDIT
        )
        self.criteria = of_scheme(
            "What the plan &looks for…",
            in_workspace(scheme_commands.edit_criteria),
            "Ctrl+Shift+L",
            menu=Menu.PAIRINGS,
            begins_group=True,
        )
        self.rules = of_scheme(
            "Rules between &people…", in_workspace(scheme_commands.edit_rules), "Ctrl+R", menu=Menu.PAIRINGS
        )

    def _declare_rounds(self) -> None:
        self.prompts = self.declare(
            "Conversation pro&mpts…",
            self._in_workspace(scheme_commands.edit_prompts),
            "Ctrl+Shift+F4",
            menu=Menu.EDIT,
            works_everywhere=True,
        )
        self.go_on = self.declare(
            "Same buddies again…",
            self._in_workspace(scheme_commands.let_pairs_go_on),
            "Ctrl+Shift+F5",
            menu=Menu.PAIRINGS,
            works_everywhere=True,
        )
        of_round = partial(
            self.declare, menu=Menu.FOLLOW_UP, within="The roun&d and its dates", works_everywhere=True
        )
        self.dates = of_round(
            "Dates of the ro&und…",
            self._in_workspace(scheme_commands.edit_dates),
            "Shift+F9",
            begins_group=True,
        )
        self.flags = of_round(
            "When to flag a pair…", self._in_workspace(scheme_commands.edit_flags), "Shift+F3"
        )
        self.named_forms = of_round(
            "Forms in letters…", self._in_workspace(scheme_commands.name_forms), "Ctrl+Shift+F9"
        )
        self.learnt = of_round(
            "What &was learnt…",
            self._in_workspace(scheme_commands.note_learning),
            "Ctrl+F9",
            needs=Needs.LIFE,
        )
        self.start_round = of_round(
            "&Start a round…", self._in_workspace(scheme_commands.start_round), "Shift+F5"
        )

    def _declare_help(self, window: Window) -> None:
        offer = partial(self.declare, menu=Menu.HELP, needs=Needs.NOTHING, works_everywhere=True)
        self.help = offer("&Help on this page", window.show_help, "F1")
        self.first_round = offer("Your &first round, on the example", window.show_first_round, "Ctrl+F1")
        self.shortcuts = offer("Keyboard &shortcuts", partial(window.show_help, SHORTCUTS), "Shift+F1")
        self.preferences = offer("&Preferences…", window.edit_preferences, "Ctrl+,", begins_group=True)
        self.preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.about = offer("&About Buddy Matcher", window.show_about, "Ctrl+Shift+F1")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def _declare_questions(self) -> None:
        ask = partial(
            self.declare,
            menu=Menu.PAIRINGS,
            within="Check &the plan",
            needs=Needs.NO_JOB,
            why_not=self._unless_newest,
            works_everywhere=True,
        )
        of = self._in_workspace
        self.check_plan = ask(
            "Check this plan…",
            of(lambda workspace: question_commands.check(workspace, self._further())),
            "Shift+F8",
            begins_group=True,
        )
        self.mend = ask("Step &in for somebody…", of(question_commands.mend), "Ctrl+F5")
        self.hold = ask("Pairs that &hold…", of(question_commands.hold), "Ctrl+F7")
        self.best = ask("The &best plan beside it…", of(question_commands.compare_best), "Ctrl+Shift+F7")
        self.others = ask("E&qually good plans…", of(question_commands.compare_as_good), "Ctrl+F8")
        self.next_best = ask("Ne&xt best plan…", of(question_commands.compare_next_best), "Ctrl+Shift+F8")
        self.choices = ask("Choices wi&thout a loss…", of(choice_commands.choose), "Ctrl+F10")
        self.heard = ask("Choices made…", of(choice_commands.hear), "Ctrl+Shift+F10")
        self.scenarios = ask("Scenarios…", of(question_commands.scenarios), "Ctrl+F11")
        self.rotation = ask("Several roun&ds at once…", of(question_commands.rotate), "Ctrl+Shift+F11")
        self.replay = ask("Replay a round…", of(question_commands.replay), "Ctrl+F12")
        self.proof = ask("Save a pr&oof of the plan…", of(question_commands.prove), "Ctrl+Shift+F12")

    def _further(self) -> "tuple[Further, ...]":
        """Return what looks further than the check of a plan."""
        return (
            (self.hold, "Which pairs stay however much each part of the points counts."),
            (self.best, "Who has another buddy in the best plan, and what that would gain."),
            (self.others, "The plan as good as this one that differs most from it."),
            (self.next_best, "What the best of all other plans would lose."),
            (self.scenarios, "Plans that you set aside: compare one with this plan, or take it up again."),
            (self.choices, "Whom people could choose for themselves, and letters that offer it."),
            (self.heard, "What people chose, and the plan that honours as many choices as possible."),
            (self.proof, "A workbook whose formulas prove the plan to anybody."),
            (self.replay, "How an earlier round would have come out under today’s points."),
        )

    def _in_workspace(self, act: "Callable[[Workspace], None]") -> Callable[[], None]:
        """Return what acts on the scheme that is open when it is called."""

        def act_on_open() -> None:
            if self._window.workspace:
                act(self._window.workspace)

        return act_on_open

    def _unless_newest(self) -> str:
        looks_back = self._window.workspace and self._window.workspace.operations.looks_back
        return "This asks about the plan of the newest round: go back to that first." if looks_back else ""

    def _unless_open(self) -> str:
        return "" if self._window.workspace else "Open a scheme first."


def _named(verb: str, what: str) -> str:
    return without_mnemonic(f"{verb}: {what}") if what else f"&{verb}"
