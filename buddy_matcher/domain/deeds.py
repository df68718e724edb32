"""What a user action did, as the code that the file keeps; the words for it are made here."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from buddy_matcher.domain.rules import RuleKind
from buddy_matcher.domain.text import counted, in_short, listed


class Deed(StrEnum):
    """What an action did. The values stand in files: one that has been released stays as it is."""

    PAIR = "pair"
    UNPAIR = "unpair"
    LOCK = "lock"
    UNLOCK = "unlock"
    AGREE = "agree"
    REOPEN = "reopen"
    SWAP = "swap"
    LET_BEGIN = "let_begin"
    AGREE_PLAN = "agree_plan"
    SUGGEST = "suggest"
    PAIR_AND_SUGGEST = "pair_and_suggest"
    ADD_PERSON = "add_person"
    EDIT_PERSON = "edit_person"
    EDIT_AND_UNPAIR = "edit_and_unpair"
    SET_STATUS = "set_status"
    REMOVE_PEOPLE = "remove_people"
    RESTORE_PERSON = "restore_person"
    MERGE_PEOPLE = "merge_people"
    KEEP_TWO_PEOPLE = "keep_two_people"
    CHANGE_PEOPLE = "change_people"
    IMPORT = "import"
    TAKE_ANSWERS = "take_answers"
    ADD_ORGANISATION = "add_organisation"
    EDIT_ORGANISATION = "edit_organisation"
    MERGE_ORGANISATIONS = "merge_organisations"
    DECLARE_INTEREST = "declare_interest"
    EDIT_INTEREST = "edit_interest"
    JUDGE_INTEREST = "judge_interest"
    REMOVE_INTEREST = "remove_interest"
    EDIT_SCHEME = "edit_scheme"
    EDIT_ROUND = "edit_round"
    ADD_LISTS = "add_lists"
    REPLACE_STRENGTHS = "replace_strengths"
    ADD_ENTRIES = "add_entries"
    EDIT_ENTRY = "edit_entry"
    MERGE_ENTRIES = "merge_entries"
    RETIRE_ENTRIES = "retire_entries"
    BRING_BACK_ENTRIES = "bring_back_entries"
    ARRANGE_LIST = "arrange_list"
    REMOVE_ENTRIES = "remove_entries"
    FORGET = "forget"
    ADD_RULE = "add_rule"
    REMOVE_RULE = "remove_rule"
    DISMISS_WISH = "dismiss_wish"
    DECIDE = "decide"
    TAKE_AS_LISTED = "take_as_listed"
    ADD_TO_LIST = "add_to_list"
    IGNORE_ANSWER = "ignore_answer"
    DECIDE_ALIKE = "decide_alike"
    EDIT_LETTERHEAD = "edit_letterhead"
    REWORD_LETTERS = "reword_letters"
    TRANSLATE_LETTERS = "translate_letters"
    SIGN_TRANSLATION = "sign_translation"
    PRINT_LETTERS = "print_letters"
    SAVE_LETTERS = "save_letters"
    POST_LETTERS = "post_letters"
    EMAIL_LETTERS = "email_letters"
    GIVE_LETTERS = "give_letters"
    ARRANGE_LETTERS = "arrange_letters"
    END = "end"
    FINISH = "finish"
    LEAVE_THREE = "leave_three"
    HOLD = "hold"
    RELEASE = "release"
    HOLD_PAIRING = "hold_pairing"
    RELEASE_PAIRING = "release_pairing"
    HOLD_IN_WORRY = "hold_in_worry"
    STOP = "stop"
    PAIR_FREE = "pair_free"
    LET_JOIN = "let_join"
    PLAN_DRAFTS = "plan_drafts"
    SAVE_SCENARIO = "save_scenario"
    TAKE_SCENARIO = "take_scenario"
    REMOVE_SCENARIO = "remove_scenario"
    OFFER_CHOICES = "offer_choices"
    NOTE_CHOICES = "note_choices"
    HONOUR_CHOICES = "honour_choices"
    CONTINUE = "continue"
    ARRANGE = "arrange"
    CALL_OFF = "call_off"
    RECORD = "record"
    CORRECT_ENTRY = "correct_entry"
    STRIKE_OUT = "strike_out"
    TICK = "tick"
    PUT_OFF = "put_off"
    RECORD_LAUNCH = "record_launch"
    SET_RATE = "set_rate"
    AGREE_FUNDING = "agree_funding"
    SEND_PAYMENTS = "send_payments"
    RECORD_PAID = "record_paid"
    SET_BUDGET = "set_budget"
    IMPORT_LOCAL = "import_local"
    EDIT_LOCAL = "edit_local"
    INVITE_LOCAL = "invite_local"
    REMOVE_LOCAL = "remove_local"
    ISSUE_REPORT = "issue_report"
    WRITE_REPORT = "write_report"
    START_ROUND = "start_round"
    SET_DATES = "set_dates"
    SET_FLAGS = "set_flags"
    NAME_FORMS = "name_forms"
    NOTE_LEARNING = "note_learning"
    CORRECT_LEARNING = "correct_learning"
    REMOVE_LEARNING = "remove_learning"
    REPAIR = "repair"
    ERASE = "erase"
    RESTORE_BACKUP = "restore_backup"
    RECOVER = "recover"
    MIGRATE = "migrate"


type _Words = Callable[[Sequence[str], Sequence[str]], str]
"""Words from the names of the people that an action was about, and from what else it tells."""


def deed_in_words(deed: str, names: Sequence[str], told: Sequence[str]) -> str:
    """Return what an action did, for example "Pair Asha Rao with Ben Moss".

    `told` is what belongs to the deed besides people: a number of things, a rule's kind, an answer as it
    was given. Where the deed is none of ours, it is a sentence of an older file with places for the names.
    """
    if deed in _FIXED:
        return _FIXED[Deed(deed)].format(*names, *map(in_short, told))
    if deed in _MADE:
        return _MADE[Deed(deed)](names, told)
    return deed.format(*names)


_FIXED: dict[Deed, str] = {
    Deed.EDIT_LETTERHEAD: "Change the head of letters",
    Deed.REWORD_LETTERS: "Reword letters",
    Deed.TRANSLATE_LETTERS: "Take in translations of letters",
    Deed.SIGN_TRANSLATION: "Sign translations of letters",
    Deed.SWAP: "Swap the buddies of {0} and {1}",
    Deed.AGREE_PLAN: "Agree the plan",
    Deed.SUGGEST: "Suggest pairings",
    Deed.PAIR_AND_SUGGEST: "Pair {0} with {1} and plan the rest again",
    Deed.ADD_PERSON: "Add {0}",
    Deed.EDIT_PERSON: "Edit {0}",
    Deed.EDIT_AND_UNPAIR: "Edit {0} and take their pairings apart",
    Deed.SET_STATUS: "Set {0} to {1}",
    Deed.RESTORE_PERSON: "Restore {0}",
    Deed.MERGE_PEOPLE: "Merge two entries of {0}",
    Deed.KEEP_TWO_PEOPLE: "Keep {0} and {1} as two people",
    Deed.ADD_ORGANISATION: "Add an organisation",
    Deed.EDIT_ORGANISATION: "Edit an organisation",
    Deed.MERGE_ORGANISATIONS: "Merge two spellings of an organisation",
    Deed.DECLARE_INTEREST: "Declare an interest",
    Deed.EDIT_INTEREST: "Edit an interest",
    Deed.JUDGE_INTEREST: "Judge an interest",
    Deed.REMOVE_INTEREST: "Remove an interest",
    Deed.EDIT_SCHEME: "Edit the scheme",
    Deed.EDIT_ROUND: "Edit the round",
    Deed.ADD_LISTS: "Add the starter strengths",
    Deed.REPLACE_STRENGTHS: "Replace the list of strengths",
    Deed.EDIT_ENTRY: "Edit “{0}” in a list",
    Deed.MERGE_ENTRIES: "Merge {0} into {1}",
    Deed.RETIRE_ENTRIES: "Retire {0}",
    Deed.BRING_BACK_ENTRIES: "Bring back {0}",
    Deed.ARRANGE_LIST: "Put the {0} in another order",
    Deed.REMOVE_ENTRIES: "Take {0} off a list",
    Deed.DISMISS_WISH: "Dismiss the wish of {0}",
    Deed.DECIDE: "Decide on an answer",
    Deed.TAKE_AS_LISTED: "Take “{0}” as a listed answer",
    Deed.ADD_TO_LIST: "Add “{0}” to the list",
    Deed.IGNORE_ANSWER: "Ignore “{0}”",
    Deed.DECIDE_ALIKE: "Decide on {0} answers alike",
    Deed.LEAVE_THREE: "{0} leaves a three",
    Deed.HOLD: "Hold {0}",
    Deed.RELEASE: "Release {0}",
    Deed.HOLD_PAIRING: "Hold a pairing",
    Deed.RELEASE_PAIRING: "Release a pairing",
    Deed.HOLD_IN_WORRY: "Pass a worry on and hold",
    Deed.STOP: "Stop everything for {0}",
    Deed.PAIR_FREE: "Pair those who are free",
    Deed.LET_JOIN: "Let someone join a pair",
    Deed.PLAN_DRAFTS: "Plan the drafts again",
    Deed.SAVE_SCENARIO: "Save the scenario “{0}”",
    Deed.TAKE_SCENARIO: "Take the scenario “{0}”",
    Deed.REMOVE_SCENARIO: "Remove the scenario “{0}”",
    Deed.HONOUR_CHOICES: "Plan so that choices are honoured",
    Deed.ARRANGE: "Arrange when {0} and {1} meet",
    Deed.CALL_OFF: "Call off the meeting of {0} and {1}",
    Deed.CORRECT_ENTRY: "Correct 1 entry",
    Deed.STRIKE_OUT: "Strike out an entry",
    Deed.TICK: "Tick a reminder",
    Deed.PUT_OFF: "Put off a reminder",
    Deed.RECORD_LAUNCH: "Record the launch day",
    Deed.SET_RATE: "Set the rate “{0}”",
    Deed.AGREE_FUNDING: "Agree what an organisation is paid",
    Deed.SEND_PAYMENTS: "Send payment summaries",
    Deed.RECORD_PAID: "Record payment summary {0} as paid",
    Deed.SET_BUDGET: "Set a budget",
    Deed.EDIT_LOCAL: "Edit a local organisation",
    Deed.ISSUE_REPORT: "Save the report",
    Deed.WRITE_REPORT: "Write in the report",
    Deed.START_ROUND: "Start a round",
    Deed.SET_DATES: "Change the dates of the round",
    Deed.NOTE_LEARNING: "Note something learnt",
    Deed.CORRECT_LEARNING: "Correct something learnt",
    Deed.REMOVE_LEARNING: "Remove something learnt",
    Deed.SET_FLAGS: "Change when pairs are flagged",
    Deed.NAME_FORMS: "Choose the forms that letters name",
    Deed.REPAIR: "Repair the scheme",
    Deed.ERASE: "Erase a person",
    Deed.RESTORE_BACKUP: "Restore a backup",
    Deed.RECOVER: "Recover the damaged file",
    Deed.MIGRATE: "Bring the file up to date",
}


def _of_pairings(verb: str) -> _Words:
    def words(names: Sequence[str], told: Sequence[str]) -> str:
        # One pairing is told by its people, several by their number.
        return f"{verb} {_together(names)}" if names else f"{verb} {counted(int(told[0]), 'pairing')}"

    return words


def _beginning(names: Sequence[str], _told: Sequence[str]) -> str:
    return f"Choose who of {listed(list(names))} makes first contact"


def _together(names: Sequence[str]) -> str:
    hub, *others = names
    return f"{hub} with {' and '.join(others)}"


def _of_letters(verb: str) -> _Words:
    def words(names: Sequence[str], told: Sequence[str]) -> str:
        return f"{verb} the letter to {names[0]}" if names else f"{verb} {counted(int(told[0]), 'letter')}"

    return words


def _ending(names: Sequence[str], _told: Sequence[str]) -> str:
    return f"End the pairing of {listed(list(names))}"


def _continuing(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Let {counted(int(told[0]), 'pairing')} go on from an earlier round"


def _finishing(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Finish {counted(int(told[0]), 'pairing')}"


def _recording(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Record {counted(int(told[0]), 'entry', 'entries')}"


def _forgetting(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Forget {counted(int(told[0]), 'decision')} on sheets"


def _adding_entries(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Add {counted(int(told[0]), 'entry', 'entries')} to a list"


def _removing(names: Sequence[str], told: Sequence[str]) -> str:
    return f"Remove {names[0] if names else counted(int(told[0]), 'person', 'people')}"


def _changing(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Change {counted(int(told[0]), 'person', 'people')}"


def _importing(_names: Sequence[str], told: Sequence[str]) -> str:
    added, updated = (int(number) for number in told)
    people = counted(added, "person", "people")
    return f"Import {people} and update {updated:,}" if updated else f"Import {people}"


def _taking(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Take in {counted(int(told[0]), 'answer')} to a form"


def _of_local_organisations(verb: str) -> _Words:
    return lambda _names, told: f"{verb} {counted(int(told[0]), 'local organisation')}"


def _offering(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Offer a choice to {counted(int(told[0]), 'person', 'people')}"


def _choosing(_names: Sequence[str], told: Sequence[str]) -> str:
    return f"Note the choice of {counted(int(told[0]), 'person', 'people')}"


def _adding_a_rule(names: Sequence[str], told: Sequence[str]) -> str:
    kind, *instead = (RuleKind(code).label for code in told)
    return f"{kind} {_together(names)}" + "".join(f" in place of “{other}”" for other in instead)


def _removing_a_rule(names: Sequence[str], told: Sequence[str]) -> str:
    return f"Remove the rule “{RuleKind(told[0]).label}” of {names[0]} and {names[1]}"


_MADE: dict[Deed, _Words] = {
    Deed.PAIR: _of_pairings("Pair"),
    Deed.UNPAIR: _of_pairings("Unpair"),
    Deed.LET_BEGIN: _beginning,
    Deed.LOCK: _of_pairings("Lock"),
    Deed.UNLOCK: _of_pairings("Unlock"),
    Deed.AGREE: _of_pairings("Agree"),
    Deed.REOPEN: _of_pairings("Reopen"),
    Deed.END: _ending,
    Deed.FINISH: _finishing,
    Deed.CONTINUE: _continuing,
    Deed.RECORD: _recording,
    Deed.REMOVE_PEOPLE: _removing,
    Deed.CHANGE_PEOPLE: _changing,
    Deed.ADD_ENTRIES: _adding_entries,
    Deed.FORGET: _forgetting,
    Deed.IMPORT: _importing,
    Deed.TAKE_ANSWERS: _taking,
    Deed.IMPORT_LOCAL: _of_local_organisations("Import"),
    Deed.INVITE_LOCAL: _of_local_organisations("Invite"),
    Deed.REMOVE_LOCAL: _of_local_organisations("Take off the list"),
    Deed.OFFER_CHOICES: _offering,
    Deed.NOTE_CHOICES: _choosing,
    Deed.ADD_RULE: _adding_a_rule,
    Deed.REMOVE_RULE: _removing_a_rule,
    Deed.PRINT_LETTERS: _of_letters("Print"),
    Deed.SAVE_LETTERS: _of_letters("Save"),
    Deed.POST_LETTERS: _of_letters("Post"),
    Deed.EMAIL_LETTERS: _of_letters("E-mail"),
    Deed.GIVE_LETTERS: _of_letters("Give"),
    Deed.ARRANGE_LETTERS: _of_letters("Arrange"),
}
