"""Every deed has words, and what older files hold in place of a code still reads."""

import pytest

from buddy_matcher.domain.deeds import Deed
from buddy_matcher.domain.history import Barrier, Label, label_of
from buddy_matcher.domain.ids import ParticipantId
from buddy_matcher.domain.rules import RuleKind

ASHA, BEN, CARA = (ParticipantId(number) for number in (1, 2, 3))
NAMES = {ASHA: "Asha Rao", BEN: "Ben Moss", CARA: "Cara Lunt"}

WORDS = {
    "Pair Asha Rao with Ben Moss": Label(Deed.PAIR, (ASHA, BEN)),
    "Pair Asha Rao with Ben Moss and Cara Lunt": Label(Deed.PAIR, (ASHA, BEN, CARA)),
    "Unpair 12 pairings": Label(Deed.UNPAIR, told=("12",)),
    "Lock Asha Rao with Ben Moss": Label(Deed.LOCK, (ASHA, BEN)),
    "Unlock 2 pairings": Label(Deed.UNLOCK, told=("2",)),
    "Agree Asha Rao with Ben Moss": Label(Deed.AGREE, (ASHA, BEN)),
    "Reopen 3 pairings": Label(Deed.REOPEN, told=("3",)),
    "Swap the buddies of Asha Rao and Ben Moss": Label(Deed.SWAP, (ASHA, BEN)),
    "Choose who of Asha Rao and Ben Moss makes first contact": Label(Deed.LET_BEGIN, (ASHA, BEN)),
    "Agree the plan": Label(Deed.AGREE_PLAN),
    "Suggest pairings": Label(Deed.SUGGEST),
    "Pair Asha Rao with Ben Moss and plan the rest again": Label(Deed.PAIR_AND_SUGGEST, (ASHA, BEN)),
    "Add Asha Rao": Label(Deed.ADD_PERSON, (ASHA,)),
    "Edit Asha Rao": Label(Deed.EDIT_PERSON, (ASHA,)),
    "Edit Asha Rao and take their pairings apart": Label(Deed.EDIT_AND_UNPAIR, (ASHA,)),
    "Remove Asha Rao": label_of(Deed.REMOVE_PEOPLE, (ASHA,), 1),
    "Remove 2 people": label_of(Deed.REMOVE_PEOPLE, (ASHA, BEN), 2),
    "Restore Asha Rao": Label(Deed.RESTORE_PERSON, (ASHA,)),
    "Note something learnt": Label(Deed.NOTE_LEARNING),
    "Remove something learnt": Label(Deed.REMOVE_LEARNING),
    "Change when pairs are flagged": Label(Deed.SET_FLAGS),
    "Choose the forms that letters name": Label(Deed.NAME_FORMS),
    "Take in 58 answers to a form": Label(Deed.TAKE_ANSWERS, told=("58",)),
    "Merge two entries of Asha Rao": Label(Deed.MERGE_PEOPLE, (ASHA,)),
    "Keep Asha Rao and Ben Moss as two people": Label(Deed.KEEP_TWO_PEOPLE, (ASHA, BEN)),
    "Change 3 people": Label(Deed.CHANGE_PEOPLE, told=("3",)),
    "Import 48 people": Label(Deed.IMPORT, told=("48", "0")),
    "Import 1 person and update 1,200": Label(Deed.IMPORT, told=("1", "1200")),
    "Set a budget": Label(Deed.SET_BUDGET),
    "Import 48 local organisations": Label(Deed.IMPORT_LOCAL, told=("48",)),
    "Edit a local organisation": Label(Deed.EDIT_LOCAL),
    "Invite 1 local organisation": Label(Deed.INVITE_LOCAL, told=("1",)),
    "Take off the list 2 local organisations": Label(Deed.REMOVE_LOCAL, told=("2",)),
    "Add an organisation": Label(Deed.ADD_ORGANISATION),
    "Set Asha Rao to paused": Label(Deed.SET_STATUS, (ASHA,), told=("paused",)),
    "Edit an organisation": Label(Deed.EDIT_ORGANISATION),
    "Merge two spellings of an organisation": Label(Deed.MERGE_ORGANISATIONS),
    "Declare an interest": Label(Deed.DECLARE_INTEREST),
    "Edit an interest": Label(Deed.EDIT_INTEREST),
    "Judge an interest": Label(Deed.JUDGE_INTEREST),
    "Remove an interest": Label(Deed.REMOVE_INTEREST),
    "Edit the scheme": Label(Deed.EDIT_SCHEME),
    "Edit the round": Label(Deed.EDIT_ROUND),
    "Add the starter strengths": Label(Deed.ADD_LISTS),
    "Replace the list of strengths": Label(Deed.REPLACE_STRENGTHS),
    "Add 12 entries to a list": Label(Deed.ADD_ENTRIES, told=("12",)),
    "Edit “Maps” in a list": Label(Deed.EDIT_ENTRY, told=("Maps",)),
    "Merge Maps and Plans into Charts": Label(Deed.MERGE_ENTRIES, told=("Maps and Plans", "Charts")),
    "Retire Maps": Label(Deed.RETIRE_ENTRIES, told=("Maps",)),
    "Bring back Maps": Label(Deed.BRING_BACK_ENTRIES, told=("Maps",)),
    "Put the strengths in another order": Label(Deed.ARRANGE_LIST, told=("strengths",)),
    "Forget 2 decisions on sheets": Label(Deed.FORGET, told=("2",)),
    "Take Maps off a list": Label(Deed.REMOVE_ENTRIES, told=("Maps",)),
    "Prefer Asha Rao with Ben Moss": Label(Deed.ADD_RULE, (ASHA, BEN), (RuleKind.PREFER,)),
    "Never pair Asha Rao with Ben Moss in place of “Must pair”": Label(
        Deed.ADD_RULE, (ASHA, BEN), (RuleKind.NEVER_PAIR, RuleKind.MUST_PAIR)
    ),
    "Remove the rule “Avoid” of Asha Rao and Ben Moss": Label(
        Deed.REMOVE_RULE, (ASHA, BEN), (RuleKind.AVOID,)
    ),
    "Dismiss the wish of Asha Rao": Label(Deed.DISMISS_WISH, (ASHA,)),
    "Decide on an answer": Label(Deed.DECIDE),
    "Take “{0} maps” as a listed answer": Label(Deed.TAKE_AS_LISTED, told=("{0} maps",)),
    "Add “Maps” to the list": Label(Deed.ADD_TO_LIST, told=("Maps",)),
    "Ignore “Maps”": Label(Deed.IGNORE_ANSWER, told=("Maps",)),
    "Decide on 3 answers alike": Label(Deed.DECIDE_ALIKE, told=("3",)),
    "Print the letter to Asha Rao": label_of(Deed.PRINT_LETTERS, (ASHA,), 1),
    "Post 2 letters": label_of(Deed.POST_LETTERS, (ASHA, BEN), 2),
    "E-mail the letter to Asha Rao": label_of(Deed.EMAIL_LETTERS, (ASHA,), 1),
    "Give the letter to Ben Moss": label_of(Deed.GIVE_LETTERS, (BEN,), 1),
    "Arrange 3 letters": label_of(Deed.ARRANGE_LETTERS, (ASHA, BEN, CARA), 3),
    "Save 48 letters": label_of(Deed.SAVE_LETTERS, (ASHA,), 48),
    "End the pairing of Asha Rao, Ben Moss and Cara Lunt": Label(Deed.END, (ASHA, BEN, CARA)),
    "Let 1 pairing go on from an earlier round": Label(Deed.CONTINUE, told=("1",)),
    "Finish 29 pairings": Label(Deed.FINISH, told=("29",)),
    "Correct something learnt": Label(Deed.CORRECT_LEARNING),
    "Arrange when Asha Rao and Ben Moss meet": Label(Deed.ARRANGE, (ASHA, BEN)),
    "Call off the meeting of Asha Rao and Ben Moss": Label(Deed.CALL_OFF, (ASHA, BEN)),
    "Asha Rao leaves a three": Label(Deed.LEAVE_THREE, (ASHA,)),
    "Hold Asha Rao": Label(Deed.HOLD, (ASHA,)),
    "Release Asha Rao": Label(Deed.RELEASE, (ASHA,)),
    "Hold a pairing": Label(Deed.HOLD_PAIRING),
    "Release a pairing": Label(Deed.RELEASE_PAIRING),
    "Pass a worry on and hold": Label(Deed.HOLD_IN_WORRY),
    "Stop everything for Asha Rao": Label(Deed.STOP, (ASHA,)),
    "Pair those who are free": Label(Deed.PAIR_FREE),
    "Let someone join a pair": Label(Deed.LET_JOIN),
    "Plan the drafts again": Label(Deed.PLAN_DRAFTS),
    "Save the scenario “Near by”": Label(Deed.SAVE_SCENARIO, told=("Near by",)),
    "Take the scenario “Near by”": Label(Deed.TAKE_SCENARIO, told=("Near by",)),
    "Remove the scenario “Near by”": Label(Deed.REMOVE_SCENARIO, told=("Near by",)),
    "Offer a choice to 12 people": Label(Deed.OFFER_CHOICES, told=("12",)),
    "Note the choice of 1 person": Label(Deed.NOTE_CHOICES, told=("1",)),
    "Plan so that choices are honoured": Label(Deed.HONOUR_CHOICES),
    "Record 2 entries": Label(Deed.RECORD, told=("2",)),
    "Correct 1 entry": Label(Deed.CORRECT_ENTRY),
    "Strike out an entry": Label(Deed.STRIKE_OUT),
    "Tick a reminder": Label(Deed.TICK),
    "Put off a reminder": Label(Deed.PUT_OFF),
    "Record the launch day": Label(Deed.RECORD_LAUNCH),
    "Set the rate “hourly”": Label(Deed.SET_RATE, told=("hourly",)),
    "Agree what an organisation is paid": Label(Deed.AGREE_FUNDING),
    "Send payment summaries": Label(Deed.SEND_PAYMENTS),
    "Record payment summary 3 as paid": Label(Deed.RECORD_PAID, told=("3",)),
    "Save the report": Label(Deed.ISSUE_REPORT),
    "Write in the report": Label(Deed.WRITE_REPORT),
    "Change the head of letters": Label(Deed.EDIT_LETTERHEAD),
    "Reword letters": Label(Deed.REWORD_LETTERS),
    "Take in translations of letters": Label(Deed.TRANSLATE_LETTERS),
    "Sign translations of letters": Label(Deed.SIGN_TRANSLATION),
    "Start a round": Label(Deed.START_ROUND),
    "Change the dates of the round": Label(Deed.SET_DATES),
    "Repair the scheme": Label(Deed.REPAIR),
    "Erase a person": Label(Barrier.ERASURE),
    "Restore a backup": Label(Barrier.RESTORE),
    "Recover the damaged file": Label(Barrier.RECOVERY),
    "Bring the file up to date": Label(Barrier.MIGRATION),
}


@pytest.mark.parametrize("words", WORDS)
def test_a_deed_is_told_in_words(words: str) -> None:
    assert WORDS[words].in_words(NAMES) == words


def test_every_deed_is_told_above() -> None:
    assert {label.deed for label in WORDS.values()} == set(Deed)


def test_somebody_erased_since_is_someone() -> None:
    assert Label(Deed.PAIR, (ASHA, ParticipantId(9))).in_words(NAMES) == "Pair Asha Rao with someone"


@pytest.mark.parametrize(
    ("older", "words"),
    [
        ("Pair {0} with {1}", "Pair Asha Rao with Ben Moss"),
        ("Ignore “{{0}} maps”", "Ignore “{0} maps”"),
        ("Remove 12 people", "Remove 12 people"),
    ],
)
def test_a_sentence_of_an_older_file_still_reads(older: str, words: str) -> None:
    assert Label(older, (ASHA, BEN)).in_words(NAMES) == words
